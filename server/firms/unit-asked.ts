import { eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { unit } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { scopeHas, type UnitScope } from '../rules/permissions.ts';
import { isCityCode } from '../rules/units.ts';

/**
 * The one rule for `?unit=` in the ledger: a county (县、市、区) of the viewer's own, or nothing asked.
 * @throws AppError 404 for another's, one that does not exist, and 全市, which is asked for by leaving it out
 */
export function requireUnitAsked(
  db: Pick<ReadDb, 'select'>,
  units: UnitScope,
  code: string | undefined,
): void {
  if (code === undefined) return;
  const known = db.select({ code: unit.code }).from(unit).where(eq(unit.code, code)).get();
  if (!known || isCityCode(code) || !scopeHas(units, code)) throw notFound('填报单位');
}
