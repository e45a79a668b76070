import { Decimal, type DecimalInput } from './decimal.ts';

/*
 * Logarithmic mean Divisia index decomposition, method I (LMDI-I), without residual. Sources: Ang, The LMDI approach to
 * decomposition analysis: a practical guide, Energy Policy 33 (2005) 867–871, doi 10.1016/j.enpol.2003.10.010; zero
 * values: Ang & Liu, Energy Policy 35 (2007) 238–246, doi 10.1016/j.enpol.2005.11.001.
 */

/** One sector (here: one county) in the base year (0) and now (T). */
export interface LmdiSector {
  /** energy in the base year and now, 0 or more; any unit of measure */
  energy0: DecimalInput;
  energyT: DecimalInput;
  /** activity (value added at constant prices), 0 or more; above 0 wherever energy is */
  activity0: DecimalInput;
  activityT: DecimalInput;
}

/** Effects on the aggregate intensity ΣE/ΣQ, the activity effect being none. */
export interface IntensityEffects {
  intensity: Decimal;
  structure: Decimal;
  /** additive: intensity + structure; multiplicative: intensity × structure */
  total: Decimal;
  /** in the order given; additive terms add up to the effect, multiplicative ones multiply to it */
  bySector: { intensity: Decimal; structure: Decimal }[];
}

/** Effects on energy itself: how much was produced, what, and how intensively. */
export interface EnergyEffects {
  activity: Decimal;
  structure: Decimal;
  intensity: Decimal;
  total: Decimal;
}

/** Logarithmic mean L(a, b) = (a − b)/(ln a − ln b), L(a, a) = a, and its limit L(a, 0) = 0; a, b ≥ 0. */
export function logMean(a: DecimalInput, b: DecimalInput): Decimal {
  const first = new Decimal(a);
  const second = new Decimal(b);
  if (first.lt(0) || second.lt(0)) throw new RangeError('the logarithmic mean needs values of 0 or more');
  if (first.eq(second)) return first;
  if (first.isZero() || second.isZero()) return new Decimal(0);
  return first.minus(second).div(first.ln().minus(second.ln()));
}

interface Level {
  /** the quantity decomposed: E, or the sector's part of the aggregate intensity E/Q */
  value0: Decimal;
  valueT: Decimal;
  share0: Decimal;
  shareT: Decimal;
}

/**
 * How a sector's change splits into structure and intensity; `rest` is what a change of activity explains of it.
 * @param activity ln of the growth of all activity, where the quantity is energy; 0 where it is an intensity
 * Zeros follow the analytical limits of Ang & Liu: a sector without energy in both years moves nothing; one that
 * appears or vanishes with its activity is structure; one that takes up or gives up energy while it produces is intensity.
 */
function termsOf(level: Level, activity: Decimal): { structure: Decimal; intensity: Decimal; rest: Decimal } {
  const { value0, valueT, share0, shareT } = level;
  const none = new Decimal(0);
  if ((share0.isZero() && value0.gt(0)) || (shareT.isZero() && valueT.gt(0))) {
    throw new RangeError('a sector uses energy without any activity');
  }
  const change = valueT.minus(value0);
  if (value0.isZero() || valueT.isZero()) {
    const comesOrGoes = share0.isZero() || shareT.isZero();
    return comesOrGoes
      ? { structure: change, intensity: none, rest: none }
      : { structure: none, intensity: change, rest: none };
  }
  const weight = logMean(valueT, value0);
  const moved = shareT.div(share0).ln();
  const intensityRatio = valueT.div(value0).ln().minus(moved).minus(activity);
  return {
    structure: weight.times(moved),
    rest: weight.times(activity),
    intensity: weight.times(intensityRatio),
  };
}

const sum = (values: readonly Decimal[]) =>
  values.reduce((total, value) => total.plus(value), new Decimal(0));

function totalsOf(sectors: readonly LmdiSector[]) {
  const total = (pick: (sector: LmdiSector) => DecimalInput) =>
    sum(sectors.map((sector) => new Decimal(pick(sector))));
  return {
    energy0: total(({ energy0 }) => energy0),
    energyT: total(({ energyT }) => energyT),
    activity0: total(({ activity0 }) => activity0),
    activityT: total(({ activityT }) => activityT),
  };
}

type Totals = ReturnType<typeof totalsOf>;

/** @returns false where there is no activity, or no energy, in one of the years: nothing can be decomposed */
const isComplete = (totals: Totals) => Object.values(totals).every((value) => value.gt(0));

function shareLevels(sectors: readonly LmdiSector[], totals: Totals): Level[] {
  return sectors.map((sector) => ({
    value0: new Decimal(sector.energy0).div(totals.activity0),
    valueT: new Decimal(sector.energyT).div(totals.activityT),
    share0: new Decimal(sector.activity0).div(totals.activity0),
    shareT: new Decimal(sector.activityT).div(totals.activityT),
  }));
}

/**
 * Additive decomposition of the change of aggregate intensity V = ΣSᵢIᵢ:
 * ΔV = Σ L(vᵢT, vᵢ0)·ln(IᵢT/Iᵢ0) + Σ L(vᵢT, vᵢ0)·ln(SᵢT/Sᵢ0), vᵢ = SᵢIᵢ. In units of energy per activity.
 * @returns null where one of the years has no energy or no activity
 * @throws RangeError where a sector uses energy without activity
 */
export function intensityAdditive(sectors: readonly LmdiSector[]): IntensityEffects | null {
  const totals = totalsOf(sectors);
  if (!isComplete(totals)) return null;
  const bySector = shareLevels(sectors, totals).map((level) => {
    const { intensity, structure } = termsOf(level, new Decimal(0));
    return { intensity, structure };
  });
  const intensity = sum(bySector.map((one) => one.intensity));
  const structure = sum(bySector.map((one) => one.structure));
  return { intensity, structure, total: intensity.plus(structure), bySector };
}

/**
 * Multiplicative decomposition V_T/V_0 = D_int·D_str with weights L(vᵢT, vᵢ0)/L(V_T, V_0): each factor is exp of the
 * additive effect over L(V_T, V_0).
 * @returns factors (1 = no effect); null and errors as for `intensityAdditive`
 */
export function intensityMultiplicative(sectors: readonly LmdiSector[]): IntensityEffects | null {
  const additive = intensityAdditive(sectors);
  if (additive === null) return null;
  const totals = totalsOf(sectors);
  const mean = logMean(totals.energyT.div(totals.activityT), totals.energy0.div(totals.activity0));
  const factor = (effect: Decimal) => effect.div(mean).exp();
  const intensity = factor(additive.intensity);
  const structure = factor(additive.structure);
  return {
    intensity,
    structure,
    total: intensity.times(structure),
    bySector: additive.bySector.map((one) => ({
      intensity: factor(one.intensity),
      structure: factor(one.structure),
    })),
  };
}

/**
 * Additive decomposition of the change of energy E = ΣQ·Sᵢ·Iᵢ into activity, structure and intensity, in the unit of
 * energy.
 * @returns null where one of the years has no energy or no activity
 * @throws RangeError where a sector uses energy without activity
 */
export function energyAdditive(sectors: readonly LmdiSector[]): EnergyEffects | null {
  const totals = totalsOf(sectors);
  if (!isComplete(totals)) return null;
  const growth = totals.activityT.div(totals.activity0).ln();
  const terms = shareLevels(sectors, totals).map((level, index) =>
    termsOf(
      {
        ...level,
        value0: new Decimal(sectors[index]?.energy0 ?? 0),
        valueT: new Decimal(sectors[index]?.energyT ?? 0),
      },
      growth,
    ),
  );
  const activity = sum(terms.map(({ rest }) => rest));
  const structure = sum(terms.map((term) => term.structure));
  const intensity = sum(terms.map((term) => term.intensity));
  return { activity, structure, intensity, total: activity.plus(structure).plus(intensity) };
}

/** Multiplicative decomposition E_T/E_0 = D_act·D_str·D_int; factors, as in Xu & Ang (2014). */
export function energyMultiplicative(sectors: readonly LmdiSector[]): EnergyEffects | null {
  const additive = energyAdditive(sectors);
  if (additive === null) return null;
  const totals = totalsOf(sectors);
  const mean = logMean(totals.energyT, totals.energy0);
  const factor = (effect: Decimal) => effect.div(mean).exp();
  const [activity, structure, intensity] = [
    factor(additive.activity),
    factor(additive.structure),
    factor(additive.intensity),
  ];
  return { activity, structure, intensity, total: activity.times(structure).times(intensity) };
}
