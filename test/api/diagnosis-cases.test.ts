import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { ProjectDetail, ProjectInput, ProjectStepInput } from '../../server/projects/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  addFirm,
  codeOf,
  type Desk,
  deskOf,
  refused as expectRefused,
  ok,
  readCase,
} from '../support/cases.ts';
import { projectOf } from '../support/ledger-world.ts';
import {
  bringTo,
  newProject,
  newProvider,
  projectInput,
  readProject,
  STEP_FIELDS,
  takeProjectStep,
} from '../support/projects.ts';

const CHAISANG = '360404';
const RUICHANG = '360481';
let app: TestApp;
let desk: Desk;
let officer: Person;
let chaisang: Person;
let bureau: Person;
let providerId: number;
beforeAll(async () => {
  app = await TestApp.withDemo();
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

describe('措施一: what the provider may have for the diagnosis', () => {
  const declared = (annualTce: string) => ({ annualTce, tceYear: 2025, tceSource: 'declaration' }) as const;

  async function diagnosed(tce: string, change: Partial<ProjectStepInput> = {}, toScheme = true) {
    const person = await app.as(`county-${RUICHANG}`);
    const { id } = await addFirm(person, { ...unitsOf(RUICHANG), ...declared(tce) });
    const fresh = await newProject(person, id);
    const input = { version: fresh.version, step: 'diagnose', ...STEP_FIELDS.diagnose(providerId) } as const;
    const first = ok<ProjectDetail>(
      await takeProjectStep(person, fresh.id, { ...input, on: '2026-02-02', ...change }),
    );
    if (!toScheme) return { person, now: first };
    const next = { version: first.version, step: 'scheme', ...STEP_FIELDS.scheme(providerId) } as const;
    return {
      person,
      now: ok<ProjectDetail>(await takeProjectStep(person, fresh.id, { ...next, on: '2026-03-03' })),
    };
  }

  test('5000 tce is enough; the case is the provider’s, dated by the diagnosis', async () => {
    const { person, now } = await diagnosed('5000');
    expect(awardOf(now, 'jiujiang-1')).toMatchObject({
      outcome: 'eligible',
      amountFen: wan('1'),
      beneficiaryId: providerId,
      mayOpen: true,
    });
    const opened = ok<ProjectDetail>(await open(person, now, 'jiujiang-1'));
    const detail = await readCase(person, opened.cases[0]?.id ?? 0);
    expect(detail).toMatchObject({ beneficiaryId: providerId, eventDate: '2026-02-02', projectId: now.id });
    expect(detail.facts).toMatchObject({ diagnosedFirmTce: '5000', ndrcDiagnosed: false });
    const second = await newProject(person, now.firmId, { providerId });
    expect(awardOf(second, 'jiujiang-1')?.mayNotOpen).toContain(now.name);
  });

  test.each<[string, string, Partial<ProjectStepInput>, boolean, string]>([
    ['4999.9 tce', '4999.9', {}, true, '5000'],
    ['a diagnosis by 发改 already', '6000', { ndrcDiagnosed: true }, true, '发改部门'],
    ['a diagnosis without a scheme yet', '6000', {}, false, '改造提升方案'],
  ])('%s is not eligible', async (_what, tce, change, toScheme, words) => {
    const { person, now } = await diagnosed(tce, change, toScheme);
    const award = awardOf(now, 'jiujiang-1');
    expect(award).toMatchObject({ outcome: 'notEligible', mayOpen: false });
    expect(award?.words).toContain(words);
    await refused(() => open(person, now, 'jiujiang-1'), 422, 'awardId');
  });

  test('a provider of another treasury: the firm’s county applies, the provider’s county handles', async () => {
    const now = await accepted({ firm: declared('8000') });
    expect(awardOf(now, 'jiujiang-1')).toMatchObject({
      outcome: 'eligible',
      mayOpen: true,
      mayNotOpen: null,
    });
    const opened = ok<ProjectDetail>(await open(officer, now, 'jiujiang-1'));
    const [one] = opened.cases;
    expect(one).toMatchObject({ stage: 'applied', expectedFen: wan('1'), mayRead: false });
    expect(awardOf(opened, 'jiujiang-1')).toMatchObject({
      claimed: true,
      caseId: null,
      mayOpen: false,
      mayNotOpen: '已由本项目申报，由瑞昌市办理。',
    });
    const caseId = one?.id ?? 0;
    expect((await officer.get(`/cases/${caseId}`)).status).toBe(404);
    const payer = await app.as(`county-${RUICHANG}`);
    const seen = await readCase(payer, caseId);
    expect(seen).toMatchObject({ unitCode: RUICHANG, beneficiaryId: providerId, projectId: null });
    expect(seen.steps).toContain('countyCheck');
    expect(await readCase(bureau, caseId)).toMatchObject({ projectId: now.id });
    expect((await readProject(bureau, now.id)).cases).toMatchObject([{ id: caseId, mayRead: true }]);
  });

  test('the bureau may apply for the provider, not for the firm', async () => {
    const now = await accepted({ firm: declared('8000') });
    const opened = ok<ProjectDetail>(await open(bureau, now, 'jiujiang-1'));
    const caseId = opened.cases[0]?.id;
    expect(awardOf(opened, 'jiujiang-1')).toMatchObject({
      caseId,
      mayNotOpen: `已有奖补事项，编号${caseId}。`,
    });
    await refused(() => open(chaisang, opened, 'jiujiang-1'), 404);
  });

  test('a firm is paid for once; another county’s case and project stay unnamed', async () => {
    const now = await accepted({ firm: declared('8000') });
    const second = await newProject(officer, now.firmId, { providerId });
    // of the same firm when it was another county's
    const moved = { firmId: now.firmId, unitCode: CHAISANG, providerId, stage: 'scheme' } as const;
    const diagnosis = { diagnosedOn: '2026-02-02', schemeOn: '2026-03-03', ndrcDiagnosed: false };
    const elsewhere = await readProject(chaisang, projectOf(app, { ...moved, ...diagnosis }));
    const opened = ok<ProjectDetail>(await open(chaisang, elsewhere, 'jiujiang-1'));
    const told = awardOf(await readProject(officer, second.id), 'jiujiang-1');
    expect(told?.mayNotOpen).toBe('该企业的诊断已由其他事项申报。');
    expect(codeOf(await refused(() => open(officer, now, 'jiujiang-1'), 409))).toBe('case_exists');
    const whole = awardOf(await readProject(bureau, now.id), 'jiujiang-1')?.mayNotOpen;
    expect(whole).toBe(`已有奖补事项，编号${opened.cases[0]?.id}（项目“${elsewhere.name}”）。`);
  });

  test('two firms that use as much and were diagnosed on one day are two matters', async () => {
    const [first, second] = [
      await accepted({ firm: declared('8000') }),
      await accepted({ firm: declared('8000') }),
    ];
    for (const now of [first, second]) {
      expect(ok<ProjectDetail>(await open(officer, now, 'jiujiang-1')).cases).toHaveLength(1);
    }
  });

  test('what was claimed by hand with the same facts is found, without its number', async () => {
    const now = await accepted({ firm: declared('8123') });
    const facts = { diagnosedFirmIndustrial: true, diagnosisDelivered: true, ndrcDiagnosed: false };
    const stated = { ...facts, diagnosedFirmTce: '8123', completionDate: '2026-02-02' };
    const payer = await app.as(`county-${RUICHANG}`);
    const claim = { beneficiaryId: providerId, awardId: 'jiujiang-1', facts: stated };
    const { id } = ok<{ id: number }>(await payer.ask('POST', '/cases', claim));
    const told = awardOf(await readProject(officer, now.id), 'jiujiang-1');
    expect(told).toMatchObject({
      claimed: true,
      mayOpen: false,
      mayNotOpen: '该企业的诊断已由其他事项申报。',
    });
    const answer = await refused(() => open(officer, now, 'jiujiang-1'), 409);
    expect(answer.text).not.toContain(String(id));
  });

  test('while it is claimed the provider of the project stays', async () => {
    const { person, now } = await diagnosed('7000');
    const opened = ok<ProjectDetail>(await open(person, now, 'jiujiang-1'));
    const other = await newProvider(bureau);
    const start = {
      ...STEP_FIELDS.start(other),
      version: opened.version,
      step: 'start',
      on: '2026-04-07',
    } as const;
    ok(await takeProjectStep(person, now.id, start));
    const after = await readProject(person, now.id);
    const own = { name: now.name, willingOn: now.willingOn ?? '', investmentFen: now.investmentFen };
    const input = { version: after.version, ...projectInput(now.firmId, { ...own, providerId: other }) };
    const answer = await refused(() => person.ask('PUT', `/projects/${now.id}`, input), 422, 'providerId');
    expect(answer.text).toContain('撤销该事项');
  });
});
