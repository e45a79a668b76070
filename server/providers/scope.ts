import { type AnyColumn, and, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, certificate, project, serviceProvider } from '../../db/schema.ts';
import { requireUnitAsked } from '../firms/unit-asked.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import { can, type UnitScope, type Viewer } from '../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose firms a list may name, and whether providers not yet selected are seen. Only the functions below make one. */
export interface ListScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
  /** candidates for the selection (待遴选) are the bureau's own */
  readonly candidates: boolean;
}

export function listScopeOf(viewer: Viewer): ListScope {
  return { units: ledgerUnitsOf(viewer), candidates: can(viewer.role, 'providers.write') } as ListScope;
}

/** The scope narrowed to one unit. @throws 404 for 全市 and for a unit outside it */
export function narrowed(
  db: Pick<ReadDb, 'select'>,
  scope: ListScope,
  unitCode: string | undefined,
): ListScope {
  requireUnitAsked(db, scope.units, unitCode);
  return unitCode === undefined ? scope : { ...scope, units: [unitCode] };
}

function unitIn({ units }: ListScope, column: AnyColumn): SQL | undefined {
  if (units === 'all') return undefined;
  return units.length === 0 ? sql`0` : sql`${column} IN ${units}`;
}

/** Rows of `beneficiary` counted by a unit of this scope. */
export const firmsIn = (scope: ListScope, ...more: (SQL | undefined)[]) =>
  and(unitIn(scope, beneficiary.statisticsUnit), ...more);

/** Rows of `project` joined with their firm: both of this scope. */
export const projectsIn = (scope: ListScope, ...more: (SQL | undefined)[]) =>
  and(unitIn(scope, beneficiary.statisticsUnit), unitIn(scope, project.unitCode), ...more);

/** Rows of `certificate` counted by a unit of this scope. */
export const titlesIn = (scope: ListScope, ...more: (SQL | undefined)[]) =>
  and(unitIn(scope, certificate.unitCode), ...more);

/** Rows of `service_provider` this scope may know of: a selected one is public. */
export const providersIn = (scope: ListScope, ...more: (SQL | undefined)[]) =>
  and(scope.candidates ? undefined : isNotNull(serviceProvider.selectedOn), ...more);
