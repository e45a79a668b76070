import type { ReportDetail, ReportSummary, Revision } from '../../server/reports/schema.ts';
import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  FIGURE_FIELDS,
  FIGURE_SPECS,
  type Figures,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';

/** How far a period's reports have come; 全市 is not counted among the 14 units. */
export interface Completeness {
  expected: number;
  /** handed in at least once */
  reported: number;
  pending: number;
  returned: number;
  approved: number;
  /** names, in the order of Attachment 2 */
  notReported: string[];
  overdue: number;
}

export function completenessOf(reports: readonly ReportSummary[]): Completeness {
  const units = reports.filter((report) => !report.isCity);
  const count = (status: ReportSummary['status']) =>
    units.filter((report) => report.status === status).length;
  return {
    expected: units.length,
    reported: units.filter((report) => report.latestRevision > 0).length,
    pending: count('submitted'),
    returned: count('returned'),
    approved: count('approved'),
    notReported: units.filter((report) => report.latestRevision === 0).map((report) => report.unitName),
    overdue: units.filter((report) => report.overdueDays > 0).length,
  };
}

/** More names than this are counted instead of listed. */
const MAX_NAMES = 3;

/** The page's headline: '13个单位已报，3份待审，1份已退回，永修县未报送。' */
export function reviewHeadline(state: Completeness): string {
  const parts: string[] = [];
  if (state.pending > 0) parts.push(`${state.pending}份待审`);
  if (state.returned > 0) parts.push(`${state.returned}份已退回`);
  if (state.notReported.length > MAX_NAMES) parts.push(`${state.notReported.length}个单位未报送`);
  else if (state.notReported.length > 0) parts.push(`${state.notReported.join('、')}未报送`);
  if (state.reported === 0) return `${state.expected}个单位均未报送。`;
  if (parts.length === 0 && state.approved === state.expected) return `${state.expected}个单位全部审核通过。`;
  const lead =
    state.reported === state.expected ? `${state.expected}个单位全部已报` : `${state.reported}个单位已报`;
  return `${[lead, ...parts].join('，')}。`;
}

const STATUS_ORDER = { submitted: 0, returned: 1, signing: 2, draft: 2, approved: 4 } as const;

function statusRank(report: ReportSummary): number {
  return report.status === null ? 3 : STATUS_ORDER[report.status];
}

/** How much a report deserves a look: doubts, a red or yellow lamp, a lamp that may flip. */
export function riskOf(report: ReportSummary, mayFlip: boolean): number {
  const errors = report.flags.filter((flag) => flag.severity === 'error').length;
  const warnings = report.flags.length - errors;
  const lamp = { red: 4, yellow: 2, green: 0, none: 0 }[report.annualLamp];
  return errors * 10 + warnings * 3 + lamp + (mayFlip ? 1 : 0);
}

/** The queue: waiting first, and among them the riskiest first; equal ones stay in the order of Attachment 2. */
export function queueOrder(reports: readonly ReportSummary[], mayFlip: ReadonlySet<string>): ReportSummary[] {
  const risk = (report: ReportSummary) => riskOf(report, mayFlip.has(report.unitCode));
  return [...reports].sort((a, b) => statusRank(a) - statusRank(b) || risk(b) - risk(a));
}

/** One line of the comparison: this submission against others; texts as written, null = no figure. */
export interface ComparedRow {
  label: string;
  unit: string;
  now: string | null;
  approved: string | null;
  previous: string | null;
  lastYear: string | null;
  /** differs from the last approved revision */
  changed: boolean;
}

/** The revision that counts until this one is decided. */
export function lastApprovedBefore(detail: ReportDetail, revision: number): Revision | null {
  return (
    detail.revisions.findLast(
      (other) => other.revision < revision && other.decision?.outcome === 'approved',
    ) ?? null
  );
}

/** The numbers of a submission beside the last approved revision, the period before and the same period last year. */
export function comparedRows(detail: ReportDetail, revision: Revision): ComparedRow[] {
  const approved = lastApprovedBefore(detail, revision.revision)?.figures ?? null;
  return FIGURE_FIELDS.map((field) => {
    const now = revision.figures[field];
    const before = approved?.[field] ?? null;
    return {
      label: FIGURE_SPECS[field].label,
      unit: FIGURE_SPECS[field].unit,
      now,
      approved: before,
      previous: detail.previous?.figures[field] ?? null,
      lastYear: detail.samePeriodLastYear?.figures[field] ?? null,
      changed: approved !== null && now !== before,
    };
  });
}

const CHOICES = [
  ['source', '数据来源', SOURCE_LABELS],
  ['edition', '报表类别', EDITION_LABELS],
  ['energyScope', '电力折算', ENERGY_SCOPE_LABELS],
  ['feedstockDeducted', '原料用能', DEDUCTION_LABELS],
  ['renewablesDeducted', '可再生能源', DEDUCTION_LABELS],
] as const;

/** What changed in scope and note against another version, in words: '数据来源由企业汇总改为统计反馈'. */
export function scopeChanges(now: Figures, before: Figures | null): string[] {
  if (before === null) return [];
  return CHOICES.filter(([key]) => now[key] !== before[key]).map(([key, label, words]) => {
    const named: Readonly<Record<string, string>> = words;
    return `${label}由${named[before[key]]}改为${named[now[key]]}`;
  });
}

/** The next report that waits, after the one just decided; null where none is left. */
export function nextWaiting(queue: readonly ReportSummary[], decided: ReadonlySet<string>): string | null {
  return (
    queue.find((report) => report.status === 'submitted' && !decided.has(report.unitCode))?.unitCode ?? null
  );
}
