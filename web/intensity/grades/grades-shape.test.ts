import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../server/analytics/decimal.ts';
import type { Grade, GradesReply, GradeUnit, RuleSetEntry } from '../../../server/grading/schema.ts';
import { gradeMargin, lampsInBand } from '../../../server/rules/grade-margin.ts';
import { defaultRuleSet, grade, type RuleSet, ruleSetById } from '../../../server/rules/grading.ts';
import { explainGrade, otherRules } from './explanation.ts';
import {
  actualText,
  countsText,
  countsUnder,
  gradeRows,
  gradesFinding,
  gradesTable,
  marksOf,
  missingWord,
  targetText,
  tellingPlaces,
} from './grades-shape.ts';
import { bodyOf, previewText, textsOf } from './rule-form-shape.ts';

const RULES = defaultRuleSet();
const found = ruleSetById('ndrc-2021-629');
if (!found) throw new Error('rule set 629 is missing');
const OTHER: RuleSet = found;

function gradeOf(actualPct: string | null, targetPct: string | null, half = '0.05'): Grade {
  const margin = gradeMargin(actualPct, targetPct, RULES);
  const to = margin?.better ?? margin?.worse;
  const actual = actualPct === null ? null : new Decimal(actualPct);
  const band = actual && { lowPct: actual.minus(half), highPct: actual.plus(half) };
  const lampsIn = band && targetPct !== null ? lampsInBand(band, targetPct, RULES) : [];
  return {
    lamp: margin?.lamp ?? 'none',
    actualPct,
    targetPct,
    gapPoints: margin?.gapPoints.toString() ?? null,
    limit: margin?.limitPct?.toString() ?? null,
    margin: margin && to ? { toLamp: to.lamp, points: to.points.toString(), words: margin.words } : null,
    band: band && { low: band.lowPct.toString(), high: band.highPct.toString() },
    lampsInBand: lampsIn,
    mayFlip: lampsIn.length > 1,
  };
}

function gradeUnit(change: Partial<GradeUnit> = {}): GradeUnit {
  const annual = change.annual ?? gradeOf('-2.1', '-3.0');
  const plan = change.plan ?? gradeOf('-5.5244', '-6.395', '0.1');
  return {
    code: '360426',
    name: '德安县',
    isCity: false,
    status: 'approved',
    provisional: false,
    pendingRevision: false,
    released: true,
    basis: 'published',
    source: 'statistics',
    edition: 'final',
    scopeMixed: false,
    decimals: 1,
    energyGrowthPct: '1.2',
    valueAddedGrowthPct: '3.4',
    annual,
    plan,
    estimated: true,
    closedYears: [{ year: 2025, pct: '-3.5' }],
    missingYears: [],
    yearlyTargets: [
      { year: 2025, pct: '-3.5' },
      { year: 2026, pct: '-3.0' },
    ],
    under: [
      {
        ruleSetId: OTHER.id,
        name: OTHER.name,
        annual: grade(annual.actualPct, annual.targetPct, OTHER),
        plan: grade(plan.actualPct, plan.targetPct, OTHER),
      },
    ],
    ...change,
  };
}
const reply = (...units: GradeUnit[]): GradesReply => ({
  period: '2026-10',
  label: '2026年1–10月',
  asOf: null,
  referenceOnly: false,
  ruleSet: { ...RULES, own: false },
  isCurrent: true,
  units,
});
const MISSING_UNIT = gradeUnit({
  code: '360425',
  name: '永修县',
  status: 'notReported',
  annual: gradeOf(null, '-3.0'),
  plan: gradeOf(null, '-6.395'),
});

describe('a figure is shown with as many decimals as tell it from its limits', () => {
  test.each([
    ['-2.6996', ['-3', '-2.7'], 2, 4],
    ['-2.7', ['-3', '-2.7'], 2, 2],
    ['-2.70001', ['-2.7'], 2, 5],
    ['-2.1', ['-3', '-2.7'], 1, 1],
    ['-2.9999999', ['-3'], 2, 6],
    ['-5', [null], 1, 1],
  ] as const)('%s beside %j', (value, edges, base, places) => {
    expect(tellingPlaces(value, edges, base)).toBe(places);
  });

  test('in the table: published as published, near a limit with more', () => {
    expect(actualText(gradeUnit(), 'annual')).toBe('−2.1');
    const near = gradeUnit({ annual: gradeOf('-2.6996', '-3.0'), decimals: 2 });
    expect(actualText(near, 'annual')).toBe('−2.6996');
    expect(targetText(gradeUnit().annual, 'annual')).toBe('−3.0');
    expect(targetText(gradeUnit().plan, 'plan')).toBe('−6.40');
  });
});

describe('marks and missing grades', () => {
  test('a grade carries what is provisional, flash, computed, estimated or near an edge', () => {
    const unit = gradeUnit({
      provisional: true,
      edition: 'flash',
      basis: 'computed',
      scopeMixed: true,
      annual: gradeOf('-2.7', '-3.0'),
    });
    expect(marksOf(unit, 'annual')).toEqual(['待审', '快报', '测算', '舍入内可能翻转']);
    expect(marksOf(unit, 'plan')).toEqual(['待审', '快报', '测算', '推算', '口径不同']);
    expect(marksOf(gradeUnit(), 'annual')).toEqual([]);
  });

  test('where there is no grade it says why, and carries no marks', () => {
    expect(missingWord(MISSING_UNIT, 'annual')).toBe('未报');
    expect(marksOf(MISSING_UNIT, 'plan')).toEqual([]);
    const hole = gradeUnit({ plan: gradeOf(null, '-6.395'), missingYears: [2025], closedYears: [] });
    expect(missingWord(hole, 'plan')).toBe('缺上年数');
    expect(missingWord(hole, 'annual')).toBe('');
  });
});

describe('the table', () => {
  test('has two rows a unit with figures, margin and limits', () => {
    const [annual, plan] = gradeRows(reply(gradeUnit()));
    expect(annual).toMatchObject({
      kind: 'annual',
      actual: '−2.1',
      target: '−3.0',
      gap: '0.90',
      margin: '距二级0.60个百分点',
      rule: '不高于−3.0%为三级，高于−3.0%、不高于−2.70%为二级，高于−2.70%为一级。',
      under: ['yellow'],
    });
    expect(plan).toMatchObject({ kind: 'plan', target: '−6.40', missing: '' });
  });

  test('its finding counts the counties only, and those on an edge', () => {
    const city = gradeUnit({ code: '360400', name: '全市', isCity: true });
    const edge = gradeUnit({ code: '360402', annual: gradeOf('-2.70', '-3.0') });
    expect(gradesFinding(reply(city, gradeUnit(), edge, MISSING_UNIT))).toBe(
      '2026年1–10月3个县（市、区）当年等级：二级1个、一级1个，暂不分级1个；1个在舍入范围内可能翻转',
    );
  });

  test('its finding says how many of the grades are not approved', () => {
    expect(gradesFinding(reply(gradeUnit({ provisional: true }), MISSING_UNIT))).toBe(
      '2026年1–10月2个县（市、区）当年等级：一级1个，暂不分级1个；已分级的含1个待审核',
    );
  });

  test('as a file it keeps numbers as numbers, and missing ones empty', () => {
    const table = gradesTable(reply(gradeUnit(), MISSING_UNIT));
    expect(table.rows).toHaveLength(4);
    expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    expect(table.rows[0]?.slice(0, 7)).toEqual(['德安县', '当年', '一级', -2.1, -3, 0.9, -2.7]);
    expect(table.rows[2]?.slice(0, 7)).toEqual(['永修县', '当年', '未报', null, -3, null, null]);
  });
});

describe('the explanation', () => {
  test('works a published figure through: figure, limit, verdict, rounding', () => {
    expect(explainGrade(gradeUnit(), 'annual', reply())).toEqual([
      '2026年1–10月，德安县单位工业增加值能耗同比−2.1%，采用统计反馈数；2026年度目标−3.0%（附件2表一）。',
      '二级上限 = −3.0% + 3.0 × 10% = −2.70%。',
      '−2.1% > −2.70%，超过二级上限，与目标相差0.90个百分点，为一级（十分严峻），距二级0.60个百分点。',
      '按公布小数位数的舍入范围，实际值在−2.150%至−2.050%之间，范围内等级不变。',
    ]);
  });

  test('a computed one shows e and g, and a figure on the limit what rounding can make of it', () => {
    const unit = gradeUnit({
      basis: 'computed',
      decimals: 2,
      energyGrowthPct: '-1.5',
      annual: gradeOf('-2.7', '-3.0'),
    });
    const sentences = explainGrade(unit, 'annual', reply());
    expect(sentences[0]).toContain('r = (1−1.5%) ÷ (1+3.4%) − 1 = −2.70%');
    expect(sentences[2]).toContain('−3.0% < −2.70% ≤ −2.70%');
    expect(sentences[2]).toContain('恰在二级上限，距三级0.30个百分点');
    expect(sentences[3]).toContain('可能为二级、一级：舍入内可能翻转');
  });

  test('the plan grade chains the years and says that the year-to-date stands for the year', () => {
    const sentences = explainGrade(gradeUnit(), 'plan', reply());
    expect(sentences[0]).toBe(
      '2025年−3.5%，2026年1–10月−2.1%；2024年以来累计 C = (1−3.5%) × (1−2.1%) − 1 = −5.52%，累计目标 T = (1−3.5%) × (1−3.0%) − 1 = −6.395%。',
    );
    expect(sentences).toContain('以本年累计数代表全年，为推算。');
  });

  test('a met target and a target of 0 are said as such', () => {
    const met = explainGrade(gradeUnit({ annual: gradeOf('-3.6', '-3.0') }), 'annual', reply());
    expect(met[2]).toBe('−3.6% ≤ −3.0%，目标完成，为三级（进展基本顺利），优于目标0.60个百分点。');
    const zero = explainGrade(gradeUnit({ annual: gradeOf('0.2', '0') }), 'annual', reply());
    expect(zero[1]).toBe('目标0.0%不为下降，没有二级。');
    expect(zero[2]).toContain('0.2% > 0.0%，未完成目标');
  });

  test('without figures it says why there is no grade', () => {
    expect(explainGrade(MISSING_UNIT, 'annual', reply())).toEqual([
      '本期尚未报送，暂不分级；未报不按完成处理。',
    ]);
    const hole = gradeUnit({ plan: gradeOf(null, '-6.395'), missingYears: [2025] });
    expect(explainGrade(hole, 'plan', reply())).toEqual(['缺2025年全年数，无法连乘，暂不分级。']);
    expect(otherRules(MISSING_UNIT)).toEqual([]);
  });

  test('names the grade under each other rule set', () => {
    expect(otherRules(gradeUnit())).toEqual([`换成“${OTHER.name}”：当年二级，规划期累计二级。`]);
  });
});

describe('the form of an own rule set', () => {
  test('previews the units of the period under what is typed', () => {
    const page = reply(gradeUnit(), gradeUnit({ code: '1', annual: gradeOf('-3.6', '-3.0') }), MISSING_UNIT);
    const texts = { ...textsOf(null), yellowKind: 'points' as const };
    expect(previewText({ ...texts, yellowLimit: '0.9' }, page)).toBe(
      '按所填规则，2026年1–10月县（市、区）当年等级为三级1个、二级1个，暂不分级1个（页面所用规则为三级1个、一级1个，暂不分级1个）。',
    );
    expect(previewText({ ...texts, yellowLimit: '0.89' }, page)).toContain('与页面所用规则相同');
    expect(previewText({ ...texts, yellowLimit: '' }, page)).toContain('填写二级界限后');
  });

  test('tidies dates, and sends no limit where none is used', () => {
    const texts = { ...textsOf(null), validFrom: '2026年12月1日', yellowKind: 'anyFall' as const };
    expect(bodyOf(texts)).toMatchObject({ validFrom: '2026-12-01', validTo: null, yellowLimit: null });
    expect(bodyOf({ ...texts, validTo: '明年' }).validTo).toBe('明年');
  });

  test('begins with what the rule set says', () => {
    const entry: RuleSetEntry = {
      ...RULES,
      id: 'own-1',
      yellow: { kind: 'points', points: '0.5' },
      validFrom: '2026-11-01',
      note: '生成的说明',
      remark: '试行一年',
      own: true,
      inForce: true,
      begun: false,
      retiredAt: null,
      version: 2,
    };
    expect(textsOf(entry)).toMatchObject({ yellowKind: 'points', yellowLimit: '0.5', note: '试行一年' });
  });

  test('counts are words', () => {
    expect(countsText(countsUnder([gradeUnit()], { kind: 'anyFall' }))).toBe('二级1个');
  });
});
