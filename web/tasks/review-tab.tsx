import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { taskQuery } from '../api/queries.ts';
import { Card } from '../ui/card.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { ReportItem } from './report-item.tsx';
import type { TasksTabProps } from './tab-props.ts';
import styles from './tasks.module.css';

/** 审核: progress reports that wait, longest first; accepted or returned by somebody who did not write them. */
export function ReviewTab({ reply }: TasksTabProps) {
  const waiting = reply.tasks.filter((task) => task.waiting > 0);
  const queries = useQueries({ queries: waiting.map(({ id }) => taskQuery(id)) });
  const failed = queries.find((query) => query.isError && query.data === undefined);
  if (failed) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (queries.some((query) => query.data === undefined)) return <Loading height={400} />;
  const reports = queries
    .flatMap(({ data }) =>
      (data?.reports ?? [])
        .filter(({ stage }) => stage === 'submitted')
        .map((report) => ({ task: data, report })),
    )
    .sort((a, b) => (a.report.submittedAt ?? '').localeCompare(b.report.submittedAt ?? ''));
  if (reports.length === 0) {
    return <Empty title="没有待审核的进展报告" next="部门、县（市、区）提交后列在这里。" />;
  }
  return (
    <Card
      title={`${reports.length}份进展报告待审核`}
      note="采纳后作为任务状态的依据；退回须写明原因，由填报单位修改后重新提交。"
    >
      <ul className={styles.queue}>
        {reports.map(({ task, report }) =>
          task === undefined ? null : (
            <li key={report.id}>
              <Link to="/tasks" search={{ task: task.id }} className={styles.queueTask}>
                {task.number}　{task.title}
              </Link>
              <ReportItem taskId={task.id} report={report} />
            </li>
          ),
        )}
      </ul>
    </Card>
  );
}
