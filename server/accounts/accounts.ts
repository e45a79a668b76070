import { and, asc, desc, eq, gt, max, ne } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { session, signInFailure, unit, user } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import type { Role } from '../rules/permissions.ts';
import { isCityCode } from '../rules/units.ts';
import { departmentProblem, typedDepartment } from './departments.ts';
import { heldUnits, heldUnitsByUser, setHeldUnits } from './held-units.ts';
import { forgetFailures, recordFailure, refuseWhileLocked } from './lock.ts';
import { passwordDays, passwordExpiresOn } from './password-age.ts';
import { hashPassword, oneTimePassword, passwordProblem, verifyPassword } from './passwords.ts';
import type { Account, AccountChange, NewAccount } from './schema.ts';
import { liveSessionCounts } from './session-list.ts';
import { renewToken } from './sessions.ts';
import { refuseLostSigner, unitsLackingSigner } from './signers.ts';

export type UserRow = typeof user.$inferSelect;

/** The columns of an account that may stand in the audit log. */
export const auditable = (db: ReadDb, row: UserRow) => ({
  username: row.username,
  displayName: row.displayName,
  role: row.role,
  department: row.department,
  units: heldUnits(db, row.id).map(({ code, maySignOff }) => ({ code, maySignOff })),
  disabled: row.disabled,
  mustChangePassword: row.mustChangePassword,
});

/** All accounts with lock, session and last-seen state, in a few queries whatever their number. */
export function listAccounts(db: ReadDb, now: string): Account[] {
  const rows = db.select().from(user).orderBy(asc(user.id)).all();
  const held = heldUnitsByUser(db);
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
  const live = liveSessionCounts(db, new Date(now));
  const days = passwordDays(db);
  return rows.map((row) => ({
    id: row.id,
    username: row.username,
    displayName: row.displayName,
    role: row.role,
    units: held.get(row.id) ?? [],
    department: row.department,
    disabled: row.disabled,
    mustChangePassword: row.mustChangePassword,
    passwordExpiresOn: passwordExpiresOn(row.passwordChangedAt, days),
    lockedUntil: locks.find((lock) => lock.username === row.username)?.lockedUntil ?? null,
    lockedFrom: locks.filter((lock) => lock.username === row.username).map(({ source }) => source),
    sessions: live.get(row.id) ?? 0,
    lastSeenAt: seen.find((entry) => entry.userId === row.id)?.at ?? null,
    createdAt: row.createdAt,
    version: row.version,
  }));
}

/** @throws AppError 404 */
export function accountById(db: ReadDb, id: number, now: string): Account {
  const account = listAccounts(db, now).find((candidate) => candidate.id === id);
  if (!account) throw notFound('账号');
  return account;
}

/** @throws AppError 404 */
export function requireAccount(tx: ReadDb, id: number): UserRow {
  const row = tx.select().from(user).where(eq(user.id, id)).get();
  if (!row) throw notFound('账号');
  return row;
}

/** What is wrong with the units an account is to hold; null where nothing is. */
export function unitsProblem(db: ReadDb, role: Role, units: NewAccount['units']): FieldErrors[string] | null {
  if (role !== 'county') {
    return units.length === 0 ? null : { code: 'not_allowed', message: '只有县区填报员有所管县（市、区）。' };
  }
  const known = db.select().from(unit).all();
  const isKnown = (code: string) => !isCityCode(code) && known.some((one) => one.code === code);
  const codes = units.map(({ code }) => code);
  if (codes.length === 0 || !codes.every(isKnown) || new Set(codes).size < codes.length) {
    return { code: 'required', message: '县区填报员须选择所管县（市、区）。' };
  }
  return null;
}

/** What is wrong with the name of an account to be made; empty where nothing is. */
export function nameProblems(db: ReadDb, input: { username: string; displayName: string }): FieldErrors {
  const problems: FieldErrors = {};
  const username = normalUsername(input.username);
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
  return problems;
}

function newAccountProblems(db: ReadDb, input: NewAccount): FieldErrors {
  const unitsWrong = unitsProblem(db, input.role, input.units);
  const departmentWrong = departmentProblem(db, input.role, typedDepartment(input.department));
  return {
    ...nameProblems(db, input),
    ...(unitsWrong ? { units: unitsWrong } : {}),
    ...(departmentWrong ? { department: departmentWrong } : {}),
  };
}

/** Names are stored lower-case, so sign-in is case-insensitive. */
const normalUsername = (text: string) => text.trim().toLowerCase();

/** Writes a new account, with its audit row; its password must be changed at the first sign-in. */
export function insertAccount(tx: WriteTx, input: NewAccount, passwordHash: string, actor: Actor): UserRow {
  const row = tx
    .insert(user)
    .values({
      username: normalUsername(input.username),
      displayName: input.displayName.trim(),
      role: input.role,
      department: typedDepartment(input.department),
      passwordHash,
      mustChangePassword: true,
      passwordChangedAt: actor.at,
      createdAt: actor.at,
    })
    .returning()
    .get();
  setHeldUnits(tx, row.id, input.units);
  audit(tx, actor, 'account.create', row.id, undefined, auditable(tx, row));
  return row;
}

interface WithPassword {
  account: Account;
  oneTimePassword: string;
}

/** Creates an account with a one-time password that must be changed at the first sign-in. */
export async function createAccount(db: Database, input: NewAccount, actor: Actor): Promise<WithPassword> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return db.write((tx) => {
    const problems = newAccountProblems(tx, input);
    if (Object.keys(problems).length > 0) throw invalidFields(problems);
    const row = insertAccount(tx, input, passwordHash, actor);
    return { account: accountById(tx, row.id, actor.at), oneTimePassword: password };
  });
}

/** The audit row of a change of an account. */
export function audit(
  tx: WriteTx,
  actor: Actor,
  action: string,
  id: number,
  before: unknown,
  after: unknown,
): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'user', entityId: String(id), before, after });
}

function refuseSelf(actor: Actor, id: number, what: string): void {
  if (actor.id === id) throw new AppError(409, 'own_account', `不能${what}自己的账号。`);
}

/** The name and department an account is to have; what is not sent, or sent as it was, stays. */
function changedText(tx: ReadDb, before: UserRow, change: AccountChange) {
  const displayName = change.displayName?.trim() ?? before.displayName;
  const department = change.department === undefined ? before.department : typedDepartment(change.department);
  const departmentWrong =
    department === before.department ? null : departmentProblem(tx, before.role, department);
  const problems: FieldErrors = {
    ...(displayName === '' ? { displayName: { code: 'required', message: '请填写姓名或岗位。' } } : {}),
    ...(departmentWrong ? { department: departmentWrong } : {}),
  };
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
  return { displayName, department };
}

/**
 * Renames, disables or enables an account, or corrects its department. Disabling ends its sessions; a department counts
 * from the next request, drafts and reports stay with the department they were written for.
 * @throws AppError 404, 409 `version_conflict`, 422 at the field
 */
export function changeAccount(db: Database, id: number, change: AccountChange, actor: Actor): Account {
  return db.write((tx) => {
    const before = requireAccount(tx, id);
    if (before.version !== change.version)
      throw versionConflict({ current: auditable(tx, before), yours: change });
    if (change.disabled === true) refuseSelf(actor, id, '停用');
    const text = changedText(tx, before, change);
    const lacking = unitsLackingSigner(tx);
    const after = tx
      .update(user)
      .set({ ...text, disabled: change.disabled ?? before.disabled, version: before.version + 1 })
      .where(eq(user.id, id))
      .returning()
      .get();
    refuseLostSigner(tx, lacking, 'disabled');
    if (after.disabled) tx.delete(session).where(eq(session.userId, id)).run();
    audit(tx, actor, 'account.change', id, auditable(tx, before), auditable(tx, after));
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
    const before = requireAccount(tx, id);
    refuseSelf(actor, id, '重置');
    if (before.version !== version)
      throw versionConflict({ current: auditable(tx, before), yours: { version } });
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
    const row = requireAccount(tx, id);
    tx.delete(signInFailure).where(eq(signInFailure.username, row.username)).run();
    audit(tx, actor, 'account.unlock', id, undefined, undefined);
    return accountById(tx, id, actor.at);
  });
}

interface OwnSession {
  userId: number;
  tokenHash: string;
  /** address of the connection itself */
  source: string;
}

/**
 * The account, if that is its password. Wrong ones count with those of the sign-in: whoever finds a session left open
 * does not get to try passwords on it.
 * @throws AppError 422 at the field, 429 `locked`
 */
async function checkCurrentPassword(
  db: Database,
  { userId, source }: OwnSession,
  password: string,
  actor: Actor,
): Promise<UserRow> {
  const row = requireAccount(db.read, userId);
  const { username } = row;
  const now = new Date(actor.at);
  refuseWhileLocked(db, username, source, now);
  const matches = await verifyPassword(password, row.passwordHash);
  // as at the sign-in: what was queued when the fifth wrong one came in does not slip past
  refuseWhileLocked(db, username, source, now);
  if (matches) return row;
  const wrong = { username, source, actor, requestId: actor.requestId };
  recordFailure(db, { ...wrong, refused: 'account.password_refused' }, now);
  throw invalidFields({ currentPassword: { code: 'wrong', message: '当前密码不正确。' } });
}

/**
 * Changes the own password; every other session of the account ends. @returns the new token of this one
 * @throws AppError 409 `version_conflict`, 422 at the field, 429 `locked`
 */
export async function changeOwnPassword(
  db: Database,
  who: OwnSession,
  input: { currentPassword: string; newPassword: string },
  actor: Actor,
): Promise<string> {
  const row = await checkCurrentPassword(db, who, input.currentPassword, actor);
  const problem =
    input.newPassword === input.currentPassword
      ? '新密码不能与当前密码相同。'
      : passwordProblem(input.newPassword, row.username);
  if (problem) throw invalidFields({ newPassword: { code: 'weak', message: problem } });
  const passwordHash = await hashPassword(input.newPassword);
  return db.write((tx) => {
    // a reset by the administrator in the meantime stands
    const current = requireAccount(tx, row.id);
    if (current.version !== row.version) throw versionConflict({ current: { version: current.version } });
    tx.update(user)
      .set({ passwordHash, mustChangePassword: false, passwordChangedAt: actor.at, version: row.version + 1 })
      .where(eq(user.id, row.id))
      .run();
    tx.delete(session)
      .where(and(eq(session.userId, row.id), ne(session.tokenHash, who.tokenHash)))
      .run();
    forgetFailures(tx, row.username, who.source);
    audit(tx, actor, 'account.change_password', row.id, undefined, undefined);
    return renewToken(tx, who.tokenHash);
  });
}
