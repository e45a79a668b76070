import { and, asc, eq, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { unit, unitSetting, user, userUnit } from '../../db/schema.ts';
import { invalidFields } from '../http/errors.ts';

/** Names of the units that require a second signature (签核) but have no enabled signer and second officer: one query. */
export function unitsLackingSigner(db: ReadDb): string[] {
  return db
    .select({ name: unit.name })
    .from(unitSetting)
    .innerJoin(unit, eq(unit.code, unitSetting.unitCode))
    .leftJoin(userUnit, eq(userUnit.unitCode, unit.code))
    .leftJoin(user, and(eq(user.id, userUnit.userId), eq(user.disabled, false)))
    .where(eq(unitSetting.signOffRequired, true))
    .groupBy(unit.code)
    .having(sql`count(CASE WHEN ${userUnit.maySignOff} THEN ${user.id} END) < 1 OR count(${user.id}) < 2`)
    .orderBy(asc(unit.sortOrder))
    .all()
    .map(({ name }) => name);
}

/**
 * Refuses a change, once made, that takes the last signer or the second officer from a unit: it could submit nothing
 * any more.
 * @param lacking the units that lacked one before the change
 * @throws AppError 422 `no_signer` at the field
 */
export function refuseLostSigner(tx: ReadDb, lacking: readonly string[], field: 'units' | 'disabled'): void {
  const lost = unitsLackingSigner(tx).filter((name) => !lacking.includes(name));
  if (lost.length === 0) return;
  const message = `${lost.join('、')}要求签核，至少须有两名填报员，其中一名可签核；请先增设人员，或由市工信局取消签核要求。`;
  throw invalidFields({ [field]: { code: 'no_signer', message } });
}
