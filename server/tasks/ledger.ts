import { asc, eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { setting, task, taskDepartment, taskGoal, taskIndicator, taskReport, unit } from '../../db/schema.ts';
import { DEFAULT_SILENT_MONTHS, TASKS_BEGIN, taskLevelOf, wholeMonths } from '../rules/task-status.ts';
import { COUNTIES_DEPARTMENT } from '../rules/task-steps.ts';
import { CITY_CODE } from '../rules/units.ts';
import { listIndicators } from '../targets/indicators.ts';
import { byKey } from './by-key.ts';
import { type GoalRow, type LinkedIndicator, linkedIndicators } from './indicators.ts';

export type TaskColumns = typeof task.$inferSelect;
export type DepartmentRow = typeof taskDepartment.$inferSelect;

/** What status needs of a report that was handed in: no text, no person. */
export interface HandedIn {
  taskId: string;
  department: string | null;
  unitCode: string | null;
  asOf: string;
  judgement: 'onCourse' | 'behind' | 'done';
  stage: 'submitted' | 'accepted';
}

/** A task with all that hangs on it but the texts of its reports. */
export interface TaskEntry {
  row: TaskColumns;
  departments: DepartmentRow[];
  indicators: LinkedIndicator[];
  goals: GoalRow[];
  /** oldest first by the day up to which they report */
  handedIn: HandedIn[];
}

export interface Ledger {
  entries: TaskEntry[];
  silentMonths: number;
  /** the reporting units of the counties, in their order */
  units: { code: string; name: string }[];
  /** codes of units of which nothing is asked: a report on any task within the months set, or none due yet */
  activeUnits: ReadonlySet<string>;
}

export const SILENT_MONTHS_KEY = 'task_silent_months';

/** Months without a report after which a department counts as silent. */
export function silentMonthsOf(db: ReadDb): number {
  const row = db.select().from(setting).where(eq(setting.key, SILENT_MONTHS_KEY)).get();
  return row ? Number(row.value) : DEFAULT_SILENT_MONTHS;
}

export function countiesOf(db: ReadDb): { code: string; name: string }[] {
  const rows = db.select().from(unit).orderBy(asc(unit.sortOrder)).all();
  return rows.filter(({ code }) => code !== CITY_CODE).map(({ code, name }) => ({ code, name }));
}

function handedInReports(db: ReadDb): HandedIn[] {
  return db
    .select({
      taskId: taskReport.taskId,
      department: taskReport.department,
      unitCode: taskReport.unitCode,
      asOf: taskReport.asOf,
      judgement: taskReport.judgement,
      stage: taskReport.stage,
    })
    .from(taskReport)
    .where(inArray(taskReport.stage, ['submitted', 'accepted']))
    .orderBy(asc(taskReport.asOf), asc(taskReport.id))
    .all() as HandedIn[];
}

/** Units that reported on any task within the months set; all of them until the first report is due. */
function activeUnits(
  units: Ledger['units'],
  reports: readonly HandedIn[],
  silentMonths: number,
  today: string,
) {
  const isRecent = (day: string) => wholeMonths(day, today) < silentMonths;
  if (isRecent(TASKS_BEGIN.city)) return new Set(units.map(({ code }) => code));
  return new Set(reports.filter(({ asOf }) => isRecent(asOf)).flatMap(({ unitCode }) => unitCode ?? []));
}

/** The whole ledger. @param today business date of what the platform counts itself */
export function readLedger(db: ReadDb, today: string): Ledger {
  const rows = db.select().from(task).orderBy(asc(task.sortOrder)).all();
  const departments = byKey(
    db.select().from(taskDepartment).orderBy(asc(taskDepartment.sortOrder)).all(),
    ({ taskId }) => taskId,
  );
  const goals = byKey(
    db.select().from(taskGoal).orderBy(asc(taskGoal.year), asc(taskGoal.id)).all(),
    ({ taskId }) => taskId,
  );
  const reports = handedInReports(db);
  const handedIn = byKey(reports, ({ taskId }) => taskId);
  const silentMonths = silentMonthsOf(db);
  const units = countiesOf(db);
  const { indicators: all } = listIndicators(db, today);
  const indicators = linkedIndicators(all, db.select().from(taskIndicator).all());
  return {
    entries: rows.map((row) => ({
      row,
      departments: departments.get(row.id) ?? [],
      indicators: indicators.get(row.id) ?? [],
      goals: goals.get(row.id) ?? [],
      handedIn: handedIn.get(row.id) ?? [],
    })),
    silentMonths,
    units,
    activeUnits: activeUnits(units, reports, silentMonths, today),
  };
}

/** Of the city, so it reports here: all of the city's plan; of the province's plan those the bureau has assigned. */
export function reportsHere(
  { row }: Pick<TaskEntry, 'row'>,
  { printed }: Pick<DepartmentRow, 'printed'>,
): boolean {
  return taskLevelOf(row.document) === 'city' || !printed;
}

/** Names of those who report on a task here. */
export function reportingNames(entry: Pick<TaskEntry, 'row' | 'departments'>): string[] {
  return entry.departments.filter((one) => reportsHere(entry, one)).map(({ department }) => department);
}

/** The same as rows, without the counties. */
export function reportingRows(entry: Pick<TaskEntry, 'row' | 'departments'>): DepartmentRow[] {
  return entry.departments.filter((one) => reportsHere(entry, one) && one.department !== COUNTIES_DEPARTMENT);
}

/** Names of those. */
export function reportingDepartments(entry: Pick<TaskEntry, 'row' | 'departments'>): string[] {
  return reportingRows(entry).map(({ department }) => department);
}
