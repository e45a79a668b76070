import { beneficiary, energyDeclaration, project } from '../../db/schema.ts';
import type { TestApp } from './app.ts';
import { creditCode } from './cases.ts';

let made = 70_000;

interface FirmMade {
  unitCode: string;
  name?: string;
  industry?: string;
  /** declared energy by year, 吨标准煤 */
  tce?: Readonly<Record<number, string>>;
  closedOn?: string;
}

/** Writes a working firm of a unit past the API, for what other features own. @returns its id */
export function firmOf(app: TestApp, { unitCode, tce = {}, ...more }: FirmMade): number {
  made += 1;
  return app.db.write((tx) => {
    const units = { registeredUnit: unitCode, statisticsUnit: unitCode, treasuryUnit: unitCode };
    const row = {
      kind: 'enterprise' as const,
      name: `清单试验${made}号企业`,
      industry: '纺织业',
      ...more,
      creditCode: creditCode(made),
      ...units,
      createdAt: '2026-01-05T02:00:00.000Z',
    };
    const { id } = tx.insert(beneficiary).values(row).returning({ id: beneficiary.id }).get();
    for (const [year, amount] of Object.entries(tce)) {
      const declared = { beneficiaryId: id, year: Number(year), tce: amount };
      tx.insert(energyDeclaration)
        .values({ ...declared, source: 'declaration' })
        .run();
    }
    return id;
  });
}

type ProjectColumns = Partial<typeof project.$inferInsert> & { firmId: number; unitCode: string };

/** Writes a project past the API. @returns its id */
export function projectOf(app: TestApp, columns: ProjectColumns): number {
  made += 1;
  return app.db.write((tx) => {
    const row = {
      name: `清单试验${made}号项目`,
      kinds: ['energySaving'],
      stage: 'willing' as const,
      willingOn: '2026-02-02',
      createdAt: '2026-02-02T02:00:00.000Z',
      createdBy: 1,
      ...columns,
    };
    return tx.insert(project).values(row).returning({ id: project.id }).get().id;
  });
}
