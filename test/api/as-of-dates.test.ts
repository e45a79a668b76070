import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, type Person, TestApp } from '../support/app.ts';

/** The demo's business date is 2026-11-21. */
let app: TestApp;
let people: Record<'leader' | 'admin' | 'auditor', Person>;

beforeAll(async () => {
  app = await TestApp.withDemo();
  const [leader, admin, auditor] = await Promise.all([app.as('leader'), app.as('admin'), app.as('auditor')]);
  people = { leader, admin, auditor };
});
afterAll(() => app.close());

describe('a date that cannot be looked back at', () => {
  const ENDPOINTS: [path: string, field: string][] = [
    ['/progress?period=2026-10&asOf=', 'asOf'],
    ['/progress/history?asOf=', 'asOf'],
    ['/progress/trajectory?unit=360425&period=2026-10&asOf=', 'asOf'],
    ['/progress/revisions?from=', 'from'],
    ['/progress/revisions?from=2026-01-01&to=', 'to'],
  ];
  const DATES = [
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-9-30',
    '20260930',
    '2026-09-30T00:00:00Z',
    'yesterday',
    '2024-12-31',
    '2026-11-22',
    '9999-01-01',
  ];
  test.each(ENDPOINTS)('%s is refused at its field', async (path, field) => {
    for (const date of DATES) {
      const answer = await people.leader.get(`${path}${date}`);
      expect([date, answer.status, at(answer, 'error.code')]).toEqual([date, 400, 'invalid_date']);
      expect(Object.keys(at(answer, 'error.fields') as object)).toEqual([field]);
    }
  });

  test('the first day of the plan and today are accepted', async () => {
    for (const date of ['2025-01-01', '2026-11-21']) {
      for (const [path] of ENDPOINTS.filter(([path]) => !path.includes('to='))) {
        expect([path, (await people.leader.get(`${path}${date}`)).status]).toEqual([path, 200]);
      }
    }
  });

  test('the later day cannot come first', async () => {
    const answer = await people.leader.get('/progress/revisions?from=2026-11-02&to=2026-11-01');
    expect([answer.status, at(answer, 'error.code')]).toEqual([400, 'invalid_date']);
    expect(at(answer, 'error.fields.from.code')).toBe('invalid_date');
  });

  test.each(['admin', 'auditor'] as const)('%s looks back at nothing', async (who) => {
    expect((await people[who].get('/progress/revisions?from=2026-11-01')).status).toBe(403);
    expect((await people[who].get('/progress?period=2026-10&asOf=2026-11-01')).status).toBe(403);
  });
});
