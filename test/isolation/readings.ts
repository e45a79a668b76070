import { inflateRawSync } from 'node:zlib';
import type { Person, TestApp } from '../support/app.ts';
import { keyOf, type Route } from './route-table.ts';
import { OTHER_UNIT, OWN_UNIT } from './world.ts';

/**
 * What stands for a parameter of a path or a query, so that a GET meets everything there is to read. An optional
 * parameter of a query that is not here is left out: it cuts a list further.
 */
const VALUES: Readonly<Record<string, readonly (string | null)[]>> = {
  unit: [OTHER_UNIT, OWN_UNIT, null],
  period: ['2026-08', '2026-09', '2026-10'],
  year: ['2026', null],
  from: ['2026-09-01', null],
  asOf: [null, '2026-11-20'],
  policy: [null, 'jiujiang'],
  least: [null, '5000'],
  covered: [null, 'no'],
  q: [null, '金丝雀'],
  size: [null, '500'],
  list: ['benchmarks', 'diagnosed', 'willing', 'providers'],
  // that of `isolationWorld`, whose clock stands still
  name: ['tracker-20261121-100000.gmbackup'],
};

/** The table a path's id counts, by the first word of the path. */
const TABLES: Readonly<Record<string, { ids: string; files?: string }>> = {
  accounts: { ids: 'SELECT id FROM user' },
  certificates: {
    ids: 'SELECT certificate_id FROM certificate_file',
    files: "SELECT certificate_id || '/files/' || id FROM certificate_file",
  },
  cases: {
    ids: 'SELECT id FROM subsidy_case WHERE id % 12 = 0 OR id >= 5000',
    files: "SELECT case_id || '/files/' || id FROM case_file WHERE id % 12 = 0 OR id >= 5000",
  },
  warnings: { ids: 'SELECT id FROM warning' },
  bulletins: { ids: 'SELECT id FROM bulletin' },
  firms: { ids: 'SELECT id FROM beneficiary WHERE id % 20 = 0 OR id >= 5000' },
  projects: {
    ids: 'SELECT id FROM project WHERE id % 8 = 0 OR id >= 5000',
    files: "SELECT project_id || '/files/' || id FROM project_file WHERE id % 12 = 0 OR id >= 5000",
  },
  needs: { ids: 'SELECT id FROM need' },
  tasks: { ids: 'SELECT id FROM task' },
  'task-reports': { ids: '', files: "SELECT report_id || '/files/' || id FROM task_report_file" },
};

/** All ways to choose one value of each. */
const combined = (lists: readonly (readonly string[])[]): string[][] =>
  lists.reduce<string[][]>((made, list) => made.flatMap((one) => list.map((next) => [...one, next])), [[]]);

/** Where a GET route is read: every address that names something of a county, and the lists cut each way. */
export function addressesOf(app: TestApp, route: Route): string[] {
  const path = keyOf(route).replace(/^GET /, '');
  const root = path.split('/')[1] ?? '';
  const table = TABLES[root];
  const all = (sql: string) => app.db.sqlite.prepare(sql).pluck().all().map(String);
  const valuesOf = (name: string, required = true): readonly (string | null)[] => {
    const known = VALUES[name];
    // a workbook is made in a worker of its own: one period is enough
    if (name === 'period' && path.endsWith('/template')) return ['2026-09'];
    if (known) return required ? known.filter((one) => one !== null) : known;
    if (!required) return [null];
    throw new Error(`say in test/isolation/readings.ts what to read for {${name}} of ${path}`);
  };
  let paths = [path];
  if (path.includes('/files/{fileId}')) paths = all(table?.files ?? '').map((one) => `/${root}/${one}`);
  for (const name of [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')) {
    if (path.includes('/files/{fileId}')) break;
    const values = name === 'id' && table ? all(table.ids) : valuesOf(name).map(String);
    paths = paths.flatMap((one) => values.map((value) => one.replace(`{${name}}`, value)));
  }
  const queries = combined(
    route.query.map(({ name, required = false }) =>
      valuesOf(name, required).map((value) => (value === null ? '' : `${name}=${encodeURIComponent(value)}`)),
    ),
  );
  return paths.flatMap((one) =>
    queries.map((query) => {
      const asked = query.filter((part) => part !== '').join('&');
      return asked === '' ? one : `${one}?${asked}`;
    }),
  );
}

/** The text of a file: of a workbook or a document, that of its parts. */
function textOf(content: Buffer): string {
  if (content.subarray(0, 2).toString('latin1') !== 'PK') return content.toString('utf8');
  const parts: string[] = [];
  let at = content.indexOf('PK\u0001\u0002', 0, 'latin1');
  while (at !== -1) {
    const method = content.readUInt16LE(at + 10);
    const packed = content.readUInt32LE(at + 20);
    const header = content.readUInt32LE(at + 42);
    const start = header + 30 + content.readUInt16LE(header + 26) + content.readUInt16LE(header + 28);
    const data = content.subarray(start, start + packed);
    parts.push((method === 0 ? data : inflateRawSync(data)).toString('utf8'));
    at = content.indexOf('PK\u0001\u0002', at + 46, 'latin1');
  }
  return parts.join('\n');
}

/** What somebody gets from an address, as text, without the request's own id and the time a file was made. */
export async function read(app: TestApp, person: Person, address: string): Promise<string> {
  const outside = address.startsWith('/api/') || address === '/metrics';
  const response = await app.app.request(outside ? address : `/api/v1${address}`, {
    headers: person.cookie ? { cookie: person.cookie } : {},
  });
  const names = decodeURIComponent(response.headers.get('content-disposition') ?? '');
  const content = textOf(Buffer.from(await response.arrayBuffer()));
  const lasting = content.replace(/"requestId":"[^"]+"|<dcterms:[^>]+>[^<]*/g, '');
  return `${response.status} ${names} ${lasting}`;
}
