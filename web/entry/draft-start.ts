import type { ReportDetail, ReportFeedback } from '../../server/reports/schema.ts';
import {
  EMPTY_FIGURES,
  FIGURE_FIELDS,
  type FigureField,
  type Figures,
  INTENSITY_FIELDS,
  OTHER_FIELDS,
  parseFigure,
} from '../../server/rules/figures.ts';
import type { LocalDraft } from './local-draft.ts';

/** What the editor begins with. */
export type DraftStart =
  | { kind: 'server'; figures: Figures; version: number }
  /** typed in this browser and never confirmed by the server: restored */
  | { kind: 'local'; figures: Figures; version: number; typedAt: string }
  /** this browser and the server both moved on: a person chooses */
  | { kind: 'conflict'; mine: Figures; theirs: Figures; version: number; typedAt: string };

/** Figures with each number normalised where it can be read; for comparing and sending. */
export function normalised(figures: Figures): Figures {
  const result = { ...figures };
  for (const field of FIGURE_FIELDS) {
    const parsed = parseFigure(field, figures[field]);
    if (parsed.ok) result[field] = parsed.text;
  }
  return result;
}

/** Figures as they stand in the fields: with a true minus sign, otherwise as written. */
export function asShown(figures: Figures): Figures {
  const result = { ...figures };
  for (const field of FIGURE_FIELDS) result[field] = figures[field]?.replaceAll('-', '−') ?? null;
  return result;
}

/** Whether the remarks by field are the same; spaces around them are none. */
function sameTexts(a: Figures['comments'], b: Figures['comments']): boolean {
  return FIGURE_FIELDS.every((field) => (a[field] ?? '').trim() === (b[field] ?? '').trim());
}

/** Whether two drafts say the same, however it was typed. */
export function sameFigures(a: Figures, b: Figures): boolean {
  const x = normalised(a);
  const y = normalised(b);
  return (
    FIGURE_FIELDS.every((field) => x[field] === y[field]) &&
    sameTexts(x.comments, y.comments) &&
    sameTexts(x.absent, y.absent) &&
    x.note.trim() === y.note.trim() &&
    x.source === y.source &&
    x.energyScope === y.energyScope &&
    x.feedstockDeducted === y.feedstockDeducted &&
    x.renewablesDeducted === y.renewablesDeducted &&
    x.edition === y.edition
  );
}

/** Nothing entered yet; the scope is most likely that of the period before. */
function freshFigures(detail: ReportDetail): Figures {
  const before = detail.previous?.figures ?? detail.samePeriodLastYear?.figures;
  if (!before) return EMPTY_FIGURES;
  const { source, energyScope, feedstockDeducted, renewablesDeducted } = before;
  return { ...EMPTY_FIGURES, source, energyScope, feedstockDeducted, renewablesDeducted };
}

/** The server's newest version of what is being edited. */
export function serverFigures(detail: ReportDetail): Figures {
  return detail.draft ?? detail.revisions.at(-1)?.figures ?? freshFigures(detail);
}

/** Fields for which the fed-back table has a figure. */
function fedBackFields(feedback: ReportFeedback): FigureField[] {
  return FIGURE_FIELDS.filter((field) => feedback.figures[field] !== null);
}

/** The figures with the fed-back numbers and their scope taken over. */
export function withFeedback(figures: Figures, feedback: ReportFeedback): Figures {
  const { edition, energyScope, feedstockDeducted, renewablesDeducted } = feedback;
  const absent = { ...figures.absent };
  const numbers: Partial<Record<FigureField, string | null>> = {};
  for (const field of fedBackFields(feedback)) {
    numbers[field] = feedback.figures[field];
    delete absent[field];
  }
  const scope = { edition, energyScope, feedstockDeducted, renewablesDeducted };
  return { ...figures, ...numbers, absent, source: 'statistics', ...scope };
}

/**
 * Whether the figures are those of the table as they stand, so that they only need confirming. What the table has not of
 * the second page may be entered beside it; notes and remarks do not matter.
 */
export function isAsFedBack(figures: Figures, feedback: ReportFeedback): boolean {
  const expected = withFeedback(
    { ...EMPTY_FIGURES, comments: figures.comments, note: figures.note },
    feedback,
  );
  const bare: Figures = { ...figures, absent: {} };
  for (const field of OTHER_FIELDS) {
    if (feedback.figures[field] === null) bare[field] = null;
    else if (figures.absent[field] !== undefined) return false;
  }
  return (
    INTENSITY_FIELDS.every((field) => figures.absent[field] === undefined) && sameFigures(bare, expected)
  );
}

/** Whether no number was entered yet. */
function isBlank(figures: Figures): boolean {
  return FIGURE_FIELDS.every((field) => figures[field] === null && figures.absent[field] === undefined);
}

/**
 * Chooses between what the server holds and what this browser kept. The browser's text wins where it was typed on the
 * version the server still has; where the server moved on in the meantime, both are shown.
 */
export function draftStart(detail: ReportDetail, local: LocalDraft | null): DraftStart {
  const stored = serverFigures(detail);
  const { version, feedback } = detail;
  const theirs = feedback !== null && isBlank(stored) ? withFeedback(stored, feedback) : stored;
  if (local === null || sameFigures(local.figures, theirs))
    return { kind: 'server', figures: theirs, version };
  const { figures: mine, typedAt } = local;
  const isOwnLastSave = local.sent !== null && sameFigures(local.sent, stored);
  if (local.baseVersion === version || isOwnLastSave)
    return { kind: 'local', figures: mine, version, typedAt };
  return { kind: 'conflict', mine, theirs, version, typedAt };
}
