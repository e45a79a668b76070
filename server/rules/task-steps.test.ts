import { describe, expect, test } from 'vitest';
import {
  handsOn,
  mayEditTaskReport,
  type TaskReportState,
  type TaskViewer,
  taskReportStepsFor,
} from './task-steps.ts';

/** 'create 1' = the step and who took it. */
const history = (...steps: string[]) =>
  steps.map((text) => {
    const [step = '', by] = text.split(' ');
    return { step, by: Number(by) };
  });

describe('whose hands are on a report', () => {
  test.each([
    ['a first draft', ['create 1'], [1]],
    ['written by one, handed in by another', ['create 1', 'submit 2'], [1, 2]],
    ['evidence added by a third', ['create 1', 'file 3', 'submit 2'], [1, 2, 3]],
    [
      'taken back, written and handed in anew',
      ['create 1', 'submit 1', 'withdraw 2', 'edit 2', 'submit 2'],
      [2],
    ],
    ['taken back and handed in as it was', ['create 1', 'submit 1', 'withdraw 2', 'submit 2'], [1, 2]],
    ['returned and not yet touched', ['create 1', 'file 3', 'submit 2', 'return 4'], [1]],
    ['returned, written by another', ['create 1', 'submit 1', 'return 4', 'edit 2', 'submit 2'], [2]],
    ['the file of an earlier round', ['create 1', 'file 3', 'submit 1', 'return 4', 'submit 1'], [1]],
  ])('%s', (_name, steps, hands) => {
    expect([...handsOn(history(...steps))].sort()).toEqual(hands);
  });
});

const viewer = (userId: number, role: TaskViewer['role'], department: string | null = null): TaskViewer => ({
  userId,
  role,
  unitCodes: [],
  department,
});
const CLERK = viewer(1, 'bureau');
const OWNER = viewer(3, 'department', '市发改委');

describe('whose a report is', () => {
  const report = (change: Partial<TaskReportState>): TaskReportState => ({
    department: '市发改委',
    unitCode: null,
    stage: 'submitted',
    writers: [3],
    bureauWrites: false,
    ...change,
  });
  test.each([
    ['a department’s own: the bureau decides and no more', {}, CLERK, ['accept', 'return']],
    ['its own, as a draft: nothing for the bureau', { stage: 'draft' as const }, CLERK, []],
    ['its own: the department takes it back', {}, OWNER, ['withdraw']],
    ['recorded by the bureau (代录)', { bureauWrites: true }, CLERK, ['withdraw', 'accept', 'return']],
    ['recorded by this very hand', { bureauWrites: true, writers: [1] }, CLERK, ['withdraw']],
    ['of 市工信局 itself', { department: '市工信局' }, CLERK, ['withdraw', 'accept', 'return']],
  ])('%s', (_name, change, who, steps) => {
    expect(taskReportStepsFor(who, report(change))).toEqual(steps);
  });

  test('the bureau edits only what is its own to write', () => {
    const draft = report({ stage: 'draft' });
    expect([mayEditTaskReport(CLERK, draft), mayEditTaskReport(OWNER, draft)]).toEqual([false, true]);
    expect(mayEditTaskReport(CLERK, { ...draft, bureauWrites: true })).toBe(true);
  });
});
