import type { Candidate } from '../../server/quotas/cultivation-schema.ts';
import { ACTION_PLAN } from '../../server/rules/documents.ts';
import { formatDateTime } from '../format.ts';
import { Sourced } from '../ui/source-card.tsx';
import styles from './candidate-list.module.css';
import { originWords, stageWords } from './candidate-shape.ts';

interface CandidateListProps {
  candidates: readonly Candidate[];
  /** the title, where the list covers more than one */
  titleOf?: (candidate: Candidate) => string;
  /** given to those who may move a candidate on */
  onEdit?: (candidate: Candidate) => void;
}

/** Where a candidate comes from; the plan's clause opens its source card. */
function Origin({ candidate }: { candidate: Candidate }) {
  const words = originWords(candidate);
  if (candidate.clause === null) return words;
  const note = '名称按规划所列；县（市、区）由市工信局核定。';
  return (
    <Sourced source={{ kind: 'target', document: ACTION_PLAN.title, place: candidate.clause, note }}>
      {words}
    </Sourced>
  );
}

function Entry({
  candidate,
  titleOf,
  onEdit,
}: Omit<CandidateListProps, 'candidates'> & { candidate: Candidate }) {
  const stage = stageWords(candidate);
  const facts = [titleOf?.(candidate) ?? null, candidate.unitName, candidate.creditCode].filter(Boolean);
  const changed = candidate.updatedAt === null ? '' : `（${formatDateTime(candidate.updatedAt)}）`;
  return (
    <li>
      <span>
        <span className={styles.name}>{candidate.name}</span>
        <small>
          <Origin candidate={candidate} />
          {facts.map((fact) => ` · ${fact}`)}
        </small>
        {candidate.note ? (
          <small>
            {candidate.note}
            {changed}
          </small>
        ) : null}
      </span>
      <span className={styles.state}>
        {stage === '' ? null : (
          <span
            className={candidate.stage === 'conferred' ? `${styles.stage} ${styles.conferred}` : styles.stage}
          >
            {stage}
          </span>
        )}
        {onEdit ? (
          <button
            type="button"
            className="linkButton noPrint"
            aria-label={`修改培育对象${candidate.name}`}
            onClick={() => onEdit(candidate)}
          >
            修改…
          </button>
        ) : null}
      </span>
    </li>
  );
}

/** Candidates (培育对象) with where they come from and how far they have come. */
export function CandidateList({ candidates, ...rest }: CandidateListProps) {
  return (
    <ul className={styles.list}>
      {candidates.map((candidate) => (
        <Entry key={candidate.id} candidate={candidate} {...rest} />
      ))}
    </ul>
  );
}
