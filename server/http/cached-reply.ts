import type { Context, TypedResponse } from 'hono';
import { draftUnitsOf, internalUnitsOf } from '../rules/permissions.ts';
import { type AppEnv, signedInOf } from './context.ts';

/**
 * Answers from the cache or computes. The key holds the viewer's scope (which units' drafts and internal figures
 * they may see), so two people share a reply only if they may see exactly the same.
 */
export function replyCached<T>(
  c: Context<AppEnv>,
  key: string,
  compute: () => T,
): TypedResponse<T, 200, 'json'> {
  const { db, clock } = c.get('deps');
  const viewer = signedInOf(c);
  const scope = JSON.stringify([viewer.role, draftUnitsOf(viewer), internalUnitsOf(viewer)]);
  const text = c.get('cache').take(`${db.commits()} ${clock.today()}`, `${key} ${scope}`, compute);
  const reply = c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' });
  return reply as unknown as TypedResponse<T, 200, 'json'>;
}
