import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let bureau: Person;
let county: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  county = await app.as('county-360425');
});
afterAll(() => app.close());

const PROGRESS = '/progress?period=2026-10';
const namesOf = async (path: string) => {
  const answer = await bureau.get(path);
  expect(answer.status).toBe(200);
  const units = at(answer, 'units') as { name: string }[];
  return { names: units.map(({ name }) => name), total: at(answer, 'total') };
};

describe('a page of the units', () => {
  test.each<[path: string, names: string[], total: number]>([
    [`${PROGRESS}&limit=2`, ['濂溪区', '浔阳区'], 14],
    [`${PROGRESS}&limit=2&offset=13`, ['庐山市'], 14],
    [`${PROGRESS}&limit=0`, [], 14],
    [`${PROGRESS}&q=${encodeURIComponent('修水')}`, ['修水县'], 1],
    [`${PROGRESS}&q=jkq`, ['经开区'], 1],
    [`${PROGRESS}&q=${encodeURIComponent('没有')}`, [], 0],
    ['/targets/intensity?limit=1', ['全市', '濂溪区'], 14],
    ['/targets/intensity?limit=1&offset=1', ['全市', '浔阳区'], 14],
    [`/targets/intensity?q=${encodeURIComponent('市')}`, ['全市', '瑞昌市', '共青城市', '庐山市'], 3],
  ])('%s', async (path, names, total) => {
    expect(await namesOf(path)).toEqual({ names, total });
  });

  test('says of the city what the whole answer says', async () => {
    const whole = await bureau.get(PROGRESS);
    const page = await bureau.get(`${PROGRESS}&limit=1`);
    expect(at(page, 'headline')).toEqual(at(whole, 'headline'));
    expect(at(page, 'city')).toEqual(at(whole, 'city'));
    expect(at(whole, 'units')).toHaveLength(14);
  });

  test.each([
    '/progress/history?',
    '/grades?period=2026-10&',
    '/quotas/pace?',
    '/quotas/counts?',
    '/targets/intensity?',
  ])('%s: the pages together are the whole, and whatever else it says is the same on each', async (path) => {
    type Reply = Record<string, unknown> & { units: { code?: string; unitCode?: string }[]; total: number };
    const read = async (place: string) => (await bureau.get(`${path}${place}`)).body as Reply;
    const { units, ...whole } = await read('');
    const isCity = ({ code, unitCode }: Reply['units'][number]) => (code ?? unitCode) === '360400';
    const city = units.filter(isCity);
    const pages = await Promise.all([0, 5, 10].map((offset) => read(`limit=5&offset=${offset}`)));
    expect(pages.map((page) => page.units.length - city.length)).toEqual([5, 5, 4]);
    expect([...city, ...pages.flatMap((page) => page.units.filter((unit) => !isCity(unit)))]).toEqual(units);
    for (const { units: _, ...rest } of pages) expect(rest).toEqual(whole);
    const one = await read('q=360425');
    expect(one.units.filter((unit) => !isCity(unit))).toEqual(
      units.filter(({ code, unitCode }) => (code ?? unitCode) === '360425'),
    );
  });

  test.each(['limit=-1', 'limit=501', 'limit=x', 'offset=-1', 'limit=1.5'])('refuses %s', async (query) => {
    expect((await bureau.get(`${PROGRESS}&${query}`)).status).toBe(400);
  });
});

describe('what is kept in memory', () => {
  const save = (period: string, version: number, energyWanTce: string) =>
    county.ask('PUT', `/reports/360425/${period}/draft`, {
      version,
      figures: { ...EMPTY_FIGURES, energyWanTce },
    });
  const statusOf = async () => {
    const units = at(await bureau.get('/progress?period=2026-10'), 'units') as {
      code: string;
      status: string;
    }[];
    return units.find(({ code }) => code === '360425')?.status;
  };

  test('a first draft shows at once; one rewritten leaves what shows no drafts as computed', async () => {
    app.db.sqlite.exec(
      "DELETE FROM report WHERE unit_code = '360425' AND period = '2026-10' AND latest_revision = 0",
    );
    const commits = () => [app.db.commits(), app.db.commitsBesideDrafts()];
    expect(await statusOf()).toBe('notReported');
    const [all = 0, others = 0] = commits();
    expect((await save('2026-10', 0, '26.1')).status).toBe(200);
    expect(commits()).toEqual([all + 1, others + 1]);
    expect(await statusOf()).toBe('draft');
    expect((await save('2026-10', 1, '26.2')).status).toBe(200);
    expect(commits()).toEqual([all + 2, others + 1]);
  });

  test('the report itself shows each save', async () => {
    const before = await county.get('/reports/360425/2026-10');
    expect(at(before, 'draft.energyWanTce')).toBe('26.2');
    await save('2026-10', at(before, 'version') as number, '26.3');
    expect(at(await county.get('/reports/360425/2026-10'), 'draft.energyWanTce')).toBe('26.3');
    const listed = at(await county.get('/reports?period=2026-10'), 'reports') as { version: number }[];
    expect(listed.map(({ version }) => version)).toContain((at(before, 'version') as number) + 1);
  });
});
