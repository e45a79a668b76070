import { type SQL, sql } from 'drizzle-orm';
import { report } from '../../db/schema.ts';
import { forbidden } from '../http/errors.ts';
import {
  draftUnitsOf,
  internalUnitsOf,
  scopeHas,
  type UnitScope,
  type Viewer,
} from '../rules/permissions.ts';
import type { Standing } from './standing.ts';

declare const scoped: unique symbol;

/**
 * Which units' drafts and internal figures a query may return. Only `scopeOf` makes one, so a query over reports
 * cannot be written without saying for whom it is.
 */
export interface Scope {
  readonly [scoped]: true;
  readonly drafts: UnitScope;
  readonly internal: UnitScope;
}

export function scopeOf(viewer: Viewer): Scope {
  return { drafts: draftUnitsOf(viewer), internal: internalUnitsOf(viewer) } as Scope;
}

/** What everybody may see: released figures only (已公布), no drafts, nothing internal. Bulletins stand on it. */
export function publicScope(): Scope {
  return { drafts: [], internal: [] } as unknown as Scope;
}

export const seesDrafts = (scope: Scope, unitCode: string) => scopeHas(scope.drafts, unitCode);
export const seesInternal = (scope: Scope, unitCode: string) => scopeHas(scope.internal, unitCode);

/** A county opens only its own reports; bureau and leaders open all. Else 403. */
export function requireVisible(scope: Scope, unitCode: string): void {
  if (!seesDrafts(scope, unitCode) && !seesInternal(scope, unitCode)) throw forbidden();
}

/** Rows of `report` whose work this scope may know of at all. */
export const unitsIn = (scope: Scope): SQL => inUnits(scope.internal);

function inUnits(units: UnitScope): SQL {
  if (units === 'all') return sql`1`;
  if (units.length === 0) return sql`0`;
  return sql`${report.unitCode} IN ${units}`;
}

/**
 * The revision of a report this scope may see figures of: the approved one; where none is approved yet and drafts may
 * be seen, the submitted one (provisional); for everybody else only the released one. NULL = none.
 * @param standing the report as it is, or as it was on a day (standing.ts)
 */
export function visibleRevision(scope: Scope, standing: Standing = report): SQL<number | null> {
  return sql<number | null>`CASE
    WHEN ${inUnits(scope.drafts)} THEN coalesce(${standing.approvedRevision},
      CASE WHEN ${standing.status} = 'submitted' THEN ${standing.latestRevision} END)
    WHEN ${inUnits(scope.internal)} THEN ${standing.approvedRevision}
    ELSE ${standing.releasedRevision} END`;
}
