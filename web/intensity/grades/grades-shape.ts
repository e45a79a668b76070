import { Decimal } from '../../../server/analytics/decimal.ts';
import type { Grade, GradesReply, GradeUnit } from '../../../server/grading/schema.ts';
import { ruleSentence } from '../../../server/rules/grade-margin.ts';
import { grade, type Lamp, type RuleSet } from '../../../server/rules/grading.ts';
import { numberText } from '../../../server/rules/wording.ts';
import { MISSING } from '../../format.ts';
import type { CardFile } from '../../ui/card-file.ts';
import { lampWord } from '../../ui/lamp.tsx';
import { statusWord } from '../../ui/status-words.ts';

/** The two grades of a unit: 当年 against the year's target, 规划期累计 against the targets compounded. */
export const KINDS = { annual: '当年', plan: '规划期累计' } as const;
export type Kind = keyof typeof KINDS;

/** Decimals of what is computed, and of distances. */
const PLACES = 2;
const MOST_PLACES = 6;

/**
 * Decimals that tell a figure from the edges it is compared with: −2.6996 against −2.70 is not shown as −2.70.
 * @param base decimals it is shown with where that tells enough
 */
export function tellingPlaces(value: string, edges: readonly (string | null)[], base = PLACES): number {
  const exact = new Decimal(value);
  const tells = (places: number) =>
    edges.every((edge) => edge === null || exact.toDecimalPlaces(places).cmp(edge) === exact.cmp(edge));
  let places = base;
  while (places < MOST_PLACES && !tells(places)) places += 1;
  return places;
}

/** A change as it stands in the table and in the sentences; '—' where there is none. */
export function actualText(unit: GradeUnit, kind: Kind): string {
  const { actualPct, targetPct, limit } = unit[kind];
  if (actualPct === null) return MISSING;
  const base = kind === 'annual' ? (unit.decimals ?? PLACES) : PLACES;
  return numberText(actualPct, tellingPlaces(actualPct, [targetPct, limit], base));
}

/** Targets as printed, with at least one decimal; compounded ones with two. */
export function targetText({ targetPct }: Grade, kind: Kind): string {
  if (targetPct === null) return MISSING;
  const printed = Math.max(1, new Decimal(targetPct).decimalPlaces());
  return numberText(targetPct, kind === 'annual' ? Math.min(printed, PLACES) : PLACES);
}

/** What is to be known about a grade beside its lamp: provisional, flash, estimated, may flip. */
export function marksOf(unit: GradeUnit, kind: Kind): string[] {
  if (unit[kind].actualPct === null) return [];
  return [
    unit.provisional ? '待审' : '',
    unit.pendingRevision ? '有修订待审' : '',
    unit.edition === 'flash' ? '快报' : '',
    unit.basis === 'computed' ? '测算' : '',
    kind === 'plan' && unit.estimated ? '推算' : '',
    kind === 'plan' && unit.scopeMixed ? '口径不同' : '',
    unit[kind].mayFlip ? '舍入内可能翻转' : '',
  ].filter((mark) => mark !== '');
}

/** Why there is no grade, in a word; '' where there is one. */
export function missingWord(unit: GradeUnit, kind: Kind): string {
  if (unit[kind].lamp !== 'none') return '';
  if (unit.annual.actualPct === null) return statusWord(unit.status);
  return kind === 'plan' && unit.missingYears.length > 0 ? '缺上年数' : '无任务';
}

export interface GradeRow {
  unit: GradeUnit;
  kind: Kind;
  grade: Grade;
  actual: string;
  target: string;
  /** 差距, percentage points: > 0 = missed */
  gap: string;
  /** 距更好（更差）一级, in words */
  margin: string;
  /** the rule with the unit's own limits */
  rule: string;
  marks: string[];
  /** replaces the lamp's word where there is no grade */
  missing: string;
  /** under each other rule set, in the order of the reply */
  under: Lamp[];
}

/** Two rows for each unit: this year, and since 2024. */
export function gradeRows({ units, ruleSet }: GradesReply): GradeRow[] {
  return units.flatMap((unit) =>
    (['annual', 'plan'] as const).map((kind) => {
      const one = unit[kind];
      return {
        unit,
        kind,
        grade: one,
        actual: actualText(unit, kind),
        target: targetText(one, kind),
        gap: one.gapPoints === null ? MISSING : numberText(one.gapPoints, PLACES),
        margin: one.margin?.words ?? MISSING,
        rule: one.targetPct === null ? MISSING : ruleSentence(one.targetPct, ruleSet),
        marks: marksOf(unit, kind),
        missing: missingWord(unit, kind),
        under: unit.under.map((other) => other[kind]),
      };
    }),
  );
}

/** Names of the other rule sets, heads of the columns 换一套规则. */
export const otherNames = ({ units }: GradesReply) => (units[0]?.under ?? []).map(({ name }) => name);

export type LampCounts = Readonly<Record<Lamp, number>>;

/** How many of the 14 units have which annual lamp under a rule; the city is none of them. */
export function countsUnder(units: readonly GradeUnit[], yellow: RuleSet['yellow']): LampCounts {
  const counts = { green: 0, yellow: 0, red: 0, none: 0 };
  for (const { isCity, annual } of units) {
    if (!isCity) counts[grade(annual.actualPct, annual.targetPct, { yellow })] += 1;
  }
  return counts;
}

/** '三级5个、二级3个、一级2个，暂不分级4个'; kinds that do not occur are left out. */
export function countsText(counts: LampCounts): string {
  const graded = (['green', 'yellow', 'red'] as const)
    .filter((lamp) => counts[lamp] > 0)
    .map((lamp) => `${lampWord(lamp)}${counts[lamp]}个`);
  const none = counts.none > 0 ? `暂不分级${counts.none}个` : '';
  return [graded.join('、'), none].filter((part) => part !== '').join('，');
}

/** The finding of the table: how many are in which grade, and how many stand on an edge. */
export function gradesFinding({ units, label, referenceOnly, ruleSet }: GradesReply): string {
  const counties = units.filter(({ isCity }) => !isCity);
  const counts = countsUnder(counties, ruleSet.yellow);
  const flips = counties.filter(({ annual }) => annual.mayFlip).length;
  const head = `${label}${referenceOnly ? '（参考）' : ''}${counties.length}个县（市、区）当年等级：`;
  const waiting = counties.filter((one) => one.provisional && one.annual.lamp !== 'none').length;
  const provisional = waiting > 0 ? `；已分级的含${waiting}个待审核` : '';
  return `${head}${countsText(counts)}${provisional}${flips > 0 ? `；${flips}个在舍入范围内可能翻转` : ''}`;
}

/** The whole table for a file. */
export function gradesTable(reply: GradesReply): NonNullable<CardFile['table']> {
  const text = (label: string) => ({ label, kind: 'text' as const });
  const number = (label: string) => ({ label, kind: 'number' as const, decimals: PLACES });
  return {
    columns: [
      text('单位'),
      text('口径'),
      text('预警等级'),
      number('同比或累计（%）'),
      number('目标（%）'),
      number('差距（百分点）'),
      number('二级上限（%）'),
      text('距更好（更差）一级'),
      text('分级界限'),
      text('标注'),
      ...otherNames(reply).map(text),
    ],
    rows: gradeRows(reply).map((row) => [
      row.unit.name,
      KINDS[row.kind],
      row.missing || lampWord(row.grade.lamp),
      ...[row.grade.actualPct, row.grade.targetPct, row.grade.gapPoints, row.grade.limit].map((value) =>
        value === null ? null : Number(new Decimal(value).toFixed(MOST_PLACES)),
      ),
      row.margin,
      row.rule,
      row.marks.join('、'),
      ...row.under.map(lampWord),
    ]),
  };
}
