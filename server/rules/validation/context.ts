import type { FigureField, Figures } from '../figures.ts';
import type { ResultContext } from '../live-result.ts';

/** How many earlier periods stand beside an entry, and are enough to know what is usual. */
export const HISTORY_LENGTH = 12;

export interface HistoryPoint {
  period: string;
  figures: Figures;
}

/** Figures of a fed-back line; null where the table has none. */
export type FedBackFigures = Readonly<Record<FigureField, string | null>>;

/** What a report is checked against. */
export interface CheckContext extends ResultContext {
  unitCode: string;
  /** The period before in the same year, latest approved or submitted. */
  previous: Figures | null;
  samePeriodLastYear: Figures | null;
  /** Energy of 2024 (附件2), 万吨标准煤. */
  baselineEnergyWanTce: string | null;
  /** The unit's own approved reports of earlier periods, any year, ascending, at most HISTORY_LENGTH. */
  history: readonly HistoryPoint[];
  /** What the collection plan asks for in this period (server/rules/collection.ts). */
  dueFields: readonly FigureField[];
  /** The unit's line of the statistics bureau's table (统计反馈) of this period; null while there is none. */
  feedback: FedBackFigures | null;
  /** Document the table came with. */
  feedbackDocument: string | null;
}

/** An earlier value of one figure; `period` is null for the period just before, which may not be approved yet. */
export interface EarlierValue {
  text: string;
  period: string | null;
}

function inHistory(context: CheckContext, field: FigureField, from: string): EarlierValue | null {
  const point = context.history.findLast(
    ({ period, figures }) => period >= from && period < context.period && figures[field] !== null,
  );
  const text = point?.figures[field] ?? null;
  return point === undefined || text === null ? null : { text, period: point.period };
}

/** The newest earlier value of the same year: of the period before, else of an approved one; null where there is none. */
export function earlierThisYear(context: CheckContext, field: FigureField): EarlierValue | null {
  const previous = context.previous?.[field] ?? null;
  if (previous !== null) return { text: previous, period: null };
  return inHistory(context, field, context.period.slice(0, 4));
}

/** The newest earlier value of any year. */
export function earlierValue(context: CheckContext, field: FigureField): EarlierValue | null {
  return earlierThisYear(context, field) ?? inHistory(context, field, '');
}
