import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { auditLog, report, reportDecision, reportRevision, setting, user } from '../../db/schema.ts';
import { seedReference } from '../reference.ts';
import { DEMO_PASSWORD } from './accounts.ts';
import { DemoRefusedError, isDemo, loadDemo } from './load.ts';

const NOW = '2026-11-21T01:00:00.000Z';
let folder: string;
let db: Database;
let hashed: string[];

function load(): Promise<number> {
  const hashPassword = (password: string) => {
    hashed.push(password);
    return `hash of ${password.length}`;
  };
  return loadDemo(db, { hashPassword, now: NOW });
}

function reportOf(unitCode: string, period: string) {
  const where = and(eq(report.unitCode, unitCode), eq(report.period, period));
  return db.read.select().from(report).where(where).get();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-demo-'));
  db = openDatabase(join(folder, 'tracker.sqlite'));
  hashed = [];
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('loading the demo into an empty database', () => {
  beforeEach(async () => {
    await load();
  });

  test('marks the database as a demo and hashes the shared password once', () => {
    expect(isDemo(db)).toBe(true);
    expect(hashed).toEqual([DEMO_PASSWORD]);
  });

  test('makes four offices, the bureau with two people, two departments, one officer per unit named after its code, a signer and one with two units', () => {
    const names = db.read
      .select({ name: user.username })
      .from(user)
      .all()
      .map(({ name }) => name);
    expect(names).toHaveLength(23);
    expect(names).toEqual(expect.arrayContaining(['admin', 'bureau', 'bureau-2', 'leader', 'auditor']));
    expect(names).toEqual(expect.arrayContaining(['county-360402', 'county-jkq', 'county-360483']));
  });

  test.each([
    ['360400', '2026-10', { status: 'approved', approvedRevision: 1, releasedRevision: null }],
    ['360428', '2026-10', { status: 'submitted', approvedRevision: null, releasedRevision: null }],
    ['360423', '2026-10', { status: 'returned', approvedRevision: null, releasedRevision: null }],
    [
      '360402',
      '2026-09',
      { status: 'approved', latestRevision: 2, approvedRevision: 2, releasedRevision: 2 },
    ],
    [
      '360481',
      '2026-08',
      { status: 'approved', latestRevision: 2, approvedRevision: 2, releasedRevision: 2 },
    ],
    [
      '360483',
      '2025-02',
      { status: 'approved', latestRevision: 1, approvedRevision: 1, releasedRevision: 1 },
    ],
  ])('stores the state of %s in %s', (unitCode, period, expected) => {
    expect(reportOf(unitCode, period)).toMatchObject(expected);
  });

  test('leaves out the report that nobody filed', () => {
    expect(reportOf('360425', '2026-10')).toBeUndefined();
  });

  test('names the county’s officer as submitter and the bureau as decider; the bureau files for 全市', () => {
    const submitters = db.read
      .select({ unitCode: report.unitCode, by: user.username })
      .from(reportRevision)
      .innerJoin(report, eq(report.id, reportRevision.reportId))
      .innerJoin(user, eq(user.id, reportRevision.submittedBy))
      .all();
    for (const { unitCode, by } of submitters) {
      expect(by).toBe(unitCode === '360400' ? 'bureau' : `county-${unitCode.toLowerCase()}`);
    }
    const deciders = db.read
      .select({ by: user.username })
      .from(reportDecision)
      .innerJoin(user, eq(user.id, reportDecision.decidedBy))
      .all();
    expect(new Set(deciders.map(({ by }) => by))).toEqual(new Set(['bureau']));
  });

  test('logs every submission and decision, in the order of time, in an unbroken chain', () => {
    const log = db.read.select().from(auditLog).all();
    const count = (action: string) => log.filter((row) => row.action === action).length;
    expect(count('report.submit')).toBe(db.read.select().from(reportRevision).all().length);
    expect(count('report.approve') + count('report.return')).toBe(
      db.read.select().from(reportDecision).all().length,
    );
    expect(count('account.create')).toBe(23);
    expect(count('period.release')).toBe(11 + 8 + 1 + 1);
    expect(verifyAudit(db.read).ok).toBe(true);
    const times = log.filter(({ action }) => !action.startsWith('seed.')).map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(log.some(({ after }) => after?.includes('hash of'))).toBe(false);
  });

  test('a second start finds the demo there and leaves it alone', async () => {
    const commits = db.commits();
    expect(await load()).toBe(0);
    expect(db.commits()).toBe(commits);
  });
});

describe('the demo refuses', () => {
  test('a database that holds real reports, and changes nothing in it', async () => {
    seedReference(db, NOW);
    db.write((tx) => {
      tx.insert(report).values({ unitCode: '360402', period: '2026-10', status: 'draft', version: 1 }).run();
    });
    const commits = db.commits();
    await expect(load()).rejects.toThrow(DemoRefusedError);
    await expect(load()).rejects.toThrow(/已有正式填报数据，不能装入演示数据/);
    expect(db.commits()).toBe(commits);
    expect(db.read.select().from(user).all()).toEqual([]);
    expect(db.read.select().from(setting).all()).toEqual([]);
  });

  test('a database with real accounts: a known password must not get in', async () => {
    db.write((tx) => {
      tx.insert(user)
        .values({
          username: 'admin',
          displayName: '管理员',
          role: 'admin',
          passwordHash: 'x',
          mustChangePassword: true,
          passwordChangedAt: NOW,
          createdAt: NOW,
        })
        .run();
    });
    await expect(load()).rejects.toThrow(/已有正式账号/);
    expect(db.read.select().from(user).all()).toHaveLength(1);
  });
});
