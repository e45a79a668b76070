import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { project, projectEvent, projectFile } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, versionConflict } from '../http/errors.ts';
import { PROJECT_STAGE_LABELS, PROJECT_STAGES, type ProjectStage } from '../rules/project-stages.ts';
import {
  figuresNeeded,
  figuresTaken,
  PROJECT_FIGURE_LABELS,
  PROJECT_FIGURES,
  PROJECT_STEP_RULES,
  type ProjectStep,
  projectStepProblem,
  STAGE_DAY,
  stageBefore,
} from '../rules/project-steps.ts';
import { liveTwin, providerFixed } from './bounds.ts';
import { projectDetail, requireProject } from './detail.ts';
import {
  type Figures,
  type Problems,
  readFigures,
  readPastDay,
  textOrNull,
  throwProblems,
  togetherProblems,
} from './fields.ts';
import { type ProjectEntry, type ProjectView, stageSince, stateOf } from './list.ts';
import { type ProjectRecord, recordProject } from './record.ts';
import type { ProjectStepInput } from './schema.ts';

interface StepContext {
  tx: WriteTx;
  entry: ProjectEntry;
  input: ProjectStepInput;
  today: string;
}

/** The last time an acceptance was sent back; a new one rests on what came after it. */
function acceptanceSentBack({ tx, entry, input }: StepContext): { id: number; on: string } | undefined {
  if (input.step !== 'accept') return undefined;
  const { projectId, step, fromStage } = projectEvent;
  return tx
    .select({ id: projectEvent.id, on: projectEvent.on })
    .from(projectEvent)
    .where(and(eq(projectId, entry.row.id), eq(step, 'sendBack'), eq(fromStage, 'accepted')))
    .orderBy(desc(projectEvent.id))
    .get();
}

/**
 * The earliest day a step may be dated, and what happened then: the present stage, a stop or resumption after it, and of
 * a new acceptance the day on which the one before was sent back.
 */
function earliest(context: StepContext): { notBefore: string; since: string } {
  const { tx, entry } = context;
  const { row } = entry;
  const since = stageSince(row);
  const back = acceptanceSentBack(context);
  const halted = tx
    .select({ on: projectEvent.on, step: projectEvent.step })
    .from(projectEvent)
    .where(and(eq(projectEvent.projectId, row.id), inArray(projectEvent.step, ['stop', 'resume'])))
    .orderBy(desc(projectEvent.id))
    .get();
  if (back && back.on >= since && back.on >= (halted?.on ?? '')) {
    return { notBefore: back.on, since: '退回验收的日期' };
  }
  if (halted && halted.on > since) {
    return { notBefore: halted.on, since: halted.step === 'stop' ? '终止日期' : '恢复日期' };
  }
  return { notBefore: since, since: `“${PROJECT_STAGE_LABELS[row.stage]}”阶段日期` };
}

/** Progress may be noted of any day since the firm was willing; every other step follows the one before. */
function dayOf(context: StepContext) {
  const { entry, input, today } = context;
  const { label } = PROJECT_STEP_RULES[input.step];
  const bounds =
    input.step === 'note' ? { notBefore: entry.row.willingOn, since: '意愿日期' } : earliest(context);
  return readPastDay(input.on, { words: `${label}日期`, today, ...bounds });
}

/** A needed figure is there: stated now, or on the project already. */
function missingProblems({ entry, input }: StepContext, figures: Figures): Problems {
  const needed = figuresNeeded(input.step, entry.row.kinds);
  // what acceptance settles is stated anew from the report, whatever was expected before
  const isAnew = input.step === 'accept';
  const missing = needed.filter((name) => {
    const stated = figures[name];
    return (stated === undefined && !isAnew ? entry.row[name] : (stated ?? null)) === null;
  });
  return Object.fromEntries(
    missing.map((name) => [name, { code: 'required', message: `请填写“${PROJECT_FIGURE_LABELS[name]}”。` }]),
  );
}

/** Figures that do not belong to the step are refused, not dropped. */
function strayProblems({ input }: StepContext): Problems {
  const taken = figuresTaken(input.step);
  const stray = PROJECT_FIGURES.filter((name) => !taken.includes(name) && (input[name] ?? null) !== null);
  const { label } = PROJECT_STEP_RULES[input.step];
  return Object.fromEntries(
    stray.map((name) => [
      name,
      { code: 'not_of_step', message: `“${label}”不填写“${PROJECT_FIGURE_LABELS[name]}”。` },
    ]),
  );
}

/** 完工验收 rests on its report: a file of that stage, uploaded before; after a sending back, one uploaded since. */
function reportProblem(context: StepContext) {
  const { tx, entry, input } = context;
  if (input.step !== 'accept') return null;
  const projectId = entry.row.id;
  const back = acceptanceSentBack(context);
  if (back === undefined) {
    const ofStage = and(eq(projectFile.projectId, projectId), eq(projectFile.stage, 'accepted'));
    const known = tx.select({ id: projectFile.id }).from(projectFile).where(ofStage).get();
    return known ? null : { code: 'required', message: '请先上传节能验收报告。' };
  }
  const uploaded = and(
    eq(projectEvent.projectId, projectId),
    eq(projectEvent.step, 'file'),
    gt(projectEvent.id, back.id),
    sql`json_extract(${projectEvent.data}, '$.ofStage') = 'accepted'`,
  );
  const known = tx.select({ id: projectEvent.id }).from(projectEvent).where(uploaded).get();
  const message = '上次验收已退回，请上传退回之后的节能验收报告。';
  return known ? null : { code: 'required', message };
}

/** What is taken back with a stage: its day, and of 完工验收 what its report said. */
function undone(stage: ProjectStage): Partial<ProjectRecord> {
  const day = { [STAGE_DAY[stage]]: null };
  if (stage !== 'accepted') return day;
  const report = { unitEnergyAfter: null, energyLevel: null, acceptedSavingTce: null, acceptanceFiled: null };
  return { ...day, ...report };
}

interface Change {
  stage: ProjectStage;
  set: Partial<ProjectRecord>;
}

function changeOf({ row }: ProjectEntry, step: ProjectStep, on: string): Change {
  const { to } = PROJECT_STEP_RULES[step];
  if (to !== null) return { stage: to, set: { stage: to, [STAGE_DAY[to]]: on } };
  if (step === 'stop') return { stage: row.stage, set: { stoppedOn: on } };
  if (step === 'resume') return { stage: row.stage, set: { stoppedOn: null } };
  if (step !== 'sendBack') return { stage: row.stage, set: {} };
  const stage = stageBefore(row.stage, row) ?? PROJECT_STAGES[0];
  return { stage, set: { stage, ...undone(row.stage) } };
}

/** What the columns held before, of those that change. */
const beforeOf = (row: ProjectRecord, set: Partial<ProjectRecord>) =>
  Object.fromEntries(
    Object.keys(set)
      .filter((key) => key !== 'stage')
      .map((key) => [key, row[key as keyof ProjectRecord]]),
  );

/** A stopped project is not resumed beside a live one of the same name: it was registered anew meanwhile. */
function refuseTwin(tx: WriteTx, { id, firmId, name }: ProjectRecord): void {
  const twin = liveTwin(tx, { name, firmId, exceptId: id });
  if (twin === null) return;
  const message = `该企业另有同名项目（编号${twin}）正在办理，该项目改名或终止后方可恢复本项目。`;
  throw new AppError(409, 'duplicate', message);
}

/** The step inside its write; see `takeProjectStep`. */
function stepProject(
  tx: WriteTx,
  view: ProjectView,
  id: number,
  input: ProjectStepInput,
  actor: Actor,
): void {
  const { viewer, scope, today } = view;
  const entry = requireProject(tx, scope, id);
  const { row } = entry;
  const problem = projectStepProblem(viewer, stateOf(entry), input.step);
  if (problem?.code === 'forbidden') throw new AppError(403, problem.code, problem.message);
  if (row.version !== input.version) {
    throw versionConflict({ current: projectDetail(tx, view, id), yours: input });
  }
  if (problem) throw new AppError(409, problem.code, problem.message);
  if (input.step === 'resume') refuseTwin(tx, row);
  const context = { tx, entry, input, today };
  const rule = PROJECT_STEP_RULES[input.step];
  const { figures, problems } = readFigures(tx, input, figuresTaken(input.step), today, row);
  const { day, problem: dayProblem } = dayOf(context);
  const note = textOrNull(input.note);
  const planned = figures.plannedTo ?? null;
  const isPlanPast = input.step === 'start' && planned !== null && planned < day;
  throwProblems({
    on: dayProblem,
    ...togetherProblems({ ...row, ...figures }),
    ...strayProblems(context),
    ...missingProblems(context, figures),
    ...(isPlanPast ? { plannedTo: { code: 'too_early', message: '计划完工日期不能早于开工日期。' } } : {}),
    file: reportProblem(context),
    ...providerFixed(tx, row, figures.providerId),
    note: rule.noteNeeded !== null && note === null ? { code: 'required', message: rule.noteNeeded } : null,
    ...problems,
  });
  const { stage, set } = changeOf(entry, input.step, day);
  const columns = { ...figures, ...set };
  tx.update(project)
    .set({ ...columns, version: row.version + 1 })
    .where(eq(project.id, id))
    .run();
  const data = Object.keys(figures).length === 0 ? null : figures;
  const moved = { projectId: id, step: input.step, fromStage: row.stage, toStage: stage, on: day };
  const { stage: _stage, ...after } = set;
  const said = { person: textOrNull(input.person), note };
  recordProject(tx, { ...moved, ...said, data, before: beforeOf(row, columns), after }, actor);
}

/**
 * Takes one step of a project: scope (404), permission (403), the version it was decided on (409), the stage (409), the
 * figures (422 at each field); then the change with its event and its audit row. All of it reaches the disk, or none.
 */
export function takeProjectStep(
  db: Database,
  view: ProjectView,
  id: number,
  input: ProjectStepInput,
  actor: Actor,
): void {
  db.write((tx) => stepProject(tx, view, id, input, actor));
}
