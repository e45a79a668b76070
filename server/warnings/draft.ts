import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { warning } from '../../db/schema.ts';
import { currentRuleSet } from '../grading/current.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, forbidden, invalidFields, versionConflict } from '../http/errors.ts';
import { defaultDeadlines } from '../rules/warning-deadlines.ts';
import { WARNING_STAGE_LABELS } from '../rules/warning-steps.ts';
import { warningText, warningTextFault } from '../rules/warning-text.ts';
import { requireWarning, warningDetail } from './detail.ts';
import { requireDueDate } from './due-date.ts';
import { proposals } from './facts.ts';
import type { WarningView } from './list.ts';
import { recordWarning } from './record.ts';
import type { NewWarning, WarningChange, WarningProposal } from './schema.ts';

function requireProposal(db: ReadDb, wanted: NewWarning, today: string): WarningProposal {
  const found = proposals(db, currentRuleSet(db, today)).find(
    ({ unitCode, facts }) => unitCode === wanted.unitCode && facts.period === wanted.period,
  );
  if (found) return found;
  throw new AppError(
    409,
    'no_proposal',
    '该单位本期没有待办的预警：数据已变动，或已有人拟稿。请刷新后再看。',
  );
}

/**
 * Drafts a notice from a proposal with the text the data give, or answers the proposal with 不予督办 and a reason.
 * @returns its id
 * @throws AppError 409 `no_proposal` where the lamps call for none, or somebody has answered it
 */
export function draftWarning(db: Database, view: WarningView, wanted: NewWarning, actor: Actor): number {
  const { dismissReason } = wanted;
  const reason = dismissReason?.trim() ?? null;
  if (reason === '') {
    throw invalidFields({ dismissReason: { code: 'required', message: '请填写不予督办的原因。' } });
  }
  return db.write((tx) => {
    const { unitCode, trigger, facts } = requireProposal(tx, wanted, view.today);
    const deadlines = defaultDeadlines(view.today);
    const stage = reason === null ? 'draft' : 'dismissed';
    const { id } = tx
      .insert(warning)
      .values({
        unitCode,
        period: facts.period,
        trigger,
        stage,
        facts: JSON.stringify(facts),
        body: warningText({ ...facts, ...deadlines }),
        ...deadlines,
        draftedBy: actor.id,
        version: 1,
      })
      .returning({ id: warning.id })
      .get();
    const step = reason === null ? 'draft' : 'dismiss';
    const data = { on: view.today };
    const after = { unitCode, period: facts.period, trigger };
    recordWarning(
      tx,
      { warningId: id, step, fromStage: null, toStage: stage, note: reason, data, after },
      actor,
    );
    return id;
  });
}

function checkedChange(change: WarningChange, today: string) {
  const answer = requireDueDate(
    change.answerDueOn,
    { from: today, today },
    { what: '答复期限', early: '答复期限不能早于今天。' },
  );
  const from = 'date' in answer ? answer.date : today;
  const remedy = requireDueDate(
    change.remedyDueOn,
    { from, today },
    { what: '整改期限', early: '整改期限不能早于答复期限。' },
  );
  const fields: FieldErrors = {};
  if ('fault' in answer) fields.answerDueOn = answer.fault;
  if ('fault' in remedy) fields.remedyDueOn = remedy.fault;
  if (!('date' in answer) || !('date' in remedy)) throw invalidFields(fields);
  const body = change.body.trim();
  const fault = warningTextFault(body, answer.date, remedy.date);
  if (fault) throw invalidFields({ [fault.field]: { code: 'text_differs', message: fault.message } });
  return { body, answerDueOn: answer.date, remedyDueOn: remedy.date };
}

/** Changes text and deadlines of a draft; who does so is then its author (拟稿人). */
export function changeWarning(
  db: Database,
  view: WarningView,
  id: number,
  change: WarningChange,
  actor: Actor,
): void {
  db.write((tx: WriteTx) => {
    const { row } = requireWarning(tx, view.scope, id);
    if (!view.scope.unissued) throw forbidden();
    if (row.version !== change.version) {
      throw versionConflict({ current: warningDetail(tx, view, id), yours: change });
    }
    if (row.stage !== 'draft') {
      const stage = WARNING_STAGE_LABELS[row.stage];
      throw new AppError(409, 'wrong_stage', `预警通知现为“${stage}”，正文不能再改。`);
    }
    const set = checkedChange(change, view.today);
    tx.update(warning)
      .set({ ...set, draftedBy: actor.id, version: row.version + 1 })
      .where(eq(warning.id, id))
      .run();
    const { body, answerDueOn, remedyDueOn } = row;
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'warning.edit',
      entity: 'warning',
      entityId: String(id),
      before: { body, answerDueOn, remedyDueOn },
      after: set,
    });
  });
}
