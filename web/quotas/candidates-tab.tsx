import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Candidate, CandidateListReply } from '../../server/quotas/cultivation-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { candidatesQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { CitationLine } from '../targets/citation-line.tsx';
import { Card } from '../ui/card.tsx';
import { ExportButton } from '../ui/export-button.tsx';
import { Pager, usePage } from '../ui/pager.tsx';
import { QueryView } from '../ui/states.tsx';
import { AddCandidateForm, EditCandidateForm } from './candidate-forms.tsx';
import { CandidateList } from './candidate-list.tsx';
import { candidatesFinding, candidatesTable, shapeCandidates } from './candidate-shape.ts';
import styles from './candidates-tab.module.css';

interface TabProps {
  pace: QuotaPaceReply;
  mayWrite: boolean;
}

/** Candidates of a title shown at once. */
const GROUP_PAGE = 30;

function Group({
  label,
  candidates,
  onEdit,
}: {
  label: string;
  candidates: readonly Candidate[];
  onEdit: ((candidate: Candidate) => void) | undefined;
}) {
  const [part, setPart] = useState('');
  const found = candidates.filter(({ name }) => name.includes(part.trim()));
  const page = usePage(found, part, GROUP_PAGE);
  return (
    <section className={styles.group}>
      <h3>
        {label}（{candidates.length}）
      </h3>
      {candidates.length > GROUP_PAGE ? (
        <input
          className="field noPrint"
          type="search"
          aria-label={`查找${label}培育对象`}
          placeholder="名称"
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      ) : null}
      <CandidateList candidates={page.rows} {...(onEdit ? { onEdit } : {})} />
      <Pager {...page.pager} measure="个" />
    </section>
  );
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
          <Group
            key={column.key}
            label={column.label}
            candidates={own}
            onEdit={mayWrite ? (candidate) => setEditingId(candidate.id) : undefined}
          />
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
