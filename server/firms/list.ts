import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, certificate, energyDeclaration, project, unit } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import { notFound } from '../http/errors.ts';
import { coverageByUnit, coverageOf, energyLevelOf, isCovered } from '../rules/coverage.ts';
import { certificateColumn } from '../rules/quota-columns.ts';
import { isCityCode } from '../rules/units.ts';
import type { Firm, FirmListReply, UnitCoverage } from './schema.ts';
import { type FirmRow, type FirmScope, firmsIn, seesFirmOf } from './scope.ts';

/** Which firms are wanted; undefined = no matter. */
export interface FirmFilter {
  unit?: string | undefined;
  least?: '1000' | '5000' | undefined;
  /** declarations up to this year; projects and closures count as they stand today */
  year?: number | undefined;
  q?: string | undefined;
  covered?: 'yes' | 'no' | undefined;
}

/** Rows of one firm each, gathered. */
function grouped<T extends { firmId: number }>(rows: readonly T[]): Map<number, Omit<T, 'firmId'>[]> {
  const byFirm = new Map<number, Omit<T, 'firmId'>[]>();
  for (const { firmId, ...row } of rows) {
    const known = byFirm.get(firmId);
    if (known) known.push(row);
    else byFirm.set(firmId, [row]);
  }
  return byFirm;
}

function declarationsOf(db: ReadDb, mine: SQL | undefined) {
  const { beneficiaryId: firmId, year, tce, source, version } = energyDeclaration;
  const rows = db
    .select({ firmId, year, tce, source, version })
    .from(energyDeclaration)
    .innerJoin(beneficiary, eq(beneficiary.id, firmId))
    .where(mine)
    .orderBy(desc(year))
    .all();
  return grouped(rows);
}

function projectsOf(db: ReadDb, mine: SQL | undefined) {
  const { firmId, id, name, stage, stoppedOn } = project;
  const rows = db
    .select({ firmId, id, name, stage, stoppedOn })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, firmId))
    .where(mine)
    .orderBy(asc(id))
    .all();
  return grouped(rows);
}

/** Titles in force today. */
function titlesOf(db: ReadDb, mine: SQL | undefined, today: string) {
  const { beneficiaryId, column, publishedOn, removedOn } = certificate;
  const inForce = sql`${publishedOn} <= ${today} AND (${removedOn} IS NULL OR ${removedOn} > ${today})`;
  const rows = db
    .select({ firmId: sql<number>`${beneficiaryId}`, column })
    .from(certificate)
    .innerJoin(beneficiary, eq(beneficiary.id, beneficiaryId))
    .where(and(mine, isNotNull(beneficiaryId), inForce))
    .orderBy(asc(publishedOn))
    .all();
  return grouped(rows);
}

/** What stands in other tables about a firm. */
interface Beside {
  declared: Firm['declarations'];
  projects: Firm['projects'];
  titles: readonly string[];
}

function firmOf(
  { firm, unitName }: { firm: FirmRow; unitName: string },
  { declared, projects, titles }: Beside,
): Firm {
  const newest = declared[0] ?? null;
  return {
    id: firm.id,
    name: firm.name,
    creditCode: firm.creditCode,
    industry: firm.industry,
    unitCode: firm.statisticsUnit,
    unitName,
    treasuryUnit: firm.treasuryUnit,
    closedOn: firm.closedOn,
    declarations: declared,
    tce: newest?.tce ?? null,
    tceYear: newest?.year ?? null,
    tceSource: newest?.source ?? null,
    level: energyLevelOf(newest?.tce ?? null),
    projects,
    covered: isCovered(projects),
    titles: [...new Set(titles)],
    version: firm.version,
  };
}

/** The larger user first, those without a declaration last. */
function byEnergy(a: Firm, b: Firm): number {
  return new Decimal(b.tce ?? -1).comparedTo(a.tce ?? -1);
}

/** Firms a condition leaves, in the order of Attachment 2, the largest user of a unit first. */
function firmsWhere(db: ReadDb, mine: SQL | undefined, today: string, year?: number): Firm[] {
  const declarations = declarationsOf(db, mine);
  const projects = projectsOf(db, mine);
  const titles = titlesOf(db, mine, today);
  return db
    .select({ firm: beneficiary, unitName: unit.name, unitOrder: unit.sortOrder })
    .from(beneficiary)
    .innerJoin(unit, eq(unit.code, beneficiary.statisticsUnit))
    .where(mine)
    .orderBy(asc(beneficiary.name), asc(beneficiary.id))
    .all()
    .map(({ unitOrder, ...row }) => ({
      unitOrder,
      firm: firmOf(row, {
        declared: (declarations.get(row.firm.id) ?? []).filter(
          ({ year: of }) => year === undefined || of <= year,
        ),
        projects: projects.get(row.firm.id) ?? [],
        titles: (titles.get(row.firm.id) ?? []).map(({ column }) => certificateColumn(column).label),
      }),
    }))
    .sort((a, b) => a.unitOrder - b.unitOrder || byEnergy(a.firm, b.firm))
    .map(({ firm }) => firm);
}

/** One firm. @throws AppError 404 */
export function firmById(db: ReadDb, scope: FirmScope, id: number, today: string): Firm {
  const [firm] = firmsWhere(db, firmsIn(scope, eq(beneficiary.id, id)), today);
  if (!firm) throw notFound('企业');
  return firm;
}

function isWanted({ least, q, covered }: FirmFilter): (firm: Firm) => boolean {
  const part = q?.trim() ?? '';
  return (firm) => {
    if (least === '1000' && firm.level !== '1000' && firm.level !== '5000') return false;
    if (least === '5000' && firm.level !== '5000') return false;
    if (covered !== undefined && firm.covered !== (covered === 'yes')) return false;
    return firm.name.includes(part) || (firm.creditCode ?? '').includes(part.toUpperCase());
  };
}

/** The units of a scope, every one of them, in the order of Attachment 2. */
function unitsIn(db: ReadDb, scope: FirmScope, only: string | undefined) {
  return db
    .select({ code: unit.code, name: unit.name })
    .from(unit)
    .orderBy(asc(unit.sortOrder))
    .all()
    .filter(({ code }) => !isCityCode(code) && seesFirmOf(scope, code))
    .filter(({ code }) => only === undefined || code === only);
}

/** Firms this scope may know of, and their coverage. @throws AppError 404 where the unit is none of the viewer's */
export function listFirms(db: ReadDb, scope: FirmScope, filter: FirmFilter, today: string): FirmListReply {
  const units = unitsIn(db, scope, filter.unit);
  if (filter.unit !== undefined && units.length === 0) throw notFound('填报单位');
  const ofUnit = filter.unit === undefined ? undefined : eq(beneficiary.statisticsUnit, filter.unit);
  const mine = firmsIn(scope, ofUnit);
  const firms = firmsWhere(db, mine, today, filter.year);
  const years = [...declarationsOf(db, mine).values()].flat().map(({ year }) => year);
  const known = [...new Set(years)].sort((a, b) => b - a);
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  const byUnit = coverageByUnit(
    firms,
    units.map(({ code }) => code),
  );
  return {
    year: filter.year ?? known[0] ?? null,
    years: known,
    firms: firms.filter(isWanted(filter)),
    coverage: {
      total: coverageOf(firms),
      units: byUnit.map(
        (one): UnitCoverage => ({ ...one, unitName: nameOf.get(one.unitCode) ?? one.unitCode }),
      ),
    },
  };
}
