import { and, type SQL, sql } from 'drizzle-orm';
import { subsidyCase } from '../../db/schema.ts';
import { caseUnitsOf } from '../rules/case-steps.ts';
import { scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose cases a query may return. Only `caseScopeOf` makes one: no query over cases without saying for whom it is. */
export interface CaseScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
}

export function caseScopeOf(viewer: Viewer): CaseScope {
  return { units: caseUnitsOf(viewer) } as CaseScope;
}

/** For sums that need all cases, whoever asks: a fund's own books, what other cases leave due. Not for a reply. */
export const EVERY_CASE: CaseScope = caseScopeOf({ role: 'bureau', unitCodes: [] });

export const seesUnit = (scope: CaseScope, unitCode: string) => scopeHas(scope.units, unitCode);

/** Rows of `subsidy_case` this scope may know of. */
export function casesIn(scope: CaseScope, ...more: (SQL | undefined)[]): SQL | undefined {
  const { units } = scope;
  if (units === 'all') return and(...more);
  if (units.length === 0) return sql`0`;
  return and(sql`${subsidyCase.unitCode} IN ${units}`, ...more);
}
