import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FirmImportReply, FirmImportRow } from '../../server/firms/import-schema.ts';
import type { FirmDetail, FirmListReply } from '../../server/firms/schema.ts';
import type { ProjectImportReply, ProjectImportRow } from '../../server/projects/import-schema.ts';
import type { ProjectListReply } from '../../server/projects/schema.ts';
import { importRows, shapeSheet } from '../../web/import/import-shape.ts';
import { firmsTable, shownYears } from '../../web/projects/firms/firm-shape.ts';
import { firmImport } from '../../web/projects/import/firm-import.ts';
import { PROJECT_IMPORT } from '../../web/projects/import/project-import.ts';
import { type Person, TestApp } from '../support/app.ts';
import { codeOf, creditCode, ok, refused } from '../support/cases.ts';

let app: TestApp;
let officer: Person;
let bureau: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

const send = (who: Person, what: string, rows: object[], check: boolean) =>
  who.ask('POST', `/${what}/import`, { check, rows });
const judge = async (rows: Partial<FirmImportRow>[], who = officer) =>
  ok<FirmImportReply>(await send(who, 'firms', rows, true)).verdicts;
const firmsOf = async (who: Person) => ok<FirmListReply>(await who.get('/firms')).firms;
const count = (table: string) =>
  app.db.sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

let made = 90_000;
/** A row of an own list; a firm nobody has registered. */
function row(change: Partial<FirmImportRow> = {}): FirmImportRow {
  made += 1;
  const name = `导入${made}号（演示）陶瓷有限公司`;
  const own = { line: made, name, creditCode: creditCode(made), unit: '永修县', source: '企业申报' };
  return { ...own, ...change };
}

const FIRMS = firmImport(['永修县']);

describe('a list of firms', () => {
  test('is read by its headings, years in the headings included', async () => {
    const sheet = [
      ['永修县重点用能企业名单', null, null, null, null],
      ['序号', '企业名称', '统一社会信用代码', '所属县区', '2024年综合能源消费量（吨标准煤）', '2025年能耗'],
      ['1', '琉璃（演示）陶瓷有限公司', creditCode(91_900), '永修县', '1,234.5', '999.9'],
    ];
    const { columns } = FIRMS;
    const shape = shapeSheet(sheet, columns);
    if (shape === null) throw new Error('no header');
    const rows = importRows(sheet, shape, columns, shape.places, { source: '企业申报' });
    const [verdict] = await judge(rows as FirmImportRow[]);
    expect(verdict).toMatchObject({
      verdict: 'new',
      entry: { unitName: '永修县', energy: '2024年1234.5吨标准煤，2025年999.9吨标准煤' },
    });
  });

  test('what the ledger saves, it takes again and finds nothing new in it', async () => {
    const reply = ok<FirmListReply>(await officer.get('/firms'));
    const declared = reply.firms.filter(({ declarations }) => declarations.length > 0);
    const { columns, rows } = firmsTable(declared, shownYears(reply), '');
    const text = (cell: unknown) => (cell === null || cell === undefined ? null : String(cell));
    const sheet = [columns.map(({ label }) => label), ...rows.map((cells) => cells.map(text))];
    const shape = shapeSheet(sheet, FIRMS.columns);
    if (shape === null) throw new Error('no header');
    expect(Object.keys(shape.places)).toEqual(expect.arrayContaining(['name', 'creditCode', 'unit']));
    const again = importRows(sheet, shape, FIRMS.columns, shape.places, { source: '企业申报' });
    const verdicts = await judge(again as FirmImportRow[]);
    expect(verdicts.map(({ verdict }) => verdict)).not.toContain('new');
    expect(verdicts.map(({ verdict }) => verdict)).not.toContain('error');
  });

  test.each<[string, () => Partial<FirmImportRow>, string, RegExp]>([
    ['without a name', () => row({ name: ' ' }), 'error', /请填写企业名称/],
    ['without a code', () => row({ creditCode: null }), 'error', /请填写统一社会信用代码/],
    ['with a wrong check character', () => row({ creditCode: '91360425MA000000X0' }), 'error', /信用代码/],
    ['of another county', () => row({ unit: '柴桑区' }), 'error', /只能登记本单位的企业/],
    ['of no county of the city', () => row({ unit: '南昌县' }), 'error', /不是本市的县/],
    ['with words for energy', () => row({ tce: '约两千', year: '2025' }), 'error', /应为不小于0的数字/],
    ['with energy of no year', () => row({ tce: '2000' }), 'error', /能耗年度应在/],
    ['with energy of next year', () => row({ tce: '2000', year: '2027' }), 'error', /能耗年度应在/],
    [
      'with energy of an unknown source',
      () => row({ tce: '2000', year: '2025', source: '统计' }),
      'error',
      /来源/,
    ],
    ['with two figures of a year', () => row({ tce: '1', year: '2025', tce2025: '2' }), 'error', /两个/],
  ])('a row %s is an error', async (_what, make, verdict, message) => {
    const [found] = await judge([make()]);
    expect(found?.verdict).toBe(verdict);
    expect(found?.messages.join('')).toMatch(message);
  });

  test('the same firm twice in a sheet counts once; a name nearly the same is for somebody to look at', async () => {
    const first = row({ name: '鄱湖（演示）耐火材料有限公司' });
    const again = { ...first, line: first.line + 1 };
    const near = row({ name: '鄱湖（演示）耐火材料有限责任公司' });
    const verdicts = await judge([first, again, near]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['new', 'duplicate', 'similar']);
    expect(verdicts[2]?.messages.join('')).toContain('鄱湖（演示）耐火材料有限公司');
    const confirmed = await judge([first, { ...near, confirmSimilar: true }]);
    expect(confirmed.map(({ verdict }) => verdict)).toEqual(['new', 'new']);
  });

  test('a firm twice, once by its code and once by its name, counts once, new or on record', async () => {
    const fresh = row({ tce: '1500', year: '2025' });
    const bare = { ...fresh, line: 2, creditCode: null, tce: '1600' };
    const verdicts = await judge([fresh, bare]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['new', 'duplicate']);
    ok(await send(officer, 'firms', [fresh], false));
    const onRecord = await judge([{ ...fresh, line: 1, tce: '1700' }, bare]);
    expect(onRecord.map(({ verdict }) => verdict)).toEqual(['change', 'duplicate']);
    expect((await judge([bare])).map(({ verdict }) => verdict)).toEqual(['change']);
  });

  test('a firm on record stays in its unit: a row that names another is an error, for the bureau too', async () => {
    const fresh = row({ tce: '1500', year: '2025' });
    ok(await send(officer, 'firms', [fresh], false));
    const elsewhere = { ...fresh, unit: '柴桑区', tce: '1600' };
    for (const [who, words] of [
      [officer, /只能登记本单位的企业/],
      [bureau, /登记在永修县.*柴桑区.*不符/],
    ] as const) {
      const [verdict] = await judge([elsewhere], who);
      expect(verdict?.verdict).toBe('error');
      expect(verdict?.messages.join('')).toMatch(words);
    }
    expect((await judge([{ ...elsewhere, unit: '永修县' }], bureau))[0]?.verdict).toBe('change');
  });

  test('an own code under quite another name is for somebody to look at; one written otherwise is not', async () => {
    const fresh = row({ tce: '1500', year: '2025' });
    ok(await send(officer, 'firms', [fresh], false));
    const other = { ...fresh, name: '毫不相干（演示）纺织厂', tce: '1600' };
    const [verdict] = await judge([other]);
    expect(verdict?.verdict).toBe('similar');
    expect(verdict?.messages.join('')).toContain(fresh.name);
    expect((await judge([{ ...other, confirmSimilar: true }]))[0]?.verdict).toBe('change');
    const written = {
      ...fresh,
      name: `江西省${fresh.name?.replace('有限公司', '有限责任公司')}`,
      tce: '1600',
    };
    expect((await judge([written]))[0]?.verdict).toBe('change');
  });

  test('6000 and 6000.0 are the same energy, 6000.1 is not', async () => {
    const fresh = row({ tce: '6000', year: '2025' });
    ok(await send(officer, 'firms', [fresh], false));
    expect((await judge([{ ...fresh, tce: '6000.0' }]))[0]?.verdict).toBe('duplicate');
    expect((await judge([{ ...fresh, tce: '6000.1' }]))[0]?.verdict).toBe('change');
  });

  test('a name nobody can see is none, and a line break does not make another firm', async () => {
    expect((await judge([row({ name: '\u200B\u3164' })]))[0]?.messages.join('')).toMatch(/请填写企业名称/);
    const fresh = row();
    const broken = {
      ...fresh,
      line: 2,
      creditCode: null,
      name: `${fresh.name?.slice(0, 2)}\n${fresh.name?.slice(2)}\u200B`,
    };
    expect((await judge([fresh, broken])).map(({ verdict }) => verdict)).toEqual(['new', 'duplicate']);
  });

  test("another county's firm is not named, and nothing of it is changed", async () => {
    const [theirs] = (await firmsOf(bureau)).filter(
      ({ unitCode, creditCode: code }) => unitCode === '360404' && code,
    );
    if (!theirs) throw new Error('柴桑区 has no firm');
    const [verdict] = await judge([
      row({ name: '某某有限公司', creditCode: theirs.creditCode, tce: '1', year: '2025' }),
    ]);
    expect(verdict?.verdict).toBe('error');
    expect(JSON.stringify(verdict)).not.toContain(theirs.name);
  });

  test('new firms and changed energy are written together, each with its audit row', async () => {
    const fresh = row({ tce2024: '1000', tce2025: '5000' });
    await send(officer, 'firms', [fresh], false);
    const before = count('audit_log');
    const changed = { ...fresh, line: 2, tce2024: '1000', tce2025: '5100.5' };
    const second = row({ tce: '800', year: '2025' });
    const reply = ok<FirmImportReply>(await send(officer, 'firms', [changed, second], false));
    expect([reply.added, reply.changed]).toEqual([1, 1]);
    expect(count('audit_log') - before).toBe(3);
    const firm = (await firmsOf(officer)).find(({ creditCode: code }) => code === fresh.creditCode);
    const detail = ok<FirmDetail>(await officer.get(`/firms/${firm?.id}`));
    expect(detail.declarations.map(({ year, tce }) => [year, tce])).toEqual([
      [2025, '5100.5'],
      [2024, '1000'],
    ]);
    const [verdict] = await judge([changed]);
    expect(verdict?.verdict).toBe('duplicate');
  });

  test('one row that cannot be written holds back all, and the reply says which', async () => {
    const rows = [row(), row({ unit: '柴桑区' })];
    const answer = await refused(app, () => send(officer, 'firms', rows, false), 422);
    expect(codeOf(answer)).toBe('rows_refused');
  });

  test('leaders and departments import nothing', async () => {
    for (const who of ['leader', 'dept-fgw', 'auditor']) {
      expect((await send(await app.as(who), 'firms', [row()], true)).status).toBe(403);
      expect((await send(await app.as(who), 'projects', [{ line: 1 }], true)).status).toBe(403);
    }
  });
});

describe('a list of retrofit projects', () => {
  let firm: { name: string; creditCode: string | null };
  beforeAll(async () => {
    const fresh = row({ tce: '3000', year: '2025' });
    ok(await send(officer, 'firms', [fresh], false));
    firm = { name: String(fresh.name), creditCode: String(fresh.creditCode) };
  });

  let named = 0;
  const projectRow = (change: Partial<ProjectImportRow> = {}): ProjectImportRow => {
    named += 1;
    const own = {
      line: named + 1,
      firm: firm.name,
      name: `${'甲乙丙丁戊己庚辛壬癸'[named % 10]}线窑炉余热利用${named}期`,
    };
    return { ...own, kinds: '节能、降碳', willingOn: '2026-03-01', ...change };
  };
  const verdictOf = async (change: Partial<ProjectImportRow>, who = officer) =>
    ok<ProjectImportReply>(await send(who, 'projects', [projectRow(change)], true)).verdicts[0];
  const projects = async () => ok<ProjectListReply>(await officer.get('/projects')).projects;

  test.each<[string, Partial<ProjectImportRow>, RegExp]>([
    ['of a firm nobody registered', { firm: '查无此（演示）有限公司' }, /企业未在本单位登记/],
    ['of no known kind', { kinds: '其他' }, /改造类别不能识别/],
    ['of no known stage', { stage: '很快' }, /阶段不能识别/],
    ['in a stage without its day', { stage: '改造中' }, /请填写开工日期/],
    ['with days the wrong way round', { stage: '诊断', diagnosedOn: '2026-02-01' }, /先后/],
    ['with a day to come', { willingOn: '2026-12-01' }, /不能晚于今天/],
    ['with words for money', { investment: '若干' }, /应为数字（万元）/],
    ['with a loan above the investment', { investment: '100', loan: '200' }, /不能大于投资额/],
    ['of an unknown provider', { provider: '不在册（演示）公司' }, /不在服务商名单中/],
    // of the demo: waiting for the selection, and left on 2026-06-30
    ['of a candidate', { provider: '九峰（演示）清洁生产审核有限公司' }, /不在服务商名单中/],
    ['of a provider that left', { provider: '长岭（演示）环保节能科技有限公司' }, /2026年6月30日退出/],
    ['with too long a person', { person: '长'.repeat(61) }, /责任人不能超过60个字/],
    ['with too long a product', { product: '长'.repeat(61) }, /核定能耗的产品不能超过60个字/],
    ['with too long a unit', { energyUnit: '长'.repeat(41) }, /计量单位不能超过40个字/],
    ['with too long a name', { name: '长'.repeat(101) }, /项目名称不能超过100个字/],
    ['with too long a content', { content: '长'.repeat(2001) }, /改造内容不能超过2000个字/],
    ['with a name nobody can see', { name: '\u200B' }, /请填写项目名称/],
    ['willing before 2020', { willingOn: '2019-12-31' }, /不能早于2020年/],
    ['planned after 2040', { plannedTo: '2041-01-01' }, /2020年至2040年/],
    [
      'that ends before it began',
      { stage: '在建', startedOn: '2026-06-01', plannedTo: '2026-05-31' },
      /计划完工日期不能早于开工日期/,
    ],
    ['under a code nobody has', { creditCode: creditCode(99_999) }, /统一社会信用代码与企业.*不符/],
  ])('a row %s is an error', async (_what, change, message) => {
    const verdict = await verdictOf(change);
    expect(verdict?.verdict).toBe('error');
    expect(verdict?.messages.join('')).toMatch(message);
  });

  test("another county's firm is not there for an officer, and is for the bureau", async () => {
    const mine = await verdictOf({}, await app.as('county-360404'));
    expect(mine?.verdict).toBe('error');
    expect((await verdictOf({}, bureau))?.verdict).toBe('new');
  });

  test('texts just as long as may be, and works planned to end on the day they began, are taken', async () => {
    const long = { name: '长'.repeat(100), person: '长'.repeat(60), energyUnit: '长'.repeat(40) };
    const days = { stage: '在建', startedOn: '2026-06-01', plannedTo: '2026-06-01' };
    expect((await verdictOf({ ...long, content: '长'.repeat(2000), ...days }))?.verdict).toBe('new');
  });

  test('code and name must mean the same firm; a name written another way does', async () => {
    const second = row();
    ok(await send(officer, 'firms', [second], false));
    const words = async (change: Partial<ProjectImportRow>) => {
      const verdict = await verdictOf(change);
      return [verdict?.verdict, verdict?.messages.join('')];
    };
    const { creditCode: own } = firm;
    expect(await words({ creditCode: second.creditCode })).toEqual([
      'error',
      expect.stringMatching(/不是同一企业/),
    ]);
    expect(await words({ creditCode: own, firm: '毫不相干（演示）纺织厂' })).toEqual([
      'error',
      expect.stringContaining(`登记的企业为“${firm.name}”`),
    ]);
    const [theirs] = (await firmsOf(bureau)).filter(
      ({ unitCode, creditCode: code }) => unitCode === '360404' && code,
    );
    const foreign = await words({ creditCode: theirs?.creditCode ?? '' });
    expect(foreign).toEqual(['error', expect.stringMatching(/不符/)]);
    expect(JSON.stringify(foreign)).not.toContain(theirs?.name);
    for (const change of [
      { creditCode: own },
      { creditCode: own, firm: '' },
      { creditCode: own, firm: firm.name.replace('有限公司', '有限责任公司') },
    ]) {
      expect((await verdictOf(change))?.verdict).toBe('new');
    }
  });

  test('a firm that has closed gets no project, and the check says so already', async () => {
    const closing = row();
    ok(await send(officer, 'firms', [closing], false));
    const one = (await firmsOf(officer)).find(({ creditCode: code }) => code === closing.creditCode);
    const { version, name, creditCode: code, industry } = one ?? {};
    const change = { version, name, creditCode: code, industry, closedOn: '2026-11-01' };
    ok(await officer.ask('PUT', `/firms/${one?.id}`, { ...change, confirmSimilar: true }));
    const verdict = await verdictOf({ firm: name });
    expect(verdict?.verdict).toBe('error');
    expect(verdict?.messages.join('')).toContain('2026年11月1日停产或注销，不能登记改造项目');
  });

  test('words that deny a stage are not read as that stage, and the reader is told', async () => {
    const read = await verdictOf({ stage: '未开工', schemeOn: '2026-04-01' });
    expect(read).toMatchObject({ verdict: 'new', entry: { stage: '方案' } });
    expect(read?.messages.join('')).toContain('“未开工”按“方案”导入');
    const bare = await verdictOf({ stage: '未诊断', startedOn: '2026-05-01' });
    expect(bare).toMatchObject({ verdict: 'new', entry: { stage: '意愿' } });
    expect(bare?.messages.join('')).toContain('未采用表中的开工日期');
    expect((await verdictOf({ stage: '待验收' }))?.messages.join('')).toContain('请填写开工日期');
  });

  test('the name of a stopped project is free again', async () => {
    const other = row();
    ok(await send(officer, 'firms', [other], false));
    const again = { firm: other.name, name: '烟气余热回收改造' };
    ok(await send(officer, 'projects', [projectRow(again)], false));
    const one = (await projects()).find(
      ({ name, firmName }) => name === again.name && firmName === again.firm,
    );
    expect((await verdictOf(again))?.verdict).toBe('duplicate');
    const stop = { version: one?.version, step: 'stop', on: '2026-11-20', note: '企业资金困难。' };
    ok(await officer.ask('POST', `/projects/${one?.id}/steps`, stop));
    expect((await verdictOf(again))?.verdict).toBe('new');
  });

  test('a finished project comes in as 改造中: acceptance needs its report', async () => {
    const verdict = await verdictOf({ stage: '已验收', startedOn: '2026-05-01' });
    expect(verdict).toMatchObject({ verdict: 'new', entry: { stage: '改造中' } });
    expect(verdict?.messages.join('')).toContain('节能验收报告');
  });

  test('rows are written in the stage they had reached; the same again is a duplicate, nearly the same similar', async () => {
    const [willing, working] = [
      projectRow({ name: '余热发电改造' }),
      projectRow({
        name: '空压机系统节能改造',
        stage: '在建',
        startedOn: '2026年6月1日',
        plannedTo: '2026-12-31',
        investment: '1,200.5',
        creditCode: firm.creditCode,
      }),
    ];
    const reply = ok<ProjectImportReply>(await send(officer, 'projects', [willing, working], false));
    expect(reply.added).toBe(2);
    const written = (await projects()).filter(({ firmName }) => firmName === firm.name);
    expect(written.map(({ name, stage, investmentFen }) => [name, stage, investmentFen]).sort()).toEqual([
      ['余热发电改造', 'willing', null],
      ['空压机系统节能改造', 'retrofitting', 1_200_500_000],
    ]);
    expect((await verdictOf({ name: '余热发电改造' }))?.verdict).toBe('duplicate');
    expect((await verdictOf({ name: '余热发电改造。' }))?.verdict).toBe('similar');
    const rows = [projectRow(), projectRow({ name: '余热发电改造' })];
    const again = await refused(app, () => send(officer, 'projects', rows, false), 422);
    expect(codeOf(again)).toBe('rows_refused');
  });

  test('its headings are those of the usual project list', () => {
    const header = [
      '序号',
      '企业名称',
      '项目名称',
      '改造类别',
      '主要建设内容',
      '总投资（万元）',
      '年节能量（吨标准煤）',
      '当前阶段',
    ];
    const shape = shapeSheet([header], PROJECT_IMPORT.columns);
    expect(Object.keys(shape?.places ?? {}).sort()).toEqual(
      ['content', 'expectedSavingTce', 'firm', 'investment', 'kinds', 'name', 'stage'].sort(),
    );
  });
});
