import type { Figures } from './figures.ts';
import type { CheckContext } from './validation/context.ts';
import type { Flag } from './validation/rule.ts';
import { check } from './validation/rules.ts';

/** Checks of a report as the entry page, the server and the review use them. The rules stand in server/rules/validation. */

export { type LiveResult, liveResult } from './live-result.ts';
export {
  type CheckContext,
  type FedBackFigures,
  HISTORY_LENGTH,
  type HistoryPoint,
} from './validation/context.ts';
export type { Flag, FlagField, FlagId, Severity } from './validation/rule.ts';

/** Everything that looks wrong with a report, in the order of the page; see `check`. */
export function checkReport(figures: Figures, context: CheckContext): Flag[] {
  return check(figures, context);
}

/**
 * Whether a note (说明) is required before the report can be submitted: some warning is not explained at its own value.
 * @param comments remarks by field; without them every warning asks for the note
 */
export function needsNote(flags: readonly Flag[], comments: Figures['comments'] = {}): boolean {
  return flags.some(({ severity, field }) => {
    if (severity !== 'warning') return false;
    return field === null || field === 'edition' || !comments[field]?.trim();
  });
}
