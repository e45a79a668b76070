import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PolicyListReply } from '../../server/policies/schema.ts';
import type { AwardResult } from '../../server/rules/subsidies/model.ts';
import type { Resolved } from '../../server/rules/subsidies/resolve.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let officer: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360404');
});
afterAll(() => app.close());

const FACTORY = {
  applicant: 'enterprise',
  unit: '360404',
  isIndustrial: true,
  recognitionDate: '2026-03-01',
  greenFactoryLevel: 'national',
};
const evaluate = (facts: unknown, more: Record<string, unknown> = {}) =>
  officer.ask('POST', '/rules/evaluate', { facts, date: '2026-03-01', ...more });

describe('the five documents', () => {
  test('are listed with their clauses and where they stand today', async () => {
    const { policies } = (await officer.get('/policies')).body as PolicyListReply;
    expect(policies.map(({ id, status }) => [id, status])).toEqual([
      ['jiujiang', 'inForce'],
      ['chaisang', 'inForce'],
      ['nanchang', 'expired'],
      ['changjiang', 'draft'],
      ['jiangxi', 'inForce'],
    ]);
    const measures = policies[0]?.clauses.map(({ cite }) => cite) ?? [];
    expect(measures).toEqual(expect.arrayContaining(['措施一', '措施三', '措施八', '结尾第一段']));
    for (const { clauses } of policies) expect(clauses.length).toBeGreaterThan(5);
  });

  test('the last day in force is in force, the next day is not', async () => {
    const jiujiang = async () =>
      ((await officer.get('/policies')).body as PolicyListReply).policies[0]?.status;
    app.clock.setToday('2027-12-31');
    expect(await jiujiang()).toBe('inForce');
    app.clock.setToday('2028-01-01');
    expect(await jiujiang()).toBe('expired');
    app.clock.setToday('2026-11-21');
  });

  test('the vocabulary says of each fact its type, unit and who uses it', async () => {
    const facts = (await officer.get('/rules/facts')).body as { name: string; usedBy: string[] }[];
    expect(facts.find(({ name }) => name === 'greenFactoryLevel')).toMatchObject({
      label: '绿色工厂',
      type: 'choice',
      unit: null,
      usedBy: ['jiujiang-3-green-factory', 'chaisang-2-green-factory', 'nanchang-3-green-factory'],
    });
  });
});

describe('evaluation', () => {
  test('a national green factory in 柴桑 gets the highest, never the sum', async () => {
    const { awards, resolved } = (await evaluate(FACTORY)).body as {
      awards: AwardResult[];
      resolved: Resolved;
    };
    const amounts = awards
      .filter(({ outcome }) => outcome === 'eligible')
      .map(({ awardId, amountFen }) => [awardId, amountFen]);
    expect(amounts).toEqual([
      ['jiujiang-3-green-factory', 20_000_000],
      ['chaisang-2-green-factory', 30_000_000],
    ]);
    expect(resolved.totalFen).toBe(30_000_000);
    expect(resolved.superseded.map(({ awardId }) => awardId)).toEqual(['jiujiang-3-green-factory']);
    expect(resolved.funding[0]?.ways).toHaveLength(2);
  });

  test('expired and draft documents speak only where asked, marked, and never in the total', async () => {
    const plain = (await evaluate(FACTORY)).body as { awards: AwardResult[] };
    expect(plain.awards.filter(({ asIf }) => asIf)).toEqual([]);
    const compared = (await evaluate(FACTORY, { asIf: true })).body as {
      awards: AwardResult[];
      resolved: Resolved;
    };
    const nanchang = compared.awards.find(({ awardId }) => awardId === 'nanchang-3-green-factory');
    expect(nanchang).toMatchObject({ asIf: true, amountFen: 50_000_000 });
    expect(compared.resolved.totalFen).toBe(30_000_000);
  });

  test.each<[string, unknown, Record<string, unknown>, string, string]>([
    ['an unknown fact', { ...FACTORY, colour: 'green' }, {}, 'facts.colour', 'colour'],
    ['a fact of the wrong type', { ...FACTORY, isIndustrial: '是' }, {}, 'facts.isIndustrial', 'true'],
    ['a unit that is none', { ...FACTORY, unit: '360400' }, {}, 'facts.unit', '以下之一'],
    ['a date that is none', FACTORY, { date: '2026-02-30' }, 'date', 'YYYY-MM-DD'],
    ['a date that is text', FACTORY, { date: '明天' }, 'date', 'YYYY-MM-DD'],
    [
      'a negative amount',
      { ...FACTORY, energySystemContractYuan: '-1' },
      {},
      'facts.energySystemContractYuan',
      '不小于0',
    ],
  ])('%s is refused at its field', async (_what, facts, more, field, words) => {
    const answer = await evaluate(facts, more);
    expect(answer.status).toBe(422);
    const fields = at(answer, 'error.fields') as Record<string, { message: string }>;
    expect(fields[field]?.message).toContain(words);
  });

  test.each([
    ['facts missing', { date: '2026-03-01' }],
    ['facts as a list', { facts: [], date: '2026-03-01' }],
    ['an unknown member', { facts: {}, date: '2026-03-01', readings: {} }],
  ])('%s is a malformed request', async (_what, body) => {
    expect((await officer.ask('POST', '/rules/evaluate', body)).status).toBe(400);
  });
});
