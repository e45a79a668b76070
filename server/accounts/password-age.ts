import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { setting } from '../../db/schema.ts';
import { shanghaiDate } from '../http/clock.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { invalidFields, versionConflict } from '../http/errors.ts';

/**
 * How long a password holds, days. 等保2.0 (GB/T 22239-2019, 7.1.4.1) asks for regular changes, OWASP ASVS 5 advises
 * against them: 90 until the administrator sets otherwise, 0 = it never expires. The demo's passwords never expire.
 */
export const DEFAULT_PASSWORD_DAYS = 90;
export const MIN_PASSWORD_DAYS = 7;
export const MAX_PASSWORD_DAYS = 730;

const KEY = 'password_days';
const DAY_MS = 86_400_000;

const settingOf = (db: ReadDb, key: string) =>
  db.select({ value: setting.value }).from(setting).where(eq(setting.key, key)).get()?.value;

/** Days a password holds in this database; 0 = for ever. */
export function passwordDays(db: ReadDb): number {
  const set = settingOf(db, KEY);
  if (set !== undefined) return Number(set);
  return settingOf(db, 'demo') === '1' ? 0 : DEFAULT_PASSWORD_DAYS;
}

/** The instant from which a password of that age has to be changed; null = never. */
function expiryOf(changedAt: string, days: number): Date | null {
  return days === 0 ? null : new Date(Date.parse(changedAt) + days * DAY_MS);
}

/** Shanghai calendar date on which the password expires; null = never. */
export function passwordExpiresOn(changedAt: string, days: number): string | null {
  const expiry = expiryOf(changedAt, days);
  return expiry && shanghaiDate(expiry);
}

export function isPasswordExpired(changedAt: string, days: number, now: Date): boolean {
  const expiry = expiryOf(changedAt, days);
  return expiry !== null && now >= expiry;
}

/**
 * Sets how long passwords hold; counts from the next sign-in of each account.
 * @param change `seen` is the value the administrator saw before
 * @throws AppError 409 `version_conflict` where somebody else has changed it since, 422 `invalid_fields`
 */
export function setPasswordDays(
  db: Database,
  change: { seen: number; passwordDays: number },
  actor: Actor,
): { passwordDays: number } {
  const days = change.passwordDays;
  const inRange = days === 0 || (days >= MIN_PASSWORD_DAYS && days <= MAX_PASSWORD_DAYS);
  if (!Number.isInteger(days) || !inRange) {
    const message = `请填写 0（不到期）或 ${MIN_PASSWORD_DAYS}–${MAX_PASSWORD_DAYS} 的整数天数。`;
    throw invalidFields({ passwordDays: { code: 'out_of_range', message } });
  }
  return db.write((tx) => {
    const before = passwordDays(tx);
    if (before !== change.seen) throw versionConflict({ current: { passwordDays: before }, yours: change });
    const row = { value: String(days), updatedAt: actor.at };
    tx.insert(setting)
      .values({ key: KEY, ...row })
      .onConflictDoUpdate({ target: setting.key, set: row })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'account.set_password_days',
      entity: 'setting',
      entityId: KEY,
      before: { passwordDays: before },
      after: { passwordDays: days },
    });
    return { passwordDays: days };
  });
}
