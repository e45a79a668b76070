import { expect, test } from 'vitest';
import { daysInStage, funnelOf, type ProjectCourse, reachedOn, stageDurations } from './project-flow.ts';

const NONE: ProjectCourse = {
  stage: 'willing',
  willingOn: '2025-12-01',
  diagnosedOn: null,
  schemeOn: null,
  startedOn: null,
  acceptedOn: null,
  awardedOn: null,
  evaluatedOn: null,
};
/** 诊断 and 方案 were skipped. */
const STRAIGHT: ProjectCourse = {
  ...NONE,
  stage: 'accepted',
  startedOn: '2026-01-10',
  acceptedOn: '2026-06-10',
};
const DIAGNOSED: ProjectCourse = { ...NONE, stage: 'diagnosed', diagnosedOn: '2025-12-31' };

test('a skipped stage counts as reached on the day of the next one', () => {
  expect(reachedOn(STRAIGHT, 'diagnosed')).toBe('2026-01-10');
  expect(reachedOn(STRAIGHT, 'awarded')).toBeNull();
});

test('a day beyond the present stage, left over from before it was sent back, does not count', () => {
  expect(reachedOn({ ...STRAIGHT, stage: 'retrofitting' }, 'accepted')).toBeNull();
});

test('the funnel counts what ever came so far, and what came so far in the year', () => {
  const rows = funnelOf([NONE, STRAIGHT, DIAGNOSED], 2026).map(({ stage, inYear, ever }) => [
    stage,
    inYear,
    ever,
  ]);
  expect(rows).toEqual([
    ['willing', 0, 3],
    ['diagnosed', 1, 2],
    ['scheme', 1, 1],
    ['retrofitting', 1, 1],
    ['accepted', 1, 1],
    ['awarded', 0, 0],
    ['evaluated', 0, 0],
  ]);
});

test('31 December belongs to the old year, 1 January to the new one', () => {
  const first = { ...DIAGNOSED, diagnosedOn: '2026-01-01' };
  expect(funnelOf([DIAGNOSED], 2026)[1]?.inYear).toBe(0);
  expect(funnelOf([first], 2026)[1]?.inYear).toBe(1);
});

test('days in a stage run to the next one dated; none for the present and for skipped ones', () => {
  expect(daysInStage(STRAIGHT, 'willing')).toBe(40);
  expect(daysInStage(STRAIGHT, 'diagnosed')).toBeNull();
  expect(daysInStage(STRAIGHT, 'retrofitting')).toBe(151);
  expect(daysInStage(STRAIGHT, 'accepted')).toBeNull();
});

test('the median is over those that went on', () => {
  const willing = stageDurations([NONE, STRAIGHT, DIAGNOSED])[0];
  // 40 and 30 days; the one still in it does not count
  expect(willing).toEqual({ stage: 'willing', medianDays: 35, projects: 2 });
  expect(stageDurations([NONE])[0]).toEqual({ stage: 'willing', medianDays: null, projects: 0 });
});
