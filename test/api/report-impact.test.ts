import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReportImpactReply } from '../../server/reports/schema.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { type Person, TestApp } from '../support/app.ts';
import { OWN, outcome, stepsOf, versionOf } from '../support/reports.ts';

let app: TestApp;
let officer: Person;
let bureau: Person;

beforeEach(async () => {
  app = await TestApp.withDemo();
  [officer, bureau] = [await app.as('county-360425'), await app.as('bureau')];
});
afterEach(() => app.close());

async function impactOf(path: string) {
  const answer = await bureau.get(`${path}/impact`);
  expect(answer.status).toBe(200);
  return (answer.body as ReportImpactReply).impact;
}

test('a first report: lamps, cumulative change and landing as computed by hand', async () => {
  expect(await impactOf(OWN)).toBeNull();
  await stepsOf(officer).submit(0, { publishedIntensityPct: '-2.9' });
  const impact = await impactOf(OWN);
  expect(impact?.before).toBeNull();
  // target −3: missed by 0.1 of at most 0.3; 0.961 × 0.971 − 1 = −6.6869 against 0.96 × 0.97 − 1 = −6.88
  expect(impact?.after).toMatchObject({
    revision: 1,
    edition: 'flash',
    actualPct: -2.9,
    actualDecimals: 1,
    basis: 'published',
    annualLamp: 'yellow',
    planLamp: 'yellow',
    cumulativePct: -6.6869,
  });
  // two years give 0.933131; a third at the same pace 0.933131 × √0.933131 = 0.901392
  expect(impact?.after.landing2027Pct).toBeCloseTo(-9.8608, 3);
  expect(impact?.lampChanges.map(({ lamp, from, to }) => [lamp, from, to])).toEqual([
    ['annual', 'none', 'yellow'],
    ['plan', 'none', 'yellow'],
  ]);
  await stepsOf(bureau).approve(1);
  expect(await impactOf(OWN)).toBeNull();
});

test('the yearly final in place of the flash figure changes the plan lamps of the year after', async () => {
  const path = '/reports/360425/2025-12';
  const steps = stepsOf(officer, path);
  const version = versionOf(await steps.open());
  const reopened = versionOf(await steps.reopen(version, '年报核定。'));
  const figures: Partial<Figures> = {
    energyWanTce: '31.23',
    energyGrowthPct: '1.8',
    valueAddedGrowthPct: '6.6',
    publishedIntensityPct: '-4.5',
    waterIntensityPct: '-2.0',
    carbonIntensityPct: '-4.0',
    greenRevenueYiYuan: '18.6',
    efficientMotorSharePct: '18.5',
    retrofitCoveragePct: '62.0',
    edition: 'final',
    note: '年报核定数。',
  };
  expect((await steps.submit(reopened, figures)).status).toBe(200);
  const impact = await impactOf(path);
  expect(impact?.finalReplacesFlash).toBe(true);
  expect([impact?.before?.actualPct, impact?.after.actualPct]).toEqual([-3.9, -4.5]);
  // 2026: plan target −6.88. With −3.9 for 2025 1–6月 (−3.1) stands at −6.8791, just missed; with −4.5 at −7.4605
  expect(impact?.lampChanges.map(({ period, lamp, from, to }) => [period, lamp, from, to])).toEqual([
    ['2025-12', 'annual', 'yellow', 'green'],
    ['2025-12', 'plan', 'yellow', 'green'],
    ['2026-06', 'plan', 'yellow', 'green'],
    ['2026-07', 'plan', 'yellow', 'green'],
    ['2026-08', 'plan', 'yellow', 'green'],
    ['2026-09', 'plan', 'yellow', 'green'],
  ]);
  const lampNow = async () => {
    const progress = (await bureau.get('/progress?period=2026-09')).body as {
      units: { code: string; planLamp: string }[];
    };
    return progress.units.find(({ code }) => code === '360425')?.planLamp;
  };
  expect(await lampNow()).toBe('yellow');
  await steps.open();
  await stepsOf(bureau, path).approve(reopened + 1);
  expect(await lampNow()).toBe('green');
});

test('the roll-up of the city before and after is that of the approved units', async () => {
  app.clock.setToday('2026-12-05');
  const neighbour = await app.as('county-360402');
  const own = '/reports/360425/2026-11';
  const other = '/reports/360402/2026-11';
  const same = { energyWanTce: '95', energyGrowthPct: '0', valueAddedGrowthPct: '5.3' };
  await stepsOf(officer, own).submit(0, { ...same, publishedIntensityPct: '-5' });
  expect((await impactOf(own))?.city).toMatchObject({
    beforePct: null,
    beforeUnits: 0,
    afterPct: -5,
    afterUnits: 1,
  });
  await stepsOf(bureau, own).approve(1);
  await stepsOf(neighbour, other).submit(0, {
    ...same,
    valueAddedGrowthPct: '0',
    publishedIntensityPct: '0',
  });
  // 190 over 95/0.95 + 95/1 = 195
  expect((await impactOf(other))?.city).toMatchObject({
    beforePct: -5,
    beforeUnits: 1,
    afterPct: -2.5641,
    afterUnits: 2,
  });
});

test('the city’s own report leaves the roll-up of the units as it is', async () => {
  app.clock.setToday('2026-12-05');
  await stepsOf(officer, '/reports/360425/2026-11').submit(0);
  await stepsOf(bureau, '/reports/360425/2026-11').approve(1);
  const city = '/reports/360400/2026-11';
  const figures = { energyWanTce: '1600', publishedIntensityPct: '-3.7' };
  expect((await stepsOf(bureau, city).submit(0, figures)).status).toBe(200);
  const impact = await impactOf(city);
  expect(impact?.after.actualPct).toBe(-3.7);
  expect(impact?.city).toMatchObject({ beforePct: -2.9, afterPct: -2.9, beforeUnits: 1, afterUnits: 1 });
});

test.each([
  'county-360425',
  'county-360402',
  'leader',
  'admin',
  'auditor',
])('%s learns nothing of it: other units’ figures stand in it', async (username) => {
  await stepsOf(officer).submit(0);
  const person = await app.as(username);
  expect(outcome(await person.get(`${OWN}/impact`))).toEqual([403, 'forbidden']);
});
