import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listPeriods } from '../../server/periods/periods.ts';
import { reportingMatrix } from '../../server/periods/reporting.ts';
import type { CollectionReply, ReportingReply } from '../../server/periods/schema.ts';
import { scopeOf } from '../../server/reports/scope.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { reportableFrom } from '../../server/rules/periods.ts';
import { at, type Person, TestApp } from '../support/app.ts';

/** The demo holds nothing about 2026年1–11月; by the rule it is due on 2026-12-20. */
const PERIOD = '2026-11';
const figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '27.10',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
  note: '与县统计局核对无误。',
};

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.withDemo();
});
afterEach(() => app.close());

/** Moves real time and the business date to one moment. */
function moveTo(time: string): void {
  app.clock.forward(Date.parse(time) - app.clock.now().getTime());
  const shanghai = new Date(Date.parse(time) + 8 * 3_600_000);
  app.clock.setToday(shanghai.toISOString().slice(0, 10));
}

async function submit(unitCode: string, time: string): Promise<void> {
  moveTo(time);
  const officer = await app.as(`county-${unitCode.toLowerCase()}`);
  const path = `/reports/${unitCode}/${PERIOD}/submit`;
  const answer = await officer.ask('POST', path, { version: 0, figures });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function matrix(person: Person, year = 2026): Promise<ReportingReply> {
  return (await person.get(`/reporting?year=${year}`)).body as ReportingReply;
}

/** State, lateness and first day of one unit in the period under test. */
function cell(reply: ReportingReply, unitCode: string, period = PERIOD) {
  const unit = reply.units.find((one) => one.unitCode === unitCode);
  const found = unit?.cells.find((one) => one.period === period);
  if (!found) throw new Error(`no cell of ${unitCode} in ${period}`);
  return [found.state, found.daysLate, found.firstSubmittedOn];
}

const periodOf = (reply: Pick<ReportingReply, 'periods'>, period = PERIOD) =>
  reply.periods.find((one) => one.period === period);

describe('completeness and timeliness, by hand', () => {
  beforeEach(async () => {
    moveTo('2026-12-05T02:00:00.000Z');
    const bureau = await app.as('bureau');
    const grant = { units: ['JKQ'], until: '2026-12-23', reason: '统计数据迟发' };
    expect((await bureau.ask('POST', `/periods/${PERIOD}/extensions`, grant)).status).toBe(200);
    // the last second of 20 December in Shanghai, and the first of the 21st
    await submit('360425', '2026-12-20T15:59:59.000Z');
    await submit('360402', '2026-12-20T16:00:00.000Z');
    await submit('JKQ', '2026-12-22T03:00:00.000Z');
  });

  test('the Shanghai day of the first submission against the unit’s own due date decides', async () => {
    const reply = await matrix(await app.as('bureau'));
    expect(cell(reply, '360425')).toEqual(['onTime', 0, '2026-12-20']);
    expect(cell(reply, '360402')).toEqual(['late', 1, '2026-12-21']);
    expect(cell(reply, 'JKQ')).toEqual(['onTime', 0, '2026-12-22']);
    expect(cell(reply, '360403')).toEqual(['overdue', 2, null]);
    expect(cell(reply, '360403', '2026-12')).toEqual(['notYet', 0, null]);
  });

  test('of 14 units 3 have reported and 2 in time: two figures, with 全市 in neither', async () => {
    const reply = await matrix(await app.as('bureau'));
    expect(periodOf(reply)).toMatchObject({
      completeness: { reported: 3, expected: 14, percent: '21.4%' },
      timeliness: { onTime: 2, expected: 14, percent: '14.3%' },
    });
    expect(reply.units.filter((unit) => unit.isCity).map((unit) => unit.unitCode)).toEqual(['360400']);
    const listed = at(await (await app.as('leader')).get('/periods'), 'periods') as { period: string }[];
    expect(listed.find((one) => one.period === PERIOD)).toMatchObject({
      completeness: { reported: 3, expected: 14 },
      timeliness: { onTime: 2, expected: 14 },
    });
  });

  test('what is not open yet is not expected', async () => {
    expect(periodOf(await matrix(await app.as('bureau')), '2026-12')).toMatchObject({
      state: 'notYet',
      completeness: { reported: 0, expected: 0, percent: null },
    });
  });

  test('a later correction does not make a report late, nor an overdue one timely', async () => {
    const bureau = await app.as('bureau');
    for (const unit of ['360425', '360402']) {
      const { body } = await bureau.get(`/reports/${unit}/${PERIOD}`);
      const { version } = body as { version: number };
      const returned = { version, reason: '核对', reasonIds: [] };
      await bureau.ask('POST', `/reports/${unit}/${PERIOD}/return`, returned);
      const officer = await app.as(`county-${unit}`);
      const again = await officer.ask('POST', `/reports/${unit}/${PERIOD}/submit`, {
        version: version + 1,
        figures: { ...figures, energyWanTce: '27.20' },
      });
      expect(again.status).toBe(200);
    }
    const reply = await matrix(bureau);
    expect(cell(reply, '360425')[0]).toBe('onTime');
    expect(cell(reply, '360402')[0]).toBe('late');
  });

  test('a submission taken back before a decision was none: matrix, list and reminder say the same', async () => {
    moveTo('2026-12-20T10:00:00.000Z');
    await submit('360403', '2026-12-20T10:00:00.000Z');
    const path = `/reports/360403/${PERIOD}`;
    const officer = await app.as('county-360403');
    expect((await officer.ask('POST', `${path}/withdraw`, { version: 1 })).status).toBe(200);
    moveTo('2026-12-22T03:00:00.000Z');
    const bureau = await app.as('bureau');
    const listed = async () => {
      const rows = at(await bureau.get(`/reports?period=${PERIOD}`), 'reports') as Record<string, unknown>[];
      const found = rows.find((one) => one.unitCode === '360403');
      return [found?.submittedAt, found?.submittedBy, found?.overdueDays];
    };
    const overdue = async () => {
      const all = at(await bureau.get('/reminders'), 'reminders') as Record<string, unknown>[];
      return all.find((one) => one.period === PERIOD && one.kind === 'overdue' && one.unitCode === null)
        ?.text;
    };
    expect(cell(await matrix(bureau), '360403')).toEqual(['overdue', 2, null]);
    expect(periodOf(await matrix(bureau))?.completeness.reported).toBe(3);
    expect(await listed()).toEqual([null, null, 2]);
    expect(await overdue()).toContain('11个单位逾期未报');
    const again = await app.as('county-360403');
    const answer = await again.ask('POST', `${path}/submit`, { version: 2, figures });
    expect(answer.status).toBe(200);
    expect(cell(await matrix(bureau), '360403')).toEqual(['late', 2, '2026-12-22']);
    expect((await listed())[2]).toBe(0);
    expect(await overdue()).toContain('10个单位逾期未报');
  });

  test('one that was decided on counts, whatever is taken back afterwards', async () => {
    const bureau = await app.as('bureau');
    const path = `/reports/360425/${PERIOD}`;
    const { version } = (await bureau.get(path)).body as { version: number };
    await bureau.ask('POST', `${path}/return`, { version, reason: '核对', reasonIds: [] });
    const officer = await app.as('county-360425');
    await officer.ask('POST', `${path}/submit`, { version: version + 1, figures });
    expect((await officer.ask('POST', `${path}/withdraw`, { version: version + 2 })).status).toBe(200);
    expect(cell(await matrix(bureau), '360425')).toEqual(['onTime', 0, '2026-12-20']);
    const all = at(await officer.get('/reminders'), 'reminders') as Record<string, unknown>[];
    const reminder = all.find((one) => one.period === PERIOD);
    expect([reminder?.kind, reminder?.text]).toEqual(['due', '2026年1–11月已撤回，待重新报送']);
  });

  test('closing turns overdue into missed and keeps the counts', async () => {
    const bureau = await app.as('bureau');
    await bureau.ask('POST', `/periods/${PERIOD}/close`, { version: 0 });
    const reply = await matrix(bureau);
    expect(cell(reply, '360403')[0]).toBe('missed');
    expect(periodOf(reply)?.completeness).toEqual({ reported: 3, expected: 14, percent: '21.4%' });
  });

  test('a county sees its own line and its own shares only', async () => {
    const reply = await matrix(await app.as('county-360402'));
    expect(reply.units.map((unit) => unit.unitCode)).toEqual(['360402']);
    expect(periodOf(reply)).toMatchObject({
      completeness: { reported: 1, expected: 1, percent: '100%' },
      timeliness: { onTime: 0, expected: 1, percent: '0%' },
    });
  });
});

test('unit shares and period shares come from the same cells: both add up to the total', async () => {
  const reply = await matrix(await app.as('bureau'));
  const sum = (shares: { reported: number; expected: number }[]) => [
    shares.reduce((total, one) => total + one.reported, 0),
    shares.reduce((total, one) => total + one.expected, 0),
  ];
  const counties = reply.units.filter((unit) => !unit.isCity);
  const { reported, expected } = reply.total.completeness;
  expect(sum(counties.map((unit) => unit.completeness))).toEqual([reported, expected]);
  expect(sum(reply.periods.map((period) => period.completeness))).toEqual([reported, expected]);
  // nine periods of 2026 are over on 2026-11-21: 1–2 to 1–10月
  expect(expected).toBe(9 * 14);
});

test('the matrix and the list of periods take five queries each, whatever their size', () => {
  const prepare = vi.spyOn(app.db.sqlite, 'prepare');
  const scope = scopeOf({ role: 'bureau', unitCodes: [] });
  reportingMatrix(app.db.read, scope, '2026-11-21', 2026);
  expect(prepare.mock.calls.length).toBe(5);
  listPeriods(app.db.read, scope, '2026-11-21');
  expect(prepare.mock.calls.length).toBe(10);
});

describe('collection settings', () => {
  let bureau: Person;
  beforeEach(async () => {
    bureau = await app.as('bureau');
  });
  const settings = async () => (await bureau.get('/collection')).body as CollectionReply;
  const change = (body: unknown) => bureau.ask('PUT', '/collection', body);
  const audited = () => app.db.sqlite.prepare('SELECT count(*) FROM audit_log').pluck().get() as number;
  const item = (itemId: string, frequency: string, version = 0, wayIn = 'entry') => ({
    items: [{ itemId, frequency, wayIn, version }],
  });

  test('start as the rules say', async () => {
    const { items, deadlines, units } = await settings();
    expect(deadlines).toEqual({ dueDay: 20, workingDaysAfterFeedback: 5, version: 0 });
    expect(items.map(({ itemId, frequency }) => [itemId, frequency])).toEqual([
      ['intensity', 'monthly'],
      ['waterIntensityPct', 'quarterly'],
      ['carbonIntensityPct', 'yearly'],
      ['greenRevenueYiYuan', 'quarterly'],
      ['efficientMotorSharePct', 'yearly'],
      ['retrofitCoveragePct', 'yearly'],
    ]);
    expect(units).toHaveLength(14);
  });

  test('quarterly intensity expects reports in 1–3, 1–6, 1–9 and 1–12月 only', async () => {
    expect((await change(item('intensity', 'quarterly'))).status).toBe(200);
    const reply = await matrix(bureau);
    expect(reply.periods.filter((one) => one.expectsReport).map((one) => one.period)).toEqual([
      '2026-03',
      '2026-06',
      '2026-09',
      '2026-12',
    ]);
    expect(cell(reply, '360403', '2026-10')[0]).toBe('notExpected');
    expect(reply.total.completeness.expected).toBe(3 * 14);
  });

  test('a new due day counts for the periods over from that day on, and moves no deadline of before', async () => {
    const before = (await matrix(bureau)).periods;
    const rule = { dueDay: 15, workingDaysAfterFeedback: 3, version: 0 };
    expect((await change({ deadlines: rule })).status).toBe(200);
    expect((await settings()).deadlines).toEqual({ ...rule, version: 1 });
    const today = app.clock.today();
    for (const { period, dueOn } of (await matrix(bureau)).periods) {
      const isNew = reportableFrom(period) >= today;
      expect([period, dueOn]).toEqual([
        period,
        isNew ? `${reportableFrom(period).slice(0, 7)}-15` : periodOf({ periods: before }, period)?.dueOn,
      ]);
    }
  });

  test('a real change leaves one audit row each, the same settings again none', async () => {
    const both = {
      ...item('waterIntensityPct', 'monthly'),
      deadlines: { dueDay: 18, workingDaysAfterFeedback: 5, version: 0 },
    };
    const before = audited();
    await change(both);
    expect(audited()).toBe(before + 2);
    const same = { ...item('waterIntensityPct', 'monthly', 1), deadlines: { ...both.deadlines, version: 1 } };
    expect((await change(same)).status).toBe(200);
    expect(audited()).toBe(before + 2);
  });

  test('an old version changes nothing, not even what was current', async () => {
    await change(item('waterIntensityPct', 'monthly'));
    const before = JSON.stringify(await settings());
    const stale = await change({
      ...item('waterIntensityPct', 'yearly', 0),
      deadlines: { dueDay: 18, workingDaysAfterFeedback: 5, version: 0 },
    });
    expect([stale.status, at(stale, 'error.code')]).toEqual([409, 'version_conflict']);
    expect(JSON.stringify(await settings())).toBe(before);
  });

  test('sign-off can be asked of a unit with two people, one of them a signer', async () => {
    const now = await settings();
    const able = now.units.find((unit) => unit.signers > 0 && unit.officers > 1);
    if (!able) throw new Error('the demo has no unit with a signer');
    const { unitCode, signOffRequired, version } = able;
    const answer = await change({ units: [{ unitCode, signOffRequired: !signOffRequired, version }] });
    expect(answer.status).toBe(200);
    const after = (await settings()).units.find((unit) => unit.unitCode === unitCode);
    expect([after?.signOffRequired, after?.version]).toEqual([!signOffRequired, version + 1]);
  });

  const refused: [string, unknown, string, string][] = [
    ['intensity yearly', item('intensity', 'yearly'), 'items.0.frequency', 'out_of_range'],
    ['intensity not at all', item('intensity', 'never'), 'items.0.frequency', 'out_of_range'],
    [
      'an item twice',
      {
        items: [...item('waterIntensityPct', 'monthly').items, ...item('waterIntensityPct', 'yearly').items],
      },
      'items.0.itemId',
      'duplicate',
    ],
    [
      'day 0',
      { deadlines: { dueDay: 0, workingDaysAfterFeedback: 5, version: 0 } },
      'deadlines.dueDay',
      'out_of_range',
    ],
    [
      'day 29, which February lacks',
      { deadlines: { dueDay: 29, workingDaysAfterFeedback: 5, version: 0 } },
      'deadlines.dueDay',
      'out_of_range',
    ],
    [
      'no working day at all',
      { deadlines: { dueDay: 20, workingDaysAfterFeedback: 0, version: 0 } },
      'deadlines.workingDaysAfterFeedback',
      'out_of_range',
    ],
    [
      'sign-off where nobody could sign',
      { units: [{ unitCode: '360425', signOffRequired: true, version: 0 }] },
      'units.0.signOffRequired',
      'no_signer',
    ],
    [
      'sign-off of 全市, which is no unit',
      { units: [{ unitCode: '360400', signOffRequired: true, version: 0 }] },
      'units.0.unitCode',
      'unknown_unit',
    ],
  ];
  test.each(refused)('%s is refused at its field', async (_name, body, field, code) => {
    const before = JSON.stringify(await settings());
    const answer = await change(body);
    const fields = at(answer, 'error.fields') as Record<string, { code: string; message: string }>;
    expect([answer.status, fields[field]?.code]).toEqual([422, code]);
    expect(JSON.stringify(await settings())).toBe(before);
  });

  test('a due day of 1 and of 28 are allowed', async () => {
    for (const [version, dueDay] of [1, 28].entries()) {
      const answer = await change({ deadlines: { dueDay, workingDaysAfterFeedback: 5, version } });
      expect(answer.status).toBe(200);
    }
  });

  test('a county sees the choices of its own unit only', async () => {
    const answer = await (await app.as('county-360425')).get('/collection');
    expect((at(answer, 'units') as { unitCode: string }[]).map((unit) => unit.unitCode)).toEqual(['360425']);
  });
});
