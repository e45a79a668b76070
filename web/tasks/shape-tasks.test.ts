import { expect, test } from 'vitest';
import { goalsChange, goalsDraft, goalYears } from './goals-shape.ts';
import {
  actualText,
  filtered,
  goalTexts,
  groupsOf,
  isDue,
  shapeSpark,
  shownReasons,
  targetText,
  tasksOf,
} from './shape-tasks.ts';
import { indicator, responsible, task } from './testing.ts';

const FIRST = task({ id: 'plan-1', campaign: '一' });
const MINE = task({ id: 'plan-9', campaign: '二', departments: [responsible({ mine: true })] });
const PROVINCE = task({
  id: 'province-1',
  level: 'province',
  document: '省方案',
  campaign: '重点任务',
  status: 'behind',
  departments: [responsible({ department: '市商务局' })],
});
const ALL = [FIRST, MINE, PROVINCE];

test('tasks stand by campaign, the province’s under one heading, one’s own before all others', () => {
  const ids = (ownFirst: string | null) =>
    groupsOf(ALL, ownFirst).map(({ heading, tasks }) => [heading, tasks.map(({ id }) => id)]);
  expect(ids(null)).toEqual([
    ['一', ['plan-1']],
    ['二', ['plan-9']],
    ['省级方案，市里有任务的部分', ['province-1']],
  ]);
  expect(ids('本部门')[0]).toEqual(['本部门', ['plan-9']]);
  expect(ids('本部门').flatMap(([, tasks]) => tasks)).toHaveLength(3);
});

test.each([
  [{}, 3],
  [{ campaign: '二' }, 1],
  [{ status: 'behind' }, 1],
  [{ department: '市商务局' }, 1],
  [{ department: '市商务局', status: 'onCourse' }, 0],
])('filter %j leaves %i', (search, count) => {
  expect(filtered(ALL, search)).toHaveLength(count);
});

test.each([
  ['silent', responsible({ silent: true }), task(), true],
  ['never reported, and due', responsible({ lastReportOn: null, silent: true }), task(), true],
  ['never reported, not due yet', responsible({ lastReportOn: null }), task(), false],
  ['reported in time', responsible(), task(), false],
  ['silent on a task that is done', responsible({ silent: true }), task({ status: 'done' }), false],
  ['a province’s department', responsible({ reports: false, lastReportOn: null }), task(), false],
  [
    'a county officer whose units reported on no task',
    responsible({ units: { reported: 2, of: 14 }, mine: true, silent: true, silentMonths: 3 }),
    task(),
    true,
  ],
  [
    'a county officer whose units reported on another task',
    responsible({ units: { reported: 2, of: 14 }, mine: true, lastReportOn: null, silentMonths: null }),
    task(),
    false,
  ],
  ['the counties together', responsible({ units: { reported: 0, of: 14 }, silent: true }), task(), false],
])('a report is due: %s', (_what, own, of, due) => {
  expect(isDue({ task: of, own })).toBe(due);
});

test('a department’s page holds all its tasks with its own last report', () => {
  expect(tasksOf(ALL, '市商务局').map(({ task: { id } }) => id)).toEqual(['province-1']);
  expect(tasksOf(ALL, '市财政局')).toEqual([]);
});

test.each([
  [indicator(), '≥ 25%', '18.5%（2025年）'],
  [indicator({ target: '-6', direction: 'atMost' }), '≤ −6%', '18.5%（2025年）'],
  [indicator({ target: '10', targetUpper: '20', unit: '家', actual: null }), '10—20家', '暂无数据'],
  [
    indicator({ target: null, actual: { value: '12', year: 2026, source: '', computed: true } }),
    '目标待下达',
    '12%（2026年，平台统计）',
  ],
])('target and actual of indicator %# in words', (of, target, actual) => {
  expect(targetText(of)).toBe(target);
  expect(actualText(of)).toBe(actual);
});

const goal = { id: 1, year: 2026, indicatorId: null, value: null, words: '出台管理办法', version: 3 };
const figure = { id: 2, year: 2026, indicatorId: 'efficientMotors', value: '20', words: null, version: 2 };
const PLANNED = task({ indicators: [indicator()], goals: [goal, figure] });

test('goals of the year: figures first, then words', () => {
  expect(goalTexts(PLANNED)).toEqual(['在役高效节能电机占比20%', '出台管理办法']);
  expect(goalTexts(task())).toEqual([]);
});

test('only what was changed is sent, with the version seen; what is empty is taken away', () => {
  const draft = goalsDraft(PLANNED, 2026);
  expect(goalsChange(PLANNED, 2026, draft).goals).toEqual([]);
  expect(goalsChange(PLANNED, 2026, { values: { efficientMotors: ' −21 ' }, words: '' })).toEqual({
    year: 2026,
    goals: [
      { indicatorId: 'efficientMotors', value: '-21', words: null, version: 2 },
      { indicatorId: null, value: null, words: null, version: 3 },
    ],
  });
  expect(goalsChange(PLANNED, 2027, { values: {}, words: '全面建成' }).goals).toEqual([
    { indicatorId: null, value: null, words: '全面建成', version: 0 },
  ]);
});

test('years of the breakdown run to the latest due year, at least to 2027', () => {
  expect(goalYears(task())).toEqual([2025, 2026, 2027]);
  expect(goalYears(task({ indicators: [indicator({ dueYear: 2028 })] })).at(-1)).toBe(2028);
});

test('a sparkline needs two years; the target stands at its height', () => {
  expect(shapeSpark([{ year: 2025, value: '10' }], '20')).toBeNull();
  expect(shapeSpark([], null)).toBeNull();
  const values = [
    { year: 2024, value: '10' },
    { year: 2026, value: '15' },
  ];
  expect(shapeSpark(values, '20')).toEqual({
    points: [
      { x: 0, y: 0 },
      { x: 1, y: 0.5 },
    ],
    target: 1,
  });
});

test('a row tells all reasons of a status where they are few, else the first two and how many more', () => {
  expect(shownReasons(['甲', '乙', '丙'])).toEqual({ shown: ['甲', '乙', '丙'], more: 0 });
  expect(shownReasons(['甲', '乙', '丙', '丁'])).toEqual({ shown: ['甲', '乙'], more: 2 });
});
