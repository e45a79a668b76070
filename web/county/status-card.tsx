import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { UnitProgress } from '../../server/progress/schema.ts';
import type { ReportHistoryReply } from '../../server/reports/schema.ts';
import { daysBetween } from '../../server/rules/periods.ts';
import { reportHistoryQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDate, formatDateTime } from '../format.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { QueryView } from '../ui/states.tsx';
import { STATUS_WORDS } from './findings.ts';
import styles from './status-card.module.css';

type Event = ReportHistoryReply['events'][number];

const ACTIONS: Record<Event['action'], string> = {
  submitted: '提交',
  approved: '审核通过',
  returned: '退回',
  released: '公布',
};

/** The county still has to send something. */
const OPEN = new Set<UnitProgress['status']>(['notReported', 'draft', 'returned']);

/** Leaders do not see what is not approved. */
const NO_EVENTS: Partial<Record<UnitProgress['status'], string>> = {
  submitted: '审核通过后在此显示经过。',
  returned: '重新提交并审核通过后在此显示经过。',
};

function Events({ events, status }: { events: Event[]; status: UnitProgress['status'] }) {
  if (events.length === 0) return <p className="muted">{NO_EVENTS[status] ?? '还没有提交记录。'}</p>;
  return (
    <ol className={styles.events}>
      {[...events].reverse().map((event) => (
        <li key={`${event.at}-${event.action}-${event.revision}`}>
          <span className={styles.when}>{formatDateTime(event.at)}</span>
          <span>
            {event.by} {ACTIONS[event.action]}
            {event.revision > 1 ? `（第${event.revision}版）` : ''}
            {event.reason ? <q className={styles.reason}>{event.reason}</q> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** What had happened by the end of a Shanghai day. */
const byThen = (events: Event[], asOf: string | undefined) =>
  asOf === undefined ? events : events.filter((event) => event.at < `${asOf}T16:00:00.000Z`);

function History({ unit, period }: { unit: UnitProgress; period: string }) {
  const asOf = useAsOf();
  const query = useQuery(reportHistoryQuery(unit.code, period));
  return (
    <QueryView query={query} height={90}>
      {(history) => <Events events={byThen(history.events, asOf)} status={unit.status} />}
    </QueryView>
  );
}

interface StatusCardProps {
  unit: UnitProgress;
  period: string;
  dueOn: string;
}

/** Where the report stands (报送): due date, status, and who did what when, for those who may know. */
export function StatusCard({ unit, period, dueOn }: StatusCardProps) {
  const { user, permissions, today } = useSession();
  const asOf = useAsOf();
  const overdueDays = OPEN.has(unit.status) ? daysBetween(dueOn, asOf ?? today) : 0;
  const isOwn = user.unitCodes.includes(unit.code);
  const seesHistory = permissions.includes('reports.read') && (isOwn || user.role !== 'county');
  const mayWrite =
    asOf === undefined &&
    permissions.includes('reports.write') &&
    (isOwn || (unit.isCity && user.role === 'bureau'));
  return (
    <Card title={`报送：${STATUS_WORDS[unit.status]}`}>
      <p className={styles.due}>
        {formatDate(dueOn)}截止
        {overdueDays > 0 ? `，已逾期${overdueDays}天` : ''}
        {unit.reportedAt === null ? '' : `，最近提交于${formatDateTime(unit.reportedAt)}`}
      </p>
      {seesHistory ? <History unit={unit} period={period} /> : null}
      {mayWrite ? (
        <p className={`${styles.go} noPrint`}>
          <Link to="/entry" search={{ unit: unit.code, period }}>
            去填报 →
          </Link>
        </p>
      ) : null}
    </Card>
  );
}
