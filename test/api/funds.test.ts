import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseListReply } from '../../server/cases/schema.ts';
import type { ForecastReply, Fund, SpendingReply } from '../../server/funds/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let bureau: Person;
let leader: Person;
let officer: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  leader = await app.as('leader');
  officer = await app.as('county-360404');
});
afterEach(() => app.close());

async function spendingOf(person: Person, query = '?year=2026'): Promise<SpendingReply> {
  const answer = await person.get(`/funds/spending${query}`);
  expect(answer.status).toBe(200);
  return answer.body as SpendingReply;
}

async function fundOf(person: Person, policyId: string): Promise<Fund> {
  const fund = (await spendingOf(person)).funds.find((one) => one.policyId === policyId);
  if (!fund) throw new Error(policyId);
  return fund;
}

/** Two 柴桑 green factories have an open 区级 award of 15万元 beside the 市级 one of 10万元 (demo). */
const DEMO_DOUBLE_FEN = wan('20');

type MoneyKey = 'cases' | 'expectedFen' | 'approvedFen' | 'paidFen';
const MONEY: readonly MoneyKey[] = ['cases', 'expectedFen', 'approvedFen', 'paidFen'];
const sum = (rows: readonly Record<MoneyKey, number>[], key: MoneyKey) =>
  rows.reduce((total, row) => total + row[key], 0);

describe('spending', () => {
  test.each([
    '',
    '?year=2025',
    '?year=2026',
  ])('clauses, units and cells add up to the total (%j)', async (query) => {
    const reply = await spendingOf(bureau, query);
    for (const key of MONEY) {
      for (const rows of [reply.byClause, reply.byUnit, reply.flow]) {
        expect([key, sum(rows, key)]).toEqual([key, reply.total[key]]);
      }
    }
    expect(reply.total.paidFen).toBeGreaterThan(0);
    expect(reply.months.at(-1)?.sumFen).toBe(reply.total.paidFen);
  });

  test('the total is what the case list says, less what two open awards for one title would count twice', async () => {
    const { cases } = (await bureau.get('/cases?year=2026')).body as CaseListReply;
    const live = cases.filter(({ stage }) => stage !== 'cancelled');
    const { total } = await spendingOf(bureau);
    expect(total.cases).toBe(live.length);
    const expected = live.filter(({ approvedFen }) => approvedFen === null);
    const listed = expected.reduce((fen, { expectedFen }) => fen + (expectedFen ?? 0), 0);
    expect(total.expectedFen).toBe(listed - DEMO_DOUBLE_FEN);
  });

  test('a county sees its own cases only, and no budget', async () => {
    const own = await spendingOf(officer);
    expect(own.byUnit.map(({ code }) => code)).toEqual(['360404']);
    expect(own.flow.every(({ unitCode }) => unitCode === '360404')).toBe(true);
    expect(own.funds.every(({ budgetFen, leftFen }) => budgetFen === null && leftFen === null)).toBe(true);
    const all = await spendingOf(leader);
    expect(all.byUnit).toHaveLength(14);
    expect(own.total).toEqual({
      ...all.byUnit.find(({ code }) => code === '360404'),
      code: undefined,
      name: undefined,
    });
  });

  test('leaders see the same as the bureau', async () => {
    expect(await spendingOf(leader)).toEqual(await spendingOf(bureau));
  });

  test.each(['year=abc', 'year=1', 'year=2026.5'])('%s is no year', async (query) => {
    expect((await bureau.get(`/funds/spending?${query}`)).status).toBe(400);
  });
});

describe('budgets', () => {
  const set = (person: Person, path: string, version: number, amountFen: number) =>
    person.ask('PUT', `/funds/${path}`, { version, amountFen });

  test('a new budget shows in the fund, with what is left, and in the audit log', async () => {
    const before = await fundOf(bureau, 'jiujiang');
    const answer = await set(bureau, 'jiujiang/2026', before.budgetVersion, wan('3500'));
    expect(answer.status).toBe(200);
    const after = await fundOf(leader, 'jiujiang');
    expect(after).toEqual({
      ...before,
      budgetFen: wan('3500'),
      leftFen: wan('3500') - before.approvedFen,
      budgetVersion: before.budgetVersion + 1,
    });
    const row = app.db.sqlite
      .prepare("SELECT * FROM audit_log WHERE action = 'budget.set' ORDER BY id DESC")
      .get();
    expect(row).toMatchObject({ entity_id: 'jiujiang/2026', actor_name: 'bureau' });
  });

  test('a budget for a year without one is entered with version 0', async () => {
    expect((await set(bureau, 'chaisang/2027', 0, wan('300'))).status).toBe(200);
    expect((await set(bureau, 'chaisang/2027', 0, wan('200'))).status).toBe(409);
  });

  test.each<[string, string, number, number, string?]>([
    ['a negative one', 'jiujiang/2027', 0, -1, 'amountFen'],
    ['an absurd one', 'jiujiang/2027', 0, 1_000_000_000_001, 'amountFen'],
    ['a capped one below what is approved', 'chaisang/2026', 1, 1, 'amountFen'],
  ])('%s is refused and changes nothing', async (_what, path, version, amountFen, field = '') => {
    const before = app.fingerprint();
    const answer = await set(bureau, path, version, amountFen);
    expect(answer.status).toBe(422);
    expect(at(answer, 'error.fields')).toHaveProperty(field);
    expect(app.fingerprint()).toBe(before);
  });

  test.each([
    'nanchang/2026',
    'jiangxi/2026',
    'nothing/2026',
    'jiujiang/2024',
    'jiujiang/2029',
  ])('%s is no fund of ours', async (path) => {
    expect((await set(bureau, path, 0, 1)).status).toBe(404);
  });

  test('two people entering at once: the second is told of the first', async () => {
    const version = (await fundOf(bureau, 'jiujiang')).budgetVersion;
    expect((await set(bureau, 'jiujiang/2026', version, wan('3100'))).status).toBe(200);
    const late = await set(await app.as('bureau-2'), 'jiujiang/2026', version, wan('3200'));
    expect(late.status).toBe(409);
    expect(at(late, 'error.details.current.amountFen')).toBe(wan('3100'));
    expect(at(late, 'error.details.yours.amountFen')).toBe(wan('3200'));
  });
});

describe('forecast', () => {
  test('is a range whose years and clauses add up, with its assumptions', async () => {
    const reply = (await leader.get('/funds/forecast')).body as ForecastReply;
    expect(reply.lowFen).toBeGreaterThan(0);
    expect(reply.lowFen).toBeLessThan(reply.highFen);
    for (const key of ['lowFen', 'highFen'] as const) {
      expect(reply.years.reduce((fen, year) => fen + year[key], 0)).toBe(reply[key]);
      expect(reply.rows.reduce((fen, row) => fen + row[key], 0)).toBe(reply[key]);
    }
    for (const { titles, unitFen, lowFen, highFen } of reply.rows) {
      expect(highFen).toBe(titles * unitFen);
      expect(lowFen).toBeLessThanOrEqual(highFen);
    }
    expect(reply.years.map(({ year }) => year)).toEqual([2026, 2027]);
    expect(reply.assumptions.join()).toContain('2025年6月30日至2027年12月31日');
  });

  test('a title that came in is no longer to come', async () => {
    const titles = async () =>
      ((await bureau.get('/funds/forecast')).body as ForecastReply).rows.find(
        ({ title }) => title === '省级绿色工厂',
      )?.titles ?? 0;
    const before = await titles();
    const entry = { holder: '预测（演示）公司', column: 'greenFactoryProvincial', listYear: 2026 };
    await bureau.ask('POST', '/certificates', { ...entry, unitCode: '360425', publishedOn: '2026-11-01' });
    expect(await titles()).toBe(before - 1);
  });

  test('a missing base is said, not taken for nothing', async () => {
    app.db.sqlite.exec("UPDATE certificate_base SET count = NULL WHERE unit_code = '360425'");
    const { assumptions } = (await bureau.get('/funds/forecast')).body as ForecastReply;
    expect(assumptions.at(-1)).toContain('永修县');
  });

  test('after the plan nothing is to come', async () => {
    app.clock.setToday('2028-01-01');
    expect((await bureau.get('/funds/forecast')).body).toMatchObject({ rows: [], years: [], highFen: 0 });
  });
});

describe('the spending file', () => {
  test('opens as UTF-8, has a row for each cell and figures as numbers', async () => {
    const answer = await bureau.get('/funds/spending.csv?year=2026');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toContain('subsidies-2026.csv');
    const bytes = await app.app.request('/api/v1/funds/spending.csv', { headers: { cookie: bureau.cookie } });
    expect([...new Uint8Array(await bytes.arrayBuffer())].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    const reply = await spendingOf(bureau);
    const lines = answer.text.trim().split('\r\n');
    expect(lines).toHaveLength(reply.flow.length + 2 + 4);
    const { cases, expectedFen, approvedFen, paidFen } = reply.total;
    const figures = [expectedFen, approvedFen, paidFen].map((fen) => fen / 1_000_000);
    expect(lines.at(-5)).toBe(`2026,合计,,,${cases},${figures.join(',')}`);
    expect(lines.slice(-4)).toEqual([
      '',
      '内部资料 · 市工信局 审核员（演示） · 2026-11-21 10:00',
      '数据截至 2026-11-21',
      '演示数据',
    ]);
  });
});
