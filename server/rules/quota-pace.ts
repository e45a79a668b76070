import type { Lamp } from './grading.ts';
import { BASELINE_YEAR } from './periods.ts';

export interface QuotaCellInput {
  /** Quota for 2027, read as a total stock (总量口径, 待确认); null where the cell is blank. */
  quota: number | null;
  /** Stock at the end of 2024; null where it was not entered. */
  base: number | null;
  /** Stock on the date looked at; null where unknown. */
  stock: number | null;
  /** Yearly batches (批次) published so far within the plan, and planned in all. */
  batchesPublished: number;
  batchesPlanned: number;
  /** Whether the batch of the current year is out. */
  currentBatchPublished: boolean;
}

/** 无任务, 缺基数, 已达标, 达到进度, 待公布, 落后. */
export type QuotaStatus = 'noTask' | 'noBase' | 'met' | 'onPace' | 'pending' | 'behind';

export interface QuotaCell {
  /** Stock that the published batches should have brought, whole units; null without quota or base. */
  expected: number | null;
  /** Whole units overdue against the published batches, 0 or more. */
  behind: number;
  status: QuotaStatus;
  lamp: Lamp;
}

/**
 * Stock due by the batches published: base + (quota − base) × published / planned, rounded down, so that a part of a unit
 * is never overdue. Where the base already covers the quota, the quota itself is due: it must be kept.
 */
function expectedStock(quota: number, base: number, published: number, planned: number): number {
  if (base >= quota) return quota;
  if (planned <= 0) return base;
  return base + Math.floor(((quota - base) * Math.min(published, planned)) / planned);
}

/**
 * Pace of one cell of the quota matrix. Titles come in yearly batches, so pace goes by batches, not by days.
 * Source: DESIGN §3.10.
 */
export function quotaCell(input: QuotaCellInput): QuotaCell {
  const { quota, base, stock } = input;
  if (quota === null) return { expected: null, behind: 0, status: 'noTask', lamp: 'none' };
  if (base === null || stock === null) return { expected: null, behind: 0, status: 'noBase', lamp: 'none' };
  const expected = expectedStock(quota, base, input.batchesPublished, input.batchesPlanned);
  const behind = Math.max(0, expected - stock);
  if (stock >= quota) return { expected, behind: 0, status: 'met', lamp: 'green' };
  if (!input.currentBatchPublished) return { expected, behind, status: 'pending', lamp: 'none' };
  if (behind > 0) return { expected, behind, status: 'behind', lamp: 'red' };
  return { expected, behind: 0, status: 'onPace', lamp: 'green' };
}

export interface CompletionInput
  extends Pick<QuotaCellInput, 'quota' | 'base' | 'stock' | 'batchesPublished'> {
  /** Year of the newest list (名单年度) published; null before the first. */
  lastListYear: number | null;
  /** Year of the date looked at. */
  year: number;
}

/** Why no year can be named: 无任务, 缺基数, 已达标, 首批名单未公布, 现有批次没有净增. */
export type NoCompletion = 'noTask' | 'noBase' | 'met' | 'beforeFirst' | 'noPace';

/** Year in which the quota will be reached (预计完成年), or why none can be named. */
export type Completion = { year: number; reason: null } | { year: null; reason: NoCompletion };

const none = (reason: NoCompletion): Completion => ({ year: null, reason });

/**
 * Year of the list that reaches the quota at the present pace: the net gain since the end of 2024 by the batches published
 * so far, kept up by one further list a year. The next list is of the year after the newest one, never of a year that is over.
 * Whole lists: what a part of a list would bring comes with that list.
 * Source: DESIGN §3.10 (pace goes by batches, not by days).
 */
export function completionYear(input: CompletionInput): Completion {
  const { quota, base, stock, batchesPublished, lastListYear, year } = input;
  if (quota === null) return none('noTask');
  if (base === null || stock === null) return none('noBase');
  if (stock >= quota) return none('met');
  if (batchesPublished <= 0 || lastListYear === null) return none('beforeFirst');
  const gain = stock - base;
  if (gain <= 0) return none('noPace');
  const further = Math.ceil(((quota - stock) * batchesPublished) / gain);
  return { year: Math.max(lastListYear + 1, year) + further - 1, reason: null };
}

/** What of a roster entry (称号) decides the stock. */
export interface StockEntry {
  /** Year of the list (名单年度) it came with. */
  listYear: number;
  /** Days 'YYYY-MM-DD'. */
  publishedOn: string;
  removedOn: string | null;
}

/**
 * Stock (存量) on a date: the base counted at the end of 2024 + what came and went since. An entry of a list up to 2024
 * names a part of the base: it adds nothing, and takes one away from the day it is removed. An entry of a later list counts
 * from the day it is published to the day before it is removed.
 * @returns null where the base was not entered
 */
export function stockOn(date: string, base: number | null, entries: readonly StockEntry[]): number | null {
  if (base === null) return null;
  let stock = base;
  for (const entry of entries) {
    const removed = entry.removedOn !== null && entry.removedOn <= date;
    if (entry.listYear <= BASELINE_YEAR) stock -= removed ? 1 : 0;
    else if (entry.publishedOn <= date && !removed) stock += 1;
  }
  return stock;
}
