import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseListReply } from '../../server/cases/schema.ts';
import type { FirmListReply } from '../../server/firms/schema.ts';
import type { ProjectListReply, ProjectRow } from '../../server/projects/schema.ts';
import { type Person, TestApp } from '../support/app.ts';
import { ok } from '../support/cases.ts';
import { growLedger } from '../support/grow-ledger.ts';

/** 200 times the demo's ledger in the full run; 10 times has several pages of each list too. */
const TIMES = process.env.FULL_TESTS === '1' ? 200 : 10;
/** A name of the last round. */
const LAST = `〔${TIMES - 1}〕`;
const UNIT = '360425';

let app: TestApp;
let bureau: Person;
let officer: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  growLedger(app.db.sqlite, TIMES);
  bureau = await app.as('bureau');
  officer = await app.as('county-360425');
}, 120_000);
afterAll(() => app.close());

const count = (sql: string) => app.db.sqlite.prepare(`SELECT count(*) FROM ${sql}`).pluck().get() as number;

/** A list: its address, the key of its rows, its rows in the database, and those that an officer of 永修县 may see. */
const LISTS: [string, string, string, string][] = [
  ['/projects?', 'projects', 'project WHERE true', `unit_code = '${UNIT}'`],
  ['/projects?sort=firm&descending=true', 'projects', 'project WHERE true', `unit_code = '${UNIT}'`],
  ['/projects?sort=investment', 'projects', 'project WHERE true', `unit_code = '${UNIT}'`],
  ['/firms?level=all', 'firms', "beneficiary WHERE kind = 'enterprise'", `statistics_unit = '${UNIT}'`],
  ['/cases?', 'cases', 'subsidy_case WHERE true', `unit_code = '${UNIT}'`],
  ['/certificates?', 'certificates', 'certificate WHERE true', 'true'],
  ['/certificates?sort=register', 'certificates', 'certificate WHERE true', 'true'],
  ['/certificates?sort=roster', 'certificates', 'certificate WHERE true', 'true'],
  ['/beneficiaries?', 'beneficiaries', 'beneficiary WHERE true', `treasury_unit = '${UNIT}'`],
];

interface Page {
  total: number;
  ids: number[];
}

async function pageOf(person: Person, address: string, key: string, place: string): Promise<Page> {
  const body = ok<Record<string, { id: number }[]> & { total: number }>(
    await person.get(`${address}&${place}`),
  );
  return { total: body.total, ids: (body[key] ?? []).map(({ id }) => id) };
}

/** Every page of a list, one after the other. */
async function wholeOf(person: Person, address: string, key: string): Promise<Page> {
  const ids: number[] = [];
  let total = 0;
  do {
    const page = await pageOf(person, address, key, `limit=500&offset=${ids.length}`);
    expect(page.ids.length).toBe(Math.min(500, page.total - ids.length));
    ids.push(...page.ids);
    total = page.total;
  } while (ids.length < total);
  return { total, ids };
}

describe.each(LISTS)('%s', (address, key, rows, own) => {
  test('has every row on exactly one page, and says how many there are', async () => {
    const { total, ids } = await wholeOf(bureau, address, key);
    expect(total).toBe(count(rows));
    expect(new Set(ids).size).toBe(total);
  });

  test('keeps its order whatever the size of a page', async () => {
    const whole = await pageOf(bureau, address, key, 'limit=300&offset=200');
    const parts = await Promise.all(
      [0, 100, 200].map((from) => pageOf(bureau, address, key, `limit=100&offset=${200 + from}`)),
    );
    expect(parts.flatMap(({ ids }) => ids)).toEqual(whole.ids);
  });

  test('counts and lists for a county only what it may see', async () => {
    const { total, ids } = await wholeOf(officer, address, key);
    expect(total).toBe(count(`${rows} AND ${own}`));
    const table = rows.split(' ')[0];
    expect(count(`${table} WHERE id IN (${ids.join(',')}) AND ${own}`)).toBe(ids.length);
  });

  test('is cut to 500 rows, and beyond its end there is nothing', async () => {
    expect((await pageOf(bureau, address, key, '')).ids).toHaveLength(500);
    expect((await bureau.get(`${address}&limit=501`)).status).toBe(400);
    expect((await bureau.get(`${address}&offset=-1`)).status).toBe(400);
    expect((await pageOf(bureau, address, key, 'limit=0')).ids).toEqual([]);
    const beyond = await pageOf(bureau, address, key, 'offset=1000000000');
    expect(beyond).toEqual({ total: count(rows), ids: [] });
  });
});

test.each([
  [
    '/projects?',
    'projects',
    `project WHERE name LIKE '%${LAST}%' OR firm_id IN (SELECT id FROM beneficiary WHERE name LIKE '%${LAST}%')`,
  ],
  ['/firms?level=all', 'firms', `beneficiary WHERE kind = 'enterprise' AND name LIKE '%${LAST}%'`],
  [
    '/cases?',
    'cases',
    `subsidy_case WHERE beneficiary_id IN (SELECT id FROM beneficiary WHERE name LIKE '%${LAST}%')`,
  ],
  ['/certificates?sort=register', 'certificates', `certificate WHERE holder LIKE '%${LAST}%'`],
  ['/beneficiaries?', 'beneficiaries', `beneficiary WHERE name LIKE '%${LAST}%'`],
])('%s finds by a part of the name what stands on the last page', async (address, key, rows) => {
  const { total, ids } = await wholeOf(bureau, `${address}&q=${encodeURIComponent(LAST)}`, key);
  expect(total).toBe(count(rows));
  expect(ids.length).toBeGreaterThan(0);
  expect((await pageOf(bureau, `${address}&q=没有这样的名称`, key, '')).total).toBe(0);
});

describe('what stands above the projects', () => {
  const list = async (person: Person, query: string) =>
    ok<ProjectListReply>(await person.get(`/projects?${query}`));
  const everyRow = async (query = '') => {
    const rows: ProjectRow[] = [];
    for (let offset = 0; ; offset += 500) {
      const { projects, total } = await list(bureau, `${query}&limit=500&offset=${offset}`);
      rows.push(...projects);
      if (rows.length >= total) return rows;
    }
  };

  test('is counted and summed over all of them, not over the page', async () => {
    const rows = await everyRow();
    const { all, columns, tiles } = await list(bureau, 'limit=0');
    const live = rows.filter(({ stoppedOn }) => stoppedOn === null);
    expect(all).toMatchObject({
      projects: rows.length,
      live: live.length,
      stalled: rows.filter(({ stalled }) => stalled !== null).length,
      overdue: rows.filter(({ overdue }) => overdue).length,
    });
    for (const column of columns) {
      const here = live.filter(({ stage }) => stage === column.stage);
      const invested = here.flatMap(({ investmentFen }) => investmentFen ?? []);
      expect(column).toMatchObject({
        live: here.length,
        stopped: rows.filter(({ stage, stoppedOn }) => stage === column.stage && stoppedOn !== null).length,
        investmentFen: invested.length === 0 ? null : invested.reduce((sum, fen) => sum + fen, 0),
        stalled: here.filter(({ stalled }) => stalled !== null).length,
      });
      const longest = here.map(({ days }) => days).sort((a, b) => b - a);
      expect(column.projects.map(({ days }) => days)).toEqual(longest.slice(0, 6));
    }
    for (const tile of tiles) {
      expect(tile.total).toBe(live.filter(({ unitCode }) => unitCode === tile.unitCode).length);
    }
  });

  test('follows the filter; tiles keep every unit that the rest of it leaves', async () => {
    const [row] = (await list(bureau, `unit=${UNIT}&limit=1`)).projects;
    const reply = await list(bureau, `unit=${UNIT}&stage=${row?.stage}&limit=0`);
    expect(reply.shown.projects).toBe(
      count(`project WHERE unit_code = '${UNIT}' AND stage = '${row?.stage}' AND stopped_on IS NULL`),
    );
    expect(reply.columns.filter(({ live }) => live > 0).map(({ stage }) => stage)).toEqual([row?.stage]);
    expect(reply.tiles.length).toBeGreaterThan(1);
    const { stoppedOn, stalled } = (await list(bureau, 'stage=stopped&limit=1')).projects[0] ?? {};
    expect([typeof stoppedOn, stalled]).toEqual(['string', null]);
    expect((await list(bureau, 'stage=stalled')).projects.every((row) => row.stalled !== null)).toBe(true);
  });

  test('is of the own units only, for a county', async () => {
    const { all, units, tiles, columns } = await list(officer, 'limit=0');
    expect(all.projects).toBe(count(`project WHERE unit_code = '${UNIT}'`));
    expect([units, tiles.map(({ unitCode }) => unitCode)]).toEqual([[UNIT], [UNIT]]);
    expect(new Set(columns.flatMap(({ projects }) => projects).map(({ unitCode }) => unitCode))).toEqual(
      new Set([UNIT]),
    );
  });

  test.each(['investment', 'saving'])('sorted by %s a missing value stands last, both ways', async (sort) => {
    const value = (row: ProjectRow) =>
      sort === 'investment' ? row.investmentFen : (row.acceptedSavingTce ?? row.expectedSavingTce);
    for (const descending of ['true', 'false']) {
      const rows = await everyRow(`sort=${sort}&descending=${descending}`);
      const missing = rows.findIndex((row) => value(row) === null);
      expect(missing).toBeGreaterThan(0);
      if (sort === 'investment') expect(rows.slice(missing).every((row) => value(row) === null)).toBe(true);
    }
  });
});

test('the levels of firms are counted over all, the coverage stays that of all while one unit is listed', async () => {
  const one = ok<FirmListReply>(await bureau.get(`/firms?within=${UNIT}&level=none&limit=1`));
  const all = ok<FirmListReply>(await bureau.get('/firms?level=all&limit=0'));
  expect(one.coverage).toEqual(all.coverage);
  expect(one.levels.all).toBe(count(`beneficiary WHERE kind = 'enterprise' AND statistics_unit = '${UNIT}'`));
  expect(one.total).toBe(one.levels.none);
  expect(all.levels.all).toBe(count("beneficiary WHERE kind = 'enterprise'"));
});

test('what waits comes first in the list of cases; another person of the same role gets an answer of their own', async () => {
  const of = async (who: string, query = '') =>
    ok<CaseListReply>(await (await app.as(who)).get(`/cases?limit=500&${query}`));
  const [first, second] = [await of('bureau'), await of('bureau-2')];
  expect(first.waiting).toBe(first.groups.mine);
  expect(second.waiting).toBe(second.groups.mine);
  // an officer does not approve what they handled themselves
  expect(first.groups.mine).not.toBe(second.groups.mine);
  const { cases, total } = await of('bureau', 'group=closed');
  expect(total).toBe(count("subsidy_case WHERE stage = 'closed'"));
  expect(cases.every(({ stage }) => stage === 'closed')).toBe(true);
});
