import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, StepInput } from '../../server/cases/schema.ts';
import type { Fund, SpendingReply } from '../../server/funds/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  advance,
  apply,
  codeOf,
  type Desk,
  deskOf,
  refused as expectRefused,
  ok,
  RETROFIT,
  readCase,
  step,
} from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
let clerk: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  clerk = desk.clerk;
});
afterEach(() => app.close());

const PAY = { step: 'pay', paidOn: '2026-11-20', voucher: '测试拨-1', amountFen: wan('50') } as const;
const DOCUMENT = { approvalDocument: '九工信字〔2026〕2号（演示）' };

/** The request is refused, and nothing in the database changed. */
const refused = (ask: () => Promise<Answer>, status: number, ...fields: string[]) =>
  expectRefused(app, ask, status, ...fields);

describe('approval', () => {
  const ready = async (...claim: Parameters<typeof apply> extends [Desk, ...infer R] ? R : never) => {
    const { id } = await apply(desk, ...claim);
    return advance(desk, id, 'publishNotice');
  };
  const approving = ({ id, version }: CaseDetail, more: Partial<StepInput>) =>
    step(desk.chief, id, { version, step: 'approve', ...DOCUMENT, ...more });

  test.each<[string, Partial<StepInput>, string[]]>([
    ['no amount', {}, ['amountFen']],
    ['nothing', { amountFen: 0 }, ['amountFen']],
    ['a negative amount', { amountFen: -1 }, ['amountFen']],
    ['one 分 above the ceiling', { amountFen: wan('50') + 1 }, ['amountFen']],
    ['a lower amount without a reason', { amountFen: wan('49') }, ['amountReason']],
    ['no document', { amountFen: wan('50'), approvalDocument: ' ' }, ['approvalDocument']],
    [
      'shares that do not add up',
      { amountFen: wan('50'), funding: [{ payer: 'city', fen: wan('49') }] },
      ['funding'],
    ],
    [
      'a share below nothing',
      {
        amountFen: wan('50'),
        funding: [
          { payer: 'city', fen: wan('51') },
          { payer: 'district', fen: -wan('1') },
        ],
      },
      ['funding'],
    ],
    [
      'one payer twice',
      {
        amountFen: wan('50'),
        funding: [
          { payer: 'city', fen: wan('25') },
          { payer: 'city', fen: wan('25') },
        ],
      },
      ['funding'],
    ],
  ])('%s is refused', async (_what, more, fields) => {
    const one = await ready();
    await refused(() => approving(one, more), 422, ...fields);
  });

  test('amounts that are no whole 分 are malformed', async () => {
    const one = await ready();
    for (const amountFen of [0.5, 2 ** 53]) expect((await approving(one, { amountFen })).status).toBe(400);
  });

  test('a lower amount with a reason and shares is kept as decided', async () => {
    const funding = [
      { payer: 'city', fen: wan('30') },
      { payer: 'district', fen: wan('10') },
    ] as const;
    const more = { amountFen: wan('40'), amountReason: '按验收投资核减。', funding: [...funding] };
    expect((await approving(await ready(), more)).body).toMatchObject({
      approvedFen: wan('40'),
      amountReason: '按验收投资核减。',
      funding,
    });
  });

  test('一事一议: any amount, but never without its grounds', async () => {
    const one = await ready(
      'jiujiang-8',
      { caseByCaseMatter: true, recognitionDate: '2026-11-01' },
      { kind: 'platform' },
    );
    await refused(() => approving(one, { amountFen: wan('80') }), 422, 'amountReason');
    const answer = await approving(one, { amountFen: wan('80'), amountReason: '市政府专题会议议定。' });
    expect(answer.body).toMatchObject({ approvedFen: wan('80') });
  });

  test('措施一: a provider with several diagnosed firms needs no reason for any of them', async () => {
    const facts = {
      completionDate: '2026-09-30',
      diagnosedFirmIndustrial: true,
      diagnosedFirmTce: '8000',
      diagnosisDelivered: true,
      ndrcDiagnosed: false,
    };
    const first = await apply(desk, 'jiujiang-1', facts, { kind: 'serviceProvider' });
    const claim = (change: Record<string, unknown>) => ({
      beneficiaryId: first.beneficiaryId,
      awardId: 'jiujiang-1',
      facts: { ...facts, ...change },
    });
    const { officer } = desk;
    await refused(() => officer.ask('POST', '/cases', claim({})), 422, 'awardId');
    const second = ok<CaseDetail>(await officer.ask('POST', '/cases', claim({ diagnosedFirmTce: '6000' })));
    expect(second.sameMatter).toEqual([]);
    for (const { id } of [first, second]) {
      expect(await advance(desk, id, 'approve')).toMatchObject({ approvedFen: wan('1'), amountReason: null });
    }
  });

  test('柴桑: both ways of paying stand in the trace, and either may be approved', async () => {
    desk = await deskOf(app, '360404');
    const units = { registeredUnit: '360404', statisticsUnit: '360404', treasuryUnit: '360404' };
    const facts = { recognitionDate: '2026-09-01', isIndustrial: true, greenFactoryLevel: 'provincial' };
    const one = await ready('chaisang-2-green-factory', facts, units);
    expect(one.traceText).toContain('方式1：市级奖补照发10万元，区级补足差额5万元');
    expect(one.traceText).toContain('方式2：区级全额兑现15万元，不再申领市级奖补');
    const funding = [
      { payer: 'city', fen: wan('10') },
      { payer: 'district', fen: wan('5') },
    ] as const;
    const answer = await approving(one, { amountFen: wan('15'), funding: [...funding] });
    expect(answer.body).toMatchObject({ approvedFen: wan('15'), funding });
  });

  test('柴桑: beside what the city approved for the title, only the difference is due and expected', async () => {
    desk = await deskOf(app, '360404');
    const units = { registeredUnit: '360404', statisticsUnit: '360404', treasuryUnit: '360404' };
    const expected = async () => {
      const { total, funds } = (await clerk.get('/funds/spending?year=2026')).body as SpendingReply;
      return [total.expectedFen, funds.find(({ policyId }) => policyId === 'chaisang')?.expectedFen ?? 0];
    };
    const [all = 0, district = 0] = await expected();
    const recognitionDate = '2026-09-01';
    const facts = { recognitionDate, isIndustrial: true, greenFactoryLevel: 'provincial' };
    const one = await apply(desk, 'chaisang-2-green-factory', facts, units);
    expect(one).toMatchObject({ expectedFen: wan('15'), dueFen: wan('15') });
    expect(await expected()).toEqual([all + wan('15'), district + wan('15')]);

    const entry = { holder: one.beneficiaryName, unitCode: '360404', publishedOn: recognitionDate };
    const { openedCaseId: id = 0 } = ok<{ openedCaseId: number }>(
      await clerk.ask('POST', '/certificates', {
        ...entry,
        column: 'greenFactoryProvincial',
        listYear: 2026,
      }),
    );
    expect(await expected()).toEqual([all + wan('15'), district + wan('5')]);
    await advance(desk, id, 'approve');
    expect(await expected()).toEqual([all + wan('5'), district + wan('5')]);
    const now = await readCase(desk.officer, one.id);
    expect(now).toMatchObject({ expectedFen: wan('15'), dueFen: wan('5') });
    expect(now.sameMatter.map((other) => other.id)).toEqual([id]);

    const noticed = await advance(desk, one.id, 'publishNotice');
    await refused(() => approving(noticed, { amountFen: wan('15') }), 422, 'amountReason');
    const difference = { amountFen: wan('5'), amountReason: '市级已审定10万元，区级补足差额。' };
    expect((await approving(noticed, difference)).body).toMatchObject({
      approvedFen: wan('5'),
      dueFen: null,
    });
    expect(await expected()).toEqual([all, district]);
  });

  test('two retrofit projects of one firm are two matters: each is paid in full without a reason', async () => {
    const first = await apply(desk);
    const facts = { ...RETROFIT, completionDate: '2026-08-31', unitEnergyAfter: '0.368' };
    const claim = { beneficiaryId: first.beneficiaryId, awardId: 'jiujiang-2-retrofit', facts };
    const second = ok<CaseDetail>(await desk.officer.ask('POST', '/cases', claim));
    expect(second).toMatchObject({ sameMatter: [], dueFen: wan('70') });
    for (const { id, expectedFen } of [first, second]) {
      expect(await advance(desk, id, 'approve')).toMatchObject({
        approvedFen: expectedFen,
        amountReason: null,
      });
    }
  });

  test('above the budget of a selective fund: approved, with a warning', async () => {
    const one = await ready();
    const { funds } = (await clerk.get('/funds/spending?year=2026')).body as SpendingReply;
    const fund = funds.find(({ policyId }) => policyId === 'jiujiang') as Fund;
    const amountFen = fund.approvedFen + wan('50') - 1;
    await clerk.ask('PUT', '/funds/jiujiang/2026', { version: fund.budgetVersion, amountFen });
    const approved = (await approving(one, { amountFen: wan('50') })).body as CaseDetail;
    expect(approved.stage).toBe('approved');
    expect(approved.events.at(-1)?.note).toContain('超出0.000001万元');
  });

  test('above the budget of a capped fund: refused, to the 分', async () => {
    desk = await deskOf(app, '360404');
    const units = { registeredUnit: '360404', statisticsUnit: '360404', treasuryUnit: '360404' };
    const facts = { recognitionDate: '2026-09-01', isIndustrial: true, waterSavingLevel: 'provincial' };
    const one = await ready('chaisang-2-water-saving', facts, units);
    const { funds } = (await clerk.get('/funds/spending?year=2026')).body as SpendingReply;
    const fund = funds.find(({ policyId }) => policyId === 'chaisang') as Fund;
    const setTo = (version: number, amountFen: number) =>
      clerk.ask('PUT', '/funds/chaisang/2026', { version, amountFen });
    await setTo(fund.budgetVersion, fund.approvedFen + wan('5') - 1);
    const answer = await refused(() => approving(one, { amountFen: wan('5') }), 422, 'amountFen');
    expect(answer.text).toContain('总额控制');
    await setTo(fund.budgetVersion + 1, fund.approvedFen + wan('5'));
    expect((await approving(one, { amountFen: wan('5') })).status).toBe(200);
  });
});

describe('payment', () => {
  const approved = async () => advance(desk, (await apply(desk)).id, 'approve');

  test.each<[string, Partial<StepInput>, string[]]>([
    ['more than was approved', { amountFen: wan('50') + 1 }, ['amountFen']],
    ['nothing', { amountFen: 0 }, ['amountFen']],
    ['a day to come', { paidOn: '2026-11-22' }, ['paidOn']],
    ['the last day of 公示', { paidOn: '2026-11-18' }, ['paidOn']],
    ['the day before 审定', { paidOn: '2026-11-19' }, ['paidOn']],
    ['a day that is none', { paidOn: '2026-02-30' }, ['paidOn']],
    ['no voucher', { voucher: ' ' }, ['voucher']],
  ])('%s is refused', async (_what, more, fields) => {
    const { id, version } = await approved();
    await refused(() => step(clerk, id, { ...PAY, version, ...more }), 422, ...fields);
  });

  test('the parts never add up to more than was approved', async () => {
    const { id, version } = await approved();
    const first = (await step(clerk, id, { ...PAY, version, amountFen: wan('30') })).body as CaseDetail;
    const more = { ...PAY, version: first.version, voucher: '测试拨-3' };
    await refused(() => step(clerk, id, { ...more, amountFen: wan('20') + 1 }), 422, 'amountFen');
    const paid = (await step(clerk, id, { ...more, amountFen: wan('20') })).body as CaseDetail;
    const answer = await refused(
      () => step(clerk, id, { ...more, version: paid.version, amountFen: 1 }),
      409,
    );
    expect(codeOf(answer)).toBe('fully_paid');
  });

  test('a voucher pays once', async () => {
    const [one, other] = [await approved(), await approved()];
    expect((await step(clerk, one.id, { ...PAY, version: one.version })).status).toBe(200);
    await refused(() => step(clerk, other.id, { ...PAY, version: other.version }), 422, 'voucher');
  });

  test('closing short of the amount needs a note, and frees the rest of the budget', async () => {
    const { id, version } = await approved();
    const left = async () =>
      ((await clerk.get('/funds/spending?year=2026')).body as SpendingReply).funds[0]?.leftFen ?? 0;
    const before = await left();
    const paying = (await step(clerk, id, { ...PAY, version, amountFen: wan('30') })).body as CaseDetail;
    const close = { version: paying.version, step: 'close' } as const;
    await refused(() => step(clerk, id, close), 422, 'note');
    expect((await step(clerk, id, { ...close, note: '企业已注销。' })).status).toBe(200);
    expect(await left()).toBe(before + wan('20'));
  });

  test('once something is paid nothing is cancelled', async () => {
    const { id, version } = await approved();
    const paying = (await step(clerk, id, { ...PAY, version, amountFen: 1 })).body as CaseDetail;
    const cancel = { version: paying.version, step: 'cancel', note: '误付' } as const;
    expect(codeOf(await refused(() => step(clerk, id, cancel), 409))).toBe('wrong_stage');
  });
});
