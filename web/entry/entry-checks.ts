import type { ReportDetail } from '../../server/reports/schema.ts';
import {
  FIGURE_FIELDS,
  type FigureField,
  type Figures,
  INTENSITY_FIELDS,
  OTHER_FIELDS,
  parseFigures,
} from '../../server/rules/figures.ts';
import { type CheckContext, checkReport, type Flag, needsNote } from '../../server/rules/report-checks.ts';

/** The fields of the form's face. */
export const MAIN_FIELDS = INTENSITY_FIELDS.filter((field) => field !== 'samePeriodEnergyWanTce');

/** The first page where it is asked for in this period, holds something already, or nothing is asked for at all. */
export function firstPage(due: readonly FigureField[], figures: Figures): readonly FigureField[] {
  const isAsked = INTENSITY_FIELDS.some((field) => due.includes(field) || figures[field] !== null);
  return isAsked || due.length === 0 ? MAIN_FIELDS : [];
}

/** The fields of the second page (本期其他指标): those due now, and those that hold something already. */
export function secondPage(due: readonly FigureField[], figures: Figures): FigureField[] {
  return OTHER_FIELDS.filter(
    (field) => due.includes(field) || figures[field] !== null || figures.absent[field] !== undefined,
  );
}

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
  hints: Partial<Record<FigureField, string[]>>;
  /** fields whose figure is not the fed-back one: told with both numbers, apart from the warnings */
  differing: FigureField[];
  /** why the edition (快报、年报) cannot be accepted */
  edition: string | null;
  /** doubts about the report as a whole */
  general: string[];
  /** what is worth knowing about the report as a whole */
  generalHints: string[];
  /** doubts at fields, counted */
  asked: number;
  /** a note is needed and not there */
  noteMissing: boolean;
  /** where submitting stops; null = may be submitted */
  stop: FigureField | 'note' | 'edition' | null;
}

/**
 * The fields whose doubts are told from the beginning: those that hold something, and all of a report that was handed
 * in before, because what came back must say at once what it asks for.
 */
export function leftAtStart(detail: ReportDetail, figures: Figures): ReadonlySet<FigureField> {
  const wasHandedIn =
    detail.revisions.length > 0 || detail.messages.some(({ kind }) => kind === 'signOffDeclined');
  return new Set(FIGURE_FIELDS.filter((field) => wasHandedIn || figures[field] !== null));
}

const DIFFERENCE = 'feedback_difference';

function messagesOf(flags: readonly Flag[], field: Flag['field'], severity: Flag['severity']): string[] {
  return flags
    .filter((flag) => flag.field === field && flag.severity === severity && flag.id !== DIFFERENCE)
    .map((flag) => flag.message);
}

/** Reads and checks what is typed by the server's own rules, and says what to tell at this moment. */
export function entryChecks(typed: Figures, context: CheckContext, progress: EntryProgress): EntryChecks {
  const { figures, errors: unread } = parseFigures({ ...typed });
  const flags = checkReport(figures, context);
  const isShown = (field: FigureField) => progress.tried || progress.left.has(field);
  const errors: EntryChecks['errors'] = {};
  const warnings: EntryChecks['warnings'] = {};
  const hints: EntryChecks['hints'] = {};
  let stop: EntryChecks['stop'] = null;
  for (const field of FIGURE_FIELDS) {
    const problem = unread[field]?.message;
    const missing = problem === undefined ? messagesOf(flags, field, 'error')[0] : undefined;
    if (problem !== undefined && isShown(field)) errors[field] = problem;
    if (missing !== undefined && progress.tried) errors[field] = missing;
    if (isShown(field)) {
      warnings[field] = messagesOf(flags, field, 'warning');
      hints[field] = messagesOf(flags, field, 'hint');
    }
    if (problem !== undefined || missing !== undefined) stop ??= field;
  }
  const edition = messagesOf(flags, 'edition', 'error')[0] ?? null;
  if (edition !== null) stop ??= 'edition';
  const differing = FIGURE_FIELDS.filter(
    (field) => isShown(field) && flags.some((flag) => flag.field === field && flag.id === DIFFERENCE),
  );
  const noteMissing = needsNote(flags) && figures.note === '';
  const isComplete = MAIN_FIELDS.slice(0, 3).every(isShown);
  const whole = (severity: Flag['severity']) => (isComplete ? messagesOf(flags, null, severity) : []);
  return {
    figures,
    errors,
    warnings,
    hints,
    differing,
    edition,
    general: whole('warning'),
    generalHints: whole('hint'),
    asked: Object.values(warnings).reduce((sum, told) => sum + told.length, differing.length),
    noteMissing,
    stop: stop ?? (noteMissing ? 'note' : null),
  };
}
