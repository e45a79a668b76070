import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import type { ImportReply, ImportRow, RowVerdict } from '../../server/quotas/import-schema.ts';
import type { WorkbookReply } from '../../server/sheets/schema.ts';
import { importRows, shapeSheet } from '../../web/import/import-shape.ts';
import { registerTable } from '../../web/quotas/register-shape.ts';
import { TITLE_IMPORT } from '../../web/quotas/title-import.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { certificate, codeOf, creditCode, ok, refused } from '../support/cases.ts';

let app: TestApp;
let bureau: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

let line = 1;
const row = (change: Partial<ImportRow> = {}): ImportRow => {
  line += 1;
  return {
    line,
    holder: `导入${line}号（演示）有限公司`,
    title: '省级绿色工厂',
    unit: '永修县',
    listYear: '2025',
    publishedOn: '2025年9月19日',
    ...change,
  };
};
const post = (rows: ImportRow[], check: boolean) =>
  bureau.ask('POST', '/certificates/import', { check, rows });
const judged = async (...rows: ImportRow[]) => {
  const before = app.fingerprint();
  const { verdicts, added } = ok<ImportReply>(await post(rows, true));
  expect([added, app.fingerprint()]).toEqual([0, before]);
  return verdicts;
};
const logged = () =>
  (
    app.db.sqlite.prepare("SELECT count(*) AS n FROM audit_log WHERE action = 'certificate.add'").get() as {
      n: number;
    }
  ).n;

describe('what a row is found to be', () => {
  test.each<[string, Partial<ImportRow>, RowVerdict['verdict'], string]>([
    ['a new one', {}, 'new', ''],
    [
      'kind and level in two columns, the unit short',
      { title: '绿色工厂', level: '国家级', unit: '永修' },
      'new',
      '',
    ],
    ['the zone by its long name', { unit: '九江经济技术开发区' }, 'new', ''],
    ['a date with slashes, a year with 年', { publishedOn: '2025/9/19', listYear: '2025年' }, 'new', ''],
    ['a 文号 as long as it may be', { batchDocument: '号'.repeat(100) }, 'new', ''],
    ['a longer 文号', { batchDocument: '号'.repeat(101) }, 'error', '名单文号不能超过100个字'],
    ['without a holder', { holder: ' ' }, 'error', '请填写单位或园区名称'],
    ['a title nobody knows', { title: '专精特新企业' }, 'error', '类别不能识别'],
    ['a title without a level', { title: '绿色工厂' }, 'error', '国家级或省级'],
    ['another city’s county', { unit: '南昌县' }, 'error', '统计归属'],
    ['a unit of registration outside', { registeredUnit: '南昌县' }, 'error', '登记所在地'],
    ['a year that is none', { listYear: '第九批' }, 'error', '名单年度'],
    ['a year before the register', { listYear: '2014' }, 'error', '批次年度'],
    ['a day that is none', { publishedOn: '2025-02-30' }, 'error', '公布日期'],
    ['a day to come', { publishedOn: '2026-11-22', listYear: '2026' }, 'error', '不能晚于今天'],
    ['a wrong credit code', { creditCode: '91360425TEST00001X' }, 'error', '统一社会信用代码'],
  ])('%s', async (_name, change, verdict, words) => {
    const [found] = await judged(row(change));
    expect([found?.verdict, found?.messages.join('')]).toEqual([verdict, expect.stringContaining(words)]);
  });

  test('all faults of a row are named at once', async () => {
    const [found] = await judged(row({ holder: '', title: '', unit: '', listYear: '', publishedOn: '' }));
    expect(found?.messages).toHaveLength(5);
  });

  test('against the roster: the same list, the same code, a similar name', async () => {
    const known = { holder: '望江（演示）建材有限公司', creditCode: creditCode(61), listYear: 2025 } as const;
    ok(await bureau.ask('POST', '/certificates', certificate({ ...known, publishedOn: '2025-09-19' })));
    const verdicts = await judged(
      row({ holder: known.holder }),
      row({ creditCode: creditCode(61), listYear: '2024' }),
      row({ holder: '九江望江（演示）建材', listYear: '2024' }),
      row({ holder: '九江望江（演示）建材', listYear: '2024', confirmSimilar: true }),
    );
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'duplicate',
      'duplicate',
      'similar',
      'duplicate',
    ]);
    expect(verdicts[2]?.messages[0]).toContain(known.holder);
  });

  test('against the rows before it', async () => {
    const first = row({ holder: '南湖湾塑业（演示）有限公司', creditCode: creditCode(62) });
    const verdicts = await judged(
      first,
      row({ holder: first.holder ?? null }),
      row({ creditCode: creditCode(62) }),
      row({ holder: '南湖湾塑叶（演示）有限公司' }),
      row({ holder: first.holder ?? null, title: '国家级绿色工厂' }),
    );
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'new',
      'duplicate',
      'duplicate',
      'similar',
      'new',
    ]);
  });
});

describe('writing', () => {
  test('writes the chosen rows with all they say, an audit row and a case each', async () => {
    const before = logged();
    const full = row({
      creditCode: creditCode(63).toLowerCase(),
      formerNames: '老名称一厂、老名称总厂',
      registeredUnit: '经开区',
      batchDocument: '赣工信〔2025〕3号（演示）',
    });
    const reply = ok<ImportReply>(await post([full, row({ title: '国家级绿色园区' })], false));
    expect([reply.added, reply.openedCases, logged() - before]).toEqual([2, 2, 2]);
    const { certificates } = ok<CertificateListReply>(
      await bureau.get('/certificates?unit=360425&year=2025'),
    );
    expect(certificates.find(({ holder }) => holder === full.holder)).toMatchObject({
      creditCode: creditCode(63),
      formerNames: ['老名称一厂', '老名称总厂'],
      registeredUnit: 'JKQ',
      batchDocument: '赣工信〔2025〕3号（演示）',
      publishedOn: '2025-09-19',
      column: 'greenFactoryProvincial',
    });
  });

  test('all or none: one wrong row, and nothing is written; the verdicts say which', async () => {
    const answer = await refused(app, () => post([row(), row({ unit: '某县' })], false), 422);
    expect(codeOf(answer)).toBe('rows_refused');
    const verdicts = at(answer, 'error.details.verdicts') as RowVerdict[];
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['new', 'error']);
  });

  test('a similar name is written once somebody confirmed it', async () => {
    const rows = [row({ holder: '鞋山光电（演示）有限公司' }), row({ holder: '鞋山光店（演示）有限公司' })];
    await refused(app, () => post(rows, false), 422);
    const confirmed = rows.map((one) => ({ ...one, confirmSimilar: true }));
    expect(ok<ImportReply>(await post(confirmed, false)).added).toBe(2);
  });

  test('500 rows are judged and written, 501 refused', async () => {
    // every cell filled, as a whole register exported and imported again: more than other requests may send
    const full = {
      formerNames: '曾用名称'.repeat(20),
      batchDocument: '文号'.repeat(40),
      registeredUnit: '永修县',
    };
    const rows = Array.from({ length: 501 }, (_, index) =>
      row({ ...full, holder: `第${index}号（演示）单位`, formerNames: `${full.formerNames}${index}号` }),
    );
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeGreaterThan(256 * 1024);
    expect((await post(rows, true)).status).toBe(400);
    expect(ok<ImportReply>(await post(rows.slice(1), false)).added).toBe(500);
  });

  test.each([
    'xlsx',
    'csv',
  ] as const)('a register saved as .%s is read back, and every row is known', async (format) => {
    const { certificates } = ok<CertificateListReply>(await bureau.get('/certificates?unit=JKQ'));
    const inForce = certificates.filter(({ status }) => status === 'inForce');
    expect(inForce.length).toBeGreaterThan(5);
    const saved = await app.app.request('/api/v1/exports', {
      method: 'POST',
      headers: { cookie: bureau.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ ...registerTable(inForce, '2026-11-21'), format }),
    });
    expect(saved.status).toBe(200);
    const file = new Uint8Array(await saved.arrayBuffer());
    const { sheets } = ok<WorkbookReply>(await bureau.upload(`/sheets/read?name=a.${format}`, file));
    const rows = sheets[0]?.rows ?? [];
    const shape = shapeSheet(rows, TITLE_IMPORT.columns);
    if (shape === null) throw new Error('no header found');
    const { columns } = TITLE_IMPORT;
    const found = importRows(rows, shape, columns, shape.places, {}).filter(({ unit }) => unit === '经开区');
    const verdicts = await judged(...found);
    expect(verdicts.map(({ verdict, messages }) => [verdict, messages])).toEqual(
      inForce.map(({ holder }) => ['duplicate', [`${holder}已在该年度名单中。`]]),
    );
  });

  test('only the bureau imports', async () => {
    for (const who of ['county-360425', 'leader', 'auditor']) {
      const person = await app.as(who);
      await refused(
        app,
        () => person.ask('POST', '/certificates/import', { check: true, rows: [row()] }),
        403,
      );
    }
  });
});
