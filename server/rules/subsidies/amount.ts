import { Decimal } from '../../analytics/decimal.ts';
import { isIncluded } from './conditions.ts';
import { percentText } from './facts.ts';
import type { Amount, AmountKind, Cap, Measure, Step, Tier } from './model.ts';
import { floorFen, wanText, yuanToFen } from './money.ts';
import type { ReadingChoices } from './readings.ts';
import { type DecimalName, type FactName, type Facts, factDefinition, factLabel } from './vocabulary.ts';

/** What an amount comes to, what it still needs, or why it is nothing. */
export type AmountOutcome =
  | { status: 'missing'; facts: readonly FactName[] }
  | { status: 'failed'; id: string; words: string; steps: readonly Step[] }
  | { status: 'discretionary'; words: string }
  | AmountFound;

interface AmountFound {
  status: 'found';
  fen: number;
  floorFen: number | null;
  variant: string | null;
  steps: readonly Step[];
}

/** fixed 定额, ceiling 最高, computed 测算; null for discretionary. */
export function kindOf(amount: Amount): AmountKind | null {
  switch (amount.type) {
    case 'fixed':
    case 'instalments':
      return 'fixed';
    case 'ceiling':
    case 'range':
    case 'tiers':
      return 'ceiling';
    case 'byChoice':
      return amount.ceiling ? 'ceiling' : 'fixed';
    case 'percentage':
    case 'perUnit':
      return amount.ceiling ? 'ceiling' : 'computed';
    case 'rateTiers':
      return 'computed';
    case 'discretionary':
      return null;
  }
}

/**
 * Works an amount out. Percentages drop what is below one 分.
 * @param clause citation for the steps
 */
export function amountOf(
  amount: Amount,
  facts: Facts,
  readings: ReadingChoices,
  clause: string,
): AmountOutcome {
  switch (amount.type) {
    case 'fixed':
      return lessPaid(amount.fen, amount.paid, facts, clause, `定额${wanText(amount.fen)}`);
    case 'ceiling':
      return lessPaid(amount.fen, amount.paid, facts, clause, `最高${wanText(amount.fen)}`);
    case 'range': {
      const words = `${wanText(amount.floorFen)}至${wanText(amount.ceilingFen)}，按上限计`;
      return {
        ...found(amount.ceilingFen, [raw(words, amount.ceilingFen, clause)]),
        floorFen: amount.floorFen,
      };
    }
    case 'byChoice':
      return byChoice(amount, facts, clause);
    case 'tiers':
      return byTier(amount, facts, readings, clause);
    case 'rateTiers':
      return byRateTier(amount, facts, readings, clause);
    case 'percentage':
      return byPercentage(amount, facts, clause);
    case 'perUnit':
      return byUnit(amount, facts, clause);
    case 'instalments': {
      const words = `共${wanText(amount.totalFen)}，按${amount.parts.join(':')}分${amount.parts.length}年`;
      return found(amount.totalFen, [raw(words, amount.totalFen, clause)]);
    }
    case 'discretionary':
      return { status: 'discretionary', words: amount.words };
  }
}

function raw(words: string, fen: number, clause: string): Step {
  return { stage: 'raw', words, fen, clause };
}

function found(fen: number, steps: readonly Step[], variant: string | null = null): AmountFound {
  return { status: 'found', fen, floorFen: null, variant, steps };
}

function lessPaid(
  fen: number,
  paid: DecimalName | null,
  facts: Facts,
  clause: string,
  words: string,
): AmountOutcome {
  const steps = [raw(words, fen, clause)];
  if (paid === null) return found(fen, steps);
  return afterPaid(fen, fen, paid, words, facts, clause, steps);
}

/** What is left of a limit after earlier payments; nothing left is not eligible. */
function afterPaid(
  fen: number,
  limitFen: number,
  paid: DecimalName,
  limitWords: string,
  facts: Facts,
  clause: string,
  steps: readonly Step[],
): AmountOutcome {
  const paidYuan = facts[paid];
  if (paidYuan === undefined) return { status: 'missing', facts: [paid] };
  const paidFen = floorFen(yuanToFen(paidYuan));
  if (paidFen === 0) return found(fen, steps);
  const left = Math.max(0, limitFen - paidFen);
  const words = `${limitWords}，此前已得${wanText(paidFen)}，尚余${wanText(left)}`;
  const step: Step = { stage: 'paidBefore', words, fen: Math.min(fen, left), clause };
  if (left === 0) return { status: 'failed', id: 'limitUsedUp', words: `${words}，额度已用完`, steps };
  return found(Math.min(fen, left), [...steps, step]);
}

function capped(fen: number, limit: Cap | null, facts: Facts, clause: string, first: Step): AmountOutcome {
  if (limit === null) return found(fen, [first]);
  const below = Math.min(fen, limit.fen);
  const steps: Step[] =
    below < fen ? [first, { stage: 'capped', words: limit.words, fen: below, clause }] : [first];
  if (limit.paid === null) return found(below, steps);
  return afterPaid(below, limit.fen, limit.paid, limit.words, facts, clause, steps);
}

function byChoice(
  amount: Extract<Amount, { type: 'byChoice' }>,
  facts: Facts,
  clause: string,
): AmountOutcome {
  const value = facts[amount.fact];
  if (value === undefined) return { status: 'missing', facts: [amount.fact] };
  const { label, values = {} } = factDefinition(amount.fact);
  const fen = Object.hasOwn(amount.table, value) ? amount.table[value] : undefined;
  if (fen === undefined) {
    const rewarded = Object.keys(amount.table).map((key) => values[key] ?? key);
    return {
      status: 'failed',
      id: amount.fact,
      words: `${label}为${rewarded.join('、')}之一（现为${values[value] ?? value}）`,
      steps: [],
    };
  }
  const words = `${label}（${values[value] ?? value}）：${amount.ceiling ? '最高' : '定额'}${wanText(fen)}`;
  return found(fen, [raw(words, fen, clause)], value);
}

/** The tier a number falls in: above (or at, where included) its lower edge, below (or at) its upper. */
function tierOf(value: Decimal, tiers: readonly Tier[], readings: ReadingChoices): Tier | null {
  const inside = ({ from, to }: Tier) => {
    const aboveFrom = value.gt(from.at) || (value.eq(from.at) && isIncluded(from.included, readings));
    if (!aboveFrom || to === null) return aboveFrom;
    return value.lt(to.at) || (value.eq(to.at) && isIncluded(to.included, readings));
  };
  return tiers.find(inside) ?? null;
}

/** A measure as written in words: a percentage by `percentText`, so that it is never seen in another tier. */
function shown({ unit }: Measure, value: Decimal, tiers: readonly Tier[]): string {
  if (unit !== '%') return value.toDecimalPlaces(6).toString();
  return percentText(
    value,
    tiers.flatMap(({ from, to }) => (to === null ? [from.at] : [from.at, to.at])),
  );
}

function belowTiers(measure: Measure, value: Decimal, tiers: readonly Tier[]): AmountOutcome {
  const { label, unit } = measure;
  const lowest = tiers[0];
  const words = `${label}达到最低档“${lowest?.label ?? ''}”（现为${shown(measure, value, tiers)}${unit}）`;
  return { status: 'failed', id: 'belowTiers', words, steps: [] };
}

function byTier(
  { measure, tiers }: Extract<Amount, { type: 'tiers' }>,
  facts: Facts,
  readings: ReadingChoices,
  clause: string,
): AmountOutcome {
  const value = measure.read(facts);
  if ('missing' in value) return { status: 'missing', facts: value.missing };
  const tier = tierOf(value, tiers, readings);
  if (tier === null || !('fen' in tier.grants)) return belowTiers(measure, value, tiers);
  const { fen } = tier.grants;
  const words = `${measure.label}${shown(measure, value, tiers)}${measure.unit}，属“${tier.label}”：最高${wanText(fen)}`;
  return found(fen, [raw(words, fen, clause)], tier.label);
}

function byRateTier(
  { measure, base, tiers }: Extract<Amount, { type: 'rateTiers' }>,
  facts: Facts,
  readings: ReadingChoices,
  clause: string,
): AmountOutcome {
  const value = measure.read(facts);
  if ('missing' in value) return { status: 'missing', facts: value.missing };
  const tier = tierOf(value, tiers, readings);
  if (tier === null || !('ratePct' in tier.grants)) return belowTiers(measure, value, tiers);
  const yuan = base.read(facts);
  if ('missing' in yuan) return { status: 'missing', facts: yuan.missing };
  const { ratePct } = tier.grants;
  const baseFen = yuanToFen(yuan);
  const fen = floorFen(baseFen.times(ratePct).div(100));
  const words = `${base.label}${exactWan(baseFen)} × ${ratePct}%（${tier.label}）`;
  return found(fen, [raw(words, fen, clause)], tier.label);
}

function exactWan(fen: Decimal): string {
  return `${fen.div(1_000_000).toDecimalPlaces(8).toFixed()}万元`;
}

function byPercentage(
  { base, ratePct, cap, ceiling }: Extract<Amount, { type: 'percentage' }>,
  facts: Facts,
  clause: string,
): AmountOutcome {
  const yuan = facts[base];
  if (yuan === undefined) return { status: 'missing', facts: [base, ...missingPaid(cap, facts)] };
  const label = factLabel(base);
  const baseFen = yuanToFen(yuan);
  if (baseFen.lte(0)) return { status: 'failed', id: base, words: `${label}大于0`, steps: [] };
  const fen = floorFen(baseFen.times(ratePct).div(100));
  const words = `${label}${exactWan(baseFen)} × ${ceiling ? '最高' : ''}${ratePct}%`;
  return capped(fen, cap, facts, clause, raw(words, fen, clause));
}

function byUnit(
  { count, unitFen, cap, ceiling }: Extract<Amount, { type: 'perUnit' }>,
  facts: Facts,
  clause: string,
): AmountOutcome {
  const units = facts[count];
  if (units === undefined) return { status: 'missing', facts: [count, ...missingPaid(cap, facts)] };
  const { label, unit } = factDefinition(count);
  if (new Decimal(units).lte(0)) return { status: 'failed', id: count, words: `${label}大于0`, steps: [] };
  const fen = floorFen(new Decimal(units).times(unitFen));
  const words = `${label}${units}${unit ?? ''} × ${ceiling ? '最高' : ''}${wanText(unitFen)}`;
  return capped(fen, cap, facts, clause, raw(words, fen, clause));
}

function missingPaid(cap: Cap | null, facts: Facts): readonly FactName[] {
  return cap !== null && cap.paid !== null && facts[cap.paid] === undefined ? [cap.paid] : [];
}

/**
 * Splits a sum in whole-number proportion, exactly; what is left of the division goes to the last part.
 * 10万元 in 3:3:4 → 3, 3 and 4 万元.
 */
export function instalmentsOf(totalFen: number, parts: readonly number[], firstYear: number) {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  const shares = parts.map((part) => floorFen(new Decimal(totalFen).times(part).div(whole)));
  const rest = totalFen - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, index) => ({
    year: firstYear + index,
    fen: index === shares.length - 1 ? share + rest : share,
  }));
}
