import { Decimal } from '../../../server/analytics/decimal.ts';
import type { Grade, GradesReply, GradeUnit } from '../../../server/grading/schema.ts';
import { edgePlaces, limitFormula, limitPlaces } from '../../../server/rules/grade-margin.ts';
import { LAMP_WORDS } from '../../../server/rules/grading.ts';
import { numberText, percentText, withTrueMinus } from '../../../server/rules/wording.ts';
import { lampWord } from '../../ui/lamp.tsx';
import { actualText, KINDS, type Kind, marksOf, targetText, tellingPlaces } from './grades-shape.ts';

const WHY_MISSING: Record<GradeUnit['status'], string> = {
  approved: '没有可用的能耗强度数据，暂不分级。',
  submitted: '本期数据待审，您的账号看不到，暂不分级。',
  returned: '本期数据已退回修改，暂不分级。',
  draft: '本期尚未报送，暂不分级；未报不按完成处理。',
  notReported: '本期尚未报送，暂不分级；未报不按完成处理。',
  notDue: '本期尚未到报送时间，暂不分级。',
  unreleased: '本期数据尚未公布，暂不分级。',
  noTarget: '该单位当年没有目标任务，不分级。',
};

const MARK_WORDS: Readonly<Record<string, string>> = {
  待审: '本期数据已报送、尚未审核，等级为暂定。',
  有修订待审: '另有修订数待审，审核通过后等级可能变化。',
  快报: '本期为快报数，以年报数为准。',
  测算: '没有统计反馈数，按能耗增速和增加值增速测算。',
  推算: '以本年累计数代表全年，为推算。',
  口径不同: '各年数据口径不同，累计结果仅供参考。',
};

/** '(1−3.60%)' or '(1+0.8%)'. */
function factor(pct: string): string {
  const text = withTrueMinus(pct);
  return `(1${text.startsWith('−') ? text : `+${text}`}%)`;
}

function annualFigure(unit: GradeUnit, { label, period }: GradesReply): string {
  const actual = actualText(unit, 'annual');
  const { energyGrowthPct: e, valueAddedGrowthPct: g, basis } = unit;
  const city = unit.isCity ? '全市' : unit.name;
  if (basis === 'published' || e === null || g === null) {
    return `${label}，${city}单位工业增加值能耗同比${actual}%，采用统计反馈数；${period.slice(0, 4)}年度目标${targetText(unit.annual, 'annual')}%（附件2表一）。`;
  }
  return `${label}，${city}单位工业增加值能耗同比 r = ${factor(e)} ÷ ${factor(g)} − 1 = ${actual}%（能耗增速${withTrueMinus(e)}%，增加值增速${withTrueMinus(g)}%，判定时不取整）；${period.slice(0, 4)}年度目标${targetText(unit.annual, 'annual')}%（附件2表一）。`;
}

function planFigure(unit: GradeUnit, { label }: GradesReply): string {
  const shown = (pct: string) => numberText(pct, Math.min(4, Math.max(1, new Decimal(pct).decimalPlaces())));
  const years = [
    ...unit.closedYears.map(({ year, pct }) => ({ name: `${year}年`, pct: shown(pct) })),
    { name: label, pct: actualText(unit, 'annual') },
  ];
  const chain = years.map(({ pct }) => factor(pct)).join(' × ');
  const named = years.map(({ name, pct }) => `${name}${pct}%`).join('，');
  const edge = unit.plan.targetPct;
  const target = edge === null ? '' : numberText(edge, edgePlaces(new Decimal(edge)));
  const targets = unit.yearlyTargets.map(({ pct }) => factor(pct)).join(' × ');
  return `${named}；2024年以来累计 C = ${chain} − 1 = ${actualText(unit, 'plan')}%，累计目标 T = ${targets} − 1 = ${target}%。`;
}

/** The comparison that decides: '−2.1% > −2.70%，为一级（十分严峻），距二级0.60个百分点。' */
function verdict(unit: GradeUnit, kind: Kind): string {
  const { lamp, targetPct, limit, gapPoints, margin } = unit[kind];
  const actual = actualText(unit, kind);
  const target = targetPct === null ? '' : numberText(targetPct, edgePlaces(new Decimal(targetPct)));
  const top = limit === null ? null : numberText(limit, limitPlaces(new Decimal(limit)));
  const compared = {
    green: `${actual}% ≤ ${target}%，目标完成`,
    yellow: `${target}% < ${actual}% ≤ ${top}%，未完成目标，差距在二级范围内`,
    red: top === null ? `${actual}% > ${target}%，未完成目标` : `${actual}% > ${top}%，超过二级上限`,
    none: '',
  }[lamp];
  const gap = gapPoints === null || lamp === 'green' ? '' : `，与目标相差${numberText(gapPoints, 2)}个百分点`;
  const { grade, word } = LAMP_WORDS[lamp];
  return `${compared}${gap}，为${grade}（${word}）${margin ? `，${margin.words}` : ''}。`;
}

/** What rounding leaves open; '' without a band. */
function bandSentence({ band, mayFlip, lampsInBand, targetPct, limit }: Grade, kind: Kind): string {
  if (!band) return '';
  const shown = (value: string) => percentText(value, tellingPlaces(value, [targetPct, limit], 3));
  const source = kind === 'plan' ? '各年数按公布小数位数的舍入范围连乘' : '按公布小数位数的舍入范围';
  const head = `${source}，实际值在${shown(band.low)}至${shown(band.high)}之间`;
  if (mayFlip) return `${head}，可能为${lampsInBand.map(lampWord).join('、')}：舍入内可能翻转。`;
  return `${head}，范围内等级不变。`;
}

/** A figure and its target without a grade yet: what is missing. */
function whyNone(unit: GradeUnit, kind: Kind): string {
  if (unit.annual.actualPct === null) return WHY_MISSING[unit.status];
  if (kind === 'plan' && unit.missingYears.length > 0) {
    return `缺${unit.missingYears.join('、')}年全年数，无法连乘，暂不分级。`;
  }
  return WHY_MISSING.noTarget;
}

/** One grade in full sentences, in the order of the work: figure, limit, verdict, rounding, caveats. */
export function explainGrade(unit: GradeUnit, kind: Kind, reply: GradesReply): string[] {
  const one = unit[kind];
  if (one.lamp === 'none' || one.targetPct === null) return [whyNone(unit, kind)];
  const targetShown = targetText(one, kind);
  const formula = limitFormula(one.targetPct, reply.ruleSet);
  return [
    kind === 'annual' ? annualFigure(unit, reply) : planFigure(unit, reply),
    formula === null ? `目标${targetShown}%不为下降，没有二级。` : `${formula}。`,
    verdict(unit, kind),
    bandSentence(one, kind),
    ...marksOf(unit, kind).map((mark) => MARK_WORDS[mark] ?? ''),
  ].filter((sentence) => sentence !== '');
}

/** What the unit would be under each other rule set. */
export function otherRules(unit: GradeUnit): string[] {
  if (unit.annual.lamp === 'none' && unit.plan.lamp === 'none') return [];
  const word = (lamp: Grade['lamp']) => (lamp === 'none' ? '暂不分级' : lampWord(lamp));
  return unit.under.map(
    ({ name, annual, plan }) => `换成“${name}”：${KINDS.annual}${word(annual)}，${KINDS.plan}${word(plan)}。`,
  );
}

const quoted = (document: string) => `《${document.replaceAll('《', '〈').replaceAll('》', '〉')}》`;

/** The document a rule set follows: '《…》（发改办环资〔2020〕901号）'. */
export function documentText({
  document,
  documentNumber,
}: {
  document: string;
  documentNumber: string;
}): string {
  return `${quoted(document)}（${documentNumber}）`;
}
