import { describe, expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import { outlook } from './outlook.ts';

const of = (cumulativePct: string | null, period: string, isCity = true) =>
  outlook({
    cumulativePct: cumulativePct === null ? null : new Decimal(cumulativePct),
    period,
    yearlyTargetsPct: ['-5', '-4', '-3.5'],
    isCity,
  });

describe('outlook to 2027, all cases', () => {
  test.each([
    [
      'behind',
      '-7.8',
      '2026-10',
      'required',
      -5.639913,
      3,
      '2027年须再降5.6%才能达到总目标，是目前速度的1.4倍。',
    ],
    [
      'risen: no multiple',
      '0.6',
      '2026-10',
      'required',
      -13.518887,
      3,
      '2027年须再降13.5%才能达到总目标；目前不降反升，无法以倍数表示。',
    ],
    [
      'achieved early',
      '-13.2',
      '2026-10',
      'achievedEarly',
      null,
      3,
      '累计已下降13.2%，已提前完成总目标（下降13.0%）。',
    ],
    [
      'achieved early to the point',
      '-13',
      '2026-10',
      'achievedEarly',
      null,
      3,
      '累计已下降13.0%，已提前完成总目标（下降13.0%）。',
    ],
    [
      'no year left, met to the point',
      '-13',
      '2027-12',
      'finalMet',
      null,
      1,
      '三年累计下降13.0%，达到总目标。',
    ],
    [
      'no year left, missed',
      '-11.99',
      '2027-12',
      'finalMissed',
      null,
      1,
      '三年累计下降11.99%，未达到总目标，差1.01个百分点。',
    ],
    ['a year is missing', null, '2026-10', 'unknown', null, 0, '累计数据不完整，暂不能推算2027年。'],
  ] as const)('%s', (_name, cumulative, period, verdict, need, sentences, text) => {
    const reply = of(cumulative, period);
    expect(reply.verdict).toBe(verdict);
    expect(reply.requiredYearlyPct).toBe(need);
    expect(reply.landingSentences).toHaveLength(sentences);
    expect(reply.sentence).toBe(text);
    expect(reply.landings === null).toBe(cumulative === null);
  });

  test('every landing is told with the index it is drawn at', () => {
    const { landings, landingSentences } = of('-7.8', '2026-10');
    expect(landings).toEqual({ keepPace: 88.5312, hitTargets: 88.973, required: 87 });
    expect(landingSentences[0]).toContain('累计下降11.47%');
    expect(landingSentences[1]).toContain('累计下降11.03%');
    expect(landingSentences[2]).toContain('累计下降13.0%');
  });

  test('a county is measured by its own targets compounded', () => {
    // 0.95 × 0.96 × 0.965 = 0.88008
    const reply = of('-11.992', '2027-12', false);
    expect(reply.verdict).toBe('finalMet');
    expect(reply.landingSentences).toEqual([
      '2027年为最后一年，三年累计下降11.99%，恰好达到2027年目标（下降11.99%）。',
    ]);
    expect(reply.progressShare).toBe(1);
  });
});
