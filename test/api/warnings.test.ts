import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import type { WarningDetail, WarningSummary } from '../../server/warnings/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  ANSWER,
  reach as bring,
  DEAN,
  draft as draftBy,
  refused as expectRefused,
  LUSHAN,
  listOf,
  ok,
  PERIOD,
  progressOf,
  type Reached,
  summaryOf,
  take,
  ZONE,
} from '../support/warnings.ts';

let app: TestApp;
let clerk: Person;
let chief: Person;
let county: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  clerk = await app.as('bureau');
  chief = await app.as('bureau-2');
  county = await app.as(`county-${ZONE.toLowerCase()}`);
});
afterEach(() => app.close());

const draft = () => draftBy(clerk);
const reach = (until: Reached) => bring({ clerk, chief, county }, until);
const refused = (ask: () => Promise<Answer>, status: number, code?: string, ...fields: string[]) =>
  expectRefused(app, ask, status, code, ...fields);

describe('who sees what', () => {
  test('the bureau sees proposals and all; leaders what was issued; a county its own; the rest nothing', async () => {
    const all = await listOf(clerk);
    expect(all.proposals.map(({ unitCode, trigger }) => `${unitCode} ${trigger}`)).toContain(
      'JKQ yellowTwice',
    );
    expect(all.warnings.map(({ unitCode }) => unitCode)).toEqual([DEAN, LUSHAN, '360402', '360482']);
    const leader = await listOf(await app.as('leader'));
    expect(leader.proposals).toEqual([]);
    expect(leader.warnings.map(({ unitCode }) => unitCode)).toEqual([DEAN, LUSHAN, '360482']);
    const own = await listOf(await app.as(`county-${LUSHAN}`));
    expect(own.proposals).toEqual([]);
    expect(own.warnings.map(({ unitCode }) => unitCode)).toEqual([LUSHAN]);
    for (const who of ['admin', 'auditor'])
      expect((await (await app.as(who)).get('/warnings')).status).toBe(403);
    expect((await app.someone().get('/warnings')).status).toBe(401);
  });

  test('a draft and its writing are the bureau’s own; an issued notice tells the county no drafting', async () => {
    const written = await reach('draft');
    for (const person of [county, await app.as('leader')]) {
      expect((await person.get(`/warnings/${written.id}`)).status).toBe(404);
      expect((await listOf(person)).warnings.map(({ id }) => id)).not.toContain(written.id);
    }
    const issued = ok(
      await take(chief, ok(await take(clerk, written, { step: 'submit' })), { step: 'issue' }),
    );
    expect(issued.events.map(({ step }) => step)).toEqual(['draft', 'submit', 'issue']);
    const seen = ok(await county.get(`/warnings/${written.id}`));
    expect(seen.events.map(({ step }) => step)).toEqual(['issue']);
    expect(seen.steps).toEqual(['answer']);
    expect((await (await app.as('county-360402')).get(`/warnings/${written.id}`)).status).toBe(404);
  });
});

describe('a proposal', () => {
  test('becomes a draft with the text the data give, and is then no proposal any more', async () => {
    const detail = ok(await draft());
    expect(detail).toMatchObject({ stage: 'draft', number: null, trigger: 'yellowTwice', mayEdit: true });
    expect(detail.body).toContain('2026年1—9月（下降4.0%）、2026年1—10月连续两期为二级');
    // Saturday 21 November: the fifth working day after is Friday 27
    expect(detail).toMatchObject({ answerDueOn: '2026-11-27', remedyDueOn: '2027-01-20' });
    expect((await listOf(clerk)).proposals.map(({ unitCode }) => unitCode)).not.toContain(ZONE);
    await refused(draft, 409, 'no_proposal');
  });

  test.each<[string, object]>([
    ['a green unit', { unitCode: '360403', period: PERIOD }],
    ['a red unit that is put right already', { unitCode: LUSHAN, period: PERIOD }],
    ['an older period', { unitCode: DEAN, period: '2026-08' }],
    ['the city', { unitCode: '360400', period: PERIOD }],
    ['no period', { unitCode: ZONE, period: '2026-13' }],
  ])('%s calls for none', async (_what, wanted) => {
    await refused(() => clerk.ask('POST', '/warnings', wanted), 409, 'no_proposal');
  });

  test('may be answered with 不予督办 and a reason; the same period does not come back', async () => {
    const wanted = { unitCode: ZONE, period: PERIOD };
    await refused(
      () => clerk.ask('POST', '/warnings', { ...wanted, dismissReason: ' ' }),
      422,
      'invalid_fields',
      'dismissReason',
    );
    const detail = ok(await clerk.ask('POST', '/warnings', { ...wanted, dismissReason: '差距很小。' }));
    expect(detail).toMatchObject({ stage: 'dismissed', number: null, steps: [] });
    await refused(draft, 409, 'no_proposal');
  });

  test('is drafted by the bureau alone', async () => {
    for (const who of [`county-${ZONE.toLowerCase()}`, 'leader', 'admin', 'auditor']) {
      const person = await app.as(who);
      await refused(
        () => person.ask('POST', '/warnings', { unitCode: ZONE, period: PERIOD }),
        403,
        'forbidden',
      );
    }
  });
});

describe('the text', () => {
  const change = (
    person: Person,
    { id, version, body, answerDueOn, remedyDueOn }: WarningDetail,
    more = {},
  ) => person.ask('PUT', `/warnings/${id}`, { version, body, answerDueOn, remedyDueOn, ...more });

  test('is changed while it is a draft, with the deadlines it names', async () => {
    const detail = await reach('draft');
    const body = detail.body.replace('2026年11月27日', '2026年12月1日');
    const saved = ok(await change(clerk, detail, { body, answerDueOn: '2026年12月1日' }));
    expect(saved).toMatchObject({ answerDueOn: '2026-12-01', body, version: detail.version + 1 });
  });

  test.each<[string, object, string]>([
    ['another deadline than it says', { answerDueOn: '2026-12-02' }, 'body'],
    ['an empty text', { body: ' ' }, 'body'],
    ['a deadline that has passed', { answerDueOn: '2026-11-20' }, 'answerDueOn'],
    ['no date', { remedyDueOn: 'soon' }, 'remedyDueOn'],
    ['a day beyond the plan', { remedyDueOn: '2028-01-01' }, 'remedyDueOn'],
    ['a year typed wrong', { answerDueOn: '2062-11-27' }, 'answerDueOn'],
    ['time to put right that ends before the answer', { remedyDueOn: '2026-11-26' }, 'remedyDueOn'],
  ])('%s is refused', async (_what, more, field) => {
    const detail = await reach('draft');
    await refused(() => change(clerk, detail, more), 422, 'invalid_fields', field);
  });

  test('stands once handed in; a stale version is a conflict with both', async () => {
    const detail = await reach('draft');
    await refused(() => change(county, detail), 403, 'forbidden');
    const waiting = ok(await take(clerk, detail, { step: 'submit' }));
    await refused(() => change(clerk, waiting), 409, 'wrong_stage');
    const answer = await change(clerk, detail);
    expect(answer.body).toMatchObject({
      error: { code: 'version_conflict', details: { current: { version: waiting.version } } },
    });
  });
});

describe('signing', () => {
  test('four eyes: neither who drafted nor who handed in issues', async () => {
    const waiting = await reach('awaitingApproval');
    await refused(() => take(clerk, waiting, { step: 'issue' }), 403, 'four_eyes');
    const back = ok(await take(chief, waiting, { step: 'sendBack', note: '请补充。' }));
    const again = ok(await take(chief, back, { step: 'submit' }));
    await refused(() => take(chief, again, { step: 'issue' }), 403, 'four_eyes');
    expect(again.steps).not.toContain('issue');
  });

  test('gives the next number of the year, and the text is fixed in the database itself', async () => {
    const issued = await reach('issued');
    expect(issued).toMatchObject({ number: '九工信绿预〔2026〕3号', issuedOn: app.clock.today() });
    const rewrite = () =>
      app.db.sqlite.prepare('UPDATE warning SET body = ? WHERE id = ?').run('x', issued.id);
    expect(rewrite).toThrow('an issued warning keeps its text');
  });

  test('three working days must be left to answer, when it is handed in and when it is issued', async () => {
    const written = await reach('draft');
    // due on Friday 27 November: the third working day after Tuesday 24
    app.clock.setToday('2026-11-25');
    await refused(() => take(clerk, written, { step: 'submit' }), 422, 'invalid_fields', 'answerDueOn');
    app.clock.setToday('2026-11-24');
    const waiting = ok(await take(clerk, written, { step: 'submit' }));
    app.clock.setToday('2026-11-25');
    await refused(() => take(chief, waiting, { step: 'issue' }), 422, 'invalid_fields', 'answerDueOn');
    app.clock.setToday('2026-11-24');
    expect(ok(await take(chief, waiting, { step: 'issue' })).stage).toBe('issued');
  });

  test('numbers begin anew each year', async () => {
    const waiting = await reach('awaitingApproval');
    app.clock.setToday('2027-01-04');
    await refused(() => take(chief, waiting, { step: 'issue' }), 422, 'invalid_fields', 'answerDueOn');
    const back = ok(await take(chief, waiting, { step: 'sendBack', note: '期限已过。' }));
    const { id, version, body } = back;
    const fresh = {
      version,
      body: body.replace('2026年11月27日', '2027年1月8日').replace('2027年1月20日', '2027年3月5日'),
      answerDueOn: '2027-01-08',
      remedyDueOn: '2027-03-05',
    };
    const saved = ok(await clerk.ask('PUT', `/warnings/${id}`, fresh));
    const issued = ok(await take(chief, ok(await take(clerk, saved, { step: 'submit' })), { step: 'issue' }));
    expect(issued.number).toBe('九工信绿预〔2027〕1号');
  });
});

describe('an overdue answer rises by itself', () => {
  const kinds = async (who: string) =>
    ((await (await app.as(who)).get('/reminders')).body as ReminderListReply).reminders.filter(({ to }) =>
      to.startsWith('/warnings'),
    );

  test.each<[string, Partial<WarningSummary>]>([
    ['2026-11-13', { overdue: null, daysOverdue: 0, escalated: false }],
    ['2026-11-14', { overdue: 'answer', daysOverdue: 1, escalated: false }],
    ['2026-11-18', { overdue: 'answer', daysOverdue: 5, escalated: false }],
    ['2026-11-19', { overdue: 'answer', daysOverdue: 6, escalated: true }],
  ])('德安县 on %s', async (today, expected) => {
    app.clock.setToday(today);
    expect(await summaryOf(clerk, DEAN)).toMatchObject(expected);
    const leader = (await kinds('leader')).filter(({ unitCode }) => unitCode === DEAN);
    expect(leader).toHaveLength(expected.escalated ? 1 : 0);
    for (const who of ['bureau', `county-${DEAN}`]) {
      const own = (await kinds(who)).filter(
        ({ unitCode, kind }) => unitCode === DEAN && kind === 'warningOverdue',
      );
      expect(own).toHaveLength(expected.overdue === null ? 0 : 1);
    }
  });

  test('the reminder says how late and to whom it has risen', async () => {
    expect((await kinds('leader')).map(({ text }) => text)).toEqual([
      '德安县预警通知（九工信绿预〔2026〕2号）逾期未答复，已逾8天，升级至分管领导',
    ]);
  });

  test('each is reminded of the step that waits for them', async () => {
    const waiting = await reach('awaitingApproval');
    const own = async (who: string) =>
      (await kinds(who)).filter(({ unitCode }) => unitCode === ZONE).map(({ text }) => text);
    expect(await own('bureau')).toEqual([]);
    expect(await own('bureau-2')).toEqual(['经开区2026年1–10月预警通知待您签发']);
    const issued = ok(await take(chief, waiting, { step: 'issue' }));
    expect(await own('county-jkq')).toEqual(['预警通知（九工信绿预〔2026〕3号）待答复，11月27日截止']);
    await take(county, issued, { step: 'answer', ...ANSWER });
    expect(await own('county-jkq')).toEqual([]);
    expect(await own('bureau')).toEqual(['经开区已答复预警通知（九工信绿预〔2026〕3号），待核']);
  });
});

describe('整改中 beside the lamp', () => {
  test('shows its last day to those who see internal figures, expires by itself and changes no lamp', async () => {
    const neighbour = await app.as('county-360402');
    const leader = await app.as('leader');
    const { id } = await summaryOf(clerk, LUSHAN);
    const remedy = { warningId: id, until: '2026-12-31' };
    for (const person of [clerk, leader, await app.as(`county-${LUSHAN}`)]) {
      expect(await progressOf(person, LUSHAN)).toMatchObject({ annualLamp: 'red', remedy });
    }
    expect((await progressOf(neighbour, LUSHAN)).remedy).toBeNull();
    app.clock.setToday('2026-12-31');
    expect(await progressOf(leader, LUSHAN)).toMatchObject({ annualLamp: 'red', remedy });
    app.clock.setToday('2027-01-01');
    expect(await progressOf(leader, LUSHAN)).toMatchObject({ annualLamp: 'red', remedy: null });
  });

  test('a period before the notice has none; a past day shows what was so then', async () => {
    const earlier = (await clerk.get('/progress?period=2026-07')).body as ProgressReply;
    expect(earlier.units.filter(({ remedy }) => remedy !== null)).toEqual([]);
    expect((await progressOf(clerk, LUSHAN, '&asOf=2026-09-22')).remedy).toBeNull();
    // issued on 23 September until Monday 23 November, the 60th day being a Saturday; extended on 17 November
    expect((await progressOf(clerk, LUSHAN, '&asOf=2026-09-23')).remedy?.until).toBe('2026-11-23');
    expect((await progressOf(clerk, LUSHAN, '&asOf=2026-11-17')).remedy?.until).toBe('2026-12-31');
  });

  test('begins with the notice and ends with 销号', async () => {
    const detail = await reach('closing');
    expect((await progressOf(clerk, ZONE)).remedy).toEqual({ warningId: detail.id, until: '2027-01-20' });
    await take(clerk, detail, { step: 'close', note: '同意。' });
    expect((await progressOf(clerk, ZONE)).remedy).toBeNull();
  });
});
