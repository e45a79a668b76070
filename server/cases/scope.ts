import { and, inArray, type SQL, sql } from 'drizzle-orm';
import { subsidyCase } from '../../db/schema.ts';
import { type CaseStage, caseStagesOf, caseUnitsOf } from '../rules/case-steps.ts';
import { scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/**
 * Whose cases a query may return. Only `caseScopeOf` and `caseSumsOf` make one: no query over cases without saying for
 * whom it is.
 */
export interface CaseScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
  readonly stages: 'all' | readonly CaseStage[];
}

export function caseScopeOf(viewer: Viewer): CaseScope {
  return { units: caseUnitsOf(viewer), stages: caseStagesOf(viewer) } as CaseScope;
}

/** Cases that count in the sums this viewer may see; of the same units, in every stage. Not for a list of cases. */
export function caseSumsOf(viewer: Viewer): CaseScope {
  return { units: caseUnitsOf(viewer), stages: 'all' } as CaseScope;
}

/** For sums that need all cases, whoever asks: a fund's own books, what other cases leave due. Not for a reply. */
export const EVERY_CASE: CaseScope = caseScopeOf({ role: 'bureau', unitCodes: [] });

export const seesStage = ({ stages }: CaseScope, stage: CaseStage) =>
  stages === 'all' || stages.includes(stage);

export const seesUnit = (scope: CaseScope, unitCode: string) => scopeHas(scope.units, unitCode);

/** Rows of `subsidy_case` this scope may know of. */
export function casesIn(scope: CaseScope, ...more: (SQL | undefined)[]): SQL | undefined {
  const { units, stages } = scope;
  const ofStage = stages === 'all' ? undefined : inArray(subsidyCase.stage, [...stages]);
  if (units === 'all') return and(ofStage, ...more);
  if (units.length === 0) return sql`0`;
  return and(sql`${subsidyCase.unitCode} IN ${units}`, ofStage, ...more);
}
