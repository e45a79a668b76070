import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoFirms } from '../../seed/demo/firms.ts';
import type { FirmChange, FirmDetail, FirmListReply, NewFirm } from '../../server/firms/schema.ts';
import { type Person, TestApp } from '../support/app.ts';
import { addFirm, creditCode, ok, refused } from '../support/cases.ts';

let app: TestApp;
let officer: Person;
let neighbour: Person;
let bureau: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
  neighbour = await app.as('county-360404');
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

let made = 70_000;
function newFirm(change: Partial<NewFirm> = {}): NewFirm {
  made += 1;
  const name = `第${made}号试验（演示）有限公司`;
  return { name, creditCode: creditCode(made), industry: '陶瓷', unitCode: '360425', ...change };
}

const add = (person: Person, change: Partial<NewFirm> = {}) => person.ask('POST', '/firms', newFirm(change));
const added = async (change: Partial<NewFirm> = {}) => ok<FirmDetail>(await add(officer, change));
const list = async (person: Person, query = '') => ok<FirmListReply>(await person.get(`/firms?${query}`));
const detail = async (person: Person, id: number) => ok<FirmDetail>(await person.get(`/firms/${id}`));
const declare = (person: Person, id: number, [year, tce, version]: [number, string, number]) =>
  person.ask('PUT', `/firms/${id}/declarations/${year}`, { version, tce, source: 'declaration' });
const change = (person: Person, firm: FirmDetail, part: Partial<FirmChange>) => {
  const { version, name, creditCode: code, industry, closedOn } = firm;
  return person.ask('PUT', `/firms/${firm.id}`, {
    version,
    name,
    creditCode: code,
    industry,
    closedOn,
    ...part,
  });
};
const auditOf = (id: number) =>
  app.db.sqlite
    .prepare("SELECT action FROM audit_log WHERE entity = 'beneficiary' AND entity_id = ? ORDER BY id")
    .pluck()
    .all(String(id));

describe('who sees which firms', () => {
  test('a county its own, the bureau all', async () => {
    const own = await list(officer);
    expect(new Set(own.firms.map(({ unitCode }) => unitCode))).toEqual(new Set(['360425']));
    expect(own.coverage.units.map(({ unitName }) => unitName)).toEqual(['永修县']);
    const all = await list(bureau);
    expect(new Set(all.firms.map(({ unitCode }) => unitCode)).size).toBe(14);
    expect(all.coverage.units).toHaveLength(14);
  });

  test("another county's firm and unit are not there at all", async () => {
    const [theirs] = (await list(neighbour)).firms;
    if (!theirs) throw new Error('no firm');
    await refused(app, () => officer.get(`/firms/${theirs.id}`), 404);
    await refused(app, () => declare(officer, theirs.id, [2025, '1000', 0]), 404);
    const { version, name, creditCode: code, industry } = theirs;
    const body = { version, name, creditCode: code, industry, closedOn: null };
    await refused(app, () => officer.ask('PUT', `/firms/${theirs.id}`, body), 404);
    await refused(app, () => officer.get('/firms?unit=360404'), 404);
  });

  test.each(['leader', 'dept-fgw', 'admin', 'auditor'])('%s sees none and writes none', async (username) => {
    const person = await app.as(username);
    await refused(app, () => person.get('/firms'), 403);
    await refused(app, () => add(person), 403);
  });

  test('parks, providers and platforms are no firms', async () => {
    const park = app.db.sqlite
      .prepare("SELECT id FROM beneficiary WHERE kind = 'park' LIMIT 1")
      .pluck()
      .get();
    await refused(app, () => bureau.get(`/firms/${park}`), 404);
  });
});

describe('registering a firm', () => {
  test('takes its energy along, all of it in the log', async () => {
    const firm = await added({ year: 2025, tce: '1000', source: 'declaration' });
    expect(firm).toMatchObject({
      tce: '1000',
      tceYear: 2025,
      level: '1000',
      covered: false,
      treasuryUnit: '360425',
    });
    expect(auditOf(firm.id)).toEqual(['firm.create', 'firm.declare']);
    expect(firm.events.map(({ words }) => words)).toEqual([
      ['2025年用能1000吨标准煤（企业申报）'],
      ['登记企业'],
    ]);
  });

  test('without a declaration it is 未申报, not a small user', async () => {
    const before = (await list(officer)).coverage.total;
    const firm = await added();
    expect(firm).toMatchObject({ tce: null, level: null, declarations: [] });
    const after = (await list(officer)).coverage.total;
    expect(after).toEqual({ ...before, undeclared: before.undeclared + 1 });
    expect((await list(officer, 'least=1000')).firms.map(({ id }) => id)).not.toContain(firm.id);
  });

  test.each<[string, Partial<NewFirm>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no credit code', { creditCode: null }, 'creditCode'],
    ['a wrong check character', { creditCode: '91350100M000100Y44' }, 'creditCode'],
    ['the city as its unit', { unitCode: '360400' }, 'unitCode'],
    ['another county as its unit', { unitCode: '360404' }, 'unitCode'],
    ['energy without a year', { tce: '1000', source: 'declaration' }, 'year'],
    ['energy of a year to come', { year: 2027, tce: '1000', source: 'declaration' }, 'year'],
    ['negative energy', { year: 2025, tce: '-1', source: 'declaration' }, 'tce'],
    ['a year without energy', { year: 2025, source: 'declaration' }, 'tce'],
    ['energy without a source', { year: 2025, tce: '1000' }, 'source'],
  ])('%s is refused at the field', async (_what, wrong, field) => {
    await refused(app, () => add(officer, wrong), 422, field);
  });

  test('a code known here names the firm; one known elsewhere does not say whose it is', async () => {
    const firm = await added();
    const [theirs] = (await list(neighbour)).firms;
    if (!theirs) throw new Error('no firm');
    const own = await refused(app, () => add(officer, { creditCode: firm.creditCode }), 422, 'creditCode');
    expect(own.text).toContain(firm.name);
    const other = await refused(
      app,
      () => add(officer, { creditCode: theirs.creditCode }),
      422,
      'creditCode',
    );
    expect(other.text).toContain('已由其他单位登记，请与市工信局联系');
    expect(other.text).not.toContain(theirs.name);
    const byBureau = await refused(
      app,
      () => add(bureau, { creditCode: theirs.creditCode }),
      422,
      'creditCode',
    );
    expect(byBureau.text).toContain(theirs.name);
  });

  test('a name written another way asks first, and passes once confirmed', async () => {
    await added({ name: '湓水试样（演示）有限责任公司' });
    const again = newFirm({ name: '九江市湓水试样（演示）有限公司' });
    const asked = await refused(app, () => officer.ask('POST', '/firms', again), 422);
    expect(asked.body).toMatchObject({
      error: { code: 'similar_name', details: { candidates: [{ name: '湓水试样（演示）有限责任公司' }] } },
    });
    ok(await officer.ask('POST', '/firms', { ...again, confirmSimilar: true }));
  });

  test("the bureau registers for any unit, and a county's names are not compared with others'", async () => {
    const name = '鹭洲试样（演示）有限责任公司';
    expect(ok<FirmDetail>(await add(bureau, { name, unitCode: '360404' })).unitName).toBe('柴桑区');
    ok(await add(officer, { name: '鹭洲试样（演示）有限公司' }));
  });
});

describe('declaring energy', () => {
  test('a second year stands beside the first, a correction in its place, each with its version', async () => {
    const firm = await added({ year: 2024, tce: '5000', source: 'declaration' });
    const grown = ok<FirmDetail>(await declare(officer, firm.id, [2025, '999.9999', 0]));
    expect(grown).toMatchObject({ tce: '999.9999', tceYear: 2025, level: 'below' });
    expect(grown.declarations.map(({ year }) => year)).toEqual([2025, 2024]);
    const corrected = ok<FirmDetail>(await declare(officer, firm.id, [2025, '5000', 1]));
    expect(corrected).toMatchObject({ level: '5000', declarations: [{ version: 2 }, { version: 1 }] });
    expect(corrected.events[0]?.words).toEqual([
      '2025年用能5000吨标准煤（企业申报），原为999.9999（企业申报）',
    ]);
    await refused(app, () => declare(bureau, firm.id, [2025, '1', 1]), 409);
    await refused(app, () => declare(bureau, firm.id, [2025, '1', 0]), 409);
  });

  test('the same figure again changes nothing and logs nothing', async () => {
    const firm = await added({ year: 2025, tce: '1234', source: 'declaration' });
    ok(await declare(officer, firm.id, [2025, '1234', 1]));
    expect(auditOf(firm.id)).toEqual(['firm.create', 'firm.declare']);
  });

  test('another source alone is a correction, told with the old one; what 奖补 enters is told too', async () => {
    const firm = await added({ year: 2025, tce: '1234', source: 'declaration' });
    const body = { version: 1, tce: '1234', source: 'acceptance' };
    const corrected = ok<FirmDetail>(await officer.ask('PUT', `/firms/${firm.id}/declarations/2025`, body));
    expect(corrected.events[0]?.words).toEqual(['2025年用能1234吨标准煤（验收报告），原为1234（企业申报）']);
    const stated = await addFirm(officer, { annualTce: '2000', tceYear: 2025, tceSource: 'declaration' });
    const { events, tce } = await detail(officer, stated.id);
    expect([tce, events[0]?.words]).toEqual(['2000', ['登记企业', '2025年用能2000吨标准煤（企业申报）']]);
  });

  test('a wrong figure or year is refused at the field', async () => {
    const firm = await added();
    await refused(app, () => declare(officer, firm.id, [2025, '一千', 0]), 422, 'tce');
    await refused(app, () => declare(officer, firm.id, [2014, '1000', 0]), 422, 'year');
  });

  test('a year asked leaves out what was declared later', async () => {
    const firm = await added({ year: 2024, tce: '700', source: 'declaration' });
    ok(await declare(officer, firm.id, [2025, '6000', 0]));
    const of = (reply: FirmListReply) => reply.firms.find(({ id }) => id === firm.id);
    expect(of(await list(officer, 'year=2024'))).toMatchObject({ tce: '700', level: 'below' });
    expect(of(await list(officer))).toMatchObject({ tce: '6000', level: '5000' });
    expect(of(await list(officer, 'year=2023'))).toMatchObject({ tce: null, level: null });
  });
});

describe('changing a firm', () => {
  test('one closed down leaves the list and comes back, with its version', async () => {
    const firm = await added({ year: 2025, tce: '2000', source: 'declaration' });
    const before = (await list(officer)).coverage.total.listed;
    const closed = ok<FirmDetail>(await change(officer, firm, { closedOn: '2026-10-31' }));
    expect(closed.events[0]?.words).toEqual(['2026-10-31起停产、注销']);
    expect((await list(officer)).coverage.total.listed).toBe(before - 1);
    await refused(app, () => change(officer, firm, { industry: '食品' }), 409);
    ok(await change(bureau, closed, { closedOn: null, industry: '食品' }));
    expect((await list(officer)).coverage.total.listed).toBe(before);
  });

  test('a day to come and a lost credit code are refused', async () => {
    const firm = await added();
    await refused(app, () => change(officer, firm, { closedOn: '2026-11-22' }), 422, 'closedOn');
    await refused(app, () => change(officer, firm, { creditCode: null }), 422, 'creditCode');
  });
});

describe('the list', () => {
  test('is filtered by level, unit and a part of name or code', async () => {
    const all = await list(bureau);
    const large = await list(bureau, 'least=5000');
    const count = (test: (firm: FirmListReply['firms'][number]) => boolean) => all.firms.filter(test).length;
    expect(large.firms).toHaveLength(count(({ level }) => level === '5000'));
    expect((await list(bureau, 'least=1000')).firms).toHaveLength(
      count(({ level }) => level === '5000' || level === '1000'),
    );
    expect(large.coverage).toEqual(all.coverage);
    const unit = await list(bureau, 'unit=360425');
    expect(unit.coverage.units).toEqual(all.coverage.units.filter(({ unitCode }) => unitCode === '360425'));
    const [first] = unit.firms;
    const found = await list(bureau, `q=${first?.creditCode?.toLowerCase()}`);
    expect(found.firms.map(({ id }) => id)).toEqual([first?.id]);
    expect((await list(bureau, 'q=%25')).firms).toEqual([]);
  });

  test('an accepted project covers its firm: with the city at its sum', async () => {
    const firm = await added({ year: 2025, tce: '1000', source: 'declaration' });
    const before = (await list(bureau)).coverage;
    const insert = app.db.sqlite.prepare(
      "INSERT INTO project (firm_id, unit_code, name, kinds, stage, accepted_on, created_at, created_by) VALUES (?, '360425', '窑炉改造', '[]', ?, '2026-09-01', '2026-09-01T00:00:00Z', 1)",
    );
    insert.run(firm.id, 'retrofitting');
    expect((await list(bureau, 'unit=360425')).coverage.total.covered).toBe(
      before.units.find(({ unitCode }) => unitCode === '360425')?.covered,
    );
    insert.run(firm.id, 'accepted');
    const shown = await detail(officer, firm.id);
    expect(shown).toMatchObject({
      covered: true,
      projects: [{ stage: 'retrofitting' }, { stage: 'accepted' }],
    });
    const { coverage } = await list(bureau);
    expect(coverage.total.covered).toBe(before.total.covered + 1);
    expect(coverage.total.covered).toBe(coverage.units.reduce((sum, unit) => sum + unit.covered, 0));
    expect((await list(bureau, 'covered=yes')).firms.map(({ id }) => id)).toContain(firm.id);
  });

  test('of a county without firms says so by nulls, never by 0 %', async () => {
    const empty = await TestApp.withDemo();
    const { sqlite } = empty.db;
    const ids = "SELECT id FROM beneficiary WHERE kind = 'enterprise' AND statistics_unit = '360483'";
    sqlite.pragma('foreign_keys = OFF');
    sqlite.exec(`DELETE FROM energy_declaration WHERE beneficiary_id IN (${ids})`);
    sqlite.exec(`DELETE FROM beneficiary WHERE id IN (${ids})`);
    const reply = await list(await empty.as('county-360483'));
    expect(reply).toMatchObject({ year: null, years: [], firms: [] });
    expect(reply.coverage.total).toMatchObject({ listed: 0, pct: null, tcePct: null, undeclared: 0 });
    empty.close();
  });
});

test('the demo has firms on both edges, a closed one, and ones that did not declare', async () => {
  const { firms } = await list(bureau);
  const byName = new Map(firms.map((firm) => [firm.name, firm]));
  for (const { name, declarations } of demoFirms()) {
    expect(name).toContain('（演示）');
    expect(byName.get(name)?.tce).toBe(declarations[0]?.tce ?? null);
  }
  expect(firms.filter(({ tce }) => tce === '1000').every(({ level }) => level === '1000')).toBe(true);
  const exact = ['1000', '5000', '999.9'].map((tce) =>
    demoFirms().find((one) => one.declarations[0]?.tce === tce),
  );
  expect(exact.map((one) => byName.get(one?.name ?? '')?.level)).toEqual(['1000', '5000', 'below']);
  expect(demoFirms().filter(({ closedOn }) => closedOn !== null)).toHaveLength(1);
  expect(demoFirms().some(({ declarations }) => declarations.length === 0)).toBe(true);
});
