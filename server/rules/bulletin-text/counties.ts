import { LAMP_WORDS } from '../grading.ts';
import type { BulletinFacts, UnitFacts } from './facts.ts';
import {
  atLamp,
  basisWord,
  documentText,
  gapText,
  missingAs,
  namesOf,
  numeral,
  rising,
  unitChange,
  withFigure,
} from './words.ts';

/* 二、各县（市、区）情况: the paragraphs units and warnings. */

const byGap = (units: readonly UnitFacts[]) => [...units].sort((a, b) => (a.gapPct ?? 0) - (b.gapPct ?? 0));

const lineOf = (unit: UnitFacts, period: string) =>
  `${unit.name}同比${unitChange(unit)}${unit.gapPct === null ? '' : `，${gapText(unit.gapPct, period)}`}`;

/** 'units': by group, each on a line of its own, the furthest ahead first. */
export function unitsText({ units, period }: BulletinFacts): string {
  const known = withFigure(units);
  if (known.length === 0) return '本期各县（市、区）均无已公布数据，暂不通报分县情况。';
  const missed = [...atLamp(known, 'yellow'), ...atLamp(known, 'red')];
  const risen = rising(missed);
  const groups: [string, readonly UnitFacts[]][] = [
    ['达到年度进度的单位', atLamp(known, 'green')],
    ['有所下降但未达到年度进度的单位', missed.filter((unit) => !risen.includes(unit))],
    ['不降反升的单位', risen],
    ['未下达年度目标的单位', atLamp(known, 'none')],
  ];
  return groups
    .filter(([, members]) => members.length > 0)
    .map(
      ([label, members], index) =>
        `（${numeral(index + 1)}）${label}（${members.length}个）。${byGap(members)
          .map((unit) => lineOf(unit, period))
          .join('；')}。`,
    )
    .join('\n');
}

const gradeClause = (units: readonly UnitFacts[], lamp: UnitFacts['annualLamp'], listed: UnitFacts[]) =>
  `${LAMP_WORDS[lamp].grade}（${LAMP_WORDS[lamp].word}）${listed.length}个${
    listed.length === units.length ? '，即全部单位' : `：${namesOf(listed)}`
  }`;

/** 'warnings': who stands at which grade, and by which document. */
export function warningsText({ units, ruleSet }: BulletinFacts): string {
  const known = withFigure(units).filter(({ annualLamp }) => annualLamp !== 'none');
  if (known.length === 0) return '本期各单位均无可供分级的数据，暂不公布预警等级。';
  const red = atLamp(known, 'red');
  const yellow = atLamp(known, 'yellow');
  const document = ruleSet.documentNumber === '' ? documentText(ruleSet) : `${ruleSet.documentNumber}文件`;
  const basis = `预警等级${basisWord(ruleSet)}${document}的分级方法确定`;
  const grades =
    red.length + yellow.length === 0
      ? `已公布数据的${known.length}个单位均为三级（进展基本顺利），没有一级、二级预警单位`
      : (['red', 'yellow', 'green'] as const)
          .map((lamp) => [lamp, atLamp(known, lamp)] as const)
          .filter(([, listed]) => listed.length > 0)
          .map(([lamp, listed]) => gradeClause(known, lamp, listed))
          .join('；');
  const near = known.filter(({ mayFlip }) => mayFlip);
  const rounding =
    near.length === 0
      ? ''
      : `其中，${namesOf(near)}的等级在数据舍入误差范围内可能变化，以统计部门最终数据为准。`;
  const left = [...missingAs(units, 'unreleased'), ...missingAs(units, 'notReported')];
  const ungraded = left.length === 0 ? '' : `${namesOf(left)}无已公布数据，暂不分级。`;
  return `${basis}。${grades}。${rounding}${ungraded}`;
}
