import { describe, expect, it, test } from 'vitest';
import type { FeedbackReply, FeedbackUnit, FeedbackVerdict } from '../../server/feedback/schema.ts';
import { feedbackOf } from '../entry/testing.ts';
import {
  feedbackState,
  feedbackTable,
  figureText,
  joinedFaults,
  overviewFinding,
  stateWords,
  tableWords,
  verdictWords,
} from './feedback-words.ts';

const NUMBERS = feedbackOf({ energyWanTce: '26.62', energyGrowthPct: '-3.0' }).figures;
const DIFFERENCE = { field: 'energyWanTce', fedBack: '26.62', reported: '26.9' } as const;

const unit = (change: Partial<FeedbackUnit> = {}): FeedbackUnit => ({
  unitCode: '360425',
  unitName: '永修县',
  isCity: false,
  feedback: {
    id: 1,
    document: '函',
    documentDate: '2026-11-12',
    enteredAt: '2026-11-13T00:35:00.000Z',
    figures: NUMBERS,
  },
  reportStatus: 'submitted',
  revision: 1,
  differences: [],
  correctedSince: false,
  ...change,
});

describe('what a county made of its fed-back figures', () => {
  it.each([
    [{ feedback: null }, 'none', '未反馈'],
    [{ revision: 0, reportStatus: null }, 'waiting', '待确认'],
    [{ revision: 0, reportStatus: null, isCity: true }, 'waiting', '待市级填报'],
    [{}, 'same', '✓ 填报数一致'],
    [{ correctedSince: true }, 'same', '✓ 填报数一致'],
    [{ differences: [DIFFERENCE] }, 'differs', '▲ 填报数不同'],
    [{ differences: [DIFFERENCE], correctedSince: true }, 'corrected', '▲ 反馈已更正，待重新核对'],
  ] as const)('%j is %s: %s', (change, state, words) => {
    const one = unit(change as Partial<FeedbackUnit>);
    expect(feedbackState(one)).toBe(state);
    expect(stateWords(one).text).toBe(words);
  });

  it('is counted in the headline without 全市', () => {
    const units = [
      unit({ isCity: true, differences: [DIFFERENCE] }),
      unit(),
      unit({ differences: [DIFFERENCE] }),
      unit({ revision: 0 }),
      unit({ feedback: null }),
    ];
    expect(overviewFinding({ units })).toBe('3个单位已反馈：1个一致，1个不同，1个待确认，1个未反馈。');
    expect(overviewFinding({ units: [unit({ feedback: null })] })).toBe('本期还没有录入统计反馈。');
  });
});

type Row = FeedbackVerdict['rows'][number];
const row = (change: Partial<Row> = {}): Row => ({
  unitCode: '360425',
  unitName: '永修县',
  verdict: 'new',
  problems: {},
  figures: NUMBERS,
  changes: [],
  reportStatus: null,
  differences: [],
  ...change,
});
const verdict = (change: Partial<FeedbackVerdict> = {}): FeedbackVerdict => ({
  period: '2026-10',
  ok: true,
  feedbackId: null,
  problems: {},
  rows: [row()],
  missingUnits: [],
  dueOn: null,
  ...change,
});

describe('the verdict on a line', () => {
  it.each([
    ['a blank one', undefined, ['空行，不录入']],
    ['a new one', row(), ['✓ 新录入']],
    ['one on record', row({ verdict: 'same' }), ['与已录入的反馈相同，不重复录入']],
    [
      'a corrected one',
      row({ verdict: 'changed', changes: [{ field: 'energyGrowthPct', from: '-3.0', to: null }] }),
      ['✓ 更正：综合能源消费量增速 −3.0 → 空'],
    ],
    [
      'one on record that the report contradicts',
      row({ verdict: 'same', reportStatus: 'returned', differences: [DIFFERENCE] }),
      ['与已录入的反馈相同，不重复录入', '▲ 与填报数不同：综合能源消费量 反馈26.62、填报26.9'],
    ],
    ['one that agrees', row({ reportStatus: 'approved' }), ['✓ 新录入', '与填报数一致']],
    [
      'one that differs from an approved report',
      row({ reportStatus: 'approved', differences: [DIFFERENCE] }),
      ['✓ 新录入', '▲ 与填报数不同：综合能源消费量 反馈26.62、填报26.9（已审核，需在“审核”中重新打开更正）'],
    ],
    [
      'one that cannot be read',
      row({ verdict: 'invalid', problems: { energyWanTce: { code: 'not_a_number', message: '须为数字' } } }),
      ['■ 须为数字'],
    ],
  ])('%s is said in words', (_what, one, words) => {
    expect(verdictWords(one).map(({ text }) => text)).toEqual(words);
  });
});

test.each([
  [verdict(), '✓ 可录入1行。'],
  [
    verdict({
      rows: [row({ differences: [DIFFERENCE] }), row({ verdict: 'same' })],
      missingUnits: [{ unitCode: '360483', unitName: '庐山市' }],
      dueOn: '2026-11-20',
    }),
    '✓ 可录入1行；1行与填报数不同；庐山市没有反馈数；首次列入反馈的单位，录入后报送期限为2026年11月20日。',
  ],
  [verdict({ rows: [row({ verdict: 'same' })] }), '各行与已录入的反馈相同，只更新文件和口径。'],
  [
    verdict({
      ok: false,
      rows: [row({ verdict: 'invalid' })],
      problems: { document: { code: 'required', message: '请填写反馈文件名称或文号。' } },
    }),
    '■ 还不能录入：请填写反馈文件名称或文号；1行有误，已标在表中。',
  ],
])('%#: the check of a table ends in one sentence', (one, words) => {
  expect(tableWords(one).text).toBe(words);
});

test('the exported table holds figures as written, in the columns that were fed back', () => {
  const reply: FeedbackReply = {
    period: '2026-10',
    label: '2026年1–10月',
    units: [unit({ differences: [DIFFERENCE] })],
    tables: [],
  };
  const table = feedbackTable(reply);
  expect(table.columns.map(({ kind }) => kind)).toEqual([
    'text',
    'number',
    'percent',
    'text',
    'text',
    'text',
  ]);
  expect(table.rows).toEqual([
    ['永修县', '26.62', '-3.0', '函', '填报数不同', '综合能源消费量 反馈26.62、填报26.9'],
  ]);
  expect(table.internal).toBe(true);
});

test.each([
  ['publishedIntensityPct', '1.3', '+1.3'],
  ['publishedIntensityPct', '-2.5', '−2.5'],
  ['publishedIntensityPct', '0.0', '0.0'],
  ['energyGrowthPct', '1.3', '1.3'],
  ['retrofitCoveragePct', '62.0', '62.0'],
  ['waterIntensityPct', null, '—'],
] as const)('%s of %s is shown as %s: an intensity that rises has its sign', (field, text, shown) => {
  expect(figureText(field, text)).toBe(shown);
});

test('several faults are one sentence', () => {
  const faults = [{ message: '请填写反馈文件名称或文号。' }, { message: '请填写日期，如2026年11月28日。' }];
  expect(joinedFaults(faults, ['1行有误'])).toBe(
    '请填写反馈文件名称或文号；请填写日期，如2026年11月28日；1行有误。',
  );
  expect(joinedFaults([])).toBe('');
});
