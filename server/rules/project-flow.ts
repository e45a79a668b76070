import { median } from '../analytics/outlier.ts';
import { daysBetween } from './periods.ts';
import { PROJECT_STAGES, type ProjectStage } from './project-stages.ts';
import { STAGE_DAY, type StageDays } from './project-steps.ts';

/** Where a project stands and when it came there. */
export interface ProjectCourse extends StageDays {
  stage: ProjectStage;
}

/**
 * Day on which a project had come as far as a stage: the day of that stage, or of the next one dated where it was skipped.
 * @returns null where it has not come so far
 */
export function reachedOn(course: ProjectCourse, stage: ProjectStage): string | null {
  const from = PROJECT_STAGES.indexOf(stage);
  const to = PROJECT_STAGES.indexOf(course.stage);
  const days = PROJECT_STAGES.slice(from, to + 1).map((one) => course[STAGE_DAY[one]]);
  return days.find((day) => day !== null) ?? null;
}

/** Days a project stayed in a stage before it went on; null while it is there, or where it skipped it. */
export function daysInStage(course: ProjectCourse, stage: ProjectStage): number | null {
  const on = course[STAGE_DAY[stage]];
  const next = PROJECT_STAGES[PROJECT_STAGES.indexOf(stage) + 1];
  const left = next === undefined ? null : reachedOn(course, next);
  return on === null || left === null ? null : daysBetween(on, left);
}

/** One step of the funnel (漏斗). */
export interface FunnelStep {
  stage: ProjectStage;
  /** projects that came as far in the year */
  inYear: number;
  /** projects that ever came as far, given-up ones among them */
  ever: number;
}

export function funnelOf(courses: readonly ProjectCourse[], year: number): FunnelStep[] {
  return PROJECT_STAGES.map((stage) => {
    const days = courses.map((course) => reachedOn(course, stage)).filter((day) => day !== null);
    return {
      stage,
      inYear: days.filter((day) => day.startsWith(`${year}-`)).length,
      ever: days.length,
    };
  });
}

/** How long projects stayed in a stage: the median over those that went on. */
export interface StageDuration {
  stage: ProjectStage;
  /** days; null where none has gone on yet */
  medianDays: number | null;
  /** projects that went on from it */
  projects: number;
}

/** 后评价 is the last stage: nothing follows it. */
export function stageDurations(courses: readonly ProjectCourse[]): StageDuration[] {
  return PROJECT_STAGES.slice(0, -1).map((stage) => {
    const days = courses.map((course) => daysInStage(course, stage)).filter((one) => one !== null);
    return { stage, medianDays: median(days)?.toNumber() ?? null, projects: days.length };
  });
}
