import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { CausesReply, Effects, WeightsInput, WeightsReply } from '../../server/causes/schema.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let bureau: Person;
let leader: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  leader = await app.as('leader');
});
afterEach(() => app.close());

const PERIOD = '2026-09';
const CLOSE = 1e-9;

async function causesOf(person: Person, query = `period=${PERIOD}`): Promise<CausesReply> {
  const answer = await person.get(`/causes?${query}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as CausesReply;
}
async function weightsOf(person: Person, period = PERIOD): Promise<WeightsReply> {
  const answer = await person.get(`/weights?period=${period}`);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body as WeightsReply;
}
const put = (person: Person, input: unknown, period = PERIOD): Promise<Answer> =>
  person.ask('PUT', `/weights?period=${period}`, input);

/** What the demo holds for a period, to be sent again with changes. */
async function tableOf(change: Partial<WeightsInput> = {}, period = PERIOD): Promise<WeightsInput> {
  const { version, rows, source } = await weightsOf(bureau, period);
  return {
    version,
    basis: 'valueAdded',
    measure: 'yiYuan',
    source: source ?? '市统计局来函（测试）',
    rows: rows.map(({ unitCode, value }) => ({ unitCode, value })),
    ...change,
  };
}
/** The rows with one unit's value replaced. */
const withValue = (rows: WeightsInput['rows'], code: string, value: string | null) =>
  rows.map((row) => (row.unitCode === code ? { ...row, value } : row));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const product = (values: readonly number[]) => values.reduce((total, value) => total * value, 1);

describe('what moved the city', () => {
  test('contributions of all 14 units add up to the roll-up’s change, to 1e-9', async () => {
    const reply = await causesOf(leader);
    expect(reply.missing).toEqual({ weights: [], figures: [], sentence: null });
    expect(reply.contributions).toHaveLength(14);
    const points = (reply.contributions ?? []).map((one) => one.points);
    expect(Math.abs(sum(points) - (reply.rollUp?.intensityPct ?? Number.NaN))).toBeLessThan(CLOSE);
    for (const share of ['sharePct', 'energySharePct'] as const) {
      expect(Math.abs(sum((reply.contributions ?? []).map((one) => one[share])) - 100)).toBeLessThan(CLOSE);
    }
    const { energyGrowthPct = 0, valueAddedGrowthPct = 0, intensityPct = 0 } = reply.rollUp ?? {};
    expect((100 + energyGrowthPct) / (100 + valueAddedGrowthPct) - 1).toBeCloseTo(intensityPct / 100, 12);
  });

  test('with the rest they reach the city’s own figure', async () => {
    const { contributions, city, restPct } = await causesOf(bureau);
    expect(city?.intensityPct).toBe(-3.5);
    // as written, 2.0 among them
    expect(city?.decimals).toEqual({ intensityPct: 1, energyGrowthPct: 1, valueAddedGrowthPct: 1 });
    const points = sum((contributions ?? []).map((one) => one.points));
    expect(Math.abs(points + (restPct ?? 0) - (city?.intensityPct ?? 0))).toBeLessThan(CLOSE);
  });

  test('intensity and structure explain it without a rest, added and multiplied', async () => {
    const { lmdi, rollUp } = await causesOf(bureau);
    const change = rollUp?.intensityPct ?? Number.NaN;
    const { additive, multiplicative } = lmdi as { additive: Effects; multiplicative: Effects };
    expect(Math.abs(additive.total - change)).toBeLessThan(CLOSE);
    expect(Math.abs(additive.intensity + additive.structure - change)).toBeLessThan(CLOSE);
    expect(Math.abs(multiplicative.total - (1 + change / 100))).toBeLessThan(CLOSE);
    for (const effect of ['intensity', 'structure'] as const) {
      expect(Math.abs(sum(additive.byUnit.map((one) => one[effect])) - additive[effect])).toBeLessThan(CLOSE);
      const factors = multiplicative.byUnit.map((one) => one[effect]);
      expect(Math.abs(product(factors) - multiplicative[effect])).toBeLessThan(CLOSE);
    }
    expect(additive.byUnit).toHaveLength(14);
  });

  test('the demo’s city is held back because energy-heavy units grow faster, and the sentences say so', async () => {
    const { sentences, lmdi } = await causesOf(leader);
    expect(lmdi?.additive.intensity).toBeLessThan(lmdi?.additive.total ?? 0);
    expect(sentences.contributions).toBe(
      '汇总测算，2026年1–9月全市单位工业增加值能耗同比下降3.68%；拉低最多的是湖口县（1.27个百分点）、' +
        '经开区（0.73个百分点）、瑞昌市（0.58个百分点），拉高最多的是武宁县（0.09个百分点）、都昌县（0.05个百分点）。',
    );
    expect(sentences.lmdi).toContain('全市下降来自强度变化，结构变化抵消了一部分');
    expect(sentences.rest).toContain('其余0.18个百分点为口径、样本及未分摊因素');
  });

  test('the red units’ further fall brings the roll-up to the target', async () => {
    const { reverse, units } = await causesOf(bureau);
    expect(reverse?.targetPct).toBe(-4);
    expect(reverse?.cases.map(({ aim, outcome }) => [aim, outcome])).toEqual([
      ['rollUp', 'needed'],
      ['cityFigure', 'needed'],
    ]);
    const red = units.filter((unit) => unit.annualLamp === 'red').map(({ name }) => name);
    const [first] = reverse?.cases ?? [];
    expect(first?.units.map(({ name }) => name)).toEqual(red);
    for (const unit of first?.units ?? []) {
      expect(100 + (unit.neededPct ?? 0)).toBeCloseTo((100 + unit.nowPct) * (first?.factor ?? 0), 4);
    }
    expect(first?.sentence).toContain('德安县、庐山市能耗强度须在现有基础上再降');
  });

  test('which units are red follows the rule set looked through', async () => {
    const strict = await causesOf(bureau);
    const lenient = await causesOf(bureau, `period=${PERIOD}&ruleSet=ndrc-2021-629`);
    const red = (reply: CausesReply) => reply.reverse?.cases[0]?.units.map(({ name }) => name);
    expect([strict.ruleSet, red(strict)]).toEqual(['ndrc-2020-901', ['德安县', '庐山市']]);
    expect([lenient.ruleSet, red(lenient)]).toEqual(['ndrc-2021-629', ['庐山市']]);
    expect(lenient.rollUp).toEqual(strict.rollUp);
    expect((await bureau.get(`/causes?period=${PERIOD}&ruleSet=none`)).status).toBe(400);
  });

  test('1–2月 is told as a reference', async () => {
    const reply = await causesOf(bureau, 'period=2026-02');
    expect(reply.referenceOnly).toBe(true);
    expect(reply.sentences.contributions).toContain('2026年1–2月（参考）');
  });
});

describe('what is missing is said, and some units are never the city', () => {
  test('the newest period lacks two units’ figures and all weights', async () => {
    const reply = await causesOf(bureau, 'period=2026-10');
    expect(reply.missing.figures.map(({ name }) => name)).toEqual(['武宁县', '永修县']);
    expect(reply.missing.weights).toHaveLength(14);
    expect(reply.missing.sentence).toBe(
      '2026年1–10月尚不能汇总测算全市：缺武宁县、永修县本期能耗、能耗增速或增加值增速；' +
        '未录入各单位上年同期增加值（占比）。补齐后自动测算，不以部分单位代替全市。',
    );
    const { rollUp, restPct, contributions, lmdi, reverse, fallback, weights } = reply;
    expect([rollUp, restPct, contributions, lmdi, reverse, fallback, weights]).toEqual(Array(7).fill(null));
    expect(reply.city?.intensityPct).toBe(-3.6);
  });

  test('a figure that waits for approval counts for the bureau, marked, and is missing for a leader', async () => {
    const seen = await causesOf(bureau, 'period=2026-10');
    expect(seen.provisional.map(({ name }) => name)).toEqual(['都昌县']);
    expect(seen.sentences.provisional).toBe('都昌县数据待审核，测算结果随审核调整。');
    const less = await causesOf(leader, 'period=2026-10');
    expect(less.missing.figures.map(({ name }) => name)).toEqual(['武宁县', '永修县', '都昌县']);
    expect(less.provisional).toEqual([]);
    expect(less.units.find(({ name }) => name === '都昌县')).toMatchObject({
      energyWanTce: null,
      intensityPct: null,
      annualLamp: 'none',
    });
  });

  test('with all figures and no weights there is the roll-up at equal growth, with its assumption', async () => {
    const reply = await causesOf(leader, 'period=2025-06');
    expect(reply.rollUp).toBeNull();
    expect(reply.missing.figures).toEqual([]);
    expect(reply.fallback?.assumption).toContain('增速相同');
    expect(reply.fallback?.intensityPct).toBeLessThan(0);
    expect((await causesOf(leader)).fallback).toBeNull();
  });

  test('one unit’s weight taken away: it is named, and nothing is computed from 13', async () => {
    const table = await tableOf();
    expect((await put(bureau, { ...table, rows: withValue(table.rows, 'JKQ', null) })).status).toBe(200);
    const reply = await causesOf(leader);
    expect(reply.missing.weights).toEqual([{ code: 'JKQ', name: '经开区' }]);
    expect(reply.missing.sentence).toContain('未录入经开区上年同期增加值（占比）');
    expect([reply.rollUp, reply.contributions, reply.lmdi]).toEqual([null, null, null]);
    expect(reply.units.every((unit) => unit.baseSharePct === null)).toBe(true);
    expect(reply.fallback).not.toBeNull();
  });
});

describe('as it was known on a day', () => {
  test('weights entered later were not there yet', async () => {
    const before = await causesOf(bureau, `period=${PERIOD}&asOf=2026-10-21`);
    expect([before.asOf, before.weights, before.missing.weights.length]).toEqual(['2026-10-21', null, 14]);
    const after = await causesOf(bureau, `period=${PERIOD}&asOf=2026-10-22`);
    expect(after.rollUp).toEqual((await causesOf(bureau)).rollUp);
  });

  test('weights changed since stand as they were', async () => {
    const then = await causesOf(bureau);
    const table = await tableOf({ basis: 'revenue', source: '市统计局更正函' });
    await put(bureau, { ...table, rows: withValue(table.rows, '360429', '300') });
    const now = await causesOf(bureau);
    expect(now.weights).toMatchObject({ basis: 'revenue', estimated: true, source: '市统计局更正函' });
    expect(now.rollUp).not.toEqual(then.rollUp);
    const back = await causesOf(bureau, `period=${PERIOD}&asOf=2026-11-20`);
    expect({ ...back, asOf: null }).toEqual(then);
  });

  test.each(['2026-11-22', 'gestern', '2024-12-31'])('%s is no day to look back at', async (day) => {
    expect((await bureau.get(`/causes?period=${PERIOD}&asOf=${day}`)).status).toBe(400);
  });
});

describe('who may', () => {
  test('leaders read both', async () => {
    expect((await causesOf(leader)).rollUp).toEqual((await causesOf(bureau)).rollUp);
    expect((await weightsOf(leader)).rows).toHaveLength(14);
  });

  test.each(['county-360425', 'admin', 'auditor'])('%s neither reads nor writes', async (name) => {
    const person = await app.as(name);
    const table = await tableOf();
    const before = app.fingerprint();
    const answers = [
      await person.get(`/causes?period=${PERIOD}`),
      await person.get(`/weights?period=${PERIOD}`),
      await put(person, table),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(app.fingerprint()).toBe(before);
  });

  test('a leader does not enter weights', async () => {
    const before = app.fingerprint();
    expect((await put(leader, await tableOf())).status).toBe(403);
    expect(app.fingerprint()).toBe(before);
  });
});

describe('entering weights', () => {
  test('shares and amounts of the same units give the same result', async () => {
    const amounts = await causesOf(bureau);
    const { rows } = await weightsOf(bureau);
    const shares = rows.map(({ unitCode, sharePct }) => ({ unitCode, value: (sharePct ?? 0).toFixed(4) }));
    const answer = await put(bureau, await tableOf({ measure: 'sharePct', rows: shares }));
    expect(answer.status).toBe(200);
    expect(at(answer, 'total')).toBeCloseTo(100, 2);
    const reply = await causesOf(bureau);
    expect(reply.rollUp?.intensityPct).toBeCloseTo(amounts.rollUp?.intensityPct ?? 0, 4);
    expect(reply.weights).toMatchObject({ measure: 'sharePct', estimated: false });
  });

  test('a period without weights is entered with version 0, as people type, and stands in the log', async () => {
    const empty = await weightsOf(bureau, '2026-10');
    expect([empty.version, empty.source, empty.total, empty.missing.length]).toEqual([0, null, null, 14]);
    expect(empty.others[0]).toEqual({ period: '2026-09', label: '2026年1–9月' });
    const table = await tableOf({ rows: [{ unitCode: '360402', value: ' １,２３４.５ ' }] }, '2026-10');
    const answer = await put(bureau, table, '2026-10');
    expect(answer.body).toMatchObject({ version: 1, total: 1234.5, enteredBy: '市工信局 审核员（演示）' });
    expect((answer.body as WeightsReply).rows[0]).toMatchObject({ value: '1234.5', sharePct: null });
    const row = app.db.sqlite.prepare('SELECT * FROM audit_log ORDER BY id DESC').get() as { after: string };
    expect(row).toMatchObject({
      action: 'weights.set',
      entity: 'value_added_table',
      entity_id: '2026-10',
      actor_name: 'bureau',
      before: null,
    });
    expect(JSON.parse(row.after).weights).toEqual({ '360402': '1234.5' });
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('two people at once: the second is told of the first', async () => {
    const table = await tableOf();
    expect((await put(bureau, { ...table, source: '先' })).status).toBe(200);
    const before = app.fingerprint();
    const late = await put(await app.as('bureau-2'), { ...table, source: '后' });
    expect([late.status, at(late, 'error.code')]).toEqual([409, 'version_conflict']);
    expect(at(late, 'error.details.current.source')).toBe('先');
    expect(at(late, 'error.details.yours.source')).toBe('后');
    expect(app.fingerprint()).toBe(before);
  });

  const shares = (value: string) => (rows: WeightsInput['rows']) => rows.map((row) => ({ ...row, value }));
  const one = (value: string) => (rows: WeightsInput['rows']) => withValue(rows, '360425', value);
  test.each<
    [string, Partial<WeightsInput>, (rows: WeightsInput['rows']) => WeightsInput['rows'], string, string]
  >([
    ['words', {}, one('很多'), 'rows.360425', 'not_a_number'],
    ['a 0', {}, one('0'), 'rows.360425', 'out_of_range'],
    ['a negative one', {}, one('−5'), 'rows.360425', 'out_of_range'],
    ['five decimals', {}, one('1.23456'), 'rows.360425', 'too_many_decimals'],
    ['shares of 112 %', { measure: 'sharePct' }, shares('8'), 'rows', 'bad_sum'],
    [
      'an unknown unit',
      {},
      (rows) => [...rows, { unitCode: '999999', value: '1' }],
      'rows.999999',
      'unknown_unit',
    ],
    ['the city', {}, (rows) => [...rows, { unitCode: '360400', value: '1' }], 'rows.360400', 'unknown_unit'],
    ['a unit twice', {}, (rows) => [...rows, { unitCode: 'JKQ', value: '1' }], 'rows.JKQ', 'duplicate'],
    ['nothing at all', {}, () => [], 'rows', 'required'],
    ['no source', { source: ' ' }, (rows) => rows, 'source', 'required'],
  ])('%s is refused in Chinese at the field, and nothing changes', async (_name, change, rowsOf, field, code) => {
    const table = await tableOf(change);
    const before = app.fingerprint();
    const answer = await put(bureau, { ...table, rows: rowsOf(table.rows) });
    expect(answer.status).toBe(422);
    const fields = at(answer, 'error.fields') as Record<string, { code: string; message: string }>;
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toEqual({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(app.fingerprint()).toBe(before);
  });

  test.each([
    ['2026-01', 400],
    ['2026-13', 400],
    ['2026-11', 422],
    ['2027-12', 422],
  ])('%s is no period to enter', async (period, status) => {
    const table = await tableOf();
    const before = app.fingerprint();
    expect((await put(bureau, { ...table, version: 0 }, period)).status).toBe(status);
    expect(app.fingerprint()).toBe(before);
  });

  test('a field nobody knows is refused', async () => {
    expect((await put(bureau, { ...(await tableOf()), share: 1 })).status).toBe(400);
  });
});
