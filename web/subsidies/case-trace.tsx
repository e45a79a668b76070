import type { CaseDetail } from '../../server/cases/schema.ts';
import type { AwardResult, Step } from '../../server/rules/subsidies/model.ts';
import { formatWan } from '../format.ts';
import styles from './case-trace.module.css';
import { factLines } from './fact-lines.ts';

const STAGES: Readonly<Record<Step['stage'], string>> = {
  raw: '按条款',
  capped: '封顶',
  paidBefore: '扣除已得',
  highestOnly: '就高不重复',
  prorated: '按比例折算',
};

/** The kept result (AwardResult of the rules module); null where the case carries none. */
function keptResult(trace: unknown): AwardResult | null {
  if (typeof trace !== 'object' || trace === null) return null;
  return 'steps' in trace && Array.isArray(trace.steps) ? (trace as AwardResult) : null;
}

/** In place of the trace, for whoever does not handle cases. */
function Withheld() {
  return (
    <section className={styles.trace} aria-label="金额怎么来的">
      <h3>金额怎么来的</h3>
      <p className="muted">测算依据含企业用能，不在此列出。</p>
    </section>
  );
}

/** How an amount came about: facts → tier → cap → highest-only → amount, each step with its clause. */
export function CaseTrace({ detail }: { detail: CaseDetail }) {
  const { facts } = detail;
  if (facts === null) return <Withheld />;
  const result = keptResult(detail.trace);
  const notes =
    result?.notes.filter(({ kind, decisive }) => decisive || (kind !== 'budget' && kind !== 'reading')) ?? [];
  return (
    <section className={styles.trace} aria-label="金额怎么来的">
      <h3>金额怎么来的</h3>
      <dl className={styles.facts}>
        {factLines(facts).map(({ name, label, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {result ? (
        <ol className={styles.steps}>
          {result.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one kept result never change
            <li key={index}>
              <b>{STAGES[step.stage]}</b>
              <span>
                {step.words}
                <small>〔{step.clause}〕</small>
              </span>
              <strong>{formatWan(step.fen)}</strong>
            </li>
          ))}
          {detail.approvedFen === null ? null : (
            <li>
              <b>审定</b>
              <span>
                {detail.amountReason ?? '与预计一致'}
                <small>〔{detail.approvalDocument ?? '文号未登记'}〕</small>
              </span>
              <strong>{formatWan(detail.approvedFen)}</strong>
            </li>
          )}
        </ol>
      ) : null}
      {notes.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map(({ words }) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      <details className={`${styles.full} noPrint`}>
        <summary>测算全文（规则版本 {detail.rulesVersion}）</summary>
        <pre>{detail.traceText}</pre>
      </details>
    </section>
  );
}
