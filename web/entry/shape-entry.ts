import type { ReportDetail } from '../../server/reports/schema.ts';
import type { FigureField, Figures } from '../../server/rules/figures.ts';
import { daysBetween } from '../../server/rules/periods.ts';
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

/** The newest decision, where it is a return that still waits for an answer. */
export function openReturn(detail: ReportDetail): { reason: string; by: string; at: string } | null {
  const decision = detail.revisions.at(-1)?.decision;
  if (!decision || decision.outcome !== 'returned' || detail.status === 'submitted') return null;
  return { reason: decision.reason ?? '未写明原因', by: decision.decidedBy, at: decision.decidedAt };
}

/** Which choices of scope differ from the period before: figures of different scope cannot be chained (口径不同). */
export function scopeDiffersFrom(figures: Figures, before: Figures | null): boolean {
  if (before === null) return false;
  return (
    figures.energyScope !== before.energyScope ||
    figures.feedstockDeducted !== before.feedstockDeducted ||
    figures.renewablesDeducted !== before.renewablesDeducted
  );
}
