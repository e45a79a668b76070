import { Decimal } from '../../analytics/decimal.ts';
import {
  type FactDefinition,
  type FactName,
  type Facts,
  factDefinition,
  isFactName,
  isMatterId,
  PAYER_LABELS,
  RECEIPT_LEVELS,
  type Receipt,
} from './vocabulary.ts';

export interface FactError {
  /** The fact's name as it was sent; '' where the input as a whole is wrong. */
  name: string;
  /** One Chinese sentence. */
  message: string;
}

/** A value that passed, or why it did not. */
type Parsed = { value: unknown } | { message: string };

const PLAIN_DECIMAL = /^-?(?:0|[1-9]\d{0,14})(?:\.(\d{1,12}))?$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Reads facts from outside (JSON of the API, a file, a form). Unknown names are refused, not ignored; a wrong type is
 * told in Chinese; null counts as missing. Decimals come out as plain text, exactly as written.
 * @returns the facts that passed, and one error for each that did not
 */
export function parseFacts(input: unknown): { facts: Facts; errors: FactError[] } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { facts: {}, errors: [{ name: '', message: '事实应为一个 JSON 对象，键为事实名称。' }] };
  }
  const facts: Partial<Record<FactName, unknown>> = {};
  const errors: FactError[] = [];
  for (const [name, value] of Object.entries(input)) {
    if (!isFactName(name)) {
      errors.push({ name, message: `没有名为“${name.slice(0, 60)}”的事实。` });
      continue;
    }
    if (value === null || value === undefined) continue;
    const parsed = parseValue(factDefinition(name), value);
    if ('message' in parsed) errors.push({ name, message: parsed.message });
    else facts[name] = parsed.value;
  }
  const checked = facts as Facts;
  return { facts: checked, errors: [...errors, ...improvementConflict(checked)] };
}

function parseValue(definition: FactDefinition, value: unknown): Parsed {
  const { label } = definition;
  switch (definition.type) {
    case 'boolean':
      return typeof value === 'boolean'
        ? { value }
        : { message: `“${label}”应为 true（是）或 false（否）。` };
    case 'choice':
      return parseChoice(definition, value);
    case 'date':
      return isDate(value) ? { value } : { message: `“${label}”应为日期，形如 2026-03-01。` };
    case 'integer':
      return parseInteger(definition, value);
    case 'decimal':
      return parseDecimal(definition, value);
    case 'receipts':
      return parseReceipts(definition, value);
  }
}

function parseChoice({ label, values = {} }: FactDefinition, value: unknown): Parsed {
  if (typeof value === 'string' && Object.hasOwn(values, value)) return { value };
  const permitted = Object.entries(values).map(([key, words]) => `${key}（${words}）`);
  return { message: `“${label}”应为以下之一：${permitted.join('、')}。` };
}

/** A real day of the calendar between 2000 and 2099. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const match = DATE.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Plain decimal text of a number or text as written; null where it is neither. '−' (U+2212) counts as a minus. */
function decimalText(value: unknown): string | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const text = String(value).trim().replace('−', '-');
  return PLAIN_DECIMAL.test(text) ? text : null;
}

function outOfRange(definition: FactDefinition, text: string): string | null {
  const { label, unit, min, max, minExcluded = false } = definition;
  const number = new Decimal(text);
  if (min !== undefined && (minExcluded ? number.lte(min) : number.lt(min))) {
    return `“${label}”应${minExcluded ? '大于' : '不小于'}${min}${unitText(unit)}。`;
  }
  if (max !== undefined && number.gt(max)) return `“${label}”应不大于${max}${unitText(unit)}，请核对单位。`;
  return null;
}

const unitText = (unit: string | null) => (unit === null || unit === '同一计量单位' ? '' : ` ${unit}`);

function parseInteger(definition: FactDefinition, value: unknown): Parsed {
  const text = decimalText(value);
  if (text === null || text.includes('.')) return { message: `“${definition.label}”应为整数。` };
  const message = outOfRange(definition, text);
  return message === null ? { value: Number(text) } : { message };
}

function parseDecimal(definition: FactDefinition, value: unknown): Parsed {
  const { label, places = 8 } = definition;
  const text = decimalText(value);
  if (text === null) return { message: `“${label}”应为数字，形如 1234.5，不带单位和千分位。` };
  if ((PLAIN_DECIMAL.exec(text)?.[1]?.length ?? 0) > places)
    return { message: `“${label}”最多 ${places} 位小数。` };
  const message = outOfRange(definition, text);
  return message === null ? { value: text } : { message };
}

function parseReceipts({ label }: FactDefinition, value: unknown): Parsed {
  if (!Array.isArray(value)) return { message: `“${label}”应为列表，每项含 from、matter、amountYuan。` };
  const receipts: Receipt[] = [];
  for (const [index, item] of value.entries()) {
    const parsed = parseReceipt(item);
    if (typeof parsed === 'string') return { message: `“${label}”第${index + 1}项：${parsed}` };
    receipts.push(parsed);
  }
  return { value: receipts };
}

const RECEIPT_AMOUNT: FactDefinition = {
  type: 'decimal',
  label: 'amountYuan（已得金额）',
  unit: '元',
  min: '0',
  max: '1000000000000',
  places: 2,
};

function parseReceipt(item: unknown): Receipt | string {
  if (typeof item !== 'object' || item === null) return '应为对象。';
  const { from, matter, amountYuan, level, ...rest } = item as Record<string, unknown>;
  const [unknownKey] = Object.keys(rest);
  if (unknownKey !== undefined) return `不认识“${unknownKey.slice(0, 60)}”。`;
  if (!isKeyOf(PAYER_LABELS, from)) return 'from 应为 province、city 或 district。';
  if (typeof matter !== 'string' || !isMatterId(matter)) return 'matter 应为事项表中的事项编号。';
  const amount = parseDecimal(RECEIPT_AMOUNT, amountYuan);
  if ('message' in amount) return amount.message;
  const receipt = { from, matter, amountYuan: String(amount.value) };
  if (level === undefined || level === null) return receipt;
  if (!isKeyOf(RECEIPT_LEVELS, level)) return 'level 应为 national、provincial 或 municipal。';
  return { ...receipt, level };
}

function isKeyOf<T extends object>(table: T, key: unknown): key is keyof T & string {
  return typeof key === 'string' && Object.hasOwn(table, key);
}

/** The improvement written as a percentage must be what before and after give, to the decimals written. */
function improvementConflict(facts: Facts): FactError[] {
  const { unitEnergyBefore: before, unitEnergyAfter: after, improvementPct: written } = facts;
  if (before === undefined || after === undefined || written === undefined) return [];
  const exact = improvementOf(before, after);
  const places = new Decimal(written).decimalPlaces();
  if (exact.toDecimalPlaces(places).eq(written)) return [];
  const message = `按改造前、后数值计算的提升幅度为${exact.toDecimalPlaces(4)}%，与填报的${written}%不符。`;
  return [{ name: 'improvementPct', message }];
}

/**
 * Improvement of unit energy use in percent, exact in decimals: 0.4 → 0.38 is 5, not 5.000000000000004.
 * @param before before the retrofit, > 0
 * @param after after it, same unit
 */
export function improvementOf(before: string, after: string): Decimal {
  return new Decimal(before).minus(after).times(100).div(before);
}

/**
 * A percentage as shown: at most 2 decimals, cut off and never rounded up into the next tier. Where cutting it off would put
 * it on an edge it is above (5.0001 on 5) or on zero, as many decimals as tell them apart.
 * @param edges where tiers begin and end, percent
 */
export function percentText(value: Decimal, edges: readonly string[]): string {
  for (let places = 2; places < 20; places += 1) {
    const cut = value.toDecimalPlaces(places, Decimal.ROUND_DOWN);
    if (cut.eq(value) || !['0', ...edges].some((edge) => cut.eq(edge))) return cut.toFixed();
  }
  return value.toFixed();
}
