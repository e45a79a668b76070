import { and, asc, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, certificate, energyDeclaration, project, unit } from '../../db/schema.ts';
import { Decimal } from '../analytics/decimal.ts';
import { notFound } from '../http/errors.ts';
import { type PageAsked, pageOf, searchable } from '../http/paging.ts';
import {
  coverageByUnit,
  coverageOf,
  energyLevelOf,
  isCovered,
  isListed,
  type Retrofit,
  retrofitOf,
} from '../rules/coverage.ts';
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
  /** as the list is divided: in the register above a level, without a declaration, or all */
  level?: FirmLevel | undefined;
  retrofit?: Retrofit | undefined;
  /** list only those of this unit, while the coverage stays that of all */
  within?: string | undefined;
  /** without those that closed */
  working?: 'yes' | undefined;
}

export const FIRM_LEVELS = ['1000', '5000', 'none', 'all'] as const;
export type FirmLevel = (typeof FIRM_LEVELS)[number];

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

/** Firms a condition leaves, in the order of Attachment 2, the largest user of a unit first. */
function firmsWhere(db: ReadDb, mine: SQL | undefined, today: string, year?: number): Firm[] {
  const declarations = declarationsOf(db, mine);
  const projects = projectsOf(db, mine);
  const titles = titlesOf(db, mine, today);
  return (
    db
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
      .map((one) => ({ ...one, energy: new Decimal(one.firm.tce ?? -1) }))
      // the larger user first, those without a declaration last
      .sort((a, b) => a.unitOrder - b.unitOrder || b.energy.comparedTo(a.energy))
      .map(({ firm }) => firm)
  );
}

/** One firm. @throws AppError 404 */
export function firmById(db: ReadDb, scope: FirmScope, id: number, today: string): Firm {
  const [firm] = firmsWhere(db, firmsIn(scope, eq(beneficiary.id, id)), today);
  if (!firm) throw notFound('企业');
  return firm;
}

function isOfLevel(firm: Firm, level: FirmLevel): boolean {
  if (level === 'all') return true;
  if (level === 'none') return firm.closedOn === null && firm.tce === null;
  return isListed(firm) && (level === '1000' || firm.level === '5000');
}

function isWanted({ least, q = '', covered, level = 'all', retrofit, working }: FirmFilter) {
  const part = searchable(q);
  return (firm: Firm): boolean => {
    if (least === '1000' && firm.level !== '1000' && firm.level !== '5000') return false;
    if (least === '5000' && firm.level !== '5000') return false;
    if (covered !== undefined && firm.covered !== (covered === 'yes')) return false;
    if (working === 'yes' && firm.closedOn !== null) return false;
    if (retrofit !== undefined && retrofitOf(firm.projects) !== retrofit) return false;
    if (!isOfLevel(firm, level)) return false;
    return (
      part === '' ||
      [firm.name, firm.creditCode ?? '', firm.industry ?? ''].some((text) => searchable(text).includes(part))
    );
  };
}

/** The largest user still to be retrofitted; null where none declared its energy. */
function largestOpen(firms: readonly Firm[]): FirmListReply['largestOpen'] {
  let found: { name: string; tce: string } | null = null;
  for (const { name, tce, projects } of firms) {
    if (tce === null || retrofitOf(projects) !== 'uncovered') continue;
    if (found === null || new Decimal(tce).greaterThan(found.tce)) found = { name, tce };
  }
  return found;
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

/** Years with a declaration, newest first. */
function declaredYears(db: ReadDb, mine: SQL | undefined): number[] {
  return db
    .selectDistinct({ year: energyDeclaration.year })
    .from(energyDeclaration)
    .innerJoin(beneficiary, eq(beneficiary.id, energyDeclaration.beneficiaryId))
    .where(mine)
    .orderBy(desc(energyDeclaration.year))
    .all()
    .map(({ year }) => year);
}

/** A page of the firms this scope may know of, and the coverage of all of them. @throws AppError 404 where the unit is none of the viewer's */
export function listFirms(
  db: ReadDb,
  scope: FirmScope,
  { limit, offset, ...filter }: FirmFilter & PageAsked,
  today: string,
): FirmListReply {
  const units = unitsIn(db, scope, filter.unit);
  if (filter.unit !== undefined && units.length === 0) throw notFound('填报单位');
  const ofUnit = filter.unit === undefined ? undefined : eq(beneficiary.statisticsUnit, filter.unit);
  const mine = firmsIn(scope, ofUnit);
  const firms = firmsWhere(db, mine, today, filter.year);
  const known = declaredYears(db, mine);
  const near =
    filter.within === undefined ? firms : firms.filter(({ unitCode }) => unitCode === filter.within);
  const wanted = near.filter(isWanted(filter));
  const count = (level: FirmLevel) => near.filter((firm) => isOfLevel(firm, level)).length;
  const nameOf = new Map(units.map(({ code, name }) => [code, name]));
  const byUnit = coverageByUnit(
    firms,
    units.map(({ code }) => code),
  );
  return {
    year: filter.year ?? known[0] ?? null,
    years: known,
    firms: pageOf(wanted, { limit, offset }),
    total: wanted.length,
    levels: { '1000': count('1000'), '5000': count('5000'), none: count('none'), all: near.length },
    largestOpen: largestOpen(wanted),
    coverage: {
      total: coverageOf(firms),
      units: byUnit.map(
        (one): UnitCoverage => ({ ...one, unitName: nameOf.get(one.unitCode) ?? one.unitCode }),
      ),
    },
  };
}
