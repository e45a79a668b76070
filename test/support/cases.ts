import { expect } from 'vitest';
import type { Beneficiary, BeneficiaryInput } from '../../server/beneficiaries/schema.ts';
import type { CaseDetail, CaseStep, StepInput } from '../../server/cases/schema.ts';
import type { NewCertificate } from '../../server/quotas/certificate-schema.ts';
import { creditCheckCharacter } from '../../server/rules/credit-code.ts';
import { type Answer, at, type Person, type TestApp } from './app.ts';

/** A right credit code made from a number. */
export function creditCode(number: number): string {
  const first17 = `91360425TEST${String(number).padStart(5, '0')}`.replace('S', 'A');
  return `${first17}${creditCheckCharacter(first17)}`;
}

let made = 0;

/** A firm of 永修县 nobody knows yet. */
export function firm(change: Partial<BeneficiaryInput> = {}): BeneficiaryInput {
  made += 1;
  return {
    version: 0,
    kind: 'enterprise',
    name: `测试${made}（演示）有限公司`,
    creditCode: creditCode(made),
    industry: '化工',
    registeredUnit: '360425',
    statisticsUnit: '360425',
    treasuryUnit: '360425',
    annualTce: null,
    tceYear: null,
    tceSource: null,
    ...change,
  };
}

/** A retrofit from 0.4 to 0.38: exactly 5 %, so the first tier, up to 50万元. */
export const RETROFIT = {
  completionDate: '2026-09-30',
  retrofitAccepted: true,
  acceptanceReportFiled: true,
  energyLevelReached: 'advanced',
  unitEnergyBefore: '0.4',
  unitEnergyAfter: '0.38',
};

/** The people a case passes through. */
export interface Desk {
  app: TestApp;
  officer: Person;
  clerk: Person;
  chief: Person;
}

export async function deskOf(app: TestApp, unitCode = '360425'): Promise<Desk> {
  return {
    app,
    officer: await app.as(`county-${unitCode.toLowerCase()}`),
    clerk: await app.as('bureau'),
    chief: await app.as('bureau-2'),
  };
}

/** The body of a reply that must have succeeded. */
export function ok<T>(answer: Answer): T {
  expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
  return answer.body as T;
}

export async function addFirm(person: Person, change: Partial<BeneficiaryInput> = {}): Promise<Beneficiary> {
  return ok(await person.ask('POST', '/beneficiaries', firm(change)));
}

export async function apply(
  { officer }: Desk,
  awardId = 'jiujiang-2-retrofit',
  facts: Record<string, unknown> = RETROFIT,
  who: Partial<BeneficiaryInput> = {},
): Promise<CaseDetail> {
  const { id } = await addFirm(officer, who);
  return ok(await officer.ask('POST', '/cases', { beneficiaryId: id, awardId, facts }));
}

/** A title of a firm nobody knows yet; where a test names a known one, somebody looked. */
export function certificate(change: Partial<NewCertificate> = {}): NewCertificate {
  made += 1;
  return {
    holder: `称号${made}（演示）有限公司`,
    column: 'greenFactoryProvincial',
    unitCode: '360425',
    listYear: 2026,
    publishedOn: '2026-11-02',
    confirmSimilar: true,
    ...change,
  };
}

export const readCase = async (person: Person, id: number): Promise<CaseDetail> =>
  ok(await person.get(`/cases/${id}`));

export const step = (person: Person, id: number, input: StepInput): Promise<Answer> =>
  person.ask('POST', `/cases/${id}/steps`, input);

const NOTICE = { noticeFrom: '2026-11-12', noticeTo: '2026-11-18' };
/** Business dates of the steps `advance` takes, so that they follow one another. */
const ENDORSED_ON = '2026-11-11';
const APPROVED_ON = '2026-11-20';
const STEPS: readonly CaseStep[] = [
  'countyCheck',
  'creditCheck',
  'handle',
  'endorse',
  'publishNotice',
  'approve',
];

/**
 * Takes a case through its steps up to and including one of them, on business dates that follow one another: 审批 on
 * 2026-11-11, 公示 from the 12th to the 18th, 审定 on the 20th. The clock stands as before afterwards.
 */
export async function advance(desk: Desk, id: number, last: CaseStep, approve: Partial<StepInput> = {}) {
  const { app, officer, clerk, chief } = desk;
  const today = app.clock.today();
  let now = await readCase(clerk, id);
  for (const name of STEPS.slice(0, STEPS.indexOf(last) + 1)) {
    app.clock.setToday(name === 'approve' ? APPROVED_ON : ENDORSED_ON);
    const person =
      name === 'countyCheck' ? officer : name === 'endorse' || name === 'approve' ? chief : clerk;
    const fields: Partial<StepInput> =
      name === 'publishNotice'
        ? NOTICE
        : name === 'approve'
          ? { amountFen: now.expectedFen ?? 1, approvalDocument: '九工信字〔2026〕1号（演示）', ...approve }
          : name === 'creditCheck'
            ? { note: '未见失信记录，未发现重复申报。' }
            : {};
    now = ok(await step(person, id, { version: now.version, step: name, ...fields }));
  }
  app.clock.setToday(today);
  return now;
}

export const fieldsOf = (answer: Answer) => Object.keys((at(answer, 'error.fields') ?? {}) as object);
export const codeOf = (answer: Answer) => at(answer, 'error.code');

/** The request is refused at these fields, and nothing in the database changed. */
export async function refused(
  app: TestApp,
  ask: () => Promise<Answer>,
  status: number,
  ...fields: string[]
): Promise<Answer> {
  const before = app.fingerprint();
  const answer = await ask();
  expect([answer.status, fieldsOf(answer)]).toEqual([status, fields]);
  expect(app.fingerprint()).toBe(before);
  return answer;
}
