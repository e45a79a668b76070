import { describe, expect, test } from 'vitest';
import { bulletinParagraphs, bulletinTitle } from './bulletin-text.ts';
import type { BulletinFacts, QuotaCellFacts, UnitFacts } from './facts.ts';
import type { ParagraphId } from './paragraphs.ts';
import { printedParagraphs } from './printed.ts';

/* Every sentence in full: what a reader gets to see in a bulletin (通报), case by case. */

function unit(name: string, more: Partial<UnitFacts> = {}): UnitFacts {
  return {
    name,
    actualPct: null,
    actualDecimals: null,
    targetPct: -4,
    gapPct: null,
    cumulativePct: null,
    cumulativeTargetPct: -7.84,
    annualLamp: 'none',
    planLamp: 'none',
    mayFlip: false,
    missing: null,
    ...more,
  };
}

/** A unit with a figure of one decimal against −4 %; 901: up to −3.6 is yellow. */
function reported(name: string, actualPct: number, more: Partial<UnitFacts> = {}): UnitFacts {
  const annualLamp = actualPct <= -4 ? 'green' : actualPct <= -3.6 ? 'yellow' : 'red';
  const gapPct = Math.round((actualPct + 4) * 1000) / 1000;
  return unit(name, { actualPct, actualDecimals: 1, gapPct, annualLamp, planLamp: annualLamp, ...more });
}

const late = (name: string) => unit(name, { missing: 'notReported' });
const unreleased = (name: string) => unit(name, { missing: 'unreleased' });

const cell = (more: Partial<QuotaCellFacts> = {}): QuotaCellFacts => ({
  quota: null,
  stock: null,
  behind: 0,
  status: 'noTask',
  ...more,
});

function facts(more: Partial<BulletinFacts> = {}): BulletinFacts {
  return {
    period: '2026-09',
    ruleSet: {
      id: 'ndrc-2020-901',
      document: '国家发展改革委办公厅关于印发《…》的通知',
      documentNumber: '发改办环资〔2020〕901号',
      note: '',
    },
    city: { ...reported('全市', -4.2, { cumulativePct: -8.1 }), headlinePct: -13, headlineGapPct: 4.9 },
    units: [reported('甲县', -5.2), reported('乙县', -3.8), reported('丙县', 0.5)],
    trajectory: { sentence: '2027年须再降5.3%才能达到总目标，是目前速度的1.3倍。' },
    history: [
      { period: '2026-08', actualPct: -4 },
      { period: '2026-09', actualPct: -4.2 },
    ],
    quotas: { asOf: '2026-11-21', year: 2027, columns: [], units: [] },
    ...more,
  };
}

const textOf = (id: ParagraphId, more: Partial<BulletinFacts> = {}) =>
  bulletinParagraphs(facts(more)).find((paragraph) => paragraph.id === id)?.text;
const city = (more: Partial<BulletinFacts['city']>) => ({ city: { ...facts().city, ...more } });

test('the whole bulletin of a plain period, as it would be printed', () => {
  const printed = bulletinParagraphs(facts()).flatMap(({ heading, text }) =>
    heading ? [heading, text] : [text],
  );
  expect([bulletinTitle('2026-09'), ...printed].join('\n')).toBe(
    `关于2026年1—9月全市工业能耗强度目标完成情况的通报
一、总体情况
2026年1—9月，全市规模以上工业单位增加值能耗同比下降4.2%，降幅比1—8月扩大0.2个百分点。年度目标为下降4%，目前超过年度目标0.2个百分点，进度等级为三级（进展基本顺利）。3个单位中，1个达到年度进度要求，1个为二级预警，1个为一级预警。
从当年情况看，2个单位同比下降，为甲县（下降5.2%）、乙县（下降3.8%）；1个单位不降反升，为丙县（上升0.5%）。
从规划期累计看，以1—9月同比变化代替全年推算，全市比2024年累计下降8.10%，超过累计进度要求（下降7.84%）0.26个百分点，距2027年比2024年下降13%的总目标还差4.9个百分点。2027年须再降5.3%才能达到总目标，是目前速度的1.3倍。可作累计评价的3个单位中，1个达到累计进度要求，丙县、乙县未达到。
二、各县（市、区）情况
（一）达到年度进度的单位（1个）。甲县同比下降5.2%，超过年度目标1.2个百分点。
（二）有所下降但未达到年度进度的单位（1个）。乙县同比下降3.8%，距年度目标还差0.2个百分点。
（三）不降反升的单位（1个）。丙县同比上升0.5%，距年度目标还差4.5个百分点。
预警等级参照发改办环资〔2020〕901号文件的分级方法确定。一级（十分严峻）1个：丙县；二级（比较严峻）1个：乙县；三级（进展基本顺利）1个：甲县。
三、绿色制造标杆创建情况
截至2026年11月21日，没有下达2027年绿色制造标杆任务。
四、存在问题
2个单位未达到年度进度要求，其中丙县不降反升。
五、下一步工作要求
（一）压实一级预警单位责任。丙县要逐行业、逐企业查找原因，制定整改措施，明确责任单位和完成时限，按预警督办要求报送整改情况。
（二）加强二级预警单位调度。乙县要对照年度目标查找差距，加强重点用能企业调度，推动节能降碳改造，尽快达到进度要求。
（三）巩固工作成效。达到进度的单位要保持工作力度，确保完成年度目标。
（四）提高数据质量。各单位要加强与统计部门衔接，确保数据真实、准确、口径一致。`,
  );
});

describe('the city', () => {
  test.each<[string, Partial<BulletinFacts>, string]>([
    [
      'a target just missed says how much is lacking',
      city({ actualPct: -3.9, gapPct: 0.1, annualLamp: 'yellow' }),
      '同比下降3.9%，降幅比1—8月收窄0.1个百分点。年度目标为下降4%，目前距年度目标还差0.1个百分点，进度等级为二级（比较严峻）。',
    ],
    [
      'a target met to the point',
      city({ actualPct: -4, gapPct: 0 }),
      '同比下降4.0%，与1—8月持平。年度目标为下降4%，目前达到年度目标，进度等级为三级（进展基本顺利）。',
    ],
    [
      'a gap below what is shown is not called nought',
      city({ actualPct: -3.999, actualDecimals: 3, gapPct: 0.001, annualLamp: 'yellow' }),
      '目前距年度目标还差不足0.01个百分点',
    ],
    [
      'a rise after a fall',
      city({ actualPct: 0.3, gapPct: 4.3, annualLamp: 'red' }),
      '同比上升0.3%，比1—8月由降转升。年度目标为下降4%，目前距年度目标还差4.3个百分点，进度等级为一级（十分严峻）。',
    ],
    [
      'a fall after a rise',
      { history: [{ period: '2026-08', actualPct: 0.4 }] },
      '同比下降4.2%，比1—8月由升转降。',
    ],
    [
      'no released figure of the period before: no comparison',
      { history: [{ period: '2026-08', actualPct: null }] },
      '同比下降4.2%。年度目标',
    ],
    [
      '1–2月 is never compared with',
      { ...city({}), period: '2026-03', history: [{ period: '2026-02', actualPct: 1 }] },
      '2026年1—3月，全市规模以上工业单位增加值能耗同比下降4.2%。',
    ],
    ['1–12月 is the whole year', { period: '2026-12', history: [] }, '2026年全年，全市'],
    [
      'not released',
      city({ actualPct: null, missing: 'unreleased' }),
      '2026年1—9月，全市规模以上工业单位增加值能耗数据尚未公布，本通报不作全市评价。',
    ],
    ['not reported', city({ actualPct: null, missing: 'notReported' }), '数据尚未报送，本通报不作全市评价。'],
  ])('%s', (_, more, text) => {
    expect(textOf('lead', more)).toContain(text);
  });

  test('the plan already achieved', () => {
    const sentence = '累计已下降14.0%，已提前完成总目标（下降13.0%）。';
    const text = textOf('plan', {
      ...city({ cumulativePct: -14, headlineGapPct: -1 }),
      trajectory: { sentence },
    });
    expect(text).toContain(
      `全市比2024年累计下降14.00%，超过累计进度要求（下降7.84%）6.16个百分点。${sentence}`,
    );
    expect(text).not.toContain('还差');
  });

  test('a hole in the chain is said, and nothing is added up', () => {
    const text = textOf('plan', {
      ...city({ cumulativePct: null, headlineGapPct: null }),
      units: [],
      trajectory: { sentence: '累计数据不完整，暂不能推算2027年。' },
    });
    expect(text).toBe('从规划期累计看，全市累计数据不完整，暂不能推算2027年。');
  });

  test('what the outlook says of the period takes the dash of official papers', () => {
    const text = textOf('plan', { trajectory: { sentence: '按1–9月推算，差1.0个百分点。' } });
    expect(text).toContain('按1—9月推算');
    expect(text).not.toContain('–');
  });

  test('a closed year is missed or done, and a grade nobody has is not listed', () => {
    const more = { period: '2026-12', ...city({ actualPct: -3.4, gapPct: 0.6, annualLamp: 'red' as const }) };
    expect(textOf('lead', more)).toContain('年度目标为下降4%，未完成年度目标，差0.6个百分点');
    expect(textOf('lead', more)).not.toContain('目前');
    expect(textOf('units', { period: '2026-12' })).toContain('甲县同比下降5.2%，超额完成年度目标1.2个百分点');
    expect(textOf('warnings', { units: [reported('甲县', -5), reported('丙县', 1)] })).not.toContain('二级');
  });

  test('the closed year is no estimate', () => {
    expect(textOf('plan', { period: '2026-12' })).not.toContain('推算');
  });
});

describe('the units', () => {
  const all = [reported('甲县', -5), reported('乙县', -4.4)];
  test.each<[string, readonly UnitFacts[], string]>([
    ['all on course', all, '2个单位全部达到年度进度要求。'],
    ['none on course', [reported('甲县', -3.7)], '1个单位中，尚无单位达到年度进度要求，1个为二级预警。'],
    [
      'one released of three: what is missing is counted as missing',
      [reported('甲县', -5), unreleased('乙县'), late('丙县')],
      '3个单位中，1个达到年度进度要求，1个数据未公布，1个未报送。',
    ],
    ['nobody reported', [late('甲县'), late('乙县')], '2个单位数据均未报送。'],
    ['nothing released', [unreleased('甲县'), unreleased('乙县')], '2个单位数据均未公布。'],
    ['neither', [unreleased('甲县'), late('乙县')], '2个单位均无已公布数据：1个未公布，1个未报送。'],
    ['no units at all', [], '本期没有纳入统计的县（市、区）。'],
    [
      'a unit without a target',
      [reported('甲县', -5), reported('乙县', -1, { targetPct: null, gapPct: null, annualLamp: 'none' })],
      '1个未下达年度目标、暂不分级',
    ],
  ])('counts: %s', (_, units, text) => {
    expect(textOf('lead', { units })).toContain(text);
  });

  test.each<[string, readonly UnitFacts[], string]>([
    [
      'who is level with the third is named too',
      [-5, -6, -4.5, -4.5, -4.1].map((pct, i) => reported(`${'甲乙丙丁戊'[i]}县`, pct)),
      '降幅居前的是乙县（下降6.0%）、甲县（下降5.0%）、丙县（下降4.5%）、丁县（下降4.5%）；没有单位不降反升。',
    ],
    [
      'one county is not compared',
      [reported('甲县', -5), late('乙县')],
      '仅甲县有已公布数据，同比下降5.0%，暂不作比较。',
    ],
    ['no figures', [late('甲县')], '从当年情况看，各单位尚无已公布数据，暂不作比较。'],
    ['level with last year', [reported('甲县', 0), reported('乙县', -5)], '甲县同比持平'],
  ])('ranking: %s', (_, units, text) => {
    expect(textOf('annual', { units })).toContain(text);
  });

  test('no warnings at all', () => {
    expect(textOf('warnings', { units: all })).toBe(
      '预警等级参照发改办环资〔2020〕901号文件的分级方法确定。已公布数据的2个单位均为三级（进展基本顺利），没有一级、二级预警单位。',
    );
  });

  test('what may flip within rounding and who has no figures is said beside the grades', () => {
    const units = [reported('甲县', -4, { mayFlip: true }), reported('乙县', -3), late('丙县')];
    expect(textOf('warnings', { units })).toContain(
      '其中，甲县的等级在数据舍入误差范围内可能变化，以统计部门最终数据为准。丙县无已公布数据，暂不分级。',
    );
  });

  test('rules of the city’s own are not called an analogy', () => {
    const ruleSet = { id: 'own-1', document: '本市办法', documentNumber: '', note: '' };
    expect(textOf('warnings', { ruleSet })).toContain('预警等级按照《本市办法》的分级方法确定。');
  });

  test.each<[string, readonly UnitFacts[], string]>([
    ['nothing wrong', all, '从已公布数据看，各单位均达到年度进度要求，没有未报送、未公布数据的单位。'],
    [
      'missing only',
      [...all, late('丙县'), unreleased('丁县')],
      '丙县未报送数据，丁县数据未公布，未纳入本通报的统计和排序。',
    ],
    [
      'several points are counted',
      [reported('甲县', -3), late('丙县')],
      '一是1个单位未达到年度进度要求。二是丙县未报送数据，未纳入本通报的统计和排序。',
    ],
  ])('problems: %s', (_, units, text) => {
    expect(textOf('missing', { units })).toBe(text);
  });

  test('nobody is asked for what the figures do not show', () => {
    expect(textOf('requirements', { units: all })).toBe(
      '（一）巩固工作成效。各单位要保持工作力度，确保完成年度目标。\n（二）提高数据质量。各单位要加强与统计部门衔接，确保数据真实、准确、口径一致。',
    );
    expect(textOf('requirements', { units: [late('甲县')] })).toContain('甲县要尽快报送本期数据。');
  });
});

test('titles: each state of a quota has its clause, and a missing base is not counted as nought', () => {
  const columns = [
    { label: '国家级绿色园区', measure: '个', total: cell({ quota: 6, stock: 6, status: 'met' }) },
    { label: '省级绿色园区', measure: '个', total: cell({ quota: 13, stock: 12, status: 'onPace' }) },
    { label: '国家级绿色工厂', measure: '家', total: cell({ quota: 70, stock: 52, status: 'pending' }) },
    {
      label: '省级绿色工厂',
      measure: '家',
      total: cell({ quota: 160, stock: 121, behind: 12, status: 'behind' }),
    },
    { label: '省级绿色供应链', measure: '家', total: cell({ quota: 14, status: 'noBase' }) },
    { label: '国家能效水效领跑者', measure: '家', total: cell() },
  ];
  const units = [
    {
      name: '甲县',
      cells: columns.map((_, i) =>
        i === 3 ? cell({ quota: 9, stock: 5, behind: 2, status: 'behind' }) : cell(),
      ),
    },
  ];
  const quotas = { asOf: '2026-11-21', year: 2027, columns, units };
  expect(textOf('quotas', { quotas })).toBe(
    '截至2026年11月21日，对照行动计划2027年目标，已达到目标的有国家级绿色园区6个（目标6个）；达到批次进度的有省级绿色园区12个（目标13个）；落后于批次进度的有省级绿色工厂121家（目标160家，按已公布批次少12家）；待本年度名单公布后评价的有国家级绿色工厂52家（目标70家）；省级绿色供应链因2024年末基数不完整，暂不评价。分县看，落后于批次进度的有甲县（省级绿色工厂差2家）。各单位按批次应达数不足1个（家）的舍去，分县差额合计可能小于全市。',
  );
  expect(textOf('missing', { quotas })).toContain('1个单位绿色制造标杆数量落后于批次进度。');
  const lacking = (behind: number) => ({
    ...quotas,
    columns: columns.map((column, i) =>
      i === 3 ? { ...column, total: { ...column.total, behind } } : column,
    ),
  });
  // nothing to explain where the units' lacks add up to the city's
  expect(textOf('quotas', { quotas: lacking(2) })).not.toContain('舍去');
  expect(textOf('quotas', { quotas: lacking(3) })).toContain('舍去');
});

test('a section without text loses its heading, the others are numbered on', () => {
  const paragraphs = [
    { heading: '一、总体', text: '甲' },
    { heading: '二、分县', text: '' },
    { heading: null, text: '乙' },
    { heading: '三、标杆', text: ' ' },
    { heading: '四、问题', text: '丙' },
  ];
  expect(printedParagraphs(paragraphs).map(({ heading }) => heading)).toEqual([
    '一、总体',
    '二、分县',
    '三、问题',
  ]);
});
