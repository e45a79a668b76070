import { asc, eq, or } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { task, taskDepartment } from '../../db/schema.ts';
import type { FieldErrors } from '../http/errors.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import type { Role } from '../rules/permissions.ts';
import { BUREAU_DEPARTMENT, COUNTIES_DEPARTMENT } from '../rules/task-steps.ts';

/**
 * The departments of the city (市直部门) an account may belong to, in the order of the ledger: those the city's plan
 * prints as responsible and those the bureau has assigned to the province's items. The counties and the bureau have
 * accounts of their own kinds.
 */
export function departmentChoices(db: ReadDb): string[] {
  const rows = db
    .select({ name: taskDepartment.department })
    .from(taskDepartment)
    .innerJoin(task, eq(task.id, taskDepartment.taskId))
    .where(or(eq(task.document, ACTION_PLAN.title), eq(taskDepartment.printed, false)))
    .orderBy(asc(task.sortOrder), asc(taskDepartment.sortOrder))
    .all();
  const elsewhere = [BUREAU_DEPARTMENT, COUNTIES_DEPARTMENT];
  return [...new Set(rows.map(({ name }) => name))].filter((name) => !elsewhere.includes(name));
}

/** The department as typed; null where none is given. */
export const typedDepartment = (text: string | null | undefined): string | null => text?.trim() || null;

/** What is wrong with the department an account is to belong to; null where nothing is. */
export function departmentProblem(
  db: ReadDb,
  role: Role,
  department: string | null,
): FieldErrors[string] | null {
  if (role !== 'department') {
    return department === null
      ? null
      : { code: 'not_allowed', message: '只有市直部门账号有所在部门，请改选角色或不填部门。' };
  }
  if (department === null) return { code: 'required', message: '请选择所在部门。' };
  const choices = departmentChoices(db);
  if (choices.includes(department)) return null;
  const instead =
    department === BUREAU_DEPARTMENT
      ? '市工信局的人员请选“市工信局”角色；'
      : `任务台账的责任单位中没有“${department}”；`;
  return { code: 'unknown', message: `${instead}可选部门：${choices.join('、')}。` };
}
