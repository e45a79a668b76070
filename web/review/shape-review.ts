import { Decimal } from '../../server/analytics/decimal.ts';
import type { ReportDetail, ReportSummary, Revision } from '../../server/reports/schema.ts';
import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  FIGURE_FIELDS,
  FIGURE_SPECS,
  type FigureField,
  type Figures,
  INTENSITY_FIELDS,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';
import { daysBetween } from '../../server/rules/periods.ts';
import { isReleasable } from '../ui/release-words.ts';

/** How far a period's reports have come; 全市 is not counted among the 14 units. */
export interface Completeness {
  expected: number;
  /** handed in at least once */
  reported: number;
  pending: number;
  returned: number;
  /** handed in before and being written anew: reopened, or a returned one */
  revising: number;
  approved: number;
  /** in the order of Attachment 2, with how far a first report has come: '（填报中）' */
  notReported: { name: string; step: string }[];
  overdue: number;
}

/** Handed in at least once; one that was taken back before it was decided on is not. */
export const isReported = ({
  submittedAt,
  approvedRevision,
}: Pick<ReportSummary, 'submittedAt' | 'approvedRevision'>): boolean =>
  submittedAt !== null || approvedRevision !== null;

/** Where a unit stands in the bar and its counts: a report being written anew is 修订中, a first one not reported. */
export type ReportingPart = 'approved' | 'revising' | 'submitted' | 'returned' | 'none';

export function partOf(report: ReportSummary): ReportingPart {
  const { status } = report;
  if (status === 'approved' || status === 'submitted' || status === 'returned') return status;
  return isReported(report) ? 'revising' : 'none';
}

const FIRST_STEPS: Readonly<Partial<Record<string, string>>> = { draft: '（填报中）', signing: '（待签核）' };

export function completenessOf(reports: readonly ReportSummary[]): Completeness {
  const units = reports.filter((report) => !report.isCity);
  const count = (part: ReportingPart) => units.filter((report) => partOf(report) === part).length;
  return {
    expected: units.length,
    reported: units.filter(isReported).length,
    pending: count('submitted'),
    returned: count('returned'),
    revising: count('revising'),
    approved: count('approved'),
    notReported: units
      .filter((report) => !isReported(report))
      .map(({ unitName, status }) => ({ name: unitName, step: FIRST_STEPS[status ?? ''] ?? '' })),
    overdue: units.filter((report) => report.overdueDays > 0).length,
  };
}

/** More names than this are counted instead of listed. */
const MAX_NAMES = 3;

/** '德安县、永修县未报送', with how far one has come: '永修县未报送（填报中）'. */
function notReportedWords(units: Completeness['notReported']): string {
  const started = units.filter(({ step }) => step !== '');
  if (units.length > MAX_NAMES) {
    return `${units.length}个单位未报送${started.length > 0 ? `（${started.length}个填报中）` : ''}`;
  }
  const idle = units.filter(({ step }) => step === '').map(({ name }) => name);
  return [
    ...(idle.length > 0 ? [`${idle.join('、')}未报送`] : []),
    ...started.map(({ name, step }) => `${name}未报送${step}`),
  ].join('，');
}

/** The page's headline: '13个单位已报，3份待审，1份已退回，永修县未报送。' */
export function reviewHeadline(state: Completeness): string {
  const parts: string[] = [];
  if (state.pending > 0) parts.push(`${state.pending}份待审`);
  if (state.returned > 0) parts.push(`${state.returned}份已退回`);
  if (state.revising > 0) parts.push(`${state.revising}份修订中`);
  if (state.notReported.length > 0) parts.push(notReportedWords(state.notReported));
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

/** The queue: waiting first, and among them the riskiest first; equal ones stay in the order of Attachment 2. */
export function queueOrder(reports: readonly ReportSummary[]): ReportSummary[] {
  return [...reports].sort((a, b) => statusRank(a) - statusRank(b) || b.risk.score - a.risk.score);
}

/** One line of the comparison: this submission against others; texts as written, null = no figure. */
export interface ComparedRow {
  field: FigureField;
  label: string;
  unit: string;
  now: string | null;
  approved: string | null;
  /** what the statistics bureau fed back */
  fedBack: string | null;
  previous: string | null;
  lastYear: string | null;
  /** value, remark or reason differs from the last approved revision */
  changed: boolean;
  /** is another number than the fed-back one */
  differs: boolean;
  /** remark and no-value reason of this submission, and what they were where that was something else */
  remarks: string[];
}

/** The revision that counts until this one is decided. */
export function lastApprovedBefore(detail: ReportDetail, revision: number): Revision | null {
  return (
    detail.revisions.findLast(
      (other) => other.revision < revision && other.decision?.outcome === 'approved',
    ) ?? null
  );
}

/** Whether two written figures are the same number: '24.60' is '24.6'. */
export function isSameNumber(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : new Decimal(a).eq(b);
}

function remarkWords(field: FigureField, now: Figures, before: Figures | null): string[] {
  const kinds = [
    ['备注', now.comments[field], before?.comments[field]],
    ['无数据原因', now.absent[field], before?.absent[field]],
  ] as const;
  return kinds.flatMap(([kind, text, was]) => {
    if (before === null || text === was) return text === undefined ? [] : [`${kind}：${text}`];
    if (was === undefined) return [`${kind}（新增）：${text}`];
    return [text === undefined ? `${kind}已删去，原为：${was}` : `${kind}：${text}（原为：${was}）`];
  });
}

/** First page always but for what may be left out; the rest where it is due or says anything. */
function isShown(field: FigureField, detail: ReportDetail, versions: readonly (Figures | null)[]): boolean {
  const isOptional = !INTENSITY_FIELDS.some((one) => one === field) && !detail.plan.dueFields.includes(field);
  const saysAnything = versions.some(
    (figures) => figures !== null && (figures[field] !== null || figures.absent[field] !== undefined),
  );
  return saysAnything || !(isOptional || field === 'samePeriodEnergyWanTce');
}

/**
 * The figures of a submission beside the last approved revision, the fed-back ones, the period before and the same
 * period last year; with remarks and the reasons for missing values.
 */
export function comparedRows(detail: ReportDetail, revision: Revision): ComparedRow[] {
  const { figures } = revision;
  const approved = lastApprovedBefore(detail, revision.revision)?.figures ?? null;
  return FIGURE_FIELDS.filter((field) => isShown(field, detail, [figures, approved])).map((field) => {
    const now = figures[field];
    const fedBack = detail.feedback?.figures[field] ?? null;
    return {
      field,
      label: FIGURE_SPECS[field].label,
      unit: FIGURE_SPECS[field].unit,
      now,
      approved: approved?.[field] ?? null,
      fedBack,
      previous: detail.previous?.figures[field] ?? null,
      lastYear: detail.samePeriodLastYear?.figures[field] ?? null,
      changed:
        approved !== null &&
        (now !== approved[field] ||
          figures.comments[field] !== approved.comments[field] ||
          figures.absent[field] !== approved.absent[field]),
      differs: fedBack !== null && !isSameNumber(now, fedBack),
      remarks: remarkWords(field, figures, approved),
    };
  });
}

/** What a release makes public although its report is being corrected: '武宁县第1稿'. */
export function releasedAsApproved(reports: readonly ReportSummary[]): string[] {
  return reports
    .filter((report) => isReleasable(report) && report.status !== 'approved')
    .map(({ unitName, approvedRevision }) => `${unitName}第${approvedRevision}稿`);
}

const SHANGHAI_MS = 8 * 3_600_000;

/** '逾期2天报送': the first submission that was not taken back, against the unit's due date; null where it was in time. */
export function lateWords(detail: Pick<ReportDetail, 'dueOn' | 'revisions' | 'status'>): string | null {
  const waiting = detail.status === 'submitted' ? detail.revisions.at(-1) : undefined;
  const first = detail.revisions.find((one) => one.decision !== null || one === waiting);
  if (!first) return null;
  const day = new Date(Date.parse(first.submittedAt) + SHANGHAI_MS).toISOString().slice(0, 10);
  const late = daysBetween(detail.dueOn, day);
  return late > 0 ? `逾期${late}天报送` : null;
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
