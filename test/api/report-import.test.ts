import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportVerdict, ReportImportReply } from '../../server/reports/import-schema.ts';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { matchColumns } from '../../server/rules/columns.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { REPORT_COLUMNS } from '../../server/rules/report-columns.ts';
import { readSheets } from '../../server/sheets/sheets.ts';
import { type Person, TestApp } from '../support/app.ts';
import {
  closePeriod,
  feedBack,
  GOOD,
  OWN,
  outcome,
  PERIOD,
  stepsOf,
  traces,
  UNIT,
  versionOf,
} from '../support/reports.ts';

let app: TestApp;
let officer: Person;
let bureau: Person;

beforeEach(async () => {
  app = await TestApp.withDemo();
  [officer, bureau] = [await app.as(`county-${UNIT}`), await app.as('bureau')];
});
afterEach(() => app.close());

interface Row {
  unitCode: string;
  version: number;
  figures: Partial<Figures>;
}
const NUMBERS = {
  energyWanTce: '24.62',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
};
const row = (change: Partial<Row> = {}): Row => ({ unitCode: UNIT, version: 0, figures: NUMBERS, ...change });
const ask = (person: Person, rows: readonly Row[], check: boolean, period = PERIOD) =>
  person.ask('POST', '/reports/import', { period, rows, check });

async function verdictOf(person: Person, rows: readonly Row[]): Promise<ImportVerdict[]> {
  const before = traces(app);
  const answer = await ask(person, rows, true);
  expect([answer.status, traces(app) === before]).toEqual([200, true]);
  return (answer.body as ReportImportReply).rows;
}

async function draftOf(path = OWN): Promise<ReportDetail> {
  return (await bureau.get(path)).body as ReportDetail;
}

describe('the verdict on each row, before anything is written', () => {
  test.each<[what: string, change: Partial<Row>, verdict: string, code: string | null]>([
    ['figures of a report not yet begun', {}, 'new', null],
    ['full-width digits and thousands', { figures: { energyWanTce: '１,024.5' } }, 'new', null],
    ['nothing but empty cells', { figures: { energyWanTce: null } }, 'same', null],
    [
      'a cell that is no number',
      { figures: { ...NUMBERS, energyGrowthPct: '约1.2' } },
      'refused',
      'invalid_fields',
    ],
    ['a number out of range', { figures: { valueAddedGrowthPct: '-100' } }, 'refused', 'invalid_fields'],
    ['a code that does not exist', { unitCode: '360499' }, 'refused', 'unknown_unit'],
    ['another county', { unitCode: '360402' }, 'refused', 'forbidden'],
    ['the city', { unitCode: '360400' }, 'refused', 'forbidden'],
  ])('%s', async (_what, change, verdict, code) => {
    const [judged] = await verdictOf(officer, [row(change)]);
    expect([judged?.verdict, judged?.code]).toEqual([verdict, code]);
    expect(judged?.message === null).toBe(code === null);
  });

  test('says cell by cell what changes, and what the checks say of it', async () => {
    const saved = versionOf(await stepsOf(officer).save(0));
    const figures = { energyWanTce: '24.70', publishedIntensityPct: '-9.9', note: GOOD.note };
    const [judged] = await verdictOf(officer, [row({ version: saved, figures })]);
    expect(judged).toMatchObject({
      verdict: 'changed',
      unitName: '永修县',
      version: saved,
      changes: [
        { field: 'energyWanTce', from: '24.62', to: '24.70' },
        { field: 'publishedIntensityPct', from: '-2.9', to: '-9.9' },
      ],
    });
    expect(judged?.flags.map(({ id }) => id)).toContain('rounding_band');
  });

  test('names the cell that cannot be read', async () => {
    const [judged] = await verdictOf(officer, [row({ figures: { energyGrowthPct: '1.2.3' } })]);
    expect(Object.keys(judged?.errors ?? {})).toEqual(['energyGrowthPct']);
  });

  test('tells nothing of a report that is not the caller’s', async () => {
    const [judged] = await verdictOf(officer, [row({ unitCode: '360402', version: 99 })]);
    expect(judged).toMatchObject({ unitName: null, version: 0, changes: [], flags: [] });
  });

  test('refuses a row on an old version, a second row of a unit, and a report that is no draft', async () => {
    const saved = versionOf(await stepsOf(officer).save(0));
    const codes = async (rows: Row[]) => (await verdictOf(officer, rows)).map(({ code }) => code);
    expect(await codes([row({ version: saved - 1 })])).toEqual(['version_conflict']);
    expect(await codes([row({ version: saved }), row({ version: saved })])).toEqual([null, 'duplicate_unit']);
    const submitted = versionOf(await stepsOf(officer).submit(saved));
    expect(await codes([row({ version: submitted })])).toEqual(['under_review']);
    const approved = versionOf(await stepsOf(bureau).approve(submitted));
    expect(await codes([row({ version: approved })])).toEqual(['approved']);
  });

  test('the bureau imports the city’s row and no county’s', async () => {
    const city = await draftOf('/reports/360400/2026-10');
    const verdicts = await verdictOf(bureau, [
      row({ unitCode: '360400', version: city.version }),
      row({ unitCode: UNIT }),
    ]);
    expect(verdicts.map(({ code }) => code)).toEqual(['approved', 'forbidden']);
  });
});

describe('writing the rows', () => {
  test('saves drafts, leaves what the sheet does not have, and submits nothing', async () => {
    const saved = versionOf(
      await stepsOf(officer).save(0, { source: 'own', comments: { energyWanTce: '含退库' } }),
    );
    const answer = await ask(officer, [row({ version: saved, figures: { energyWanTce: '24.70' } })], false);
    const reply = answer.body as ReportImportReply;
    expect([reply.written, reply.rows[0]?.version]).toEqual([true, saved + 1]);
    const detail = await draftOf();
    expect(detail.status).toBe('draft');
    expect(detail.draft).toEqual({
      ...GOOD,
      source: 'own',
      comments: { energyWanTce: '含退库' },
      energyWanTce: '24.70',
    });
    const logged = app.db.sqlite
      .prepare('SELECT action FROM audit_log ORDER BY id DESC LIMIT 1')
      .pluck()
      .get();
    expect(logged).toBe('report.import');
  });

  test('a value takes the place of the reason why there was none', async () => {
    const saved = versionOf(
      await stepsOf(officer).save(0, {
        publishedIntensityPct: null,
        absent: { publishedIntensityPct: '尚未反馈' },
      }),
    );
    await ask(officer, [row({ version: saved })], false);
    expect((await draftOf()).draft).toMatchObject({ publishedIntensityPct: '-2.9', absent: {} });
  });

  test('an officer of two counties imports both at once, or neither', async () => {
    app.clock.setToday('2026-12-05');
    const both = await app.as('county-360402-360403');
    const rows = ['360402', '360403'].map((unitCode) => row({ unitCode }));
    const before = traces(app);
    const broken = [rows[0] ?? row(), row({ unitCode: '360403', figures: { energyWanTce: '无' } })];
    const refused = await ask(both, broken, false, '2026-11');
    expect(outcome(refused)).toEqual([422, 'rows_refused']);
    const { fields } = (refused.body as { error: { fields: object } }).error;
    expect(Object.keys(fields)).toEqual(['rows.1', 'rows.1.energyWanTce']);
    expect(traces(app)).toBe(before);
    expect((await ask(both, rows, false, '2026-11')).status).toBe(200);
    for (const code of ['360402', '360403']) {
      expect((await draftOf(`/reports/${code}/2026-11`)).draft).toMatchObject(NUMBERS);
    }
  });

  test.each<[what: string, rows: () => Row[], status: number, code: string]>([
    ['another county among them', () => [row(), row({ unitCode: '360402' })], 403, 'forbidden'],
    ['an old version', () => [row({ version: 7 })], 409, 'rows_refused'],
    ['an unknown unit', () => [row({ unitCode: 'X' })], 422, 'rows_refused'],
    ['no rows', () => [], 400, 'invalid_request'],
    ['more rows than there are units', () => Array.from({ length: 16 }, () => row()), 400, 'invalid_request'],
  ])('with %s is refused and writes nothing', async (_what, rows, status, code) => {
    await stepsOf(officer).save(0);
    const before = traces(app);
    expect(outcome(await ask(officer, rows(), false))).toEqual([status, code]);
    expect(traces(app)).toBe(before);
  });

  test('a closed period takes no import, a future one neither', async () => {
    closePeriod(app);
    const before = traces(app);
    for (const check of [true, false]) {
      expect(outcome(await ask(officer, [row()], check))).toEqual([409, 'period_closed']);
      expect(outcome(await ask(officer, [row()], check, '2026-11'))).toEqual([422, 'period_not_open']);
      expect(outcome(await ask(officer, [row()], check, '2026-01'))).toEqual([400, 'invalid_period']);
    }
    expect(traces(app)).toBe(before);
  });

  test('rows that change nothing leave no trace', async () => {
    const saved = versionOf(await stepsOf(officer).save(0));
    const before = traces(app);
    const answer = await ask(officer, [row({ version: saved })], false);
    expect((answer.body as ReportImportReply).rows[0]?.verdict).toBe('same');
    expect(traces(app)).toBe(before);
  });
});

/** The template as bytes; the status alone where it is refused. */
async function download(
  person: Person,
  unit: string,
  period = PERIOD,
): Promise<Uint8Array<ArrayBuffer> | number> {
  const response = await app.app.request(`/api/v1/reports/template?period=${period}&unit=${unit}`, {
    headers: { cookie: person.cookie },
  });
  return response.status === 200 ? new Uint8Array(await response.arrayBuffer()) : response.status;
}

async function bytes(person: Person, unit: string, period = PERIOD): Promise<Uint8Array<ArrayBuffer>> {
  const file = await download(person, unit, period);
  if (typeof file === 'number') throw new Error(`no template: ${file}`);
  return file;
}

/** Rows of a template as the page reads them: header found by its headings, cells by key. */
async function readBack(file: Uint8Array<ArrayBuffer>) {
  const sheet = (await readSheets(file)).sheets.find(({ name }) => name === '填报');
  const rows = sheet?.rows ?? [];
  const match = matchColumns(rows, REPORT_COLUMNS);
  const cells = rows
    .slice(match.firstDataRow)
    .map((cellsOf) =>
      Object.fromEntries(
        Object.entries(match.columns).map(([key, column]) => [key, cellsOf[column] ?? null]),
      ),
    );
  return { match, cells, header: rows[match.headerRow ?? 0] ?? [] };
}

/** Fills cells of the first data row in, as a person would in Excel. */
async function fillIn(file: Uint8Array<ArrayBuffer>, values: Readonly<Record<string, number | string>>) {
  const { match } = await readBack(file);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file.buffer);
  const sheet = book.getWorksheet('填报');
  for (const [key, value] of Object.entries(values)) {
    const cell = sheet?.getCell(match.firstDataRow + 1, (match.columns[key] ?? -1) + 1);
    expect([key, cell?.protection?.locked]).toEqual([key, false]);
    if (cell) cell.value = value;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

describe('the template', () => {
  test('filled in, read and imported gives the same figures', async () => {
    const filled = await fillIn(await bytes(officer, UNIT), {
      energyWanTce: 24.62,
      samePeriodEnergyWanTce: 24.33,
      energyGrowthPct: 1.2,
      valueAddedGrowthPct: 4.2,
      publishedIntensityPct: -2.9,
      note: '10月检修结束，产量恢复。',
    });
    const { cells } = await readBack(filled);
    expect(cells).toHaveLength(1);
    const { unitCode, unitName, ...figures } = cells[0] ?? {};
    expect([unitCode, unitName]).toEqual([UNIT, '永修县']);
    const answer = await ask(officer, [row({ figures: figures as Partial<Figures> })], false);
    expect([answer.status, (answer.body as ReportImportReply).rows[0]?.errors]).toEqual([200, {}]);
    expect((await draftOf()).draft).toEqual({ ...GOOD, samePeriodEnergyWanTce: '24.33' });
  });

  test('holds what stands already: fed-back figures before a draft, the draft after', async () => {
    feedBack(app, { energyWanTce: '24.50', valueAddedGrowthPct: '4.10' });
    const before = (await readBack(await bytes(officer, UNIT))).cells[0];
    expect([before?.energyWanTce, before?.valueAddedGrowthPct]).toEqual(['24.50', '4.10']);
    await stepsOf(officer).save(0, { energyWanTce: '24.60' });
    const after = (await readBack(await bytes(officer, UNIT))).cells[0];
    expect([after?.energyWanTce, after?.note]).toEqual(['24.60', GOOD.note]);
  });

  test('shows the period before and last year, and no column to fill in is mistaken for them', async () => {
    const { header, match, cells } = await readBack(await bytes(officer, UNIT));
    expect(header.filter((label) => label?.includes('已报'))).toHaveLength(6);
    expect(match.ambiguous).toEqual([]);
    expect(cells[0]?.energyWanTce).not.toBe('23.92');
    const sheet = (await readSheets(await bytes(officer, UNIT))).sheets[0];
    // 2026年1–9月 and 2025年1–10月 in the demo
    expect(sheet?.rows[match.firstDataRow]).toEqual(expect.arrayContaining(['23.92', '25.84']));
  });

  test('asks for the second page only when it is due', async () => {
    app.clock.setToday('2027-01-10');
    const keys = async (period: string) => {
      const { match } = await readBack(await bytes(officer, UNIT, period));
      return Object.keys(match.columns).filter((key) => /^(water|carbon|green|efficient|retrofit)/.test(key));
    };
    expect(await keys('2026-10')).toEqual([]);
    expect((await keys('2026-09')).sort()).toEqual(['greenRevenueYiYuan', 'waterIntensityPct']);
    expect(await keys('2026-12')).toHaveLength(5);
  });

  test.each([
    ['county-360425', 'all', ['360425']],
    ['county-360402-360403', 'all', ['360402', '360403']],
    ['county-360402-360403', '360403', ['360403']],
  ])('%s gets the rows of %s: %j', async (username, unit, codes) => {
    const { cells } = await readBack(await bytes(await app.as(username), unit));
    expect(cells.map(({ unitCode }) => unitCode)).toEqual(codes);
  });

  test('the bureau gets the city and all 14 units in the order of Attachment 2', async () => {
    const { cells } = await readBack(await bytes(bureau, 'all'));
    expect(cells).toHaveLength(15);
    expect(cells.slice(0, 4).map(({ unitName }) => unitName)).toEqual(['全市', '濂溪区', '浔阳区', '经开区']);
  });

  test('carries drafts out of the platform, so each one is on record; a refused one is not', async () => {
    const logged = () =>
      app.db.sqlite
        .prepare(
          "SELECT actor_name AS who, entity_id AS name, after FROM audit_log WHERE action = 'report.template'",
        )
        .all();
    expect(await download(officer, '360402')).toBe(403);
    expect(logged()).toEqual([]);
    await bytes(await app.as('bureau'), 'all');
    expect(logged()).toEqual([
      {
        who: 'bureau',
        name: expect.stringContaining('（全部）.xlsx'),
        after: JSON.stringify({ unitCode: 'all', period: PERIOD }),
      },
    ]);
  });

  test('is refused for another county’s unit, and to those who file nothing', async () => {
    expect(await download(officer, '360402')).toBe(403);
    expect(await download(officer, '360400')).toBe(403);
    expect(await download(officer, '999999')).toBe(404);
    for (const name of ['leader', 'admin', 'auditor'])
      expect(await download(await app.as(name), UNIT)).toBe(403);
    expect(await download(app.someone(), UNIT)).toBe(401);
  });
});
