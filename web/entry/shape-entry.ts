import type { ReportDetail } from '../../server/reports/schema.ts';
import type { FigureField, Figures } from '../../server/rules/figures.ts';
import { daysBetween } from '../../server/rules/periods.ts';
import type { Role } from '../../server/rules/permissions.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { formatDate, formatFullDate } from '../format.ts';

/** Values of a field over the approved periods before this one, oldest first, then what is being typed. */
export function courseOf(detail: ReportDetail, field: FigureField, current: string | null): number[] {
  const before = detail.history.map((entry) => entry.figures[field]);
  return [...before, current]
    .filter((text): text is string => text !== null)
    .map(Number)
    .filter((value) => Number.isFinite(value))
    .slice(-12);
}

/** The approved values of a field before this period, newest first, at most twelve; [] where there was never one. */
export function historyValues(
  detail: ReportDetail,
  field: FigureField,
): { period: string; text: string | null }[] {
  const values = detail.history
    .map((entry) => ({ period: entry.period, text: entry.figures[field] }))
    .slice(-12)
    .reverse();
  return values.some(({ text }) => text !== null) ? values : [];
}

/**
 * Points of a sparkline inside a box, one a value, evenly spaced.
 * @returns an SVG `points` attribute; '' with fewer than two values. A flat course runs through the middle.
 */
export function sparkPoints(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const inset = 2;
  const step = (width - 2 * inset) / (values.length - 1);
  return values
    .map((value, index) => {
      const share = span === 0 ? 0.5 : (value - low) / span;
      const x = inset + index * step;
      const y = height - inset - share * (height - 2 * inset);
      return `${round(x)},${round(y)}`;
    })
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export interface DueWords {
  text: string;
  overdue: boolean;
}

/** '11月20日截止，还有4天' and its other cases. */
export function dueWords(dueOn: string, today: string, submitted: boolean): DueWords {
  const date = dueOn.slice(0, 4) === today.slice(0, 4) ? formatDate(dueOn) : formatFullDate(dueOn);
  const left = daysBetween(today, dueOn);
  if (submitted) return { text: `${date}截止`, overdue: false };
  if (left > 0) return { text: `${date}截止，还有${left}天`, overdue: false };
  if (left === 0) return { text: `今天（${date}）截止`, overdue: false };
  return { text: `${date}截止，已逾期${-left}天`, overdue: true };
}

/** Whose report the page opens: the one asked for, else the officer's first, else 全市; null for a county officer without any unit. */
export function entryUnit(
  { role, unitCodes }: { role: Role; unitCodes: readonly string[] },
  asked: string | undefined,
): string | null {
  if (role === 'county' && unitCodes.length === 0) return null;
  return asked ?? unitCodes[0] ?? CITY_CODE;
}

/**
 * Why the report is open again, while it waits for an answer: returned by the bureau or by the county's own second
 * person, or reopened after its approval.
 */
export function openReturn(
  detail: ReportDetail,
): { title: string; reason: string; by: string; at: string } | null {
  if (detail.status !== 'draft' && detail.status !== 'returned') return null;
  const last = detail.messages.findLast((line) => CHANGES_HANDS.has(line.kind));
  if (last?.kind === 'signOffDeclined')
    return { title: '签核人退回修改', reason: last.text, by: last.by, at: last.at };
  if (last?.kind === 'reopened')
    return { title: '重新打开的原因', reason: last.text, by: last.by, at: last.at };
  const decision = detail.revisions.at(-1)?.decision;
  if (!decision || decision.outcome !== 'returned') return null;
  const reason = decision.reason ?? '未写明原因';
  return { title: '退回意见', reason, by: decision.decidedBy, at: decision.decidedAt };
}

/** Lines of the conversation after which somebody else has the report. */
const CHANGES_HANDS: ReadonlySet<string> = new Set([
  'submitted',
  'signOffAsked',
  'signOffDeclined',
  'approved',
  'returned',
  'reopened',
]);

/** Which choices of scope differ from the period before: figures of different scope cannot be chained (口径不同). */
export function scopeDiffersFrom(figures: Figures, before: Figures | null): boolean {
  if (before === null) return false;
  return (
    figures.energyScope !== before.energyScope ||
    figures.feedstockDeducted !== before.feedstockDeducted ||
    figures.renewablesDeducted !== before.renewablesDeducted
  );
}
