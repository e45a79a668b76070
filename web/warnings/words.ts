import { WARNING_STEP_RULES, type WarningStep } from '../../server/rules/warning-steps.ts';
import type {
  WarningDetail,
  WarningMeasure,
  WarningProposal,
  WarningSummary,
} from '../../server/warnings/schema.ts';
import { formatDate, minus } from '../format.ts';

/** '下降2.1%', '上升1.3%', '持平'. */
export function changeText(pct: string): string {
  if (Number(pct) === 0) return '持平';
  return Number(pct) < 0 ? `下降${pct.slice(1)}%` : `上升${pct}%`;
}

/** A target with at least one decimal: '-3' → '下降3.0%'. */
export const targetText = (pct: string) => changeText(pct.includes('.') ? pct : `${pct}.0`);

/** '下降2.1%，目标下降3.0%'. */
export function figuresText({
  actualPct,
  targetPct,
}: Pick<WarningSummary, 'actualPct' | 'targetPct'>): string {
  return `${changeText(actualPct)}，目标${targetText(targetPct)}`;
}

export const TRIGGER_WORDS: Readonly<Record<WarningProposal['trigger'], string>> = {
  red: '一级',
  yellowTwice: '连续两期二级',
};

/** '逾期未答复8天'; '' where nothing is late. */
export function overdueText({ overdue, daysOverdue }: WarningSummary): string {
  if (overdue === null) return '';
  return `${overdue === 'answer' ? '逾期未答复' : '逾期未完成整改'}${daysOverdue}天`;
}

/** '曾逾期7天答复': kept though the answer was sent back and has a new deadline; '' where none was late. */
export function lateAnswerText({ answerDaysLate }: Pick<WarningSummary, 'answerDaysLate'>): string {
  return answerDaysLate === 0 ? '' : `曾逾期${answerDaysLate}天答复`;
}

const DAY_MS = 86_400_000;

/** What has become of a measure: '11月15日报告完成', '未完成，逾期10天'; days run while its warning is open. */
export function measureText(
  { dueOn, doneOn }: Pick<WarningMeasure, 'dueOn' | 'doneOn'>,
  today: string,
  isOpen: boolean,
): string {
  if (doneOn !== null) return `${formatDate(doneOn)}报告完成`;
  const days = Math.round((Date.parse(today) - Date.parse(dueOn)) / DAY_MS);
  return isOpen && days > 0 ? `未完成，逾期${days}天` : '未完成';
}

/** What an event was, in one word: a step, or 拟稿. */
export function eventWord(step: string): string {
  if (step === 'draft') return '拟稿';
  return step in WARNING_STEP_RULES ? WARNING_STEP_RULES[step as WarningStep].label : step;
}

/** 编号, or that there is none yet. */
export const numberText = ({ number }: Pick<WarningDetail, 'number'>) => number ?? '（未编号）';

/** Difference from the target: '0.9个百分点'. */
export const gapText = (points: string) => `${minus(points.replace(/(\.\d)0$/, '$1'))}个百分点`;
