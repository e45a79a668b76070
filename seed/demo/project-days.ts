import { PROJECT_STAGES, type ProjectStage } from '../../server/rules/project-stages.ts';
import { addDays, workdayOnOrAfter, workdayOnOrBefore } from './calendar.ts';
import { wholeBetween } from './random.ts';

/** Day on which each stage of a demo project was reached. */
export type DemoDays = Partial<Record<ProjectStage, string>>;

/** Fewest and most days a project stays in a stage before the next one. */
const STAY: Readonly<Record<ProjectStage, readonly [number, number]>> = {
  willing: [18, 45],
  diagnosed: [20, 50],
  scheme: [30, 75],
  retrofitting: [110, 220],
  accepted: [20, 40],
  awarded: [90, 150],
  evaluated: [0, 0],
};

/**
 * The days of a project that has been in a stage since a day: each stage before it, reckoned back.
 * @param next its own generator
 */
export function daysUpTo(stage: ProjectStage, since: string, next: () => number): DemoDays {
  const days: DemoDays = { [stage]: since };
  let day = since;
  for (const earlier of PROJECT_STAGES.slice(0, PROJECT_STAGES.indexOf(stage)).reverse()) {
    if (earlier === 'awarded') continue;
    day = workdayOnOrBefore(addDays(day, -wholeBetween(next, ...STAY[earlier])));
    days[earlier] = day;
  }
  return days;
}

/** 后评价 of a project paid long enough ago. */
export const evaluationDay = (awardedOn: string, next: () => number) =>
  workdayOnOrAfter(addDays(awardedOn, wholeBetween(next, ...STAY.awarded)));
