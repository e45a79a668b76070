import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import { scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose firms a query may return. Only `firmScopeOf` makes one. */
export interface FirmScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
}

export type FirmRow = typeof beneficiary.$inferSelect;

export function firmScopeOf(viewer: Viewer): FirmScope {
  return { units: ledgerUnitsOf(viewer) } as FirmScope;
}

/** Rows of `beneficiary` that are firms (企业) this scope may know of, by their unit of statistics. */
export function firmsIn(scope: FirmScope, ...more: (SQL | undefined)[]): SQL | undefined {
  const isFirm = eq(beneficiary.kind, 'enterprise');
  if (scope.units === 'all') return and(isFirm, ...more);
  if (scope.units.length === 0) return sql`0`;
  return and(isFirm, sql`${beneficiary.statisticsUnit} IN ${scope.units}`, ...more);
}

export const seesFirmOf = (scope: FirmScope, unitCode: string) => scopeHas(scope.units, unitCode);

/** The firm of this id. @throws AppError 404 where there is none, or none this scope may know of */
export function requireFirm(db: Pick<ReadDb, 'select'>, scope: FirmScope, id: number): FirmRow {
  const row = db
    .select()
    .from(beneficiary)
    .where(firmsIn(scope, eq(beneficiary.id, id)))
    .get();
  if (!row) throw notFound('企业');
  return row;
}
