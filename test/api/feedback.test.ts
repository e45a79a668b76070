import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { FeedbackInput, FeedbackReply, FeedbackVerdict } from '../../server/feedback/schema.ts';
import { EMPTY_FIGURES, FIGURE_FIELDS, type FigureField } from '../../server/rules/figures.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

/** The demo holds nothing about 2026年1–11月, which is open on this day. */
const TODAY = '2026-12-05';
const PERIOD = '2026-11';
const OWN = `/reports/360425/${PERIOD}`;

type Row = FeedbackInput['rows'][number];
const blank = Object.fromEntries(FIGURE_FIELDS.map((field) => [field, null])) as Record<FigureField, null>;
const row = (unitCode: string, figures: Partial<Record<FigureField, string>> = {}): Row => ({
  unitCode,
  ...blank,
  energyWanTce: '27.10',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
  ...figures,
});
const table = (rows: Row[], more: Partial<FeedbackInput> = {}): FeedbackInput => ({
  period: PERIOD,
  document: '九统函〔2026〕31号（演示）',
  documentDate: '2026-12-04',
  edition: 'flash',
  energyScope: 'equivalent',
  feedstockDeducted: 'yes',
  renewablesDeducted: 'no',
  check: false,
  rows,
  ...more,
});

let app: TestApp;
let officer: Person;
let bureau: Person;

beforeEach(async () => {
  app = await TestApp.withDemo();
  app.clock.setToday(TODAY);
  officer = await app.as('county-360425');
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

const send = (input: FeedbackInput, person = bureau) => person.ask('POST', '/feedback', input);
const overview = async () => (await bureau.get(`/feedback?period=${PERIOD}`)).body as FeedbackReply;
async function unitOf(code: string) {
  const found = (await overview()).units.find((unit) => unit.unitCode === code);
  if (!found) throw new Error(`${code} missing`);
  return found;
}
const codeOf = (answer: Answer) => [answer.status, at(answer, 'error.code')];

function stored(): string {
  const tables = ['feedback', 'feedback_row', 'reporting_period', 'report', 'report_revision'];
  const counts = [...tables, 'audit_log'].map((name) =>
    app.db.sqlite.prepare(`SELECT count(*) FROM ${name}`).pluck().get(),
  );
  return JSON.stringify(counts);
}

describe('from the table to the county', () => {
  test('the named units’ lines count, the others stay as they were', async () => {
    const entered = await send(table([row('360425'), row('360400', { energyWanTce: '1650.5' })]));
    expect([entered.status, at(entered, 'ok')]).toEqual([200, true]);
    expect(typeof at(entered, 'feedbackId')).toBe('number');
    expect((await unitOf('360425')).feedback).toMatchObject({
      document: '九统函〔2026〕31号（演示）',
      figures: { energyWanTce: '27.10', publishedIntensityPct: '-2.9', waterIntensityPct: null },
    });
    expect((await unitOf('360400')).feedback?.figures.energyWanTce).toBe('1650.5');
    expect((await unitOf('360402')).feedback).toBeNull();
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('the county finds its own line in its report, and nobody else’s', async () => {
    await send(table([row('360425'), row('360402', { energyWanTce: '88.88' })]));
    const own = await officer.get(OWN);
    expect(at(own, 'feedback.figures.energyWanTce')).toBe('27.10');
    expect(at(own, 'feedback.document')).toBe('九统函〔2026〕31号（演示）');
    expect(own.text).not.toContain('88.88');
  });

  test('a correction replaces line by line; both tables stay on record', async () => {
    await send(table([row('360425'), row('360402')]));
    const corrected = table([row('360425', { energyWanTce: '27.30' })], { document: '更正函（演示）' });
    const answer = await send(corrected);
    expect(at(answer, 'rows.0')).toMatchObject({
      verdict: 'changed',
      changes: [{ field: 'energyWanTce', from: '27.10', to: '27.30' }],
    });
    expect((await unitOf('360425')).feedback?.document).toBe('更正函（演示）');
    expect((await unitOf('360402')).feedback?.document).toBe('九统函〔2026〕31号（演示）');
    const { tables } = await overview();
    expect(tables.map((one) => [one.document, one.rows.length])).toEqual([
      ['更正函（演示）', 1],
      ['九统函〔2026〕31号（演示）', 2],
    ]);
  });

  test('a correction after the county has submitted shows as a difference, until the report follows it', async () => {
    await send(table([row('360425')]));
    app.clock.forward(60_000);
    const figures = {
      ...EMPTY_FIGURES,
      energyWanTce: '27.1',
      energyGrowthPct: '1.2',
      valueAddedGrowthPct: '4.2',
      publishedIntensityPct: '-2.9',
      note: '与县统计局核对无误。',
    };
    const submitted = await officer.ask('POST', `${OWN}/submit`, { version: 0, figures });
    expect(submitted.status).toBe(200);
    // '27.1' as reported and '27.10' as fed back are the same number
    expect(await unitOf('360425')).toMatchObject({ revision: 1, differences: [], correctedSince: false });

    app.clock.forward(60_000);
    await send(table([row('360425', { energyWanTce: '27.40', publishedIntensityPct: '-2.9' })]));
    expect(await unitOf('360425')).toMatchObject({
      differences: [{ field: 'energyWanTce', fedBack: '27.40', reported: '27.1' }],
      correctedSince: true,
    });
    expect(at(await officer.get(OWN), 'feedback.differs')).toBe(true);

    const version = at(submitted, 'version') as number;
    const returned = { version, reason: '统计反馈有更正', reasonIds: [] };
    await bureau.ask('POST', `${OWN}/return`, returned);
    app.clock.forward(60_000);
    const again = await officer.ask('POST', `${OWN}/submit`, {
      version: version + 1,
      figures: { ...figures, energyWanTce: '27.40' },
    });
    expect(again.status).toBe(200);
    expect(await unitOf('360425')).toMatchObject({ revision: 2, differences: [], correctedSince: false });
  });

  test('an explained difference is a difference, but no correction', async () => {
    await send(table([row('360425')]));
    app.clock.forward(60_000);
    const figures = {
      ...EMPTY_FIGURES,
      energyWanTce: '27.50',
      energyGrowthPct: '1.2',
      valueAddedGrowthPct: '4.2',
      publishedIntensityPct: '-2.9',
      note: '新增一户纳统企业，统计尚未计入。',
    };
    expect((await officer.ask('POST', `${OWN}/submit`, { version: 0, figures })).status).toBe(200);
    expect(await unitOf('360425')).toMatchObject({
      differences: [{ field: 'energyWanTce', fedBack: '27.10', reported: '27.50' }],
      correctedSince: false,
    });

    // a later table that repeats the line, correcting another unit's, corrects nothing here
    app.clock.forward(60_000);
    await send(table([row('360425'), row('360402')], { document: '更正函（演示）' }));
    expect(await unitOf('360425')).toMatchObject({
      feedback: { document: '更正函（演示）' },
      differences: [{ field: 'energyWanTce' }],
      correctedSince: false,
    });
    app.clock.forward(60_000);
    await send(table([row('360425', { energyWanTce: '27.20' })], { document: '再次更正（演示）' }));
    expect(await unitOf('360425')).toMatchObject({ correctedSince: true });
  });
});

describe('a check', () => {
  test('judges each line and writes nothing', async () => {
    await send(table([row('360425'), row('360402')]));
    const before = stored();
    const answer = await send(
      table(
        [
          row('360425'),
          row('360402', { energyWanTce: '31.00' }),
          row('360403'),
          { unitCode: '360404', ...blank },
          row('360423', { energyGrowthPct: '很多', energyWanTce: '-3' }),
        ],
        { check: true },
      ),
    );
    const verdict = answer.body as FeedbackVerdict;
    expect([answer.status, verdict.ok, verdict.feedbackId]).toEqual([200, false, null]);
    expect(verdict.rows.map((one) => [one.unitCode, one.verdict, Object.keys(one.problems)])).toEqual([
      ['360425', 'same', []],
      ['360402', 'changed', []],
      ['360403', 'new', []],
      ['360404', 'blank', []],
      ['360423', 'invalid', ['energyWanTce', 'energyGrowthPct']],
    ]);
    expect(verdict.rows[4]?.problems.energyGrowthPct?.message).toContain('很多');
    expect(verdict.missingUnits.map((one) => one.unitCode)).toContain('360404');
    expect(verdict.missingUnits.map((one) => one.unitCode)).not.toContain('360402');
    expect(stored()).toBe(before);
  });

  test('tells the due date a unit’s first table brings about, and that a second one moves nothing', async () => {
    // Saturday 5 Dec 2026: 7, 8, 9, 10, 11 Dec
    const first = await send(table([row('360425')], { check: true }));
    expect(at(first, 'dueOn')).toBe('2026-12-11');
    await send(table([row('360425')]));
    const corrected = row('360425', { energyWanTce: '28.00' });
    expect(at(await send(table([corrected], { check: true })), 'dueOn')).toBeNull();
    expect(at(await send(table([row('360402')], { check: true })), 'dueOn')).toBe('2026-12-11');
  });

  test('reads what people paste: full-width digits, true minus, percent signs', async () => {
    const answer = await send(
      table(
        [
          row('360425', {
            energyWanTce: '２７．１０',
            energyGrowthPct: '1.2%',
            publishedIntensityPct: '−2.9',
          }),
        ],
        {
          check: true,
        },
      ),
    );
    expect(at(answer, 'rows.0.figures')).toMatchObject({
      energyWanTce: '27.10',
      energyGrowthPct: '1.2',
      publishedIntensityPct: '-2.9',
    });
  });
});

describe('refused, and nothing written', () => {
  const cases: [string, FeedbackInput, string, string][] = [
    ['no document', table([row('360425')], { document: '  ' }), 'document', 'required'],
    [
      'a date that is none',
      table([row('360425')], { documentDate: '2026-12-32' }),
      'documentDate',
      'invalid_date',
    ],
    ['a date to come', table([row('360425')], { documentDate: '2026-12-06' }), 'documentDate', 'future_date'],
    [
      'a date of last year',
      table([row('360425')], { documentDate: '2025-12-04' }),
      'documentDate',
      'too_early',
    ],
    [
      'a final edition in November',
      table([row('360425')], { edition: 'final' }),
      'edition',
      'final_only_in_december',
    ],
    ['an unknown unit', table([row('360499')]), 'rows.0.unitCode', 'unknown_unit'],
    ['a unit twice', table([row('360425'), row('360425')]), 'rows.1.unitCode', 'duplicate'],
    [
      'a word for a number',
      table([row('360402'), row('360425', { energyWanTce: '约27' })]),
      'rows.1.energyWanTce',
      'not_a_number',
    ],
    [
      'five decimals',
      table([row('360425', { energyWanTce: '27.12345' })]),
      'rows.0.energyWanTce',
      'too_many_decimals',
    ],
    [
      'a share above 100 %',
      table([row('360425', { retrofitCoveragePct: '100.1' })]),
      'rows.0.retrofitCoveragePct',
      'out_of_range',
    ],
    ['a table of blanks', table([{ unitCode: '360425', ...blank }]), 'rows', 'empty'],
  ];
  test.each(cases)('%s', async (_name, input, field, code) => {
    const before = stored();
    const answer = await send(input);
    const fields = at(answer, 'error.fields') as Record<string, { code: string; message: string }>;
    expect([answer.status, fields[field]?.code]).toEqual([422, code]);
    expect(fields[field]?.message).toMatch(/[\u4e00-\u9fff]/);
    expect(stored()).toBe(before);
  });

  test('a period that is not over, that is none, or that is closed', async () => {
    const before = stored();
    for (const check of [true, false]) {
      const early = table([row('360425')], { period: '2026-12', check });
      expect(codeOf(await send(early))).toEqual([422, 'period_not_open']);
      const none = table([row('360425')], { period: '2026-01', check });
      expect(codeOf(await send(none))).toEqual([400, 'invalid_period']);
    }
    expect(stored()).toBe(before);
    await bureau.ask('POST', `/periods/${PERIOD}/close`, { version: 0 });
    expect(codeOf(await send(table([row('360425')])))).toEqual([409, 'period_closed']);
  });

  test('the same table a second time, as by a double click; with another document it is taken', async () => {
    await send(table([row('360425')]));
    const before = stored();
    expect(codeOf(await send(table([row('360425')])))).toEqual([409, 'nothing_new']);
    expect(stored()).toBe(before);
    const renamed = table([row('360425')], { document: '正式函（演示）' });
    expect((await send(renamed)).status).toBe(200);
  });

  test('an unknown field, sixteen lines, or none', async () => {
    const extra = { ...table([row('360425')]), rows: [{ ...row('360425'), coal: '1' }] };
    expect(codeOf(await send(extra as FeedbackInput))).toEqual([400, 'unknown_field']);
    const many = table(Array.from({ length: 16 }, () => row('360425')));
    expect(codeOf(await send(many))).toEqual([400, 'invalid_request']);
    expect(codeOf(await send(table([])))).toEqual([400, 'invalid_request']);
  });
});

describe('who may', () => {
  test('the bureau alone reads and enters tables', async () => {
    const before = stored();
    for (const who of ['county-360425', 'leader', 'admin', 'auditor']) {
      const person = await app.as(who);
      expect([who, ...codeOf(await send(table([row('360425')]), person))]).toEqual([who, 403, 'forbidden']);
      expect([who, (await person.get(`/feedback?period=${PERIOD}`)).status]).toEqual([who, 403]);
    }
    expect((await app.someone().get(`/feedback?period=${PERIOD}`)).status).toBe(401);
    // sign-ins are audited: only the tables are compared
    expect(JSON.parse(stored()).slice(0, 5)).toEqual(JSON.parse(before).slice(0, 5));
  });

  test('a leader opening a county’s report reads no fed-back line: it is no approved figure', async () => {
    await send(table([row('360425', { energyWanTce: '88.88' })]));
    const leader = await app.as('leader');
    const answer = await leader.get(OWN);
    expect([answer.status, at(answer, 'feedback')]).toEqual([200, null]);
    expect(answer.text).not.toContain('88.88');
  });

  test('tables cannot be changed or deleted, even by hand', async () => {
    await send(table([row('360425')]));
    for (const statement of [
      "UPDATE feedback_row SET energy_wan_tce = '1'",
      'DELETE FROM feedback_row',
      "UPDATE feedback SET document = 'x'",
    ]) {
      expect(() => app.db.sqlite.exec(statement)).toThrow('append-only');
    }
  });
});
