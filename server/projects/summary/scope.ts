import { and, eq, type SQL, sql } from 'drizzle-orm';
import { beneficiary, project } from '../../../db/schema.ts';
import { ledgerSumsOf, ledgerUnitsOf } from '../../rules/ledger-scope.ts';
import { scopeHas, type UnitScope, type Viewer } from '../../rules/permissions.ts';

declare const scoped: unique symbol;

/** Whose sums a query may return. Only `sumsScopeOf` makes one. */
export interface SumsScope {
  readonly [scoped]: true;
  readonly units: UnitScope;
  /** the viewer knows the firms themselves, so nothing needs to be kept back */
  readonly seesFirms: boolean;
}

export function sumsScopeOf(viewer: Viewer): SumsScope {
  const units = ledgerSumsOf(viewer);
  const known = ledgerUnitsOf(viewer);
  const seesFirms = known === 'all' || (units !== 'all' && units.every((code) => known.includes(code)));
  return { units, seesFirms } as SumsScope;
}

export const seesSumsOf = (scope: SumsScope, unitCode: string) => scopeHas(scope.units, unitCode);

const inUnits = (column: typeof project.unitCode | typeof beneficiary.statisticsUnit, units: UnitScope) => {
  if (units === 'all') return undefined;
  return units.length === 0 ? sql`0` : sql`${column} IN ${units}`;
};

/** Rows of `project` whose sums this scope may know. */
export const projectsSummed = ({ units }: SumsScope): SQL | undefined => inUnits(project.unitCode, units);

/** Firms (企业) whose sums this scope may know, by their unit of statistics. */
export const firmsSummed = ({ units }: SumsScope): SQL | undefined =>
  and(eq(beneficiary.kind, 'enterprise'), inUnits(beneficiary.statisticsUnit, units));

/** For what counts all firms and shows one number of the whole city, whoever asks (the plan's indicators). */
export const EVERY_SUM: SumsScope = sumsScopeOf({ role: 'bureau', unitCodes: [] });
