import { describe, expect, it, test } from 'vitest';
import type { CollectionReply, Period, ReportingReply } from '../../server/periods/schema.ts';
import { changedItems, changedUnits, footWords, ruleChange, signOffNeeds } from './collection-shape.ts';
import {
  basisWords,
  dateToSet,
  exampleUntil,
  extensionFaults,
  periodsHeadline,
  releaseWords,
  shareWords,
  shownState,
  stateWords,
} from './periods-words.ts';
import { cellTitle, cellWords, type QualityCell, qualityHeadline, qualityTable } from './quality-shape.ts';

const cell = (change: Partial<QualityCell> = {}): QualityCell => ({
  period: '2026-10',
  state: 'onTime',
  dueOn: '2026-11-20',
  extended: false,
  firstSubmittedOn: '2026-11-18',
  daysLate: 0,
  ...change,
});

describe('a cell of the matrix', () => {
  it.each([
    [{}, '✓按期', '11月20日截止，11月18日首次报送'],
    [
      { state: 'late', daysLate: 2, firstSubmittedOn: '2026-11-22' },
      '△逾期2天',
      '11月20日截止，11月22日首次报送',
    ],
    [{ state: 'overdue', daysLate: 1, firstSubmittedOn: null }, '✕未报，逾1天', '11月20日截止，逾期未报'],
    [
      { state: 'missed', firstSubmittedOn: null, extended: true },
      '✕截止未报',
      '11月20日截止（已延期），截止未报',
    ],
    [{ state: 'pending', firstSubmittedOn: null }, '…未到期', '11月20日截止，未到期'],
    [{ state: 'notExpected', firstSubmittedOn: null }, '—', '不采集'],
    [{ state: 'notYet', firstSubmittedOn: null }, '—', '未开始'],
  ] as const)('%j reads %s', (change, words, title) => {
    const { mark, text } = cellWords(cell(change));
    expect(mark + text).toBe(words);
    expect(cellTitle(cell(change))).toBe(title);
  });
});

const shares = (
  reported: number,
  onTime: number,
  expected: number,
  percents: [string | null, string | null],
) => ({
  completeness: { reported, expected, percent: percents[0] },
  timeliness: { onTime, expected, percent: percents[1] },
});

const reporting = (states: QualityCell['state'][], total = shares(13, 12, 14, ['92.9%', '85.7%'])) =>
  ({
    year: 2026,
    periods: [
      {
        period: '2026-10',
        label: '1–10月',
        state: 'open',
        dueOn: '2026-11-20',
        dueBasis: 'dayOfMonth',
        expectsReport: true,
        ...total,
      },
    ],
    units: states.map((state, index) => ({
      unitCode: String(index),
      unitName: `单位${index}`,
      isCity: index === 0,
      ...shares(1, 1, 1, ['100%', '100%']),
      cells: [cell({ state })],
    })),
    total,
  }) satisfies ReportingReply;

describe('the quality of a year', () => {
  it.each([
    [['onTime', 'onTime'], '2026年完整率92.9%，及时率85.7%，没有逾期未报。'],
    [['overdue', 'onTime'], '2026年完整率92.9%，及时率85.7%，没有逾期未报。'],
    [['onTime', 'overdue', 'missed'], '2026年完整率92.9%，及时率85.7%，单位1、单位2有逾期未报。'],
    [
      ['onTime', 'missed', 'missed', 'missed', 'overdue'],
      '2026年完整率92.9%，及时率85.7%，4个单位有逾期未报。',
    ],
  ] as const)('%j: %s', (states, words) => {
    expect(qualityHeadline(reporting([...states]))).toBe(words);
  });

  it('is not told before anything was due', () => {
    expect(qualityHeadline(reporting(['notYet'], shares(0, 0, 0, [null, null])))).toBe(
      '2026年还没有到期的报送。',
    );
  });

  it('is saved with both figures per unit and per period', () => {
    const table = qualityTable(reporting(['onTime', 'late']));
    expect(table.columns.map(({ label }) => label)).toEqual([
      '单位',
      '1–10月',
      '已报/应报',
      '完整率',
      '按期/应报',
      '及时率',
    ]);
    expect(table.rows[0]).toEqual(['单位0', '按期', '1/1', '100%', '1/1', '100%']);
    expect(table.rows.at(-1)?.[1]).toBe('85.7%');
    expect(table.rows.at(-2)?.[1]).toBe('92.9%');
  });
});

const period = (change: Partial<Period> = {}) =>
  ({
    label: '2026年1–10月',
    state: 'open',
    dueOn: '2026-11-20',
    expectsReport: true,
    ...shares(13, 12, 14, ['92.9%', '85.7%']),
    ...change,
  }) as Period;

describe('periods', () => {
  test.each([
    [[period()], '2026年1–10月填报中，11月20日截止，已报13/14。'],
    [[period(shares(14, 14, 14, ['100%', '100%']))], '2026年1–10月填报中，11月20日截止，14个单位全部已报。'],
    [[period({ expected: 14, released: 14 })], '2026年1–10月数据已全部公布。'],
    [
      [period({ label: '旧' }), period(), period({ state: 'notYet' })],
      '2026年1–10月填报中，11月20日截止，已报13/14。',
    ],
    [[period({ state: 'closed' }), period({ expectsReport: false })], '目前没有正在填报的统计期。'],
  ])('%#: the headline tells of the newest open one', (periods, words) => {
    expect(periodsHeadline(periods, '2026-11-20')).toBe(words);
  });

  const late = (unitName: string, overdueDays = 1, isCity = false) => ({ unitName, overdueDays, isCity });
  test.each([
    [[late('永修县'), late('濂溪区', 0), late('全市', 1, true)], '永修县逾期1天，'],
    [['甲', '乙', '丙', '丁'].map((name) => late(name)), '4个单位逾期未报，'],
    [[], ''],
  ])('%#: past the due date the headline says so, and who is late', (reports, words) => {
    expect(periodsHeadline([period()], '2026-11-21', reports)).toBe(
      `2026年1–10月报送期限11月20日已过，${words}已报13/14。`,
    );
  });

  test.each([
    [{}, '2026-11-20', 'open', '填报中'],
    [{}, '2026-11-21', 'overdue', '已过期限'],
    [{ released: 13 }, '2026-11-21', 'overdue', '已过期限'],
    [{ released: 14 }, '2026-11-21', 'released', '已公布'],
    [{ released: 14 }, '2026-11-20', 'released', '已公布'],
    [{ state: 'closed', released: 14 }, '2026-11-21', 'closed', '已截止'],
    [{ state: 'notYet' }, '2026-10-21', 'notYet', '未开始'],
    [{ expectsReport: false }, '2026-11-21', 'notExpected', '不采集'],
  ] as const)('%j on %s is shown as %s', (change, today, state, words) => {
    const shown = period({ expected: 14, released: 0, ...change });
    expect(shownState(shown, today)).toBe(state);
    expect(stateWords(shown, today)).toBe(words);
  });

  test.each([
    ['', '2026-11-20', '2026-11-20', null],
    ['2026-11-20', '2026-11-20', null, null],
    ['2026年11月20日', '2026-11-20', null, null],
    ['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-20'],
    ['2026年11月28日', '2026-11-20', null, '2026-11-28'],
    ['下周五', '2026-11-20', null, '下周五'],
  ])('a date left at “%s” with %s in force and %s set is sent as %s', (typed, inForce, set, sent) => {
    expect(dateToSet(typed, inForce, set)).toBe(sent);
  });

  test('an extension tells all it lacks at once, with an example near the due date', () => {
    expect(exampleUntil('2026-12-28')).toBe('2027-01-04');
    expect(extensionFaults({ units: [], until: '', reason: ' ' }, exampleUntil('2026-11-20'))).toEqual({
      units: '请至少选择一个单位。',
      until: '请填写日期，如2026年11月27日。',
      reason: '请填写延期原因。',
    });
    const whole = { units: ['360425'], until: '2026年11月27日', reason: '停电' };
    expect(extensionFaults(whole, '2026-11-27')).toEqual({});
  });

  test('a due date counted without the year’s holidays says so', () => {
    expect(basisWords({ dueBasis: 'feedback', dueNote: null })).toBe('按反馈录入日推算');
    const dueNote = '2027年节假日安排公布前按周末和固定节日计算';
    expect(basisWords({ dueBasis: 'feedback', dueNote })).toBe(`按反馈录入日推算，${dueNote}`);
  });

  test('shares and releases are told in counts', () => {
    expect(shareWords(13, { expected: 14, percent: '92.9%' })).toBe('13/14（92.9%）');
    expect(shareWords(0, { expected: 0, percent: null })).toBe('—');
    expect(releaseWords({ approved: 0, released: 0 })).toBe('—');
    expect(releaseWords({ approved: 12, released: 11 })).toBe('已审12个单位，已公布11个');
    expect(releaseWords({ approved: 12, released: 12 })).toBe('已公布12个单位');
  });
});

describe('what of the collection settings is sent', () => {
  const item: CollectionReply['items'][number] = {
    itemId: 'waterIntensityPct',
    label: '用水',
    frequency: 'quarterly',
    wayIn: 'entry',
    defaultFrequency: 'quarterly',
    defaultWayIn: 'entry',
    version: 3,
  };
  const unit = {
    unitCode: '360402',
    unitName: '濂溪区',
    signOffRequired: false,
    version: 0,
    officers: 2,
    signers: 1,
  };

  test('only what differs, with the version it was read at', () => {
    expect(changedItems([item], [item])).toEqual([]);
    expect(changedItems([item], [{ ...item, wayIn: 'feedback' }])).toEqual([
      { itemId: 'waterIntensityPct', frequency: 'quarterly', wayIn: 'feedback', version: 3 },
    ]);
    expect(changedUnits([unit], [unit])).toEqual([]);
    expect(changedUnits([unit], [{ ...unit, signOffRequired: true }])).toEqual([
      { unitCode: '360402', signOffRequired: true, version: 0 },
    ]);
  });

  test.each([
    [2, 1, null],
    [2, 0, '没有人有签核权'],
    [1, 1, '只有1人，不能要求签核'],
    [0, 0, '没有填报人员'],
  ])('%i people, %i signers: %s', (officers, signers, words) => {
    expect(signOffNeeds({ ...unit, officers, signers })).toBe(words);
  });

  test.each([
    [null, false, false, ''],
    [null, false, true, '✓ 已保存，从现在起对各期生效'],
    [null, true, true, '有修改尚未保存'],
    ['没有保存成功，请重试。', true, false, '没有保存成功，请重试。'],
  ])('beside 保存, with %s refused, changed: %s, saved: %s, stands “%s”', (refused, isChanged, isSaved, text) => {
    expect(footWords(refused, isChanged, isSaved).text).toBe(text);
  });

  const saved = { dueDay: 20, workingDaysAfterFeedback: 5, version: 2 };
  test.each([
    ['20', '5', null, null],
    ['28', '5', 28, null],
    ['29', '5', null, '每月期限应在1日至28日之间。'],
    ['0', '5', null, '每月期限应在1日至28日之间。'],
    ['', '5', null, '每月期限应在1日至28日之间。'],
    ['20', '20', 20, null],
    ['20', '21', null, '反馈录入后的工作日数应在1至20之间。'],
    ['20', '2.5', null, '反馈录入后的工作日数应在1至20之间。'],
  ])('a rule of “%s” and “%s” is sent as %s, lacking %s', (day, days, sent, problem) => {
    const result = ruleChange(saved, day, days);
    expect(result.problem).toBe(problem);
    expect(result.change?.dueDay ?? null).toBe(sent);
    if (result.change) expect(result.change.version).toBe(2);
  });
});
