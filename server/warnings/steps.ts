import { eq, max } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { warning } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { answerAgainBy } from '../rules/warning-deadlines.ts';
import {
  WARNING_STEP_RULES,
  type WarningProblem,
  type WarningStep,
  warningStepProblem,
} from '../rules/warning-steps.ts';
import { warningNumber } from '../rules/warning-text.ts';
import { answerData } from './answers.ts';
import { requireWarning, warningDetail } from './detail.ts';
import { requireDueDate } from './due-date.ts';
import { stateOf, type WarningEntry, type WarningView } from './list.ts';
import { recordWarning, type WarningEventData, type WarningRow } from './record.ts';
import type { WarningStepInput } from './schema.ts';

interface StepContext {
  tx: WriteTx;
  view: WarningView;
  actor: Actor;
  entry: WarningEntry;
  input: WarningStepInput;
}

interface StepEffect {
  set?: Partial<WarningRow>;
  note: string | null;
  data?: Omit<WarningEventData, 'on'>;
}

function noteOf({ input }: StepContext): string | null {
  const note = input.note?.trim() ?? '';
  return note === '' ? null : note;
}

function requiredNote(context: StepContext, message: string): string {
  const note = noteOf(context);
  if (note === null) throw invalidFields({ note: { code: 'required', message } });
  return note;
}

const plain = (context: StepContext): StepEffect => ({ note: noteOf(context) });

const withReason =
  (message: string) =>
  (context: StepContext): StepEffect => ({
    note: requiredNote(context, message),
  });

/** 送签, 签发: the deadlines in the text must not have passed meanwhile. */
function refusePassed({ view, entry }: StepContext): void {
  const { answerDueOn } = entry.row;
  if (answerDueOn >= view.today) return;
  const message = `正文中的答复期限${answerDueOn}已过，请退回修改后再签发。`;
  throw invalidFields({ answerDueOn: { code: 'too_early', message } });
}

function submit(context: StepContext): StepEffect {
  refusePassed(context);
  return plain(context);
}

/** 签发: the next number (编号) of the year. */
function issue(context: StepContext): StepEffect {
  refusePassed(context);
  const { tx, view, actor, entry } = context;
  const { answerDueOn, remedyDueOn } = entry.row;
  const numberYear = Number(view.today.slice(0, 4));
  const last = tx
    .select({ seq: max(warning.numberSeq) })
    .from(warning)
    .where(eq(warning.numberYear, numberYear))
    .get();
  const numberSeq = (last?.seq ?? 0) + 1;
  return {
    set: { numberYear, numberSeq, issuedAt: actor.at, issuedBy: actor.id },
    note: noteOf(context),
    data: { answerDueOn, remedyDueOn, number: warningNumber(numberYear, numberSeq) },
  };
}

function answer(context: StepContext): StepEffect {
  const { tx, view, actor, entry, input } = context;
  return {
    set: { answeredAt: actor.at },
    note: noteOf(context),
    data: answerData(tx, entry.row, input, view.today),
  };
}

function rejectAnswer(context: StepContext): StepEffect {
  const note = requiredNote(context, '请填写退回答复的原因。');
  const answerDueOn = answerAgainBy(context.view.today, context.entry.row.answerDueOn);
  return { set: { answerDueOn }, note, data: { answerDueOn } };
}

function progress(context: StepContext): StepEffect {
  const { entry, input } = context;
  const note = requiredNote(context, '请填写整改进展。');
  const done = [...new Set(input.doneMeasures ?? [])].sort((a, b) => a - b);
  const measures = entry.events.findLast(({ step }) => step === 'answer')?.data.measures ?? [];
  if (done.some((index) => index >= measures.length)) {
    throw invalidFields({ doneMeasures: { code: 'unknown_measure', message: '没有这项整改措施。' } });
  }
  return { note, data: { doneMeasures: done } };
}

/** 延期: a new last day, later than the old one and not past. */
function extend(context: StepContext): StepEffect {
  const { view, entry, input } = context;
  const note = requiredNote(context, '请填写延期的原因。');
  const { remedyDueOn } = entry.row;
  const due = requireDueDate(input.remedyDueOn ?? '', view.today, {
    what: '新的整改期限',
    early: '新的整改期限不能早于今天。',
  });
  if ('fault' in due) throw invalidFields({ remedyDueOn: due.fault });
  if (due.date <= remedyDueOn) {
    const message = `新的整改期限应晚于原期限${remedyDueOn}。`;
    throw invalidFields({ remedyDueOn: { code: 'too_early', message } });
  }
  return { set: { remedyDueOn: due.date }, note, data: { remedyDueOn: due.date } };
}

const EFFECTS: Readonly<Record<WarningStep, (context: StepContext) => StepEffect>> = {
  submit,
  issue,
  sendBack: withReason('请填写退回修改的意见。'),
  dismiss: withReason('请填写不予督办的原因。'),
  answer,
  acceptAnswer: plain,
  rejectAnswer,
  progress,
  requestClosing: withReason('请说明整改完成情况。'),
  close: (context) => ({
    ...withReason('请填写核查情况。')(context),
    set: { closedAt: context.actor.at },
  }),
  rejectClosing: withReason('请填写退回销号申请的原因。'),
  extend,
};

const asError = ({ code, message }: WarningProblem) =>
  new AppError(code === 'forbidden' || code === 'four_eyes' ? 403 : 409, code, message);

/**
 * Takes one step of a warning: permission, the version it was decided on, the stage, the fields; then the change with
 * its event and its audit row. All of it reaches the disk, or none.
 */
export function takeWarningStep(
  db: Database,
  view: WarningView,
  id: number,
  input: WarningStepInput,
  actor: Actor,
): void {
  db.write((tx) => {
    const entry = requireWarning(tx, view.scope, id);
    const { row } = entry;
    const problem = warningStepProblem(view.viewer, stateOf(entry), input.step);
    if (problem?.code === 'forbidden') throw asError(problem);
    if (row.version !== input.version) {
      throw versionConflict({ current: warningDetail(tx, view, id), yours: input });
    }
    if (problem) throw asError(problem);
    const { set, note, data } = EFFECTS[input.step]({ tx, view, actor, entry, input });
    const stage = WARNING_STEP_RULES[input.step].to ?? row.stage;
    tx.update(warning)
      .set({ ...set, stage, version: row.version + 1 })
      .where(eq(warning.id, id))
      .run();
    recordWarning(
      tx,
      {
        warningId: id,
        step: input.step,
        fromStage: row.stage,
        toStage: stage,
        note,
        data: { ...data, on: view.today },
      },
      actor,
    );
  });
}
