import { asc, eq, sql } from 'drizzle-orm';
import type { ReadDb, WriteTx } from '../../db/open.ts';
import { prepared } from '../../db/prepared.ts';
import { unit, userUnit } from '../../db/schema.ts';
import type { HeldUnit } from './schema.ts';

/** The units each of all accounts holds, in the order of Attachment 2: one query. */
export function heldUnitsByUser(db: ReadDb): Map<number, HeldUnit[]> {
  const rows = db
    .select({ userId: userUnit.userId, code: unit.code, name: unit.name, maySignOff: userUnit.maySignOff })
    .from(userUnit)
    .innerJoin(unit, eq(unit.code, userUnit.unitCode))
    .orderBy(asc(unit.sortOrder))
    .all();
  const held = new Map<number, HeldUnit[]>();
  for (const { userId, ...one } of rows) held.set(userId, [...(held.get(userId) ?? []), one]);
  return held;
}

const unitsOfAccount = prepared((db) =>
  db
    .select({ code: userUnit.unitCode, name: unit.name, maySignOff: userUnit.maySignOff })
    .from(userUnit)
    .innerJoin(unit, eq(unit.code, userUnit.unitCode))
    .where(eq(userUnit.userId, sql.placeholder('userId')))
    .orderBy(asc(unit.sortOrder))
    .prepare(),
);

/** The units one account holds, in the order of Attachment 2. */
export function heldUnits(db: ReadDb, userId: number): HeldUnit[] {
  return unitsOfAccount(db).all({ userId });
}

/** Replaces what an account holds. */
export function setHeldUnits(
  tx: WriteTx,
  userId: number,
  units: readonly { code: string; maySignOff: boolean }[],
): void {
  tx.delete(userUnit).where(eq(userUnit.userId, userId)).run();
  for (const { code, maySignOff } of units) {
    tx.insert(userUnit).values({ userId, unitCode: code, maySignOff }).run();
  }
}
