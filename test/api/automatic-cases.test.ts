import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, CaseListReply } from '../../server/cases/schema.ts';
import type { CertificateAdded, NewCertificate } from '../../server/quotas/certificate-schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { TestApp } from '../support/app.ts';
import {
  addFirm,
  advance,
  certificate,
  codeOf,
  type Desk,
  deskOf,
  ok,
  readCase,
  step,
} from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
});
afterEach(() => app.close());

const recognise = async (change: Partial<NewCertificate> = {}): Promise<CertificateAdded> =>
  ok(await desk.clerk.ask('POST', '/certificates', certificate(change)));

async function opened(change: Partial<NewCertificate> = {}): Promise<CaseDetail> {
  const { openedCaseId } = await recognise(change);
  if (openedCaseId === null) throw new Error(`no case for ${JSON.stringify(change)}`);
  return readCase(desk.clerk, openedCaseId);
}

const liveCases = async () => ((await desk.clerk.get('/cases')).body as CaseListReply).cases.length;

describe('免申即享: a title opens its case', () => {
  test.each<[NewCertificate['column'], string, string]>([
    ['greenParkNational', 'jiujiang-3-green-park', '50'],
    ['greenParkProvincial', 'jiujiang-3-green-park', '20'],
    ['greenFactoryNational', 'jiujiang-3-green-factory', '20'],
    ['greenFactoryProvincial', 'jiujiang-3-green-factory', '10'],
    ['greenSupplyChainNational', 'jiujiang-3-green-supply-chain', '20'],
    ['greenSupplyChainProvincial', 'jiujiang-3-green-supply-chain', '10'],
    ['greenDesignNational', 'jiujiang-3-green-design', '20'],
    ['greenDesignProvincial', 'jiujiang-3-green-design', '10'],
    ['zeroCarbonFactoryNational', 'jiujiang-3-zero-carbon-factory', '20'],
    ['zeroCarbonFactoryProvincial', 'jiujiang-3-zero-carbon-factory', '10'],
    ['zeroCarbonParkNational', 'jiujiang-3-zero-carbon-park', '50'],
    ['zeroCarbonParkProvincial', 'jiujiang-3-zero-carbon-park', '20'],
    ['efficiencyLeader', 'jiujiang-3-energy-leader', '50'],
  ])('%s: %s, %s万元', async (column, awardId, amount) => {
    expect(await opened({ column })).toMatchObject({
      awardId,
      clause: '措施三',
      origin: 'automatic',
      stage: 'opened',
      amountKind: 'fixed',
      expectedFen: wan(amount),
      eventDate: '2026-11-02',
      unitCode: '360425',
    });
  });

  test.each([
    ['2025-06-29', false],
    ['2025-06-30', true],
    ['2026-11-21', true],
  ])('published on %s, in force: %s', async (publishedOn, due) => {
    const { openedCaseId } = await recognise({ publishedOn, listYear: 2025 });
    expect(openedCaseId !== null).toBe(due);
  });

  test('the last day of the measures counts, the next does not', async () => {
    app.clock.setToday('2028-01-02');
    const entry = { listYear: 2027 };
    expect((await recognise({ ...entry, publishedOn: '2027-12-31' })).openedCaseId).not.toBeNull();
    expect((await recognise({ ...entry, publishedOn: '2028-01-01' })).openedCaseId).toBeNull();
  });

  test('the holder on record gets it, paid by its own treasury; a new one is made', async () => {
    const known = await addFirm(desk.clerk, { treasuryUnit: '360426' });
    const own = await opened({ holder: known.name });
    expect(own).toMatchObject({ beneficiaryId: known.id, unitCode: '360426' });
    const fresh = await opened({ holder: '新名单（演示）有限公司' });
    expect(fresh.events[0]?.note).toContain('信用代码待补录');
    expect(fresh.beneficiaryName).toBe('新名单（演示）有限公司');
  });

  test('a firm named like a park is not the park', async () => {
    const { name, id } = await addFirm(desk.clerk);
    expect((await opened({ holder: name, column: 'greenParkProvincial' })).beneficiaryId).not.toBe(id);
  });

  test('the same title on the next list opens nothing', async () => {
    const first = await opened();
    const before = await liveCases();
    const again = await recognise({ holder: first.beneficiaryName, listYear: 2025 });
    expect(again.openedCaseId).toBeNull();
    expect(await liveCases()).toBe(before);
  });

  test('the higher level of a paid title opens its case and says what was paid', async () => {
    const { id, beneficiaryName } = await opened();
    const approved = await advance(desk, id, 'approve');
    const pay = { step: 'pay', paidOn: '2026-11-20', voucher: '测试拨-9', amountFen: wan('10') } as const;
    ok(await step(desk.clerk, id, { ...pay, version: approved.version }));
    const upgrade = await opened({ holder: beneficiaryName, column: 'greenFactoryNational' });
    expect(upgrade.expectedFen).toBe(wan('20'));
    expect(upgrade.traceText).toContain('差额10万元');
    expect(upgrade.sameMatter.map((other) => other.id)).toEqual([id]);

    const noticed = await advance(desk, upgrade.id, 'publishNotice');
    const approve = { version: noticed.version, step: 'approve', approvalDocument: '文号' } as const;
    expect(noticed.dueFen).toBe(wan('10'));
    const whole = await step(desk.chief, upgrade.id, { ...approve, amountFen: wan('20') });
    expect(whole.text).toContain('超过就高金额');
    const difference = { amountFen: wan('10'), amountReason: '升级补差额。' };
    expect((await step(desk.chief, upgrade.id, { ...approve, ...difference })).status).toBe(200);
  });

  test('领跑者 without a kind asks a human, and is not approved before', async () => {
    const { id, flag } = await opened({ column: 'efficiencyLeader' });
    expect(flag).toContain('能效、水效');
    const noticed = await advance(desk, id, 'publishNotice');
    expect(noticed.steps).toEqual(['return', 'cancel', 'object', 'clearFlag']);
    const approve = { version: noticed.version, step: 'approve', amountFen: wan('50') } as const;
    expect(codeOf(await step(desk.chief, id, approve))).toBe('flagged');
    const clear = { version: noticed.version, step: 'clearFlag', note: '已核实为能效领跑者。' } as const;
    expect((await step(desk.clerk, id, clear)).body).toMatchObject({ flag: null, stage: 'publicNotice' });
  });

  test('energy and water are two firsts; a second of one kind opens nothing', async () => {
    const energy = await opened({ column: 'efficiencyLeader', leader: 'energy', listYear: 2025 });
    expect(energy.flag).toBeNull();
    const holder = energy.beneficiaryName;
    const water = await opened({ holder, column: 'efficiencyLeader', leader: 'water' });
    expect(water.awardId).toBe('jiujiang-3-water-leader');
    const again = { holder, column: 'efficiencyLeader', leader: 'water', listYear: 2024 } as const;
    expect((await recognise(again)).openedCaseId).toBeNull();
  });

  test('a refused certificate opens nothing', async () => {
    const before = app.fingerprint();
    const entry = certificate({ publishedOn: '2026-11-22' });
    expect((await desk.clerk.ask('POST', '/certificates', entry)).status).toBe(422);
    expect(app.fingerprint()).toBe(before);
  });
});

describe('a title that is lost', () => {
  test('flags its case, which is neither approved nor paid until looked at', async () => {
    const { id, certificateId } = await opened();
    const approved = await advance(desk, id, 'approve');
    const removal = { version: 1, removedOn: '2026-11-20', removalReason: '复核不合格' };
    ok(await desk.clerk.ask('POST', `/certificates/${certificateId}/removal`, removal));
    const flagged = await readCase(desk.clerk, id);
    expect(flagged).toMatchObject({ flag: '称号已于2026-11-20退出（复核不合格）。', stage: 'approved' });
    expect(flagged.steps).toEqual(['cancel', 'clearFlag']);
    expect(flagged.version).toBe(approved.version + 1);
    expect(flagged.events.at(-1)?.step).toBe('flag');
    const cancel = { version: flagged.version, step: 'cancel', note: '称号已退出。' } as const;
    expect((await step(desk.clerk, id, cancel)).status).toBe(200);
  });

  test('opens anew when it is won again after the case was cancelled', async () => {
    const { id, beneficiaryName, version } = await opened({ listYear: 2025 });
    ok(await step(desk.clerk, id, { version, step: 'cancel', note: '名单有误。' }));
    expect((await opened({ holder: beneficiaryName })).id).not.toBe(id);
  });
});

test('titles without a quota stand in the roster, and the quota matrix does not count them', async () => {
  const matrix = async () => (await desk.clerk.get('/quotas/pace')).text;
  const before = await matrix();
  await recognise({ column: 'zeroCarbonFactoryNational' });
  expect(await matrix()).toBe(before);
  const listed = await desk.clerk.get('/certificates?column=zeroCarbonFactoryNational&unit=360425');
  expect((listed.body as { certificates: unknown[] }).certificates).toHaveLength(1);
});
