import { can, type Viewer } from './permissions.ts';

/** 按进度, 滞后, 完成: what whoever reports judges of a task. */
export const TASK_JUDGEMENTS = ['onCourse', 'behind', 'done'] as const;
export type TaskJudgement = (typeof TASK_JUDGEMENTS)[number];

export const TASK_JUDGEMENT_LABELS: Readonly<Record<TaskJudgement, string>> = {
  onCourse: '按进度',
  behind: '滞后',
  done: '已完成',
};

/** Where a progress report (进展报告) stands; the same list as in db/tables/tasks.ts. */
export const TASK_REPORT_STAGES = ['draft', 'submitted', 'accepted', 'returned'] as const;
export type TaskReportStage = (typeof TASK_REPORT_STAGES)[number];

export const TASK_REPORT_STAGE_LABELS: Readonly<Record<TaskReportStage, string>> = {
  draft: '草稿',
  submitted: '待审核',
  accepted: '已采纳',
  returned: '已退回',
};

export const TASK_REPORT_STEPS = ['submit', 'withdraw', 'accept', 'return'] as const;
export type TaskReportStep = (typeof TASK_REPORT_STEPS)[number];

interface StepRule {
  label: string;
  by: 'reporter' | 'reviewer';
  from: readonly TaskReportStage[];
  to: TaskReportStage;
}

/**
 * The life of a progress report. The reporter is the department or unit itself, or the bureau that records for a
 * department (代录); the reviewer is the bureau, never with a hand that is on it (four eyes).
 */
export const TASK_REPORT_STEP_RULES: Readonly<Record<TaskReportStep, StepRule>> = {
  submit: { label: '提交', by: 'reporter', from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { label: '撤回', by: 'reporter', from: ['submitted'], to: 'draft' },
  accept: { label: '采纳', by: 'reviewer', from: ['submitted'], to: 'accepted' },
  return: { label: '退回', by: 'reviewer', from: ['submitted'], to: 'returned' },
};

/** The bureau's own name among those responsible, as the plan prints it. */
export const BUREAU_DEPARTMENT = '市工信局';

/** The counties, cities and districts together, as the plan prints them for every task. */
export const COUNTIES_DEPARTMENT = '各县（市、区）';

/** Who asks: a role, its units, and of a department account its department. */
export interface TaskViewer extends Viewer {
  userId: number;
  department: string | null;
}

/** Whose report it is: exactly one of the two is set. */
export interface TaskReporter {
  department: string | null;
  unitCode: string | null;
}

/** One line of a report's history, oldest first. */
export interface TaskReportEvent {
  step: string;
  by: number;
}

/** Steps that leave a hand on the text or its evidence (佐证). */
const HANDS: readonly string[] = ['create', 'edit', 'submit', 'file'];

/** Who wrote the text as it stands now; null in an empty history. */
export function authorOf<T extends TaskReportEvent>(events: readonly T[]): T | null {
  return events.findLast(({ step }) => step === 'create' || step === 'edit') ?? null;
}

/**
 * Whose hands are on what is handed in now: the author of the text as it stands, and whoever wrote it, handed it in
 * or added evidence since it was last taken back or returned. Earlier hands do not count, so a report that one person
 * writes and hands in anew always leaves another to decide.
 */
export function handsOn(events: readonly TaskReportEvent[]): number[] {
  const since = events.findLastIndex(({ step }) => step === 'withdraw' || step === 'return');
  const now = events.slice(since + 1).filter(({ step }) => HANDS.includes(step));
  const author = authorOf(events);
  return [...new Set([...(author ? [author] : []), ...now].map(({ by }) => by))];
}

/** Who last wrote the text or handed it in: it is that one's word (代录 where that is the bureau). */
export function lastWordOf<T extends TaskReportEvent>(events: readonly T[]): T | null {
  return events.findLast(({ step }) => step === 'create' || step === 'edit' || step === 'submit') ?? null;
}

/** What of a report decides which steps are open. */
export interface TaskReportState extends TaskReporter {
  stage: TaskReportStage;
  /** whose hands are on it now (`handsOn`) */
  writers: readonly number[];
  /** the bureau's to write: it recorded it (代录), or no account of the department could finish it */
  bureauWrites: boolean;
}

export interface TaskReportProblem {
  code: 'forbidden' | 'wrong_stage' | 'four_eyes';
  /** one Chinese sentence */
  message: string;
}

/** Whether this viewer writes reports of that department or unit: its own; the bureau those of every department. */
export function mayWriteTaskReport(viewer: TaskViewer, { department, unitCode }: TaskReporter): boolean {
  if (!can(viewer.role, 'tasks.report')) return false;
  if (unitCode !== null) return viewer.role === 'county' && viewer.unitCodes.includes(unitCode);
  if (viewer.role === 'bureau') return true;
  return viewer.department !== null && viewer.department === department;
}

/**
 * Whether this viewer may change, hand in or take back this report. A department's own report is its own word: the
 * bureau accepts or returns it, and writes only what it recorded itself or reports as 市工信局.
 */
export function mayHandleTaskReport(viewer: TaskViewer, state: TaskReporter & { bureauWrites: boolean }) {
  if (!mayWriteTaskReport(viewer, state)) return false;
  return viewer.role !== 'bureau' || state.department === BUREAU_DEPARTMENT || state.bureauWrites;
}

/** Whether this viewer reads what was remarked to a department or unit (退回原因, 催报说明): it, the bureau, leaders. */
export function mayReadRemarks(viewer: TaskViewer, to: TaskReporter): boolean {
  return viewer.role === 'bureau' || viewer.role === 'leader' || mayWriteTaskReport(viewer, to);
}

/**
 * Whether this viewer may read a report. What has been handed in is read by everybody with the ledger; what is still
 * being written, or was sent back, by those it belongs to and the bureau. A county's report: the county itself, the
 * bureau, and leaders once it is accepted.
 */
export function mayReadTaskReport(
  viewer: TaskViewer,
  report: TaskReporter & { stage: TaskReportStage },
): boolean {
  if (!can(viewer.role, 'tasks.read')) return false;
  if (viewer.role === 'bureau' || mayWriteTaskReport(viewer, report)) return true;
  if (report.unitCode !== null) return viewer.role === 'leader' && report.stage === 'accepted';
  return report.stage === 'submitted' || report.stage === 'accepted';
}

/** Why a step cannot be taken by this viewer now, or null where it can. */
export function taskReportProblem(
  viewer: TaskViewer,
  state: TaskReportState,
  step: TaskReportStep,
): TaskReportProblem | null {
  const { label, by, from } = TASK_REPORT_STEP_RULES[step];
  const may = by === 'reporter' ? mayHandleTaskReport(viewer, state) : can(viewer.role, 'tasks.write');
  if (!may) return { code: 'forbidden', message: `您没有对该进展报告进行“${label}”的权限。` };
  if (!from.includes(state.stage)) {
    const stage = TASK_REPORT_STAGE_LABELS[state.stage];
    return { code: 'wrong_stage', message: `进展报告现为“${stage}”，不能进行“${label}”。` };
  }
  if (by === 'reviewer' && state.writers.includes(viewer.userId)) {
    return { code: 'four_eyes', message: `不能${label}本人经手的进展报告，请由另一人审核。` };
  }
  return null;
}

/** Steps this viewer may take now, in the order of the table. */
export function taskReportStepsFor(viewer: TaskViewer, state: TaskReportState): TaskReportStep[] {
  return TASK_REPORT_STEPS.filter((step) => taskReportProblem(viewer, state, step) === null);
}

/** Whether text and files may be changed: by the reporter, until it is handed in and after it was sent back. */
export function mayEditTaskReport(
  viewer: TaskViewer,
  state: Pick<TaskReportState, 'department' | 'unitCode' | 'stage' | 'bureauWrites'>,
): boolean {
  return mayHandleTaskReport(viewer, state) && (state.stage === 'draft' || state.stage === 'returned');
}
