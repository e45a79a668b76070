import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  admin = await app.as('admin');
});
afterAll(() => app.close());

test('protective headers stand on replies, errors and unknown addresses alike', async () => {
  for (const path of ['/health', '/session', '/nothing', '/progress?period=x']) {
    const { headers } = await app.someone().get(path);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('the audit log can be read and verified, and a changed row is found', async () => {
  const page = await admin.get('/audit');
  expect((at(page, 'rows') as unknown[]).length).toBe(100);
  expect(at(await admin.get('/audit/verify'), 'ok')).toBe(true);
  expect(() => app.db.sqlite.exec("UPDATE audit_log SET actor_name = 'nobody' WHERE id = 7")).toThrow(
    'append-only',
  );
  app.db.sqlite.exec('DROP TRIGGER audit_log_no_update');
  app.db.sqlite.exec("UPDATE audit_log SET actor_name = 'nobody' WHERE id = 7");
  expect(verifyAudit(app.db.read)).toMatchObject({ ok: false, firstBadId: 7 });
});

test('submitted figures and decisions cannot be changed, even by hand', () => {
  expect(() => app.db.sqlite.exec("UPDATE report_revision SET energy_wan_tce = '1'")).toThrow('append-only');
  expect(() => app.db.sqlite.exec('DELETE FROM report_decision')).toThrow('append-only');
});

test('an acknowledged write is on disk: synchronous is FULL after a write', () => {
  app.db.write((tx) => void tx);
  expect(app.db.sqlite.pragma('synchronous', { simple: true })).toBe(2);
  expect(app.db.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
});
