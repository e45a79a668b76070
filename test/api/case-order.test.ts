import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, StepInput } from '../../server/cases/schema.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import {
  advance,
  apply,
  codeOf,
  type Desk,
  deskOf,
  refused as expectRefused,
  readCase,
  step,
} from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
let officer: Person;
let clerk: Person;
let chief: Person;
let leader: Person;
let neighbour: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  ({ officer, clerk, chief } = desk);
  leader = await app.as('leader');
  neighbour = await app.as('county-360404');
});
afterEach(() => app.close());

const DOCUMENT = { approvalDocument: '九工信字〔2026〕2号（演示）' };
const refused = (ask: () => Promise<Answer>, status: number, ...fields: string[]) =>
  expectRefused(app, ask, status, ...fields);

describe('four eyes and order', () => {
  test('whoever did 经办 does not do 审批', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'handle');
    const answer = await refused(() => step(clerk, id, { version, step: 'endorse' }), 403);
    expect(codeOf(answer)).toBe('four_eyes');
    expect((await step(chief, id, { version, step: 'endorse' })).status).toBe(200);
  });

  test('nor 审定, which is not offered to that person either', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'publishNotice');
    expect((await readCase(clerk, id)).steps).not.toContain('approve');
    expect((await readCase(chief, id)).steps).toContain('approve');
    const approve = { version, step: 'approve', amountFen: wan('50'), ...DOCUMENT } as const;
    expect(codeOf(await refused(() => step(clerk, id, approve), 403))).toBe('four_eyes');
    expect((await step(chief, id, approve)).status).toBe(200);
  });

  test('核查 says what it found', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'countyCheck');
    const check = { version, step: 'creditCheck' } as const;
    await refused(() => step(clerk, id, { ...check, note: ' ' }), 422, 'note');
    const done = await step(clerk, id, { ...check, note: '未见失信记录。' });
    expect((done.body as CaseDetail).events.at(-1)?.note).toBe('未见失信记录。');
  });

  test('no step is skipped', async () => {
    const { id, version } = await apply(desk);
    for (const name of [
      'creditCheck',
      'handle',
      'endorse',
      'publishNotice',
      'approve',
      'pay',
      'close',
    ] as const) {
      const answer = await refused(() => step(clerk, id, { version, step: name }), 409);
      expect(codeOf(answer)).toBe('wrong_stage');
    }
  });

  test('two windows at once: the second gets both versions', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'publishNotice');
    const approve = { version, step: 'approve', amountFen: wan('50'), ...DOCUMENT } as const;
    const answers = await Promise.all([step(chief, id, approve), step(chief, id, approve)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    if (!loser) throw new Error('no loser');
    expect(codeOf(loser)).toBe('version_conflict');
    expect(at(loser, 'error.details.current.stage')).toBe('approved');
    expect(at(loser, 'error.details.yours.amountFen')).toBe(wan('50'));
  });

  test.each(['return', 'cancel'] as const)('%s needs a reason', async (name) => {
    const { id, version } = await apply(desk);
    await refused(() => step(clerk, id, { version, step: name, note: '  ' }), 422, 'note');
  });
});

describe('public notice', () => {
  test.each<[string, Partial<StepInput>, string[]]>([
    ['no dates', {}, ['noticeFrom', 'noticeTo']],
    ['days that are none', { noticeFrom: '2026-11-31', noticeTo: 'x' }, ['noticeFrom', 'noticeTo']],
    ['an end before the start', { noticeFrom: '2026-11-12', noticeTo: '2026-11-11' }, ['noticeTo']],
    ['a start before the event', { noticeFrom: '2026-09-29', noticeTo: '2026-10-10' }, ['noticeFrom']],
    ['a start before 审批', { noticeFrom: '2026-11-10', noticeTo: '2026-11-18' }, ['noticeFrom']],
    ['an end in years', { noticeFrom: '2026-11-12', noticeTo: '2028-01-01' }, ['noticeTo']],
  ])('%s is refused', async (_what, dates, fields) => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'endorse');
    await refused(() => step(clerk, id, { version, step: 'publishNotice', ...dates }), 422, ...fields);
  });

  test('nothing is approved on its last day, only the day after', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'endorse');
    const dates = { noticeFrom: '2026-11-21', noticeTo: '2026-11-25' };
    const noticed = (await step(clerk, id, { version, step: 'publishNotice', ...dates })).body as CaseDetail;
    const approve = () =>
      step(chief, id, { version: noticed.version, step: 'approve', amountFen: wan('50'), ...DOCUMENT });
    app.clock.setToday('2026-11-25');
    expect(codeOf(await refused(approve, 409))).toBe('notice_running');
    app.clock.setToday('2026-11-26');
    expect((await approve()).status).toBe(200);
  });

  test('may begin on the day of 审批, whatever the real time', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'endorse');
    const dates = { noticeFrom: '2026-11-11', noticeTo: '2026-11-18' };
    expect((await step(clerk, id, { version, step: 'publishNotice', ...dates })).status).toBe(200);
  });

  test('of an old event without a business date, the Shanghai date counts', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'handle');
    app.db.sqlite
      .prepare(
        `INSERT INTO subsidy_case_event (case_id, step, from_stage, to_stage, at, by)
         VALUES (?, 'endorse', 'handled', 'endorsed', '2026-11-13T17:00:00.000Z', 1)`,
      )
      .run(id);
    app.db.sqlite.prepare("UPDATE subsidy_case SET stage = 'endorsed' WHERE id = ?").run(id);
    const from = (noticeFrom: string) =>
      step(clerk, id, { version, step: 'publishNotice', noticeFrom, noticeTo: '2026-11-20' });
    await refused(() => from('2026-11-13'), 422, 'noticeFrom');
    expect((await from('2026-11-14')).status).toBe(200);
  });

  test('an objection holds the case until somebody answered it', async () => {
    const { id } = await apply(desk);
    const { version } = await advance(desk, id, 'publishNotice');
    const object = { version, step: 'object' } as const;
    await refused(() => step(officer, id, object), 422, 'note');
    await refused(() => step(neighbour, id, { ...object, note: '异议' }), 404);
    await refused(() => step(leader, id, { ...object, note: '异议' }), 403);
    const flagged = (await step(officer, id, { ...object, note: '单耗数据与公示不符' })).body as CaseDetail;
    expect(flagged).toMatchObject({ stage: 'publicNotice', flag: '公示期异议：单耗数据与公示不符。' });
    expect(flagged.events.at(-1)).toMatchObject({ step: 'object', note: '单耗数据与公示不符' });

    const second = { version: flagged.version, step: 'object', note: '重复申报。' } as const;
    const both = (await step(clerk, id, second)).body as CaseDetail;
    expect(both.flag).toBe('公示期异议：单耗数据与公示不符。公示期异议：重复申报。');
    const approve = { version: both.version, step: 'approve', amountFen: wan('50'), ...DOCUMENT } as const;
    expect(codeOf(await refused(() => step(chief, id, approve), 409))).toBe('flagged');

    const clear = { version: both.version, step: 'clearFlag' } as const;
    await refused(() => step(clerk, id, clear), 422, 'note');
    const cleared = (await step(clerk, id, { ...clear, note: '经核实，数据属实。' })).body as CaseDetail;
    expect(cleared).toMatchObject({ stage: 'publicNotice', flag: null });
    expect((await step(chief, id, { ...approve, version: cleared.version })).status).toBe(200);
  });
});
