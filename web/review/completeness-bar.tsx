import type { ReportListReply, ReportSummary } from '../../server/reports/schema.ts';
import styles from './review.module.css';
import { completenessOf } from './shape-review.ts';

const CELL_ORDER = { approved: 0, submitted: 1, returned: 2, signing: 3, draft: 4, none: 5 } as const;

function cellOf(report: ReportSummary): keyof typeof CELL_ORDER {
  return report.status ?? 'none';
}

/** How far the period has come: one cell a unit, and the counts in words. */
export function CompletenessBar({ list }: { list: ReportListReply }) {
  const state = completenessOf(list.reports);
  const cells = list.reports
    .filter((report) => !report.isCity)
    .sort((a, b) => CELL_ORDER[cellOf(a)] - CELL_ORDER[cellOf(b)]);
  const city = list.reports.find((report) => report.isCity);
  return (
    <section className={styles.completeness} aria-label="报送进度">
      <ul className={styles.cells} aria-hidden="true">
        {cells.map((report) => (
          <li key={report.unitCode} data-status={cellOf(report)} title={report.unitName} />
        ))}
      </ul>
      <dl className={styles.counts}>
        <Count term="已报" value={`${state.reported}/${state.expected}`} />
        <Count term="待审" value={String(state.pending)} status="submitted" />
        <Count term="已退回" value={String(state.returned)} status="returned" />
        <Count term="已审" value={String(state.approved)} status="approved" />
        <Count term="逾期" value={String(state.overdue)} />
        <Count term="全市数" value={city ? cityWord(city) : '未报'} />
      </dl>
    </section>
  );
}

function Count({ term, value, status }: { term: string; value: string; status?: string }) {
  return (
    <div>
      <dt data-status={status}>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function cityWord(city: ReportSummary): string {
  if (city.status === 'approved') return '已审';
  if (city.status === 'submitted') return '待审';
  return city.status === 'returned' ? '已退回' : '未报';
}
