import { type AnyColumn, and, isNotNull, type SQL, sql } from 'drizzle-orm';
import { beneficiary, certificate, project, serviceProvider } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import { can, scopeHas, type UnitScope, type Viewer } from '../rules/permissions.ts';
import { isCityCode } from '../rules/units.ts';

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

/** The scope narrowed to one unit; 全市 leaves it as it is. @throws 404 for a unit outside it */
export function narrowed(scope: ListScope, unitCode: string | undefined): ListScope {
  if (unitCode === undefined || isCityCode(unitCode)) return scope;
  if (!scopeHas(scope.units, unitCode)) throw notFound('填报单位');
  return { ...scope, units: [unitCode] };
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
