import type { ReportImpactReply } from '../../server/reports/schema.ts';
import { LAMP_WORDS, type Lamp } from '../../server/rules/grading.ts';
import { formatPct, MISSING } from '../format.ts';

type Impact = NonNullable<ReportImpactReply['impact']>;
type LampChange = Impact['lampChanges'][number];

/** One figure before and after the approval, as text. */
export interface ImpactLine {
  label: string;
  before: string;
  after: string;
  changed: boolean;
}

const LAMP_NAMES = { annual: '年度', plan: '规划期' } as const;

const gradeOf = (lamp: Lamp) => LAMP_WORDS[lamp].grade;

/** '2025年1–12月年度等级由一级转为二级'; a first lamp is told as such. */
export function lampChangeWords({ label, lamp, from, to }: LampChange): string {
  const name = `${label}${LAMP_NAMES[lamp]}等级`;
  if (from === 'none') return `${name}为${gradeOf(to)}`;
  return to === 'none'
    ? `${name}由${gradeOf(from)}变为暂不能评定`
    : `${name}由${gradeOf(from)}转为${gradeOf(to)}`;
}

/** The card's heading: what approving would do to the lamps. */
export function impactFinding(impact: Impact): string {
  const { before, finalReplacesFlash, lampChanges } = impact;
  const lead = finalReplacesFlash ? '年报替换快报，' : '';
  if (before === null) return '通过后首次计入，此前本期没有已审数据';
  if (lampChanges.length === 0) return `通过后的变化：${lead}等级不变`;
  return `通过后的变化：${lead}${lampChanges.length}处等级改变`;
}

const percent = (value: number | null, decimals: number) =>
  value === null ? MISSING : `${formatPct(value, decimals)}%`;

/** Figures before and after: this period's, cumulative, landing 2027, and the units rolled up. */
export function impactLines({ before, after, city }: Impact): ImpactLine[] {
  const line = (label: string, was: string, will: string): ImpactLine => ({
    label,
    before: was,
    after: will,
    changed: was !== will,
  });
  const units = city.beforeUnits === city.afterUnits ? `${city.afterUnits}个单位` : null;
  return [
    line(
      '能耗强度',
      percent(before?.actualPct ?? null, before?.actualDecimals ?? 2),
      percent(after.actualPct, after.actualDecimals ?? 2),
    ),
    line('较2024年累计', percent(before?.cumulativePct ?? null, 2), percent(after.cumulativePct, 2)),
    line('2027年落点（推算）', percent(before?.landing2027Pct ?? null, 2), percent(after.landing2027Pct, 2)),
    line(
      `全市汇总（测算，${units ?? `${city.beforeUnits}→${city.afterUnits}个单位`}）`,
      percent(city.beforePct, 2),
      percent(city.afterPct, 2),
    ),
  ];
}
