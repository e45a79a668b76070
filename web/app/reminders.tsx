import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Reminder, ReminderKind } from '../../server/reminders/schema.ts';
import { remindersQuery } from '../api/queries.ts';
import { useDismiss } from '../ui/use-dismiss.ts';
import styles from './reminders.module.css';

const KINDS: Readonly<Record<ReminderKind, { word: string; urgent: boolean }>> = {
  overdue: { word: '逾期', urgent: true },
  returned: { word: '退回', urgent: true },
  reopened: { word: '更正', urgent: true },
  due: { word: '待报', urgent: false },
  feedbackWaiting: { word: '待确认', urgent: false },
  signOff: { word: '待签核', urgent: false },
  review: { word: '待审核', urgent: false },
  message: { word: '留言', urgent: false },
  feedbackDiffers: { word: '有差异', urgent: true },
  warning: { word: '预警', urgent: false },
  warningOverdue: { word: '督办', urgent: true },
  project: { word: '项目', urgent: false },
  need: { word: '对接', urgent: false },
  declaration: { word: '用能', urgent: false },
  taskDue: { word: '任务', urgent: false },
  taskUrged: { word: '催报', urgent: true },
  taskReturned: { word: '退回', urgent: true },
  taskReview: { word: '待审核', urgent: false },
};

/**
 * What waits for this person: a bell with the count, and the list. Asked for again on the way to another page and on
 * coming back to the window, never by the clock: that would keep an unattended session alive.
 */
export function Reminders() {
  const queries = useQueryClient();
  const place = useRouterState({ select: (state) => state.location.href });
  const { data } = useQuery({ ...remindersQuery, retry: false });
  const [open, setOpen] = useState(false);
  const [close] = useState(() => () => setOpen(false));
  const box = useDismiss(open, close);
  const reminders = data?.reminders ?? [];
  const count = reminders.length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere is the reason to ask again
  useEffect(() => {
    void queries.refetchQueries({ queryKey: remindersQuery.queryKey, stale: true });
  }, [queries, place]);

  return (
    <div className={styles.box} ref={box}>
      <button
        type="button"
        className={styles.bell}
        aria-label={count > 0 ? `待办提醒${count}条` : '待办提醒，没有新的'}
        aria-expanded={open}
        aria-controls="reminders"
        onClick={() => setOpen(!open)}
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path
            d="M10 2.5a5 5 0 0 0-5 5v3.2L3.5 14h13L15 10.7V7.5a5 5 0 0 0-5-5ZM8 16a2 2 0 0 0 4 0"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </svg>
        {count > 0 ? <span className={styles.count}>{count > 99 ? '99+' : count}</span> : null}
      </button>
      {open ? (
        <div className={styles.list} id="reminders">
          {count === 0 ? <p>没有待办事项。</p> : null}
          <ul>
            {reminders.map((reminder) => (
              <li key={`${reminder.kind} ${reminder.to} ${reminder.text}`}>
                <Item reminder={reminder} onGo={close} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function Item({ reminder, onGo }: { reminder: Reminder; onGo: () => void }) {
  const router = useRouter();
  const { word, urgent } = KINDS[reminder.kind];
  return (
    <a
      href={reminder.to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onGo();
        router.history.push(reminder.to);
      }}
    >
      <span className={urgent ? `${styles.kind} ${styles.urgent}` : styles.kind}>{word}</span>
      {reminder.text}
    </a>
  );
}
