import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { CaseDetail, CaseListReply } from '../../server/cases/schema.ts';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  addFirm,
  advance,
  apply,
  type Desk,
  deskOf,
  refused as expectRefused,
  RETROFIT,
  readCase,
  step,
} from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
let officer: Person;
let clerk: Person;
let leader: Person;
let neighbour: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  ({ officer, clerk } = desk);
  leader = await app.as('leader');
  neighbour = await app.as('county-360404');
});
afterEach(() => app.close());

const PAY = { step: 'pay', paidOn: '2026-11-20', voucher: '测试拨-1', amountFen: wan('50') } as const;
const refused = (ask: () => Promise<Answer>, status: number, ...fields: string[]) =>
  expectRefused(app, ask, status, ...fields);

describe('from application to payment', () => {
  test('every step is taken by its own people, and the money moves with it', async () => {
    const spending = async () => (await leader.get('/funds/spending?year=2026')).body as SpendingReply;
    const before = (await spending()).total;
    const fresh = await apply(desk);
    expect(fresh).toMatchObject({
      stage: 'applied',
      origin: 'application',
      clause: '措施二',
      amountKind: 'ceiling',
      expectedFen: wan('50'),
      eventDate: '2026-09-30',
      unitCode: '360425',
      dueFen: wan('50'),
      steps: ['countyCheck', 'cancel'],
    });
    expect((await spending()).total.expectedFen).toBe(before.expectedFen + wan('50'));

    const approved = await advance(desk, fresh.id, 'approve');
    expect(approved).toMatchObject({
      stage: 'approved',
      approvedFen: wan('50'),
      dueFen: null,
      steps: ['pay', 'cancel'],
    });
    expect((await spending()).total).toMatchObject({
      expectedFen: before.expectedFen,
      approvedFen: before.approvedFen + wan('50'),
    });

    const first = { ...PAY, version: approved.version, amountFen: wan('20') };
    const paying = (await step(clerk, fresh.id, first)).body as CaseDetail;
    expect(paying).toMatchObject({ stage: 'paying', paidFen: wan('20'), steps: ['pay', 'close'] });
    const second = { ...PAY, version: paying.version, amountFen: wan('30'), voucher: '测试拨-2' };
    const paid = (await step(clerk, fresh.id, second)).body as CaseDetail;
    expect(paid).toMatchObject({ paidFen: wan('50'), steps: ['close'] });
    const closed = (await step(clerk, fresh.id, { version: paid.version, step: 'close' })).body as CaseDetail;
    expect(closed).toMatchObject({ stage: 'closed', steps: [] });
    expect((await spending()).total.paidFen).toBe(before.paidFen + wan('50'));

    expect(closed.payments.map(({ amountFen }) => amountFen)).toEqual([wan('20'), wan('30')]);
    expect(closed.events.map((event) => event.step)).toEqual([
      'apply',
      'countyCheck',
      'creditCheck',
      'handle',
      'endorse',
      'publishNotice',
      'approve',
      'pay',
      'pay',
      'close',
    ]);
    const days = closed.events.slice(1).map(({ data }) => (data as { on: string }).on);
    expect(days.slice(3)).toEqual([
      '2026-11-11',
      '2026-11-11',
      '2026-11-20',
      '2026-11-21',
      '2026-11-21',
      '2026-11-21',
    ]);
    expect(closed.traceText).toContain('措施二');
    expect(closed.traceText).toContain('50万元（最高）');
    const audited = app.db.sqlite
      .prepare("SELECT action FROM audit_log WHERE entity = 'subsidy_case' AND entity_id = ? ORDER BY id")
      .pluck()
      .all(String(fresh.id));
    expect(audited).toEqual(closed.events.map((event) => `case.${event.step}`));
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('what happened and what was paid cannot be changed, even by hand', () => {
    for (const table of ['subsidy_case_event', 'disbursement']) {
      expect(() => app.db.sqlite.exec(`UPDATE ${table} SET id = id + 1`)).toThrow('append-only');
      expect(() => app.db.sqlite.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    }
  });

  test('a returned case goes through all of it again', async () => {
    const { id } = await apply(desk);
    const noticed = await advance(desk, id, 'publishNotice');
    const back = { version: noticed.version, step: 'return', note: '公示期内有异议。' } as const;
    const returned = (await step(clerk, id, back)).body as CaseDetail;
    expect(returned).toMatchObject({ stage: 'returned' });
    expect((await readCase(officer, id)).steps).toEqual(['resubmit', 'cancel']);
    const again = await step(officer, id, { version: returned.version, step: 'resubmit', note: '已补正。' });
    expect(again.body).toMatchObject({ stage: 'applied', noticeFrom: null, noticeTo: null, handledBy: null });
  });
});

describe('applications', () => {
  const applying = (person: Person, beneficiaryId: number, awardId: string, facts: unknown) =>
    person.ask('POST', '/cases', { beneficiaryId, awardId, facts });

  test.each<[string, string, Record<string, unknown>, string[]]>([
    ['an unknown award', 'jiujiang-9', RETROFIT, ['awardId']],
    ['an automatic award', 'jiujiang-3-green-factory', { greenFactoryLevel: 'national' }, ['awardId']],
    ['an award of another place', 'chaisang-1', RETROFIT, ['awardId']],
    ['an expired document', 'nanchang-6', {}, ['awardId']],
    ['a draft', 'changjiang-1', {}, ['awardId']],
    ['a condition that fails', 'jiujiang-2-retrofit', { ...RETROFIT, retrofitAccepted: false }, ['awardId']],
    [
      'an improvement under 3 %',
      'jiujiang-2-retrofit',
      { ...RETROFIT, unitEnergyAfter: '0.3881' },
      ['awardId'],
    ],
    [
      'a project before the first day',
      'jiujiang-2-retrofit',
      { ...RETROFIT, completionDate: '2025-06-29' },
      ['awardId'],
    ],
    [
      'missing facts',
      'jiujiang-2-retrofit',
      { ...RETROFIT, unitEnergyAfter: null, completionDate: null },
      ['facts.unitEnergyAfter', 'facts.completionDate'],
    ],
    ['an unknown fact', 'jiujiang-2-retrofit', { ...RETROFIT, colour: 'green' }, ['facts.colour']],
    [
      'a project of tomorrow',
      'jiujiang-2-retrofit',
      { ...RETROFIT, completionDate: '2026-11-22' },
      ['facts.completionDate'],
    ],
    ['another unit than on record', 'jiujiang-2-retrofit', { ...RETROFIT, unit: '360404' }, ['facts.unit']],
    ['another applicant', 'jiujiang-2-retrofit', { ...RETROFIT, applicant: 'park' }, ['facts.applicant']],
  ])('%s is refused at its field', async (_what, awardId, facts, fields) => {
    const { id } = await addFirm(officer);
    await refused(() => applying(officer, id, awardId, facts), 422, ...fields);
  });

  test('the first day in force counts', async () => {
    const { id } = await addFirm(officer);
    const facts = { ...RETROFIT, completionDate: '2025-06-30' };
    expect((await applying(officer, id, 'jiujiang-2-retrofit', facts)).status).toBe(200);
  });

  test('the same claim is not entered twice, but again once it was cancelled', async () => {
    const { id, beneficiaryId, version } = await apply(desk);
    const again = () => applying(officer, beneficiaryId, 'jiujiang-2-retrofit', RETROFIT);
    await refused(again, 422, 'awardId');
    await step(officer, id, { version, step: 'cancel', note: '企业撤回。' });
    expect((await again()).status).toBe(200);
  });

  test('a county applies for its own only; the bureau and a leader not at all', async () => {
    const { id } = await addFirm(officer);
    for (const person of [clerk, leader]) {
      await refused(() => applying(person, id, 'jiujiang-2-retrofit', RETROFIT), 403);
    }
    await refused(() => applying(neighbour, id, 'jiujiang-2-retrofit', RETROFIT), 422, 'beneficiaryId');
    await refused(() => applying(officer, 99_999, 'jiujiang-2-retrofit', RETROFIT), 422, 'beneficiaryId');
  });

  test('an award without a printed amount is opened without one', async () => {
    const facts = { caseByCaseMatter: true };
    expect(await apply(desk, 'jiujiang-8', facts, { kind: 'platform' })).toMatchObject({
      amountKind: null,
      expectedFen: null,
      stage: 'applied',
    });
  });
});

describe('who sees which cases', () => {
  const listed = async (person: Person, query = '') =>
    ((await person.get(`/cases${query}`)).body as CaseListReply).cases;

  test('a county its own, the bureau all, leaders those decided, nobody else any', async () => {
    const own = await apply(desk);
    expect(new Set((await listed(officer)).map(({ unitCode }) => unitCode))).toEqual(new Set(['360425']));
    expect((await listed(neighbour, '?unit=360425')).length).toBe(0);
    const isDecided = ({ stage }: { stage: string }) => ['approved', 'paying', 'closed'].includes(stage);
    const decided = (await listed(clerk)).filter(isDecided);
    expect(decided.length).toBeGreaterThan(0);
    // the order is the person's own: what waits for them comes first
    const seen = (await listed(leader)).map(({ id }) => id);
    expect(seen.toSorted((a, b) => a - b)).toEqual(decided.map(({ id }) => id).sort((a, b) => a - b));
    expect(await listed(leader, '?stage=publicNotice')).toEqual([]);
    expect((await listed(leader)).flatMap(({ steps }) => steps)).toEqual([]);
    for (const name of ['admin', 'auditor'])
      expect((await (await app.as(name)).get('/cases')).status).toBe(403);
    await refused(() => neighbour.get(`/cases/${own.id}`), 404);
    await refused(() => officer.get('/cases/99999'), 404);
  });

  test('a leader finds a case only once it is approved, and never what it rests on', async () => {
    const { id } = await apply(desk);
    await refused(() => leader.get(`/cases/${id}`), 404);
    const noticed = await advance(desk, (await apply(desk)).id, 'publishNotice');
    await refused(() => leader.get(`/cases/${noticed.id}`), 404);
    const known = await advance(desk, id, 'approve');
    app.db.sqlite
      .prepare("UPDATE subsidy_case SET flag = '能耗由0.4降至0.38，待核实。' WHERE id = ?")
      .run(id);
    const seen = await readCase(leader, id);
    expect(seen).toMatchObject({ stage: 'approved', approvedFen: known.approvedFen, steps: [], files: [] });
    expect([seen.facts, seen.trace, seen.traceText]).toEqual([null, null, null]);
    expect(seen.events.map(({ step: name }) => name)).toEqual(known.events.map(({ step: name }) => name));
    expect(seen.flag).toBe('有关情况由市工信局核实。');
    expect((await listed(leader)).find((entry) => entry.id === id)?.flag).toBe(seen.flag);
    expect(JSON.stringify(seen)).not.toMatch(/0\.38|未见失信记录/);
    expect((await readCase(clerk, id)).traceText).toContain('0.38');
  });

  test('filters narrow the list', async () => {
    const query = '?stage=closed&policy=jiujiang&year=2026&unit=JKQ';
    const { cases } = (await clerk.get(`/cases${query}`)).body as CaseListReply;
    expect(cases.length).toBeGreaterThan(0);
    for (const one of cases) {
      expect(one).toMatchObject({ stage: 'closed', policyId: 'jiujiang', unitCode: 'JKQ' });
      expect(one.eventDate.slice(0, 4)).toBe('2026');
    }
    expect((await clerk.get('/cases?stage=lost')).status).toBe(400);
  });

  test('a step on another county’s case, or by a leader, is refused', async () => {
    const { id, version } = await apply(desk);
    await refused(() => step(neighbour, id, { version, step: 'countyCheck' }), 404);
    await refused(() => step(leader, id, { version, step: 'countyCheck' }), 403);
    await refused(() => step(officer, id, { version, step: 'handle' }), 403);
    await refused(() => step(clerk, id, { version, step: 'countyCheck' }), 403);
  });
});
