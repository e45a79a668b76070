import { eq } from 'drizzle-orm';
import { appendAudit } from '../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../db/open.ts';
import {
  certificateBase,
  certificateBatch,
  cultivation,
  indicator,
  intensityBaseline,
  intensityTarget,
  QUOTA_COLUMN_KEYS,
  quota,
  task,
  taskDepartment,
  taskIndicator,
  unit,
} from '../db/schema.ts';
import { BASELINE_YEAR, INTENSITY_ROWS, QUOTA_ROWS, QUOTA_YEAR } from './attachment2.ts';
import { CANDIDATES, type SeedCandidate } from './cultivation.ts';
import { INDICATOR_DOCUMENT, INDICATORS } from './indicators.ts';
import { TASKS } from './tasks.ts';
import { REPORTING_UNITS, UNITS } from './units.ts';

/** Years in which a list of certificates (批次) is expected. */
const BATCH_YEARS = [2025, 2026, 2027] as const;
const TARGET_YEARS = [2025, 2026, 2027] as const;

function insertUnits(tx: WriteTx): number {
  const rows = UNITS.map((seed, sortOrder) => ({ ...seed, sortOrder }));
  return tx.insert(unit).values(rows).onConflictDoNothing().run().changes;
}

function insertIntensity(tx: WriteTx): number {
  const baselines = INTENSITY_ROWS.map(({ unitCode, energyWanTce, intensityChangePct }) => ({
    unitCode,
    year: BASELINE_YEAR,
    energyWanTce,
    intensityChangePct,
  }));
  const targets = INTENSITY_ROWS.flatMap(({ unitCode, targetsPct }) =>
    TARGET_YEARS.map((year) => ({ unitCode, year, targetPct: targetsPct[year] })),
  );
  return (
    tx.insert(intensityBaseline).values(baselines).onConflictDoNothing().run().changes +
    tx.insert(intensityTarget).values(targets).onConflictDoNothing().run().changes
  );
}

function insertQuotas(tx: WriteTx): number {
  const rows = QUOTA_ROWS.flatMap(({ unitCode, quotas }) =>
    QUOTA_COLUMN_KEYS.map((column) => ({ unitCode, column, year: QUOTA_YEAR, count: quotas[column] })),
  );
  return tx.insert(quota).values(rows).onConflictDoNothing().run().changes;
}

/** End-2024 stocks stay null (缺基数) and batches unpublished (待公布) until the bureau enters them. */
function insertRosterFrame(tx: WriteTx): number {
  const bases = REPORTING_UNITS.flatMap(({ code }) =>
    QUOTA_COLUMN_KEYS.map((column) => ({ unitCode: code, column, count: null })),
  );
  const batches = QUOTA_COLUMN_KEYS.flatMap((column) =>
    BATCH_YEARS.map((year) => ({ column, year, publishedOn: null })),
  );
  return (
    tx.insert(certificateBase).values(bases).onConflictDoNothing().run().changes +
    tx.insert(certificateBatch).values(batches).onConflictDoNothing().run().changes
  );
}

function insertIndicators(tx: WriteTx): number {
  const rows = INDICATORS.map((seed, sortOrder) => ({
    ...seed,
    sortOrder,
    targetSource: seed.target === null ? null : INDICATOR_DOCUMENT,
  }));
  return tx.insert(indicator).values(rows).onConflictDoNothing().run().changes;
}

/** The plan's candidates that are not on record; known by name and clause, which nobody can change. */
function missingCandidates(db: Pick<ReadDb, 'select'>): SeedCandidate[] {
  const known = db.select({ name: cultivation.name, clause: cultivation.clause }).from(cultivation).all();
  return CANDIDATES.filter(
    (seed) => !known.some(({ name, clause }) => name === seed.name && clause === seed.clause),
  );
}

function insertCandidates(tx: WriteTx): number {
  const rows = missingCandidates(tx).map((seed) => ({ ...seed, stage: 'planned' as const }));
  return rows.length === 0 ? 0 : tx.insert(cultivation).values(rows).run().changes;
}

/** Departments as printed, in printed order. */
const TASK_DEPARTMENTS = TASKS.flatMap(({ id, departments }) =>
  departments.map((department, sortOrder) => ({ taskId: id, department, sortOrder, printed: true })),
);

const TASK_INDICATORS = TASKS.flatMap(({ id, printed, belonging }) => [
  ...printed.map((indicatorId) => ({ taskId: id, indicatorId, printed: true })),
  ...belonging.map((indicatorId) => ({ taskId: id, indicatorId, printed: false })),
]);

/** The ledger of tasks (任务台账); after the indicators, which it refers to. */
function insertTasks(tx: WriteTx): number {
  const rows = TASKS.map(({ departments: _d, printed: _p, belonging: _b, ...columns }, sortOrder) => ({
    ...columns,
    sortOrder,
  }));
  return (
    tx.insert(task).values(rows).onConflictDoNothing().run().changes +
    tx.insert(taskDepartment).values(TASK_DEPARTMENTS).onConflictDoNothing().run().changes +
    tx.insert(taskIndicator).values(TASK_INDICATORS).onConflictDoNothing().run().changes
  );
}

/**
 * Writes what the plan prints: units, baselines, targets, quotas, indicators, named candidates (培育对象), tasks, and
 * the empty frame of the roster.
 * Idempotent: rows that exist are left alone (the bureau may have changed them), so it can run at every start;
 * one audit row where anything was added.
 * @param at time of the run, UTC ISO 8601
 * @returns number of rows added, 0 at every start after the first
 */
export function seedReference(db: Database, at: string): number {
  if (isComplete(db)) return 0;
  return db.write((tx) => {
    const added =
      insertUnits(tx) +
      insertIntensity(tx) +
      insertQuotas(tx) +
      insertRosterFrame(tx) +
      insertIndicators(tx) +
      insertCandidates(tx) +
      insertTasks(tx);
    if (added > 0) {
      appendAudit(tx, {
        at,
        actor: { id: null, name: '系统' },
        action: 'seed.reference',
        entity: 'database',
        entityId: 'reference',
        after: { document: INDICATOR_DOCUMENT, rowsAdded: added },
      });
    }
    return added;
  });
}

/** Whether nothing is left to add; keeps an ordinary start free of writes. */
function isComplete(db: Database): boolean {
  const { read } = db;
  const columns = QUOTA_COLUMN_KEYS.length;
  return (
    read.select().from(unit).all().length >= UNITS.length &&
    read.select().from(intensityBaseline).all().length >= INTENSITY_ROWS.length &&
    read.select().from(intensityTarget).all().length >= INTENSITY_ROWS.length * TARGET_YEARS.length &&
    read.select().from(quota).all().length >= QUOTA_ROWS.length * columns &&
    read.select().from(certificateBase).all().length >= REPORTING_UNITS.length * columns &&
    read.select().from(certificateBatch).all().length >= columns * BATCH_YEARS.length &&
    read.select().from(indicator).all().length >= INDICATORS.length &&
    read.select().from(task).all().length >= TASKS.length &&
    read.select().from(taskDepartment).where(eq(taskDepartment.printed, true)).all().length >=
      TASK_DEPARTMENTS.length &&
    read.select().from(taskIndicator).all().length >= TASK_INDICATORS.length &&
    missingCandidates(read).length === 0
  );
}
