import { and, type SQL, sql } from 'drizzle-orm';
import { need } from '../../db/schema.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import type { UnitScope, Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose needs a query may return. Only `needScopeOf` makes one. */
export interface NeedScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
}

export function needScopeOf(viewer: Viewer): NeedScope {
  return { units: ledgerUnitsOf(viewer) } as NeedScope;
}

/** Rows of `need` this scope may know of. */
export function needsIn({ units }: NeedScope, ...more: SQL[]): SQL | undefined {
  if (units === 'all') return and(...more);
  if (units.length === 0) return sql`0`;
  return and(sql`${need.unitCode} IN ${units}`, ...more);
}
