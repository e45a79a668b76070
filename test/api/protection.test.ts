import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { ROLE_PERMISSIONS } from '../../server/rules/permissions.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  admin = await app.as('admin');
});
afterAll(() => app.close());

interface Operation {
  'x-access'?: string;
}

async function operations(): Promise<[method: string, path: string, access: string | undefined][]> {
  const document = (await admin.get('/openapi.json')).body as {
    paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, string | undefined] => [
      method,
      path,
      operation['x-access'],
    ]),
  );
}

test('every route states who may call it, and only health and sign-in are public', async () => {
  const all = await operations();
  expect(all.length).toBeGreaterThan(25);
  expect(all.filter(([, , access]) => access === undefined)).toEqual([]);
  expect(
    all
      .filter(([, , access]) => access === 'public')
      .map(([method, path]) => `${method} ${path}`)
      .sort(),
  ).toEqual(['get /api/v1/health', 'post /api/v1/session']);
});

test('every route refuses whoever is not signed in, and every role without the permission', async () => {
  const people = new Map<string, Person>();
  for (const [role, name] of Object.entries({
    county: 'county-360425',
    bureau: 'bureau',
    leader: 'leader',
    admin: 'admin',
    auditor: 'auditor',
  })) {
    people.set(role, await app.as(name));
  }
  const before = app.fingerprint();
  for (const [method, path, access] of await operations()) {
    if (access === 'public') continue;
    const url = path.replace('/api/v1', '').replace(/\{[^}]+\}/g, '1');
    const ask = (person: Person) => person.ask(method.toUpperCase(), url, method === 'get' ? undefined : {});
    expect([url, (await ask(app.someone())).status]).toEqual([url, 401]);
    if (access === 'signedIn') continue;
    for (const [role, person] of people) {
      if (ROLE_PERMISSIONS[role as 'county'].some((permission) => permission === access)) continue;
      expect([method, url, role, (await ask(person)).status]).toEqual([method, url, role, 403]);
    }
  }
  expect(app.fingerprint()).toBe(before);
});

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
