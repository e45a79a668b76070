import { expect } from 'vitest';
import type { TaskDetail, TaskListReply, TaskReport, TaskRow } from '../../server/tasks/schema.ts';
import type { Answer, Person, TestApp } from './app.ts';

export const TEXT = { asOf: '2026-11-20', body: '新增诊断报告三份。', judgement: 'onCourse' };
/** The demo leaves 市发改委 without an open report on it. */
export const TASK = 'plan-4';

export async function listOf(person: Person, query = ''): Promise<TaskListReply> {
  const answer = await person.get(`/tasks${query}`);
  expect(answer.status).toBe(200);
  return answer.body as TaskListReply;
}

export async function rowOf(person: Person, id: string): Promise<TaskRow> {
  const row = (await listOf(person)).tasks.find((one) => one.id === id);
  if (!row) throw new Error(`no task ${id}`);
  return row;
}

export function ok(answer: Answer): TaskDetail {
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as TaskDetail;
}

export const detailOf = async (person: Person, id = TASK) => ok(await person.get(`/tasks/${id}`));

export const create = (person: Person, reporter: object, id = TASK, more: object = {}) =>
  person.ask('POST', `/tasks/${id}/reports`, { ...reporter, ...TEXT, ...more });
export const take = (person: Person, { id, version }: TaskReport, step: string, note?: string) =>
  person.ask('POST', `/task-reports/${id}/steps`, { version, step, ...(note ? { note } : {}) });

export function newest(detail: TaskDetail, who = '市发改委'): TaskReport {
  const found = detail.reports.find((one) => one.who === who && one.asOf === TEXT.asOf);
  if (!found) throw new Error(`no report of ${who}`);
  return found;
}

export function latestOf(detail: TaskDetail, who: string): TaskReport {
  const found = detail.reports.find((one) => one.who === who);
  if (!found) throw new Error(`no report of ${who}`);
  return found;
}

/** How far a report can be brought. */
export type Reached = 'draft' | 'submitted' | 'accepted' | 'returned';

/** A draft of 市发改委, brought as far as asked by its officer and the bureau's. */
export async function reach(
  { energy, clerk }: { energy: Person; clerk: Person },
  stage: Reached,
): Promise<TaskReport> {
  let report = newest(ok(await create(energy, { department: '市发改委' })));
  if (stage === 'draft') return report;
  report = newest(ok(await take(energy, report, 'submit')));
  if (stage === 'accepted') return newest(ok(await take(clerk, report, 'accept')));
  return stage === 'returned' ? newest(ok(await take(clerk, report, 'return', '请补充数据。'))) : report;
}

/** Refused with this status and code, and nothing in the database changed. */
export async function refused(
  app: TestApp,
  ask: () => Promise<Answer>,
  status: number,
  code: string,
  field?: string,
) {
  const before = app.fingerprint();
  const answer = await ask();
  const { error } = answer.body as { error: { code: string; fields?: Record<string, { code: string }> } };
  expect([answer.status, error.code]).toEqual([status, code]);
  if (field) expect(Object.keys(error.fields ?? {})).toEqual([field]);
  expect(app.fingerprint()).toBe(before);
}
