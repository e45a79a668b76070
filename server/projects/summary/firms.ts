import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../../db/open.ts';
import { beneficiary, energyDeclaration, project } from '../../../db/schema.ts';
import { newestDeclaration } from '../../firms/declarations.ts';
import type { CoverageFirm } from '../../rules/coverage.ts';
import { firmsSummed, type SumsScope } from './scope.ts';

export interface SummedFirm extends CoverageFirm {
  id: number;
  projects: { stage: (typeof project.$inferSelect)['stage']; stoppedOn: string | null }[];
}

/** Firms with their newest declaration and projects, as the coverage (改造覆盖率) is counted from them: two queries. */
export function summedFirms(db: ReadDb, scope: SumsScope): SummedFirm[] {
  const firms = db
    .select({
      id: beneficiary.id,
      unitCode: beneficiary.statisticsUnit,
      closedOn: beneficiary.closedOn,
      tce: energyDeclaration.tce,
    })
    .from(beneficiary)
    .leftJoin(energyDeclaration, newestDeclaration())
    .where(firmsSummed(scope))
    .orderBy(asc(beneficiary.id))
    .all();
  const byId = new Map<number, SummedFirm>(firms.map((firm) => [firm.id, { ...firm, projects: [] }]));
  const projects = db
    .select({ firmId: project.firmId, stage: project.stage, stoppedOn: project.stoppedOn })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .where(firmsSummed(scope))
    .all();
  for (const { firmId, stage, stoppedOn } of projects) byId.get(firmId)?.projects.push({ stage, stoppedOn });
  return [...byId.values()];
}

/** The newest year anybody declared energy for; null where nobody did. */
export function newestDeclaredYear(db: ReadDb): number | null {
  const years = db.selectDistinct({ year: energyDeclaration.year }).from(energyDeclaration).all();
  return years.length === 0 ? null : Math.max(...years.map(({ year }) => year));
}
