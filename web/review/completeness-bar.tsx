import type { ReportListReply, ReportSummary } from '../../server/reports/schema.ts';
import styles from './review.module.css';
import { completenessOf, partOf, type ReportingPart } from './shape-review.ts';

const CELL_ORDER: readonly ReportingPart[] = ['approved', 'revising', 'submitted', 'returned', 'none'];

/** How far the period has come: one cell a unit, and the counts in words. */
export function CompletenessBar({ list }: { list: ReportListReply }) {
  const state = completenessOf(list.reports);
  const cells = list.reports
    .filter((report) => !report.isCity)
    .sort((a, b) => CELL_ORDER.indexOf(partOf(a)) - CELL_ORDER.indexOf(partOf(b)));
  const city = list.reports.find((report) => report.isCity);
  return (
    <section className={styles.completeness} aria-label="报送进度">
      <ul className={styles.cells} aria-hidden="true">
        {cells.map((report) => (
          <li key={report.unitCode} data-status={partOf(report)} title={report.unitName} />
        ))}
      </ul>
      <dl className={styles.counts}>
        <Count term="已报" value={`${state.reported}/${state.expected}`} />
        <Count term="待审" value={String(state.pending)} status="submitted" />
        <Count term="已退回" value={String(state.returned)} status="returned" />
        {state.revising > 0 ? <Count term="修订中" value={String(state.revising)} status="revising" /> : null}
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

const CITY_WORDS: Readonly<Record<ReportingPart, string>> = {
  approved: '已审',
  submitted: '待审',
  returned: '已退回',
  revising: '修订中',
  none: '未报',
};

function cityWord(city: ReportSummary): string {
  return CITY_WORDS[partOf(city)];
}
