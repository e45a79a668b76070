import { ADMINISTRATOR, BUREAU, FORGOTTEN_PASSWORD, SIGNED_OUT } from './common-questions.ts';
import type { Guide } from './guide.ts';

/** 市直部门: the tasks of one's own department, and what was done about them. */
export const DEPARTMENT_GUIDE: Guide = {
  role: 'department',
  title: '看清本部门承担哪些任务，按时报告进展。',
  lead: '登录后就是“任务台账”。',
  steps: [],
  questions: [FORGOTTEN_PASSWORD, SIGNED_OUT],
  contacts: [BUREAU, ADMINISTRATOR],
};
