import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ProgressHistoryReply,
  ProgressReply,
  ProgressRevision,
  ProgressRevisionsReply,
  TrajectoryReply,
} from '../../server/progress/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { at, type Person, TestApp } from '../support/app.ts';

/** 永修县 has not reported 2026年1–10月 in the demo: the report these scenarios take through its life. */
const OWN = '/reports/360425/2026-10';
const VIEWERS = ['county-360425', 'bureau', 'leader', 'county-360402'] as const;
type Viewer = (typeof VIEWERS)[number];

const figures = (published: string): Figures => ({
  ...EMPTY_FIGURES,
  energyWanTce: '24.62',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: published,
  note: '10月检修结束，产量恢复。',
});

/** An application whose clock the test moves: business date and real time together. */
class Life {
  readonly app: TestApp;
  private version = 0;
  private constructor(app: TestApp) {
    this.app = app;
  }
  static async begin(): Promise<Life> {
    return new Life(await TestApp.withDemo());
  }
  /** Sets the clock to a time, given in UTC; Shanghai is eight hours ahead. */
  moveTo(utc: string): void {
    this.app.clock.forward(Date.parse(utc) - this.app.clock.now().getTime());
    this.app.clock.setToday(new Date(Date.parse(utc) + 8 * 3_600_000).toISOString().slice(0, 10));
  }
  async step(utc: string, who: Viewer, path: string, body: Record<string, unknown> = {}): Promise<void> {
    this.moveTo(utc);
    const person = await this.app.as(who);
    const isReport = path.startsWith(OWN);
    const answer = await person.ask('POST', path, isReport ? { version: this.version, ...body } : body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    if (isReport) this.version = at(answer, 'version') as number;
  }
}

const DAY_STEPS: [utc: string, who: Viewer, path: string, body?: Record<string, unknown>][] = [
  // the last moment of 21 November in Shanghai
  ['2026-11-21T15:59:59.999Z', 'county-360425', `${OWN}/submit`, { figures: figures('-2.9') }],
  // the first moment of 24 November
  ['2026-11-23T16:00:00.000Z', 'bureau', `${OWN}/approve`],
  ['2026-11-25T02:00:00.000Z', 'bureau', '/periods/2026-10/release'],
  ['2026-11-27T01:00:00.000Z', 'county-360425', `${OWN}/reopen`, { reason: '统计局更正' }],
  ['2026-11-27T02:00:00.000Z', 'county-360425', `${OWN}/submit`, { figures: figures('-3.1') }],
  ['2026-11-30T02:00:00.000Z', 'bureau', `${OWN}/approve`],
  ['2026-12-02T02:00:00.000Z', 'bureau', '/periods/2026-10/release'],
];

let life: Life;
let people: Record<Viewer, Person>;

beforeAll(async () => {
  life = await Life.begin();
  for (const [utc, who, path, body] of DAY_STEPS) await life.step(utc, who, path, body);
  life.moveTo('2026-12-04T02:00:00.000Z');
  const signedIn = await Promise.all(VIEWERS.map(async (name) => [name, await life.app.as(name)] as const));
  people = Object.fromEntries(signedIn) as typeof people;
});
afterAll(() => life.app.close());

async function ask<T>(who: keyof typeof people, path: string): Promise<T> {
  const answer = await people[who].get(path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
  return answer.body as T;
}

async function unitOn(who: Viewer, asOf: string, code = '360425') {
  const reply = await ask<ProgressReply>(who, `/progress?period=2026-10&asOf=${asOf}`);
  const unit = [...reply.units, reply.city].find((candidate) => candidate.code === code);
  if (!unit) throw new Error(`${code} missing`);
  return unit;
}

describe('a report from submission to its second release, looked back at', () => {
  const NONE = ['notReported', null];
  const FIRST = ['approved', -2.9];
  const SECOND = ['approved', -3.1];
  const HIDDEN = ['unreleased', null];
  test.each([
    ['2026-11-20', 'the day before it was submitted', NONE, NONE, NONE, HIDDEN],
    [
      '2026-11-21',
      'submitted in the last moment of the day',
      ['submitted', -2.9],
      ['submitted', -2.9],
      ['submitted', null],
      HIDDEN,
    ],
    [
      '2026-11-23',
      'approved in the first moment of the next',
      ['submitted', -2.9],
      ['submitted', -2.9],
      ['submitted', null],
      HIDDEN,
    ],
    ['2026-11-24', 'approved', FIRST, FIRST, FIRST, HIDDEN],
    ['2026-11-25', 'released', FIRST, FIRST, FIRST, FIRST],
    ['2026-11-27', 'revised, not approved yet', FIRST, FIRST, FIRST, FIRST],
    ['2026-11-30', 'the revision approved', SECOND, SECOND, SECOND, FIRST],
    ['2026-12-01', 'and not released yet', SECOND, SECOND, SECOND, FIRST],
    ['2026-12-02', 'the revision released', SECOND, SECOND, SECOND, SECOND],
    ['2026-12-04', 'today', SECOND, SECOND, SECOND, SECOND],
  ])('%s: %s', async (asOf, _name, ...expected) => {
    const seen = await Promise.all(VIEWERS.map((who) => unitOn(who, asOf)));
    expect(seen.map((unit) => [unit.status, unit.actualPct])).toEqual(expected);
  });

  test('who stands behind the figure is told as it was: nobody approved it before they did', async () => {
    expect(await unitOn('bureau', '2026-11-23')).toMatchObject({
      provisional: true,
      approvedBy: null,
      approvedAt: null,
      releasedAt: null,
    });
    expect(await unitOn('bureau', '2026-11-24')).toMatchObject({
      provisional: false,
      approvedAt: '2026-11-23T16:00:00.000Z',
      releasedAt: null,
    });
    expect(await unitOn('bureau', '2026-11-28')).toMatchObject({
      approvedAt: '2026-11-23T16:00:00.000Z',
      releasedAt: '2026-11-25T02:00:00.000Z',
      pendingRevision: true,
    });
    expect((await unitOn('leader', '2026-11-28')).pendingRevision).toBe(false);
    expect(await unitOn('bureau', '2026-12-01')).toMatchObject({
      approvedAt: '2026-11-30T02:00:00.000Z',
      releasedAt: null,
      pendingRevision: false,
    });
  });

  test('the heat table and the course of the unit look back with it', async () => {
    const index = async (who: Viewer, asOf: string) => {
      const path = `/progress/trajectory?unit=360425&period=2026-10&asOf=${asOf}`;
      const reply = await ask<TrajectoryReply>(who, path);
      expect(reply.asOf).toBe(asOf);
      return reply.actual.map((point) => point.index);
    };
    const [closed] = (await index('bureau', '2026-11-20')).slice(1);
    if (closed === undefined) throw new Error('2025 is missing');
    // 2025's index × (1 − 2.9 %), then × (1 − 3.1 %)
    expect(await index('bureau', '2026-11-20')).toEqual([100, closed]);
    expect(await index('bureau', '2026-11-24')).toEqual([100, closed, expect.closeTo(closed * 0.971, 3)]);
    expect(await index('bureau', '2026-12-01')).toEqual([100, closed, expect.closeTo(closed * 0.969, 3)]);
    expect(await index('county-360402', '2026-12-01')).toEqual([
      100,
      closed,
      expect.closeTo(closed * 0.971, 3),
    ]);

    const point = async (asOf: string) => {
      const reply = await ask<ProgressHistoryReply>('leader', `/progress/history?asOf=${asOf}`);
      const unit = reply.units.find((candidate) => candidate.code === '360425');
      return [reply.periods.at(-1), unit?.points.at(-1)?.actualPct ?? null];
    };
    // 1–10月 was not over on 31 October; the newest period then was 1–9月
    expect((await point('2026-10-31'))[0]).toBe('2026-09');
    expect(await point('2026-11-20')).toEqual(['2026-10', null]);
    expect(await point('2026-11-24')).toEqual(['2026-10', -2.9]);
    expect(await point('2026-12-04')).toEqual(['2026-11', null]);
  });

  test('a period that was not over on the day was not due', async () => {
    expect((await unitOn('bureau', '2026-10-31')).status).toBe('notDue');
    expect((await unitOn('bureau', '2026-11-01')).status).toBe('notReported');
  });
});

/** A reply without what only tells that it looks back; drafts leave no history. */
function comparable(reply: unknown): unknown {
  const text = JSON.stringify(reply, (key, value) => (key === 'asOf' ? undefined : value));
  return JSON.parse(text.replaceAll('"status":"draft"', '"status":"notReported"'));
}

describe('today', () => {
  test.each(VIEWERS)('looked back at is what %s sees without looking back', async (who) => {
    const paths = [
      '/progress?period=2026-10',
      '/progress?period=2026-08&ruleSet=ndrc-2021-629',
      '/progress?period=2025-12',
      '/progress/history?',
      '/progress/trajectory?unit=360481&period=2026-09',
    ];
    for (const path of paths) {
      const now = await ask<{ asOf: unknown }>(who, path.replace(/\?$/, ''));
      const then = await ask<{ asOf: unknown }>(who, `${path}&asOf=2026-12-04`.replace('?&', '?'));
      expect([now.asOf, then.asOf]).toEqual([null, '2026-12-04']);
      expect(comparable(then)).toEqual(comparable(now));
    }
  });
});

async function revisions(who: Viewer, from: string, to?: string): Promise<ProgressRevision[]> {
  const path = `/progress/revisions?from=${from}${to ? `&to=${to}` : ''}`;
  return (await ask<ProgressRevisionsReply>(who, path)).revisions;
}
const ownIn = (list: ProgressRevision[]) =>
  list.filter((one) => one.unitCode === '360425' && one.period === '2026-10');

describe('the difference of two days', () => {
  test.each<[string, string, Viewer, unknown[]]>([
    ['2026-11-20', '2026-11-20', 'bureau', []],
    ['2026-11-20', '2026-11-21', 'bureau', [[['first'], null, 1, null, -2.9, '2026-11-21T15:59:59.999Z']]],
    ['2026-11-20', '2026-11-21', 'leader', []],
    ['2026-11-21', '2026-11-24', 'bureau', [[['approved'], 1, 1, -2.9, -2.9, '2026-11-23T16:00:00.000Z']]],
    ['2026-11-20', '2026-11-24', 'leader', [[['first'], null, 1, null, -2.9, '2026-11-23T16:00:00.000Z']]],
    ['2026-11-24', '2026-11-25', 'leader', [[['released'], 1, 1, -2.9, -2.9, '2026-11-25T02:00:00.000Z']]],
    [
      '2026-11-20',
      '2026-11-25',
      'county-360425',
      [[['first', 'released'], null, 1, null, -2.9, '2026-11-23T16:00:00.000Z']],
    ],
    [
      '2026-11-20',
      '2026-11-25',
      'county-360402',
      [[['first', 'released'], null, 1, null, -2.9, '2026-11-25T02:00:00.000Z']],
    ],
    ['2026-11-25', '2026-11-29', 'bureau', []],
    ['2026-11-25', '2026-12-01', 'bureau', [[['revised'], 1, 2, -2.9, -3.1, '2026-11-30T02:00:00.000Z']]],
    ['2026-11-25', '2026-12-01', 'county-360402', []],
    [
      '2026-11-25',
      '2026-12-02',
      'county-360402',
      [[['revised', 'released'], 1, 2, -2.9, -3.1, '2026-12-02T02:00:00.000Z']],
    ],
  ])('from %s to %s for %s', async (from, to, who, expected) => {
    const own = ownIn(await revisions(who, from, to)).map((one) => [
      one.kinds,
      one.before?.revision ?? null,
      one.after?.revision ?? null,
      one.before?.actualPct ?? null,
      one.after?.actualPct ?? null,
      one.at,
    ]);
    expect(own).toEqual(expected);
  });

  test('names the figures that differ, the lamps before and after, and who did it', async () => {
    const [own] = ownIn(await revisions('leader', '2026-11-25'));
    expect(own).toMatchObject({
      unitName: '永修县',
      label: '2026年1–10月',
      kinds: ['revised', 'released'],
      fields: [{ field: 'publishedIntensityPct', before: '-2.9', after: '-3.1' }],
      before: { annualLamp: 'yellow', released: true },
      after: { annualLamp: 'green', released: true },
    });
    expect(own?.by).toContain('市工信局');
  });

  test('a yearly final in place of the flash report names the lamps it moves, in later periods too', async () => {
    const list = await revisions('leader', '2026-06-15', '2026-06-17');
    const moved = list
      .filter((one) => one.unitCode === '360429' && one.period <= '2026-04')
      .map((one) => [
        one.period,
        one.kinds,
        one.before?.annualLamp,
        one.after?.annualLamp,
        one.before?.planLamp,
        one.after?.planLamp,
      ]);
    // 湖口县 2025: target −6.0; −5.9 misses by less than a tenth, −6.1 meets it. 2026 so far −4.5 a year against −4.5:
    // 0.941 × 0.955 is above 0.94 × 0.955, 0.939 × 0.955 below
    expect(moved).toEqual([
      ['2026-04', ['closedYear'], 'green', 'green', 'yellow', 'green'],
      ['2026-03', ['closedYear'], 'green', 'green', 'yellow', 'green'],
      ['2025-12', ['final'], 'yellow', 'green', 'yellow', 'green'],
    ]);
    const final = list.find((one) => one.unitCode === '360429' && one.period === '2025-12');
    expect(final?.fields).toEqual([
      { field: 'energyWanTce', before: '599.80', after: '598.62' },
      { field: 'energyGrowthPct', before: '2.0', after: '1.8' },
      { field: 'publishedIntensityPct', before: '-5.9', after: '-6.1' },
      { field: 'edition', before: 'flash', after: 'final' },
    ]);
    const cause = list.find((one) => one.unitCode === '360429' && one.kinds[0] === 'closedYear');
    expect([cause?.at, cause?.by]).toEqual([final?.at, final?.by]);
  });

  const DAYS = [
    '2025-12-31',
    '2026-02-20',
    '2026-06-16',
    '2026-06-17',
    '2026-10-14',
    '2026-11-24',
    '2026-12-04',
  ];
  test.each(VIEWERS)('applied to the earlier day gives the later one, for %s', async (who) => {
    /** pct and lamp of every unit and period on a day */
    const cells = async (asOf: string) => {
      const reply = await ask<ProgressHistoryReply>(who, `/progress/history?asOf=${asOf}`);
      const entries = reply.units.flatMap((unit) =>
        unit.points.flatMap((point, index) =>
          point
            ? [
                [
                  `${unit.code} ${reply.periods[index]}`,
                  `${point.actualPct} ${point.lamp} ${point.provisional}`,
                ] as const,
              ]
            : [],
        ),
      );
      return new Map<string, string>(entries);
    };
    for (const [index, to] of DAYS.entries()) {
      const from = DAYS[index - 1];
      if (!from) continue;
      const applied = await cells(from);
      for (const { unitCode, period, after } of await revisions(who, from, to)) {
        const key = `${unitCode} ${period}`;
        if (after) applied.set(key, `${after.actualPct} ${after.annualLamp} ${after.provisional}`);
        else applied.delete(key);
      }
      const later = await cells(to);
      expect([...applied].sort()).toEqual([...later].sort());
      expect(later.size).toBeGreaterThan(0);
    }
  });

  test('another county’s internal figures are in no list', async () => {
    const list = await revisions('county-360402', '2025-01-01');
    const others = list.filter((one) => one.unitCode !== '360402');
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter((one) => one.after && !one.after.released)).toEqual([]);
    expect(others.filter((one) => one.before && !one.before.released)).toEqual([]);
  });
});

describe('a submission that did not stand', () => {
  test('shows on the days it was waiting, and its withdrawal or return is in the list', async () => {
    const other = await Life.begin();
    await other.step('2026-11-22T02:00:00.000Z', 'county-360425', `${OWN}/submit`, {
      figures: figures('-2.9'),
    });
    await other.step('2026-11-24T02:00:00.000Z', 'county-360425', `${OWN}/withdraw`);
    await other.step('2026-11-26T02:00:00.000Z', 'county-360425', `${OWN}/submit`, {
      figures: figures('-2.8'),
    });
    await other.step('2026-11-28T02:00:00.000Z', 'bureau', `${OWN}/return`, { reason: '请核对口径' });
    other.moveTo('2026-11-30T02:00:00.000Z');
    const bureau = await other.app.as('bureau');
    const seen = async (asOf: string) => {
      const reply = (await bureau.get(`/progress?period=2026-10&asOf=${asOf}`)).body as ProgressReply;
      const unit = reply.units.find((candidate) => candidate.code === '360425');
      return [unit?.status, unit?.actualPct];
    };
    expect(await seen('2026-11-21')).toEqual(['notReported', null]);
    expect(await seen('2026-11-23')).toEqual(['submitted', -2.9]);
    expect((await seen('2026-11-24'))[1]).toBeNull();
    expect(await seen('2026-11-27')).toEqual(['submitted', -2.8]);
    expect(await seen('2026-11-29')).toEqual(['returned', null]);
    const step = async (from: string, to: string) => {
      const answer = await bureau.get(`/progress/revisions?from=${from}&to=${to}`);
      return ownIn((answer.body as ProgressRevisionsReply).revisions).map((one) => [
        one.kinds,
        one.after,
        one.at,
      ]);
    };
    expect(await step('2026-11-23', '2026-11-24')).toEqual([
      [['withdrawn'], null, '2026-11-24T02:00:00.000Z'],
    ]);
    expect(await step('2026-11-27', '2026-11-28')).toEqual([
      [['returned'], null, '2026-11-28T02:00:00.000Z'],
    ]);
    expect(await step('2026-11-21', '2026-11-30')).toEqual([]);
    other.app.close();
  });
});
