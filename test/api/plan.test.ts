import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QuotaCostsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import type {
  IndicatorListReply,
  IntensityTargetsReply,
  QuotaTargetsReply,
} from '../../server/targets/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let bureau: Person;
let officer: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  officer = await app.as('county-360425');
});
afterEach(() => app.close());

describe('Attachment 2 as served', () => {
  test('the intensity table holds 14 units and the city, in printed order, with compounded targets', async () => {
    const reply = (await officer.get('/targets/intensity')).body as IntensityTargetsReply;
    expect(reply.baselineYear).toBe(2024);
    expect(reply.units).toHaveLength(15);
    expect(reply.units[0]).toEqual({
      code: '360400',
      name: '全市',
      isCity: true,
      energyWanTce: 1751.03,
      intensityChangePct: -2.2,
      targets: { '2025': -5, '2026': -4, '2027': -3.5 },
      compoundedPct: -11.992,
    });
    expect(reply.units.find((unit) => unit.code === '360483')).toMatchObject({
      name: '庐山市',
      energyWanTce: 0.92,
      intensityChangePct: 70.4,
      targets: { '2025': -3, '2026': -2, '2027': -1 },
    });
    expect(reply.citation.place).toContain('附件2');
  });

  test('blank quotas stay null, and the printed columns add up', async () => {
    const reply = (await officer.get('/targets/quotas')).body as QuotaTargetsReply;
    expect(reply.units).toHaveLength(14);
    expect(reply.units.find((unit) => unit.code === '360403')).toMatchObject({
      greenParkNational: null,
      greenParkProvincial: null,
      greenFactoryNational: 1,
      greenFactoryProvincial: 1,
      efficiencyLeader: null,
    });
    expect(reply.totals).toEqual({
      greenParkNational: 6,
      greenParkProvincial: 13,
      greenFactoryNational: 70,
      greenFactoryProvincial: 160,
      greenSupplyChainNational: 7,
      greenSupplyChainProvincial: 14,
      efficiencyLeader: 5,
    });
  });

  test('the carbon target, which the province sets, is entered with its document and only by the bureau', async () => {
    const list = async () => ((await bureau.get('/indicators')).body as IndicatorListReply).indicators;
    const open = (await list()).find((indicator) => indicator.target === null);
    expect(open?.name).toContain('碳');
    const path = `/indicators/${open?.id}/target`;
    const target = {
      version: open?.version,
      target: '-14.5',
      targetSource: '赣工信节能字〔2026〕1号（演示）',
    };
    expect((await officer.ask('PUT', path, target)).status).toBe(403);
    const bare = await bureau.ask('PUT', path, { ...target, targetSource: null });
    expect(at(bare, 'error.fields.targetSource.code')).toBe('required');
    expect((await bureau.ask('PUT', path, target)).status).toBe(200);
    expect((await list()).find((indicator) => indicator.id === open?.id)).toMatchObject({ target: '-14.5' });
    const again = await bureau.ask('PUT', path, target);
    expect([again.status, at(again, 'error.code')]).toEqual([409, 'version_conflict']);
  });
});

describe('stock and batch pace', () => {
  const pace = async (date = '') =>
    (await officer.get(`/quotas/pace${date && `?date=${date}`}`)).body as QuotaPaceReply;
  const cellOf = (reply: QuotaPaceReply, code: string) =>
    reply.units.find((unit) => unit.code === code)?.cells;

  test('a certificate raises the stock from the day it was published', async () => {
    const before = cellOf(await pace(), '360425')?.greenFactoryProvincial.stock ?? 0;
    const added = await bureau.ask('POST', '/certificates', {
      holder: '永修（演示）硅材料有限公司',
      column: 'greenFactoryProvincial',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-11-20',
    });
    expect(added.status).toBe(200);
    expect(cellOf(await pace(), '360425')?.greenFactoryProvincial.stock).toBe(before + 1);
    expect(cellOf(await pace('2026-11-19'), '360425')?.greenFactoryProvincial.stock).toBe(before);
    const id = at(added, 'id');
    const removal = { version: 1, removedOn: '2026-11-21', removalReason: '复核未通过（演示）' };
    expect((await bureau.ask('POST', `/certificates/${id}/removal`, removal)).status).toBe(200);
    expect(cellOf(await pace(), '360425')?.greenFactoryProvincial.stock).toBe(before);
    expect(cellOf(await pace('2026-11-20'), '360425')?.greenFactoryProvincial.stock).toBe(before + 1);
  });

  test('the same holder does not enter one list twice', async () => {
    const entry = {
      holder: '重复（演示）公司',
      column: 'greenFactoryProvincial',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-11-20',
    };
    expect((await bureau.ask('POST', '/certificates', entry)).status).toBe(200);
    const again = await bureau.ask('POST', '/certificates', entry);
    expect(at(again, 'error.fields.holder.code')).toBe('duplicate');
  });

  test('a base that is not known makes the cell and the city total 缺基数, not zero', async () => {
    const { baseVersion } = cellOf(await pace(), '360425')?.greenFactoryProvincial ?? { baseVersion: -1 };
    const answer = await bureau.ask('PUT', '/certificates/bases/360425/greenFactoryProvincial', {
      version: baseVersion,
      count: null,
    });
    expect(answer.status).toBe(204);
    const reply = await pace();
    expect(cellOf(reply, '360425')?.greenFactoryProvincial).toMatchObject({
      stock: null,
      status: 'noBase',
      lamp: 'none',
    });
    expect(reply.totals.greenFactoryProvincial).toMatchObject({ stock: null, status: 'noBase' });
  });

  test('a blank quota is 无任务 whatever the stock', async () => {
    expect(cellOf(await pace(), '360403')?.greenParkProvincial).toMatchObject({
      quota: null,
      status: 'noTask',
      lamp: 'none',
    });
  });

  test('a column waits in grey until the year’s list is out, then turns green or red', async () => {
    expect((await pace()).totals.greenFactoryNational).toMatchObject({ status: 'pending', lamp: 'none' });
    const batch = '/certificates/batches/greenFactoryNational/2026';
    const out = { version: 1, publishedOn: '2026-11-20' };
    expect((await bureau.ask('PUT', batch, out)).status).toBe(204);
    // base 40, quota 70, two of three lists out: 60 expected; 52 in stock
    expect((await pace()).totals.greenFactoryNational).toMatchObject({
      expected: 60,
      stock: 52,
      behind: 8,
      status: 'behind',
      lamp: 'red',
    });
  });
});

describe('what it takes to complete the quotas', () => {
  const pace = async () => (await officer.get('/quotas/pace')).body as QuotaPaceReply;
  const costs = async () => (await bureau.get('/quotas/costs')).body as QuotaCostsReply;
  const totalCell = async () => (await pace()).totals.greenFactoryNational;

  test('the year of completion moves when a list is out and titles are added', async () => {
    // base 40, stock 52 after one list: 12 a list, 18 missing; the next lists are of 2026 and 2027
    expect(await totalCell()).toMatchObject({
      quota: 70,
      stock: 52,
      completionYear: 2027,
      noCompletion: null,
    });
    const batch = '/certificates/batches/greenFactoryNational/2026';
    expect((await bureau.ask('PUT', batch, { version: 1, publishedOn: '2026-11-20' })).status).toBe(204);
    // 6 a list: three lists more, of 2027, 2028 and 2029
    expect(await totalCell()).toMatchObject({ completionYear: 2029, noCompletion: null });
  });

  test('without a base no year and no cost is named, and the sum says what it leaves out', async () => {
    const before = await costs();
    const { baseVersion } = (await pace()).units.find(({ code }) => code === '360425')?.cells
      .greenFactoryProvincial ?? { baseVersion: -1 };
    const path = '/certificates/bases/360425/greenFactoryProvincial';
    expect((await bureau.ask('PUT', path, { version: baseVersion, count: null })).status).toBe(204);
    const unit = (await pace()).units.find(({ code }) => code === '360425');
    expect(unit?.cells.greenFactoryProvincial).toMatchObject({
      completionYear: null,
      noCompletion: 'noBase',
    });
    const after = await costs();
    const cost = (reply: QuotaCostsReply) =>
      reply.units.find(({ code }) => code === '360425')?.cells.greenFactoryProvincial;
    expect(cost(before)?.titles).toBeGreaterThan(0);
    expect(cost(after)).toBeNull();
    expect(after.total.highFen).toBeLessThan(before.total.highFen);
    expect(after.assumptions.at(-1)).toContain('永修县共1项缺2024年底基数');
  });

  test('cells add up to units, columns and the forecast of the funds', async () => {
    const reply = await costs();
    const { lowFen, highFen } = (await bureau.get('/funds/forecast')).body as typeof reply.total;
    expect(reply.total).toEqual({ lowFen, highFen });
    const sum = (parts: readonly ({ highFen: number } | null)[]) =>
      parts.reduce((total, part) => total + (part?.highFen ?? 0), 0);
    expect(sum(reply.units.map(({ total }) => total))).toBe(highFen);
    expect(sum(Object.values(reply.totals))).toBe(highFen);
    for (const unit of reply.units) expect(sum(Object.values(unit.cells))).toBe(unit.total.highFen);
  });

  test('one cell by hand: each missing provincial factory of 永修县 costs 10万元; a blank quota has no cost', async () => {
    const cell = (await pace()).units.find(({ code }) => code === '360425')?.cells.greenFactoryProvincial;
    const missing = (cell?.quota ?? 0) - (cell?.stock ?? 0);
    expect(missing).toBeGreaterThan(0);
    const reply = await costs();
    const fen = missing * 10 * 1_000_000;
    expect(reply.units.find(({ code }) => code === '360425')?.cells.greenFactoryProvincial).toEqual({
      titles: missing,
      lowFen: fen,
      highFen: fen,
    });
    const blank = reply.units.find(({ code }) => code === '360403');
    expect(blank?.cells.greenParkProvincial).toBeNull();
  });

  test.each([
    ['county-360425', 200],
    ['leader', 200],
    ['admin', 403],
    ['auditor', 403],
  ])('money is for those who may see cases: %s gets %i', async (name, status) => {
    expect((await (await app.as(name)).get('/quotas/costs')).status).toBe(status);
  });
});

describe('what an indicator came to', () => {
  const actual = { version: 0, value: '452.5', source: '市统计局年报（演示）' };
  const of = async (id: string) =>
    ((await officer.get('/indicators')).body as IndicatorListReply).indicators.find((one) => one.id === id);

  test.each([
    'circularRevenue',
    'jiangxi-provincial-clusters',
  ])('of %s is entered by the bureau with its source, and seen by all', async (id) => {
    const path = `/indicators/${id}/actuals/2025`;
    expect((await officer.ask('PUT', path, actual)).status).toBe(403);
    expect((await bureau.ask('PUT', path, actual)).status).toBe(200);
    expect((await of(id))?.actuals).toEqual([
      { year: 2025, value: '452.5', source: '市统计局年报（演示）', version: 1 },
    ]);
    const stale = await bureau.ask('PUT', path, actual);
    expect([stale.status, at(stale, 'error.code')]).toEqual([409, 'version_conflict']);
    expect((await bureau.ask('PUT', path, { ...actual, version: 1, value: '460' })).status).toBe(200);
    expect((await of(id))?.actuals[0]).toMatchObject({ value: '460', version: 2 });
  });

  const wrong: [string, string, object, string][] = [
    ['without a source', '2025', { ...actual, source: ' ' }, 'source'],
    ['that is no number', '2025', { ...actual, value: '约450' }, 'value'],
    ['of a year to come', '2027', actual, 'year'],
    ['of a year before the baseline', '2023', actual, 'year'],
  ];
  test.each(wrong)('a figure %s is refused', async (_name, year, body, field) => {
    const answer = await bureau.ask('PUT', `/indicators/circularRevenue/actuals/${year}`, body);
    expect([answer.status, Object.keys(at(answer, 'error.fields') as object)]).toEqual([422, [field]]);
  });

  test('a target that the province’s plan prints cannot be changed', async () => {
    const change = { version: 1, target: '30', targetSource: '演示' };
    const answer = await bureau.ask('PUT', '/indicators/jiangxi-provincial-clusters/target', change);
    expect(at(answer, 'error.fields.target.code')).toBe('printed');
  });
});
