import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { beneficiary, project, user } from '../../db/schema.ts';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type { ReminderListReply } from '../../server/reminders/schema.ts';
import type {
  WarningDetail,
  WarningListReply,
  WarningStepInput,
  WarningSummary,
} from '../../server/warnings/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';

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

/** The demo's open proposal on its newest period: yellow in 1–9月 and 1–10月. */
const ZONE = 'JKQ';
const PERIOD = '2026-10';
const LUSHAN = '360483';
const DEAN = '360426';

const ANSWER: Partial<WarningStepInput> = {
  causes: ['energyGrowth', 'outputDecline'],
  causeText: '两户重点企业产量增加。',
  measures: [
    { text: '开展用能诊断。', responsible: '经发局', dueOn: '2026-12-10', beneficiaryId: null },
    { text: '更换低效电机。', responsible: '张某', dueOn: '2027-01-10', beneficiaryId: null },
  ],
};

async function listOf(person: Person): Promise<WarningListReply> {
  const answer = await person.get('/warnings');
  expect(answer.status).toBe(200);
  return answer.body as WarningListReply;
}

async function summaryOf(person: Person, unitCode: string): Promise<WarningSummary> {
  const found = (await listOf(person)).warnings.find((warning) => warning.unitCode === unitCode);
  if (!found) throw new Error(`no warning of ${unitCode}`);
  return found;
}

const draft = () => clerk.ask('POST', '/warnings', { unitCode: ZONE, period: PERIOD });

function ok(answer: Answer): WarningDetail {
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as WarningDetail;
}

const take = (
  person: Person,
  { id, version }: WarningDetail | WarningSummary,
  more: Partial<WarningStepInput>,
) => person.ask('POST', `/warnings/${id}/steps`, { version, ...more });

/** A warning of the zone, brought as far as asked. */
async function reach(until: 'draft' | 'awaitingApproval' | 'issued' | 'answered' | 'accepted' | 'closing') {
  const way: readonly [typeof until, Person, Partial<WarningStepInput>][] = [
    ['awaitingApproval', clerk, { step: 'submit' }],
    ['issued', chief, { step: 'issue' }],
    ['answered', county, { step: 'answer', ...ANSWER }],
    ['accepted', clerk, { step: 'acceptAnswer' }],
    ['closing', county, { step: 'requestClosing', note: '措施已落实。' }],
  ];
  let detail = ok(await draft());
  for (const [stage, person, more] of way) {
    if (until === 'draft') break;
    detail = ok(await take(person, detail, more));
    if (stage === until) break;
  }
  return detail;
}

/** Refused with this status and code, and nothing in the database changed. */
async function refused(ask: () => Promise<Answer>, status: number, code?: string, ...fields: string[]) {
  const before = app.fingerprint();
  const answer = await ask();
  const { error } = answer.body as { error: { code: string; fields?: Record<string, unknown> } };
  expect([answer.status, error.code]).toEqual([status, code ?? error.code]);
  expect(Object.keys(error.fields ?? {})).toEqual(expect.arrayContaining(fields));
  expect(app.fingerprint()).toBe(before);
}

const progressOf = async (person: Person, unitCode: string, query = '') => {
  const reply = (await person.get(`/progress?period=${PERIOD}${query}`)).body as ProgressReply;
  const unit = reply.units.find(({ code }) => code === unitCode);
  if (!unit) throw new Error(`no unit ${unitCode}`);
  return unit;
};

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

describe('the answer', () => {
  test('causes, measures and a firm of the unit are kept', async () => {
    const issued = await reach('issued');
    const firms = (await county.get('/beneficiaries')).body as {
      beneficiaries: { id: number; name: string }[];
    };
    const [firm] = firms.beneficiaries;
    const measures = [{ ...(ANSWER.measures?.[0] as object), beneficiaryId: firm?.id }];
    const input = { version: issued.version, step: 'answer', ...ANSWER, measures };
    const detail = ok(await county.ask('POST', `/warnings/${issued.id}/steps`, input));
    expect(detail).toMatchObject({ stage: 'answered', answer: 'waiting', causes: ANSWER.causes });
    expect(detail.measures).toMatchObject([{ beneficiaryName: firm?.name, doneOn: null }]);
  });

  /** A project of a firm of the unit. */
  function projectOf(unitCode: string, name: string): { id: number; firmId: number } {
    return app.db.write((tx) => {
      const firm = tx
        .select({ id: beneficiary.id })
        .from(beneficiary)
        .where(and(eq(beneficiary.statisticsUnit, unitCode), eq(beneficiary.kind, 'enterprise')))
        .limit(1)
        .get();
      const by = tx.select({ id: user.id }).from(user).limit(1).get();
      const firmId = firm?.id ?? 0;
      const made = { createdAt: '2026-11-01T00:00:00.000Z', createdBy: by?.id ?? 0 };
      const { id } = tx
        .insert(project)
        .values({
          firmId,
          unitCode,
          name,
          kinds: ['energySaving'],
          stage: 'willing',
          willingOn: '2026-11-01',
          ...made,
        })
        .returning({ id: project.id })
        .get();
      return { id, firmId };
    });
  }

  test('a project of the unit is kept with its firm; leaders read neither', async () => {
    const issued = await reach('issued');
    const { id, firmId } = projectOf(ZONE, '余热发电改造');
    const measures = [{ ...(ANSWER.measures?.[0] as object), projectId: id }];
    const input = { version: issued.version, step: 'answer', ...ANSWER, measures };
    const detail = ok(await county.ask('POST', `/warnings/${issued.id}/steps`, input));
    expect(detail.measures).toMatchObject([
      {
        projectId: id,
        projectName: '余热发电改造',
        beneficiaryId: firmId,
        beneficiaryName: expect.any(String),
      },
    ]);
    const seen = await (await app.as('leader')).get(`/warnings/${issued.id}`);
    expect((seen.body as WarningDetail).measures).toMatchObject([
      {
        projectId: null,
        projectName: null,
        beneficiaryId: null,
        beneficiaryName: null,
        text: '开展用能诊断。',
      },
    ]);
    expect(seen.text).not.toContain('余热发电改造');
  });

  test('nobody else’s project can be named, nor one that is not there, nor one beside another firm', async () => {
    const issued = await reach('issued');
    const own = projectOf(ZONE, '空压机改造');
    const other = projectOf(DEAN, '窑炉改造');
    const before = app.fingerprint();
    const named = async (more: object) => {
      const measures = [{ ...(ANSWER.measures?.[0] as object), ...more }];
      return county.ask('POST', `/warnings/${issued.id}/steps`, {
        version: issued.version,
        step: 'answer',
        ...ANSWER,
        measures,
      });
    };
    for (const projectId of [other.id, 99_999]) {
      const refused = await named({ projectId });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('measures.0.projectId');
      expect(refused.text).not.toContain('窑炉改造');
    }
    const mixed = await named({ projectId: own.id, beneficiaryId: other.firmId });
    expect([mixed.status, mixed.text]).toEqual([422, expect.stringContaining('measures.0.beneficiaryId')]);
    expect(app.fingerprint()).toBe(before);
  });

  const measure = { text: '诊断', responsible: '某科', dueOn: '2026-12-10', beneficiaryId: null };
  test.each<[string, Partial<WarningStepInput>, string]>([
    ['no cause', { causes: [] }, 'causes'],
    ['no words', { causeText: ' ' }, 'causeText'],
    ['no measure', { measures: [] }, 'measures'],
    ['a measure without text', { measures: [{ ...measure, text: '' }] }, 'measures.0.text'],
    [
      'a measure nobody answers for',
      { measures: [measure, { ...measure, responsible: '' }] },
      'measures.1.responsible',
    ],
    ['a measure due in the past', { measures: [{ ...measure, dueOn: '2026-11-20' }] }, 'measures.0.dueOn'],
    ['a measure due after the end', { measures: [{ ...measure, dueOn: '2027-01-21' }] }, 'measures.0.dueOn'],
    [
      'a firm that is not there',
      { measures: [{ ...measure, beneficiaryId: 99_999 }] },
      'measures.0.beneficiaryId',
    ],
  ])('%s is refused at its field', async (_what, more, field) => {
    const issued = await reach('issued');
    await refused(
      () => take(county, issued, { step: 'answer', ...ANSWER, ...more }),
      422,
      'invalid_fields',
      field,
    );
  });

  test('another county’s firm is refused', async () => {
    const issued = await reach('issued');
    const other = app.db.sqlite
      .prepare("SELECT id FROM beneficiary WHERE treasury_unit = '360425' AND registered_unit = '360425'")
      .pluck()
      .get() as number;
    const measures = [{ ...measure, beneficiaryId: other }];
    await refused(
      () => take(county, issued, { step: 'answer', ...ANSWER, measures }),
      422,
      'invalid_fields',
      'measures.0.beneficiaryId',
    );
  });

  test('a late one stays late after it was sent back with a new deadline and answered again in time', async () => {
    const issued = await reach('issued');
    app.clock.setToday('2026-12-04');
    const late = ok(await take(county, issued, { step: 'answer', ...ANSWER }));
    expect(late).toMatchObject({ answerDueOn: '2026-11-27', answerDaysLate: 7 });
    const back = ok(await take(clerk, late, { step: 'rejectAnswer', note: '措施太空。' }));
    const again = ok(await take(county, back, { step: 'answer', ...ANSWER }));
    expect(again).toMatchObject({ answerDueOn: '2026-12-09', answerDaysLate: 7, overdue: null });
    expect((await summaryOf(clerk, ZONE)).answerDaysLate).toBe(7);
    const answers = again.events.filter(({ step }) => step === 'answer');
    expect(answers.map(({ lines }) => lines.join(' '))).toEqual(['整改措施2项 逾期7天答复', '整改措施2项']);
  });

  test('its deadline is put off by the bureau with a reason; an answer within it is not late', async () => {
    const issued = await reach('issued');
    app.clock.setToday('2026-12-01');
    const more = { step: 'extendAnswer', note: '统计数据需核对。', answerDueOn: '2026-12-04' } as const;
    await refused(() => take(county, issued, more), 403, 'forbidden');
    const detail = ok(await take(clerk, issued, more));
    expect(detail).toMatchObject({ stage: 'issued', answerDueOn: '2026-12-04', remedyDueOn: '2027-01-20' });
    expect(detail).toMatchObject({ overdue: null, steps: ['extendAnswer'] });
    expect(detail.events.at(-1)).toMatchObject({ note: more.note, lines: ['答复期限延至2026年12月4日'] });
    app.clock.setToday('2026-12-04');
    expect(ok(await take(county, detail, { step: 'answer', ...ANSWER })).answerDaysLate).toBe(0);
  });

  test.each<[string, Partial<WarningStepInput>, string]>([
    ['no reason', { answerDueOn: '2026-12-04' }, 'note'],
    ['no date', { note: '核对数据。' }, 'answerDueOn'],
    ['an earlier date', { note: '核对数据。', answerDueOn: '2026-11-27' }, 'answerDueOn'],
    ['a date after 整改期限', { note: '核对数据。', answerDueOn: '2027-01-21' }, 'answerDueOn'],
  ])('its deadline is not put off with %s', async (_what, more, field) => {
    const issued = await reach('issued');
    await refused(() => take(clerk, issued, { step: 'extendAnswer', ...more }), 422, 'invalid_fields', field);
  });

  test('sent back, it is answered again by a new day; accepted, it is judged no more', async () => {
    const answered = await reach('answered');
    await refused(() => take(clerk, answered, { step: 'rejectAnswer' }), 422, 'invalid_fields', 'note');
    app.clock.setToday('2026-11-27');
    const back = ok(await take(clerk, answered, { step: 'rejectAnswer', note: '措施太空。' }));
    expect(back).toMatchObject({ stage: 'issued', answer: 'rejected', answerDueOn: '2026-12-02' });
    expect(back.measures).toHaveLength(2);
    const again = ok(await take(county, back, { step: 'answer', ...ANSWER }));
    await refused(() => take(county, again, { step: 'requestClosing', note: '好' }), 409, 'answer_waiting');
    const accepted = ok(await take(clerk, again, { step: 'acceptAnswer' }));
    await refused(() => take(clerk, accepted, { step: 'rejectAnswer', note: '不' }), 409, 'answer_accepted');
  });
});

describe('to the end', () => {
  test('progress marks measures done, closing is asked for, judged and granted', async () => {
    let detail = await reach('accepted');
    await refused(() => take(county, detail, { step: 'progress', note: '好', doneMeasures: [2] }), 422);
    detail = ok(await take(county, detail, { step: 'progress', note: '诊断完成。', doneMeasures: [0] }));
    expect(detail.measures.map(({ doneOn }) => doneOn)).toEqual([app.clock.today(), null]);
    detail = ok(await take(county, detail, { step: 'requestClosing', note: '已落实。' }));
    detail = ok(await take(clerk, detail, { step: 'rejectClosing', note: '第二项未完成。' }));
    expect(detail.stage).toBe('answered');
    detail = ok(await take(county, detail, { step: 'requestClosing', note: '均已落实。' }));
    await refused(() => take(chief, detail, { step: 'close' }), 422, 'invalid_fields', 'note');
    detail = ok(await take(chief, detail, { step: 'close', note: '经核实，同意销号。' }));
    expect(detail).toMatchObject({
      stage: 'closed',
      closedOn: app.clock.today(),
      inRemedy: false,
      steps: [],
    });
    expect(verifyAudit(app.db.read)).toMatchObject({ ok: true });
  });

  test.each<[string, Partial<WarningStepInput>, string]>([
    ['no reason', { remedyDueOn: '2027-03-01' }, 'note'],
    ['no date', { note: '设备到货推迟。' }, 'remedyDueOn'],
    ['an earlier date', { note: '设备到货推迟。', remedyDueOn: '2027-01-20' }, 'remedyDueOn'],
    ['a date beyond the plan', { note: '设备到货推迟。', remedyDueOn: '2028-01-01' }, 'remedyDueOn'],
  ])('an extension with %s is refused', async (_what, more, field) => {
    const detail = await reach('closing');
    await refused(() => take(clerk, detail, { step: 'extend', ...more }), 422, 'invalid_fields', field);
  });

  test('an extension takes a request for closing back to the county with a new day', async () => {
    const detail = await reach('closing');
    const more = { step: 'extend', note: '设备到货推迟。', remedyDueOn: '2027-03-01' } as const;
    expect(ok(await take(clerk, detail, more))).toMatchObject({
      stage: 'answered',
      remedyDueOn: '2027-03-01',
    });
  });

  test('who may not act changes nothing, at any stage', async () => {
    const strangers: [string, number][] = [
      ['county-360402', 404],
      ['leader', 403],
      ['admin', 403],
      ['auditor', 403],
    ];
    const issued = await reach('issued');
    for (const [who, status] of strangers) {
      const person = await app.as(who);
      await refused(() => take(person, issued, { step: 'answer', ...ANSWER }), status);
      await refused(() => take(person, issued, { step: 'extend', note: '好' }), status);
    }
    await refused(() => take(county, issued, { step: 'extend', note: '好', remedyDueOn: '2027-03-01' }), 403);
    await refused(() => take(clerk, issued, { step: 'answer', ...ANSWER }), 403);
    await refused(
      () => take(county, { ...issued, version: 1 }, { step: 'answer', ...ANSWER }),
      409,
      'version_conflict',
    );
    await refused(() => take(county, issued, { step: 'progress', note: '好' }), 409, 'wrong_stage');
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
