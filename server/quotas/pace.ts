import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import {
  certificate,
  certificateBase,
  certificateBatch,
  QUOTA_COLUMN_KEYS,
  quota,
  unit,
} from '../../db/schema.ts';
import type { QuotaKey } from '../analytics/quota-keys.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import { completionYear, quotaCell } from '../rules/quota-pace.ts';
import { rosterCounts, sumCounts } from '../rules/roster-counts.ts';
import type { QuotaCell, QuotaCountsReply, QuotaPaceReply } from './schema.ts';

const QUOTA_YEAR = 2027;

type CertificateRow = typeof certificate.$inferSelect;
type BatchRow = typeof certificateBatch.$inferSelect;

/** How far the yearly lists of one column have come on a date. */
function batchState(batches: BatchRow[], column: QuotaKey, date: string) {
  const own = batches.filter((batch) => batch.column === column);
  const isOut = (batch: BatchRow) => batch.publishedOn !== null && batch.publishedOn <= date;
  const current = own.find((batch) => batch.year === Math.min(Number(date.slice(0, 4)), QUOTA_YEAR));
  const published = own.filter(isOut);
  return {
    batchesPublished: published.length,
    lastListYear: published.length === 0 ? null : Math.max(...published.map(({ year }) => year)),
    batchesPlanned: PLAN_YEARS.length,
    currentBatchPublished: current !== undefined && isOut(current),
  };
}

interface CellFacts {
  quota: number | null;
  base: number | null;
  baseVersion: number;
  added: number;
  removed: number;
  stock: number | null;
}

function cellFacts(
  quotaCount: number | null,
  base: { count: number | null; version: number } | undefined,
  entries: CertificateRow[],
  date: string,
): CellFacts {
  const count = base?.count ?? null;
  const { added, removed, stock } = rosterCounts(count, entries, { date, year: null });
  return { quota: quotaCount, base: count, baseVersion: base?.version ?? 0, added, removed, stock };
}

type Sum = (pick: (facts: CellFacts) => number | null) => number | null;

/** City total of a column; the base is missing (缺基数) as soon as one unit with a quota lacks its own. */
function totalFacts(facts: CellFacts[]): CellFacts {
  const sum: Sum = (pick) => {
    const known = facts.map(pick).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
  };
  const incomplete = facts.some((one) => one.quota !== null && one.base === null);
  return {
    quota: sum((one) => one.quota),
    base: incomplete ? null : sum((one) => one.base),
    baseVersion: 0,
    added: sum((one) => one.added) ?? 0,
    removed: sum((one) => one.removed) ?? 0,
    stock: incomplete ? null : sum((one) => one.stock),
  };
}

/** A value for each of the seven columns. */
export function perColumn<T>(make: (column: QuotaKey) => T): Record<QuotaKey, T> {
  return Object.fromEntries(QUOTA_COLUMN_KEYS.map((column) => [column, make(column)])) as Record<QuotaKey, T>;
}

/** The rows of a unit and column, sorted out once for all of them. */
function byCell<T extends { unitCode: string; column: string }>(rows: readonly T[]) {
  const cells = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.unitCode} ${row.column}`;
    const cell = cells.get(key);
    if (cell) cell.push(row);
    else cells.set(key, [row]);
  }
  return (code: string, column: QuotaKey): T[] => cells.get(`${code} ${column}`) ?? [];
}

/** Stock and batch pace of every unit and column on a date: five queries whatever the size. */
export function quotaPace(db: ReadDb, date: string): QuotaPaceReply {
  const units = db.select().from(unit).orderBy(asc(unit.sortOrder)).all();
  const quotas = byCell(db.select().from(quota).where(eq(quota.year, QUOTA_YEAR)).all());
  const bases = byCell(db.select().from(certificateBase).all());
  const certificates = byCell(db.select().from(certificate).all());
  const batches = db.select().from(certificateBatch).orderBy(asc(certificateBatch.year)).all();
  const states = perColumn((column) => batchState(batches, column, date));
  const graded = (column: QuotaKey, facts: CellFacts): QuotaCell => {
    const state = { ...facts, ...states[column] };
    const { year, reason } = completionYear({ ...state, year: Number(date.slice(0, 4)) });
    return { ...facts, ...quotaCell(state), completionYear: year, noCompletion: reason };
  };
  const rows = units
    .filter((one) => one.kind !== 'city')
    .map((one) => ({
      code: one.code,
      name: one.name,
      facts: perColumn((column) =>
        cellFacts(
          quotas(one.code, column)[0]?.count ?? null,
          bases(one.code, column)[0],
          certificates(one.code, column),
          date,
        ),
      ),
    }));
  return {
    asOf: date,
    year: QUOTA_YEAR,
    batches,
    units: rows.map(({ code, name, facts }) => ({
      code,
      name,
      cells: perColumn((column) => graded(column, facts[column])),
    })),
    totals: perColumn((column) => graded(column, totalFacts(rows.map((row) => row.facts[column])))),
  };
}

/**
 * 新增, 退出, 净增 and 累计 of every unit and column, of one year or of all: from the same base and entries as the matrix.
 * @param year of the lists, and of the removals; null = all
 */
export function quotaCounts(db: ReadDb, date: string, year: number | null): QuotaCountsReply {
  const units = db.select().from(unit).orderBy(asc(unit.sortOrder)).all();
  const quotas = byCell(db.select().from(quota).where(eq(quota.year, QUOTA_YEAR)).all());
  const bases = byCell(db.select().from(certificateBase).all());
  const certificates = byCell(db.select().from(certificate).all());
  const rows = units
    .filter((one) => one.kind !== 'city')
    .map(({ code, name }) => ({
      code,
      name,
      counts: perColumn((column) =>
        rosterCounts(bases(code, column)[0]?.count ?? null, certificates(code, column), {
          date,
          year,
        }),
      ),
    }));
  const lacksBase = (column: QuotaKey) =>
    rows.some(
      ({ code, counts }) =>
        counts[column].stock === null && (quotas(code, column)[0]?.count ?? null) !== null,
    );
  const totals = perColumn((column) =>
    sumCounts(
      rows.map(({ counts }) => counts[column]),
      lacksBase(column),
    ),
  );
  return { asOf: date, year, units: rows, totals };
}
