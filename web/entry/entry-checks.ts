import {
  FIGURE_FIELDS,
  type FigureField,
  type Figures,
  INTENSITY_FIELDS,
  parseFigures,
} from '../../server/rules/figures.ts';
import { type CheckContext, checkReport, type Flag, needsNote } from '../../server/rules/report-checks.ts';

/** The fields of the form's face. */
export const MAIN_FIELDS = INTENSITY_FIELDS.filter((field) => field !== 'samePeriodEnergyWanTce');

/** How far the officer has come: doubts about a field are told once it was left, not at its first digit. */
export interface EntryProgress {
  left: ReadonlySet<FigureField>;
  /** submitting was tried */
  tried: boolean;
}

/** What is told at which field. */
export interface EntryChecks {
  /** figures that can be read; the others null */
  figures: Figures;
  errors: Partial<Record<FigureField, string>>;
  warnings: Partial<Record<FigureField, string[]>>;
  /** doubts about the report as a whole */
  general: string[];
  /** doubts at fields, counted */
  asked: number;
  /** a note is needed and not there */
  noteMissing: boolean;
  /** where submitting stops; null = may be submitted */
  stop: FigureField | 'note' | null;
}

function messagesOf(flags: readonly Flag[], field: FigureField | null, severity: Flag['severity']): string[] {
  return flags
    .filter((flag) => flag.field === field && flag.severity === severity)
    .map((flag) => flag.message);
}

/** Reads and checks what is typed by the server's own rules, and says what to tell at this moment. */
export function entryChecks(typed: Figures, context: CheckContext, progress: EntryProgress): EntryChecks {
  const { figures, errors: unread } = parseFigures({ ...typed });
  const flags = checkReport(figures, context);
  const isShown = (field: FigureField) => progress.tried || progress.left.has(field);
  const errors: EntryChecks['errors'] = {};
  const warnings: EntryChecks['warnings'] = {};
  let stop: EntryChecks['stop'] = null;
  for (const field of FIGURE_FIELDS) {
    const problem = unread[field]?.message;
    const missing = problem === undefined ? messagesOf(flags, field, 'error')[0] : undefined;
    if (problem !== undefined && isShown(field)) errors[field] = problem;
    if (missing !== undefined && progress.tried) errors[field] = missing;
    if (isShown(field)) warnings[field] = messagesOf(flags, field, 'warning');
    if (problem !== undefined || missing !== undefined) stop ??= field;
  }
  const noteMissing = needsNote(flags) && figures.note === '';
  const isComplete = MAIN_FIELDS.slice(0, 3).every(isShown);
  return {
    figures,
    errors,
    warnings,
    general: isComplete ? messagesOf(flags, null, 'warning') : [],
    asked: Object.values(warnings).reduce((sum, told) => sum + told.length, 0),
    noteMissing,
    stop: stop ?? (noteMissing ? 'note' : null),
  };
}
