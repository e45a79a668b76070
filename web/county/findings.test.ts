import { describe, expect, it } from 'vitest';
import type { UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { countyHeadline, cumulativeWords, gapPart, headlineWords, yearFinding } from './findings.ts';

const unit = (change: Partial<UnitProgress> = {}): UnitProgress =>
  ({
    code: '360402',
    name: '濂溪区',
    isCity: false,
    actualPct: -3.6,
    actualDecimals: 1,
    basis: 'published',
    provisional: false,
    targetPct: -3.5,
    gapPct: -0.1,
    cumulativePct: -7.1,
    cumulativeTargetPct: -7.36,
    annualLamp: 'green',
    planLamp: 'yellow',
    status: 'approved',
    dueOn: '2026-11-20',
    ...change,
  }) as UnitProgress;

const cell = (change: Partial<QuotaCell> = {}): QuotaCell =>
  ({ status: 'onPace', behind: 0, lamp: 'green', ...change }) as QuotaCell;

const cells = (first: QuotaCell, rest: QuotaCell): QuotaPaceReply['totals'] => ({
  greenParkNational: first,
  greenParkProvincial: rest,
  greenFactoryNational: rest,
  greenFactoryProvincial: rest,
  greenSupplyChainNational: rest,
  greenSupplyChainProvincial: rest,
  efficiencyLeader: rest,
});

const text = (parts: { text: string }[]) => parts.map((part) => part.text).join('');
const noTask = cell({ status: 'noTask', lamp: 'none' });

describe('headline of a county page', () => {
  it.each([
    [
      'a fall beyond the target, a title late',
      unit(),
      cells(cell({ status: 'behind', behind: 1 }), cell()),
      '濂溪区单位工业增加值能耗同比下降3.6%，比年度目标快0.1个百分点；标杆7项任务中1项落后。',
    ],
    [
      'a rise',
      unit({ actualPct: 1.3, gapPct: 4.8, annualLamp: 'red' }),
      cells(cell(), noTask),
      '濂溪区单位工业增加值能耗同比上升1.3%，比年度目标慢4.8个百分点；标杆1项任务无一落后。',
    ],
    [
      'a provisional figure says so',
      unit({ provisional: true, gapPct: 0 }),
      null,
      '濂溪区单位工业增加值能耗同比下降3.6%（待审核），恰好达到年度目标。',
    ],
    [
      'no figure is not nought',
      unit({ actualPct: null, gapPct: null, annualLamp: 'none', status: 'notReported' }),
      cells(noTask, noTask),
      '濂溪区2026年1–10月数据未报送；附件2未下达标杆任务。',
    ],
    [
      'all titles there',
      unit({ actualPct: 0, gapPct: 3.5, annualLamp: 'red' }),
      cells(cell({ status: 'met' }), cell({ status: 'met' })),
      '濂溪区单位工业增加值能耗同比持平，比年度目标慢3.5个百分点；标杆7项任务全部达标。',
    ],
  ] as [
    string,
    UnitProgress,
    QuotaPaceReply['totals'] | null,
    string,
  ][])('%s', (_name, value, quota, sentence) => {
    expect(text(countyHeadline(value, '2026年1–10月', quota))).toBe(sentence);
  });

  it('colours the gap by the lamp', () => {
    expect(gapPart(unit()).tone).toBe('good');
    expect(gapPart(unit({ annualLamp: 'yellow' })).tone).toBe('warn');
    expect(gapPart(unit({ gapPct: null }))).toEqual({ text: '没有年度目标可比', tone: 'plain' });
  });

  it('shows a computed gap with the decimals of its figure', () => {
    expect(gapPart(unit({ actualDecimals: 2, gapPct: 0.04, annualLamp: 'yellow' })).text).toBe(
      '比年度目标慢0.04个百分点',
    );
  });
});

describe('cards of this year', () => {
  it('puts the state in the title where there is no figure', () => {
    expect(yearFinding(unit())).toBe('今年：比年度目标快0.1个百分点');
    expect(yearFinding(unit({ actualPct: null, status: 'returned' }))).toBe('今年：已退回，待修改');
  });

  it.each([
    [5.2, '距总目标（下降13%）还差5.2个百分点。'],
    [0, '已达到总目标（下降13%）。'],
    [null, '数据不完整，暂不能计算与总目标（下降13%）的距离。'],
  ])('says how far the city is from −13 %% (%s)', (gap, words) => {
    expect(headlineWords(gap)).toBe(words);
  });

  it('gives the cumulative change with the direction in words', () => {
    expect(cumulativeWords(unit())).toBe('下降7.1%，附件2目标为下降7.4%。');
    expect(cumulativeWords(unit({ cumulativePct: 0.5 }))).toBe('上升0.5%，附件2目标为下降7.4%。');
    expect(cumulativeWords(unit({ cumulativePct: null }))).toBe('数据不完整，暂无累计。');
  });
});
