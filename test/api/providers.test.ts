import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditLog, user } from '../../db/schema.ts';
import type {
  NewProvider,
  Provider,
  ProviderChange,
  ProviderListReply,
} from '../../server/providers/schema.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { creditCode, ok } from '../support/cases.ts';
import { firmOf, projectOf } from '../support/ledger-world.ts';

let app: TestApp;
let bureau: Person;
let county: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  county = await app.as(`county-${HUKOU}`);
});
afterAll(() => app.close());

const HUKOU = '360429';
const XIUSHUI = '360424';
const SELECTED = { selectedOn: '2026-05-12', selectionDocument: '九工信〔2026〕9号' };

let number = 81_000;
function input(more: Partial<NewProvider> = {}): NewProvider {
  number += 1;
  return {
    name: `试验服务商甲${number}乙`,
    creditCode: creditCode(number),
    unitCode: HUKOU,
    confirmSimilar: true,
    seniorEngineers: 2,
    servesManufacturing: true,
    expertise: null,
    contact: null,
    phone: null,
    selectedOn: null,
    selectionDocument: null,
    recognisedOn: null,
    ...more,
  };
}

async function listed(person: Person, year = 2026): Promise<ProviderListReply> {
  const answer = await person.get(`/providers?year=${year}`);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as ProviderListReply;
}

async function found(name: string, person = bureau): Promise<Provider> {
  const one = (await listed(person)).providers.find((provider) => provider.name === name);
  if (!one) throw new Error(`no provider ${name}`);
  return one;
}

async function add(more: Partial<NewProvider> = {}): Promise<Provider> {
  const given = input(more);
  const answer = await bureau.ask('POST', '/providers', given);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return found(given.name);
}

/** What a change sends: everything as it stands but what is given. */
function changeOf(provider: Provider, more: Partial<ProviderChange> = {}): ProviderChange {
  const { version, seniorEngineers, servesManufacturing, expertise, contact, phone } = provider;
  const { selectedOn, selectionDocument, recognisedOn, endedOn } = provider;
  const facts = { seniorEngineers, servesManufacturing, expertise, contact, phone };
  return { version, ...facts, selectedOn, selectionDocument, recognisedOn, endedOn, ...more };
}

const change = (provider: Provider, more: Partial<ProviderChange>) =>
  bureau.ask('PUT', `/providers/${provider.id}`, changeOf(provider, more));

const charge = (provider: Provider, unitCodes: string[], industries: string[] = []) =>
  bureau.ask('PUT', `/providers/${provider.id}/charges`, {
    version: provider.version,
    unitCodes,
    industries,
  });

/** Refused, naming the field, and nothing changed. */
async function refused(ask: () => Promise<Answer>, status: number, field?: string): Promise<Answer> {
  const before = app.fingerprint();
  const answer = await ask();
  expect([answer.status, answer.text]).toEqual([status, expect.any(String)]);
  if (field) expect(at(answer, 'error.fields')).toHaveProperty(field);
  expect(app.fingerprint()).toBe(before);
  return answer;
}

/** A project of a new firm of a county, begun this year. */
function landed(provider: Provider, startedOn = '2026-03-03'): void {
  const firmId = firmOf(app, { unitCode: HUKOU });
  projectOf(app, { firmId, unitCode: HUKOU, providerId: provider.id, stage: 'retrofitting', startedOn });
}

describe('who may', () => {
  test('the bureau keeps providers; a county sees those selected; leaders and the rest nothing', async () => {
    const candidate = await add();
    const chosen = await add(SELECTED);
    const seen = (await listed(county)).providers.map(({ id }) => id);
    expect(seen).toContain(chosen.id);
    expect(seen).not.toContain(candidate.id);
    expect((await listed(county)).providers.every(({ state }) => state !== 'candidate')).toBe(true);
    for (const who of ['leader', 'dept-fgw', 'admin', 'auditor'])
      expect((await (await app.as(who)).get('/providers')).status, who).toBe(403);
    expect((await app.someone().get('/providers')).status).toBe(401);
    await refused(() => county.ask('POST', '/providers', input()), 403);
    await refused(() => county.ask('PUT', `/providers/${chosen.id}`, changeOf(chosen)), 403);
    const none = { version: chosen.version, unitCodes: [], industries: [] };
    await refused(() => county.ask('PUT', `/providers/${chosen.id}/charges`, none), 403);
  });
});

describe('registering', () => {
  test.each<[string, Partial<NewProvider>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a wrong check character', { creditCode: '91350100M000100Y44' }, 'creditCode'],
    ['the city as the place', { unitCode: '360400' }, 'unitCode'],
    ['a selection without its document', { selectedOn: '2026-05-12' }, 'selectionDocument'],
    ['a document without its day', { selectionDocument: '九工信〔2026〕9号' }, 'selectedOn'],
    ['a selection in days to come', { ...SELECTED, selectedOn: '2026-11-22' }, 'selectedOn'],
    ['a recognition in days to come', { recognisedOn: '2026-11-22' }, 'recognisedOn'],
    ['a day that is none', { ...SELECTED, selectedOn: '2026-02-30' }, 'selectedOn'],
    ['a number that is none', { phone: '无' }, 'phone'],
  ])('%s is refused', async (_what, wrong, field) => {
    await refused(() => bureau.ask('POST', '/providers', input(wrong)), 422, field);
  });

  test('today is not too late for a selection, and days are read as people write them', async () => {
    const made = await add({ ...SELECTED, selectedOn: '2026年11月21日' });
    expect(made).toMatchObject({ selectedOn: '2026-11-21', state: 'listed' });
  });

  test('the same code is refused twice, and where a firm has it', async () => {
    const given = input();
    expect((await bureau.ask('POST', '/providers', given)).status).toBe(200);
    const again = await refused(() => bureau.ask('POST', '/providers', given), 422, 'creditCode');
    expect(again.text).toContain('请勿重复');
    const firmId = firmOf(app, { unitCode: HUKOU });
    const code = app.db.sqlite
      .prepare('SELECT credit_code FROM beneficiary WHERE id = ?')
      .pluck()
      .get(firmId);
    const taken = input({ creditCode: String(code) });
    await refused(() => bureau.ask('POST', '/providers', taken), 422, 'creditCode');
  });

  test('a platform on record becomes a provider without a second record', async () => {
    const known = app.db.sqlite
      .prepare("SELECT id, name, credit_code AS creditCode FROM beneficiary WHERE kind = 'platform' LIMIT 1")
      .get() as { id: number; name: string; creditCode: string };
    await refused(
      () => bureau.ask('POST', '/providers', input({ creditCode: known.creditCode })),
      422,
      'creditCode',
    );
    expect((await add({ name: known.name, creditCode: known.creditCode })).id).toBe(known.id);
  });

  test('a name much like another one’s is asked about, and taken once confirmed', async () => {
    const { name } = await add({ name: '湖口低碳节能诊断中心有限公司' });
    const like = input({ name: name.replace('有限公司', '有限责任公司'), confirmSimilar: false });
    const answer = await refused(() => bureau.ask('POST', '/providers', like), 422, 'name');
    expect(at(answer, 'error.code')).toBe('similar_name');
    expect((await bureau.ask('POST', '/providers', { ...like, confirmSimilar: true })).status).toBe(200);
  });
});

describe('selection and withdrawal', () => {
  test('one selected is listed until the day it leaves, and counts no more from then on', async () => {
    const made = await add(SELECTED);
    const { count } = await listed(bureau);
    await refused(() => change(made, { endedOn: '2026-05-11' }), 422, 'endedOn');
    await refused(() => change(made, { endedOn: '2026-11-22' }), 422, 'endedOn');
    expect((await change(made, { endedOn: '2026-11-21' })).status).toBe(200);
    expect(await found(made.name)).toMatchObject({ state: 'ended', endedOn: '2026-11-21' });
    expect((await listed(bureau)).count).toMatchObject({
      selected: count.selected - 1,
      ended: count.ended + 1,
    });
    const candidate = await add();
    await refused(() => change(candidate, { endedOn: '2026-11-01' }), 422, 'endedOn');
  });

  test('a stale version is refused with both versions, an unknown provider is 404', async () => {
    const made = await add();
    expect((await change(made, { expertise: '窑炉' })).status).toBe(200);
    const answer = await refused(() => change(made, { expertise: '电机' }), 409);
    expect(at(answer, 'error.details.current.expertise')).toBe('窑炉');
    await refused(() => change({ ...made, id: 999_999 }, {}), 404);
  });

  test('each change has its audit row, with who did it', async () => {
    const made = await add(SELECTED);
    await change(made, { seniorEngineers: 3 });
    await charge(await found(made.name), [XIUSHUI]);
    const rows = app.db.read
      .select({ action: auditLog.action, by: user.username })
      .from(auditLog)
      .innerJoin(user, eq(user.id, auditLog.actorId))
      .where(eq(auditLog.entityId, String(made.id)))
      .all()
      .filter(({ action }) => action.startsWith('provider.'));
    expect(rows).toEqual(
      ['provider.add', 'provider.change', 'provider.charge'].map((action) => ({ action, by: 'bureau' })),
    );
  });
});

describe('包挂', () => {
  test('a unit nobody is in charge of is named, until somebody is', async () => {
    const before = await listed(bureau);
    const open = before.coverage.units.find(({ providers }) => providers.length === 0);
    if (!open) throw new Error('the demo has a unit in nobody’s charge');
    expect(before.coverage.sentence).toContain(open.label);
    const made = await add(SELECTED);
    expect((await charge(made, [open.code, open.code], ['纺织业', ' '])).status).toBe(200);
    const after = await listed(bureau);
    const unitNow = after.coverage.units.find(({ code }) => code === open.code);
    expect(unitNow?.providers.map(({ id }) => id)).toEqual([made.id]);
    expect(after.coverage.sentence).not.toContain(open.label);
    const trade = after.coverage.industries.find(({ label }) => label === '纺织业');
    expect(trade?.providers.map(({ id }) => id)).toContain(made.id);
    // once it has left it is in charge of nothing
    await change(await found(made.name), { endedOn: '2026-11-20' });
    expect((await listed(bureau)).coverage.sentence).toContain(open.label);
    expect((await found(made.name)).charges).toEqual([]);
  });

  test('only one on the list is in charge of anything, and only of a county', async () => {
    const candidate = await add();
    await refused(() => charge(candidate, [XIUSHUI]), 422, 'unitCodes');
    const chosen = await add(SELECTED);
    await refused(() => charge(chosen, ['360400']), 422, 'unitCodes');
    await refused(() => charge(chosen, ['360999']), 422, 'unitCodes');
  });

  test('a county is told of its own units only', async () => {
    const { coverage } = await listed(county);
    expect(coverage.units.map(({ code }) => code)).toEqual([HUKOU]);
  });
});

describe('qualification', () => {
  test.each<[string, number | null, boolean | null]>([
    ['engineers not stated: not known', null, null],
    ['no senior engineer: to be looked at, the plan prints no number', 0, null],
    ['one is a professional: enough for the selection', 1, true],
    ['two are', 2, true],
  ])('selection: %s', async (_what, seniorEngineers, ok) => {
    const { qualified } = await add({ seniorEngineers });
    expect(qualified.ok).toBe(ok);
    expect(qualified.words).toContain('二（五）15');
  });

  test('措施五 asks for 2 engineers and 20 schemes a year: 1 and 19 are not enough, 2 and 20 are', async () => {
    const one = await add({ seniorEngineers: 1, recognisedOn: '2026-04-01' });
    const two = await add({ seniorEngineers: 2, recognisedOn: '2026-04-01' });
    for (let i = 0; i < 19; i += 1) {
      landed(one);
      landed(two);
    }
    landed(one);
    landed(two, '2025-12-31');
    const short = await found(two.name);
    expect(short.measure5).toMatchObject({ outcome: 'notEligible', plans: 19, amountFen: null });
    expect(short.measure5.words).toContain('20个以上');
    expect(short.platformBar.ok).toBe(false);
    landed(two, '2026-01-01');
    const enough = await found(two.name);
    expect(enough.measure5).toMatchObject({ outcome: 'eligible', plans: 20, amountFen: 50_000_000 });
    expect(enough.measure5.words).toMatch(/^最高50万元/);
    expect(enough.landed).toEqual({ 2025: 1, 2026: 20 });
    const few = await found(one.name);
    expect(few.measure5).toMatchObject({ outcome: 'notEligible', plans: 20 });
    expect(few.measure5.words).toContain('高级工程师不少于2人');
    // another year counts that year's schemes
    const earlier = (await listed(bureau, 2025)).providers.find(({ id }) => id === two.id);
    expect(earlier?.measure5).toMatchObject({ outcome: 'notEligible', plans: 1, year: 2025 });
  });

  test('a provider that meets the bar is no platform until it is recognised, then the award stands', async () => {
    const made = await add({ seniorEngineers: 2 });
    for (let i = 0; i < 19; i += 1) landed(made);
    const short = await found(made.name);
    expect(short.measure5).toMatchObject({ outcome: 'notEligible', amountFen: null });
    expect(short.measure5.words).toContain('20个以上');
    landed(made);
    const { platformBar, measure5 } = await found(made.name);
    expect(platformBar.ok).toBe(true);
    expect(measure5).toMatchObject({
      outcome: 'notEligible',
      amountFen: null,
      words: '认定为公共服务平台的方可申领措施五',
    });
    ok(await change(await found(made.name), { recognisedOn: '2026-06-01' }));
    const recognised = await found(made.name);
    expect(recognised.measure5).toMatchObject({ outcome: 'eligible', amountFen: 50_000_000 });
    // and it can be claimed by who pays it
    const claim = {
      beneficiaryId: made.id,
      awardId: 'jiujiang-5-platform',
      facts: {
        seniorEngineers: 2,
        platformServesManufacturing: true,
        plansLandedPerYear: 20,
        platformRecognised: true,
        recognitionDate: '2026-06-01',
      },
    };
    const opened = await county.ask('POST', '/cases', claim);
    expect([opened.status, at(opened, 'expectedFen')]).toEqual([200, 50_000_000]);
  });

  test('years before the plan and to come are refused', async () => {
    for (const year of [2024, 2027]) expect((await bureau.get(`/providers?year=${year}`)).status).toBe(400);
  });
});

describe('措施一', () => {
  const DIAGNOSED = { stage: 'scheme', diagnosedOn: '2026-04-10', schemeOn: '2026-05-10' } as const;

  async function lineOf(columns: object, tce: Readonly<Record<number, string>>) {
    const made = await add(SELECTED);
    const firmId = firmOf(app, { unitCode: HUKOU, tce });
    projectOf(app, {
      firmId,
      unitCode: HUKOU,
      providerId: made.id,
      ...DIAGNOSED,
      ndrcDiagnosed: false,
      ...columns,
    });
    const { measure1, diagnosed } = await found(made.name);
    expect([measure1.lines.length, diagnosed]).toEqual([1, 1]);
    return measure1.lines[0];
  }

  test.each<[string, object, Readonly<Record<number, string>>, string, number | null]>([
    ['5000 tce is enough', {}, { 2025: '5000' }, 'eligible', 1_000_000],
    ['4999.9999 tce is not', {}, { 2025: '4999.9999' }, 'notEligible', null],
    ['the newest year decides', {}, { 2024: '9000', 2025: '4999.9999' }, 'notEligible', null],
    ['nothing declared is missing, not 0', {}, {}, 'missingFacts', null],
    ['发改 diagnosed it before', { ndrcDiagnosed: true }, { 2025: '8000' }, 'notEligible', null],
    ['not known whether 发改 did', { ndrcDiagnosed: null }, { 2025: '8000' }, 'missingFacts', null],
    ['no scheme yet', { stage: 'diagnosed', schemeOn: null }, { 2025: '8000' }, 'notEligible', null],
    ['the first day in force', { diagnosedOn: '2025-06-30' }, { 2025: '8000' }, 'eligible', 1_000_000],
    ['the day before', { diagnosedOn: '2025-06-29' }, { 2025: '8000' }, 'notInForce', null],
  ])('%s', async (_what, columns, tce, outcome, amountFen) => {
    expect(await lineOf(columns, tce)).toMatchObject({ outcome, amountFen });
  });

  test('a firm counts once, whoever diagnosed it again; the amount is a ceiling', async () => {
    const [first, second] = [await add(SELECTED), await add(SELECTED)];
    const firmId = firmOf(app, { unitCode: HUKOU, tce: { 2025: '6000' } });
    const one = { firmId, unitCode: HUKOU, ...DIAGNOSED, ndrcDiagnosed: false };
    projectOf(app, { ...one, providerId: second.id, diagnosedOn: '2026-04-11' });
    projectOf(app, { ...one, providerId: first.id });
    projectOf(app, { ...one, providerId: first.id, diagnosedOn: '2026-04-12' });
    const [before, after] = [await found(first.name), await found(second.name)];
    expect(before.measure1.totalFen).toBe(1_000_000);
    expect(before.diagnosed).toBe(1);
    expect(before.measure1.lines.map(({ repeated }) => repeated)).toEqual([false, true]);
    expect(before.measure1.lines[0]?.words).toMatch(/^最高1万元/);
    expect(after.measure1).toMatchObject({ totalFen: 0, lines: [{ repeated: true, amountFen: null }] });
  });

  test('a county sees its own firms among the lines, and their sum, never another’s', async () => {
    const made = await add(SELECTED);
    const own = firmOf(app, { unitCode: HUKOU, tce: { 2025: '6000' } });
    const other = firmOf(app, { unitCode: XIUSHUI, tce: { 2025: '7000' }, name: '修水保密一号企业' });
    const one = { providerId: made.id, ...DIAGNOSED, ndrcDiagnosed: false };
    projectOf(app, { ...one, firmId: own, unitCode: HUKOU });
    projectOf(app, { ...one, firmId: other, unitCode: XIUSHUI });
    expect((await found(made.name)).measure1.totalFen).toBe(2_000_000);
    const seen = await found(made.name, county);
    expect(seen.measure1.lines.map(({ firmId }) => firmId)).toEqual([own]);
    expect(seen.measure1.totalFen).toBe(1_000_000);
    expect((await county.get('/providers')).text).not.toContain('修水保密一号企业');
  });
});

test('the demo: twelve selected, one with one senior engineer, one withdrawn, one waiting', async () => {
  const fresh = await TestApp.withDemo();
  const { providers, count, coverage } = await listed(await fresh.as('bureau'));
  const chosen = providers.filter(({ selectedOn }) => selectedOn !== null);
  expect([chosen.length, providers.length]).toEqual([12, 13]);
  expect(chosen.filter(({ seniorEngineers }) => (seniorEngineers ?? 0) < 2)).toHaveLength(1);
  expect(count).toMatchObject({ selected: 11, ended: 1, least: 10, most: 20 });
  expect(count.sentence).toBe('在册服务商11家，在规划要求公开遴选10—20家的范围内');
  expect(coverage.sentence).toMatch(/^2个县（市、区）无服务商包挂：都昌县、彭泽县/);
  fresh.close();
});
