import { eq } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { disbursement, subsidyCase } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, versionConflict } from '../http/errors.ts';
import { awardProject } from '../projects/paid.ts';
import { STEP_RULES, type StepProblem, stepProblem } from '../rules/case-steps.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { wanText } from '../rules/subsidies/money.ts';
import { amountProblem, approval } from './approve.ts';
import { caseDetail, requireEntry } from './detail.ts';
import { type CaseEntry, type CaseView, stateOf } from './list.ts';
import { lastStepDate, recordCase } from './record.ts';
import { refuseFacts, resubmission } from './resubmit.ts';
import type { CaseStep, StepInput } from './schema.ts';
import { type StepEffect, textOf } from './step-effect.ts';

interface StepContext {
  tx: WriteTx;
  view: CaseView;
  actor: Actor;
  entry: CaseEntry;
  input: StepInput;
}

const DAYS_AHEAD = 366;
const DAY_MS = 86_400_000;

function noteRequired({ input }: StepContext, message: string): string {
  const note = textOf(input.note);
  if (note === null) throw invalidFields({ note: { code: 'required', message } });
  return note;
}

const plain = ({ input }: StepContext): StepEffect => ({ set: {}, note: textOf(input.note), data: null });

const withReason =
  (message: string) =>
  (context: StepContext): StepEffect => ({ set: {}, note: noteRequired(context, message), data: null });

function dayProblem(text: string | undefined, words: string): FieldErrors[string] | null {
  if (text === undefined || text === '') return { code: 'required', message: `请填写${words}。` };
  if (!isDate(text)) return { code: 'invalid_date', message: `${words}应为有效的 YYYY-MM-DD。` };
  return null;
}

function refuseFields(problems: Record<string, FieldErrors[string] | null>): void {
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

/** 公示: first and last day, both included; neither before the event or 审批 nor more than a year away. */
function publishNotice({ tx, view, entry, input }: StepContext): StepEffect {
  const { noticeFrom = '', noticeTo = '' } = input;
  const latest = new Date(Date.parse(`${view.today}T00:00:00Z`) + DAYS_AHEAD * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const endorsedOn = lastStepDate(tx, entry.row.id, 'endorse') ?? '';
  const early =
    noticeFrom < entry.row.eventDate
      ? '公示起始日期不能早于事项日期。'
      : noticeFrom < endorsedOn
        ? `公示起始日期不能早于审批日期（${endorsedOn}）。`
        : null;
  const wrongWay = noticeTo < noticeFrom || noticeTo > latest;
  refuseFields({
    noticeFrom:
      dayProblem(input.noticeFrom, '公示起始日期') ??
      (early === null ? null : { code: 'too_early', message: early }),
    noticeTo:
      dayProblem(input.noticeTo, '公示截止日期') ??
      (wrongWay
        ? { code: 'out_of_range', message: '公示截止日期不能早于起始日期，也不能晚于一年之后。' }
        : null),
  });
  return { set: { noticeFrom, noticeTo }, note: textOf(input.note), data: { noticeFrom, noticeTo } };
}

/** 拨付: after 公示, not before 审定 and no later than today, each voucher once, never more than is left of the approved amount. */
function pay({ tx, view, actor, entry, input }: StepContext): StepEffect {
  const { amountFen = 0, paidOn = '' } = input;
  const voucher = textOf(input.voucher);
  const leftFen = (entry.row.approvedFen ?? 0) - entry.paidFen;
  const known =
    voucher !== null && tx.select().from(disbursement).where(eq(disbursement.voucher, voucher)).get();
  const approvedOn = lastStepDate(tx, entry.row.id, 'approve') ?? '';
  const early =
    entry.row.noticeTo !== null && paidOn <= entry.row.noticeTo
      ? '拨付日期应在公示期满之后。'
      : paidOn < approvedOn
        ? `拨付日期不能早于审定日期（${approvedOn}）。`
        : null;
  const over = { code: 'above_approved', message: `拨付金额不能超过未拨付的审定金额${wanText(leftFen)}。` };
  refuseFields({
    amountFen: amountProblem(input.amountFen) ?? (amountFen > leftFen ? over : null),
    paidOn:
      dayProblem(input.paidOn, '拨付日期') ??
      (paidOn > view.today ? { code: 'future_date', message: '拨付日期不能晚于今天。' } : null) ??
      (early === null ? null : { code: 'too_early', message: early }),
    voucher:
      voucher === null
        ? { code: 'required', message: '请填写拨付凭证号。' }
        : known
          ? { code: 'duplicate', message: `凭证号${voucher}已用于事项${known.caseId}，请核对。` }
          : null,
  });
  tx.insert(disbursement)
    .values({
      caseId: entry.row.id,
      paidOn,
      amountFen,
      voucher: voucher ?? '',
      recordedBy: actor.id,
      recordedAt: actor.at,
    })
    .run();
  const { id: caseId, projectId, beneficiaryId } = entry.row;
  if (projectId !== null) awardProject(tx, { caseId, projectId, beneficiaryId, amountFen, paidOn }, actor);
  return { set: {}, note: textOf(input.note), data: { amountFen, paidOn, voucher } };
}

/** 异议: kept as the flag, beside what is flagged already, so that neither is lost. */
function objection(context: StepContext): StepEffect {
  const note = noteRequired(context, '请填写异议内容。');
  const { flag } = context.entry.row;
  const words = `公示期异议：${note}${/[。！？]$/.test(note) ? '' : '。'}`;
  return { set: { flag: flag === null ? words : `${flag}${words}` }, note, data: null };
}

function close(context: StepContext): StepEffect {
  const { entry } = context;
  const leftFen = (entry.row.approvedFen ?? 0) - entry.paidFen;
  if (leftFen === 0) return plain(context);
  const note = noteRequired(context, `尚有${wanText(leftFen)}未拨付，请说明办结原因。`);
  return { set: {}, note, data: { unpaidFen: leftFen } };
}

const EFFECTS: Readonly<Record<CaseStep, (context: StepContext) => StepEffect>> = {
  countyCheck: plain,
  creditCheck: withReason('请填写信用与重复核查的结果。'),
  handle: (context) => ({ ...plain(context), set: { handledBy: context.actor.id } }),
  endorse: plain,
  publishNotice,
  approve: ({ tx, view, entry, input }) => approval(tx, view.scope, entry, input),
  pay,
  close,
  return: withReason('请填写退回原因。'),
  resubmit: ({ tx, view, entry, input }) => resubmission(tx, view, entry, input),
  cancel: withReason('请填写撤销原因。'),
  object: objection,
  clearFlag: (context) => ({ ...withReason('请填写核实情况。')(context), set: { flag: null } }),
};

const asError = ({ code, message }: StepProblem) =>
  new AppError(code === 'forbidden' || code === 'four_eyes' ? 403 : 409, code, message);

/**
 * Takes one step of a case: permission and scope, the version it was decided on, the stage, the fields; then the
 * change with its event and its audit row. All of it reaches the disk, or none.
 */
export function takeStep(db: Database, view: CaseView, caseId: number, input: StepInput, actor: Actor): void {
  db.write((tx) => {
    const entry = requireEntry(tx, view.scope, caseId);
    const { row } = entry;
    const problem = stepProblem(view.viewer, stateOf(entry), input.step, view.today);
    if (problem?.code === 'forbidden') throw asError(problem);
    if (row.version !== input.version) {
      throw versionConflict({ current: caseDetail(tx, view, caseId), yours: input });
    }
    if (problem) throw asError(problem);
    if (input.step !== 'resubmit') refuseFacts(input, '只有重新提交时可以更正申报情况。');
    const { set, note, ...effect } = EFFECTS[input.step]({ tx, view, actor, entry, input });
    const data = { ...effect.data, on: view.today };
    const stage = STEP_RULES[input.step].to ?? row.stage;
    tx.update(subsidyCase)
      .set({ ...set, stage, version: row.version + 1 })
      .where(eq(subsidyCase.id, caseId))
      .run();
    const moved = { fromStage: row.stage, toStage: stage };
    const { approvedFen, flag } = row;
    const before = { stage: row.stage, approvedFen, flag, paidFen: entry.paidFen, ...effect.before };
    recordCase(tx, { caseId, step: input.step, ...moved, note, data, before }, actor);
  });
}
