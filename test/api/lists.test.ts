import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerListReply, ListId } from '../../server/providers/schema.ts';
import { type Person, TestApp } from '../support/app.ts';
import { creditCode } from '../support/cases.ts';
import { firmOf, projectOf } from '../support/ledger-world.ts';

let app: TestApp;
let bureau: Person;
let county: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  county = await app.as(`county-${OWN}`);
});
afterAll(() => app.close());

const OWN = '360429';
const OTHER = '360424';
const LISTS: readonly ListId[] = ['benchmarks', 'diagnosed', 'willing', 'providers'];

async function listOf(list: ListId, person = bureau, unit?: string): Promise<LedgerListReply> {
  const answer = await person.get(`/lists/${list}${unit === undefined ? '' : `?unit=${unit}`}`);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as LedgerListReply;
}

/** The line of a firm by the labels of the columns; null where it is not on the list. */
function lineOf({ columns, rows }: LedgerListReply, firmId: number): Record<string, unknown> | null {
  const found = rows.filter((row) => row.firmId === firmId);
  expect(found.length).toBeLessThanOrEqual(1);
  const [row] = found;
  return row ? Object.fromEntries(columns.map(({ label }, index) => [label, row.cells[index]])) : null;
}

const has = async (list: ListId, firmId: number) => lineOf(await listOf(list), firmId) !== null;

describe('诊断企业', () => {
  test('a firm stands once with all its projects, with its newest energy and what is stated summed', async () => {
    const firmId = firmOf(app, { unitCode: OWN, tce: { 2024: '6100', 2025: '5800.50' } });
    const one = { firmId, unitCode: OWN, stage: 'scheme', schemeOn: '2026-05-10' } as const;
    projectOf(app, { ...one, name: '空压站改造', diagnosedOn: '2026-04-10', expectedSavingTce: '120.1' });
    projectOf(app, { ...one, name: '余热利用', diagnosedOn: '2026-03-01', expectedSavingTce: '0.2' });
    projectOf(app, { ...one, name: '未估算', diagnosedOn: '2026-06-01', stoppedOn: '2026-07-01' });
    expect(lineOf(await listOf('diagnosed'), firmId)).toMatchObject({
      '县（市、区）': '湖口县',
      '年综合能源消费量（吨标准煤）': '5800.50',
      能耗年度: '2025',
      诊断日期: '2026-03-01',
      '预计年节能量（吨标准煤）': '120.3',
      '改造项目（阶段）': '空压站改造（方案）；余热利用（方案）；未估算（方案（已终止））',
    });
  });

  test('nothing declared and nothing estimated stays empty, never 0', async () => {
    const firmId = firmOf(app, { unitCode: OWN });
    projectOf(app, { firmId, unitCode: OWN, stage: 'diagnosed', diagnosedOn: '2026-04-10' });
    expect(lineOf(await listOf('diagnosed'), firmId)).toMatchObject({
      '年综合能源消费量（吨标准煤）': null,
      '预计年节能量（吨标准煤）': null,
      诊断服务商: null,
    });
  });

  test('who was not diagnosed, or has closed, is not on it; the sentence counts 5000 among the large', async () => {
    const before = (await listOf('diagnosed')).sentence;
    const numbers = (sentence: string) => (sentence.match(/\d+(?=家)/g) ?? []).map(Number);
    const [all = 0, large = 0] = numbers(before);
    const willing = firmOf(app, { unitCode: OWN });
    projectOf(app, { firmId: willing, unitCode: OWN });
    const closed = firmOf(app, { unitCode: OWN, closedOn: '2026-08-01' });
    projectOf(app, { firmId: closed, unitCode: OWN, diagnosedOn: '2026-04-10', stage: 'diagnosed' });
    for (const tce of ['5000', '4999.9999']) {
      const firmId = firmOf(app, { unitCode: OWN, tce: { 2025: tce } });
      projectOf(app, { firmId, unitCode: OWN, diagnosedOn: '2026-04-10', stage: 'diagnosed' });
    }
    expect([await has('diagnosed', willing), await has('diagnosed', closed)]).toEqual([false, false]);
    expect(numbers((await listOf('diagnosed')).sentence)).toEqual([all + 2, large + 1]);
  });
});

describe('意愿改造企业', () => {
  test.each<[string, object, boolean]>([
    ['willing', { stage: 'willing' }, true],
    ['diagnosed', { stage: 'diagnosed', diagnosedOn: '2026-03-01' }, true],
    ['with a scheme', { stage: 'scheme', schemeOn: '2026-04-01' }, true],
    ['under way', { stage: 'retrofitting', startedOn: '2026-05-01' }, false],
    ['given up', { stage: 'willing', stoppedOn: '2026-05-01' }, false],
  ])('a firm %s is on it: %s %s', async (_what, columns, listed) => {
    const firmId = firmOf(app, { unitCode: OWN });
    projectOf(app, { firmId, unitCode: OWN, ...columns });
    expect(await has('willing', firmId)).toBe(listed);
  });

  test('with several, only those not begun count; investment is 万元, exactly', async () => {
    const firmId = firmOf(app, { unitCode: OWN });
    const own = { firmId, unitCode: OWN };
    projectOf(app, { ...own, name: '甲', investmentFen: 123_450_000, kinds: ['waterSaving', 'resourceUse'] });
    projectOf(app, { ...own, name: '乙', investmentFen: 1, plannedTo: '2027-03-31' });
    projectOf(app, { ...own, name: '丙', stage: 'retrofitting', investmentFen: 900_000_000 });
    expect(lineOf(await listOf('willing'), firmId)).toMatchObject({
      '计划投资（万元）': '123.450001',
      改造类别: '节水、资源综合利用；节能',
      '改造项目（阶段）': '甲（意愿）；乙（意愿）',
      计划完成日期: '2027-03-31',
    });
  });
});

describe('示范标杆', () => {
  let codes = 79_000;
  async function addTitle(holder: string, code: string, more: object = {}): Promise<void> {
    const answer = await bureau.ask('POST', '/certificates', {
      holder,
      column: 'greenFactoryProvincial',
      unitCode: OWN,
      listYear: 2025,
      publishedOn: '2025-12-20',
      creditCode: code,
      formerNames: [],
      registeredUnit: null,
      batchDocument: '赣工信〔2025〕88号',
      confirmSimilar: true,
      ...more,
    });
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  }
  const linesOf = async (name: string, person = bureau) =>
    (await listOf('benchmarks', person)).rows.filter(({ cells }) => cells.includes(name));

  test('who holds two titles stands once with both; one that was taken away is off', async () => {
    codes += 1;
    await addTitle('清单标杆甲企业', creditCode(codes));
    await addTitle('清单标杆甲企业', creditCode(codes), { column: 'greenSupplyChainNational' });
    const [line, ...more] = await linesOf('清单标杆甲企业');
    expect(more).toEqual([]);
    expect(line?.cells.join('|')).toContain('省级绿色工厂（2025年）');
    expect(line?.cells.join('|')).toContain('国家级绿色供应链');
    app.db.write(() => {
      app.db.sqlite
        .prepare("UPDATE certificate SET removed_on = '2026-11-21', removal_reason = '试验' WHERE holder = ?")
        .run('清单标杆甲企业');
    });
    expect(await linesOf('清单标杆甲企业')).toEqual([]);
  });

  test('every title in force of the roster is on it, each holder once', async () => {
    const { rows, sentence } = await listOf('benchmarks');
    const [holders, titles] = app.db.sqlite
      .prepare(
        `SELECT count(DISTINCT coalesce('b' || beneficiary_id, 'c' || credit_code, holder)), count(*) FROM certificate
         WHERE published_on <= '2026-11-21' AND (removed_on IS NULL OR removed_on > '2026-11-21')`,
      )
      .raw()
      .get() as [number, number];
    expect(rows).toHaveLength(holders);
    expect(sentence).toBe(`示范标杆企业（园区）${holders}家，现行称号${titles}个`);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });
});

describe('服务商', () => {
  test('those selected and not withdrawn, by name; a county sees them too', async () => {
    const names = ({ rows }: LedgerListReply) => rows.map(({ cells }) => cells[1]);
    const all = names(await listOf('providers'));
    expect(all).toHaveLength(11);
    expect(all).not.toContain('长岭（演示）环保节能科技有限公司');
    expect(all).not.toContain('九峰（演示）清洁生产审核有限公司');
    expect(names(await listOf('providers', county))).toEqual(all);
  });

  test('asked for one county: who is in charge of it or registered there', async () => {
    const { rows, sentence } = await listOf('providers', county, OWN);
    expect(rows.map(({ cells }) => cells[1])).toEqual([
      '石钟（演示）节能技术服务有限公司',
      '双钟（演示）合同能源管理有限公司',
    ]);
    expect(sentence).toBe('包挂本地或在本地登记的在册服务商2家，全市共11家；其中1家高工不足2人');
    expect(rows.map(({ mark }) => mark)).toEqual([null, '高工不足2人']);
  });

  test('one below 措施五 is marked, told in the heading, and still counts as selected', async () => {
    const { rows, sentence, note } = await listOf('providers');
    expect(rows.filter(({ mark }) => mark !== null)).toHaveLength(1);
    expect(sentence).toMatch(/^在册服务商11家，.*；其中1家高工不足2人$/);
    expect(note).toContain('仍计入在册家数');
    expect((await listOf('willing')).rows.every(({ mark }) => mark === null)).toBe(true);
  });
});

describe('whose lists', () => {
  test('leaders, departments, admin and auditor read none of the four', async () => {
    for (const who of ['leader', 'dept-fgw', 'admin', 'auditor']) {
      const person = await app.as(who);
      for (const list of LISTS)
        expect((await person.get(`/lists/${list}`)).status, `${who} ${list}`).toBe(403);
    }
    expect((await app.someone().get('/lists/willing')).status).toBe(401);
    expect((await bureau.get('/lists/others')).status).toBe(400);
  });

  test('another county’s firm never appears, with no filter, its own or the other’s', async () => {
    const name = '修水保密二号企业';
    const firmId = firmOf(app, { unitCode: OTHER, name });
    projectOf(app, { firmId, unitCode: OTHER, stage: 'diagnosed', diagnosedOn: '2026-03-01' });
    // a firm that moved away keeps its new county's secrets
    const moved = firmOf(app, { unitCode: OTHER, name: '修水保密三号企业' });
    projectOf(app, { firmId: moved, unitCode: OWN, stage: 'diagnosed', diagnosedOn: '2026-03-01' });
    for (const list of LISTS) {
      for (const filter of ['', `?unit=${OWN}`])
        expect((await county.get(`/lists/${list}${filter}`)).text).not.toContain('修水保密');
    }
    for (const list of ['benchmarks', 'diagnosed', 'willing'])
      expect((await county.get(`/lists/${list}?unit=${OTHER}`)).status).toBe(404);
    for (const list of LISTS) {
      expect((await bureau.get(`/lists/${list}?unit=360400`)).status, list).toBe(404);
      expect((await bureau.get(`/lists/${list}?unit=360999`)).status, list).toBe(404);
    }
    expect(await has('diagnosed', firmId)).toBe(true);
    expect(lineOf(await listOf('willing', bureau, OTHER), firmId)).not.toBeNull();
    expect(lineOf(await listOf('willing', bureau, OWN), firmId)).toBeNull();
  });

  test('each list says what, whose and of which day it is; lines are numbered from 1', async () => {
    for (const list of LISTS) {
      const reply = await listOf(list, county);
      expect(reply.today).toBe('2026-11-21');
      expect(reply.reporter).toBe(list === 'providers' ? '九江市工业和信息化局' : '湖口县');
      expect(reply.columns[0]?.label).toBe('序号');
      expect(reply.rows.map(({ cells }) => cells[0])).toEqual(reply.rows.map((_, index) => index + 1));
      for (const { cells } of reply.rows) expect(cells).toHaveLength(reply.columns.length);
    }
    expect((await listOf('willing')).reporter).toBe('九江市工业和信息化局');
  });

  test('a county with nothing is told what to do next', async () => {
    app.db.write(() => {
      app.db.sqlite.exec(
        "UPDATE project SET diagnosed_on = NULL, stopped_on = '2026-11-01' WHERE unit_code = '360483';" +
          "UPDATE certificate SET removed_on = '2026-11-01' WHERE unit_code = '360483'",
      );
    });
    const empty = await app.as('county-360483');
    for (const list of ['benchmarks', 'diagnosed', 'willing'] as const) {
      const reply = await listOf(list, empty);
      expect(reply.rows).toEqual([]);
      expect(reply.sentence).toMatch(/^还没有/);
      expect(reply.next).toMatch(/列入本清单。$/);
    }
  });
});
