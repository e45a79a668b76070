import { FIGURE_FIELDS, type Figures, parseFigures } from '../../server/rules/figures.ts';

/**
 * What an officer typed and the server has not confirmed yet, kept in this browser so that a reload, a lost
 * connection or an expired session loses nothing. Removed as soon as the server has it: unreleased figures do not
 * stay on an office PC.
 */
export interface LocalDraft {
  /** as typed, not normalised */
  figures: Figures;
  /** version of the report the typing began on; 0 = no report yet */
  baseVersion: number;
  /** UTC time of the last keystroke */
  typedAt: string;
  /** what was last sent without an answer: if the server holds exactly this, the version after it is ours */
  sent: Figures | null;
}

/** The part of `window.localStorage` that is used. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PREFIX = 'jjgm.entry';

/** One draft a person, unit and period: on a shared PC nobody meets another person's figures. */
export function localDraftKey(username: string, unitCode: string, period: string): string {
  return `${PREFIX}:${username.toLowerCase()}:${unitCode}:${period}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Typed text is kept as it is, even where it is no number; choices fall back to their defaults. */
function figuresFrom(value: unknown): Figures | null {
  if (!isRecord(value)) return null;
  const { figures } = parseFigures(value);
  if (typeof value.note === 'string') figures.note = value.note;
  for (const field of FIGURE_FIELDS) {
    const typed = value[field];
    figures[field] = typeof typed === 'string' && typed !== '' ? typed : null;
  }
  return figures;
}

/** @returns null where there is none, it is damaged, or the browser refuses storage */
export function readLocalDraft(storage: DraftStorage, key: string): LocalDraft | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (!isRecord(value)) return null;
    const figures = figuresFrom(value.figures);
    const { baseVersion, typedAt } = value;
    if (figures === null || typeof baseVersion !== 'number' || typeof typedAt !== 'string') return null;
    return { figures, baseVersion, typedAt, sent: figuresFrom(value.sent) };
  } catch {
    return null;
  }
}

/** @returns false where the browser refuses (storage full or switched off) */
export function writeLocalDraft(storage: DraftStorage, key: string, draft: LocalDraft): boolean {
  try {
    storage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function removeLocalDraft(storage: DraftStorage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // Storage is switched off: nothing was kept either.
  }
}
