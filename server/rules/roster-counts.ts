import { BASELINE_YEAR } from './periods.ts';
import type { StockEntry } from './quota-pace.ts';

/** 新增, 退出, 净增 and 累计 of one column and unit. Always computed from the base and the entries, never typed in. */
export interface RosterCounts {
  /** entries of later lists than 2024, published by the date (新增), whatever became of them */
  added: number;
  /** entries that left (退出), those that name a part of the base among them */
  removed: number;
  /** 净增: added − removed */
  net: number;
  /** 累计: base + the net of all years, by the date; null where the base was not entered (缺基数) */
  stock: number | null;
}

/** What is counted: on which date, and of which year alone (null = all years of the plan). */
export interface CountsAsOf {
  date: string;
  year: number | null;
}

const yearOf = (date: string) => Number(date.slice(0, 4));

/** Titles of a list after the baseline that were out by the date; `year` is the year of the list (名单年度). */
const isAdded = (entry: StockEntry, { date, year }: CountsAsOf) =>
  entry.listYear > BASELINE_YEAR && entry.publishedOn <= date && (year === null || entry.listYear === year);

/** A removal counts in the year it happens, whatever list the title came with. */
const isRemoved = ({ publishedOn, removedOn }: StockEntry, { date, year }: CountsAsOf) =>
  publishedOn <= date &&
  removedOn !== null &&
  removedOn <= date &&
  (year === null || yearOf(removedOn) === year);

/**
 * Counts of one column and unit. The net of every year together is the net of all years, and base + net of all years is
 * the stock of the matrix (`stockOn`).
 */
export function rosterCounts(
  base: number | null,
  entries: readonly StockEntry[],
  asOf: CountsAsOf,
): RosterCounts {
  const count = (test: (entry: StockEntry, when: CountsAsOf) => boolean, when: CountsAsOf) =>
    entries.filter((entry) => test(entry, when)).length;
  const net = (when: CountsAsOf) => count(isAdded, when) - count(isRemoved, when);
  return {
    added: count(isAdded, asOf),
    removed: count(isRemoved, asOf),
    net: net(asOf),
    stock: base === null ? null : base + net({ ...asOf, year: null }),
  };
}

/**
 * City total of a column.
 * @param isIncomplete whether a unit that counts lacks its base: then the city's 累计 is not known either
 */
export function sumCounts(parts: readonly RosterCounts[], isIncomplete: boolean): RosterCounts {
  const sum = (pick: (counts: RosterCounts) => number) => parts.reduce((all, one) => all + pick(one), 0);
  const known = parts.filter(({ stock }) => stock !== null);
  return {
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    net: sum(({ net }) => net),
    stock:
      isIncomplete || known.length === 0 ? null : known.reduce((all, { stock }) => all + (stock ?? 0), 0),
  };
}
