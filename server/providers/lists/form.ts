import { Decimal } from '../../analytics/decimal.ts';
import type { LedgerListReply } from '../schema.ts';

/** The head of a list: the columns of the usual form (清单), 序号 first. */
export type Columns = LedgerListReply['columns'];
export type Cells = LedgerListReply['rows'][number]['cells'];

/** One line of a list before it is numbered. */
export interface Line {
  key: string;
  firmId: number | null;
  providerId: number | null;
  /** what to know of it, beside its name */
  mark?: string;
  cells: Cells;
}

/** What one of the four lists says; head and reporter are the same for all. */
export type ListContent = Pick<
  LedgerListReply,
  'title' | 'unitWords' | 'columns' | 'sentence' | 'note' | 'next' | 'internal'
> & { lines: Line[] };

export const text = (label: string) => ({ label, kind: 'text' as const });
export const number = (label: string) => ({ label, kind: 'number' as const });
export const integer = (label: string) => ({ label, kind: 'integer' as const });
export const date = (label: string) => ({ label, kind: 'date' as const });

/** The head every list of firms begins with. */
export const FIRM_HEAD: Columns = [
  integer('序号'),
  text('企业名称'),
  text('统一社会信用代码'),
  text('县（市、区）'),
  text('行业'),
];

/** Numbers the lines: 序号 from 1. */
export function numbered(lines: readonly Line[]): LedgerListReply['rows'] {
  return lines.map(({ cells, mark = null, ...line }, index) => ({
    ...line,
    mark,
    cells: [index + 1, ...cells],
  }));
}

/** The sum of what is stated, as plain decimal text; null where nothing is. */
export function sumOf(values: readonly (string | null)[]): string | null {
  const stated = values.filter((value) => value !== null);
  if (stated.length === 0) return null;
  return stated.reduce<Decimal>((sum, value) => sum.plus(value), new Decimal(0)).toFixed();
}

/** 分 as 万元, plain decimal text. */
export function wanOf(fen: readonly (number | null)[]): string | null {
  const sum = sumOf(fen.map((value) => (value === null ? null : String(value))));
  return sum === null ? null : new Decimal(sum).div(1_000_000).toFixed();
}

/** Several values in one cell; null where there is none. */
export function joined(values: readonly (string | null)[]): string | null {
  const known = [...new Set(values.filter((value) => value !== null && value !== ''))];
  return known.length === 0 ? null : known.join('；');
}
