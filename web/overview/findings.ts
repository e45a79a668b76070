import type { RuleSetEntry } from '../../server/grading/schema.ts';
import type { ProgressReply, TrajectoryReply, UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { formatNumber, formatPct, formatPoints } from '../format.ts';

/** The findings of the overview (总览) in words: each card's title says what the card shows. */

export type CityProgress = ProgressReply['city'];

/** Decimals of a difference of two figures: those of the figure, at least one. */
function gapDecimals(unit: UnitProgress): number {
  return Math.max(1, Math.min(2, unit.actualDecimals ?? 1));
}

/** '0.4', or '不足0.1' where a real difference would round to nothing. */
export function pointsInWords(points: number, decimals: number): string {
  const text = formatPoints(Math.abs(points), decimals);
  if (Number(text) !== 0) return text;
  return `不足${formatNumber(10 ** -decimals, decimals)}`;
}

/** Why the city has no figure on this screen. */
export function cityMissing(city: CityProgress): string {
  if (city.status === 'unreleased') return '尚未公布';
  if (city.status === 'notDue') return '尚未到期';
  return city.status === 'submitted' || city.status === 'returned' ? '正在审核' : '尚未报送';
}

/** Title of the card 今年. */
export function yearFinding(city: CityProgress): string {
  if (city.actualPct === null) return `今年：全市数据${cityMissing(city)}`;
  if (city.gapPct === null) return '今年：附件2没有年度目标';
  if (city.gapPct === 0) return '今年：恰好达到年度目标';
  const points = pointsInWords(city.gapPct, gapDecimals(city));
  return city.gapPct > 0 ? `今年：距目标还差${points}个百分点` : `今年：超目标${points}个百分点`;
}

/** How the gap relates to the target: '差距相当于目标值的10%'; null where there is no gap to speak of. */
export function gapShare(city: CityProgress): string | null {
  const { actualPct, targetPct, gapPct } = city;
  if (actualPct === null || targetPct === null || gapPct === null || gapPct <= 0 || targetPct >= 0)
    return null;
  if (actualPct > 0) return '不降反升';
  const share = (gapPct / Math.abs(targetPct)) * 100;
  const rounded = Math.round(share * 10) / 10;
  return `差距相当于目标值的${formatNumber(rounded)}%`;
}

/** What a lamp is compared under: the first other rule set that is in force or built in; never one tried out or retired. */
export function otherRuleSet(ruleSets: readonly RuleSetEntry[], currentId: string): RuleSetEntry | undefined {
  return ruleSets.find(
    ({ id, own, inForce, retiredAt }) => id !== currentId && retiredAt === null && (inForce || !own),
  );
}

/** '下降7.8%', '上升0.5%' or '持平'. */
export function changeInWords(pct: number, decimals: number): string {
  const text = formatPct(Math.abs(pct), decimals);
  if (Number(text) === 0) return '持平';
  return `${pct < 0 ? '下降' : '上升'}${text}%`;
}

/** Title of the card 到2027年 (index, 2024 = 100). */
export function landingFinding(trajectory: TrajectoryReply): string {
  const goal = trajectory.headlineIndex;
  if (trajectory.landings === null || goal === null) return '到2027年：年度数据不全，暂不能推算';
  const landing = trajectory.landings.keepPace;
  const start = `到2027年：按目前进度推算指数为${formatNumber(landing, 1)}`;
  if (Math.abs(landing - goal) < 0.05) return `${start}，恰好达到总目标`;
  if (landing < goal) return `${start}，可达总目标${formatNumber(goal, 1)}`;
  return `${start}，离总目标差${formatNumber(landing - goal, 1)}点`;
}

/** Up to `limit` names, then the count: '德安县、庐山市', '5个单位'. */
export function namesOrCount(names: readonly string[], limit = 2): string {
  return names.length > limit ? `${names.length}个单位` : names.join('、');
}

/** Title of the county tiles: who rises, who is red, who is yellow; never a word about those without a figure. */
export function tilesFinding(units: readonly UnitProgress[]): string {
  const graded = units.filter((unit) => unit.annualLamp !== 'none');
  if (graded.length === 0) return '各单位暂无可显示的数据';
  const names = (list: UnitProgress[]) => namesOrCount(list.map((unit) => unit.name));
  const rising = graded.filter((unit) => unit.annualLamp === 'red' && (unit.actualPct ?? 0) > 0);
  const red = graded.filter((unit) => unit.annualLamp === 'red' && !rising.includes(unit));
  const yellow = graded.filter((unit) => unit.annualLamp === 'yellow');
  const parts: string[] = [];
  if (rising.length > 0) parts.push(`${names(rising)}不降反升`);
  if (red.length > 0) parts.push(`${names(red)}明显落后`);
  if (yellow.length > 0) parts.push(`${names(yellow)}略有差距`);
  if (parts.length > 0) return parts.slice(0, 2).join('，');
  if (graded.length === units.length) return `${units.length}个单位全部达到进度`;
  return `${namesOrCount(graded.map((unit) => unit.name))}达到进度，其余${units.length - graded.length}个单位暂无数据`;
}

/** '柴桑区', '柴桑区、湖口县' or '柴桑区等3个单位': all with the same gap. */
function tied(ranked: readonly UnitProgress[], unit: UnitProgress): string {
  const names = ranked.filter(({ gapPct }) => gapPct === unit.gapPct).map(({ name }) => name);
  return names.length > 2 ? `${names[0]}等${names.length}个单位` : names.join('、');
}

/** Title of the ranking: who is furthest ahead of this year's target, who furthest behind. */
export function rankingFinding(units: readonly UnitProgress[]): string {
  const ranked = units
    .filter((unit): unit is UnitProgress & { gapPct: number } => unit.gapPct !== null)
    .sort((a, b) => a.gapPct - b.gapPct);
  const best = ranked.at(0);
  const worst = ranked.at(-1);
  if (!best || !worst) return '与年度目标的差：暂无可比的单位';
  const ahead =
    best.gapPct === 0
      ? `${tied(ranked, best)}恰好达到目标`
      : `${tied(ranked, best)}领先目标${pointsInWords(best.gapPct, gapDecimals(best))}个百分点`;
  const behind = `${tied(ranked, worst)}落后${pointsInWords(worst.gapPct, gapDecimals(worst))}`;
  const all = ranked.length === units.length ? '各单位' : '已有数据的单位';
  if (best.gapPct === worst.gapPct) return best.gapPct > 0 ? `${behind}个百分点` : ahead;
  if (best.gapPct > 0) return `${all}均未达到进度，${behind}个百分点`;
  if (worst.gapPct <= 0) return `${all}均达到进度，${ahead}`;
  return `${ahead}，${behind}个百分点`;
}

/**
 * Title of the quota card, by the cells of the city or of a unit: what is behind the published batches, worst first.
 * @param start whose titles: '标杆', '德安县标杆'
 */
export function quotaFinding(totals: QuotaPaceReply['totals'], start = '标杆'): string {
  const entries = QUOTA_COLUMNS.map((column) => ({ column, cell: totals[column.key] }));
  const tasks = entries.filter(({ cell }) => cell.status !== 'noTask');
  if (tasks.length === 0) return `${start}：附件2未下达任务`;
  const known = tasks.filter(({ cell }) => cell.status !== 'noBase');
  if (known.length === 0) return `${start}：尚未录入2024年底存量`;
  const late = known.filter(({ cell }) => cell.behind > 0).sort((a, b) => b.cell.behind - a.cell.behind);
  const pending = known.filter(({ cell }) => cell.status === 'pending').length;
  if (late.length === 0 && pending > 0) return `${start}：没有一类落后，${pending}类待公布`;
  if (late.length === 0) return `${start}：各类均跟上已公布批次`;
  const named = late
    .slice(0, 2)
    .map(({ column, cell }) => `${column.shortLabel}差${cell.behind}${column.measure}`);
  return `${start}：${named.join('，')}`;
}
