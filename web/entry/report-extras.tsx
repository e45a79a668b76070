import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportDetail, ReportMessage } from '../../server/reports/schema.ts';
import { reportMessagesQuery } from '../api/queries.ts';
import { ChangeLog } from './change-log.tsx';
import { Conversation } from './conversation.tsx';
import styles from './entry.module.css';
import { ReportHistory } from './report-history.tsx';

type Extra = 'conversation' | 'history' | 'changes';

/** Below the report, on demand: the conversation with the bureau, earlier submissions, changes field by field. */
export function ReportExtras({ detail }: { detail: ReportDetail }) {
  // only listens: the open conversation below asks, and what is sent there is counted at once
  const newest = useQuery({
    ...reportMessagesQuery(detail.unitCode, detail.period),
    initialData: { messages: detail.messages },
    enabled: false,
  }).data;
  const messages = Math.max(messagesIn(detail.messages), messagesIn(newest.messages));
  const takesPart = detail.mayMessage || detail.mayWrite;
  const [open, setOpen] = useState<Extra | null>(messages > 0 && takesPart ? 'conversation' : null);
  const toggle = (extra: Extra, label: string) => (
    <button
      type="button"
      className={styles.extra}
      aria-expanded={open === extra}
      onClick={() => setOpen(open === extra ? null : extra)}
    >
      {label}
    </button>
  );
  return (
    <section className={styles.extras} aria-label="沟通与记录">
      <div className={styles.extraKeys}>
        {takesPart
          ? toggle('conversation', messages > 0 ? `沟通与办理（${messages}条留言）` : '沟通与办理')
          : null}
        {detail.revisions.length > 0 ? toggle('history', '历次报送') : null}
        {detail.version > 0 && takesPart ? toggle('changes', '逐项修改记录') : null}
      </div>
      {open === 'conversation' ? <Conversation detail={detail} /> : null}
      {open === 'history' ? <ReportHistory unit={detail.unitCode} period={detail.period} /> : null}
      {open === 'changes' ? <ChangeLog unit={detail.unitCode} period={detail.period} /> : null}
    </section>
  );
}

function messagesIn(lines: readonly ReportMessage[]): number {
  return lines.filter(({ kind }) => kind === 'message').length;
}
