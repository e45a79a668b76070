import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, ne } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import {
  auditLog,
  beneficiary,
  caseFile,
  certificate,
  disbursement,
  fileContent,
  fundBudget,
  subsidyCase,
  subsidyCaseEvent,
} from '../../db/schema.ts';
import { demoCases } from './cases.ts';
import { loadDemo } from './load.ts';

let folder: string;
let db: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seed-money-'));
  db = openDatabase(join(folder, 'tracker.sqlite'));
  await loadDemo(db, { hashPassword: () => 'hash', now: '2026-11-21T01:00:00.000Z' });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe('the loaded demo', () => {
  test('holds every case with its events and payments', () => {
    const cases = demoCases();
    expect(db.read.select().from(subsidyCase).all()).toHaveLength(cases.length);
    const count = (of: (one: (typeof cases)[number]) => readonly unknown[]) => cases.flatMap(of).length;
    const steps = db.read.select().from(subsidyCaseEvent).where(ne(subsidyCaseEvent.step, 'file')).all();
    expect(steps).toHaveLength(count(({ events }) => events));
    expect(db.read.select().from(disbursement).all()).toHaveLength(count(({ payments }) => payments));
  });

  test('counts a case’s version by its steps, without files, and keeps who did 经办', () => {
    const events = db.read.select().from(subsidyCaseEvent).all();
    for (const row of db.read.select().from(subsidyCase).all()) {
      const own = events.filter(({ caseId }) => caseId === row.id);
      expect(row.version).toBe(own.filter(({ step }) => step !== 'file').length);
      expect(own.at(-1)?.toStage).toBe(row.stage);
      const handled = own.find(({ step }) => step === 'handle');
      expect(row.handledBy).toBe(handled?.by ?? null);
    }
  });

  test('keeps with an approval its document, its shares and the trace the amount comes from', () => {
    const approved = db.read
      .select()
      .from(subsidyCase)
      .all()
      .filter(({ approvedFen }) => approvedFen !== null);
    expect(approved.length).toBeGreaterThan(80);
    for (const { approvedFen, approvalDocument, funding, trace, expectedFen, noticeTo } of approved) {
      expect(approvalDocument).toContain('演示');
      const shares = JSON.parse(funding ?? '[]') as { fen: number }[];
      expect(shares.reduce((total, { fen }) => total + fen, 0)).toBe(approvedFen);
      expect((JSON.parse(trace) as { amountFen: number }).amountFen).toBe(expectedFen);
      expect(noticeTo).not.toBeNull();
    }
  });

  test('numbers the vouchers of a year in the order of payment, and the events repeat them', () => {
    const payments = db.read.select().from(disbursement).all();
    const ordered = [...payments].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
    const in2026 = ordered.filter(({ paidOn }) => paidOn.startsWith('2026')).map(({ voucher }) => voucher);
    expect(in2026[0]).toBe('演示拨-2026-0001');
    expect(in2026).toEqual([...in2026].sort());
    const told = db.read
      .select()
      .from(subsidyCaseEvent)
      .all()
      .filter(({ step }) => step === 'pay');
    expect(told.map(({ data }) => (JSON.parse(data ?? '{}') as { voucher: string }).voucher).sort()).toEqual(
      payments.map(({ voucher }) => voucher).sort(),
    );
  });

  test('ties every title to the beneficiary of its name', () => {
    const names = new Map(
      db.read
        .select()
        .from(beneficiary)
        .all()
        .map(({ id, name }) => [id, name]),
    );
    for (const { holder, beneficiaryId } of db.read.select().from(certificate).all()) {
      expect(names.get(beneficiaryId ?? 0)).toBe(holder);
    }
  });

  test('stores files that are PDFs, as long as they say and with their checksum', () => {
    const files = db.read
      .select({ name: caseFile.name, stored: fileContent })
      .from(caseFile)
      .innerJoin(fileContent, eq(fileContent.sha256, caseFile.sha256))
      .all();
    expect(files.length).toBeGreaterThan(60);
    for (const { name, stored } of files) {
      const { content, sizeBytes, sha256 } = stored;
      expect(name).toMatch(/（演示）\.pdf$/);
      expect(content.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(content.length).toBe(sizeBytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    }
  });

  test('has the budgets of 九江 and 柴桑; none for 2027, which nobody entered', () => {
    const budgets = db.read.select().from(fundBudget).orderBy(fundBudget.policyId, fundBudget.year).all();
    expect(budgets.map(({ policyId, year, amountFen }) => [policyId, year, amountFen])).toEqual([
      ['chaisang', 2026, 300_000_000],
      ['jiujiang', 2025, 1_000_000_000],
      ['jiujiang', 2026, 3_000_000_000],
    ]);
  });

  test('logs every beneficiary, step, file and budget in the unbroken chain', () => {
    const log = db.read.select().from(auditLog).all();
    const count = (prefix: string) => log.filter(({ action }) => action.startsWith(prefix)).length;
    const events = db.read.select().from(subsidyCaseEvent).all().length;
    expect(count('case.')).toBe(events);
    expect(count('case.file')).toBe(db.read.select().from(caseFile).all().length);
    expect(count('beneficiary.create') + count('firm.create')).toBe(
      db.read.select().from(beneficiary).all().length,
    );
    expect(count('budget.set')).toBe(3);
    expect(verifyAudit(db.read).ok).toBe(true);
  });
});
