import { describe, expect, test } from 'vitest';
import { yellowWords } from './grade-margin.ts';
import { defaultRuleSet } from './grading.ts';
import { type WarningTextInput, warningNumber, warningText, warningTextFault } from './warning-text.ts';

const RULE = defaultRuleSet();
const DEAN: WarningTextInput = {
  unitName: '德安县',
  period: '2026-10',
  label: '2026年1–10月',
  actualPct: '-2.1',
  lamp: 'red',
  basis: 'published',
  edition: 'flash',
  targetPct: '-3',
  gapPoints: '0.90',
  mayFlip: false,
  cumulativePct: '-6.11',
  cumulativeTargetPct: '-7.37',
  planLamp: 'red',
  previous: null,
  rule: {
    document: RULE.document,
    documentNumber: RULE.documentNumber,
    text: yellowWords(RULE.yellow),
    byAnalogy: true,
  },
  answerDueOn: '2026-11-30',
  remedyDueOn: '2027-01-22',
};

const GOLDEN = `关于德安县2026年1—10月能耗强度目标进展的预警通知
德安县工业和信息化主管部门：
2026年1—10月，你县规模以上工业单位增加值能耗同比下降2.1%（统计反馈数，快报），2026年度目标为下降3.0%，与年度目标相差0.9个百分点。参照《国家发展改革委办公厅关于印发〈各地区2020年前三季度能耗双控目标完成情况晴雨表〉的通知》（发改办环资〔2020〕901号）的分级办法（未完成目标但差距不超过目标值的10%的为二级，差距更大或不降反升为一级），你县当年预警等级为一级（十分严峻）。较2024年累计下降6.11%（推算），规划期累计目标为下降7.37%，规划期预警等级为一级（十分严峻）。
为确保完成规划目标，现将有关要求通知如下：
一、查明原因。请会同统计、发改等部门，从重点用能企业能耗、新投产项目、增加值增速和统计口径等方面，逐项查明降幅不足的原因。
二、限期答复。请于2026年11月30日前在平台答复原因和整改措施，措施逐项明确内容、责任人（部门）和完成时限，能落实到企业的落实到企业。逾期未答复的，提请分管领导督办。
三、限期整改。整改期限至2027年1月22日。期间请及时报告进展，整改到位后申请销号；确需延期的，由我局研究确定。
整改期间，预警等级仍按实际数据评定。
九江市工业和信息化局`;

test('a red of a county whose fall is too small, word for word', () => {
  expect(warningText(DEAN)).toBe(GOLDEN);
});

describe('what changes with the facts', () => {
  const third = (change: Partial<WarningTextInput>) => warningText({ ...DEAN, ...change }).split('\n')[2];
  test.each<[string, Partial<WarningTextInput>, string]>([
    [
      'a rise',
      { actualPct: '1.3', gapPoints: '3.30', targetPct: '-2' },
      '同比上升1.3%（统计反馈数，快报），2026年度目标为下降2.0%，与年度目标相差3.3个百分点。',
    ],
    ['no change', { actualPct: '0.0', gapPoints: '3.00' }, '同比持平（统计反馈数，快报）'],
    [
      'a computed figure keeps two decimals',
      { actualPct: '-2.37', gapPoints: '0.63', basis: 'computed', edition: 'final' },
      '同比下降2.37%（测算数），2026年度目标为下降3.0%，与年度目标相差0.63个百分点。',
    ],
    [
      'two yellows running',
      {
        actualPct: '-2.8',
        gapPoints: '0.20',
        lamp: 'yellow',
        previous: { label: '2026年1–9月', actualPct: '-2.9', lamp: 'yellow' },
      },
      '你县当年预警等级2026年1—9月（下降2.9%）、2026年1—10月连续两期为二级（比较严峻）。',
    ],
    ['a lamp within rounding', { mayFlip: true }, '一级（十分严峻）。该等级在数据舍入范围内可能变化。'],
    ['a city of its own', { unitName: '庐山市' }, '你市规模以上工业'],
    ['the zone', { unitName: '经开区' }, '你区规模以上工业'],
    [
      'a rule set of the city itself',
      {
        rule: {
          document: '九江市预警办法',
          documentNumber: '',
          text: '差距大于1个百分点为一级',
          byAnalogy: false,
        },
      },
      '按照《九江市预警办法》的分级办法（差距大于1个百分点为一级），',
    ],
    ['a rise since 2024', { cumulativePct: '0.08' }, '较2024年累计上升0.08%（推算）'],
  ])('%s', (_what, change, words) => {
    expect(third(change)).toContain(words);
  });

  test('no sentence on the plan where a year is missing', () => {
    expect(third({ cumulativePct: null })).not.toContain('较2024年');
  });

  test('a rise asks why it rises', () => {
    expect(warningText({ ...DEAN, actualPct: '1.3' })).toContain('逐项查明能耗强度不降反升的原因。');
  });
});

test('numbers (编号) name the year and run on in it', () => {
  expect(warningNumber(2026, 3)).toBe('九工信绿预〔2026〕3号');
});

test.each<[string, string, string, string | null]>([
  [GOLDEN, '2026-11-30', '2027-01-22', null],
  [GOLDEN, '2026-12-01', '2027-01-22', '正文中没有写明答复期限2026年12月1日，请与期限一致。'],
  [GOLDEN, '2026-11-30', '2027-01-23', '正文中没有写明整改期限2027年1月23日，请与期限一致。'],
  [' ', '2026-11-30', '2027-01-22', '请填写通知正文。'],
])('the text must name the deadlines', (body, answerDueOn, remedyDueOn, message) => {
  expect(warningTextFault(body, answerDueOn, remedyDueOn)?.message ?? null).toBe(message);
});
