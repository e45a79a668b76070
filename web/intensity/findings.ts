import type { CausesReply } from '../../server/causes/schema.ts';
import type { GradesReply } from '../../server/grading/schema.ts';
import type { ProgressHistoryReply, ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { periodLabel, shortPeriodLabel } from '../../server/rules/periods.ts';
import { formatNumber } from '../format.ts';
import { causesFinding } from './causes/causes-shape.ts';
import { gradesFinding } from './grades/grades-shape.ts';
import { type HeatRow, type HeatTable, newestKnown } from './heat-shape.ts';
import { TABS, type Tab } from './intensity-tabs.ts';

/** The findings of the intensity page (能耗强度) in words. */

const SEVERITY: Record<Lamp, number> = { none: 0, green: 1, yellow: 2, red: 3 };
const LAMP_WORDS: Record<Lamp, string> = { none: '暂无等级', green: '三级', yellow: '二级', red: '一级' };

/** Up to `limit` names, then how many more: '德安县、庐山市等4个单位'. */
export function namesInWords(names: readonly string[], limit = 3): string {
  if (names.length <= limit) return names.join('、');
  return `${names.slice(0, limit).join('、')}等${names.length}个单位`;
}

type Named = { name: string; provisional: boolean };

/** '（含1个待审核）', of one alone '（待审核）': what is not approved is never counted silently. */
function provisionalWords(units: readonly Pick<Named, 'provisional'>[]): string {
  const count = units.filter(({ provisional }) => provisional).length;
  if (count === 0) return '';
  return units.length === 1 ? '（待审核）' : `（含${count}个待审核）`;
}

/** Nobody has a lamp: why, and where to look instead. */
function emptyFinding(progress: ProgressReply, newest: string | null): string {
  const isUnreleased = progress.units.some((unit) => unit.status === 'unreleased');
  const reason = isUnreleased ? '尚未公布' : '尚未报送';
  const hint = newest === null || newest === progress.period ? '' : `，可先看${periodLabel(newest)}`;
  return `${progress.label}各单位数据${reason}${hint}。`;
}

/**
 * Headline of the page: who is where against this year's target.
 * @param newest the newest period with a figure this viewer may see
 */
export function progressFinding(progress: ProgressReply, newest: string | null): string {
  const { city } = progress;
  const units = progress.units.filter((unit) => !unit.isCity);
  const graded = units.filter((unit) => unit.annualLamp !== 'none');
  if (graded.length === 0) return emptyFinding(progress, newest);
  const of = (lamp: Lamp) => units.filter((unit) => unit.annualLamp === lamp);
  const green = of('green');
  const parts = [`${units.length}个单位中${green.length}个${provisionalWords(green)}达到年度目标进度`];
  const namesOf = (some: readonly Named[]) =>
    `${namesInWords(some.map(({ name }) => name))}${provisionalWords(some)}`;
  const yellow = of('yellow');
  const red = of('red');
  if (yellow.length > 0) parts.push(`${namesOf(yellow)}为二级`);
  if (red.length > 0) parts.push(`${namesOf(red)}为一级`);
  const missing = of('none');
  if (missing.length > 0) parts.push(`${namesInWords(missing.map(({ name }) => name))}暂无数据`);
  const cityPart =
    city.annualLamp === 'none' ? '' : `全市${provisionalWords([city])}为${LAMP_WORDS[city.annualLamp]}；`;
  return `${cityPart}${parts.join('，')}。`;
}

/** What the tabs read; a reply is missing while it loads. */
interface TabReplies {
  progress?: ProgressReply;
  history?: ProgressHistoryReply;
  causes?: CausesReply | undefined;
  course?: TrajectoryReply | undefined;
  grades?: GradesReply | undefined;
}

/** Headline of the tab shown, from what it has read. */
export function tabFinding(tab: Tab, { progress, history, causes, course, grades }: TabReplies): string {
  if (tab === 'causes') return causes ? causesFinding(causes) : TABS.causes;
  if (tab === 'course') return course ? `${course.name}：${course.sentence}` : TABS.course;
  if (tab === 'grades') return grades ? gradesFinding(grades) : TABS.grades;
  if (!progress) return '能耗强度';
  return progressFinding(progress, history ? newestKnown(history) : null);
}

/** How many due periods in a row, counted back from `period`, the unit has been red. */
export function redStreak(row: HeatRow, period: string): number {
  const end = row.cells.findIndex((cell) => cell.period === period);
  let streak = 0;
  for (let index = end; index >= 0 && row.cells[index]?.lamp === 'red'; index -= 1) streak += 1;
  return streak;
}

interface Moves {
  /** units with a lamp in both periods */
  compared: number;
  better: Named[];
  worse: Named[];
  /** the city's own lamp in both periods; null where it has none in one of them */
  city: { from: Lamp; to: Lamp; provisional: boolean } | null;
}

function movesAgainst(table: HeatTable, period: string, before: string): Moves {
  const moves: Moves = { compared: 0, better: [], worse: [], city: null };
  for (const row of table.rows) {
    const cell = row.cells.find((candidate) => candidate.period === period);
    const now = cell?.lamp ?? 'none';
    const then = row.cells.find((candidate) => candidate.period === before)?.lamp ?? 'none';
    if (now === 'none' || then === 'none') continue;
    const provisional = cell?.state === 'provisional';
    if (row.isCity) {
      moves.city = { from: then, to: now, provisional };
      continue;
    }
    moves.compared += 1;
    if (SEVERITY[now] < SEVERITY[then]) moves.better.push({ name: row.name, provisional });
    if (SEVERITY[now] > SEVERITY[then]) moves.worse.push({ name: row.name, provisional });
  }
  return moves;
}

function movesInWords(moves: Moves, before: string): string {
  const label = shortPeriodLabel(before);
  const { city, better, worse } = moves;
  const cityMoved = city !== null && city.from !== city.to;
  if (moves.compared === 0 && city === null) return `暂不能与${label}相比`;
  if (!cityMoved && better.length === 0 && worse.length === 0) {
    if (moves.compared === 0) return `全市等级与${label}相同`;
    return `${city === null ? '' : '全市和'}各单位等级与${label}相同`;
  }
  const parts: string[] = [];
  const named = (units: readonly Named[]) =>
    `${namesInWords(units.map(({ name }) => name))}${provisionalWords(units)}`;
  if (cityMoved)
    parts.push(`全市${provisionalWords([city])}由${LAMP_WORDS[city.from]}转为${LAMP_WORDS[city.to]}`);
  if (better.length > 0) parts.push(`${named(better)}等级转好`);
  if (worse.length > 0) parts.push(`${named(worse)}等级转差`);
  if (cityMoved && better.length === 0 && worse.length === 0 && moves.compared > 0)
    parts.push('各单位等级未变');
  return `与${label}相比，${parts.join('，')}`;
}

/** Title of the heat table: who has been red for several periods, and who moved since the period before. */
export function heatFinding(table: HeatTable, period: string): string {
  const index = table.columns.findIndex((column) => column.period === period);
  const before = index > 0 ? table.columns[index - 1]?.period : undefined;
  const streaks = table.rows
    .filter((row) => !row.isCity)
    .map((row) => ({ name: row.name, streak: redStreak(row, period) }))
    .filter((entry) => entry.streak >= 2)
    .sort((a, b) => b.streak - a.streak)
    .slice(0, 2);
  const parts = streaks.map((entry) => `${entry.name}连续${entry.streak}期一级`);
  if (before !== undefined) parts.push(movesInWords(movesAgainst(table, period, before), before));
  return parts.length > 0 ? parts.join('；') : `${shortPeriodLabel(period)}各单位与年度目标`;
}

/** The goal a landing is measured by: the plan's −13 % for the city, the compounded targets for a county. */
function goalOf(trajectory: TrajectoryReply): { index: number; name: string } | null {
  if (trajectory.headlineIndex !== null) return { index: trajectory.headlineIndex, name: '总目标' };
  const last = trajectory.targetPath.at(-1);
  return last === undefined ? null : { index: last.index, name: '附件2目标' };
}

/** Title of the trajectory chart: where 2027 lands at the present pace (2024 = 100). */
export function trajectoryFinding(trajectory: TrajectoryReply): string {
  const goal = goalOf(trajectory);
  if (trajectory.landings === null || goal === null) return `${trajectory.name}：暂不能推算2027年`;
  const landing = trajectory.landings.keepPace;
  const gap = landing - goal.index;
  const start = `${trajectory.name}：按现在的速度到2027年落在${formatNumber(landing, 1)}`;
  if (Math.abs(gap) < 0.05) return `${start}，与${goal.name}持平`;
  if (gap < 0) return `${start}，可完成${goal.name}（${formatNumber(goal.index, 1)}）`;
  return `${start}，离${goal.name}差${formatNumber(gap, 1)}`;
}
