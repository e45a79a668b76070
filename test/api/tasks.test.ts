import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import type { TaskDetail, TaskListReply, TaskReport, TaskRow } from '../../server/tasks/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let energy: Person;
let clerk: Person;
let chief: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  energy = await app.as('dept-fgw');
  clerk = await app.as('bureau');
  chief = await app.as('bureau-2');
});
afterEach(() => app.close());

const TEXT = { asOf: '2026-11-20', body: '新增诊断报告三份。', judgement: 'onCourse' };
/** The demo leaves 市发改委 without an open report on it. */
const TASK = 'plan-4';

async function listOf(person: Person, query = ''): Promise<TaskListReply> {
  const answer = await person.get(`/tasks${query}`);
  expect(answer.status).toBe(200);
  return answer.body as TaskListReply;
}

async function rowOf(person: Person, id: string): Promise<TaskRow> {
  const row = (await listOf(person)).tasks.find((one) => one.id === id);
  if (!row) throw new Error(`no task ${id}`);
  return row;
}

function ok(answer: Answer): TaskDetail {
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as TaskDetail;
}

const detailOf = async (person: Person, id = TASK) => ok(await person.get(`/tasks/${id}`));

const create = (person: Person, reporter: object, id = TASK, more: object = {}) =>
  person.ask('POST', `/tasks/${id}/reports`, { ...reporter, ...TEXT, ...more });
const take = (person: Person, { id, version }: TaskReport, step: string, note?: string) =>
  person.ask('POST', `/task-reports/${id}/steps`, { version, step, ...(note ? { note } : {}) });

function newest(detail: TaskDetail, who = '市发改委'): TaskReport {
  const found = detail.reports.find((one) => one.who === who && one.asOf === TEXT.asOf);
  if (!found) throw new Error(`no report of ${who}`);
  return found;
}

function latestOf(detail: TaskDetail, who: string): TaskReport {
  const found = detail.reports.find((one) => one.who === who);
  if (!found) throw new Error(`no report of ${who}`);
  return found;
}

/** A draft of 市发改委, brought as far as asked. */
async function reach(stage: 'draft' | 'submitted' | 'accepted' | 'returned'): Promise<TaskReport> {
  let report = newest(ok(await create(energy, { department: '市发改委' })));
  if (stage === 'draft') return report;
  report = newest(ok(await take(energy, report, 'submit')));
  if (stage === 'accepted') return newest(ok(await take(clerk, report, 'accept')));
  return stage === 'returned' ? newest(ok(await take(clerk, report, 'return', '请补充数据。'))) : report;
}

/** Refused with this status and code, and nothing in the database changed. */
async function refused(ask: () => Promise<Answer>, status: number, code: string, field?: string) {
  const before = app.fingerprint();
  const answer = await ask();
  const { error } = answer.body as { error: { code: string; fields?: Record<string, { code: string }> } };
  expect([answer.status, error.code]).toEqual([status, code]);
  if (field) expect(Object.keys(error.fields ?? {})).toEqual([field]);
  expect(app.fingerprint()).toBe(before);
}

describe('the ledger', () => {
  test('holds the 21 tasks of the plan and the province’s four with a part for the city', async () => {
    const { tasks, departments, silentMonths } = await listOf(clerk);
    expect(tasks.map(({ id }) => id)).toEqual([
      ...Array.from({ length: 21 }, (_, index) => `plan-${index + 1}`),
      'province-1',
      'province-5',
      'province-6',
      'province-13',
    ]);
    expect(silentMonths).toBe(3);
    expect(departments.map(({ department }) => department)).toHaveLength(18);
    expect(departments.at(-1)).toMatchObject({ department: '各县（市、区）', tasks: 21, silent: 0 });
    const mine = departments.filter((one) => one.mine).map(({ department }) => department);
    expect(mine).toEqual(['市工信局']);
  });

  test('tells the status from evidence, with its reasons', async () => {
    const { tasks } = await listOf(clerk);
    const status = (id: string) => tasks.find((one) => one.id === id);
    expect(status('plan-2')).toMatchObject({ status: 'done' });
    expect(status('plan-14')).toMatchObject({
      status: 'behind',
      reasons: ['市自然资源局最近一次采纳的进展报告：滞后。', '柴桑区最近一次采纳的进展报告：滞后。'],
    });
    expect(status('plan-4')?.status).toBe('behind');
    expect(status('plan-4')?.reasons.join()).toContain('2026年为20.3%，未达到2026年分解目标21%');
    expect(status('plan-4')?.reasons.at(-1)).toMatch(/覆盖率现为.*；2026年分解目标50%，年底评。$/);
    expect(status('plan-16')?.status).toBe('silent');
    expect(status('plan-16')?.reasons).toEqual([
      '市工信局已4个月未报告进展（最近截至2026年6月30日）。',
      '市发改委尚未报告进展。',
      '市国资委尚未报告进展。',
      '市工发集团尚未报告进展。',
    ]);
    expect(status('plan-13')?.status).toBe('onCourse');
    expect(status('province-1')).toMatchObject({ status: 'notStarted', reasons: ['尚未明确市级落实单位。'] });
  });

  test('is read by all who have tasks; a department asks for its own', async () => {
    const own = await listOf(energy, `?department=${encodeURIComponent('市商务局')}`);
    expect(own.tasks.map(({ number }) => number)).toEqual(['9', '10', '11', '12', '21']);
    for (const who of ['leader', 'dept-swj', 'county-360429']) await listOf(await app.as(who));
    for (const who of ['admin', 'auditor'])
      expect((await (await app.as(who)).get('/tasks')).status).toBe(403);
    expect((await app.someone().get('/tasks')).status).toBe(401);
    expect((await clerk.get('/tasks/plan-22')).status).toBe(404);
  });

  test('names a county that is behind only to those who may read its report', async () => {
    const named = '柴桑区最近一次采纳的进展报告：滞后。';
    const unnamed = '有县（市、区）最近一次采纳的进展报告为滞后。';
    const said = async (who: string) => (await rowOf(await app.as(who), 'plan-14')).reasons;
    expect(await said('leader')).toContain(named);
    expect(await said('county-360404')).toContain(named);
    for (const who of ['dept-fgw', 'county-360429']) {
      expect(await said(who)).toContain(unnamed);
      expect(JSON.stringify(await rowOf(await app.as(who), 'plan-14'))).not.toContain('柴桑区最近');
    }
  });

  test('a silent department is silent no more with a report handed in; a draft does not count', async () => {
    const owes = async () => (await rowOf(clerk, 'plan-16')).reasons.join('');
    const made = newest(ok(await create(clerk, { department: '市国资委' }, 'plan-16')), '市国资委');
    expect(await owes()).toContain('市国资委');
    ok(await take(clerk, made, 'submit'));
    expect(await owes()).not.toContain('市国资委');
  });

  test('the number of months is the bureau’s to set', async () => {
    const set = (person: Person, seen: number, silentMonths: number) =>
      person.ask('PUT', '/task-settings', { seen, silentMonths });
    await refused(() => set(energy, 3, 1), 403, 'forbidden');
    await refused(() => set(clerk, 3, 0), 422, 'invalid_fields', 'silentMonths');
    await refused(() => set(clerk, 3, 13), 422, 'invalid_fields', 'silentMonths');
    expect((await set(clerk, 3, 1)).body).toEqual({ silentMonths: 1 });
    await refused(() => set(chief, 3, 2), 409, 'version_conflict');
    expect((await rowOf(clerk, 'plan-13')).status).toBe('silent');
  });
});

describe('who reports', () => {
  test.each([
    ['dept-fgw', { department: '市发改委' }, 200, '市发改委'],
    ['dept-fgw', { department: '市工信局' }, 403, 'forbidden'],
    ['dept-fgw', { unitCode: '360429' }, 403, 'forbidden'],
    ['dept-swj', { department: '市发改委' }, 403, 'forbidden'],
    ['bureau', { department: '市工信局' }, 200, '市工信局'],
    ['bureau', { department: '市发改委' }, 200, '市发改委'],
    ['bureau', { unitCode: '360429' }, 403, 'forbidden'],
    ['bureau', { department: '各县（市、区）' }, 422, 'invalid_fields'],
    ['bureau', { department: '市商务局' }, 422, 'invalid_fields'],
    ['bureau', {}, 422, 'invalid_fields'],
    ['county-360429', { unitCode: '360429' }, 200, '湖口县'],
    ['county-360429', { unitCode: '360430' }, 403, 'forbidden'],
    ['county-360429', { department: '市发改委' }, 403, 'forbidden'],
    ['leader', { department: '市发改委' }, 403, 'forbidden'],
  ])('%s for %j: %i', async (who, reporter, status, told) => {
    const person = await app.as(who);
    if (status !== 200) return refused(() => create(person, reporter), status, told);
    const made = newest(ok(await create(person, reporter)), told);
    expect(made).toMatchObject({ stage: 'draft', mayEdit: true, steps: ['submit'] });
    expect(made.recorded).toBe(who === 'bureau' && told !== '市工信局');
    await refused(() => create(person, reporter), 409, 'report_open');
  });

  test('says for whom each may report, without those whose report is open', async () => {
    const names = async (person: Person) => (await detailOf(person)).mayReport.map(({ name }) => name);
    expect(await names(clerk)).toEqual(['市工信局', '市发改委']);
    expect(await names(energy)).toEqual(['市发改委']);
    expect(await names(await app.as('dept-swj'))).toEqual([]);
    expect(await names(await app.as('leader'))).toEqual([]);
    expect(await names(await app.as('county-360402-360403'))).toEqual(['濂溪区', '浔阳区']);
    await reach('draft');
    expect(await names(energy)).toEqual([]);
  });

  test.each([
    ['tomorrow', { asOf: '2026-11-22' }, 'asOf'],
    ['no day', { asOf: '11月' }, 'asOf'],
    ['before the plan', { asOf: '2024-12-31' }, 'asOf'],
  ])('a report as of %s is refused', async (_name, more, field) => {
    await refused(() => create(energy, { department: '市发改委' }, TASK, more), 422, 'invalid_fields', field);
  });

  test('a draft may lack its words, a report may not; nor go behind what was accepted', async () => {
    const empty = newest(ok(await create(energy, { department: '市发改委' }, TASK, { body: ' ' })));
    await refused(() => take(energy, empty, 'submit'), 422, 'invalid_fields', 'body');
    const change = (asOf: string, version: number) =>
      energy.ask('PUT', `/task-reports/${empty.id}`, { ...TEXT, asOf, version });
    ok(await change('2026-09-29', 1));
    await refused(() => take(energy, { ...empty, version: 2 }, 'submit'), 422, 'invalid_fields', 'asOf');
    ok(await change('2026-09-30', 2));
    ok(await take(energy, { ...empty, version: 3 }, 'submit'));
  });
});

describe('who reads a report', () => {
  const readers = ['bureau', 'leader', 'dept-fgw', 'dept-swj', 'county-360429', 'county-360404'];
  const seenBy = async (id: number) => {
    const seen: string[] = [];
    for (const who of readers) {
      const { reports } = await detailOf(await app.as(who));
      if (reports.some((report) => report.id === id)) seen.push(who);
    }
    return seen;
  };

  test.each([
    ['draft', ['bureau', 'dept-fgw']],
    ['returned', ['bureau', 'dept-fgw']],
    ['submitted', readers],
    ['accepted', readers],
  ] as const)('%s, of a department', async (stage, who) => {
    const { id } = await reach(stage);
    expect(await seenBy(id)).toEqual(who);
  });

  test('a county’s: itself and the bureau, leaders once it is accepted', async () => {
    const county = await app.as('county-360429');
    const made = newest(ok(await create(county, { unitCode: '360429' })), '湖口县');
    expect(await seenBy(made.id)).toEqual(['bureau', 'county-360429']);
    const sent = newest(ok(await take(county, made, 'submit')), '湖口县');
    expect(await seenBy(made.id)).toEqual(['bureau', 'county-360429']);
    const other = await app.as('county-360404');
    await refused(() => take(other, sent, 'withdraw'), 404, 'not_found');
    ok(await take(clerk, sent, 'accept'));
    expect(await seenBy(made.id)).toEqual(['bureau', 'leader', 'county-360429']);
  });

  test('a draft of others does not exist', async () => {
    const draft = await reach('draft');
    const other = await app.as('dept-swj');
    await refused(() => take(other, draft, 'submit'), 404, 'not_found');
    const change = { ...TEXT, version: draft.version };
    await refused(() => other.ask('PUT', `/task-reports/${draft.id}`, change), 404, 'not_found');
  });
});

describe('review', () => {
  test('sent back with a reason, mended, accepted by a second person; every step on record', async () => {
    const sent = await reach('submitted');
    await refused(() => take(clerk, sent, 'return'), 422, 'invalid_fields', 'note');
    const back = newest(ok(await take(clerk, sent, 'return', '请补充数据。')));
    expect(back).toMatchObject({ stage: 'returned', decisionNote: '请补充数据。' });
    const told = (await energy.get('/reminders')).body as ReminderListReply;
    expect(told.reminders.map(({ text }) => text).join()).toContain('请补充数据。');
    const change = { ...TEXT, body: '新增诊断报告三份，见附件。', version: back.version };
    ok(await energy.ask('PUT', `/task-reports/${back.id}`, change));
    const again = newest(ok(await take(energy, { ...back, version: back.version + 1 }, 'submit')));
    expect(again).toMatchObject({ stage: 'submitted', decisionNote: null });
    const done = newest(ok(await take(clerk, again, 'accept')));
    expect(done).toMatchObject({ stage: 'accepted', decidedBy: '市工信局 审核员（演示）', steps: [] });
    expect(done.events.map(({ step }) => step)).toEqual([
      'create',
      'submit',
      'return',
      'edit',
      'submit',
      'accept',
    ]);
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('never by who wrote it or handed it in', async () => {
    const made = newest(ok(await create(clerk, { department: '市发改委' })));
    const sent = newest(ok(await take(chief, made, 'submit')));
    for (const person of [clerk, chief]) {
      await refused(() => take(person, sent, 'accept'), 403, 'four_eyes');
      await refused(() => take(person, sent, 'return', '退'), 403, 'four_eyes');
    }
    const draft = newest(ok(await take(chief, sent, 'withdraw')));
    expect(draft.stage).toBe('draft');
  });

  test('taken back, written and handed in by the second, it is the first’s to decide', async () => {
    const made = newest(ok(await create(clerk, { department: '市发改委' })));
    const sent = newest(ok(await take(clerk, made, 'submit')));
    const draft = newest(ok(await take(chief, sent, 'withdraw')));
    const text = { ...TEXT, body: '新增诊断报告四份。', version: draft.version };
    const edited = newest(ok(await chief.ask('PUT', `/task-reports/${draft.id}`, text)));
    const again = newest(ok(await take(chief, edited, 'submit')));
    await refused(() => take(chief, again, 'accept'), 403, 'four_eyes');
    expect(newest(ok(await take(clerk, again, 'accept'))).stage).toBe('accepted');
  });

  test('nor by who added evidence to it', async () => {
    const made = newest(ok(await create(clerk, { department: '市发改委' })));
    const pdf = new TextEncoder().encode('%PDF-1.4 evidence');
    ok(await chief.upload(`/task-reports/${made.id}/files?name=a.pdf`, pdf));
    const sent = newest(ok(await take(clerk, made, 'submit')));
    await refused(() => take(chief, sent, 'accept'), 403, 'four_eyes');
    // and it does not stay so: taken back and handed in anew by its author, the other decides
    const draft = newest(ok(await take(clerk, sent, 'withdraw')));
    const again = newest(ok(await take(clerk, draft, 'submit')));
    expect(newest(ok(await take(chief, again, 'accept'))).stage).toBe('accepted');
  });

  test('a department’s own word is not the bureau’s to change, take back or add to', async () => {
    const draft = await reach('draft');
    const change = (version: number) => ({ ...TEXT, body: '改', version });
    const pdf = new TextEncoder().encode('%PDF-1.4 planted');
    const path = `/task-reports/${draft.id}`;
    const edits = async (version: number) => {
      await refused(() => clerk.ask('PUT', path, change(version)), 403, 'forbidden');
      await refused(() => clerk.upload(`${path}/files?name=a.pdf`, pdf), 403, 'forbidden');
    };
    await edits(draft.version);
    await refused(() => take(clerk, draft, 'submit'), 403, 'forbidden');
    const sent = newest(ok(await take(energy, draft, 'submit')));
    await refused(() => take(clerk, sent, 'withdraw'), 403, 'forbidden');
    expect(newest(await detailOf(clerk))).toMatchObject({ steps: ['accept', 'return'], mayEdit: false });
    const back = newest(ok(await take(clerk, sent, 'return', '请补充。')));
    await edits(back.version);
  });

  test('what the bureau recorded becomes the department’s own once the department hands it in', async () => {
    const made = newest(ok(await create(clerk, { department: '市发改委' })));
    expect(newest(await detailOf(chief))).toMatchObject({ recorded: true, mayEdit: true });
    const sent = newest(ok(await take(energy, made, 'submit')));
    expect(newest(await detailOf(chief))).toMatchObject({ recorded: false, steps: ['accept', 'return'] });
    await refused(() => take(clerk, sent, 'withdraw'), 403, 'forbidden');
  });

  test('the draft of a department whose accounts are closed is taken over by the bureau', async () => {
    const draft = await reach('draft');
    app.db.write(() => app.db.sqlite.exec("UPDATE user SET disabled = 1 WHERE username = 'dept-fgw'"));
    const text = { ...TEXT, body: '据电话核实补记。', version: draft.version };
    const edited = newest(ok(await clerk.ask('PUT', `/task-reports/${draft.id}`, text)));
    expect(edited).toMatchObject({ recorded: true, createdBy: '市工信局 审核员（演示）' });
    const sent = newest(ok(await take(clerk, edited, 'submit')));
    ok(await take(chief, sent, 'accept'));
  });

  test('but what it handed in before stays its word', async () => {
    const sent = await reach('submitted');
    app.db.write(() => app.db.sqlite.exec("UPDATE user SET disabled = 1 WHERE username = 'dept-fgw'"));
    await refused(() => take(clerk, sent, 'withdraw'), 403, 'forbidden');
    ok(await take(clerk, sent, 'accept'));
  });

  test('why it was returned is told to whom it concerns', async () => {
    const back = await reach('returned');
    const again = newest(ok(await take(energy, back, 'submit')));
    const noteFor = async (who: string) => {
      const { reports } = await detailOf(await app.as(who));
      const events = reports.find(({ id }) => id === again.id)?.events ?? [];
      return events.find(({ step }) => step === 'return')?.note;
    };
    for (const who of ['bureau', 'leader', 'dept-fgw']) expect(await noteFor(who)).toBe('请补充数据。');
    for (const who of ['dept-swj', 'county-360429']) expect(await noteFor(who)).toBeNull();
  });

  test('not by departments, counties or leaders', async () => {
    const sent = await reach('submitted');
    for (const who of ['dept-fgw', 'dept-swj', 'county-360429', 'leader']) {
      await refused(async () => take(await app.as(who), sent, 'accept'), 403, 'forbidden');
    }
  });

  test('a stale version, and a step from the wrong stage', async () => {
    const sent = await reach('submitted');
    await refused(() => take(energy, { ...sent, version: 1 }, 'withdraw'), 409, 'version_conflict');
    await refused(() => take(energy, sent, 'submit'), 409, 'wrong_stage');
    const change = { ...TEXT, version: sent.version };
    await refused(() => energy.ask('PUT', `/task-reports/${sent.id}`, change), 409, 'wrong_stage');
    const accepted = newest(ok(await take(clerk, sent, 'accept')));
    await refused(() => take(energy, accepted, 'withdraw'), 409, 'wrong_stage');
  });

  test('an accepted report that says behind makes the task behind', async () => {
    const id = 'plan-13';
    expect((await rowOf(clerk, id)).status).toBe('onCourse');
    const made = newest(ok(await create(energy, { department: '市发改委' }, id, { judgement: 'behind' })));
    const sent = newest(ok(await take(energy, made, 'submit')));
    expect((await rowOf(clerk, id)).status).toBe('onCourse');
    ok(await take(clerk, sent, 'accept'));
    expect(await rowOf(clerk, id)).toMatchObject({
      status: 'behind',
      reasons: ['市发改委最近一次采纳的进展报告：滞后。'],
    });
  });
});

test('files go with a report that may still be changed, and are read by who may read it', async () => {
  const draft = await reach('draft');
  const pdf = new TextEncoder().encode('%PDF-1.4 progress');
  const path = `/task-reports/${draft.id}/files`;
  const upload = (person: Person, content = pdf) =>
    person.upload(`${path}?name=${encodeURIComponent('进度.pdf')}`, content);
  const [file] = newest(ok(await upload(energy))).files;
  expect(file).toMatchObject({ name: '进度.pdf', mediaType: 'application/pdf', sizeBytes: pdf.length });
  await refused(() => upload(energy), 422, 'invalid_fields', 'file');
  await refused(() => upload(energy, new TextEncoder().encode('<html>')), 422, 'invalid_fields', 'file');
  const other = await app.as('dept-swj');
  await refused(() => upload(other), 404, 'not_found');
  const download = (person: Person) => person.get(`${path}/${file?.id}`);
  expect((await download(energy)).text).toBe('%PDF-1.4 progress');
  expect((await download(other)).status).toBe(404);
  ok(await take(energy, draft, 'submit'));
  expect((await download(other)).status).toBe(200);
  const more = new TextEncoder().encode('%PDF-1.4 more');
  await refused(() => upload(energy, more), 409, 'wrong_stage');
  await refused(() => upload(other, more), 403, 'forbidden');
});

describe('the yearly breakdown', () => {
  const set = (person: Person, goal: object, year = 2027) =>
    person.ask('PUT', `/tasks/${TASK}/goals`, {
      year,
      goals: [{ indicatorId: 'efficientMotors', value: null, words: null, version: 0, ...goal }],
    });

  test('is set by the bureau, changed, and taken away', async () => {
    await refused(() => set(energy, { value: '24', version: 1 }), 403, 'forbidden');
    const changed = ok(await set(clerk, { value: '24.5', version: 1 }));
    const goal = changed.goals.find(
      ({ year, indicatorId }) => year === 2027 && indicatorId === 'efficientMotors',
    );
    expect(goal).toMatchObject({ value: '24.5', version: 2 });
    await refused(() => set(chief, { value: '25', version: 1 }), 409, 'version_conflict');
    const words = ok(await set(clerk, { indicatorId: null, words: '完成清单内企业改造。' }));
    expect(words.goals.find(({ words: said }) => said !== null)).toMatchObject({ year: 2027, value: null });
    const gone = ok(await set(clerk, { version: 2 }));
    expect(
      gone.goals.some(({ year, indicatorId }) => year === 2027 && indicatorId === 'efficientMotors'),
    ).toBe(false);
  });

  test.each([
    ['a year outside the plan', { value: '20' }, 2028, 'year'],
    ['no number', { value: '两成', version: 1 }, 2027, 'goals.0.value'],
    [
      'an indicator of another task',
      { indicatorId: 'chemicalParks', value: '3' },
      2027,
      'goals.0.indicatorId',
    ],
    ['a number without indicator', { indicatorId: null, value: '3' }, 2027, 'goals.0.value'],
    ['words for an indicator', { value: '3', words: '三成', version: 1 }, 2027, 'goals.0.words'],
    ['more than all of a share', { value: '100.01', version: 1 }, 2027, 'goals.0.value'],
    ['a negative share', { value: '−1', version: 1 }, 2027, 'goals.0.value'],
    ['a negative nought', { value: '-0', version: 1 }, 2027, 'goals.0.value'],
  ])('%s is refused', async (_name, goal, year, field) => {
    await refused(() => set(clerk, goal, year), 422, 'invalid_fields', field);
  });

  test.each([
    ['-1', 422],
    ['1000000001', 422],
    ['1000000000', 200],
    ['0', 200],
  ])('a count of %s: %i', async (value, status) => {
    const goal = { indicatorId: 'circularRevenue', value, words: null, version: 0 };
    const answer = await clerk.ask('PUT', '/tasks/plan-9/goals', { year: 2026, goals: [goal] });
    expect(answer.status).toBe(status);
  });

  test('a share may be nought or all of it', async () => {
    ok(await set(clerk, { value: '100', version: 1 }));
    ok(await set(clerk, { value: '0', version: 2 }));
  });

  test('the province’s targets for each city measure its tasks', async () => {
    const goal = { indicatorId: 'jiangxi-city-clusters-100bn', value: '1', words: null, version: 0 };
    ok(await clerk.ask('PUT', '/tasks/province-5/goals', { year: 2026, goals: [goal] }));
    const actual = { value: '3', source: '市工信局统计', version: 0 };
    const path = '/indicators/jiangxi-city-clusters-100bn/actuals/2026';
    expect((await clerk.ask('PUT', path, actual)).status).toBe(200);
    const { indicators, status } = await rowOf(clerk, 'province-5');
    expect(indicators).toMatchObject([{ target: '1', targetUpper: '2', printed: true, standing: 'reached' }]);
    expect(indicators[0]?.words).toContain('2026年为3个，已超过目标1—2个的上限');
    expect(status).toBe('done');
    const [other] = (await rowOf(clerk, 'province-6')).indicators;
    expect(other).toMatchObject({ id: 'jiangxi-city-advanced-clusters', standing: 'notYet' });
  });

  test('a lower one ends the delay it measured', async () => {
    expect((await rowOf(clerk, TASK)).status).toBe('behind');
    ok(await set(clerk, { value: '20.3', version: 1 }, 2026));
    expect((await rowOf(clerk, TASK)).indicators.find(({ id }) => id === 'efficientMotors')?.standing).toBe(
      'onCourse',
    );
  });
});

describe('departments', () => {
  const assign = (person: Person, id: string, departments: string[], seen: string[] = []) =>
    person.ask('PUT', `/tasks/${id}/departments`, { seen, departments });

  test('printed ones cannot be changed', async () => {
    const printed = (await rowOf(clerk, TASK)).departments.map(({ department }) => department);
    expect(printed).toEqual(['市工信局', '市发改委', '各县（市、区）']);
    await refused(() => assign(clerk, TASK, ['市商务局']), 422, 'invalid_fields', 'departments');
    await refused(
      () => assign(clerk, 'province-1', ['省工业和信息化厅']),
      422,
      'invalid_fields',
      'departments.0',
    );
  });

  test('the city’s are assigned to the province’s tasks by the bureau and report from then on', async () => {
    await refused(() => assign(energy, 'province-1', ['市发改委']), 403, 'forbidden');
    await refused(
      () => assign(clerk, 'province-1', ['市发改委', '市发改委']),
      422,
      'invalid_fields',
      'departments',
    );
    const assigned = ok(await assign(clerk, 'province-1', ['市发改委']));
    expect(
      assigned.departments.map(({ department, printed, reports }) => [department, printed, reports]),
    ).toEqual([
      ['省工业和信息化厅', true, false],
      ['市发改委', false, true],
    ]);
    expect(assigned.status).toBe('notStarted');
    await refused(() => assign(chief, 'province-1', ['市商务局']), 409, 'version_conflict');
    ok(await create(energy, { department: '市发改委' }, 'province-1'));
    await refused(() => assign(clerk, 'province-1', [], ['市发改委']), 422, 'invalid_fields', 'departments');
    await refused(
      () => create(clerk, { department: '省工业和信息化厅' }, 'province-1'),
      422,
      'invalid_fields',
    );
  });

  test('silence counts from the day of the assignment, which a later change leaves as it was', async () => {
    ok(await assign(clerk, 'province-1', ['市发改委']));
    app.clock.setToday('2027-02-20');
    ok(await assign(clerk, 'province-1', ['市发改委', '国网九江供电公司'], ['市发改委']));
    expect((await rowOf(clerk, 'province-1')).status).toBe('notStarted');
    app.clock.setToday('2027-02-21');
    expect(await rowOf(clerk, 'province-1')).toMatchObject({
      status: 'silent',
      reasons: ['市发改委尚未报告进展。'],
    });
  });

  test.each([
    ['a name nobody printed', '市农业农村局'],
    ['a slip of the pen', '市发改委员会'],
    ['the counties', '各县（市、区）'],
    ['the province’s', '省科技厅'],
  ])('%s is refused', async (_name, department) => {
    await refused(
      () => assign(clerk, 'province-1', ['市商务局', department]),
      422,
      'invalid_fields',
      'departments.1',
    );
  });

  test('a department with an account may be assigned', async () => {
    app.db.write(() =>
      app.db.sqlite.exec("UPDATE user SET department = '市农业农村局' WHERE username = 'dept-swj'"),
    );
    ok(await assign(clerk, 'province-1', ['市农业农村局']));
  });
});

describe('reminders', () => {
  const remind = (person: Person, departments: string[], id = TASK) =>
    person.ask('POST', `/tasks/${id}/reminders`, { departments, note: '请于月底前报送。' });
  const kindsOf = async (person: Person) =>
    ((await person.get('/reminders')).body as ReminderListReply).reminders.filter(({ to }) =>
      to.startsWith('/tasks'),
    );

  test('催报 goes to those responsible, once a day, and stands until a report is handed in', async () => {
    await refused(() => remind(energy, ['市工信局']), 403, 'forbidden');
    await refused(() => remind(clerk, ['市商务局']), 422, 'invalid_fields', 'departments');
    const urges = async () => (await kindsOf(energy)).filter(({ kind }) => kind === 'taskUrged');
    expect(await urges()).toEqual([]);
    expect(ok(await remind(clerk, ['市发改委'])).reminders[0]).toMatchObject({
      department: '市发改委',
      on: '2026-11-21',
    });
    await refused(() => remind(chief, ['市发改委']), 409, 'already_reminded');
    expect(await urges()).toMatchObject([
      { to: `/tasks?task=${TASK}`, text: expect.stringContaining('月底前') },
    ]);
    const noteFor = async (who: string) => (await detailOf(await app.as(who))).reminders[0]?.note;
    for (const who of ['dept-fgw', 'bureau-2', 'leader']) expect(await noteFor(who)).toBe('请于月底前报送。');
    for (const who of ['dept-swj', 'county-360429']) expect(await noteFor(who)).toBeNull();
    app.clock.forward(60_000);
    await reach('submitted');
    expect(await urges()).toEqual([]);
  });

  test('a department hears of tasks it owes, a county of its own, the bureau of reports waiting', async () => {
    expect((await kindsOf(energy)).map(({ kind, to }) => [kind, to])).toEqual([
      ['taskReturned', '/tasks?task=plan-1'],
      ['taskDue', '/tasks?task=plan-16'],
    ]);
    const dueOf = async (person: Person) =>
      (await kindsOf(person)).filter(({ kind }) => kind === 'taskDue').map(({ to, text }) => [to, text]);
    expect(await dueOf(energy)).toEqual([['/tasks?task=plan-16', '第16项“全力搭建服务平台”尚未报告进展']]);
    expect(await dueOf(chief)).toEqual([
      ['/tasks?task=plan-16', '第16项“全力搭建服务平台”已满3个月未报告进展'],
      ['/tasks?status=silent', '任务台账：1项任务有责任单位满3个月未报告'],
    ]);
    // the second did not write the report of 市工信局 that waits
    const waiting = async (person: Person) =>
      (await kindsOf(person)).filter(({ kind }) => kind === 'taskReview');
    const review = (text: string) => [{ to: '/tasks?tab=review', text: expect.stringContaining(text) }];
    expect(await waiting(clerk)).toMatchObject(review('3份'));
    expect(await waiting(chief)).toMatchObject(review('4份'));
    app.clock.setToday('2026-12-31');
    const owed = (await kindsOf(energy)).find(({ kind }) => kind === 'taskDue');
    expect(owed).toMatchObject({ to: '/tasks?tab=department' });
    expect(owed?.text).toMatch(/等\d+项任务已满3个月未报告进展；第16项“全力搭建服务平台”尚未报告进展$/);
    expect(await kindsOf(await app.as('leader'))).toEqual([]);
  });

  test('a county is asked only if it reported on no task at all, and not about what it has done', async () => {
    const due = async (person: Person) =>
      (await kindsOf(person)).filter(({ kind }) => kind === 'taskDue').map(({ text }) => text);
    // 湖口县 reported on task 13, 彭泽县 on task 4, both lately
    for (const who of ['county-360429', 'county-360430']) expect(await due(await app.as(who))).toEqual([]);
    const county = await app.as('county-360424');
    expect(await due(county)).toEqual(['修水县3个月内未报告任务进展（共同责任21项）']);
    const told = { asOf: '2026-08-21', judgement: 'done' };
    const made = latestOf(ok(await create(county, { unitCode: '360424' }, TASK, told)), '修水县');
    const sent = latestOf(ok(await take(county, made, 'submit')), '修水县');
    expect(await due(county)).toEqual(['修水县3个月内未报告任务进展（共同责任21项）']);
    ok(await take(clerk, sent, 'accept'));
    expect(await due(county)).toEqual(['修水县3个月内未报告任务进展（共同责任20项）']);
    const own = (await rowOf(county, TASK)).departments.find(({ mine }) => mine);
    expect(own).toMatchObject({ department: '各县（市、区）', silent: false });
    const recent = ok(await create(county, { unitCode: '360424' }, 'plan-5', { asOf: '2026-08-22' }));
    ok(await take(county, latestOf(recent, '修水县'), 'submit'));
    expect(await due(county)).toEqual([]);
  });
});
