import { fullDate } from './date-text.ts';
import { daysBetween } from './periods.ts';
import { PROJECT_STAGE_LABELS, type ProjectStage } from './project-stages.ts';

/**
 * Days a project may stay in a stage before the platform reminds (本平台提醒标准): no document sets them, they are for
 * steering work only. 后评价 is the end, so it has none.
 */
export const STALL_LIMITS: Readonly<Record<ProjectStage, { days: number; words: string } | null>> = {
  willing: { days: 90, words: '有改造意愿后90天内应安排诊断或开工' },
  diagnosed: { days: 90, words: '诊断后90天内应形成改造方案' },
  scheme: { days: 120, words: '方案形成后120天内应开工' },
  retrofitting: { days: 540, words: '应在计划完工日期前完工，没有计划日期的不超过540天' },
  accepted: { days: 60, words: '验收后60天内应申报奖补或做后评价' },
  awarded: { days: 365, words: '奖补到账后365天内应做后评价' },
  evaluated: null,
};

/** What of a project tells whether it moves. */
export interface StallFacts {
  stage: ProjectStage;
  stoppedOn: string | null;
  /** day the present stage was reached */
  stageSince: string;
  plannedTo: string | null;
  hasLiveCase: boolean;
}

export interface Stall {
  /** days in the stage, or past the planned last day */
  days: number;
  limit: number;
  /** One Chinese sentence. */
  words: string;
}

/** Under works though the planned last day is past. */
export function isOverdue({ stage, stoppedOn, plannedTo }: StallFacts, today: string): boolean {
  return stage === 'retrofitting' && stoppedOn === null && plannedTo !== null && plannedTo < today;
}

/**
 * Whether a project stands still: longer in its stage than the limit (the limit itself is not yet too long), or under
 * works after its planned last day. Never a stopped one, nor an accepted one whose award is being claimed.
 */
export function stallOf(facts: StallFacts, today: string): Stall | null {
  const { stage, stoppedOn, stageSince, plannedTo, hasLiveCase } = facts;
  const limit = STALL_LIMITS[stage];
  if (limit === null || stoppedOn !== null) return null;
  if (stage === 'accepted' && hasLiveCase) return null;
  if (plannedTo !== null && isOverdue(facts, today)) {
    const late = daysBetween(plannedTo, today);
    return {
      days: late,
      limit: 0,
      words: `计划${fullDate(plannedTo)}完工，已超过${late}天（本平台提醒标准）。`,
    };
  }
  const days = daysBetween(stageSince, today);
  if (days <= limit.days) return null;
  const words = `处于“${PROJECT_STAGE_LABELS[stage]}”阶段已${days}天：${limit.words}（本平台提醒标准）。`;
  return { days, limit: limit.days, words };
}
