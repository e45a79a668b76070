import { eq, max } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { warning } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { fullDate } from '../rules/date-text.ts';
import { ANSWER_LEAST_WORKING_DAYS, answerAgainBy, earliestAnswerDue } from '../rules/warning-deadlines.ts';
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

/** 送签, 签发: the county must have time left to answer by the day the text names. */
function refuseShort({ view, entry, input }: StepContext): void {
  const { answerDueOn } = entry.row;
  const earliest = earliestAnswerDue(view.today);
  if (answerDueOn >= earliest) return;
  const message =
    `签发后应留出至少${ANSWER_LEAST_WORKING_DAYS}个工作日答复，正文中的答复期限${fullDate(answerDueOn)}` +
    `不能早于${fullDate(earliest)}，请${input.step === 'issue' ? '退回' : ''}修改后再${WARNING_STEP_RULES[input.step].label}。`;
  throw invalidFields({ answerDueOn: { code: 'too_early', message } });
}

function submit(context: StepContext): StepEffect {
  refuseShort(context);
  return plain(context);
}

/** 签发: the next number (编号) of the year. */
function issue(context: StepContext): StepEffect {
  refuseShort(context);
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

type Deadline = 'answerDueOn' | 'remedyDueOn';

/** A new last day, later than the old one and not past. */
function laterDay({ view, entry, input }: StepContext, field: Deadline, what: string): string {
  const due = requireDueDate(
    input[field] ?? '',
    { from: view.today, today: view.today },
    { what: `新的${what}`, early: `新的${what}不能早于今天。` },
  );
  if ('fault' in due) throw invalidFields({ [field]: due.fault });
  if (due.date > entry.row[field]) return due.date;
  const message = `新的${what}应晚于原期限${entry.row[field]}。`;
  throw invalidFields({ [field]: { code: 'too_early', message } });
}

function extend(context: StepContext): StepEffect {
  const note = requiredNote(context, '请填写延期的原因。');
  const remedyDueOn = laterDay(context, 'remedyDueOn', '整改期限');
  return { set: { remedyDueOn }, note, data: { remedyDueOn } };
}

/** 延长答复期限: within the time to put things right, as long as that runs. */
function extendAnswer(context: StepContext): StepEffect {
  const note = requiredNote(context, '请填写延期的原因。');
  const answerDueOn = laterDay(context, 'answerDueOn', '答复期限');
  const { remedyDueOn } = context.entry.row;
  if (answerDueOn > remedyDueOn && remedyDueOn >= context.view.today) {
    const message = `新的答复期限不能晚于整改期限${remedyDueOn}。`;
    throw invalidFields({ answerDueOn: { code: 'out_of_range', message } });
  }
  return { set: { answerDueOn }, note, data: { answerDueOn } };
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
  extendAnswer,
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
