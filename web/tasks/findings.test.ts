import { describe, expect, test } from 'vitest';
import type { TaskListReply, TaskRow } from '../../server/tasks/schema.ts';
import { departmentFinding, tasksFinding, tasksHeadline } from './findings.ts';
import { responsible, task } from './testing.ts';
import { lastReportText, newestReport, statusWord } from './words.ts';

const many = (count: number, change: Partial<TaskRow>) => Array.from({ length: count }, () => task(change));
const TASKS = [
  ...many(12, { status: 'onCourse' }),
  ...many(2, { status: 'behind' }),
  ...many(1, { status: 'done' }),
  ...many(6, { status: 'silent' }),
];
const reply = (tasks: TaskRow[]): TaskListReply => ({
  today: '2026-11-20',
  silentMonths: 3,
  departments: [],
  tasks,
});

describe('headline', () => {
  test('counts the statuses of the city’s plan and leaves out what nobody has', () => {
    const province = many(4, { level: 'province', status: 'done' });
    expect(tasksHeadline(reply([...TASKS, ...province]), null)).toBe(
      '21项任务：按进度12项，滞后2项，已完成1项，久未报告6项',
    );
    expect(tasksFinding(many(2, { status: 'done' }))).toBe('2项任务：已完成2项');
    expect(tasksFinding([])).toBe('没有任务');
  });
  test('the list below it counts the same, with the province’s beside', () => {
    const province = many(4, { level: 'province', status: 'notStarted' });
    expect(tasksFinding([...TASKS, ...province])).toBe(
      `${tasksHeadline(reply([...TASKS, ...province]), null)}；另有省级方案4项`,
    );
    expect(tasksFinding(province)).toBe('省级方案4项任务：未启动4项');
  });
  test('of a department counts its own, the province’s among them', () => {
    const own = { departments: [responsible({ mine: true })] };
    const tasks = [...TASKS, task({ ...own, status: 'behind' }), task({ ...own, level: 'province' })];
    expect(tasksHeadline(reply(tasks), '市发改委')).toBe(
      '市发改委承担2项任务：按进度1项，滞后1项；本单位没有应报未报',
    );
    expect(tasksHeadline(reply(TASKS), '市统计局')).toContain('21项任务：');
  });
  test('of a department tells its own silence from that of others', () => {
    const mine = responsible({ mine: true });
    const other = responsible({ department: '市商务局', silent: true, silentMonths: 4 });
    const tasks = [
      task({ status: 'silent', departments: [mine, other] }),
      task({ status: 'silent', departments: [{ ...mine, silent: true, silentMonths: 5 }, other] }),
    ];
    expect(tasksHeadline(reply(tasks), '市发改委')).toBe(
      '市发改委承担2项任务：久未报告2项；本单位应报未报1项',
    );
  });
  test('silence has one word, whatever the months', () => {
    expect(statusWord('silent')).toBe('久未报告');
  });
  test('a department’s page says what is due', () => {
    expect(departmentFinding('市商务局', TASKS.slice(0, 5), 2)).toBe('市商务局承担5项任务，2项应报未报');
    expect(departmentFinding('市商务局', TASKS.slice(0, 5), 0)).toBe('市商务局承担5项任务，没有应报未报');
    expect(departmentFinding('市统计局', [], 0)).toBe('市统计局没有任务');
  });
});

test.each([
  [responsible(), '截至2026年10月31日'],
  [responsible({ silent: true, silentMonths: 5 }), '截至2026年10月31日，5个月未报告'],
  [responsible({ lastReportOn: null, silentMonths: null, silent: true }), '未报告'],
  [responsible({ units: { reported: 3, of: 14 } }), '近期已报告3个，共14个'],
  [
    responsible({ units: { reported: 3, of: 14 }, mine: true }),
    '本单位截至2026年10月31日；近期已报告3个，共14个',
  ],
  [responsible({ reports: false, lastReportOn: null }), '省级部门，不在本平台报告'],
])('the last report of one responsible reads %#', (of, words) => {
  expect(lastReportText(of)).toBe(words);
});

test('the newest report of a task is the latest day of all responsible; nobody yet is null', () => {
  const later = responsible({ department: '市商务局', lastReportOn: '2026-11-10' });
  const never = responsible({ department: '市财政局', lastReportOn: null });
  expect(newestReport(task({ departments: [responsible(), later, never] }))?.department).toBe('市商务局');
  expect(newestReport(task({ departments: [never] }))).toBeNull();
});
