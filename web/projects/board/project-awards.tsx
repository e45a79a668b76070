import { Link, useNavigate } from '@tanstack/react-router';
import type { ProjectAward, ProjectDetail } from '../../../server/projects/schema.ts';
import { CASE_STAGES } from '../../../server/rules/case-steps.ts';
import { openProjectCase } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { formatWan } from '../../format.ts';
import { STAGE_WORDS } from '../../subsidies/words.ts';
import { awardAmount, awardsFinding, OUTCOME_WORDS, splitAwards } from './detail-shape.ts';
import styles from './project-detail.module.css';
import { useProjectChange } from './use-project-change.ts';

const caseSearch = (id: number) => ({ tab: 'cases', case: String(id) });

interface OpenCaseProps {
  detail: ProjectDetail;
  award: ProjectAward;
  /** the next thing to do with the project: 申报奖补, before its other steps */
  isNext?: boolean;
}

/** Opens the case of an award and goes there. */
export function OpenCase({ detail, award, isNext = false }: OpenCaseProps) {
  const word = isNext ? '申报奖补' : '开立奖补事项';
  const navigate = useNavigate();
  const change = useProjectChange(
    () => openProjectCase(detail.id, { version: detail.version, awardId: award.awardId }),
    ({ awards }) => {
      const opened = awards.find(({ awardId }) => awardId === award.awardId)?.caseId;
      if (opened) void navigate({ to: '/subsidies', search: caseSearch(opened) });
    },
  );
  return (
    <>
      <button
        type="button"
        className={isNext ? 'button primary noPrint' : 'button noPrint'}
        disabled={change.isPending}
        aria-label={`${word}：${award.clause} ${award.title}`}
        onClick={() => change.mutate()}
      >
        {change.isPending ? '正在开立…' : word}
      </button>
      {change.error ? (
        <p className={styles.failed} role="alert">
          {change.error instanceof ApiError ? change.error.message : '没有开立成功，请重试。'}
        </p>
      ) : null}
    </>
  );
}

function Award({ detail, award }: { detail: ProjectDetail; award: ProjectAward }) {
  const amount = awardAmount(award);
  // of one that does not apply the words beside it say why
  const isPayable = award.outcome === 'eligible' || award.outcome === 'discretionary';
  const isCounted = award.outcome === 'eligible' && award.highest;
  return (
    <li className={styles.award}>
      <div>
        <b>
          {award.clause} {award.title}
        </b>
        <span className={`${styles.outcome} ${isCounted ? styles.eligible : ''}`}>
          {OUTCOME_WORDS[award.outcome]}
        </span>
        <small className={styles.under}>
          {award.document}
          {award.beneficiaryId === detail.firmId ? '' : ` · 受益主体：${award.beneficiaryName}`}
        </small>
        {award.words === '' ? null : <p>{award.words}</p>}
      </div>
      <div className={styles.amount}>
        {amount === null ? null : (
          <>
            <strong>{amount}</strong>
            <small className={styles.under}>预计可得（待审定）</small>
          </>
        )}
        {award.mayOpen ? <OpenCase detail={detail} award={award} /> : null}
        {isPayable && !award.mayOpen ? <small className={styles.under}>{award.mayNotOpen}</small> : null}
      </div>
    </li>
  );
}

function stageWord(text: string): string {
  const stage = CASE_STAGES.find((one) => one === text);
  return stage === undefined ? text : STAGE_WORDS[stage];
}

function Cases({ detail }: { detail: ProjectDetail }) {
  if (detail.cases.length === 0) return null;
  return (
    <ul className={styles.cases} aria-label="已开立的奖补事项">
      {detail.cases.map((one) => (
        <li key={one.id}>
          {one.mayRead ? (
            <Link to="/subsidies" search={caseSearch(one.id)}>
              {one.clause} {one.awardTitle}
            </Link>
          ) : (
            <span>
              {one.clause} {one.awardTitle}
            </span>
          )}
          {one.beneficiaryName === detail.firm.name ? null : <span>受益主体：{one.beneficiaryName}</span>}
          <span>{stageWord(one.stage)}</span>
          <span className={styles.caseAmount}>
            {one.paidFen > 0
              ? `已拨付${formatWan(one.paidFen)}万元`
              : one.approvedFen === null
                ? `预计${formatWan(one.expectedFen)}万元，待审定`
                : `审定${formatWan(one.approvedFen)}万元`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the project may receive, why or why not, and the way to the case. */
export function ProjectAwards({ detail }: { detail: ProjectDetail }) {
  const { open, closed } = splitAwards(detail);
  const list = (awards: readonly ProjectAward[]) => (
    <ul className={styles.awards}>
      {awards.map((award) => (
        <Award key={`${award.awardId} ${award.beneficiaryId}`} detail={detail} award={award} />
      ))}
    </ul>
  );
  if (detail.awards.length === 0 && detail.cases.length === 0) return null;
  return (
    <section className={styles.section} aria-label="奖补">
      <h3>{awardsFinding(detail.awards, detail.firmId)}</h3>
      <Cases detail={detail} />
      {list(open)}
      {closed.length === 0 ? null : (
        <details className={styles.closed}>
          <summary>另有{closed.length}项不符合条件或不在有效期</summary>
          {list(closed)}
        </details>
      )}
    </section>
  );
}
