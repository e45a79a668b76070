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
