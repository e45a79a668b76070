import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { GradesReply, GradeUnit, RuleSetListReply } from '../../server/grading/schema.ts';
import type { ProgressReply } from '../../server/progress/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';

const PERIOD = '2026-10';
const RULE = {
  name: '九江市能耗强度预警分级办法（试行）',
  document: '九江市工业和信息化局关于印发《能耗强度预警分级办法（试行）》的通知',
  documentNumber: '九工信发〔2026〕9号',
  yellowKind: 'points',
  yellowLimit: '3',
  validFrom: '2026-11-01',
  validTo: null as string | null,
  note: '',
  inForce: true,
};

let app: TestApp;
let bureau: Person;
let leader: Person;
let county: Person;
async function signIn() {
  [bureau, leader, county] = await Promise.all([app.as('bureau'), app.as('leader'), app.as('county-360402')]);
}
beforeAll(async () => {
  app = await TestApp.withDemo();
  await signIn();
});
afterAll(() => app.close());

async function read<T>(person: Person, path: string): Promise<T> {
  const answer = await person.get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
  return answer.body as T;
}
const list = () => read<RuleSetListReply>(bureau, '/rule-sets');
const lampsOf = async (query = '') => {
  const { ruleSet, units } = await read<ProgressReply>(leader, `/progress?period=${PERIOD}${query}`);
  return { ruleSet, red: units.filter((unit) => unit.annualLamp === 'red').map((unit) => unit.name) };
};
const gradesOf = (person: Person, query: string) => read<GradesReply>(person, `/grades?${query}`);
function unitOf(reply: GradesReply, name: string): GradeUnit {
  const found = reply.units.find((unit) => unit.name === name);
  if (!found) throw new Error(`${name} missing`);
  return found;
}

describe('what each grade rests on', () => {
  test('a missed target shows limit, gap, margin and what other rules would say', async () => {
    const reply = await gradesOf(leader, `period=${PERIOD}`);
    expect(reply.ruleSet).toMatchObject({ id: 'ndrc-2020-901', own: false });
    expect(reply.isCurrent).toBe(true);
    expect(reply.units).toHaveLength(15);
    expect(reply.units[0]?.isCity).toBe(true);
    const red = unitOf(reply, '德安县');
    const actual = Number(red.annual.actualPct);
    const target = Number(red.annual.targetPct);
    expect(red.annual.lamp).toBe('red');
    expect(Number(red.annual.limit)).toBeCloseTo(target * 0.9, 10);
    expect(Number(red.annual.gapPoints)).toBeCloseTo(actual - target, 10);
    expect(red.annual.margin).toMatchObject({ toLamp: 'yellow' });
    expect(Number(red.annual.margin?.points)).toBeCloseTo(actual - target * 0.9, 10);
    expect(red.under).toEqual([expect.objectContaining({ ruleSetId: 'ndrc-2021-629', annual: 'yellow' })]);
  });

  test('the lamps and the flip mark are those of the progress table', async () => {
    const query = `period=${PERIOD}&ruleSet=ndrc-2021-629`;
    const [grades, progress] = await Promise.all([
      gradesOf(bureau, query),
      read<ProgressReply>(bureau, `/progress?${query}`),
    ]);
    const shown = [progress.city, ...progress.units];
    expect(
      grades.units.map(({ code, annual, plan }) => [code, annual.lamp, plan.lamp, annual.mayFlip]),
    ).toEqual(shown.map(({ code, annualLamp, planLamp, mayFlip }) => [code, annualLamp, planLamp, mayFlip]));
    expect(grades.isCurrent).toBe(false);
  });

  test('the plan grade carries its years, and their band is wider than this year alone', async () => {
    const { plan, annual, closedYears, yearlyTargets, estimated } = unitOf(
      await gradesOf(leader, `period=${PERIOD}`),
      '德安县',
    );
    expect([closedYears.map(({ year }) => year), yearlyTargets.map(({ year }) => year)]).toEqual([
      [2025],
      [2025, 2026],
    ]);
    expect(estimated).toBe(true);
    const width = (band: typeof plan.band) => Number(band?.high) - Number(band?.low);
    expect(width(plan.band)).toBeGreaterThan(width(annual.band));
  });

  test('without a figure there is no grade, and never one by another rule', async () => {
    const missing = unitOf(await gradesOf(leader, `period=${PERIOD}`), '永修县');
    expect([missing.status, missing.annual.lamp, missing.annual.actualPct, missing.annual.margin]).toEqual([
      'notReported',
      'none',
      null,
      null,
    ]);
    expect(missing.under.every(({ annual, plan }) => annual === 'none' && plan === 'none')).toBe(true);
    expect(missing.annual.targetPct).not.toBeNull();
  });

  test('a county sees the unreleased figures of no other unit, and all its own', async () => {
    const own = await gradesOf(county, `period=${PERIOD}`);
    const figures = (unit: GradeUnit) => [unit.annual.actualPct, unit.annual.band, unit.energyGrowthPct];
    expect(own.units.filter((unit) => unit.annual.actualPct !== null).map(({ code }) => code)).toEqual([
      '360402',
    ]);
    for (const unit of own.units.filter(({ code }) => code !== '360402')) {
      expect(figures(unit)).toEqual([null, null, null]);
    }
  });

  test('a past day shows what was known then', async () => {
    const then = await gradesOf(leader, `period=${PERIOD}&asOf=2026-11-01`);
    expect(then.asOf).toBe('2026-11-01');
    expect(then.units.every((unit) => unit.annual.actualPct === null)).toBe(true);
  });

  test.each([
    ['period=2026-01', 400, 'invalid_period'],
    ['period=2026-10&ruleSet=own-9', 400, 'unknown_rule_set'],
    ['period=2026-10&asOf=2027-01-01', 400, 'invalid_date'],
    ['', 400, 'invalid_request'],
  ])('%s is refused', async (query, status, code) => {
    const answer = await leader.get(`/grades?${query}`);
    expect([answer.status, at(answer, 'error.code')]).toEqual([status, code]);
  });
});

describe('who may define rules', () => {
  test.each([
    ['nobody', 401],
    ['county-360402', 403],
    ['leader', 403],
    ['admin', 403],
    ['auditor', 403],
  ])('%s may not', async (who, status) => {
    const person = who === 'nobody' ? app.someone() : await app.as(who);
    const before = app.fingerprint();
    for (const [method, path, body] of [
      ['POST', '/rule-sets', RULE],
      ['PUT', '/rule-sets/own-1', { version: 1, ...RULE }],
      ['POST', '/rule-sets/own-1/retire', { version: 1, reason: '试用结束' }],
    ] as const) {
      expect((await person.ask(method, path, body)).status).toBe(status);
    }
    expect(app.fingerprint()).toBe(before);
  });

  test('all who grade may read them; the platform’s two need no version', async () => {
    const reply = await read<RuleSetListReply>(county, '/rule-sets');
    expect([reply.currentId, reply.defaultId]).toEqual(['ndrc-2020-901', 'ndrc-2020-901']);
    expect(reply.ruleSets.map(({ id, own, version }) => [id, own, version])).toEqual([
      ['ndrc-2020-901', false, 0],
      ['ndrc-2021-629', false, 0],
    ]);
  });
});

describe('what cannot be accepted', () => {
  test.each<[string, Record<string, unknown>, number, string, string]>([
    ['no name', { name: ' ' }, 422, 'name', 'required'],
    [
      'a name of the platform',
      { name: '按升降分级（参照发改办环资〔2021〕629号）' },
      422,
      'name',
      'name_taken',
    ],
    ['no document number', { documentNumber: '' }, 422, 'documentNumber', 'required'],
    ['no limit', { yellowLimit: null }, 422, 'yellowLimit', 'out_of_range'],
    ['a limit of 0', { yellowLimit: '0' }, 422, 'yellowLimit', 'out_of_range'],
    ['20.01 points', { yellowLimit: '20.01' }, 422, 'yellowLimit', 'out_of_range'],
    ['three decimals', { yellowLimit: '0.125' }, 422, 'yellowLimit', 'out_of_range'],
    ['an exponent', { yellowLimit: '1e1' }, 422, 'yellowLimit', 'out_of_range'],
    ['a limit with any fall', { yellowKind: 'anyFall' }, 422, 'yellowLimit', 'not_used'],
    ['another kind', { yellowKind: 'half' }, 400, 'yellowKind', 'invalid_value'],
    ['a day that is none', { validFrom: '2026-02-30' }, 422, 'validFrom', 'invalid_date'],
    ['an end before the start', { validTo: '2026-10-31' }, 422, 'validTo', 'before_start'],
    ['a number in place of a text', { yellowLimit: 3 }, 400, 'yellowLimit', 'invalid_type'],
    ['a field nobody knows', { colour: 'blue' }, 400, 'colour', 'unknown_field'],
    ['half a character', { note: '\ud800' }, 400, 'note', 'malformed_text'],
  ])('%s', async (_what, change, status, field, code) => {
    const before = app.fingerprint();
    const answer = await bureau.ask('POST', '/rule-sets', { ...RULE, ...change });
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([status, code]);
    expect(at(answer, `error.fields.${field}.message`)).toMatch(/\p{Script=Han}/u);
    expect(app.fingerprint()).toBe(before);
  });
});

describe('a rule set through its life', () => {
  test('tried out first: nobody’s lamp changes, but any period can be graded under it', async () => {
    const before = await lampsOf();
    const answer = await bureau.ask('POST', '/rule-sets', { ...RULE, inForce: false });
    expect(answer.status).toBe(200);
    const own = (await list()).ruleSets[0];
    expect(own).toMatchObject({ id: 'own-1', own: true, inForce: false, begun: false, version: 1 });
    expect(own?.yellow).toEqual({ kind: 'points', points: '3' });
    expect(await lampsOf()).toEqual(before);
    expect(before.red).toContain('德安县');
    const tried = await lampsOf('&ruleSet=own-1');
    expect(tried.red).not.toContain('德安县');
    const past = await read<ProgressReply>(leader, '/progress?period=2025-12&ruleSet=own-1');
    expect(past.ruleSet).toBe('own-1');
  });

  test('in force, it decides every lamp where no other is chosen', async () => {
    app.clock.forward(24 * 3600 * 1000);
    app.clock.setToday('2026-11-22');
    await signIn();
    const answer = await bureau.ask('PUT', '/rule-sets/own-1', { version: 1, ...RULE });
    expect(answer.status).toBe(200);
    expect(at(answer, 'currentId')).toBe('own-1');
    const now = await lampsOf();
    expect(now.ruleSet).toBe('own-1');
    expect(now.red).not.toContain('德安县');
    expect((await lampsOf('&ruleSet=ndrc-2020-901')).red).toContain('德安县');
    const reports = await read<{ reports: { unitName: string; annualLamp: string }[] }>(
      bureau,
      `/reports?period=${PERIOD}`,
    );
    expect(reports.reports.find(({ unitName }) => unitName === '德安县')?.annualLamp).toBe('yellow');
    const detail = await bureau.get(`/reports/360426/${PERIOD}`);
    expect(at(detail, 'ruleSet.id')).toBe('own-1');
    const grades = await gradesOf(leader, `period=${PERIOD}`);
    expect(grades.ruleSet).toMatchObject({ id: 'own-1', own: true, documentNumber: RULE.documentNumber });
    expect(unitOf(grades, '德安县').under.map(({ ruleSetId, annual }) => [ruleSetId, annual])).toEqual([
      ['ndrc-2020-901', 'red'],
      ['ndrc-2021-629', 'yellow'],
    ]);
  });

  test('before its first day, and on a day before it was put in force, the platform’s rule counts', async () => {
    app.clock.setToday('2026-10-31');
    expect((await list()).currentId).toBe('ndrc-2020-901');
    app.clock.setToday('2026-11-22');
    expect((await list()).currentId).toBe('own-1');
    const ruleOn = async (day: string) => (await gradesOf(leader, `period=${PERIOD}&asOf=${day}`)).ruleSet.id;
    expect(await ruleOn('2026-11-15')).toBe('ndrc-2020-901');
    // defined on this day to be tried out, and put in force on the next
    expect(await ruleOn('2026-11-21')).toBe('ndrc-2020-901');
    expect(await ruleOn('2026-11-22')).toBe('own-1');
  });

  test('no two are in force on one day', async () => {
    const second = { ...RULE, name: '第二套', validFrom: '2027-06-01' };
    const answer = await bureau.ask('POST', '/rule-sets', second);
    expect([answer.status, at(answer, 'error.fields.validFrom.code')]).toEqual([422, 'overlaps']);
    const ended = await bureau.ask('PUT', '/rule-sets/own-1', { version: 2, ...RULE, validTo: '2027-05-31' });
    expect(ended.status).toBe(200);
    expect((await bureau.ask('POST', '/rule-sets', second)).status).toBe(200);
  });

  test('once begun its criteria stay; name and document may be corrected', async () => {
    const kept = { ...RULE, validTo: '2027-05-31' };
    for (const change of [
      { yellowLimit: '2' },
      { validFrom: '2026-11-02' },
      { inForce: false },
      { yellowKind: 'shareOfTarget' },
    ]) {
      const answer = await bureau.ask('PUT', '/rule-sets/own-1', { version: 3, ...kept, ...change });
      const [field] = Object.keys(change);
      expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, 'begun']);
    }
    const renamed = await bureau.ask('PUT', '/rule-sets/own-1', { version: 3, ...kept, name: '分级办法' });
    expect(renamed.status).toBe(200);
  });

  test('who edits an old version gets both', async () => {
    const answer = await bureau.ask('PUT', '/rule-sets/own-1', { version: 1, ...RULE });
    expect([answer.status, at(answer, 'error.code'), at(answer, 'error.details.current.version')]).toEqual([
      409,
      'version_conflict',
      4,
    ]);
    expect((await bureau.ask('PUT', '/rule-sets/own-7', { version: 1, ...RULE })).status).toBe(404);
    expect((await bureau.ask('PUT', '/rule-sets/ndrc-2020-901', { version: 0, ...RULE })).status).toBe(404);
  });

  test('taken out of use with a reason: lamps go back, past periods can still be graded under it', async () => {
    const blank = await bureau.ask('POST', '/rule-sets/own-1/retire', { version: 4, reason: '  ' });
    expect([blank.status, at(blank, 'error.fields.reason.code')]).toEqual([422, 'required']);
    const retire = { version: 4, reason: '市里另行印发正式办法' };
    expect((await bureau.ask('POST', '/rule-sets/own-1/retire', retire)).status).toBe(200);
    expect((await lampsOf()).ruleSet).toBe('ndrc-2020-901');
    expect((await lampsOf('&ruleSet=own-1')).red).not.toContain('德安县');
    const grades = await gradesOf(leader, `period=${PERIOD}`);
    expect(unitOf(grades, '德安县').under.map(({ ruleSetId }) => ruleSetId)).toEqual([
      'own-2',
      'ndrc-2021-629',
    ]);
    expect((await list()).ruleSets.at(-1)).toMatchObject({ id: 'own-1', name: '分级办法' });
    const again = await bureau.ask('PUT', '/rule-sets/own-1', { version: 5, ...RULE });
    expect([again.status, at(again, 'error.code')]).toEqual([409, 'retired']);
  });

  test('each step is in the log, with what it was before', () => {
    const rows = app.db.sqlite
      .prepare(
        "SELECT action, before, after FROM audit_log WHERE entity = 'rule_set' AND entity_id = 'own-1'",
      )
      .all() as { action: string; before: string | null; after: string }[];
    expect(rows.map(({ action }) => action)).toEqual([
      'rule_set.create',
      'rule_set.change',
      'rule_set.change',
      'rule_set.change',
      'rule_set.retire',
    ]);
    expect(JSON.parse(rows[1]?.before ?? '{}')).toMatchObject({ inForce: false });
    expect(JSON.parse(rows.at(-1)?.after ?? '{}')).toMatchObject({ reason: '市里另行印发正式办法' });
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });
});
