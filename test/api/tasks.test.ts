import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  reach as bring,
  create,
  detailOf,
  refused as expectRefused,
  latestOf,
  listOf,
  newest,
  ok,
  type Reached,
  rowOf,
  TASK,
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
