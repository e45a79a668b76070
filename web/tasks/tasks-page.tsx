import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';

/** 任务台账: the tasks of the plans, who is responsible, how far they have come. */
export function TasksPage() {
  const { today } = useSession();
  return <PageHead eyebrow={`任务台账 · ${formatFullDate(today)}`} title="任务台账" />;
}
