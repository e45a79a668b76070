import { describe, expect, it } from 'vitest';
import type { Period } from '../../server/periods/schema.ts';
import type { WarningSummary } from '../../server/warnings/schema.ts';
import { type NextInput, nextFinding, shapeNext, whenWords } from './next-shape.ts';

const TODAY = '2026-11-21';

function period(change: Partial<Period>): Period {
  return {
    period: '2026-10',
    label: '2026年1–10月',
    state: 'open',
    dueOn: '2026-11-20',
    dueBasis: 'dayOfMonth',
    dueNote: null,
    opensOn: '2026-11-01',
    closedAt: null,
    feedbackOn: null,
    set: { opensOn: null, dueOn: null },
    version: 0,
    expectsReport: true,
    reportable: true,
    referenceOnly: false,
    completeness: { reported: 13, expected: 14, percent: '92.9%' },
    timeliness: { onTime: 12, expected: 14, percent: '85.7%' },
    reported: 13,
    expected: 14,
    approved: 11,
    released: 0,
    ...change,
  };
}
const COMING = period({ period: '2026-11', state: 'notYet', dueOn: '2026-12-20', reported: 0 });

function warning(change: Partial<WarningSummary>): WarningSummary {
  return {
    id: 7,
    unitCode: '360426',
    unitName: '德安县',
    period: '2026-09',
    label: '2026年1–9月',
    trigger: 'red',
    stage: 'issued',
    number: null,
    lamp: 'red',
    actualPct: '-2.1',
    targetPct: '-3.0',
    gapPoints: '0.9',
    answerDueOn: '2026-11-30',
    remedyDueOn: '2027-01-05',
    issuedOn: '2026-11-05',
    answeredOn: null,
    closedOn: null,
    overdue: null,
    answerDaysLate: 0,
    daysOverdue: 0,
    escalated: false,
    inRemedy: true,
    internal: false,
    answer: null,
    steps: [],
    version: 1,
    ...change,
  };
}
type Batch = NextInput['batches'][number];
const batch = (change: Partial<Batch>): Batch => ({
  column: 'greenFactoryNational',
  year: 2026,
  expectedOn: '2026-12-15',
  publishedOn: null,
  document: null,
  version: 1,
  ...change,
});
const textsOf = (change: Partial<NextInput>) =>
  shapeNext({ today: TODAY, periods: [], batches: [], warnings: [], ...change }).map(
    (line) => `${whenWords(line, TODAY)} ${line.text}`,
  );

describe('what is due next', () => {
  it.each<[string, Partial<NextInput>, string[]]>([
    ['a period with a report missing', { periods: [period({})] }, ['逾期1天 1–10月数据还有1个单位未报送']],
    ['a period that is complete', { periods: [period({ reported: 14 })] }, []],
    [
      'the last day itself is not late',
      { periods: [period({ dueOn: TODAY })] },
      ['今天 1–10月数据还有1个单位未报送'],
    ],
    [
      'of the periods to come only the nearest',
      { periods: [period({ period: '2026-12', state: 'notYet', dueOn: '2027-01-20' }), COMING] },
      ['12月20日 1–11月数据报送截止'],
    ],
    [
      'lists announced for one day stand together',
      { batches: [batch({}), batch({ column: 'greenParkNational' })] },
      ['12月15日 2026年国家园区、国家工厂名单预计公布'],
    ],
    [
      'a list whose day has passed',
      { batches: [batch({ expectedOn: '2026-11-20' })] },
      ['逾期1天 2026年国家工厂名单预计已公布，尚未录入'],
    ],
    ['a list that is out', { batches: [batch({ publishedOn: '2026-11-01' })] }, []],
    ['a list without a day', { batches: [batch({ expectedOn: null })] }, []],
    ['a list of next autumn is not next', { batches: [batch({ expectedOn: '2027-09-17' })] }, []],
    ['an answer that is due', { warnings: [warning({})] }, ['11月30日 德安县答复预警通知']],
    [
      'an answer that is late',
      { warnings: [warning({ overdue: 'answer', answerDueOn: '2026-11-13', daysOverdue: 8 })] },
      ['逾期8天 德安县未答复预警通知'],
    ],
    [
      'time to put it right that runs',
      { warnings: [warning({ stage: 'answered' })] },
      ['1月5日 德安县整改期满'],
    ],
    [
      'time that has run out',
      { warnings: [warning({ stage: 'answered', overdue: 'remedy', remedyDueOn: '2026-11-19' })] },
      ['逾期2天 德安县整改期满未销号'],
    ],
    ['a warning that is closed', { warnings: [warning({ stage: 'closed', inRemedy: false })] }, []],
  ])('%s', (_name, change, expected) => {
    expect(textsOf(change)).toEqual(expected);
  });

  it('what is overdue comes first, the longest first, then the nearest', () => {
    const lines = shapeNext({
      today: TODAY,
      periods: [period({}), COMING],
      batches: [batch({})],
      warnings: [warning({ overdue: 'answer', answerDueOn: '2026-11-13' })],
    });
    expect(lines.map(({ on }) => on)).toEqual(['2026-11-13', '2026-11-20', '2026-12-15', '2026-12-20']);
    expect(nextFinding(lines, TODAY)).toBe('下一步：2项已逾期');
  });

  it.each<[string, Partial<NextInput>, string]>([
    ['nothing', {}, '下一步：近期没有到期事项'],
    ['one late', { periods: [period({}), COMING] }, '下一步：1–10月数据还有1个单位未报送，已逾期1天'],
    ['nothing late', { periods: [COMING] }, '下一步：12月20日1–11月数据报送截止'],
  ])('title: %s', (_name, change, expected) => {
    const lines = shapeNext({ today: TODAY, periods: [], batches: [], warnings: [], ...change });
    expect(nextFinding(lines, TODAY)).toBe(expected);
  });
});
