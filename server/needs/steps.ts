import { and, eq } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { need, needOffer } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { BLANK_PROJECT, insertProject } from '../projects/changes.ts';
import { providerProblem } from '../providers/selectable.ts';
import { NEED_STEP_RULES, type NeedProblem, type NeedStep, needStepProblem } from '../rules/need-steps.ts';
import { answerDay, auditNeed, refuseFields } from './changes.ts';
import { linkableProjects, type NeedView, needDetail, requireNeed } from './detail.ts';
import { type NeedColumns, stateOf } from './list.ts';
import type { NeedStepInput } from './schema.ts';

interface StepContext {
  tx: WriteTx;
  view: NeedView;
  actor: Actor;
  row: NeedColumns;
  input: NeedStepInput;
}

type Changed = Partial<Pick<NeedColumns, 'offerId' | 'projectId' | 'closedReason' | 'answerBy'>>;

/** 对接: one of the answers of this need, of a provider still on the list. */
function match({ tx, view, row, input }: StepContext): Changed {
  const { offerId = 0 } = input;
  const found = tx
    .select({ providerId: needOffer.providerId })
    .from(needOffer)
    .where(and(eq(needOffer.id, offerId), eq(needOffer.needId, row.id)))
    .get();
  if (!found)
    throw invalidFields({ offerId: { code: 'unknown_offer', message: '请选择一家应答的服务商。' } });
  const problem = providerProblem(tx, found.providerId, view.today);
  if (problem !== null) throw invalidFields({ offerId: problem });
  return { offerId };
}

function close({ input }: StepContext): Changed {
  const closedReason = input.reason?.trim() ?? '';
  if (closedReason === '') {
    throw invalidFields({ reason: { code: 'required', message: '请填写关闭的原因。' } });
  }
  return { closedReason };
}

/** 重新征集: the match is undone, the answers stay; a last day that has passed must be set anew. */
function reopen({ view, row, input }: StepContext): Changed {
  const { date: answerBy, problem } = answerDay(input.answerBy ?? row.answerBy, view.today);
  refuseFields({ answerBy: problem });
  return { answerBy, offerId: null, closedReason: null };
}

function link({ tx, row }: StepContext, projectId: number): Changed {
  if (linkableProjects(tx, row.firmId).some(({ id }) => id === projectId)) return { projectId };
  const message = '请选择该企业未终止且未与其他需求关联的项目。';
  throw invalidFields({ projectId: { code: 'unknown_project', message } });
}

/** 转为项目: a new project of the firm with the provider chosen, or one that is there already. */
function makeProject(context: StepContext): Changed {
  const { tx, view, actor, row, input } = context;
  if (input.projectId !== undefined) return link(context, input.projectId);
  const chosen = tx
    .select({ providerId: needOffer.providerId })
    .from(needOffer)
    .where(eq(needOffer.id, row.offerId ?? 0))
    .get();
  const problem = chosen ? providerProblem(tx, chosen.providerId, view.today) : null;
  if (problem !== null) {
    const message = '对接的服务商已不在册，请由市工信局重新征集，或选择该企业已有的项目。';
    throw new AppError(409, 'provider_not_listed', message);
  }
  const made = {
    ...BLANK_PROJECT,
    firmId: row.firmId,
    name: input.name ?? '',
    kinds: input.kinds ?? [],
    content: row.content,
    willingOn: view.today,
    note: `由需求“${row.title}”对接后转入。`,
    providerId: chosen?.providerId ?? null,
  };
  return { projectId: insertProject(tx, view.viewer, made, view.today, actor) };
}

const EFFECTS: Readonly<Record<NeedStep, (context: StepContext) => Changed>> = {
  match,
  makeProject,
  close,
  reopen,
};

const asError = ({ code, message }: NeedProblem) =>
  new AppError(code === 'forbidden' ? 403 : 409, code, message);

/**
 * Takes one step of a need: permission, the version it was decided on, the stage, the fields; then the change with its
 * audit row, and the project where one is made. All of it reaches the disk, or none.
 */
export function takeNeedStep(
  db: Database,
  view: NeedView,
  id: number,
  input: NeedStepInput,
  actor: Actor,
): void {
  db.write((tx) => {
    const entry = requireNeed(tx, view.scope, id);
    const { row } = entry;
    const problem = needStepProblem(view.viewer, stateOf(entry), input.step);
    if (problem?.code === 'forbidden') throw asError(problem);
    if (row.version !== input.version) {
      throw versionConflict({ current: needDetail(tx, view, id), yours: input });
    }
    if (problem) throw asError(problem);
    const changed = EFFECTS[input.step]({ tx, view, actor, row, input });
    const stage = NEED_STEP_RULES[input.step].to;
    tx.update(need)
      .set({ ...changed, stage, version: row.version + 1 })
      .where(eq(need.id, id))
      .run();
    auditNeed(tx, actor, {
      action: `need.${input.step}`,
      id,
      before: { needStage: row.stage },
      after: { needStage: stage, ...changed },
    });
  });
}
