import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { TaskListReply } from '../../server/tasks/schema.ts';
import { tasksQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { DepartmentTab } from './department-tab.tsx';
import { tasksHeadline } from './findings.ts';
import { LedgerTab } from './ledger-tab.tsx';
import { ReviewTab } from './review-tab.tsx';

const route = getRouteApi('/tasks');

const TABS = [
  { id: 'ledger', label: '台账', review: false, Tab: LedgerTab },
  { id: 'department', label: '部门', review: false, Tab: DepartmentTab },
  { id: 'review', label: '审核', review: true, Tab: ReviewTab },
] as const;

type Tabs = readonly { id: string; label: string }[];

function TabLinks({
  current,
  tabs,
  reply,
}: {
  current: string;
  tabs: Tabs;
  reply: TaskListReply | undefined;
}) {
  const waiting = (reply?.tasks ?? []).reduce((sum, task) => sum + task.waiting, 0);
  return (
    <nav className="pageTabs noPrint" aria-label="任务台账">
      {tabs.map(({ id, label }) => (
        <Link
          key={id}
          to="/tasks"
          search={id === 'ledger' ? {} : { tab: id }}
          aria-current={id === current ? 'page' : undefined}
          activeOptions={{ exact: true }}
          activeProps={{}}
        >
          {label}
          {id === 'review' && waiting > 0 ? `（${waiting}）` : ''}
        </Link>
      ))}
    </nav>
  );
}

/** 任务台账: the tasks of the plans, who is responsible, how far they have come. */
export function TasksPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { permissions, today, user } = useSession();
  const query = useQuery(tasksQuery());
  const { data } = query;
  const tabs = TABS.filter(({ review }) => !review || permissions.includes('tasks.write'));
  const { id, Tab } = tabs.find((tab) => tab.id === search.tab) ?? TABS[0];
  const whose =
    user.department ?? (user.role === 'county' ? user.units.map(({ name }) => name).join('、') : '全市');
  return (
    <>
      <PageHead
        eyebrow={`任务台账 · ${whose} · ${formatFullDate(today)}`}
        title={data ? tasksHeadline(data, user.department) : '任务台账'}
      />
      <TabLinks current={id} tabs={tabs} reply={data} />
      <QueryView query={query} height={700}>
        {(reply) => (
          <Tab
            reply={reply}
            search={search}
            onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          />
        )}
      </QueryView>
    </>
  );
}
