import { eq } from 'drizzle-orm';
import type { Database } from '../../db/open.ts';
import { user } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { asOfDay } from '../reports/standing.ts';
import type { BulletinView } from './bulletins.ts';
import { createBulletin, stepBulletin } from './changes.ts';
import type { BulletinStep } from './schema.ts';

interface Person {
  view: (today: string) => BulletinView;
  actor: (at: string) => Actor;
}

function personOf(db: Database, username: string): Person {
  const row = db.read.select().from(user).where(eq(user.username, username)).get();
  if (!row) throw new Error(`the demo has no account ${username}`);
  return {
    view: (today) => ({ userId: row.id, role: row.role, today }),
    actor: (at) => ({ id: row.id, name: row.username, at, requestId: 'demo' }),
  };
}

/**
 * The bulletins of the demo: 2026年1–8月 signed on what was released by then (one unit was corrected and released again
 * later), 2026年1–9月 waiting to be signed.
 * @param accounts who drafts, and who signs
 */
export function demoBulletins(db: Database, accounts: { drafter: string; signer: string }): void {
  const drafter = personOf(db, accounts.drafter);
  const signer = personOf(db, accounts.signer);
  const take = (by: Person, id: number, step: BulletinStep['step'], version: number, at: string) =>
    stepBulletin(db, by.view(at.slice(0, 10)), id, { version, step }, by.actor(at));

  const august = '2026-09-29';
  const asOf = asOfDay(august, '2026-11-21');
  const first = drafter.actor(`${august}T01:20:00.000Z`);
  const signedId = createBulletin(db, drafter.view(august), '2026-08', first, asOf);
  take(drafter, signedId, 'submit', 1, `${august}T02:05:00.000Z`);
  take(signer, signedId, 'sign', 2, `${august}T07:40:00.000Z`);

  const october = '2026-10-28';
  const second = drafter.actor(`${october}T01:15:00.000Z`);
  const openId = createBulletin(db, drafter.view(october), '2026-09', second, asOfDay(october, '2026-11-21'));
  take(drafter, openId, 'submit', 1, `${october}T03:10:00.000Z`);
}
