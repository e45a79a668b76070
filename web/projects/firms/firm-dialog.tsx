import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { FirmDetail } from '../../../server/firms/schema.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import { firmQuery } from '../../api/queries.ts';
import { useCan } from '../../app/session.ts';
import { formatFullDate, formatFullDateTime, MISSING } from '../../format.ts';
import factStyles from '../../quotas/certificate-dialog.module.css';
import dialogStyles from '../../quotas/form-dialog.module.css';
import { QueryView } from '../../ui/states.tsx';
import { ChangeFirmForm, DeclareForm } from './firm-forms.tsx';
import { SOURCE_WORDS, tceDecimals, tceText } from './firm-shape.ts';
import { RetrofitMark } from './firm-table.tsx';
import styles from './firms.module.css';

const LEVEL_WORDS = {
  '5000': '年耗5000吨标准煤以上',
  '1000': '年耗1000吨标准煤以上',
  below: '年耗不足1000吨标准煤',
} as const;

type Mode = { form: 'detail' } | { form: 'change' } | { form: 'declare'; year: number | null };

function Facts({ firm }: { firm: FirmDetail }) {
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['信用代码', firm.creditCode ?? MISSING],
    ['县（市、区）', firm.unitName],
    ['行业', firm.industry ?? MISSING],
    ['用能', firm.level === null ? '未申报' : LEVEL_WORDS[firm.level]],
    ['改造', <RetrofitMark key="mark" firm={firm} />],
    ['称号', firm.titles.join('、') || MISSING],
    ...(firm.closedOn === null ? [] : [['停产、注销', formatFullDate(firm.closedOn)] as const]),
  ];
  return (
    <dl className={factStyles.facts}>
      {rows.map(([term, description]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{description}</dd>
        </div>
      ))}
    </dl>
  );
}

function Declarations({ firm, onCorrect }: { firm: FirmDetail; onCorrect: ((year: number) => void) | null }) {
  if (firm.declarations.length === 0) {
    return <p className="muted small">还没有申报，不计入覆盖率。</p>;
  }
  const decimals = tceDecimals(firm.declarations.map(({ tce }) => tce));
  return (
    <table className={styles.small}>
      <caption className="visuallyHidden">历年申报用能，吨标准煤</caption>
      <thead>
        <tr>
          <th scope="col">年度</th>
          <th scope="col" className="num">
            吨标准煤
          </th>
          <th scope="col">来源</th>
          {onCorrect ? (
            <th scope="col">
              <span className="visuallyHidden">操作</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {firm.declarations.map(({ year, tce, source }) => (
          <tr key={year}>
            <th scope="row">{year}年</th>
            <td className="num">{tceText(tce, decimals)}</td>
            <td>{SOURCE_WORDS[source]}</td>
            {onCorrect ? (
              <td>
                <button
                  type="button"
                  className="linkButton"
                  aria-label={`更正${year}年用能`}
                  onClick={() => onCorrect(year)}
                >
                  更正
                </button>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Projects({ firm }: { firm: FirmDetail }) {
  if (firm.projects.length === 0) return <p className="muted small">还没有改造项目。</p>;
  return (
    <ul className={styles.lines}>
      {firm.projects.map(({ id, name, stage, stoppedOn }) => (
        <li key={id}>
          <Link to="/projects" search={{ tab: 'projects', project: String(id) }}>
            {name}
          </Link>
          <span className="muted">{stoppedOn === null ? PROJECT_STAGE_LABELS[stage] : '已终止'}</span>
        </li>
      ))}
    </ul>
  );
}

function Events({ firm }: { firm: FirmDetail }) {
  return (
    <details className={styles.events}>
      <summary>变更记录（{firm.events.length}）</summary>
      <ol>
        {firm.events.map(({ at, by, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: append-only, two entries may fall on one instant
          <li key={`${at} ${index}`}>
            <span>{words.join('；')}</span>
            <small>
              {formatFullDateTime(at)} {by}
            </small>
          </li>
        ))}
      </ol>
    </details>
  );
}

interface DetailProps {
  firm: FirmDetail;
  mayWrite: boolean;
  onMode: (mode: Mode) => void;
  onClose: () => void;
}

/** Everything known of one firm: Escape leaves. */
function Detail({ firm, mayWrite, onMode, onClose }: DetailProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`${dialogStyles.dialog} ${styles.dialog}`}
      aria-labelledby={headingId}
      onClose={onClose}
    >
      <h2 id={headingId}>{firm.name}</h2>
      <Facts firm={firm} />
      <h3 className={styles.heading}>年综合能源消费量</h3>
      <Declarations firm={firm} onCorrect={mayWrite ? (year) => onMode({ form: 'declare', year }) : null} />
      <h3 className={styles.heading}>改造项目</h3>
      <Projects firm={firm} />
      <Events firm={firm} />
      <div className={factStyles.buttons}>
        {mayWrite ? (
          <>
            <button type="button" className="button" onClick={() => onMode({ form: 'change' })}>
              修改登记…
            </button>
            <button type="button" className="button" onClick={() => onMode({ form: 'declare', year: null })}>
              填写年度用能…
            </button>
          </>
        ) : null}
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          关闭
        </button>
      </div>
    </dialog>
  );
}

/** One firm; each form leads back here. */
export function FirmDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(firmQuery(id));
  const mayWrite = useCan('projects.write');
  const [mode, setMode] = useState<Mode>({ form: 'detail' });
  const back = () => setMode({ form: 'detail' });
  return (
    <QueryView query={query} height={0}>
      {(firm) => {
        if (mode.form === 'change') return <ChangeFirmForm firm={firm} onClose={back} />;
        if (mode.form === 'declare') return <DeclareForm firm={firm} year={mode.year} onClose={back} />;
        return <Detail firm={firm} mayWrite={mayWrite} onMode={setMode} onClose={onClose} />;
      }}
    </QueryView>
  );
}
