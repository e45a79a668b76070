import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dispositionOf } from '../../server/http/download.ts';
import { matchColumns } from '../../server/rules/columns.ts';
import { exportTable } from '../../server/sheets/export.ts';
import type { TableExport } from '../../server/sheets/schema.ts';
import { readSheets } from '../../server/sheets/sheets.ts';
import type { Cell } from '../../server/sheets/workbook.ts';
import { type Person, TestApp } from '../support/app.ts';
import { fixture, oneSheet, xlsxPart } from '../support/sheet-files.ts';

let app: TestApp;
let officer: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
});
afterEach(() => app.close());

const FORMATS = ['xlsx', 'csv'] as const;

const TABLE: TableExport = {
  title: '能耗强度 2026年1–9月',
  format: 'xlsx',
  columns: [
    { label: '单位', kind: 'text' },
    { label: '综合能源消费量（万吨标准煤）', kind: 'number' },
    { label: '能耗增速', kind: 'percent' },
    { label: '公布日期', kind: 'date' },
    { label: '拨付（万元）', kind: 'money', decimals: 2 },
    { label: '数量', kind: 'integer' },
  ],
  rows: [
    ['濂溪区', '38.20', '−3.60', '2026-03-01', 50, 3],
    ['永修县', null, '0.92', null, '1234567.5', '12'],
  ],
  sources: ['附件2', '=来源'],
  internal: false,
};

async function exported(table: TableExport, person = officer): Promise<{ file: Buffer; headers: Headers }> {
  const answer = await app.app.request('/api/v1/exports', {
    method: 'POST',
    headers: { cookie: person.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(table),
  });
  expect(answer.status).toBe(200);
  return { file: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}

/** Rows of an exported table as an import would take them: found by its headings. */
async function imported(file: Buffer, table: TableExport): Promise<Cell[][]> {
  const rows = (await readSheets(file)).sheets[0]?.rows ?? [];
  const wanted = table.columns.map(({ label }, index) => ({ key: String(index), label }));
  const { columns, firstDataRow } = matchColumns(rows, wanted);
  const at = wanted.map(({ key }) => columns[key] ?? -1);
  return rows.slice(firstDataRow).map((row) => at.map((column) => row[column] ?? null));
}

describe.each(FORMATS)('.%s', (format) => {
  test('what is exported comes back when it is imported', async () => {
    const table = { ...TABLE, format };
    const { file } = await exported(table);
    const money = format === 'xlsx' ? '50.00' : '50';
    expect(await imported(file, table)).toEqual([
      ['濂溪区', '38.20', '-3.60', '2026-03-01', money, '3'],
      ['永修县', null, '0.92', null, '1234567.5', '12'],
    ]);
  });

  test('where it comes from stands on a sheet of its own', async () => {
    const { file } = await exported({ ...TABLE, format });
    const { sheets } = await readSheets(file);
    expect(sheets.map(({ name }) => name).at(-1)).toBe('来源说明');
    expect(sheets.at(-1)?.rows.flat()).toEqual(expect.arrayContaining(['附件2', '=来源', '演示数据']));
  });

  test('what the figures are stands on a sheet 说明: definition, unit, sources, scope, as-of and citation', async () => {
    const about = {
      definition: '单位工业增加值能耗比上年同期的变化',
      unit: '%',
      scope: '规模以上工业；当量值、等价值未注明',
      asOf: '2026-11-09',
      citation:
        '九江绿色制造目标跟踪平台，《能耗强度》，数据截至2026年11月9日，http://localhost/?asOf=2026-11-09',
    };
    const { file } = await exported({ ...TABLE, ...about, format, internal: true });
    const sheet = (await readSheets(file)).sheets.at(-1);
    expect(sheet?.name).toBe('说明');
    const rows = format === 'xlsx' ? sheet?.rows.slice(1) : sheet?.rows;
    expect(rows).toEqual([
      ['指标定义', about.definition],
      ['单位', '%'],
      ['来源', '附件2'],
      ['来源', '=来源'],
      ['来源', '演示数据'],
      ['口径', about.scope],
      ['数据截至', '2026年11月9日'],
      ['引用', about.citation],
      ['标识', expect.stringMatching(/^内部资料 · .*永修县.* · 2026-11-21 10:00$/)],
    ]);
  });

  test('what is not said about the figures has no line on the sheet', async () => {
    const { file } = await exported({ ...TABLE, format, unit: '家' });
    const rows = (await readSheets(file)).sheets.at(-1)?.rows.map(([label]) => label) ?? [];
    expect(rows.filter((label) => label !== '说明')).toEqual(['单位', '来源', '来源', '来源']);
  });

  test('internal figures carry the name and the time of Shanghai, others do not', async () => {
    const mark = /内部资料 · .*永修县.* · 2026-11-21 10:00/;
    for (const internal of [true, false]) {
      const { file } = await exported({ ...TABLE, format, internal });
      const text = JSON.stringify((await readSheets(file)).sheets);
      expect(mark.test(text)).toBe(internal);
    }
  });

  test('any text comes back as it was: property over a thousand generated cells', async () => {
    const random = generator(20261121);
    const pieces = [
      "'",
      '=',
      '＝',
      '-',
      '+',
      '@',
      '\t',
      ' ',
      '甲',
      '"',
      ',',
      ';',
      '\n',
      '_x0041_',
      '<&>',
      '1',
      '　',
      '。',
    ];
    const text = () => {
      const length = random(6);
      return Array.from({ length }, () => pieces[random(pieces.length)]).join('');
    };
    const rows = Array.from({ length: 250 }, (_row, index) => [`行${index}`, text(), text(), text(), text()]);
    const columns = ['编号', '甲列', '乙列', '丙列', '丁列'].map((label) => ({
      label,
      kind: 'text' as const,
    }));
    const table = { ...TABLE, format, columns, rows };
    const { file } = await exported(table);
    expect(await imported(file, table)).toEqual(
      rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
    );
  });

  test('any figure comes back digit by digit', async () => {
    const random = generator(7);
    const figure = () => {
      const decimals = random(5);
      const whole = String(random(100_000));
      const fraction = Array.from({ length: decimals }, () => random(10)).join('');
      const sign = random(2) === 0 && /[1-9]/.test(whole + fraction) ? '-' : '';
      return `${sign}${whole}${decimals > 0 ? `.${fraction}` : ''}`;
    };
    const rows = Array.from({ length: 300 }, (_row, index) => [`行${index}`, figure(), figure()]);
    const columns = [
      { label: '编号', kind: 'text' as const },
      { label: '甲数', kind: 'number' as const },
      { label: '乙数', kind: 'percent' as const },
    ];
    const table = { ...TABLE, format, columns, rows };
    const { file } = await exported(table);
    expect(await imported(file, table)).toEqual(rows);
  });
});

/** Pseudo-random whole numbers below a bound, the same in each run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const INJECTIONS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  ' =1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  "=cmd|' /C calc'!A0",
];

describe('formulas in text', () => {
  const table: TableExport = {
    ...TABLE,
    title: '=标题',
    columns: [
      { label: '=1+1', kind: 'text' },
      { label: '值', kind: 'number' },
    ],
    rows: INJECTIONS.map((text) => [text, text]),
    sources: INJECTIONS,
  };

  test('in .xlsx they are text cells of the format text, with no formula anywhere', async () => {
    const { file } = await exported(table);
    const sheet = xlsxPart(file, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toMatch(/<f[ >/]/);
    expect(xlsxPart(file, 'xl/worksheets/sheet2.xml')).not.toMatch(/<f[ >/]/);
    // −1 and +1: in a column of numbers −1 is a number, all else is text
    const cells = [...sheet.matchAll(/<c ([^>]*)><v>/g)].map((match) => match[1] ?? '');
    const numbers = cells.filter((attributes) => !attributes.includes('t="s"'));
    expect(numbers).toEqual([expect.stringContaining('r="B5"')]);
    const styles = xlsxPart(file, 'xl/styles.xml');
    const formats = [
      ...((styles.split('<cellXfs')[1] ?? '').split('</cellXfs>')[0]?.matchAll(/numFmtId="(\d+)"/g) ?? []),
    ].map((match) => match[1]);
    const used = [...sheet.matchAll(/<c r="A\d+" s="(\d+)" t="s">/g)].map(
      (match) => formats[Number(match[1])],
    );
    // 49 is the format text (@): what is edited stays text
    expect(used).toEqual(Array.from({ length: INJECTIONS.length + 2 }, () => '49'));
  });

  test('in .csv each begins with an apostrophe; numbers are numbers', async () => {
    const { file } = await exported({ ...table, format: 'csv' });
    const lines = file.toString('utf8').slice(1).split('\r\n');
    expect(lines[0]).toBe("'=1+1,值");
    expect(lines[3]).toBe("'-1,-1");
    const cells = lines.flatMap((line) => line.split(','));
    expect(cells.filter((cell) => cell !== '-1' && /^"?\s*[=+\-@＝＋－＠\t]/.test(cell))).toEqual([]);
  });

  test.each(FORMATS)('and come back as they were, .%s', async (format) => {
    const { file } = await exported({ ...table, format });
    const rows = (await readSheets(file)).sheets[0]?.rows ?? [];
    expect(rows.slice(-INJECTIONS.length)).toEqual(INJECTIONS.map((text) => [text, text]));
  });
});

describe('the file', () => {
  test('is an attachment under the title of the table', async () => {
    const { headers } = await exported({ ...TABLE, title: '能耗/强度"1"', format: 'csv' });
    const name = encodeURIComponent('能耗 强度 1.csv');
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect((await exported(TABLE)).headers.get('content-type')).toContain('spreadsheetml.sheet');
  });

  test('is on record: who, which table, how many rows', async () => {
    await exported(TABLE);
    const rows = app.db.sqlite
      .prepare("SELECT actor_name, entity_id, after FROM audit_log WHERE action = 'table.export'")
      .all() as { actor_name: string; entity_id: string; after: string }[];
    expect(rows).toMatchObject([{ actor_name: 'county-360425', entity_id: TABLE.title }]);
    expect(JSON.parse(rows[0]?.after ?? '')).toEqual({ format: 'xlsx', rows: 2, internal: false });
  });

  test('codes with leading zeros and numbers too long for a spreadsheet stay text', async () => {
    const rows = [
      ['007', '12345678901234567'],
      ['-0.00', '1e5'],
    ];
    const columns = [
      { label: '甲', kind: 'number' as const },
      { label: '乙', kind: 'number' as const },
    ];
    const { file } = await exported({ ...TABLE, columns, rows });
    expect(((await readSheets(file)).sheets[0]?.rows ?? []).slice(-2)).toEqual(rows);
  });

  test('20,000 rows are written', async () => {
    const rows = Array.from({ length: 20_000 }, (_row, index) => [String(index), '3.60']);
    const columns = TABLE.columns.slice(0, 2);
    const { file } = await exported({ ...TABLE, columns, rows });
    expect(xlsxPart(file, 'xl/worksheets/sheet1.xml').split('<row ').length - 1).toBe(20_002);
  });

  test.each<[string, (officer: Person) => Promise<number>, number]>([
    ['somebody not signed in', async () => (await app.someone().ask('POST', '/exports', TABLE)).status, 401],
    [
      'too many rows',
      async (me) =>
        (await me.ask('POST', '/exports', { ...TABLE, rows: Array.from({ length: 20_001 }, () => []) }))
          .status,
      400,
    ],
    ['no columns', async (me) => (await me.ask('POST', '/exports', { ...TABLE, columns: [] })).status, 400],
    [
      'a body above 2 MB',
      async (me) =>
        (await me.ask('POST', '/exports', { ...TABLE, sources: ['x'.repeat(2 * 1024 * 1024)] })).status,
      413,
    ],
    [
      'an as-of that is no day',
      async (me) => (await me.ask('POST', '/exports', { ...TABLE, asOf: '2026-02-30' })).status,
      400,
    ],
    [
      'a text the schema does not know',
      async (me) => (await me.ask('POST', '/exports', { ...TABLE, format: 'pdf' })).status,
      400,
    ],
  ])('%s is refused, and leaves no record', async (_what, ask, status) => {
    expect(await ask(officer)).toBe(status);
    const { n } = app.db.sqlite
      .prepare("SELECT count(*) AS n FROM audit_log WHERE action = 'table.export'")
      .get() as { n: number };
    expect(n).toBe(0);
  });
});

describe('reading over HTTP', () => {
  const bytes = (file: Buffer) => new Uint8Array(file);

  test('a file is read and nothing is written', async () => {
    const before = app.fingerprint();
    const answer = await officer.upload('/sheets/read?name=a.xls', bytes(fixture('libreoffice.xls')));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ sheets: [{ rows: expect.any(Array), hidden: false }], notes: [] });
    expect(app.fingerprint()).toBe(before);
  });

  test('a refusal says in Chinese what to do', async () => {
    const answer = await officer.upload('/sheets/read?name=a.xlsx', bytes(oneSheet('<!DOCTYPE a>')));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      error: { code: 'forbidden_xml', message: expect.stringContaining('另存为 .xlsx') },
    });
  });

  test('somebody not signed in reads nothing; a file above 5 MB is not taken', async () => {
    expect((await app.someone().upload('/sheets/read?name=a', bytes(fixture('source.csv')))).status).toBe(
      401,
    );
    expect((await officer.upload('/sheets/read?name=a', new Uint8Array(5 * 1024 * 1024 + 1))).status).toBe(
      413,
    );
  });

  test('a queue that is full says so instead of making everybody wait', async () => {
    const file = bytes(fixture('libreoffice.xlsx'));
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => officer.upload('/sheets/read?name=a', file)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(14);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
  });
});

test('a title with half a character still names its file', async () => {
  const actor = { id: 1, name: 'bureau', at: '2026-11-21T02:00:00.000Z', requestId: 'r' };
  const table = { ...TABLE, format: 'csv' as const, title: '能耗\ud800' };
  const { name } = await exportTable(app.db, table, { displayName: '市工信局', actor, demo: true });
  expect(dispositionOf(name)).toBe("attachment; filename*=UTF-8''%E8%83%BD%E8%80%97%EF%BF%BD.csv");
  expect(dispositionOf('a\ud800')).toBe("attachment; filename*=UTF-8''a%EF%BF%BD");
});
