import type { ReadDb } from '../../db/open.ts';
import { Decimal, decimalsOf, toJsonNumber } from '../analytics/decimal.ts';
import { type UnitPageAsked, unitPage } from '../http/unit-page.ts';
import { type DeadlineBook, deadlineBook } from '../periods/deadlines.ts';
import { figuresOf, type VisibleReport, visibleReports } from '../reports/revisions.ts';
import { type Scope, seesDrafts, seesInternal } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { HEADLINE_INTENSITY_PCT } from '../rules/documents.ts';
import type { Figures } from '../rules/figures.ts';
import type { RuleSet } from '../rules/grading.ts';
import { grouped } from '../rules/grouped.ts';
import { type HeadlineInput, headline } from '../rules/headline.ts';
import {
  type ClosedYear,
  cumulativeTargetPct,
  type LiveResult,
  liveResult,
  type ResultContext,
} from '../rules/live-result.ts';
import {
  isReferenceOnly,
  isReportable,
  PLAN_YEARS,
  parsePeriod,
  periodLabel,
  planPeriods,
} from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { type Remedy, remedies } from '../warnings/remedy.ts';
import type { ProgressHistoryReply, ProgressReply, UnitProgress } from './schema.ts';

export type TargetRow = ReturnType<typeof intensityRows>[number];

/** Decimals shown of a computed change (测算); a published one keeps its own. */
const COMPUTED_DECIMALS = 2;

export function yearOf(period: string): number {
  return parsePeriod(period)?.year ?? 0;
}

/** The 1–12月 periods of the years before. */
export function closedYearPeriods(period: string): string[] {
  return PLAN_YEARS.filter((year) => year < yearOf(period)).map((year) => `${year}-12`);
}

/** Results by what they follow from, all of it: a revision never changes, and each commit asks for all units again. */
const results = new Map<string, LiveResult>();
const RESULTS_LIMIT = 12_000;

function knownResult(figures: Figures, context: ResultContext): LiveResult {
  const key = JSON.stringify([figures, context]);
  const known = results.get(key);
  if (known) return known;
  const result = liveResult(figures, context);
  if (results.size >= RESULTS_LIMIT) results.clear();
  results.set(key, result);
  return result;
}

/** What follows from the figures shown; null where there are none for this viewer. */
export function resultOf(
  row: VisibleReport,
  target: TargetRow,
  closed: ClosedYear[],
  ruleSet: RuleSet,
): LiveResult | null {
  if (!row.shown) return null;
  return knownResult(figuresOf(row.shown), {
    period: row.report.period,
    targetPct: target.targetsPct[String(yearOf(row.report.period))] ?? null,
    targetsPct: target.targetsPct,
    closedYearsPct: closed,
    ruleSet,
  });
}

/** The deciding change of each closed year of one unit, as far as this viewer may see it. */
export function closedYearsOf(
  rows: VisibleReport[],
  target: TargetRow,
  before: string,
  ruleSet: RuleSet,
): ClosedYear[] {
  return rows
    .filter(
      (row) => row.report.unitCode === target.code && closedYearPeriods(before).includes(row.report.period),
    )
    .flatMap((row) => {
      const pct = resultOf(row, target, [], ruleSet)?.decisivePct;
      return pct ? [{ year: yearOf(row.report.period), pct: pct.toString() }] : [];
    });
}

function statusOf(
  row: VisibleReport | undefined,
  target: TargetRow,
  period: string,
  scope: Scope,
  today: string,
): UnitProgress['status'] {
  if (target.targetsPct[String(yearOf(period))] === undefined) return 'noTarget';
  if (row?.shown)
    return row.shown.revision === row.report.approvedRevision ||
      row.report.releasedRevision === row.shown.revision
      ? 'approved'
      : 'submitted';
  if (!isReportable(period, today)) return 'notDue';
  // other counties learn nothing about work in progress, not even whether there is any
  if (!seesInternal(scope, target.code)) return 'unreleased';
  if (!row) return 'notReported';
  if (isUnfinished(row.report.status) && !seesDrafts(scope, target.code)) return 'notReported';
  return row.report.status === 'signing' ? 'draft' : row.report.status;
}

const isUnfinished = (status: string) => status === 'draft' || status === 'signing';

const scopeKey = (row: VisibleReport) =>
  row.shown && [row.shown.energyScope, row.shown.feedstockDeducted, row.shown.renewablesDeducted].join();

/** Decimals of the deciding change on screen: those published, or those of a computed one. */
export const decimalsShown = (row: VisibleReport) =>
  row.shown?.publishedIntensityPct ? decimalsOf(row.shown.publishedIntensityPct) : COMPUTED_DECIMALS;

function provenance(
  row: VisibleReport | undefined,
): Pick<
  UnitProgress,
  | 'reportedAt'
  | 'energyWanTce'
  | 'energyGrowthPct'
  | 'valueAddedGrowthPct'
  | 'source'
  | 'edition'
  | 'energyScope'
  | 'feedstockDeducted'
  | 'renewablesDeducted'
  | 'submittedBy'
  | 'approvedBy'
  | 'approvedAt'
  | 'releasedAt'
> {
  const shown = row?.shown ?? null;
  return {
    reportedAt: shown?.submittedAt ?? null,
    energyWanTce: shown?.energyWanTce ?? null,
    energyGrowthPct: shown?.energyGrowthPct ?? null,
    valueAddedGrowthPct: shown?.valueAddedGrowthPct ?? null,
    source: shown?.source ?? null,
    edition: shown?.edition ?? null,
    energyScope: shown?.energyScope ?? null,
    feedstockDeducted: shown?.feedstockDeducted ?? null,
    renewablesDeducted: shown?.renewablesDeducted ?? null,
    submittedBy: shown ? (row?.submittedBy ?? null) : null,
    approvedBy: shown ? (row?.approvedBy ?? null) : null,
    approvedAt: shown ? (row?.approvedAt ?? null) : null,
    releasedAt: shown && row?.report.releasedRevision === shown.revision ? row.report.releasedAt : null,
  };
}

/** An extension (延期) is known to the unit itself, bureau and leaders only. */
function dueOnFor(deadlines: DeadlineBook, unitCode: string, period: string, scope: Scope): string {
  const isKnown = seesInternal(scope, unitCode);
  return (isKnown ? deadlines.of(unitCode, period) : deadlines.general(period)).dueOn;
}

interface Asked {
  period: string;
  ruleSet: RuleSet;
  /** the business date; on a past day that day */
  today: string;
  /** as it was known at the end of that day; null = as it is */
  asOf: AsOf | null;
}

function unitProgress(
  target: TargetRow,
  own: VisibleReport[],
  asked: Asked,
  scope: Scope,
  deadlines: DeadlineBook,
  remedy: Remedy | null,
): UnitProgress {
  const row = own.find((candidate) => candidate.report.period === asked.period);
  const closed = closedYearsOf(own, target, asked.period, asked.ruleSet);
  const result = row ? resultOf(row, target, closed, asked.ruleSet) : null;
  const targetPct = target.targetsPct[String(yearOf(asked.period))] ?? null;
  const actual = result?.decisivePct ?? null;
  const gap = actual && targetPct !== null ? actual.minus(targetPct) : null;
  const chained = own.filter(
    (one) => one.shown && closedYearPeriods(asked.period).includes(one.report.period),
  );
  const mixed = row?.shown ? chained.some((one) => scopeKey(one) !== scopeKey(row)) : false;
  const status = statusOf(row, target, asked.period, scope, asked.today);
  return {
    code: target.code,
    name: target.name,
    isCity: isCityCode(target.code),
    actualPct: toJsonNumber(actual),
    actualDecimals: actual && row ? decimalsShown(row) : null,
    basis: result?.basis ?? null,
    provisional: status === 'submitted' && row?.shown !== null,
    pendingRevision:
      status === 'approved' && row?.report.status === 'submitted' && seesDrafts(scope, target.code),
    targetPct: targetPct === null ? null : Number(targetPct),
    gapPct: toJsonNumber(gap),
    cumulativePct: toJsonNumber(result?.cumulativePct ?? null),
    cumulativeTargetPct: toJsonNumber(cumulativeTargetPct(target.targetsPct, yearOf(asked.period))),
    annualLamp: result?.annualLamp ?? 'none',
    planLamp: result?.planLamp ?? 'none',
    mayFlip: result?.mayFlip ?? false,
    scopeMixed: mixed,
    status,
    dueOn: dueOnFor(deadlines, target.code, asked.period, scope),
    ...provenance(row),
    remedy,
  };
}

const CITY_MISSING: Partial<Record<UnitProgress['status'], NonNullable<HeadlineInput['cityMissing']>>> = {
  submitted: 'awaitingApproval',
  returned: 'returned',
  unreleased: 'undisclosed',
};

function headlineOf(city: UnitProgress, units: UnitProgress[], period: string): ProgressReply['headline'] {
  const lamps = (lamp: string) => units.filter((unit) => unit.annualLamp === lamp).length;
  const pending = (lamp: string) =>
    units.filter((unit) => unit.annualLamp === lamp && unit.provisional).length;
  const names = (statuses: readonly string[]) =>
    units
      .filter((unit) => unit.actualPct === null && statuses.includes(unit.status))
      .map((unit) => unit.name);
  return headline({
    actualPct: city.actualPct,
    targetPct: city.targetPct,
    lamp: city.annualLamp,
    yearEnd: period.endsWith('-12'),
    provisional: city.provisional,
    unitCount: units.length,
    lampCounts: { green: lamps('green'), yellow: lamps('yellow'), red: lamps('red') },
    provisionalCounts: { green: pending('green'), yellow: pending('yellow'), red: pending('red') },
    redNames: units
      .filter((unit) => unit.annualLamp === 'red')
      .sort((a, b) => (b.gapPct ?? 0) - (a.gapPct ?? 0))
      .map((unit) => unit.name),
    notReported: names(['notReported', 'draft', 'notDue']),
    awaitingApproval: names(['submitted']),
    returned: names(['returned']),
    undisclosed: names(['unreleased']).length,
    cityMissing: CITY_MISSING[city.status] ?? 'notReported',
  });
}

/** Progress of all units and the city for one period: seven queries. */
export function progress(db: ReadDb, scope: Scope, asked: Asked): ProgressReply {
  const targets = intensityRows(db);
  const periods = [asked.period, ...closedYearPeriods(asked.period)];
  const rows = grouped(
    visibleReports(db, scope, { periods, asOf: asked.asOf }),
    ({ report }) => report.unitCode,
  );
  const deadlines = deadlineBook(db, asked.today, [asked.period]);
  const inRemedy = remedies(db, scope, asked);
  const all = targets.map((target) =>
    unitProgress(
      target,
      rows.get(target.code) ?? [],
      asked,
      scope,
      deadlines,
      inRemedy.get(target.code) ?? null,
    ),
  );
  const city = all.find((unit) => unit.isCity);
  if (!city) throw new Error('the seed holds no city row');
  const units = all.filter((unit) => !unit.isCity);
  const headlineGap =
    city.cumulativePct === null ? null : new Decimal(city.cumulativePct).minus(HEADLINE_INTENSITY_PCT);
  return {
    period: asked.period,
    label: periodLabel(asked.period),
    ruleSet: asked.ruleSet.id,
    asOf: asked.asOf?.date ?? null,
    referenceOnly: isReferenceOnly(asked.period),
    dueOn: deadlines.general(asked.period).dueOn,
    headline: headlineOf(city, units, asked.period),
    units,
    city: { ...city, headlineGapPct: toJsonNumber(headlineGap), headlinePct: Number(HEADLINE_INTENSITY_PCT) },
  };
}

/** The lamp and figure of the city and a page of the units in every period that could be reported so far: two queries. */
export function progressHistory(
  db: ReadDb,
  scope: Scope,
  asked: Omit<Asked, 'period'>,
  page: UnitPageAsked,
): ProgressHistoryReply & { total: number } {
  const periods = planPeriods().filter((period) => isReportable(period, asked.today));
  const targets = unitPage({ units: intensityRows(db) }, page);
  const unitCodes = targets.units.map(({ code }) => code);
  const byKey = new Map(
    visibleReports(db, scope, { periods, unitCodes, asOf: asked.asOf }).map((row) => [
      `${row.report.unitCode} ${row.report.period}`,
      row,
    ]),
  );
  const units = targets.units.map((target) => ({
    code: target.code,
    name: target.name,
    isCity: isCityCode(target.code),
    points: periods.map((period) => {
      const row = byKey.get(`${target.code} ${period}`);
      const result = row ? resultOf(row, target, [], asked.ruleSet) : null;
      if (!row?.shown || !result?.decisivePct || !result.basis) return null;
      return {
        actualPct: toJsonNumber(result.decisivePct) ?? 0,
        actualDecimals: decimalsShown(row),
        basis: result.basis,
        provisional:
          row.shown.revision !== row.report.approvedRevision &&
          row.shown.revision !== row.report.releasedRevision,
        lamp: result.annualLamp,
      };
    }),
  }));
  const { total } = targets;
  return { ruleSet: asked.ruleSet.id, asOf: asked.asOf?.date ?? null, periods, units, total };
}
