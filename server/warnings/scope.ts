import { and, isNotNull, type SQL, sql } from 'drizzle-orm';
import { warning } from '../../db/schema.ts';
import { scopeHas, type UnitScope } from '../rules/permissions.ts';
import { seesUnissued, type WarningViewer, warningUnitsOf } from '../rules/warning-steps.ts';

declare const scoped: unique symbol;

/** Whose warnings a query may return. Only `warningScopeOf` makes one. */
export interface WarningScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
  /** drafts and dismissed ones too */
  readonly unissued: boolean;
}

export function warningScopeOf(viewer: WarningViewer): WarningScope {
  return { units: warningUnitsOf(viewer), unissued: seesUnissued(viewer) } as WarningScope;
}

/** Rows of `warning` this scope may know of. */
export function warningsIn(scope: WarningScope, ...more: SQL[]): SQL | undefined {
  const issued = scope.unissued ? undefined : isNotNull(warning.issuedAt);
  if (scope.units === 'all') return and(issued, ...more);
  if (scope.units.length === 0) return sql`0`;
  return and(sql`${warning.unitCode} IN ${scope.units}`, issued, ...more);
}

export const seesUnit = (scope: WarningScope, unitCode: string) => scopeHas(scope.units, unitCode);
