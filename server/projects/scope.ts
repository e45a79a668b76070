import { and, type SQL, sql } from 'drizzle-orm';
import { project } from '../../db/schema.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import type { UnitScope, Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose projects a query may return. Only `projectScopeOf` makes one: no query over projects without saying for whom. */
export interface ProjectScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
}

export function projectScopeOf(viewer: Viewer): ProjectScope {
  return { units: ledgerUnitsOf(viewer) } as ProjectScope;
}

/** Rows of `project` this scope may know of. */
export function projectsIn(scope: ProjectScope, ...more: (SQL | undefined)[]): SQL | undefined {
  const { units } = scope;
  if (units === 'all') return and(...more);
  if (units.length === 0) return sql`0`;
  return and(sql`${project.unitCode} IN ${units}`, ...more);
}
