import { eq } from 'drizzle-orm';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { session, user } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { type FieldErrors, invalidFields, versionConflict } from '../http/errors.ts';
import {
  accountById,
  audit,
  auditable,
  insertAccount,
  nameProblems,
  requireAccount,
  type UserRow,
  unitsProblem,
} from './accounts.ts';
import { heldUnits, setHeldUnits } from './held-units.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';
import type { Account, HandOver, HandOverReply, HeldUnit, UnitsChange } from './schema.ts';
import { refuseLostSigner, unitsLackingSigner } from './signers.ts';

function touchVersion(tx: WriteTx, row: UserRow, change: { disabled?: boolean } = {}): UserRow {
  return tx
    .update(user)
    .set({ ...change, version: row.version + 1 })
    .where(eq(user.id, row.id))
    .returning()
    .get();
}

function refuseStale(tx: WriteTx, row: UserRow, seen: { version: number }): void {
  if (row.version === seen.version) return;
  throw versionConflict({ current: auditable(tx, row), yours: seen });
}

/**
 * Replaces the units an officer holds; counts from the officer's next request, drafts stay with their unit.
 * @throws AppError 404, 409 `version_conflict`, 422 at `units`
 */
export function changeUnits(db: Database, id: number, change: UnitsChange, actor: Actor): Account {
  return db.write((tx) => {
    const row = requireAccount(tx, id);
    refuseStale(tx, row, change);
    const problem = unitsProblem(tx, row.role, change.units);
    if (problem) throw invalidFields({ units: problem });
    const before = auditable(tx, row);
    const lacking = unitsLackingSigner(tx);
    setHeldUnits(tx, id, change.units);
    refuseLostSigner(tx, lacking, 'units');
    const after = touchVersion(tx, row);
    audit(tx, actor, 'account.set_units', id, before, auditable(tx, after));
    return accountById(tx, id, actor.at);
  });
}

function handedProblem(held: readonly HeldUnit[], codes: readonly string[]): FieldErrors[string] | null {
  if (codes.length === 0) return { code: 'required', message: '请选择要移交的县（市、区）。' };
  const isHeld = (code: string) => held.some((unit) => unit.code === code);
  if (codes.every(isHeld) && new Set(codes).size === codes.length) return null;
  return { code: 'not_held', message: '只能移交该账号现在所管的县（市、区）。' };
}

function successorProblems(db: ReadDb, from: UserRow, to: HandOver['to']): FieldErrors {
  if (!('userId' in to)) return nameProblems(db, to);
  if (to.userId === from.id) return { to: { code: 'same', message: '接手人不能是本人。' } };
  const row = db.select().from(user).where(eq(user.id, to.userId)).get();
  if (!row) return { to: { code: 'not_found', message: '没有这个账号，请重新选择接手人。' } };
  if (row.role !== 'county') return { to: { code: 'not_allowed', message: '接手人须是县区填报员。' } };
  return row.disabled ? { to: { code: 'disabled', message: '接手账号已停用，请先启用或另选。' } } : {};
}

function handOverProblems(
  db: ReadDb,
  from: UserRow,
  held: readonly HeldUnit[],
  input: HandOver,
): FieldErrors {
  const problems = successorProblems(db, from, input.to);
  const unitsWrong = handedProblem(held, input.units);
  if (unitsWrong) problems.units = unitsWrong;
  if (input.reason.trim() === '') problems.reason = { code: 'required', message: '请填写移交原因。' };
  if (input.disable && held.length > input.units.length) {
    problems.disable = {
      code: 'units_left',
      message: '该账号还有所管单位，不能停用；请一并移交或保留账号。',
    };
  }
  return problems;
}

/** What the successor holds afterwards: what was held already, and what comes with its right to sign off. */
function withTaken(own: readonly HeldUnit[], taken: readonly HeldUnit[]): HeldUnit[] {
  const maySignOff = (code: string) =>
    [...own, ...taken].some((unit) => unit.code === code && unit.maySignOff);
  const news = taken.filter(({ code }) => !own.some((unit) => unit.code === code));
  return [...own, ...news].map((unit) => ({ ...unit, maySignOff: maySignOff(unit.code) }));
}

/** The old account gives up the units, its sessions end, and it is disabled where that was chosen. */
function giveUp(
  tx: WriteTx,
  from: UserRow,
  kept: readonly HeldUnit[],
  input: HandOver,
  successor: string,
  actor: Actor,
): void {
  const before = auditable(tx, from);
  setHeldUnits(tx, from.id, kept);
  const after = touchVersion(tx, from, { disabled: from.disabled || input.disable });
  tx.delete(session).where(eq(session.userId, from.id)).run();
  const handOverReason = input.reason.trim();
  audit(tx, actor, 'account.hand_over', from.id, before, {
    ...auditable(tx, after),
    successor,
    handOverReason,
  });
}

function takeOver(
  tx: WriteTx,
  to: UserRow,
  taken: readonly HeldUnit[],
  input: HandOver,
  predecessor: string,
  actor: Actor,
): void {
  const before = auditable(tx, to);
  setHeldUnits(tx, to.id, withTaken(heldUnits(tx, to.id), taken));
  const after = touchVersion(tx, to);
  const handOverReason = input.reason.trim();
  audit(tx, actor, 'account.take_over', to.id, before, {
    ...auditable(tx, after),
    predecessor,
    handOverReason,
  });
}

/**
 * Hands units over (移交) to another officer or to a new account, all in one transaction. Reports, drafts and files
 * belong to the unit and stay where they are; the old account's sessions end.
 * @throws AppError 404, 409 `version_conflict`, 422 at the field
 */
export async function handOver(
  db: Database,
  id: number,
  input: HandOver,
  actor: Actor,
): Promise<HandOverReply> {
  const made = 'userId' in input.to ? null : { ...input.to, password: oneTimePassword() };
  const passwordHash = made && (await hashPassword(made.password));
  return db.write((tx) => {
    const from = requireAccount(tx, id);
    refuseStale(tx, from, input);
    const held = heldUnits(tx, id);
    const problems = handOverProblems(tx, from, held, input);
    if (Object.keys(problems).length > 0) throw invalidFields(problems);
    const to = successorOf(tx, input.to, passwordHash, actor);
    const taken = held.filter(({ code }) => input.units.includes(code));
    const kept = held.filter(({ code }) => !input.units.includes(code));
    const lacking = unitsLackingSigner(tx);
    giveUp(tx, from, kept, input, to.username, actor);
    takeOver(tx, to, taken, input, from.username, actor);
    refuseLostSigner(tx, lacking, 'units');
    return {
      from: accountById(tx, id, actor.at),
      to: accountById(tx, to.id, actor.at),
      oneTimePassword: made?.password ?? null,
    };
  });
}

function successorOf(tx: WriteTx, to: HandOver['to'], passwordHash: string | null, actor: Actor): UserRow {
  if ('userId' in to) return requireAccount(tx, to.userId);
  const { username, displayName } = to;
  return insertAccount(tx, { username, displayName, role: 'county', units: [] }, passwordHash ?? '', actor);
}
