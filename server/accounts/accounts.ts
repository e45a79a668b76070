import { and, asc, desc, eq, gt, max } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { session, signInFailure, unit, user } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { isCityCode } from '../rules/units.ts';
import { hashPassword, oneTimePassword, passwordProblem, verifyPassword } from './passwords.ts';
import type { Account, AccountChange, NewAccount } from './schema.ts';

type UserRow = typeof user.$inferSelect;

/** The columns of an account that may stand in the audit log. */
const auditable = (row: UserRow) => ({
  username: row.username,
  displayName: row.displayName,
  role: row.role,
  unitCode: row.unitCode,
  disabled: row.disabled,
  mustChangePassword: row.mustChangePassword,
});

/** All accounts with lock and last-seen state, in three queries whatever their number. */
export function listAccounts(db: ReadDb, now: string): Account[] {
  const rows = db
    .select({ user, unitName: unit.name })
    .from(user)
    .leftJoin(unit, eq(unit.code, user.unitCode))
    .orderBy(asc(user.id))
    .all();
  const seen = db
    .select({ userId: session.userId, at: max(session.lastSeenAt) })
    .from(session)
    .groupBy(session.userId)
    .all();
  const locks = db
    .select()
    .from(signInFailure)
    .where(gt(signInFailure.lockedUntil, now))
    .orderBy(desc(signInFailure.lockedUntil))
    .all();
  return rows.map((row) => ({
    id: row.user.id,
    username: row.user.username,
    displayName: row.user.displayName,
    role: row.user.role,
    unitCode: row.user.unitCode,
    unitName: row.unitName,
    disabled: row.user.disabled,
    mustChangePassword: row.user.mustChangePassword,
    lockedUntil: locks.find((lock) => lock.username === row.user.username)?.lockedUntil ?? null,
    lastSeenAt: seen.find((entry) => entry.userId === row.user.id)?.at ?? null,
    createdAt: row.user.createdAt,
    version: row.user.version,
  }));
}

function accountById(db: ReadDb, id: number, now: string): Account {
  const account = listAccounts(db, now).find((candidate) => candidate.id === id);
  if (!account) throw notFound('账号');
  return account;
}

function rowById(tx: WriteTx, id: number): UserRow {
  const row = tx.select().from(user).where(eq(user.id, id)).get();
  if (!row) throw notFound('账号');
  return row;
}

function newAccountProblems(db: ReadDb, input: NewAccount, username: string): FieldErrors {
  const problems: FieldErrors = {};
  if (!/^[a-z][a-z0-9._-]{2,31}$/.test(username)) {
    problems.username = {
      code: 'invalid',
      message: '用户名须以字母开头，3–32 位，只含字母、数字、点、横线、下划线。',
    };
  } else if (db.select({ id: user.id }).from(user).where(eq(user.username, username)).get()) {
    problems.username = { code: 'taken', message: `用户名 ${username} 已存在。` };
  }
  if (input.displayName.trim() === '')
    problems.displayName = { code: 'required', message: '请填写姓名或岗位。' };
  const known = input.unitCode !== null && db.select().from(unit).where(eq(unit.code, input.unitCode)).get();
  if (input.role === 'county' && (!input.unitCode || !known || isCityCode(input.unitCode))) {
    problems.unitCode = { code: 'required', message: '县区填报员须选择所属县（市、区）。' };
  }
  if (input.role !== 'county' && input.unitCode !== null) {
    problems.unitCode = { code: 'not_allowed', message: '只有县区填报员属于某个县（市、区）。' };
  }
  return problems;
}

interface WithPassword {
  account: Account;
  oneTimePassword: string;
}

/** Creates an account with a one-time password that must be changed at the first sign-in. */
export async function createAccount(db: Database, input: NewAccount, actor: Actor): Promise<WithPassword> {
  const username = input.username.trim().toLowerCase();
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return db.write((tx) => {
    const problems = newAccountProblems(tx, input, username);
    if (Object.keys(problems).length > 0) throw invalidFields(problems);
    const row = tx
      .insert(user)
      .values({
        username,
        displayName: input.displayName.trim(),
        role: input.role,
        unitCode: input.unitCode,
        passwordHash,
        mustChangePassword: true,
        passwordChangedAt: actor.at,
        createdAt: actor.at,
      })
      .returning()
      .get();
    audit(tx, actor, 'account.create', row.id, undefined, auditable(row));
    return { account: accountById(tx, row.id, actor.at), oneTimePassword: password };
  });
}

function audit(tx: WriteTx, actor: Actor, action: string, id: number, before: unknown, after: unknown): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'user', entityId: String(id), before, after });
}

function refuseSelf(actor: Actor, id: number, what: string): void {
  if (actor.id === id) throw new AppError(409, 'own_account', `不能${what}自己的账号。`);
}

/** Renames, disables or enables an account. Disabling ends its sessions. */
export function changeAccount(db: Database, id: number, change: AccountChange, actor: Actor): Account {
  return db.write((tx) => {
    const before = rowById(tx, id);
    if (before.version !== change.version)
      throw versionConflict({ current: auditable(before), yours: change });
    if (change.disabled === true) refuseSelf(actor, id, '停用');
    const displayName = change.displayName?.trim() ?? before.displayName;
    if (displayName === '') {
      throw invalidFields({ displayName: { code: 'required', message: '请填写姓名或岗位。' } });
    }
    const after = tx
      .update(user)
      .set({ displayName, disabled: change.disabled ?? before.disabled, version: before.version + 1 })
      .where(eq(user.id, id))
      .returning()
      .get();
    if (after.disabled) tx.delete(session).where(eq(session.userId, id)).run();
    audit(tx, actor, 'account.change', id, auditable(before), auditable(after));
    return accountById(tx, id, actor.at);
  });
}

/** Replaces the password by a one-time one, ends all sessions of the account and lifts its lock. */
export async function resetPassword(
  db: Database,
  id: number,
  version: number,
  actor: Actor,
): Promise<WithPassword> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return db.write((tx) => {
    const before = rowById(tx, id);
    refuseSelf(actor, id, '重置');
    if (before.version !== version) throw versionConflict({ current: auditable(before), yours: { version } });
    const change = {
      passwordHash,
      mustChangePassword: true,
      passwordChangedAt: actor.at,
      version: version + 1,
    };
    tx.update(user).set(change).where(eq(user.id, id)).run();
    tx.delete(session).where(eq(session.userId, id)).run();
    tx.delete(signInFailure).where(eq(signInFailure.username, before.username)).run();
    audit(tx, actor, 'account.reset_password', id, undefined, undefined);
    return { account: accountById(tx, id, actor.at), oneTimePassword: password };
  });
}

/** Lifts the lock after failed sign-ins, from every source. */
export function unlockAccount(db: Database, id: number, actor: Actor): Account {
  return db.write((tx) => {
    const row = rowById(tx, id);
    tx.delete(signInFailure).where(eq(signInFailure.username, row.username)).run();
    audit(tx, actor, 'account.unlock', id, undefined, undefined);
    return accountById(tx, id, actor.at);
  });
}

/** Changes the own password; every other session of the account ends. */
export async function changeOwnPassword(
  db: Database,
  who: { userId: number; tokenHash: string },
  input: { currentPassword: string; newPassword: string },
  actor: Actor,
): Promise<void> {
  const row = db.read.select().from(user).where(eq(user.id, who.userId)).get();
  if (!row || !(await verifyPassword(input.currentPassword, row.passwordHash))) {
    throw invalidFields({ currentPassword: { code: 'wrong', message: '当前密码不正确。' } });
  }
  const problem =
    input.newPassword === input.currentPassword
      ? '新密码不能与当前密码相同。'
      : passwordProblem(input.newPassword, row.username);
  if (problem) throw invalidFields({ newPassword: { code: 'weak', message: problem } });
  const passwordHash = await hashPassword(input.newPassword);
  db.write((tx) => {
    tx.update(user)
      .set({ passwordHash, mustChangePassword: false, passwordChangedAt: actor.at, version: row.version + 1 })
      .where(eq(user.id, row.id))
      .run();
    const others = tx.select().from(session).where(eq(session.userId, row.id)).all();
    for (const other of others) {
      if (other.tokenHash === who.tokenHash) continue;
      tx.delete(session)
        .where(and(eq(session.tokenHash, other.tokenHash), eq(session.userId, row.id)))
        .run();
    }
    audit(tx, actor, 'account.change_password', row.id, undefined, undefined);
  });
}
