import { LAMP_WORDS, type Lamp } from './grading.ts';
import type { Flag } from './report-checks.ts';

/** What makes a submission worth a closer look, before the bureau decides on it. */
export interface RiskFacts {
  /** That stood at submission. */
  flags: readonly Pick<Flag, 'id' | 'severity'>[];
  annualLamp: Lamp;
  /** The lamp could be another within rounding (舍入内可能翻转). */
  mayFlip: boolean;
  /** The submission before this one was returned: was the reason dealt with? */
  followsReturn: boolean;
  /** Approved figures of the same period stand already; approving replaces them. */
  replacesApproved: boolean;
  /** Days by which the unit's first submission missed its due date; 0 where it came in time. */
  daysLate: number;
}

export interface Risk {
  /** Higher first; 0 where nothing is remarkable. Only for ordering, not a grade of the unit. */
  score: number;
  /** Chinese, the weightiest first. */
  reasons: string[];
}

interface Part {
  score: number;
  reason: string;
}

const ERROR_WEIGHT = 10;
/** The county says another number than the statistics bureau: one of the two is wrong. */
const FEEDBACK_WEIGHT = 5;
const WARNING_WEIGHT = 3;
const LAMP_WEIGHT: Readonly<Record<Lamp, number>> = { red: 5, yellow: 2, green: 0, none: 0 };
const REPLACES_WEIGHT = 3;
const RETURN_WEIGHT = 2;
const FLIP_WEIGHT = 2;
const HINT_WEIGHT = 1;
const LATE_WEIGHT = 1;

/** The red flag repeats the lamp, which counts for itself. */
function flagParts(flags: RiskFacts['flags']): Part[] {
  const differing = flags.filter(({ id }) => id === 'feedback_difference').length;
  const others = flags.filter(({ id }) => id !== 'feedback_difference' && id !== 'red');
  const count = (severity: Flag['severity']) => others.filter((flag) => flag.severity === severity).length;
  const [errors, warnings, hints] = [count('error'), count('warning'), count('hint')];
  return [
    { score: errors * ERROR_WEIGHT, reason: `${errors}处错误` },
    { score: differing * FEEDBACK_WEIGHT, reason: `${differing}项与统计反馈不一致` },
    { score: warnings * WARNING_WEIGHT, reason: `${warnings}处需说明` },
    { score: hints * HINT_WEIGHT, reason: `${hints}处提示` },
  ];
}

/** How much a submission deserves a look, and why, in words for the queue. */
export function riskOf(facts: RiskFacts): Risk {
  const { grade, word } = LAMP_WORDS[facts.annualLamp];
  const parts: Part[] = [
    ...flagParts(facts.flags),
    { score: LAMP_WEIGHT[facts.annualLamp], reason: `${grade}（${word}）` },
    { score: facts.replacesApproved ? REPLACES_WEIGHT : 0, reason: '替换已审核数据' },
    { score: facts.followsReturn ? RETURN_WEIGHT : 0, reason: '退回后重报' },
    { score: facts.mayFlip ? FLIP_WEIGHT : 0, reason: '舍入内可能翻转' },
    { score: facts.daysLate > 0 ? LATE_WEIGHT : 0, reason: `逾期${facts.daysLate}天报送` },
  ];
  const telling = parts.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  return {
    score: telling.reduce((sum, { score }) => sum + score, 0),
    reasons: telling.map(({ reason }) => reason),
  };
}
