import type { BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { ProjectDetail, ProjectInput, ProjectStepInput } from '../../server/projects/schema.ts';
import type { ProviderListReply } from '../../server/providers/schema.ts';
import type { ProjectStage } from '../../server/rules/project-stages.ts';
import type { ProjectStep } from '../../server/rules/project-steps.ts';
import type { Answer, Person } from './app.ts';
import { addFirm, ok } from './cases.ts';

let made = 0;

/** A project nobody knows yet, of a firm, with no more than must be. */
export function projectInput(firmId: number, change: Partial<ProjectInput> = {}): ProjectInput {
  made += 1;
  return {
    firmId,
    name: `测试改造项目${made}`,
    kinds: ['energySaving'],
    content: '余热回收',
    willingOn: '2026-01-05',
    person: '张工',
    note: null,
    investmentFen: null,
    loanFen: null,
    product: null,
    energyUnit: null,
    unitEnergyBefore: null,
    expectedSavingTce: null,
    plannedFrom: null,
    plannedTo: null,
    providerId: null,
    ...change,
  };
}

export async function newProject(
  person: Person,
  firmId: number,
  change: Partial<ProjectInput> = {},
): Promise<ProjectDetail> {
  return ok(await person.ask('POST', '/projects', projectInput(firmId, change)));
}

export const readProject = async (person: Person, id: number): Promise<ProjectDetail> =>
  ok(await person.get(`/projects/${id}`));

type Fields = Omit<Partial<ProjectStepInput>, 'version' | 'step'>;

/** 5 % in the first tier: from 0.4 to 0.38. */
export const ACCEPTANCE: Fields = {
  acceptedSavingTce: '820.5',
  unitEnergyBefore: '0.4',
  unitEnergyAfter: '0.38',
  energyUnit: '吨标准煤/吨',
  product: '水泥熟料',
  energyLevel: 'advanced',
  acceptanceFiled: true,
};

/** What each step needs, on days that follow one another. */
export const STEP_FIELDS: Readonly<Record<ProjectStep, (providerId: number) => Fields>> = {
  diagnose: (providerId) => ({ on: '2026-02-02', providerId, ndrcDiagnosed: false }),
  scheme: () => ({ on: '2026-03-03', expectedSavingTce: '800', investmentFen: 300_000_000 }),
  start: () => ({ on: '2026-04-07', plannedTo: '2026-09-30' }),
  accept: () => ({ on: '2026-09-15', ...ACCEPTANCE }),
  evaluate: () => ({ on: '2026-11-10', note: '节能效果达到预期。' }),
  note: () => ({ on: '2026-01-20', note: '已与企业对接。' }),
  stop: () => ({ on: '2026-10-20', note: '企业资金困难。' }),
  resume: () => ({ on: '2026-11-02' }),
  sendBack: () => ({ on: '2026-11-12', note: '材料不实。' }),
};

export const takeProjectStep = (person: Person, id: number, input: ProjectStepInput): Promise<Answer> =>
  person.ask('POST', `/projects/${id}/steps`, input);

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

export const uploadReport = (person: Person, id: number, stage: ProjectStage = 'accepted', text = '') =>
  person.upload(
    `/projects/${id}/files?stage=${stage}&name=${encodeURIComponent('节能验收报告.pdf')}`,
    bytes(`%PDF-1.7\n${id} ${text}`),
  );

const WAY: readonly ProjectStep[] = ['diagnose', 'scheme', 'start', 'accept', 'evaluate'];
const REACHED: Readonly<Record<string, ProjectStep>> = {
  diagnosed: 'diagnose',
  scheme: 'scheme',
  retrofitting: 'start',
  accepted: 'accept',
  evaluated: 'evaluate',
};

/** Takes a fresh project to a stage through its steps. */
export async function bringTo(
  person: Person,
  project: ProjectDetail,
  stage: ProjectStage,
  { providerId, accept = {} }: { providerId: number; accept?: Fields },
): Promise<ProjectDetail> {
  let now = project;
  const last = REACHED[stage];
  for (const step of last === undefined ? [] : WAY.slice(0, WAY.indexOf(last) + 1)) {
    if (step === 'accept') ok(await uploadReport(person, now.id));
    const fields = { ...STEP_FIELDS[step](providerId), ...(step === 'accept' ? accept : {}) };
    const on = fields.on ?? '';
    now = ok(await takeProjectStep(person, now.id, { version: now.version, step, ...fields, on }));
  }
  return now;
}

/** A provider nobody knows yet, on the list (在册) unless something else is said of it. @returns its id */
export async function newProvider(
  bureau: Person,
  who: Partial<BeneficiaryInput> = {},
  change: object = {},
): Promise<number> {
  const { id, name, creditCode, registeredUnit } = await addFirm(bureau, { kind: 'serviceProvider', ...who });
  const selection = { selectedOn: '2025-08-20', selectionDocument: '九工信字〔2025〕2号（测试）' };
  const none = { seniorEngineers: 2, servesManufacturing: true, expertise: null, contact: null, phone: null };
  const facts = { name, creditCode, unitCode: registeredUnit, ...none, ...selection, recognisedOn: null };
  ok(await bureau.ask('POST', '/providers', { ...facts, confirmSimilar: true, ...change }));
  return id;
}

/** 退出: a provider leaves the list. */
export async function endProvider(bureau: Person, id: number, endedOn: string): Promise<void> {
  const { providers } = ok<ProviderListReply>(await bureau.get('/providers'));
  const one = providers.find((provider) => provider.id === id);
  if (!one) throw new Error(`no provider ${id}`);
  const { version, seniorEngineers, servesManufacturing, expertise, contact, phone } = one;
  const { selectedOn, selectionDocument, recognisedOn } = one;
  const facts = { version, seniorEngineers, servesManufacturing, expertise, contact, phone };
  const days = { selectedOn, selectionDocument, recognisedOn, endedOn };
  ok(await bureau.ask('PUT', `/providers/${id}`, { ...facts, ...days }));
}
