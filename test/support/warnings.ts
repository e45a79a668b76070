import { expect } from 'vitest';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type {
  WarningDetail,
  WarningListReply,
  WarningStepInput,
  WarningSummary,
} from '../../server/warnings/schema.ts';
import type { Answer, Person, TestApp } from './app.ts';

/** The demo's open proposal on its newest period: yellow in 1–9月 and 1–10月. */
export const ZONE = 'JKQ';
export const PERIOD = '2026-10';
export const LUSHAN = '360483';
export const DEAN = '360426';

export const ANSWER: Partial<WarningStepInput> = {
  causes: ['energyGrowth', 'outputDecline'],
  causeText: '两户重点企业产量增加。',
  measures: [
    { text: '开展用能诊断。', responsible: '经发局', dueOn: '2026-12-10', beneficiaryId: null },
    { text: '更换低效电机。', responsible: '张某', dueOn: '2027-01-10', beneficiaryId: null },
  ],
};

export async function listOf(person: Person): Promise<WarningListReply> {
  const answer = await person.get('/warnings');
  expect(answer.status).toBe(200);
  return answer.body as WarningListReply;
}

export async function summaryOf(person: Person, unitCode: string): Promise<WarningSummary> {
  const found = (await listOf(person)).warnings.find((warning) => warning.unitCode === unitCode);
  if (!found) throw new Error(`no warning of ${unitCode}`);
  return found;
}

/** The bureau drafts what the zone's proposal asks for. */
export const draft = (clerk: Person) => clerk.ask('POST', '/warnings', { unitCode: ZONE, period: PERIOD });

export function ok(answer: Answer): WarningDetail {
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as WarningDetail;
}

export const take = (
  person: Person,
  { id, version }: WarningDetail | WarningSummary,
  more: Partial<WarningStepInput>,
) => person.ask('POST', `/warnings/${id}/steps`, { version, ...more });

/** How far a warning can be brought. */
export type Reached = 'draft' | 'awaitingApproval' | 'issued' | 'answered' | 'accepted' | 'closing';

/** Who works on the zone's warning. */
export interface WarningPeople {
  clerk: Person;
  chief: Person;
  county: Person;
}

/** A warning of the zone, brought as far as asked. */
export async function reach({ clerk, chief, county }: WarningPeople, until: Reached): Promise<WarningDetail> {
  const way: readonly [Reached, Person, Partial<WarningStepInput>][] = [
    ['awaitingApproval', clerk, { step: 'submit' }],
    ['issued', chief, { step: 'issue' }],
    ['answered', county, { step: 'answer', ...ANSWER }],
    ['accepted', clerk, { step: 'acceptAnswer' }],
    ['closing', county, { step: 'requestClosing', note: '措施已落实。' }],
  ];
  let detail = ok(await draft(clerk));
  for (const [stage, person, more] of way) {
    if (until === 'draft') break;
    detail = ok(await take(person, detail, more));
    if (stage === until) break;
  }
  return detail;
}

/** Refused with this status and code, and nothing in the database changed. */
export async function refused(
  app: TestApp,
  ask: () => Promise<Answer>,
  status: number,
  code?: string,
  ...fields: string[]
) {
  const before = app.fingerprint();
  const answer = await ask();
  const { error } = answer.body as { error: { code: string; fields?: Record<string, unknown> } };
  expect([answer.status, error.code]).toEqual([status, code ?? error.code]);
  expect(Object.keys(error.fields ?? {})).toEqual(expect.arrayContaining(fields));
  expect(app.fingerprint()).toBe(before);
}

export const progressOf = async (person: Person, unitCode: string, query = '') => {
  const reply = (await person.get(`/progress?period=${PERIOD}${query}`)).body as ProgressReply;
  const unit = reply.units.find(({ code }) => code === unitCode);
  if (!unit) throw new Error(`no unit ${unitCode}`);
  return unit;
};
