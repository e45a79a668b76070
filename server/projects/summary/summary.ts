import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../../db/open.ts';
import { project, unit } from '../../../db/schema.ts';
import { Decimal } from '../../analytics/decimal.ts';
import { notFound } from '../../http/errors.ts';
import type { Scope } from '../../reports/scope.ts';
import { coverageOf } from '../../rules/coverage.ts';
import { grouped } from '../../rules/grouped.ts';
import { PLAN_YEARS } from '../../rules/periods.ts';
import { funnelOf, stageDurations } from '../../rules/project-flow.ts';
import { PROJECT_STAGES } from '../../rules/project-stages.ts';
import { stallOf } from '../../rules/project-stalls.ts';
import { savingSentence, savingSharePct } from '../../rules/saving-gap.ts';
import { type Suppression, suppress, suppressPart, type Withheld } from '../../rules/suppression.ts';
import { CITY_CODE, isCityCode } from '../../rules/units.ts';
import { ownCase, stallFactsOf } from '../list.ts';
import { type SummedFirm, summedFirms } from './firms.ts';
import { type UnitGap, unitGaps } from './gaps.ts';
import type { ProjectSummaryReply, ProjectSums } from './schema.ts';
import { projectsSummed, type SumsScope, seesSumsOf } from './scope.ts';

function summedProjects(db: ReadDb, scope: SumsScope) {
  const rows = db.select({ row: project, ownCase }).from(project).where(projectsSummed(scope));
  return rows
    .orderBy(asc(project.id))
    .all()
    .map((entry) => ({ ...entry.row, hasOwnCase: entry.ownCase === 1 }));
}
type SummedProject = ReturnType<typeof summedProjects>[number];

const inYear = (day: string | null, year: number) => day?.startsWith(`${year}-`) ?? false;

/** Projects that stand at 完工验收 or beyond and were accepted in the year. */
const acceptedIn = (projects: readonly SummedProject[], year: number) =>
  projects.filter((one) => inYear(one.acceptedOn, year) && PROJECT_STAGES.indexOf(one.stage) >= ACCEPTED);
const ACCEPTED = PROJECT_STAGES.indexOf('accepted');

const live = (projects: readonly SummedProject[]) => projects.filter(({ stoppedOn }) => stoppedOn === null);

const firmsOf = (projects: readonly SummedProject[]) => new Set(projects.map(({ firmId }) => firmId)).size;

/** What one row of the table is made of. */
interface Part {
  code: string;
  name: string;
  projects: SummedProject[];
  firms: SummedFirm[];
}

/** Projects whose figure goes into a sum. */
const withSaving = (part: Part, year: number) =>
  acceptedIn(part.projects, year).filter(({ acceptedSavingTce }) => acceptedSavingTce !== null);
const withInvestment = (part: Part) =>
  live(part.projects).filter(({ investmentFen }) => investmentFen !== null);

type Kept = ProjectSums['withheld'];

/** Nothing is kept back from who knows the firms. */
interface Keeping {
  saving: Suppression;
  investment: Suppression;
  seesFirms: boolean;
}

function keepingOf(parts: readonly Part[], year: number, { seesFirms }: SumsScope): Keeping {
  const cells = (count: (part: Part) => number) =>
    seesFirms ? [] : parts.map((part) => ({ code: part.code, firms: count(part) }));
  return {
    saving: suppress(cells((part) => firmsOf(withSaving(part, year)))),
    investment: suppress(cells((part) => firmsOf(withInvestment(part)))),
    seesFirms,
  };
}

/** Energy of single units is not shown to who sees sums only: with the numbers beside it, it would tell of single firms. */
function energyKept(code: string, { seesFirms }: Keeping, covered: number, listed: number): Withheld | null {
  if (seesFirms) return null;
  return isCityCode(code) ? suppressPart(covered, listed - covered) : 'guard';
}

function coverageSums(firms: readonly SummedFirm[], code: string, keeping: Keeping) {
  const coverage = coverageOf(firms);
  const kept = energyKept(code, keeping, coverage.covered, coverage.listed);
  if (kept === null) return { coverage, kept };
  return { coverage: { ...coverage, listedTce: null, coveredTce: null, tcePct: null }, kept };
}

const keptOf = (suppression: Suppression, code: string): Withheld | null =>
  isCityCode(code) ? suppression.total : (suppression.units.get(code) ?? null);

interface Asked {
  year: number;
  today: string;
}

function stageCounts(projects: readonly SummedProject[]): ProjectSums['stages'] {
  const count = (stage: SummedProject['stage']) => projects.filter((one) => one.stage === stage).length;
  return Object.fromEntries(PROJECT_STAGES.map((stage) => [stage, count(stage)])) as ProjectSums['stages'];
}

const isStalled = (one: SummedProject, today: string): boolean =>
  stallOf(stallFactsOf({ row: one, hasOwnCase: one.hasOwnCase }), today) !== null;

function counts({ projects }: Part, { year, today }: Asked) {
  const running = live(projects);
  return {
    stages: stageCounts(running),
    projects: running.length,
    stopped: projects.length - running.length,
    stalled: running.filter((one) => isStalled(one, today)).length,
    started: projects.filter(({ startedOn }) => inYear(startedOn, year)).length,
    accepted: acceptedIn(projects, year).length,
  };
}

/** Sum of decimal texts; null of none. */
const sumOf = (values: readonly (string | null)[]) =>
  values.length === 0 ? null : values.reduce((sum, value) => sum.plus(value ?? 0), new Decimal(0));

function sumsOf(part: Part, { gap, shown }: UnitGap, asked: Asked, keeping: Keeping): ProjectSums {
  const { code, name } = part;
  const stated = withSaving(part, asked.year);
  const invested = withInvestment(part);
  const { coverage, kept } = coverageSums(part.firms, code, keeping);
  const withheld: Kept = {
    saving: keptOf(keeping.saving, code),
    investment: keptOf(keeping.investment, code),
    energy: kept,
  };
  const saving =
    withheld.saving === null ? sumOf(stated.map(({ acceptedSavingTce }) => acceptedSavingTce)) : null;
  const share = savingSharePct(saving, gap);
  const counted = counts(part, asked);
  return {
    code,
    name,
    ...counted,
    acceptedSavingTce: saving?.toFixed() ?? null,
    acceptedWithoutSaving: counted.accepted - stated.length,
    investmentFen:
      withheld.investment !== null || invested.length === 0
        ? null
        : invested.reduce((sum, { investmentFen }) => sum + (investmentFen ?? 0), 0),
    withheld,
    coverage,
    gap: shown,
    sharePct: share?.toFixed(1) ?? null,
    sentence: savingSentence({
      year: asked.year,
      accepted: counted.accepted,
      savingTce: saving,
      withheld: withheld.saving,
      gap,
    }),
  };
}

/** The plan's years so far, newest first, and earlier ones in which a project was accepted or begun. */
function yearsOf(projects: readonly SummedProject[], today: string): number[] {
  const now = Number(today.slice(0, 4));
  const days = projects.flatMap(({ startedOn, acceptedOn }) => [startedOn, acceptedOn]);
  const known = days.flatMap((day) => (day === null ? [] : [Number(day.slice(0, 4))]));
  const all = [...PLAN_YEARS.filter((year) => year <= now), ...known.filter((year) => year <= now)];
  return [...new Set(all)].sort((a, b) => b - a);
}

export interface SummaryView {
  scope: SumsScope;
  /** which figures of intensity the viewer may see */
  reports: Scope;
  today: string;
}

/** Parts by unit, in the order of Attachment 2, as far as the viewer may see sums. */
function partsOf(db: ReadDb, scope: SumsScope, projects: SummedProject[], firms: SummedFirm[]): Part[] {
  const units = db.select().from(unit).orderBy(asc(unit.sortOrder)).all();
  const projectsOf = grouped(projects, ({ unitCode }) => unitCode);
  const firmsIn = grouped(firms, ({ unitCode }) => unitCode);
  return units
    .filter(({ code }) => !isCityCode(code) && seesSumsOf(scope, code))
    .map(({ code, name }) => ({
      code,
      name,
      projects: projectsOf.get(code) ?? [],
      firms: firmsIn.get(code) ?? [],
    }));
}

const cityName = (db: ReadDb) =>
  db.select({ name: unit.name }).from(unit).where(eq(unit.code, CITY_CODE)).get()?.name ?? '全市';

const NO_GAP: UnitGap = {
  gap: { state: 'missing', tce: null, annualWanTce: null, words: '没有年度目标' },
  shown: {
    state: 'missing',
    tce: null,
    period: null,
    changePct: null,
    targetPct: null,
    energyWanTce: null,
    internal: false,
    words: '没有年度目标',
  },
};

/**
 * Sums of projects and coverage by unit (项目概况). For who sees sums only, what rests on one or two firms is kept back
 * over all units before one of them is picked out, so that asking unit by unit tells no more.
 * @param asked.unitCode one unit alone; undefined = all the viewer may see
 * @throws AppError 404 for a unit whose sums this viewer may not see
 */
export function projectSummary(
  db: ReadDb,
  { scope, reports, today }: SummaryView,
  asked: { year: number | null; unitCode: string | undefined },
): ProjectSummaryReply {
  const projects = summedProjects(db, scope);
  const firms = summedFirms(db, scope);
  const parts = partsOf(db, scope, projects, firms);
  const chosen = asked.unitCode === undefined ? parts : parts.filter(({ code }) => code === asked.unitCode);
  if (asked.unitCode !== undefined && chosen.length === 0) throw notFound('填报单位');
  const year = asked.year ?? Number(today.slice(0, 4));
  const keeping = keepingOf(parts, year, scope);
  const gaps = unitGaps(db, reports, year);
  const sums = (part: Part) => sumsOf(part, gaps.get(part.code) ?? NO_GAP, { year, today }, keeping);
  const seesCity = scope.units === 'all' && asked.unitCode === undefined;
  const units = chosen.map(sums);
  const city = seesCity ? sums({ code: CITY_CODE, name: cityName(db), projects, firms }) : null;
  const courses = chosen.flatMap((part) => part.projects);
  return {
    today,
    year,
    years: yearsOf(projects, today),
    internal: [...units, ...(city ? [city] : [])].some(({ gap }) => gap.internal),
    units,
    city,
    funnel: funnelOf(courses, year),
    stageDays: stageDurations(courses),
  };
}
