import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { ProjectDetail, ProjectInput, ProjectStepInput } from '../../server/projects/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import {
  addFirm,
  advance,
  codeOf,
  type Desk,
  deskOf,
  refused as expectRefused,
  ok,
  readCase,
  step,
} from '../support/cases.ts';
import {
  bringTo,
  newProject,
  newProvider,
  readProject,
  STEP_FIELDS,
  takeProjectStep,
  uploadReport,
} from '../support/projects.ts';

const CHAISANG = '360404';
const RUICHANG = '360481';
let app: TestApp;
let desk: Desk;
let officer: Person;
let chaisang: Person;
let bureau: Person;
let providerId: number;
let demoApproved: { id: number; projectId: number }[];
beforeAll(async () => {
  app = await TestApp.withDemo();
  demoApproved = app.db.sqlite
    .prepare(
      `SELECT s.id, s.project_id AS projectId FROM subsidy_case s JOIN project p ON p.id = s.project_id
       WHERE s.stage = 'approved' AND s.beneficiary_id = p.firm_id AND s.flag IS NULL AND p.stage = 'accepted'`,
    )
    .all() as typeof demoApproved;
  desk = await deskOf(app);
  ({ officer, clerk: bureau } = desk);
  chaisang = await app.as(`county-${CHAISANG}`);
  providerId = await newProvider(bureau, unitsOf(RUICHANG));
});
afterAll(() => app.close());

const unitsOf = (code: string) => ({ registeredUnit: code, statisticsUnit: code, treasuryUnit: code });
const refused = (ask: () => Promise<Answer>, status: number, ...fields: string[]) =>
  expectRefused(app, ask, status, ...fields);

interface Wanted {
  person?: Person;
  unitCode?: string;
  firm?: Partial<BeneficiaryInput>;
  project?: Partial<ProjectInput>;
  accept?: Partial<ProjectStepInput>;
  providerId?: number;
}

/** An accepted project of a firm nobody knows yet. */
async function accepted(wanted: Wanted = {}): Promise<ProjectDetail> {
  const { person = officer, unitCode = '360425', firm = {}, project = {}, accept = {} } = wanted;
  const { id } = await addFirm(person, { ...unitsOf(unitCode), ...firm });
  const fresh = await newProject(person, id, project);
  return bringTo(person, fresh, 'accepted', { providerId: wanted.providerId ?? providerId, accept });
}

const awardOf = ({ awards }: ProjectDetail, awardId: string) =>
  awards.find((award) => award.awardId === awardId);
const open = (person: Person, now: ProjectDetail, awardId = 'jiujiang-2-retrofit', version = now.version) =>
  person.ask('POST', `/projects/${now.id}/cases`, { version, awardId });

describe('what an accepted project may receive', () => {
  /** Unit energy before and after → improvement, 九江 and 柴桑 ceilings in 万元. 3 % and 8 % count as the readings say. */
  const TIERS: readonly [
    before: string,
    after: string,
    pct: string,
    city: string | null,
    district: string,
  ][] = [
    ['100', '97.0001', '2.99', null, ''],
    ['100', '97', '3', '50', '15'],
    ['0.4', '0.38', '5', '50', '15'],
    ['100', '94.9999', '5.0001', '70', '30'],
    ['100', '92', '8', '70', '30'],
    ['100', '91.9999', '8.0001', '100', '50'],
  ];

  test.each(TIERS)('%s to %s is %s %%: the case opens with its facts', async (before, after, pct, city) => {
    const now = await accepted({ accept: { unitEnergyBefore: before, unitEnergyAfter: after } });
    expect(now.improvementPct).toBe(pct);
    const award = awardOf(now, 'jiujiang-2-retrofit');
    if (city === null) {
      expect(award).toMatchObject({
        outcome: 'notEligible',
        amountFen: null,
        mayOpen: false,
        highest: false,
      });
      await refused(() => open(officer, now), 422, 'awardId');
      return;
    }
    expect(award).toMatchObject({
      outcome: 'eligible',
      kind: 'ceiling',
      amountFen: wan(city),
      clause: '措施二',
      highest: true,
      caseId: null,
      mayOpen: true,
      mayNotOpen: null,
    });
    const after2 = ok<ProjectDetail>(await open(officer, now));
    const [opened] = after2.cases;
    expect(opened).toMatchObject({ stage: 'applied', expectedFen: wan(city), paidFen: 0 });
    const detail = await readCase(officer, opened?.id ?? 0);
    expect(detail).toMatchObject({
      projectId: now.id,
      origin: 'application',
      eventDate: '2026-09-15',
      expectedFen: wan(city),
      facts: {
        applicant: 'enterprise',
        unit: '360425',
        completionDate: '2026-09-15',
        retrofitAccepted: true,
        acceptanceReportFiled: true,
        energyLevelReached: 'advanced',
        unitEnergyBefore: before,
        unitEnergyAfter: after,
      },
      files: [{ name: '节能验收报告.pdf' }],
    });
    expect(after2.events.at(-1)).toMatchObject({ step: 'openCase', data: { caseId: opened?.id } });
    expect(after2.version).toBe(now.version + 1);
    expect(awardOf(after2, 'jiujiang-2-retrofit')).toMatchObject({ caseId: opened?.id, mayOpen: false });
  });

  test.each(
    TIERS.filter(([, , , city]) => city !== null),
  )('柴桑: %s to %s shows both governments, the city’s counts', async (before, after, _pct, city, district) => {
    const accept = { unitEnergyBefore: before, unitEnergyAfter: after };
    const now = await accepted({ person: chaisang, unitCode: CHAISANG, accept });
    expect(awardOf(now, 'jiujiang-2-retrofit')).toMatchObject({ amountFen: wan(city ?? ''), highest: true });
    expect(awardOf(now, 'chaisang-1')).toMatchObject({
      amountFen: wan(district),
      outcome: 'eligible',
      highest: false,
      mayOpen: true,
    });
    expect(awardOf(now, 'chaisang-1')?.words).toMatch(/；就高：仅按最高一项兑现$/);
    expect(awardOf(now, 'jiujiang-2-retrofit')?.words).not.toContain('就高');
  });

  test('beside a live case of the higher award the lower one is not opened, the other way round it is', async () => {
    const now = await accepted({ person: chaisang, unitCode: CHAISANG });
    const higher = ok<ProjectDetail>(await open(chaisang, now));
    const caseId = awardOf(higher, 'jiujiang-2-retrofit')?.caseId;
    expect(awardOf(higher, 'chaisang-1')).toMatchObject({ claimed: false, caseId: null, mayOpen: false });
    expect(awardOf(higher, 'chaisang-1')?.mayNotOpen).toContain(`已有奖补事项，编号${caseId}`);
    const answer = await refused(() => open(chaisang, higher, 'chaisang-1'), 409);
    expect(codeOf(answer)).toBe('higher_case');
    const other = await accepted({ person: chaisang, unitCode: CHAISANG });
    const lower = ok<ProjectDetail>(await open(chaisang, other, 'chaisang-1'));
    const both = ok<ProjectDetail>(await open(chaisang, lower));
    expect(both.cases.map(({ awardId }) => awardId)).toEqual(['chaisang-1', 'jiujiang-2-retrofit']);
    // one matter: the two together come to the higher one
    const dues = await Promise.all(both.cases.map(async ({ id }) => (await readCase(chaisang, id)).dueFen));
    expect(dues).toEqual([wan('15'), wan('50')]);
  });

  test('two projects of a firm accepted on one day with one result are two matters', async () => {
    const first = await accepted();
    const fresh = await newProject(officer, first.firmId);
    const second = await bringTo(officer, fresh, 'accepted', { providerId });
    const [one, two] = [
      ok<ProjectDetail>(await open(officer, first)),
      ok<ProjectDetail>(await open(officer, second)),
    ];
    const details = await Promise.all([one, two].map((now) => readCase(officer, now.cases[0]?.id ?? 0)));
    expect(
      details.map(({ projectId, dueFen, sameMatter }) => [projectId, dueFen, sameMatter.length]),
    ).toEqual([
      [first.id, wan('50'), 0],
      [second.id, wan('50'), 0],
    ]);
  });

  test('what was claimed by hand of that day is found, and not claimed again', async () => {
    const now = await accepted();
    const award = awardOf(now, 'jiujiang-2-retrofit');
    const facts = { completionDate: '2026-09-15', retrofitAccepted: true, acceptanceReportFiled: true };
    const measured = { energyLevelReached: 'advanced', unitEnergyBefore: '0.4', unitEnergyAfter: '0.38' };
    const claim = { beneficiaryId: now.firmId, awardId: award?.awardId, facts: { ...facts, ...measured } };
    const { id } = ok<{ id: number }>(await officer.ask('POST', '/cases', claim));
    expect(awardOf(await readProject(officer, now.id), 'jiujiang-2-retrofit')).toMatchObject({
      claimed: true,
      caseId: null,
      mayOpen: false,
      mayNotOpen: `已有奖补事项，编号${id}。`,
    });
    expect(codeOf(await refused(() => open(officer, now), 409))).toBe('case_exists');
  });

  test('柴桑’s award is not shown elsewhere, that of 绿色贷 only where there is a loan', async () => {
    const without = await accepted();
    expect(without.awards.map(({ awardId }) => awardId)).toEqual(['jiujiang-2-retrofit', 'jiujiang-1']);
    const borrowed = await accepted({ accept: { loanFen: wan('200') } });
    expect(awardOf(borrowed, 'jiujiang-2-green-loan')).toMatchObject({
      amountFen: wan('100'),
      highest: true,
    });
    expect(awardOf(borrowed, 'jiujiang-2-retrofit')).toMatchObject({ amountFen: wan('50'), highest: false });
  });

  test.each<[string, Partial<ProjectStepInput>, string]>([
    ['a report that is not filed', { acceptanceFiled: false }, '备案'],
    ['a level neither leading nor advanced', { energyLevel: 'neither' }, '行业先进值'],
  ])('%s is not eligible, with the reason in words', async (_what, accept, words) => {
    const now = await accepted({ accept });
    const award = awardOf(now, 'jiujiang-2-retrofit');
    expect(award).toMatchObject({ outcome: 'notEligible', mayOpen: false });
    expect(award?.words).toContain(words);
    expect(award?.mayNotOpen).toContain(words);
    await refused(() => open(officer, now), 422, 'awardId');
  });

  test('a water project lacks facts and says which', async () => {
    const measured = { unitEnergyBefore: null, unitEnergyAfter: null, energyLevel: null };
    const now = await accepted({ project: { kinds: ['waterSaving'] }, accept: measured });
    const award = awardOf(now, 'jiujiang-2-retrofit');
    expect(award).toMatchObject({ outcome: 'missingFacts', mayOpen: false });
    expect(award?.words).toContain('单位产品综合能耗');
  });

  test('after the last day of the document nothing is due', async () => {
    const now = await accepted();
    app.clock.setToday('2028-01-10');
    const version = now.version;
    const back = { version, step: 'sendBack', on: '2028-01-05', note: '验收日期有误。' } as const;
    const works = ok<ProjectDetail>(await takeProjectStep(bureau, now.id, back));
    const again = { ...STEP_FIELDS.accept(providerId), version: works.version, step: 'accept' } as const;
    ok(await uploadReport(officer, now.id, 'accepted', '重新验收'));
    const late = await takeProjectStep(officer, now.id, { ...again, on: '2028-01-05' });
    app.clock.setToday('2026-11-21');
    expect(awardOf(ok(late), 'jiujiang-2-retrofit')).toMatchObject({ outcome: 'notInForce', mayOpen: false });
  });
});

describe('before acceptance, and who', () => {
  test.each([
    'willing',
    'diagnosed',
    'scheme',
    'retrofitting',
  ] as const)('in the stage %s no award of the firm can be opened', async (stage) => {
    const { id } = await addFirm(officer);
    const loan = { investmentFen: wan('400'), loanFen: wan('200') };
    const now = await bringTo(officer, await newProject(officer, id, loan), stage, { providerId });
    const own = now.awards.filter(({ awardId }) => awardId !== 'jiujiang-1');
    expect(own.map(({ awardId }) => awardId)).toEqual(['jiujiang-2-retrofit', 'jiujiang-2-green-loan']);
    for (const award of own) {
      expect(award).toMatchObject({ mayOpen: false, mayNotOpen: '项目尚未完工验收，验收后方可申报。' });
      const answer = await refused(() => open(officer, now, award.awardId), 409);
      expect(codeOf(answer)).toBe('not_accepted');
    }
  });

  test('another county gets 404, the bureau is told whose it is, everybody else 403', async () => {
    const now = await accepted();
    await refused(() => open(chaisang, now), 404);
    expect(codeOf(await refused(() => open(bureau, now), 403))).toBe('forbidden');
    const seen = awardOf(await readProject(bureau, now.id), 'jiujiang-2-retrofit');
    expect(seen).toMatchObject({ mayOpen: false, mayNotOpen: '该企业由永修县兑现，请由永修县申报。' });
    for (const who of ['leader', 'dept-fgw', 'admin', 'auditor']) {
      const person = await app.as(who);
      await refused(() => open(person, now), 403);
    }
  });

  test('a firm another treasury pays: that county applies', async () => {
    const { id } = await addFirm(bureau, { ...unitsOf('360425'), treasuryUnit: CHAISANG });
    const now = await bringTo(officer, await newProject(officer, id), 'accepted', { providerId });
    expect(awardOf(now, 'chaisang-1')).toMatchObject({
      outcome: 'eligible',
      mayOpen: false,
      mayNotOpen: '该企业由柴桑区兑现，请由柴桑区申报。',
    });
    expect(codeOf(await refused(() => open(officer, now, 'chaisang-1'), 403))).toBe('forbidden');
  });

  test('one live case for an award; after it is cancelled another one', async () => {
    const now = await accepted();
    const first = ok<ProjectDetail>(await open(officer, now));
    expect(codeOf(await refused(() => open(officer, now), 409))).toBe('version_conflict');
    expect(codeOf(await refused(() => open(officer, first), 409))).toBe('case_exists');
    const back = { version: first.version, step: 'sendBack', on: '2026-11-12', note: '复核。' } as const;
    const live = await refused(() => takeProjectStep(bureau, now.id, back), 409);
    expect(codeOf(live)).toBe('live_case');
    const caseId = first.cases[0]?.id ?? 0;
    const { version } = await readCase(officer, caseId);
    ok(await step(officer, caseId, { version, step: 'cancel', note: '企业撤回。' }));
    const again = ok<ProjectDetail>(await open(officer, await readProject(officer, now.id)));
    expect(again.cases.map(({ stage }) => stage)).toEqual(['cancelled', 'applied']);
  });

  test('what is no award of the project is unknown', async () => {
    const now = await accepted();
    for (const awardId of ['chaisang-1', 'jiujiang-2-green-loan', 'jiujiang-4', 'nothing']) {
      await refused(() => open(officer, now, awardId), 422, 'awardId');
    }
  });
});

test('the first payment moves the project to 奖补, once, in the same transaction', async () => {
  const now = ok<ProjectDetail>(await open(officer, await accepted()));
  const caseId = now.cases[0]?.id ?? 0;
  const approved = await advance(desk, caseId, 'approve');
  expect(await readProject(officer, now.id)).toMatchObject({ stage: 'accepted', stalled: null });
  const pay = { step: 'pay', paidOn: '2026-11-20', amountFen: wan('20') } as const;
  const tooMuch = { ...pay, version: approved.version, voucher: '测项-0', amountFen: wan('51') };
  await refused(() => step(bureau, caseId, tooMuch), 422, 'amountFen');
  const first = { ...pay, version: approved.version, voucher: '测项-1' };
  const paying = ok<{ version: number }>(await step(bureau, caseId, first));
  const awarded = await readProject(officer, now.id);
  expect(awarded).toMatchObject({ stage: 'awarded', awardedOn: '2026-11-20', version: now.version + 1 });
  expect(awarded.cases).toMatchObject([{ paidFen: wan('20') }]);
  expect(awarded.events.at(-1)).toMatchObject({
    step: 'award',
    on: '2026-11-20',
    fromStage: 'accepted',
    toStage: 'awarded',
    data: { caseId, amountFen: wan('20') },
  });
  const second = { ...pay, version: paying.version, voucher: '测项-2', amountFen: wan('30') };
  ok(await step(bureau, caseId, second));
  const after = await readProject(officer, now.id);
  expect(after.events.filter((event) => event.step === 'award')).toHaveLength(1);
  const note = { version: after.version, step: 'evaluate', on: '2026-11-20', note: '达到预期。' } as const;
  expect((await takeProjectStep(officer, now.id, note)).status).toBe(200);
  const audited = app.db.sqlite
    .prepare(
      "SELECT action FROM audit_log WHERE entity = 'project' AND entity_id = ? ORDER BY id DESC LIMIT 3",
    )
    .pluck()
    .all(String(now.id));
  expect(audited).toEqual(['project.evaluate', 'project.award', 'project.openCase']);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('the whole way, each step on its day: from the willing firm to the money on the demo’s day', async () => {
  const { id: firmId } = await addFirm(officer);
  const days = { willing: '2026-10-09', start: '2026-10-20', accept: '2026-11-03', pay: '2026-11-21' };
  const today = app.clock.today();
  app.clock.setToday(days.willing);
  let now = await newProject(officer, firmId, { willingOn: days.willing });
  for (const name of ['start', 'accept'] as const) {
    app.clock.setToday(days[name]);
    if (name === 'accept') ok(await uploadReport(officer, now.id));
    const fields = { ...STEP_FIELDS[name](providerId), on: days[name], plannedTo: '2026-11-30' };
    const { plannedTo, ...rest } = fields;
    const input = { version: now.version, step: name, ...rest, ...(name === 'start' ? { plannedTo } : {}) };
    now = ok<ProjectDetail>(await takeProjectStep(officer, now.id, input));
  }
  now = ok<ProjectDetail>(await open(officer, now));
  const caseId = now.cases[0]?.id ?? 0;
  const approved = await advance(desk, caseId, 'approve');
  app.clock.setToday(days.pay);
  const pay = { step: 'pay', paidOn: days.pay, amountFen: wan('50'), voucher: '测项-全程' } as const;
  ok(await step(bureau, caseId, { version: approved.version, ...pay }));
  const awarded = await readProject(officer, now.id);
  app.clock.setToday(today);
  expect(awarded).toMatchObject({ stage: 'awarded', awardedOn: days.pay, days: 0, acceptedOn: days.accept });
  expect(awarded.cases).toMatchObject([{ stage: 'paying', paidFen: wan('50') }]);
  expect(awarded.events.at(-1)).toMatchObject({ step: 'award', on: days.pay, toStage: 'awarded' });
});

test('a case of the demo that is approved: its payment on the demo’s day moves the project', async () => {
  expect(demoApproved.length).toBeGreaterThan(0);
  for (const { id, projectId } of demoApproved) {
    const { version, approvedFen } = await readCase(bureau, id);
    const pay = { step: 'pay', paidOn: '2026-11-21', amountFen: approvedFen ?? 0 } as const;
    ok(await step(bureau, id, { version, ...pay, voucher: `演示-${id}` }));
    expect(await readProject(bureau, projectId)).toMatchObject({ stage: 'awarded', awardedOn: '2026-11-21' });
  }
});

test('a leader reads the case, once it is approved, without its project', async () => {
  const now = ok<ProjectDetail>(await open(officer, await accepted()));
  const leader = await app.as('leader');
  const caseId = now.cases[0]?.id ?? 0;
  await advance(await deskOf(app), caseId, 'approve');
  const answer = await leader.get(`/cases/${caseId}`);
  expect([answer.status, at(answer, 'projectId')]).toEqual([200, null]);
});
