import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  reach as bring,
  create,
  detailOf,
  refused as expectRefused,
  newest,
  ok,
  type Reached,
  rowOf,
  TASK,
  TEXT,
  take,
} from '../support/tasks.ts';

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
const reach = (stage: Reached) => bring({ energy, clerk }, stage);
const refused = (ask: () => Promise<Answer>, status: number, code: string, field?: string) =>
  expectRefused(app, ask, status, code, field);

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
