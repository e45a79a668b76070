import { describe, expect, test } from 'vitest';
import type { ProjectSummaryReply, ProjectSums } from '../../../server/projects/summary/schema.ts';
import {
  energyPctText,
  funnelFinding,
  funnelRows,
  gapShareText,
  gapsFinding,
  gapText,
  hasNoProject,
  headOf,
  investmentText,
  savingFinding,
  savingText,
  stageDaysFinding,
  summaryFinding,
  unitsFinding,
} from './overview-shape.ts';

const NO_STAGES = {
  willing: 0,
  diagnosed: 0,
  scheme: 0,
  retrofitting: 0,
  accepted: 0,
  awarded: 0,
  evaluated: 0,
};

const sums = (over: Partial<ProjectSums> = {}): ProjectSums => ({
  code: '360423',
  name: '武宁县',
  stages: { ...NO_STAGES, retrofitting: 2 },
  projects: 3,
  stopped: 0,
  stalled: 1,
  started: 1,
  accepted: 1,
  acceptedSavingTce: '1234.5',
  acceptedWithoutSaving: 0,
  investmentFen: 150_000_000,
  withheld: { saving: null, investment: null, energy: null },
  coverage: {
    listed: 4,
    covered: 1,
    retrofitting: 1,
    uncovered: 2,
    undeclared: 0,
    pct: '25.0',
    listedTce: '8000',
    coveredTce: '4000',
    tcePct: '50.0',
  },
  gap: {
    state: 'gap',
    tce: '24489.8',
    period: '2026-10',
    changePct: '-2',
    targetPct: '-4',
    energyWanTce: '100',
    internal: true,
    words: '按2026年1–10月推算全年缺口24,490吨标准煤',
  },
  sharePct: '5.0',
  sentence: '2026年已验收项目1个，折合1,235吨标准煤，相当于缺口的5.0%。',
  ...over,
});

const reply = (over: Partial<ProjectSummaryReply> = {}): ProjectSummaryReply => ({
  today: '2026-11-21',
  year: 2026,
  years: [2026, 2025],
  internal: true,
  units: [
    sums(),
    sums({ code: '360430', name: '彭泽县', projects: 0, stages: NO_STAGES, stalled: 0, accepted: 0 }),
  ],
  city: sums({ code: '360400', name: '全市', stalled: 7 }),
  funnel: [
    { stage: 'willing', inYear: 2, ever: 8 },
    { stage: 'retrofitting', inYear: 1, ever: 4 },
    { stage: 'accepted', inYear: 1, ever: 2 },
  ],
  stageDays: [
    { stage: 'willing', medianDays: 35.5, projects: 4 },
    { stage: 'retrofitting', medianDays: 252, projects: 2 },
    { stage: 'accepted', medianDays: null, projects: 0 },
  ],
  ...over,
});

describe('findings', () => {
  test('the title is the sentence of the city, or of the one unit shown', () => {
    expect(savingFinding(reply())).toBe('2026年已验收项目1个，折合1,235吨标准煤，相当于缺口的5.0%');
    expect(headOf(reply({ city: null, units: [sums()] }))?.code).toBe('360423');
    expect(savingFinding(reply({ city: null }))).toBe('所管2个单位2026年已验收项目1个');
    const long = sums({ sentence: '2026年已验收项目1个，相当于缺口的5.0%（按2026年1–10月推算）。' });
    expect(savingFinding(reply({ city: long }))).toBe('2026年已验收项目1个，相当于缺口的5.0%');
    const none = sums({ sentence: '2026年尚无验收项目；2026年1–10月能耗强度已达年度进度，无缺口。' });
    expect(savingFinding(reply({ city: null, units: [none] }))).toBe('2026年尚无验收项目');
    expect(summaryFinding(reply())).toBe('全市年耗千吨以上企业4家，已改造1家，覆盖率25.0%（按用能量50.0%）');
  });

  test('a unit without a project and without a gap says both, and has no tables', () => {
    const none = sums({ gap: { ...sums().gap, state: 'none', tce: null, words: '无缺口' } });
    const alone = (over: Partial<ProjectSummaryReply>) => reply({ city: null, units: [none], ...over });
    expect(gapsFinding(alone({}))).toBe('武宁县无能耗强度缺口');
    const ever = (count: number) => [{ stage: 'willing' as const, inYear: 0, ever: count }];
    expect([0, 1].map((count) => hasNoProject(alone({ funnel: ever(count) })))).toEqual([true, false]);
    expect(hasNoProject(reply({ funnel: ever(0) }))).toBe(false);
  });

  test('funnel and stage times in words', () => {
    expect(funnelFinding(reply())).toBe('累计登记项目8个，已开工4个，已验收2个');
    expect(funnelFinding(reply({ funnel: [] }))).toBe('尚无登记的改造项目');
    expect(stageDaysFinding(reply())).toBe('用时最长的是“改造中”阶段，中位数252天，目前7个项目超过提醒时限');
    expect(stageDaysFinding(reply({ stageDays: [], city: null, units: [] }))).toBe(
      '各阶段用时尚无可比项目，目前没有项目超过提醒时限',
    );
  });

  test('units and gaps in words', () => {
    expect(unitsFinding(reply())).toBe('在库项目3个，其中改造中2个，1个单位尚无项目');
    expect(gapsFinding(reply())).toBe('2个单位有能耗强度缺口，已验收节能量均不足以补上');
    const kept = [
      sums({ withheld: { saving: 'few', investment: null, energy: null }, sharePct: null }),
      sums(),
    ];
    expect(gapsFinding(reply({ units: kept }))).toBe(
      '2个单位有能耗强度缺口，可单列的已验收节能量均不足以补上',
    );
    const enough = [sums({ sharePct: '100.0' }), sums({ sharePct: '99.9' })];
    expect(gapsFinding(reply({ units: enough }))).toBe(
      '2个单位有能耗强度缺口，1个单位的已验收节能量足以补上',
    );
  });
});

describe('cells', () => {
  test('a figure, a missing one and a withheld one are three things', () => {
    expect([savingText(sums()), investmentText(sums()), energyPctText(sums())]).toEqual([
      '1,235',
      '150',
      '50.0%',
    ]);
    expect(savingText(sums({ acceptedSavingTce: null }))).toBe('—');
    const withheld = { saving: 'few', investment: 'guard', energy: null } as const;
    const kept = sums({ acceptedSavingTce: null, investmentFen: null, withheld });
    expect([savingText(kept), investmentText(kept)]).toEqual(['不足3家企业，不单列', '防止倒推，不单列']);
  });

  test('no gap is not a missing gap', () => {
    const { gap } = sums();
    expect(gapText(sums())).toBe('24,490');
    expect(gapText(sums({ gap: { ...gap, state: 'none', tce: null } }))).toBe('无缺口');
    expect(gapText(sums({ gap: { ...gap, state: 'missing', tce: null } }))).toBe('—');
  });

  test('a share beyond ten times the gap is said in words', () => {
    expect(['5.0', '1000.0', '1088.8', null].map(gapShareText)).toEqual(['5.0%', '1000.0%', '超过10倍', '—']);
  });

  test('bars are shares of the longest; a stage nobody reached has none', () => {
    const rows = funnelRows(reply());
    expect(rows.map(({ stage, bar, part }) => [stage, bar, part]).slice(0, 4)).toEqual([
      ['willing', 100, 25],
      ['diagnosed', 0, 0],
      ['scheme', 0, 0],
      ['retrofitting', 50, 12.5],
    ]);
  });
});
