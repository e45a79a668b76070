import { describe, expect, it } from 'vitest';
import type { ReportImpactReply } from '../../server/reports/schema.ts';
import { impactFinding, impactLines, lampChangeWords } from './impact-shape.ts';

type Impact = NonNullable<ReportImpactReply['impact']>;
type Standing = Impact['after'];

const standing = (change: Partial<Standing> = {}): Standing => ({
  revision: 1,
  edition: 'flash',
  actualPct: -3.6,
  actualDecimals: 1,
  basis: 'published',
  annualLamp: 'green',
  planLamp: 'yellow',
  mayFlip: false,
  cumulativePct: -7.07,
  landing2027Pct: -10.41,
  ...change,
});

const impact = (change: Partial<Impact> = {}): Impact => ({
  before: standing(),
  after: standing({ revision: 2 }),
  finalReplacesFlash: false,
  lampChanges: [],
  city: { beforePct: -3.3, afterPct: -3.3, beforeUnits: 12, afterUnits: 12, assumption: '测算' },
  ...change,
});

const change = {
  period: '2025-12',
  label: '2025年1–12月',
  lamp: 'annual',
  from: 'red',
  to: 'yellow',
} as const;

describe('what approving would change', () => {
  it.each([
    ['nothing', {}, '通过后的变化：等级不变'],
    ['the first figures', { before: null }, '通过后首次计入，此前本期没有已审数据'],
    ['a lamp', { lampChanges: [change] }, '通过后的变化：1处等级改变'],
    [
      'the final in place of the flash figure',
      { finalReplacesFlash: true, lampChanges: [change, { ...change, lamp: 'plan' as const }] },
      '通过后的变化：年报替换快报，2处等级改变',
    ],
    ['a final that changes no lamp', { finalReplacesFlash: true }, '通过后的变化：年报替换快报，等级不变'],
  ])('%s is said in the heading', (_what, part, words) => {
    expect(impactFinding(impact(part))).toBe(words);
  });

  it.each([
    [change, '2025年1–12月年度等级由一级转为二级'],
    [{ ...change, lamp: 'plan' as const, from: 'none' as const }, '2025年1–12月规划期等级为二级'],
    [{ ...change, to: 'none' as const }, '2025年1–12月年度等级由一级变为暂不能评定'],
  ])('%#: a lamp that changes is named', (one, words) => {
    expect(lampChangeWords(one)).toBe(words);
  });

  it('only lines that differ as shown are marked', () => {
    const lines = impactLines(
      impact({
        after: standing({ actualPct: -3.4, cumulativePct: -7.0701, landing2027Pct: null }),
        city: { beforePct: null, afterPct: -3.28, beforeUnits: 0, afterUnits: 1, assumption: '测算' },
      }),
    );
    expect(lines).toEqual([
      { label: '能耗强度', before: '−3.6%', after: '−3.4%', changed: true },
      { label: '较2024年累计', before: '−7.07%', after: '−7.07%', changed: false },
      { label: '2027年落点（推算）', before: '−10.41%', after: '—', changed: true },
      { label: '全市汇总（测算，0→1个单位）', before: '—', after: '−3.28%', changed: true },
    ]);
  });
});
