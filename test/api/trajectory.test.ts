import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProgressHistoryReply, TrajectoryReply } from '../../server/progress/schema.ts';
import { type Person, TestApp } from '../support/app.ts';

const VIEWERS = ['leader', 'county-360402'] as const;
type Viewer = (typeof VIEWERS)[number];

let app: TestApp;
let people: Record<Viewer, Person>;
beforeAll(async () => {
  app = await TestApp.withDemo();
  const signedIn = await Promise.all(VIEWERS.map(async (name) => [name, await app.as(name)] as const));
  people = Object.fromEntries(signedIn) as typeof people;
});
afterAll(() => app.close());

async function ask<T>(who: Viewer, path: string): Promise<T> {
  const answer = await people[who].ask('GET', path);
  expect(answer.status).toBe(200);
  return answer.body as T;
}
const course = (who: Viewer, unit: string, period: string) =>
  ask<TrajectoryReply>(who, `/progress/trajectory?unit=${unit}&period=${period}`);

describe('course to 2027', () => {
  test('the city: three landings with the distance to −13 %, progress and trend, each a sentence', async () => {
    const reply = await course('leader', '360400', '2026-10');
    expect(reply.landingSentences).toHaveLength(3);
    const distance = ((reply.landings?.keepPace ?? 0) - 87).toFixed(2);
    expect(reply.landingSentences[0]).toContain(`距总目标（下降13.0%）还差${distance}个百分点`);
    expect(reply.landingSentences[2]).toContain('恰好达到总目标');
    const share = ((reply.progressShare ?? 0) * 100).toFixed(1);
    expect(reply.progressSentence).toContain(`完成进度${share}%`);
    expect(reply.slopeSentence).toMatch(/^近6期累计降幅平均每月(收窄|扩大)\d\.\d\d个百分点。$/);
  });

  test('the trend rests on the figures of the heat table and on no other', async () => {
    const reply = await course('leader', '360483', '2026-10');
    const history = await ask<ProgressHistoryReply>('leader', '/progress/history');
    const points = history.units.find((unit) => unit.code === '360483')?.points ?? [];
    const shown = reply.slope?.points.map(({ period, actualPct }) => [
      points[history.periods.indexOf(period)]?.actualPct,
      actualPct,
    ]);
    expect(shown).toHaveLength(6);
    for (const [inTable, inTrend] of shown ?? []) expect(inTrend).toBe(inTable);
  });

  test('a unit that has not reported has no landing and no trend, and both say so', async () => {
    const reply = await course('leader', '360423', '2026-10');
    expect(reply).toMatchObject({
      landings: null,
      landingSentences: [],
      progressShare: null,
      progressSentence: '累计数据不完整，暂不能计算2027年目标完成进度。',
      slope: null,
      slopeSentence: '连续期数不足3期，暂不能判断走势。',
      sentence: '累计数据不完整，暂不能推算2027年。',
    });
  });

  test('a neighbour learns nothing of what is not released, not even from the trend', async () => {
    const reply = await course('county-360402', '360426', '2026-10');
    expect(reply.slope).toBeNull();
    expect(reply.landingSentences).toEqual([]);
    const before = await course('county-360402', '360426', '2026-09');
    expect(before.slope?.points.at(-1)?.period).toBe('2026-09');
  });

  test('the trend reaches over the turn of the year, without 1–2月', async () => {
    const reply = await course('leader', '360400', '2026-03');
    expect(reply.slope?.points.map(({ period }) => period)).toEqual([
      '2025-08',
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-03',
    ]);
    expect(reply.slopeSentence).toMatch(/^近6期（跨年度）/);
  });
});
