import type { UnitProgress } from '../../server/progress/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { formatPct, formatPoints } from '../format.ts';

/** The findings of a county page in words. */

export type Tone = 'plain' | 'good' | 'warn' | 'bad';
export interface Part {
  text: string;
  tone: Tone;
}

const plain = (text: string): Part => ({ text, tone: 'plain' });
const TONES: Record<Lamp, Tone> = { green: 'good', yellow: 'warn', red: 'bad', none: 'plain' };

/** Why there is no figure, as far as the viewer may know. */
export const STATUS_WORDS: Record<UnitProgress['status'], string> = {
  approved: '已审核',
  submitted: '待审核',
  returned: '已退回，待修改',
  draft: '填报中，未提交',
  notReported: '未报送',
  notDue: '未到报送时间',
  unreleased: '未公布',
  noTarget: '无年度目标',
};

/** '比年度目标快0.1个百分点', in the tone of the lamp. */
export function gapPart(unit: UnitProgress): Part {
  const { gapPct } = unit;
  if (gapPct === null) return plain('没有年度目标可比');
  const decimals = Math.max(unit.actualDecimals ?? 1, 1);
  const size = formatPoints(Math.abs(gapPct), decimals);
  const tone = TONES[unit.annualLamp];
  if (gapPct === 0) return { text: '恰好达到年度目标', tone };
  return { text: `比年度目标${gapPct < 0 ? '快' : '慢'}${size}个百分点`, tone };
}

function changeParts(unit: UnitProgress, actualPct: number): Part[] {
  const size = `${formatPct(Math.abs(actualPct), unit.actualDecimals ?? 1)}%`;
  if (actualPct === 0) return [plain('同比持平')];
  return [
    plain(actualPct < 0 ? '同比下降' : '同比上升'),
    { text: size, tone: actualPct < 0 ? TONES[unit.annualLamp] : 'bad' },
  ];
}

/** '标杆6项任务中2项落后'; null without cells or without a task. */
function quotaPhrase(cells: QuotaPaceReply['totals'] | null): string | null {
  if (cells === null) return null;
  const tasks = QUOTA_COLUMNS.map((column) => cells[column.key]).filter((cell) => cell.status !== 'noTask');
  if (tasks.length === 0) return '附件2未下达标杆任务';
  const late = tasks.filter((cell) => cell.behind > 0).length;
  if (late > 0) return `标杆${tasks.length}项任务中${late}项落后`;
  const isAllMet = tasks.every((cell) => cell.status === 'met');
  return isAllMet ? `标杆${tasks.length}项任务全部达标` : `标杆${tasks.length}项任务无一落后`;
}

/** Headline of the page: this year's change against the target, then the titles. */
export function countyHeadline(
  unit: UnitProgress,
  label: string,
  cells: QuotaPaceReply['totals'] | null,
): Part[] {
  const quotas = quotaPhrase(cells);
  const end = plain(quotas === null ? '。' : `；${quotas}。`);
  if (unit.actualPct === null) return [plain(`${unit.name}${label}数据${STATUS_WORDS[unit.status]}`), end];
  const provisional = unit.provisional ? '（待审核）' : '';
  return [
    plain(`${unit.name}单位工业增加值能耗`),
    ...changeParts(unit, unit.actualPct),
    plain(`${provisional}，`),
    gapPart(unit),
    end,
  ];
}

/** Title of the card of this year. */
export function yearFinding(unit: UnitProgress): string {
  if (unit.actualPct === null) return `今年：${STATUS_WORDS[unit.status]}`;
  return `今年：${gapPart(unit).text}`;
}

/** City only, distance to the plan's −13 %: '距总目标（下降13%）还差5.2个百分点。' */
export function headlineWords(gapPct: number | null): string {
  if (gapPct === null) return '数据不完整，暂不能计算与总目标（下降13%）的距离。';
  if (gapPct <= 0) return '已达到总目标（下降13%）。';
  return `距总目标（下降13%）还差${formatPoints(gapPct)}个百分点。`;
}

/** What the plan lamp stands on: '下降7.8%，附件2目标为下降8.8%。' */
export function cumulativeWords(unit: UnitProgress): string {
  if (unit.cumulativePct === null) return '数据不完整，暂无累计。';
  const moved = (pct: number) => `${pct <= 0 ? '下降' : '上升'}${formatPct(Math.abs(pct))}%`;
  const due = unit.cumulativeTargetPct === null ? '' : `，附件2目标为${moved(unit.cumulativeTargetPct)}`;
  return `${moved(unit.cumulativePct)}${due}。`;
}
