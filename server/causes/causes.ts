import type { ReadDb } from '../../db/open.ts';
import { contributionPoints } from '../analytics/contribution.ts';
import { Decimal, decimalsOf, toJsonNumber } from '../analytics/decimal.ts';
import { intensityChangePct } from '../analytics/intensity.ts';
import { type IntensityEffects, intensityAdditive, intensityMultiplicative } from '../analytics/lmdi.ts';
import { comparableRollUp, comparableShares, rollUpPct } from '../analytics/roll-up.ts';
import { decimalsShown, resultOf, yearOf } from '../progress/progress.ts';
import { type VisibleReport, visibleReports } from '../reports/revisions.ts';
import type { Scope } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import {
  contributionSentence,
  decompositionSentence,
  missingSentence,
  provisionalSentence,
  restSentence,
} from '../rules/cause-words.ts';
import type { RuleSet } from '../rules/grading.ts';
import { isReferenceOnly, periodLabel } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { type CountedUnit, reverseCases } from './reverse.ts';
import type { CausesReply, CauseUnit, Contribution, Effects } from './schema.ts';
import { sharesPct, type WeightTable, weightTable } from './weights.ts';

type TargetRow = ReturnType<typeof intensityRows>[number];

/** Places kept in the reply where numbers must add up to 1e-9. */
const EXACT = 12;
const exact = (value: Decimal): number => toJsonNumber(value, EXACT) ?? 0;

const EQUAL_GROWTH =
  '假定各县（市、区）工业增加值增速相同，按各单位能耗和能耗强度变化汇总；录入增加值占比后按可比口径测算。';

/** One unit as this viewer may see it. */
interface Seen {
  unit: CauseUnit;
  figures: { energy: string; e: string; g: string } | null;
  decisivePct: Decimal | null;
}

const numberOf = (text: string | null | undefined) => (text == null ? null : Number(text));

function isProvisional({ report, shown }: VisibleReport): boolean {
  return (
    shown !== null && shown.revision !== report.approvedRevision && shown.revision !== report.releasedRevision
  );
}

function seenUnit(
  target: TargetRow,
  row: VisibleReport | undefined,
  ruleSet: RuleSet,
  weights: { values: ReadonlyMap<string, string>; shares: ReadonlyMap<string, Decimal> | null },
): Seen {
  const shown = row?.shown ?? null;
  const result = row ? resultOf(row, target, [], ruleSet) : null;
  const { energyWanTce: energy, energyGrowthPct: e, valueAddedGrowthPct: g } = shown ?? {};
  const figures = energy != null && e != null && g != null ? { energy, e, g } : null;
  return {
    figures,
    decisivePct: result?.decisivePct ?? null,
    unit: {
      code: target.code,
      name: target.name,
      energyWanTce: numberOf(energy),
      energyGrowthPct: numberOf(e),
      valueAddedGrowthPct: numberOf(g),
      intensityPct: toJsonNumber(result?.decisivePct ?? null),
      provisional: row ? isProvisional(row) : false,
      annualLamp: result?.annualLamp ?? 'none',
      baseSharePct: toJsonNumber(weights.shares?.get(target.code) ?? null),
      hasFigures: figures !== null,
      hasWeight: weights.values.has(target.code),
    },
  };
}

/** All units on comparable bases; null while a figure or a weight of any is missing: some are never the city. */
function countedUnits(seen: readonly Seen[], table: WeightTable | null): CountedUnit[] | null {
  const parts = seen.flatMap(({ unit, figures }) => {
    const weight = table?.values.get(unit.code);
    return figures && weight !== undefined ? [{ unit, figures, weight }] : [];
  });
  if (parts.length < seen.length) return null;
  const shares = comparableShares(
    parts.map(({ figures, weight }) => ({
      energyWanTce: figures.energy,
      energyGrowthPct: figures.e,
      valueAddedGrowthPct: figures.g,
      baseValueAdded: weight,
    })),
  );
  if (shares === null) return null;
  return shares.flatMap((share, index) => {
    const part = parts[index];
    if (!part) return [];
    const { unit, figures } = part;
    const intensityPct = intensityChangePct(figures.e, figures.g) ?? new Decimal(0);
    const energyWanTce = new Decimal(figures.energy);
    return [{ ...unit, isRed: unit.annualLamp === 'red', energyWanTce, intensityPct, share }];
  });
}

const sharesOf = (units: readonly CountedUnit[]) => units.map(({ share }) => share);

function contributionsOf(units: readonly CountedUnit[]): Contribution[] {
  const valueAdded = units.reduce((total, { share }) => total.plus(share.valueAdded), new Decimal(0));
  const points = contributionPoints(sharesOf(units));
  return units.map(({ code, name, intensityPct, share }, index) => ({
    code,
    name,
    intensityPct: exact(intensityPct),
    sharePct: exact(share.valueAdded.div(valueAdded).times(100)),
    energySharePct: exact(share.baseEnergy.times(100)),
    points: exact(points[index] ?? new Decimal(0)),
  }));
}

/** Additive effects in percentage points of last year's intensity, multiplicative ones as factors. */
function effectsOf(effects: IntensityEffects, units: readonly CountedUnit[], scale: number): Effects {
  const shown = (value: Decimal) => exact(value.times(scale));
  return {
    intensity: shown(effects.intensity),
    structure: shown(effects.structure),
    total: shown(effects.total),
    byUnit: units.map(({ code, name }, index) => ({
      code,
      name,
      intensity: shown(effects.bySector[index]?.intensity ?? new Decimal(0)),
      structure: shown(effects.bySector[index]?.structure ?? new Decimal(0)),
    })),
  };
}

function decomposed(units: readonly CountedUnit[]): CausesReply['lmdi'] {
  // in shares of the base year the city's intensity was 1, so an effect × 100 is in percentage points
  const sectors = units.map(({ share }) => ({
    energy0: share.baseEnergy,
    energyT: share.energy,
    activity0: share.baseValueAdded,
    activityT: share.valueAdded,
  }));
  const additive = intensityAdditive(sectors);
  const multiplicative = intensityMultiplicative(sectors);
  if (!additive || !multiplicative) return null;
  return { additive: effectsOf(additive, units, 100), multiplicative: effectsOf(multiplicative, units, 1) };
}

function cityOf(city: Seen, row: VisibleReport | undefined): CausesReply['city'] {
  const { intensityPct, energyGrowthPct, valueAddedGrowthPct, provisional } = city.unit;
  if (intensityPct === null || !row) return null;
  const written = (text: string | null | undefined) => (text == null ? 0 : decimalsOf(text));
  const decimals = {
    intensityPct: decimalsShown(row),
    energyGrowthPct: written(row.shown?.energyGrowthPct),
    valueAddedGrowthPct: written(row.shown?.valueAddedGrowthPct),
  };
  return { intensityPct, energyGrowthPct, valueAddedGrowthPct, decimals, provisional };
}

/** The roll-up at equal growth, of all units or of none. */
function fallbackOf(seen: readonly Seen[]): CausesReply['fallback'] {
  const parts = seen.flatMap(({ unit: { energyWanTce }, decisivePct }) =>
    energyWanTce === null || decisivePct === null ? [] : [{ energyWanTce, changePct: decisivePct }],
  );
  const intensityPct = parts.length === seen.length ? rollUpPct(parts) : null;
  return intensityPct && { intensityPct: exact(intensityPct), assumption: EQUAL_GROWTH };
}

const ref = ({ unit: { code, name } }: Seen) => ({ code, name });
const namesOf = (units: readonly { name: string }[]) => units.map(({ name }) => name);

type Computed = Pick<CausesReply, 'rollUp' | 'restPct' | 'contributions' | 'lmdi' | 'reverse' | 'sentences'>;

function computed(
  counted: readonly CountedUnit[] | null,
  city: CausesReply['city'],
  targetPct: string | null,
  label: string,
): Computed {
  const total = counted && comparableRollUp(sharesOf(counted));
  const sentences = { contributions: null, lmdi: null, rest: null, provisional: null };
  if (!counted || !total) {
    return { rollUp: null, restPct: null, contributions: null, lmdi: null, reverse: null, sentences };
  }
  const rest = city && new Decimal(city.intensityPct).minus(total.intensityPct);
  const contributions = contributionsOf(counted);
  const lmdi = decomposed(counted);
  return {
    rollUp: {
      energyGrowthPct: exact(total.energyGrowthPct),
      valueAddedGrowthPct: exact(total.valueAddedGrowthPct),
      intensityPct: exact(total.intensityPct),
    },
    restPct: rest && exact(rest),
    contributions,
    lmdi,
    reverse:
      targetPct === null
        ? null
        : { targetPct: Number(targetPct), cases: reverseCases(counted, targetPct, rest) },
    sentences: {
      ...sentences,
      contributions: contributionSentence(label, total.intensityPct, contributions),
      lmdi: lmdi && decompositionSentence(lmdi.additive),
      rest: restSentence(city, total.intensityPct),
    },
  };
}

function weightsOf(table: WeightTable | null): CausesReply['weights'] {
  if (table === null) return null;
  const { basis, measure, source, enteredAt, enteredBy } = table;
  return { basis, measure, source, estimated: basis === 'revenue', enteredAt, enteredBy };
}

/** What moved the city's intensity in a period: five queries. */
export function causes(
  db: ReadDb,
  scope: Scope,
  asked: { period: string; ruleSet: RuleSet; asOf: AsOf | null },
): CausesReply {
  const { period, ruleSet, asOf } = asked;
  const targets = intensityRows(db);
  const rows = visibleReports(db, scope, { periods: [period], asOf });
  const table = weightTable(db, period, asOf);
  const values = table?.values ?? new Map<string, string>();
  const units = targets.filter(({ code }) => !isCityCode(code));
  const shares = sharesPct(
    values,
    units.map(({ code }) => code),
  );
  const rowOf = ({ code }: TargetRow) => rows.find(({ report }) => report.unitCode === code);
  const see = (target: TargetRow) => seenUnit(target, rowOf(target), ruleSet, { values, shares });
  const cityTarget = targets.find(({ code }) => isCityCode(code));
  if (!cityTarget) throw new Error('the seed holds no city row');
  const seen = units.map(see);
  const city = cityOf(see(cityTarget), rowOf(cityTarget));
  const missing = {
    weights: seen.filter(({ unit }) => !unit.hasWeight).map(ref),
    figures: seen.filter(({ unit }) => !unit.hasFigures).map(ref),
  };
  const label = periodLabel(period);
  const provisional = seen.filter(({ unit }) => unit.provisional).map(ref);
  const targetPct = cityTarget.targetsPct[String(yearOf(period))] ?? null;
  const labelled = isReferenceOnly(period) ? `${label}（参考）` : label;
  const result = computed(countedUnits(seen, table), city, targetPct, labelled);
  return {
    period,
    label,
    ruleSet: ruleSet.id,
    asOf: asOf?.date ?? null,
    referenceOnly: isReferenceOnly(period),
    weights: weightsOf(table),
    units: seen.map(({ unit }) => unit),
    missing: {
      ...missing,
      sentence: missingSentence({
        label: labelled,
        unitCount: seen.length,
        weights: namesOf(missing.weights),
        figures: namesOf(missing.figures),
      }),
    },
    city,
    targetPct: targetPct === null ? null : Number(targetPct),
    fallback: result.rollUp ? null : fallbackOf(seen),
    provisional,
    ...result,
    sentences: { ...result.sentences, provisional: provisionalSentence(namesOf(provisional)) },
  };
}
