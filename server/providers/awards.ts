import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, energyDeclaration, project, unit } from '../../db/schema.ts';
import { newestDeclaration } from '../firms/declarations.ts';
import { scopeHas } from '../rules/permissions.ts';
import { diagnosisAward } from '../rules/provider-bars.ts';
import type { DiagnosisAward } from './schema.ts';
import type { ListScope } from './scope.ts';

type Db = Pick<ReadDb, 'select'>;

/** A diagnosed project with the two parties to it. */
interface Diagnosed {
  row: typeof project.$inferSelect & { diagnosedOn: string };
  firm: typeof beneficiary.$inferSelect;
  unitName: string;
  tce: string | null;
  provider: typeof beneficiary.$inferSelect;
}

/** Diagnoses of the whole city in the order in which they were made: what a firm counts for depends on all of them. */
function diagnoses(db: Db): Diagnosed[] {
  const provider = alias(beneficiary, 'provider');
  const rows = db
    .select({ row: project, firm: beneficiary, unitName: unit.name, tce: energyDeclaration.tce, provider })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .innerJoin(provider, eq(provider.id, project.providerId))
    .leftJoin(energyDeclaration, newestDeclaration())
    .where(isNotNull(project.diagnosedOn))
    .orderBy(asc(project.diagnosedOn), asc(project.id))
    .all();
  return rows.flatMap(({ row, ...rest }) => {
    const { diagnosedOn } = row;
    return diagnosedOn === null ? [] : [{ row: { ...row, diagnosedOn }, ...rest }];
  });
}

const REPEATED = '该企业已有一次诊断符合条件，按每家一次不重复计。';

/** 措施一 for every diagnosis, a firm counting once (按每家最高1万元), whoever diagnosed it again. */
function judged(all: readonly Diagnosed[], today: string) {
  const counted = new Set<number>();
  return all.map((one) => {
    const view = diagnosisAward(one.row, { provider: one.provider, firmTce: one.tce }, today);
    const repeated = view.amountFen !== null && counted.has(one.firm.id);
    if (view.amountFen !== null) counted.add(one.firm.id);
    return { one, view: repeated ? { ...view, words: REPEATED, amountFen: null } : view, repeated };
  });
}

/** What the providers did, by provider. */
export interface ProviderWork {
  /** firms with a diagnosis, whole city */
  diagnosed: number;
  lines: DiagnosisAward[];
}

/** Diagnoses by provider: the number of firms of the whole city, the lines of the viewer's own. */
export function diagnosisWork(db: Db, { units }: ListScope, today: string): Map<number, ProviderWork> {
  const firms = new Map<number, Set<number>>();
  const work = new Map<number, ProviderWork>();
  for (const { one, view, repeated } of judged(diagnoses(db), today)) {
    const { row, firm, unitName, provider } = one;
    const of = work.get(provider.id) ?? { diagnosed: 0, lines: [] };
    const known = firms.get(provider.id) ?? new Set();
    firms.set(provider.id, known.add(firm.id));
    of.diagnosed = known.size;
    if (scopeHas(units, firm.statisticsUnit) && scopeHas(units, row.unitCode)) {
      const what = { projectId: row.id, firmId: firm.id, firmName: firm.name, unitName };
      of.lines.push({ ...what, diagnosedOn: row.diagnosedOn, ...view, repeated });
    }
    work.set(provider.id, of);
  }
  return work;
}

/** Schemes landed (方案落地): projects whose works began, by provider and year, whole city. */
export function landedByYear(db: Db): Map<number, Record<string, number>> {
  const landed = new Map<number, Record<string, number>>();
  const rows = db
    .select({ providerId: project.providerId, startedOn: project.startedOn })
    .from(project)
    .where(and(isNotNull(project.providerId), isNotNull(project.startedOn)))
    .all();
  for (const { providerId, startedOn } of rows) {
    if (providerId === null || startedOn === null) continue;
    const year = startedOn.slice(0, 4);
    const years = landed.get(providerId) ?? {};
    years[year] = (years[year] ?? 0) + 1;
    landed.set(providerId, years);
  }
  return landed;
}
