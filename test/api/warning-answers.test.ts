import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { beneficiary, project, user } from '../../db/schema.ts';
import type { WarningDetail, WarningStepInput } from '../../server/warnings/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import {
  ANSWER,
  reach as bring,
  DEAN,
  refused as expectRefused,
  ok,
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

const reach = (until: Reached) => bring({ clerk, chief, county }, until);
const refused = (ask: () => Promise<Answer>, status: number, code?: string, ...fields: string[]) =>
  expectRefused(app, ask, status, code, ...fields);

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
