import { Decimal } from '../analytics/decimal.ts';
import { plainDecimal } from './figures.ts';

/*
 * Weights of the roll-up (增加值占比): each unit's value added in the same period of the year before, entered by the bureau.
 * Source: DESIGN §3.7.
 */

/** What was entered: value added (增加值), or revenue as a declared proxy (营业收入代替，估算). */
export const WEIGHT_BASES = ['valueAdded', 'revenue'] as const;
export type WeightBasis = (typeof WEIGHT_BASES)[number];
export const WEIGHT_BASIS_LABELS: Readonly<Record<WeightBasis, string>> = {
  valueAdded: '上年同期规上工业增加值',
  revenue: '上年同期规上工业营业收入（代替增加值，估算）',
};

/** As shares in percent, or as amounts in 亿元. */
export const WEIGHT_MEASURES = ['sharePct', 'yiYuan'] as const;
export type WeightMeasure = (typeof WEIGHT_MEASURES)[number];
export const WEIGHT_MEASURE_LABELS: Readonly<Record<WeightMeasure, string>> = {
  sharePct: '占比（%）',
  yiYuan: '金额（亿元）',
};

/** Shares of all units may miss 100 % by this much, percentage points: they are rounded. */
export const SHARE_TOLERANCE = '0.5';

const MAX_DECIMALS = 4;
const MAX_YI_YUAN = '100000';

/** One unit's weight as typed; null or blank = none. */
export interface TypedWeight {
  unitCode: string;
  value: string | null;
}

export interface WeightFault {
  code: string;
  message: string;
}

/** A weight table read: plain decimals by unit (only those entered), and what is wrong by field. */
export interface ReadWeights {
  values: ReadonlyMap<string, string>;
  /** at `rows` and `rows.<unitCode>`; empty = may be saved */
  faults: Readonly<Record<string, WeightFault>>;
}

/** Reads one weight; null = blank. */
function readWeight(typed: string, measure: WeightMeasure): string | null | WeightFault {
  if (typed.trim() === '') return null;
  const isShare = measure === 'sharePct';
  const text = plainDecimal(typed, isShare ? '%' : '亿元');
  const shown = typed.trim().slice(0, 24);
  if (text === null) {
    const example = isShare ? '12.5（单位%）' : '126.4（单位亿元）';
    return { code: 'not_a_number', message: `须为数字，如${example}，填写的是“${shown}”` };
  }
  const value = new Decimal(text);
  if (value.lte(0)) {
    return { code: 'out_of_range', message: `须大于0；没有数据请留空，填写的是“${shown}”` };
  }
  if (isShare ? value.gt(100) : value.gte(MAX_YI_YUAN)) {
    const limit = isShare ? '占比不能超过100%' : `金额须小于${MAX_YI_YUAN}亿元`;
    return { code: 'out_of_range', message: `${limit}，填写的是“${shown}”` };
  }
  if ((text.split('.')[1]?.length ?? 0) > MAX_DECIMALS) {
    return { code: 'too_many_decimals', message: `最多保留${MAX_DECIMALS}位小数，填写的是“${shown}”` };
  }
  return text;
}

/** Sum of decimals written as text. */
export function sumOf(values: Iterable<string>): Decimal {
  let sum = new Decimal(0);
  for (const value of values) sum = sum.plus(value);
  return sum;
}

/** Why shares cannot be: all units' miss 100 %, or some units' alone go beyond it. */
function sumFault(values: ReadonlyMap<string, string>, isComplete: boolean): WeightFault | null {
  const sum = sumOf(values.values());
  const above = sum.minus(100);
  if (isComplete ? above.abs().lte(SHARE_TOLERANCE) : above.lte(SHARE_TOLERANCE)) return null;
  const units = isComplete ? '各单位占比' : '已填单位占比';
  const should = isComplete ? `应为100%（允许相差${SHARE_TOLERANCE}个百分点）` : '已超过100%';
  return { code: 'bad_sum', message: `${units}合计${sum.toFixed()}%，${should}，请核对。` };
}

/**
 * Reads and judges a weight table, on the form as on the server.
 * @param unitCodes the 14 reporting units; any other unit is refused
 */
export function readWeights(
  rows: readonly TypedWeight[],
  measure: WeightMeasure,
  unitCodes: readonly string[],
): ReadWeights {
  const values = new Map<string, string>();
  const faults: Record<string, WeightFault> = {};
  const seen = new Set<string>();
  for (const { unitCode, value } of rows) {
    const field = `rows.${unitCode}`;
    if (!unitCodes.includes(unitCode)) {
      faults[field] = { code: 'unknown_unit', message: `没有这个填报单位：${unitCode.slice(0, 10)}` };
    } else if (seen.has(unitCode)) {
      faults[field] = { code: 'duplicate', message: '同一单位只能填写一行。' };
    } else {
      const read = readWeight(value ?? '', measure);
      if (typeof read === 'string') values.set(unitCode, read);
      else if (read !== null) faults[field] = read;
    }
    seen.add(unitCode);
  }
  if (Object.keys(faults).length > 0) return { values, faults };
  if (values.size === 0) {
    return { values, faults: { rows: { code: 'required', message: '请至少填写一个单位。' } } };
  }
  const fault = measure === 'sharePct' ? sumFault(values, values.size === unitCodes.length) : null;
  return { values, faults: fault ? { rows: fault } : {} };
}
