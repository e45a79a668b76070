import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CertificateAdded, CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import type { QuotaCountsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { certificate, codeOf, ok, refused } from '../support/cases.ts';

let app: TestApp;
let bureau: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

const KEYS = QUOTA_COLUMNS.map(({ key }) => key);
const UNITS = ['360402', 'JKQ', '360425', '360403'] as const;

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** What must hold on any day, whatever was entered. */
async function agree(date: string): Promise<void> {
  const pace = ok<QuotaPaceReply>(await bureau.get(`/quotas/pace?date=${date}`));
  const counts = async (year: number | null) =>
    ok<QuotaCountsReply>(
      await bureau.get(`/quotas/counts?date=${date}${year === null ? '' : `&year=${year}`}`),
    );
  const all = await counts(null);
  const years = [await counts(2025), await counts(2026), await counts(2027)];
  const { certificates } = ok<CertificateListReply>(await bureau.get('/certificates'));
  for (const column of KEYS) {
    for (const { code, counts: own } of all.units) {
      const cell = pace.units.find((unit) => unit.code === code)?.cells[column];
      const one = own[column];
      // the same words as the matrix, and the matrix's stock is base + net
      expect([code, column, one.added, one.removed, one.stock]).toEqual([
        code,
        column,
        cell?.added,
        cell?.removed,
        cell?.stock,
      ]);
      expect(one.net).toBe(one.added - one.removed);
      if (one.stock !== null) expect(one.stock).toBe((cell?.base ?? Number.NaN) + one.net);
      // years add up
      const ofYears = years.map((reply) => reply.units.find((unit) => unit.code === code)?.counts[column]);
      expect(ofYears.reduce((sum, year) => sum + (year?.net ?? Number.NaN), 0)).toBe(one.net);
      // and the list itself, counted by hand
      const entries = certificates.filter((entry) => entry.unitCode === code && entry.column === column);
      const out = entries.filter((entry) => entry.listYear > 2024 && entry.publishedOn <= date);
      expect([code, column, one.added]).toEqual([code, column, out.length]);
    }
    const total = all.totals[column];
    const sum = (pick: (one: { added: number; net: number; stock: number | null }) => number) =>
      all.units.reduce((so, unit) => so + pick(unit.counts[column]), 0);
    expect([total.added, total.net]).toEqual([sum((one) => one.added), sum((one) => one.net)]);
    expect(total.stock).toBe(pace.totals[column].stock);
    if (total.stock !== null) expect(total.stock).toBe(sum((one) => one.stock ?? 0));
  }
}

test('新增, 净增 and 累计 agree with the matrix and the list after any entries, removals, corrections, bases', async () => {
  await agree('2026-11-21');
  const random = randomOf(20261121);
  const mine: CertificateAdded[] = [];
  const day = () => `202${4 + random(3)}-0${1 + random(9)}-1${random(10)}`;
  for (let turn = 0; turn < 60; turn += 1) {
    const unitCode = UNITS[random(UNITS.length)] ?? 'JKQ';
    const column = KEYS[random(KEYS.length)] ?? 'greenFactoryProvincial';
    const entry = mine[random(mine.length + 1)];
    const kind = random(5);
    if (kind === 0 && entry && entry.removedOn === null) {
      const removal = { version: entry.version, removedOn: '2026-10-12', removalReason: '复核未通过' };
      const removed = ok<CertificateAdded>(
        await bureau.ask('POST', `/certificates/${entry.id}/removal`, removal),
      );
      Object.assign(entry, removed);
    } else if (kind === 1 && entry && entry.removedOn === null) {
      const change = certificate({ holder: entry.holder, unitCode, column, listYear: 2023 + random(4) });
      const moved = { ...change, publishedOn: day(), version: entry.version, reason: '核对后更正' };
      Object.assign(entry, ok<CertificateAdded>(await bureau.ask('PUT', `/certificates/${entry.id}`, moved)));
    } else if (kind === 2) {
      const pace = ok<QuotaPaceReply>(await bureau.get('/quotas/pace'));
      const version = pace.units.find(({ code }) => code === unitCode)?.cells[column].baseVersion;
      const count = random(4) === 0 ? null : random(6);
      await bureau.ask('PUT', `/certificates/bases/${unitCode}/${column}`, { version, count });
    } else {
      const change = { unitCode, column, listYear: 2023 + random(4), publishedOn: day() };
      mine.push(ok(await bureau.ask('POST', '/certificates', certificate(change))));
    }
  }
  expect(mine.length).toBeGreaterThan(15);
  for (const date of ['2026-11-21', '2026-10-12', '2026-10-11', '2025-12-31', '2024-12-31'])
    await agree(date);
});

test('a year outside the plan is refused, a date too', async () => {
  expect((await bureau.get('/quotas/counts?year=2024')).status).toBe(400);
  expect((await bureau.get('/quotas/counts?date=2031-01-01')).status).toBe(400);
});

const batch = (change: object, { year = 2026, version = 1 } = {}) =>
  bureau.ask('PUT', `/certificates/batches/greenFactoryNational/${year}`, { version, ...change });
const inCalendar = async (year = 2026) =>
  ok<QuotaPaceReply>(await bureau.get('/quotas/pace')).batches.find(
    (one) => one.column === 'greenFactoryNational' && one.year === year,
  );

test('the calendar keeps when a list is expected, when it came out and under which document', async () => {
  const expected = { publishedOn: null, expectedOn: '2026-12-16', document: null };
  expect((await batch(expected)).status).toBe(204);
  expect(await inCalendar()).toMatchObject(expected);
  expect(
    (await batch({ publishedOn: '2026-11-20', document: ' 工信厅节函〔2026〕1号（演示） ' }, { version: 2 }))
      .status,
  ).toBe(204);
  expect(await inCalendar()).toEqual({
    column: 'greenFactoryNational',
    year: 2026,
    expectedOn: '2026-12-16',
    publishedOn: '2026-11-20',
    document: '工信厅节函〔2026〕1号（演示）',
    version: 3,
  });
});

test('of two people in the calendar the second is told; saving what stands already leaves no trace', async () => {
  const rows = () => app.db.sqlite.prepare('SELECT count(*) FROM audit_log').pluck().get();
  const out = { publishedOn: '2026-11-20', expectedOn: null, document: null };
  expect((await batch(out)).status).toBe(204);
  const before = [await inCalendar(), rows()];
  const late = await refused(app, () => batch({ ...out, publishedOn: '2026-11-19' }), 409);
  expect(codeOf(late)).toBe('version_conflict');
  expect((await batch(out, { version: 2 })).status).toBe(204);
  expect([await inCalendar(), rows()]).toEqual(before);
});

test.each<[string, object, number, string[]]>([
  ['published tomorrow', { publishedOn: '2026-11-22' }, 422, ['publishedOn']],
  ['expected before its year', { publishedOn: null, expectedOn: '2025-12-31' }, 422, ['expectedOn']],
  ['expected on the first day of its year', { publishedOn: null, expectedOn: '2026-01-01' }, 204, []],
  ['expected two years later', { publishedOn: null, expectedOn: '2028-12-31' }, 204, []],
  ['expected three years later', { publishedOn: null, expectedOn: '2029-01-01' }, 422, ['expectedOn']],
  ['expected on no day', { publishedOn: null, expectedOn: '2026-11-31' }, 422, ['expectedOn']],
])('a list %s', async (_name, change, status, fields) => {
  if (status === 204) {
    expect((await batch(change)).status).toBe(204);
    return;
  }
  await refused(app, () => batch(change), status, ...fields);
});

test('a year that is none of the plan has no list; a county writes none', async () => {
  expect((await batch({ publishedOn: null }, { year: 2028, version: 0 })).status).toBe(404);
  const officer = await app.as('county-360425');
  const path = '/certificates/batches/greenFactoryNational/2026';
  const answer = await refused(app, () => officer.ask('PUT', path, { version: 1, publishedOn: null }), 403);
  expect([codeOf(answer), at(answer, 'error.message')]).toEqual(['forbidden', expect.any(String)]);
});
