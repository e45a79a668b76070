import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, unit } from '../../db/schema.ts';
import { AppError } from '../http/errors.ts';
import { type HolderKey, holderKey, maybeSameHolder, nameCore } from '../rules/similar-name.ts';
import { type FirmScope, firmsIn } from './scope.ts';

/** A firm as the comparison of names knows it. */
export interface KnownFirm {
  id: number;
  name: string;
  creditCode: string | null;
  unitCode: string;
  unitName: string;
  key: HolderKey;
}

export const keyOf = (name: string, creditCode: string | null) =>
  holderKey({ holder: name, formerNames: [], creditCode });

/** Every firm this scope may know of, ready for comparison. */
export function knownFirms(db: Pick<ReadDb, 'select'>, scope: FirmScope): KnownFirm[] {
  const { id, name, creditCode } = beneficiary;
  return db
    .select({ id, name, creditCode, unitCode: unit.code, unitName: unit.name })
    .from(beneficiary)
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .where(firmsIn(scope))
    .orderBy(asc(beneficiary.id))
    .all()
    .map((row) => ({ ...row, key: keyOf(row.name, row.creditCode) }));
}

/**
 * Firms that may be the one in hand under another spelling: a guess for a human to confirm. Two known codes that differ
 * are two firms, unless nothing but the way of writing tells their names apart.
 */
export function similarFirms(
  known: readonly KnownFirm[],
  { name, creditCode, id }: { name: string; creditCode: string | null; id?: number | undefined },
): KnownFirm[] {
  const own = keyOf(name, creditCode);
  const core = nameCore(name);
  return known.filter(
    (one) => one.id !== id && (maybeSameHolder(own, one.key) || nameCore(one.name) === core),
  );
}

/** 422 with the candidates. */
export function similarName(similar: readonly KnownFirm[]): AppError {
  const named = similar.slice(0, 3).map(({ name, unitName }) => `“${name}”（${unitName}）`);
  const message = `名称与已登记的${named.join('、')}相近，请核对是否同一企业。`;
  const candidates = similar.map(({ id, name, creditCode, unitName }) => ({
    id,
    name,
    creditCode,
    unitName,
  }));
  return new AppError(422, 'similar_name', message, { details: { candidates } });
}
