import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Period } from '../../server/periods/schema.ts';
import { latestReportable, periodLabel } from '../../server/rules/periods.ts';
import { extensionsQuery, periodsQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDate, formatFullDate, formatFullDateTime, MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import { PeriodDialog, type PeriodDialogKind } from './period-dialogs.tsx';
import { basisWords, releaseWords, shareWords, shownState, stateWords } from './periods-words.ts';
import styles from './reporting.module.css';

interface OpenDialog {
  kind: PeriodDialogKind;
  period: Period;
}

/** 报送期: when each period opens and is due, how far it has come, closing, extensions, release. */
export function PeriodsTab({ year }: { year: number }) {
  const { today } = useSession();
  const query = useQuery(periodsQuery);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const latest = latestReportable(today);
  const [shown, setShown] = useState(latest?.startsWith(String(year)) ? latest : null);
  return (
    <QueryView query={query} height={520}>
      {({ periods }) => {
        const rows = periods.filter(({ period }) => period.startsWith(String(year)));
        return (
          <div className={styles.stack}>
            <p role="status" className={styles.done}>
              {done}
            </p>
            <PeriodsCard
              year={year}
              rows={rows}
              onOpen={(kind, period) => {
                setDone(null);
                setShown(period.period);
                setDialog({ kind, period });
              }}
            />
            {shown === null ? null : <Extensions rows={rows} period={shown} onPeriod={setShown} />}
            {dialog === null ? null : (
              <PeriodDialog
                kind={dialog.kind}
                period={rows.find((row) => row.period === dialog.period.period) ?? dialog.period}
                onClose={() => setDialog(null)}
                onDone={(words) => {
                  setDialog(null);
                  setDone(`✓ ${words}`);
                }}
              />
            )}
          </div>
        );
      }}
    </QueryView>
  );
}

type OnOpen = (kind: PeriodDialogKind, period: Period) => void;

function PeriodsCard({ year, rows, onOpen }: { year: number; rows: readonly Period[]; onOpen: OnOpen }) {
  const { today } = useSession();
  return (
    <Card
      title={`${year}年各期报送安排`}
      note="完整率 = 已报送单位数 ÷ 应报送单位数；及时率 = 期限内（含延期）首次报送的单位数 ÷ 应报送单位数。全市数由市工信局填报，不计入。"
    >
      <Sideways label="各期报送安排">
        <table className={`${styles.wide} ${styles.stacked}`}>
          <thead>
            <tr>
              <th scope="col">统计期</th>
              <th scope="col">状态</th>
              <th scope="col">开始填报</th>
              <th scope="col">报送期限</th>
              <th scope="col">反馈录入</th>
              <th scope="col">完整率</th>
              <th scope="col">及时率</th>
              <th scope="col">审核公布</th>
              <th scope="col">办理</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((period) => (
              <PeriodRow key={period.period} period={period} today={today} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}

function PeriodRow({ period, today, onOpen }: { period: Period; today: string; onOpen: OnOpen }) {
  const { completeness, timeliness } = period;
  return (
    <tr data-state={period.state}>
      <th scope="row" className={styles.nowrap}>
        {period.label}
        {period.referenceOnly ? <small>仅供参考</small> : null}
      </th>
      <td className={styles.nowrap} data-label="状态">
        <span className={styles.state} data-state={shownState(period, today)}>
          {stateWords(period, today)}
        </span>
        {period.closedAt ? <small>{formatFullDateTime(period.closedAt)}</small> : null}
      </td>
      <td className={styles.nowrap} data-label="开始填报">
        {formatFullDate(period.opensOn)}
        {period.set.opensOn ? <small>市级指定</small> : null}
      </td>
      <td className={styles.nowrap} data-label="报送期限">
        {formatFullDate(period.dueOn)}
        <small>{basisWords(period)}</small>
      </td>
      <td className={styles.nowrap} data-label="反馈录入">
        {period.feedbackOn ? (
          <Link to="/reporting" search={{ tab: 'feedback', period: period.period }}>
            {formatDate(period.feedbackOn)}
          </Link>
        ) : (
          MISSING
        )}
      </td>
      <td className={styles.nowrap} data-label="完整率">
        {period.state === 'notYet' ? MISSING : shareWords(completeness.reported, completeness)}
      </td>
      <td className={styles.nowrap} data-label="及时率">
        {period.state === 'notYet' ? MISSING : shareWords(timeliness.onTime, timeliness)}
      </td>
      <td className={styles.nowrap} data-label="审核公布">
        {releaseWords(period)}
      </td>
      <td data-first>
        <Actions period={period} onOpen={onOpen} />
      </td>
    </tr>
  );
}

/** What can be done about a period now; nothing that would be refused anyway. */
function Actions({ period, onOpen }: { period: Period; onOpen: OnOpen }) {
  const { state } = period;
  const actions: [PeriodDialogKind, string, boolean][] = [
    ['dates', '改日期', state !== 'closed'],
    ['extend', '延期', state === 'open' && period.expectsReport],
    ['close', '截止', state === 'open'],
    ['reopen', '重新开放', state === 'closed'],
    ['release', '公布', period.approved > period.released],
  ];
  return (
    <span className={styles.actions}>
      {actions
        .filter(([, , isPossible]) => isPossible)
        .map(([kind, label]) => (
          <button
            key={kind}
            type="button"
            className="linkButton"
            aria-label={`${period.label}${label}`}
            onClick={() => onOpen(kind, period)}
          >
            {label}
          </button>
        ))}
    </span>
  );
}

/** Who was granted more time in a period, with the reason; earlier grants stay visible. */
function Extensions({
  rows,
  period,
  onPeriod,
}: {
  rows: readonly Period[];
  period: string;
  onPeriod: (period: string) => void;
}) {
  const query = useQuery(extensionsQuery(period));
  return (
    <Card
      title={`${periodLabel(period)}批准的延期`}
      actions={
        <select
          className="field"
          aria-label="延期的统计期"
          value={period}
          onChange={(event) => onPeriod(event.target.value)}
        >
          {rows.map((row) => (
            <option key={row.period} value={row.period}>
              {row.label}
            </option>
          ))}
        </select>
      }
    >
      <QueryView query={query} height={80}>
        {({ extensions }) =>
          extensions.length === 0 ? (
            <Empty
              title="本期没有批准延期"
              next="单位确有困难的，在上表“办理”中选“延期”，写明原因和截止日。"
            />
          ) : (
            <Sideways label="批准的延期">
              <table className={styles.wide}>
                <thead>
                  <tr>
                    <th scope="col">单位</th>
                    <th scope="col">延至</th>
                    <th scope="col">原因</th>
                    <th scope="col">批准</th>
                  </tr>
                </thead>
                <tbody>
                  {extensions.map((one) => (
                    <tr key={`${one.unitCode} ${one.grantedAt}`}>
                      <th scope="row" className={styles.nowrap}>
                        {one.unitName}
                      </th>
                      <td className={styles.nowrap}>
                        {one.until === null ? '收回延期' : formatFullDate(one.until)}
                        {one.current ? null : <small>已由后来的办理替代</small>}
                      </td>
                      <td className={styles.text}>{one.reason}</td>
                      <td className={styles.nowrap}>
                        {one.grantedBy}
                        <small>{formatFullDateTime(one.grantedAt)}</small>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sideways>
          )
        }
      </QueryView>
    </Card>
  );
}
