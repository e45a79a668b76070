import type { Draft, FieldId, Typed } from './draft.ts';

/**
 * What was typed into a bulletin and is not saved yet, kept in this browser so that a failed save, a reload or an
 * expired session loses nothing. Removed as soon as the server has it.
 */

/** The part of `window.localStorage` that is used. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** One a person and bulletin: on a shared PC nobody meets another person's words. */
export function keptDraftKey(username: string, bulletinId: number): string {
  return `jjgm.bulletin:${username.toLowerCase()}:${bulletinId}`;
}

function isTyped(value: unknown): value is Typed {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'text' in value && typeof value.text === 'string' && 'base' in value && typeof value.base === 'string'
  );
}

/** @returns an empty draft where nothing is kept, it is damaged, or the browser refuses storage */
export function readKeptDraft(storage: DraftStorage, key: string, fields: readonly FieldId[]): Draft {
  try {
    const value: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null) return {};
    const known = Object.entries(value).filter(
      (pair): pair is [FieldId, Typed] => fields.some((field) => field === pair[0]) && isTyped(pair[1]),
    );
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}

/** @returns false where the browser refuses (storage full or switched off) */
export function keepDraft(storage: DraftStorage, key: string, draft: Draft): boolean {
  try {
    if (Object.keys(draft).length === 0) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
