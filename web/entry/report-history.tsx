import { useQuery } from '@tanstack/react-query';
import type { ReportHistoryReply, Revision } from '../../server/reports/schema.ts';
import { FIGURE_FIELDS, FIGURE_SPECS, type FigureField } from '../../server/rules/figures.ts';
import { reportHistoryQuery } from '../api/queries.ts';
import { formatDateTime, MISSING, minus } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty, QueryView } from '../ui/states.tsx';
import styles from './entry.module.css';

const ACTION_WORDS: Record<ReportHistoryReply['events'][number]['action'], string> = {
  submitted: '提交',
  approved: '审核通过',
  returned: '退回',
  released: '公布',
};

/** All revisions of a report and what was decided on each, oldest first. */
export function ReportHistory({ unit, period }: { unit: string; period: string }) {
  const query = useQuery(reportHistoryQuery(unit, period));
  return (
    <QueryView query={query} height={160}>
      {(history) => <HistoryCard history={history} />}
    </QueryView>
  );
}

/** Columns that any revision has something in. */
function usedFields(revisions: readonly Revision[]): FigureField[] {
  return FIGURE_FIELDS.filter(
    (field) =>
      FIGURE_SPECS[field].requiredAtSubmit || revisions.some(({ figures }) => figures[field] !== null),
  );
}

function HistoryCard({ history }: { history: ReportHistoryReply }) {
  if (history.events.length === 0)
    return <Empty title="还没有报送记录" next="提交后，每一次报送和审核都会记在这里。" />;
  const fields = usedFields(history.revisions);
  return (
    <Card title={`共报送${history.revisions.length}次，每次都有记录`}>
      <ol className={styles.events}>
        {history.events.map((event) => (
          <li key={`${event.at} ${event.action} ${event.revision}`}>
            <span className={styles.when}>{formatDateTime(event.at)}</span>
            <span>{event.by}</span>
            <b>
              第{event.revision}稿{ACTION_WORDS[event.action]}
            </b>
            {event.reason ? <span>：{event.reason}</span> : null}
          </li>
        ))}
      </ol>
      <div className={`${styles.scroll} sideways`}>
        <table>
          <thead>
            <tr>
              <th scope="col">报送</th>
              {fields.map((field) => (
                <th key={field} scope="col" className="num">
                  {FIGURE_SPECS[field].label}
                </th>
              ))}
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {history.revisions.map((revision) => (
              <tr key={revision.revision}>
                <th scope="row">第{revision.revision}稿</th>
                {fields.map((field) => (
                  <td key={field} className="num">
                    {minus(revision.figures[field] ?? MISSING)}
                  </td>
                ))}
                <td>{revision.figures.note || MISSING}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
