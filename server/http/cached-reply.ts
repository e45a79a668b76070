import type { Context, TypedResponse } from 'hono';
import { draftUnitsOf, internalUnitsOf } from '../rules/permissions.ts';
import { type AppEnv, signedInOf } from './context.ts';
import { type UnitPageAsked, type UnitsOf, unitPage } from './unit-page.ts';

/**
 * Whether a reply tells of working copies (草稿). One that does not holds while officers type: their form is saved every
 * few seconds, and each save would else have every screen of the city computed anew.
 */
type Shows = 'drafts' | 'noDrafts';

function stateOf(c: Context<AppEnv>, shows: Shows): string {
  const { db, clock } = c.get('deps');
  const commits = shows === 'drafts' ? db.commits() : db.commitsBesideDrafts();
  return `${commits} ${clock.today()}`;
}

function scopeKey(c: Context<AppEnv>): string {
  const viewer = signedInOf(c);
  return JSON.stringify([viewer.role, draftUnitsOf(viewer), internalUnitsOf(viewer)]);
}

/** What the pages of one answer have in common, computed once for all of them; keyed as in `replyCached`. */
function keptForPages<T>(c: Context<AppEnv>, key: string, compute: () => T, shows: Shows): T {
  return c.get('cache').keep(stateOf(c, shows), `${key} ${scopeKey(c)}`, compute);
}

/**
 * Answers from the cache or computes. The key holds the viewer's scope (which units' drafts and internal figures
 * they may see), so two people share a reply only if they may see exactly the same.
 */
export function replyCached<T>(
  c: Context<AppEnv>,
  key: string,
  compute: () => T,
  shows: Shows = 'drafts',
): TypedResponse<T, 200, 'json'> {
  const text = c.get('cache').take(stateOf(c, shows), `${key} ${scopeKey(c)}`, compute);
  const reply = c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' });
  return reply as unknown as TypedResponse<T, 200, 'json'>;
}

/**
 * The same for a page. What somebody searches for is computed each time: there is no end of words, and hardly one is
 * asked for twice.
 */
export function replyPage<T>(
  c: Context<AppEnv>,
  key: string,
  asked: UnitPageAsked,
  compute: () => T,
  shows: Shows = 'drafts',
): TypedResponse<T, 200, 'json'> {
  if (asked.q) return c.json(compute() as object, 200) as unknown as TypedResponse<T, 200, 'json'>;
  return replyCached(c, `${key} ${asked.offset} ${asked.limit}`, compute, shows);
}

/** Answers with a page of the units; what is said of all of them is computed once for all pages. */
export function replyUnits<Whole extends UnitsOf>(
  c: Context<AppEnv>,
  key: string,
  asked: UnitPageAsked,
  compute: () => Whole,
  shows: Shows = 'drafts',
): TypedResponse<Whole & { total: number }, 200, 'json'> {
  const page = () => unitPage(keptForPages(c, key, compute, shows), asked);
  return replyPage(c, key, asked, page, shows);
}
