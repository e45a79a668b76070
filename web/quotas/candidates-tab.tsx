import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CandidateListReply } from '../../server/quotas/cultivation-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { candidatesQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { CitationLine } from '../targets/citation-line.tsx';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { QueryView } from '../ui/states.tsx';
import { AddCandidateForm, EditCandidateForm } from './candidate-forms.tsx';
import { CandidateList } from './candidate-list.tsx';
import { candidatesFinding, candidatesTable, shapeCandidates } from './candidate-shape.ts';
import styles from './candidates-tab.module.css';

interface TabProps {
  pace: QuotaPaceReply;
  mayWrite: boolean;
}

function Candidates({ candidates, citation, pace, mayWrite }: CandidateListReply & TabProps) {
  const { user } = useSession();
  const [adding, setAdding] = useState(false);
  const [editingId, setEditingId] = useState<number | null>(null);
  /** looked up anew after each read, so that a second try after a conflict names the newest version */
  const editing = candidates.find(({ id }) => id === editingId);
  return (
    <Card
      title={candidatesFinding(candidates)}
      note={
        <>
          <CitationLine citation={citation} />
          {user.role === 'county' ? '其他县（市、区）培育对象的进展不在此显示。' : null}
        </>
      }
      actions={
        <span className={`${styles.actions} noPrint`}>
          {mayWrite ? (
            <button type="button" className="button primary" onClick={() => setAdding(true)}>
              增列培育对象
            </button>
          ) : null}
          <ExportButton table={() => candidatesTable(candidates, citation.document)} />
        </span>
      }
    >
      <div className={styles.groups}>
        {shapeCandidates(candidates).map(({ column, candidates: own }) => (
          <section key={column.key} className={styles.group}>
            <h3>
              {column.label}（{own.length}）
            </h3>
            <CandidateList
              candidates={own}
              {...(mayWrite ? { onEdit: (candidate) => setEditingId(candidate.id) } : {})}
            />
          </section>
        ))}
      </div>
      {adding ? <AddCandidateForm pace={pace} onClose={() => setAdding(false)} /> : null}
      {editing ? (
        <EditCandidateForm pace={pace} candidate={editing} onClose={() => setEditingId(null)} />
      ) : null}
    </Card>
  );
}

/** The cultivation list (培育名单): candidates the plan names and those the bureau entered, by title. */
export function CandidatesTab(props: TabProps) {
  const query = useQuery(candidatesQuery());
  return (
    <QueryView query={query} height={480}>
      {(reply) => <Candidates {...reply} {...props} />}
    </QueryView>
  );
}
