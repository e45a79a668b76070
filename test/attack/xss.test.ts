import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipEntries } from '../../server/sheets/zip.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { addFirm, ok } from '../support/cases.ts';
import { PAYLOAD, plantEverywhere } from '../support/planted.ts';
import { newProject } from '../support/projects.ts';
import { stepsOf } from '../support/reports.ts';
import { xlsxPart } from '../support/sheet-files.ts';
import { isUnsafe, listedRoutes } from './routes.ts';

/** Text a spreadsheet would run, in front of a payload for a page. */
const FORMULAS = ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', "=cmd|' /C calc'!A0", '＝1+1'];

interface Draft {
  id: number;
  version: number;
}

let app: TestApp;
let planted: TestApp;
let bureau: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  planted = await TestApp.withDemo();
  plantEverywhere(planted.db.sqlite);
  bureau = await planted.as('bureau');
  const { id, version } = ok<Draft>(await bureau.ask('POST', '/bulletins', { period: '2026-09' }));
  const texts = { requirements: PAYLOAD };
  ok(await bureau.ask('PUT', `/bulletins/${id}`, { version, title: '通报<b>&"', texts }));
});
afterAll(() => {
  app.close();
  planted.close();
});

async function fileOf(person: Person, path: string, body?: object): Promise<Buffer> {
  const response = await planted.app.request(`/api/v1${path}`, {
    headers: { cookie: person.cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  expect([path, response.status]).toEqual([path, 200]);
  expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  return Buffer.from(await response.arrayBuffer());
}

/** Every part of an Office file that is XML, by name; a file within the file is left out. */
function xmlOf(file: Buffer): [name: string, xml: string][] {
  const names = [...zipEntries(file).keys()];
  return names.filter((name) => /\.(xml|rels)$/.test(name)).map((name) => [name, xlsxPart(file, name)]);
}

const TAG = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;

/** What is wrong with a piece of XML, or null: tags that nest, entities that are ones, nothing else in angle brackets. */
function xmlFault(xml: string): string | null {
  const text = xml.replace(/^\ufeff?<\?xml[^?]*\?>\s*/, '');
  const stray = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.exec(text);
  if (stray) return `entity at ${stray.index}`;
  const open: string[] = [];
  for (let position = text.indexOf('<'); position !== -1; position = text.indexOf('<', TAG.lastIndex)) {
    TAG.lastIndex = position;
    const tag = TAG.exec(text);
    if (!tag) return `no tag: ${text.slice(position, position + 40)}`;
    if (tag[4]) continue;
    if (!tag[1]) open.push(tag[2] ?? '');
    else if (open.pop() !== tag[2]) return `${tag[2]} closed out of turn`;
  }
  return open.length > 0 ? `${open.join()} left open` : null;
}

test('the check of XML finds what is wrong', () => {
  expect(xmlFault('<?xml version="1.0"?><a x="1"><b/>&amp;&#10;</a>')).toBeNull();
  for (const wrong of [
    '<a>',
    '<a><b></a></b>',
    '<a>&nbsp;</a>',
    '<a x="<"></a>',
    '<a>1 < 2</a>',
    '<a x=1></a>',
  ]) {
    expect([wrong, xmlFault(wrong)]).not.toEqual([wrong, null]);
  }
});

describe('what somebody writes comes back as the same text in JSON, and as nothing else', () => {
  let county: Person;
  let writer: Person;
  beforeAll(async () => {
    [county, writer] = await Promise.all([app.as('county-360425'), app.as('bureau')]);
  });
  const expectText = (answer: Answer, text: string) => {
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.stringify(answer.body)).toContain(JSON.stringify(text).slice(1, -1));
  };
  const short = '<svg onload=alert(1)>"\'&{{7*7}}';

  test('the note of a report and a message about it', async () => {
    expect((await stepsOf(county).save(0, { note: PAYLOAD })).status).toBe(200);
    expectText(await county.get('/reports/360425/2026-10'), PAYLOAD);
    expect((await stepsOf(county).message(PAYLOAD)).status).toBe(200);
    expectText(await writer.get('/reports/360425/2026-10/messages'), PAYLOAD);
  });

  test('a firm, a project and a need', async () => {
    const firm = await addFirm(writer, { name: `${short}公司`, industry: '化工' });
    expectText(await writer.get(`/firms/${firm.id}`), firm.name);
    const fields = { name: `${short}项目`, content: PAYLOAD, note: PAYLOAD, person: '<b>张</b>' };
    const project = await newProject(county, firm.id, fields);
    for (const text of Object.values(fields)) expectText(await writer.get(`/projects/${project.id}`), text);
    const need = { firmId: firm.id, kind: 'technology', title: short, content: PAYLOAD, budgetFen: null };
    const asked = await county.ask('POST', '/needs', { ...need, answerBy: '2026-12-31' });
    if (asked.status === 200) expectText(await writer.get(`/needs/${at(asked, 'id')}`), PAYLOAD);
    else expect(at(asked, 'error.message')).not.toContain('<svg');
  });

  test('a certificate, a candidate and the texts of a bulletin', async () => {
    const certificate = {
      holder: `${short}厂`,
      column: 'greenFactoryNational',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-01-01',
    };
    expectText(await writer.ask('POST', '/certificates', certificate), certificate.holder);
    const candidate = {
      name: `${short}厂`,
      creditCode: null,
      column: 'greenFactoryNational',
      note: PAYLOAD.slice(0, 250),
    };
    expectText(
      await writer.ask('POST', '/cultivation', { ...candidate, unitCode: '360425' }),
      candidate.note,
    );
    const { id, version } = ok<Draft>(await writer.ask('POST', '/bulletins', { period: '2026-09' }));
    const texts = { lead: PAYLOAD };
    expectText(
      await writer.ask('PUT', `/bulletins/${id}`, { version, title: `${short}通报`, texts }),
      PAYLOAD,
    );
  });

  test('a name of an account', async () => {
    const admin = await app.as('admin');
    const account = { username: 'wang.fang', displayName: short, role: 'leader', units: [] };
    expectText(await admin.ask('POST', '/accounts', account), short);
    const refused = await admin.ask('POST', '/accounts', { ...account, username: '<img/src=x>' });
    expect(refused.status).toBe(422);
  });
});

test('with a payload behind every text of the database each reading is still JSON, a file, or an error in JSON', async () => {
  const people = await Promise.all(
    ['bureau', 'county-360425', 'dept-fgw', 'admin'].map((name) => planted.as(name)),
  );
  let seen = 0;
  for (const one of (await listedRoutes(planted)).filter((route) => !isUnsafe(route))) {
    for (const person of people) {
      const { headers, status, text } = await person.get(one.url);
      expect([one.url, status < 500]).toEqual([one.url, true]);
      const type = headers.get('content-type') ?? '';
      expect([one.url, headers.get('x-content-type-options')]).toEqual([one.url, 'nosniff']);
      if (type.startsWith('application/json')) seen += text.includes('__planted') ? 1 : 0;
      else
        expect([one.url, headers.get('content-disposition')]).toEqual([
          one.url,
          expect.stringMatching(/^attachment;/),
        ]);
    }
  }
  expect(seen).toBeGreaterThan(30);
});

describe('files for Word, Excel and CSV', () => {
  test.each([
    ['the bulletin in Word', '/bulletins/1/word'],
    ['the annex of the bulletin in Excel', '/bulletins/1/excel'],
  ])('%s is well-formed, and what was planted in it is text', async (_name, path) => {
    const parts = xmlOf(await fileOf(bureau, path));
    expect(parts.length).toBeGreaterThan(5);
    for (const [name, xml] of parts) {
      expect([name, xmlFault(xml)]).toEqual([name, null]);
      expect(xml).not.toMatch(
        /<(?:img|svg|script)\b|TargetMode="External"|<f>|\bDDE(?:AUTO)?\b|instrText>[^<]*(?:HYPERLINK|INCLUDE)/i,
      );
    }
    expect(parts.some(([, xml]) => xml.includes('&lt;img src=x onerror='))).toBe(true);
  });

  const table = (format: 'csv' | 'xlsx') => ({
    title: '=1+1<svg onload=x>',
    format,
    columns: [{ label: '=2+2<svg onload=x>', kind: 'text' }],
    rows: [...FORMULAS, PAYLOAD, '正常'].map((text) => [text]),
    sources: ['=3+3'],
    definition: '@4',
    unit: '+5',
    scope: '-6',
    citation: '=7',
    internal: true,
  });

  test('a table saved as Excel holds texts and no formula', async () => {
    const parts = xmlOf(await fileOf(bureau, '/exports', table('xlsx')));
    for (const [name, xml] of parts) expect([name, xmlFault(xml)]).toEqual([name, null]);
    const sheets = parts.filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets.length).toBeGreaterThan(0);
    for (const [, xml] of sheets) expect(xml).not.toMatch(/<f[ >]|<hyperlink/);
    expect(parts.map(([, xml]) => xml).join()).toContain('=1+1');
  });

  /** Where a cell of a CSV begins, quoted or not. */
  const cellsOf = (csv: string) =>
    [...csv.matchAll(/(?:^|[,\r\n])(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );

  test.each<[string, string, object | undefined]>([
    ['a table saved as CSV', '/exports', table('csv')],
    ['the ledger of payments', '/funds/spending.csv', undefined],
  ])('%s begins no cell with what a spreadsheet would run', async (_name, path, body) => {
    const cells = cellsOf((await fileOf(bureau, path, body)).toString('utf8').replace(/^\ufeff/, ''));
    expect(cells.length).toBeGreaterThan(5);
    const running = cells.filter(
      (cell) => /^\s*[=+@＝＋＠\t\r]/.test(cell) || /^\s*[-－](?![\d.]+$)/.test(cell),
    );
    expect(running).toEqual([]);
  });
});

/** Tooltips of ECharts are HTML: a function that makes one puts nothing in but figures and what was escaped. */
test('every tooltip of a chart escapes the names it shows', () => {
  const root = join(import.meta.dirname, '../../web');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const unsafe: string[] = [];
  let found = 0;
  for (const name of files) {
    const source = readFileSync(join(root, name), 'utf8');
    for (const [template] of source.matchAll(/`[^`]*<(?:b|br|span|div|p|i|strong)[\s>/][^`]*`/g)) {
      found += 1;
      const inserted = [...template.matchAll(/\$\{([^}]*)\}?/g)].map(([, inner]) => inner ?? '');
      // figures made by format…, a number of a year, marks and lines that were made the same way
      const plain =
        /^(?:escapeHtml\(|format\w+\(|\w+\.year$|points\(|points$|level$|marks$|bar\.provisional \?)/;
      unsafe.push(...inserted.filter((inner) => !plain.test(inner)).map((inner) => `${name}: ${inner}`));
    }
  }
  expect(found).toBeGreaterThan(3);
  expect(unsafe).toEqual([]);
});

test('no page is made of strings: nothing in the sources sets HTML or runs text', () => {
  const root = join(import.meta.dirname, '../../web');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  const forbidden =
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcDoc/;
  expect(files.filter((name) => forbidden.test(readFileSync(join(root, name), 'utf8')))).toEqual([]);
});
