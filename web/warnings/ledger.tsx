import { Link } from '@tanstack/react-router';
import { WARNING_STAGE_LABELS, WARNING_STAGES, type WarningStage } from '../../server/rules/warning-steps.ts';
import type { WarningSummary } from '../../server/warnings/schema.ts';
import type { WarningsSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { Pager, usePage } from '../ui/pager.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { Empty } from '../ui/states.tsx';
import { ledgerFinding } from './findings.ts';
import styles from './warnings.module.css';
import { figuresText, gapText, lateAnswerText, numberText, overdueText, TRIGGER_WORDS } from './words.ts';

export interface LedgerProps {
  warnings: readonly WarningSummary[];
  search: WarningsSearch;
  onSearch: (search: WarningsSearch) => void;
}

/** Rows that match the filters of the address. */
export function filtered(warnings: readonly WarningSummary[], search: WarningsSearch): WarningSummary[] {
  return warnings.filter(
    ({ unitCode, stage, period }) =>
      (search.unit === undefined || unitCode === search.unit) &&
      (search.stage === undefined || stage === search.stage) &&
      (search.year === undefined || period.startsWith(`${search.year}-`)),
  );
}

function Filters({ warnings, search, onSearch }: LedgerProps) {
  const { user } = useSession();
  const units = [...new Map(warnings.map(({ unitCode, unitName }) => [unitCode, unitName]))];
  const years = [...new Set(warnings.map(({ period }) => period.slice(0, 4)))];
  const stages = WARNING_STAGES.filter((stage) => warnings.some((warning) => warning.stage === stage));
  const select = (
    key: 'unit' | 'stage' | 'year',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <select
      className="field"
      aria-label={label}
      value={search[key] ?? ''}
      onChange={(event) => {
        const { [key]: _old, ...rest } = search;
        onSearch(event.target.value === '' ? rest : { ...rest, [key]: event.target.value });
      }}
    >
      <option value="">{label}：全部</option>
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <div className={`${styles.filters} noPrint`}>
      {user.role === 'county' && units.length < 2 ? null : select('unit', '单位', units)}
      {select(
        'stage',
        '阶段',
        stages.map((stage) => [stage, WARNING_STAGE_LABELS[stage]] as const),
      )}
      {select(
        'year',
        '年度',
        years.map((year) => [year, `${year}年`] as const),
      )}
    </div>
  );
}

/** Stage as a badge; no lamp colours, they belong to lamps. */
export function StageBadge({ stage }: { stage: WarningStage }) {
  return <span className={`${styles.badge} ${styles[stage]}`}>{WARNING_STAGE_LABELS[stage]}</span>;
}

/** What is late, and whether it has risen. */
export function Overdue({ warning }: { warning: WarningSummary }) {
  if (warning.overdue === null) return null;
  return (
    <span className={styles.late}>
      {overdueText(warning)}
      {warning.escalated ? '，升级至分管领导' : ''}
    </span>
  );
}

function Row({ warning, search }: { warning: WarningSummary; search: WarningsSearch }) {
  const isChosen = search.warning === String(warning.id);
  // what was not pursued (不予督办) has no deadline
  const dueOn = (date: string) => (warning.stage === 'dismissed' ? null : date);
  return (
    <tr className={isChosen ? styles.chosen : undefined}>
      <th scope="row">
        <Link
          to="/warnings"
          search={{ ...search, warning: String(warning.id) }}
          resetScroll={false}
          aria-current={isChosen ? 'true' : undefined}
          activeProps={{}}
        >
          {warning.unitName}
        </Link>
        <small>{numberText(warning)}</small>
      </th>
      <td>
        {warning.label}
        <small className={styles.under}>
          <Lamp lamp={warning.lamp} word={TRIGGER_WORDS[warning.trigger]} />
        </small>
      </td>
      <td className={styles.wide}>
        {figuresText(warning)}
        <small className={styles.under}>相差{gapText(warning.gapPoints)}</small>
      </td>
      <td>
        <StageBadge stage={warning.stage} />
        <Overdue warning={warning} />
      </td>
      <td className={styles.wide}>{formatFullDate(warning.issuedOn)}</td>
      <td className={styles.wide}>
        {formatFullDate(dueOn(warning.answerDueOn))}
        {warning.answeredOn ? (
          <small className={styles.under}>{formatFullDate(warning.answeredOn)}答复</small>
        ) : null}
        {lateAnswerText(warning) ? <small className={styles.late}>{lateAnswerText(warning)}</small> : null}
      </td>
      <td className={styles.wide}>
        {formatFullDate(dueOn(warning.remedyDueOn))}
        {warning.closedOn ? (
          <small className={styles.under}>{formatFullDate(warning.closedOn)}销号</small>
        ) : null}
      </td>
    </tr>
  );
}

/** 台账: every warning this viewer may see; each row opens its warning. */
export function Ledger({ warnings, search, onSearch }: LedgerProps) {
  const { user } = useSession();
  const shown = filtered(warnings, search);
  const { warning: _open, ...filter } = search;
  const page = usePage(shown, JSON.stringify(filter));
  const isNarrow = search.warning !== undefined;
  return (
    <Card
      title={ledgerFinding(shown)}
      file={{
        title: '预警督办台账',
        sources: ['预警等级依据已审核数据；期限按北京时间，逾期按日期推算。'],
        internal: shown.some(({ internal }) => internal),
        unit: '能耗强度变化：%；差距：百分点',
        scope: user.role === 'county' ? '本单位' : '全市14个单位',
      }}
      note="逾期由日期推算：答复期限过后为逾期，满3个工作日升级至分管领导。整改中不改变预警等级。"
    >
      <Filters warnings={warnings} search={search} onSearch={onSearch} />
      {shown.length === 0 ? (
        <Empty
          title={warnings.length === 0 ? '没有预警通知' : '没有符合条件的预警通知'}
          next={
            warnings.length === 0
              ? '当年预警等级为一级或连续两期为二级时，由市工信局发出。'
              : '请放宽筛选条件。'
          }
        />
      ) : (
        <>
          <Sideways label="预警督办台账">
            <table className={isNarrow ? `${styles.table} ${styles.narrow}` : styles.table}>
              <caption className="visuallyHidden">预警督办台账</caption>
              <thead>
                <tr>
                  <th scope="col">单位、编号</th>
                  <th scope="col">期别、情形</th>
                  <th scope="col" className={styles.wide}>
                    能耗强度变化
                  </th>
                  <th scope="col">阶段</th>
                  <th scope="col" className={styles.wide}>
                    签发
                  </th>
                  <th scope="col" className={styles.wide}>
                    答复期限
                  </th>
                  <th scope="col" className={styles.wide}>
                    整改期限
                  </th>
                </tr>
              </thead>
              <tbody>
                {page.rows.map((warning) => (
                  <Row key={warning.id} warning={warning} search={search} />
                ))}
              </tbody>
            </table>
          </Sideways>
          <Pager {...page.pager} measure="件" />
        </>
      )}
    </Card>
  );
}
