import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/open.ts';
import {
  auditLog,
  certificateBase,
  certificateBatch,
  cultivation,
  indicator,
  intensityBaseline,
  intensityTarget,
  quota,
  task,
  taskDepartment,
  taskIndicator,
  unit,
} from '../db/schema.ts';
import { seedReference } from './reference.ts';

/** 25 tasks, 67 + 21 departments of the city's and 9 of the province's, 13 printed and 8 further links to indicators. */
const TASK_ROWS = 25 + 67 + 21 + 9 + 13 + 8;

const AT = '2026-01-05T01:00:00.000Z';
let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-reference-'));
  db = openDatabase(join(folder, 'tracker.sqlite'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('the reference data', () => {
  test('writes units, baselines, targets, quotas, indicators, candidates, tasks and the frame of the roster', () => {
    expect(seedReference(db, AT)).toBe(15 + 15 + 45 + 98 + 98 + 21 + 19 + 15 + TASK_ROWS);
    expect(db.read.select().from(unit).all()).toHaveLength(15);
    expect(db.read.select().from(intensityBaseline).all()).toHaveLength(15);
    expect(db.read.select().from(intensityTarget).all()).toHaveLength(45);
    expect(db.read.select().from(quota).all()).toHaveLength(98);
    expect(db.read.select().from(indicator).all()).toHaveLength(19);
    const zone = db.read.select().from(intensityTarget).where(eq(intensityTarget.unitCode, 'JKQ')).all();
    expect(zone.map(({ year, targetPct }) => [year, targetPct])).toEqual([
      [2025, '-5'],
      [2026, '-4.2'],
      [2027, '-4'],
    ]);
  });

  test('leaves unknown what nobody has entered: bases, list dates, the carbon target', () => {
    seedReference(db, AT);
    const bases = db.read.select().from(certificateBase).all();
    expect(bases).toHaveLength(98);
    expect(bases.every(({ count }) => count === null)).toBe(true);
    const batches = db.read.select().from(certificateBatch).all();
    expect(batches).toHaveLength(21);
    expect(batches.every(({ publishedOn }) => publishedOn === null)).toBe(true);
    const carbon = db.read.select().from(indicator).where(eq(indicator.id, 'carbonIntensity')).get();
    expect(carbon).toMatchObject({ target: null, targetSource: null });
  });

  test('a blank quota is NULL in the database', () => {
    seedReference(db, AT);
    const blanks = db.read
      .select()
      .from(quota)
      .all()
      .filter(({ count }) => count === null);
    expect(blanks).toHaveLength(31);
  });

  test('a second start changes nothing and logs nothing', () => {
    seedReference(db, AT);
    const commits = db.commits();
    expect(seedReference(db, '2026-01-06T01:00:00.000Z')).toBe(0);
    expect(db.commits()).toBe(commits);
    const log = db.read.select().from(auditLog).all();
    expect(log.map(({ action, at }) => [action, at])).toEqual([['seed.reference', AT]]);
  });

  test('a candidate the bureau has moved on is not entered again; a database from before gets the list', () => {
    seedReference(db, AT);
    const moved = { stage: 'applied', column: 'zeroCarbonFactoryNational', unitCode: 'JKQ' } as const;
    db.write((tx) => {
      tx.update(cultivation).set(moved).where(eq(cultivation.name, '德福电子')).run();
    });
    expect(seedReference(db, AT)).toBe(0);
    const rows = () => db.read.select().from(cultivation).all();
    expect(rows().find(({ name }) => name === '德福电子')).toMatchObject({ ...moved, clause: '二（二）5' });
    db.write((tx) => {
      tx.delete(cultivation).run();
    });
    expect(seedReference(db, AT)).toBe(15);
    expect(rows()).toHaveLength(15);
  });

  test('a database from before gets the tasks; departments the bureau has assigned stay', () => {
    seedReference(db, AT);
    const day = { printed: false, assignedOn: '2025-09-05' };
    const assigned = { taskId: 'province-1', department: '市发改委', sortOrder: 1, ...day };
    db.write((tx) => {
      tx.insert(taskDepartment).values(assigned).run();
    });
    expect(seedReference(db, AT)).toBe(0);
    expect(db.read.select().from(taskDepartment).where(eq(taskDepartment.printed, false)).all()).toEqual([
      assigned,
    ]);
    db.write((tx) => {
      tx.delete(taskIndicator).run();
      tx.delete(taskDepartment).run();
      tx.delete(task).run();
    });
    expect(seedReference(db, AT)).toBe(TASK_ROWS);
    expect(db.read.select().from(task).where(eq(task.id, 'plan-21')).get()).toMatchObject({
      number: '21',
      clause: '二、（六）21',
    });
  });

  test('what the bureau has entered since is not overwritten', () => {
    seedReference(db, AT);
    db.write((tx) => {
      tx.update(certificateBase).set({ count: 5 }).where(eq(certificateBase.unitCode, 'JKQ')).run();
      tx.update(indicator).set({ target: '-18' }).where(eq(indicator.id, 'carbonIntensity')).run();
      tx.delete(indicator).where(eq(indicator.id, 'benchmarkDoubling')).run();
    });
    expect(seedReference(db, AT)).toBe(1);
    const carbon = db.read.select().from(indicator).where(eq(indicator.id, 'carbonIntensity')).get();
    expect(carbon?.target).toBe('-18');
    const zone = db.read.select().from(certificateBase).where(eq(certificateBase.unitCode, 'JKQ')).all();
    expect(zone.every(({ count }) => count === 5)).toBe(true);
  });
});
