import type { WeightsInput, WeightsReply } from '../../../server/causes/schema.ts';
import type { WeightBasis, WeightMeasure } from '../../../server/rules/value-added.ts';
import { formatNumber } from '../../format.ts';
import { unitNamed } from '../../reporting/feedback-grid.ts';

/** The table of value-added weights (增加值占比) as typed. */
export interface WeightsDraft {
  basis: WeightBasis;
  measure: WeightMeasure;
  source: string;
  /** unit code → text as typed; blank units are left out */
  values: Readonly<Record<string, string>>;
}

type Unit = Pick<WeightsReply['rows'][number], 'unitCode' | 'name'>;

/** Shares may miss 100 by this much, in points, for rounding. */
const TOLERANCE = 0.5;

/** What stands there now, or an empty table of shares. */
export function draftOf(reply: WeightsReply): WeightsDraft {
  return {
    basis: reply.basis ?? 'valueAdded',
    measure: reply.measure ?? 'sharePct',
    source: reply.source ?? '',
    values: Object.fromEntries(
      reply.rows.flatMap(({ unitCode, value }) => (value === null ? [] : [[unitCode, value]])),
    ),
  };
}

/** The draft as it is sent; every unit has its line. */
export function inputOf(draft: WeightsDraft, reply: WeightsReply): WeightsInput {
  return {
    version: reply.version,
    basis: draft.basis,
    measure: draft.measure,
    source: draft.source.trim(),
    rows: reply.rows.map(({ unitCode }) => ({
      unitCode,
      value: (draft.values[unitCode] ?? '').trim() || null,
    })),
  };
}

/** A number as people type and paste it: full width, thousands separators, a percent sign; null where it is none. */
export function numberOf(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/(?:%|亿元)$/, '');
  return /^\d+(?:\.\d+)?$|^\.\d+$/.test(plain) ? Number(plain) : null;
}

/** Live sum of what is typed. */
export interface WeightSum {
  text: string;
  tone: 'good' | 'warn' | 'bad' | 'plain';
}

/** The sum with what is still to do: shares have to make 100, blanks and unreadable texts are counted. */
export function sumOf(draft: WeightsDraft, units: readonly Unit[]): WeightSum {
  const typed = units.flatMap(({ unitCode }) => {
    const text = (draft.values[unitCode] ?? '').trim();
    return text === '' ? [] : [numberOf(text)];
  });
  if (typed.length === 0) return { text: '尚未填写', tone: 'plain' };
  const sum = typed.reduce<number>((total, value) => total + (value ?? 0), 0);
  const rounded = Math.round(sum * 1e6) / 1e6;
  const unit = draft.measure === 'sharePct' ? '%' : '亿元';
  const start = `合计${formatNumber(rounded)}${unit}`;
  const wrong = typed.filter((value) => value === null).length;
  if (wrong > 0) return { text: `${start}，另有${wrong}格不是数`, tone: 'bad' };
  const blank = units.length - typed.length;
  const rest = blank > 0 ? `，还有${blank}个单位未填` : '';
  if (draft.measure === 'yiYuan') return { text: `${start}${rest}`, tone: blank > 0 ? 'warn' : 'good' };
  const over = Math.round((rounded - 100) * 1e6) / 1e6;
  if (over > TOLERANCE)
    return { text: `${start}，比100%多${formatNumber(over)}个百分点${rest}`, tone: 'bad' };
  if (blank > 0) return { text: `${start}${rest}`, tone: 'warn' };
  if (over < -TOLERANCE) return { text: `${start}，比100%少${formatNumber(-over)}个百分点`, tone: 'bad' };
  return { text: start, tone: 'good' };
}

/** What became of a pasted block. */
export interface Pasted {
  values: Record<string, string>;
  taken: number;
  /** lines that found no unit */
  left: number;
}

const CITY = '360400';

/** A heading above a bare column: text that is neither a number nor a mark for nothing. */
const isHeading = (row: readonly string[]) =>
  row.every((cell) => numberOf(cell) === null) && row.some((cell) => /[\p{L}]/u.test(cell));

/**
 * Fills a block copied in Excel or WPS: lines that name their unit go to it, in any order; a bare column goes downwards
 * from the cursor. 合计 and headings are passed over.
 * @returns null for a single cell, which is pasted as always
 */
export function pasteWeights(
  rows: readonly (readonly string[])[],
  from: string,
  units: readonly Unit[],
  before: Readonly<Record<string, string>>,
): Pasted | null {
  if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return null;
  const known = [
    ...units.map(({ unitCode, name }) => ({ code: unitCode, name })),
    { code: CITY, name: '全市' },
  ];
  const isNamed = rows.some((row) => row.some((cell) => unitNamed(cell, known) !== undefined));
  const values = { ...before };
  let taken = 0;
  let left = 0;
  const start = units.findIndex(({ unitCode }) => unitCode === from);
  const lines = !isNamed && rows[0] && isHeading(rows[0]) ? rows.slice(1) : rows;
  for (const [down, row] of lines.entries()) {
    const place = row.findIndex((cell) => unitNamed(cell, known) !== undefined);
    const code = isNamed ? unitNamed(row[place], known)?.code : units[start + down]?.unitCode;
    const value = row
      .slice(place + 1)
      .find((cell) => numberOf(cell) !== null)
      ?.trim();
    if (code === CITY || (value === undefined && row.every((cell) => numberOf(cell) === null))) continue;
    if (code === undefined || value === undefined) {
      left += 1;
      continue;
    }
    values[code] = value;
    taken += 1;
  }
  return { values, taken, left };
}

/** '已填入14个单位', with what was not. */
export function pastedWords({ taken, left }: Pasted): string {
  const rest = left > 0 ? `，${left}行没有对应的单位，未填入` : '';
  return `已从剪贴板填入${taken}个单位${rest}。`;
}
