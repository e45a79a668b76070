import { and, eq, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, energyDeclaration, project } from '../../db/schema.ts';
import type { CoverageFirm, CoverageProject } from '../rules/coverage.ts';
import type { UnitScope } from '../rules/permissions.ts';
import { newestDeclaration } from './declarations.ts';

/**
 * What decides about the retrofit coverage of some units' firms, without their names: for sums. Who may see the sums of
 * which unit: `ledgerSumsOf`.
 */
export function coverageFacts(db: ReadDb, units: UnitScope): CoverageFirm[] {
  if (units !== 'all' && units.length === 0) return [];
  const own = units === 'all' ? undefined : sql`${beneficiary.statisticsUnit} IN ${units}`;
  const mine = and(eq(beneficiary.kind, 'enterprise'), own);
  const projects = new Map<number, CoverageProject[]>();
  const { firmId, stage, stoppedOn } = project;
  const rows = db
    .select({ firmId, stage, stoppedOn })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, firmId))
    .where(mine)
    .all();
  for (const row of rows) {
    projects.set(row.firmId, [...(projects.get(row.firmId) ?? []), row]);
  }
  return db
    .select({
      id: beneficiary.id,
      unitCode: beneficiary.statisticsUnit,
      closedOn: beneficiary.closedOn,
      tce: energyDeclaration.tce,
    })
    .from(beneficiary)
    .leftJoin(energyDeclaration, newestDeclaration())
    .where(mine)
    .all()
    .map(({ id, ...firm }) => ({ ...firm, projects: projects.get(id) ?? [] }));
}
