import { Decimal } from '../../analytics/decimal.ts';
import { LAMP_WORDS } from '../grading.ts';
import { isReferenceOnly, previousPeriod } from '../periods.ts';
import type { BulletinFacts, UnitFacts } from './facts.ts';
import { INDICATOR, monthsText, paperDash, periodText } from './titles.ts';
import {
  atLamp,
  changeText,
  gapText,
  isYearEnd,
  missingAs,
  namesOf,
  pointsText,
  rising,
  targetText,
  unitChange,
  withFigure,
} from './words.ts';

/* 一、总体情况: the paragraphs lead, annual and plan. */

/** '，降幅比1—8月扩大0.2个百分点'; '' without a released figure of the period before. */
function againstBefore({ period, city, history }: BulletinFacts): string {
  const before = previousPeriod(period);
  if (before === null || isReferenceOnly(before) || city.actualPct === null) return '';
  const earlier = history.find((point) => point.period === before)?.actualPct ?? null;
  if (earlier === null) return '';
  const [was, is] = [new Decimal(earlier), new Decimal(city.actualPct)];
  const than = `比${monthsText(before)}`;
  if (was.eq(is)) return `，与${monthsText(before)}持平`;
  if (was.lt(0) && is.gt(0)) return `，${than}由降转升`;
  if (was.gt(0) && is.lt(0)) return `，${than}由升转降`;
  const grew = is.abs().gt(was.abs());
  const kind = is.plus(was).lt(0) ? '降幅' : '升幅';
  return `，${kind}${than}${grew ? '扩大' : '收窄'}${pointsText(is.minus(was))}`;
}

function cityText(facts: BulletinFacts): string {
  const { city, period } = facts;
  if (city.actualPct === null) {
    const why = city.missing === 'notReported' ? '尚未报送' : '尚未公布';
    return `${periodText(period)}，全市${INDICATOR}数据${why}，本通报不作全市评价。`;
  }
  const change = `${periodText(period)}，全市${INDICATOR}同比${unitChange(city)}${againstBefore(facts)}`;
  if (city.targetPct === null || city.gapPct === null) return `${change}；当年未下达年度目标。`;
  const { grade, word } = LAMP_WORDS[city.annualLamp];
  const target = `年度目标为下降${targetText(city.targetPct)}，${isYearEnd(period) ? '' : '目前'}${gapText(city.gapPct, period)}`;
  return `${change}。${target}，进度等级为${grade}（${word}）。`;
}

/** '14个单位中，12个有已公布数据，其中…' */
function countsText({ units }: BulletinFacts): string {
  const total = `${units.length}个单位`;
  const known = withFigure(units);
  const unreported = missingAs(units, 'notReported').length;
  const unreleased = missingAs(units, 'unreleased').length;
  if (units.length === 0) return '本期没有纳入统计的县（市、区）。';
  if (known.length === 0) {
    if (unreleased === 0) return `${total}数据均未报送。`;
    return unreported === 0
      ? `${total}数据均未公布。`
      : `${total}均无已公布数据：${unreleased}个未公布，${unreported}个未报送。`;
  }
  const green = atLamp(units, 'green').length;
  if (green === units.length) return `${total}全部达到年度进度要求。`;
  const parts = [green === 0 ? '尚无单位达到年度进度要求' : `${green}个达到年度进度要求`];
  const yellow = atLamp(units, 'yellow').length;
  const red = atLamp(units, 'red').length;
  const ungraded = atLamp(known, 'none').length;
  if (yellow > 0) parts.push(`${yellow}个为二级预警`);
  if (red > 0) parts.push(`${red}个为一级预警`);
  if (ungraded > 0) parts.push(`${ungraded}个未下达年度目标、暂不分级`);
  if (unreleased > 0) parts.push(`${unreleased}个数据未公布`);
  if (unreported > 0) parts.push(`${unreported}个未报送`);
  return `${total}中，${parts.join('，')}。`;
}

/** 'lead': the city's figure against this year's target, and how many units are on course. */
export const leadText = (facts: BulletinFacts) => cityText(facts) + countsText(facts);

const FOREMOST = 3;

/** The first three by fall; who is level with the third is named too. */
function foremost(falling: readonly UnitFacts[]): UnitFacts[] {
  const sorted = [...falling].sort((a, b) => (a.actualPct ?? 0) - (b.actualPct ?? 0));
  const last = sorted[FOREMOST - 1]?.actualPct;
  return last === undefined ? sorted : sorted.filter(({ actualPct }) => (actualPct ?? 0) <= (last ?? 0));
}

const named = (units: readonly UnitFacts[]) =>
  units.map((unit) => `${unit.name}（${unitChange(unit)}）`).join('、');

/** 'annual': who fell most, who did not fall. */
export function annualText({ units }: BulletinFacts): string {
  const known = withFigure(units);
  if (known.length === 0) return '从当年情况看，各单位尚无已公布数据，暂不作比较。';
  const fallen = known.filter(({ actualPct }) => (actualPct ?? 0) < 0);
  const level = known.filter(({ actualPct }) => actualPct === 0);
  const risen = [...rising(known)].sort((a, b) => (b.actualPct ?? 0) - (a.actualPct ?? 0));
  const parts: string[] = [];
  if (known.length === 1) {
    return `从当年情况看，仅${known[0]?.name}有已公布数据，同比${unitChange(known[0] as UnitFacts)}，暂不作比较。`;
  }
  if (fallen.length > 0) {
    const head = foremost(fallen);
    parts.push(
      head.length === fallen.length
        ? `${fallen.length}个单位同比下降，为${named(head)}`
        : `${fallen.length}个单位同比下降，降幅居前的是${named(head)}`,
    );
  }
  if (level.length > 0) parts.push(`${namesOf(level)}同比持平`);
  parts.push(risen.length > 0 ? `${risen.length}个单位不降反升，为${named(risen)}` : '没有单位不降反升');
  return `从当年情况看，${parts.join('；')}。`;
}

/** 'plan': since 2024 against the compounded targets, and what 2027 still asks for. */
export function planText(facts: BulletinFacts): string {
  const { city, period, units, trajectory } = facts;
  const estimated = isYearEnd(period) ? '' : `以${monthsText(period)}同比变化代替全年推算，`;
  const opening = '从规划期累计看，';
  if (city.cumulativePct === null)
    return `${opening}全市${paperDash(trajectory.sentence)}${planUnits(units)}`;
  const course = city.cumulativeTargetPct;
  const gap = course === null ? null : new Decimal(city.cumulativePct).minus(course);
  const against =
    gap === null
      ? ''
      : gap.isZero()
        ? `，达到累计进度要求`
        : gap.lt(0)
          ? `，超过累计进度要求（下降${new Decimal(course ?? 0).abs().toFixed(2)}%）${pointsText(gap)}`
          : `，距累计进度要求（下降${new Decimal(course ?? 0).abs().toFixed(2)}%）还差${pointsText(gap)}`;
  const left = city.headlineGapPct ?? 0;
  const headline =
    left > 0 ? `，距2027年比2024年下降${targetText(city.headlinePct)}的总目标还差${pointsText(left)}` : '';
  const change = `${estimated}全市比2024年累计${changeText(city.cumulativePct, 2)}`;
  return `${opening}${change}${against}${headline}。${paperDash(trajectory.sentence)}${planUnits(units)}`;
}

function planUnits(units: readonly UnitFacts[]): string {
  const at = (lamp: UnitFacts['planLamp']) => units.filter(({ planLamp }) => planLamp === lamp);
  const graded = units.length - at('none').length;
  if (graded === 0) return '';
  const behind = [...at('red'), ...at('yellow')];
  if (behind.length === 0) return `已公布数据可作累计评价的${graded}个单位均达到累计进度要求。`;
  const green = at('green').length === 0 ? '均未' : `${at('green').length}个`;
  return at('green').length === 0
    ? `可作累计评价的${graded}个单位${green}达到累计进度要求。`
    : `可作累计评价的${graded}个单位中，${green}达到累计进度要求，${namesOf(behind)}未达到。`;
}
