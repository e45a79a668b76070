import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, FIGURE_FIELDS, type Figures, parseFigure } from '../../server/rules/figures.ts';
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

/** Whether two drafts say the same, however it was typed. */
export function sameFigures(a: Figures, b: Figures): boolean {
  const x = normalised(a);
  const y = normalised(b);
  return (
    FIGURE_FIELDS.every((field) => x[field] === y[field]) &&
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

/**
 * Chooses between what the server holds and what this browser kept. The browser's text wins where it was typed on the
 * version the server still has; where the server moved on in the meantime, both are shown.
 */
export function draftStart(detail: ReportDetail, local: LocalDraft | null): DraftStart {
  const theirs = serverFigures(detail);
  const { version } = detail;
  if (local === null || sameFigures(local.figures, theirs))
    return { kind: 'server', figures: theirs, version };
  const { figures: mine, typedAt } = local;
  const isOwnLastSave = local.sent !== null && sameFigures(local.sent, theirs);
  if (local.baseVersion === version || isOwnLastSave)
    return { kind: 'local', figures: mine, version, typedAt };
  return { kind: 'conflict', mine, theirs, version, typedAt };
}
