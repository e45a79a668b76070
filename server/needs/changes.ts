import { and, eq, isNull, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { beneficiary, need, needOffer } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, forbidden, invalidFields, versionConflict } from '../http/errors.ts';
import { providerProblem as unselectable } from '../providers/selectable.ts';
import { cleanName } from '../rules/clean-name.ts';
import { fullDate, parseDate } from '../rules/date-text.ts';
import { mayEditNeed, mayRecordOffer, NEED_STAGE_LABELS } from '../rules/need-steps.ts';
import { scopeHas } from '../rules/permissions.ts';
import { type NeedView, needDetail, requireNeed } from './detail.ts';
import { type NeedColumns, stateOf } from './list.ts';
import type { NeedChange, NewNeed, NewOffer } from './schema.ts';

type Problem = FieldErrors[string] | null;

/** Days ahead an answer may be asked for at most: a need that stands open longer is published anew. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/** Throws what is wrong, all of it at once. */
export function refuseFields(problems: Readonly<Record<string, Problem>>): void {
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

/** What shows nothing is not written. */
const required = (text: string, message: string): Problem =>
  cleanName(text) === '' ? { code: 'required', message } : null;

/** The last day for answers as typed: from today on, at most a year ahead. */
export function answerDay(text: string, today: string): { date: string; problem: Problem } {
  const date = parseDate(text);
  if (date === null) {
    return {
      date: text,
      problem: { code: 'invalid_date', message: `应答截止日应为有效日期，如${fullDate(today)}。` },
    };
  }
  const latest = new Date(Date.parse(today) + MOST_DAYS * DAY_MS).toISOString().slice(0, 10);
  if (date < today) return { date, problem: { code: 'too_early', message: '应答截止日不能早于今天。' } };
  if (date > latest)
    return { date, problem: { code: 'too_late', message: `应答截止日不能晚于${fullDate(latest)}。` } };
  return { date, problem: null };
}

/** The change with its audit row. */
export function auditNeed(
  tx: WriteTx,
  actor: Actor,
  happening: {
    action: string;
    id: number;
    before?: Record<string, unknown> | null;
    after: Record<string, unknown>;
  },
): void {
  const { action, id, before = null, after } = happening;
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'need', entityId: String(id), before, after });
}

/** The firm of a need: a working one of the viewer's own units. */
function firmOf(tx: WriteTx, { scope }: NeedView, firmId: number) {
  const firm = tx
    .select({ unitCode: beneficiary.statisticsUnit })
    .from(beneficiary)
    .where(and(eq(beneficiary.id, firmId), eq(beneficiary.kind, 'enterprise'), isNull(beneficiary.closedOn)))
    .get();
  return firm && scopeHas(scope.units, firm.unitCode) ? firm : null;
}

const textsOf = ({ title, content }: Pick<NewNeed, 'title' | 'content'>) => ({
  title: cleanName(title),
  content: content.trim(),
});

/** The same need of the same firm, still open: sent twice, or entered by two. */
function doubleProblem(tx: WriteTx, { firmId, kind }: NewNeed, title: string): Problem {
  const same = and(
    eq(need.firmId, firmId),
    eq(need.kind, kind),
    eq(need.title, title),
    eq(need.stage, 'open'),
  );
  const known = tx.select({ id: need.id }).from(need).where(same).get();
  return known ? { code: 'duplicate', message: '该企业已有同名需求正在征集，请勿重复发布。' } : null;
}

/** 发布需求. @returns its id */
export function publishNeed(db: Database, view: NeedView, input: NewNeed, actor: Actor): number {
  return db.write((tx) => {
    const firm = firmOf(tx, view, input.firmId);
    const texts = textsOf(input);
    const { date: answerBy, problem } = answerDay(input.answerBy, view.today);
    refuseFields({
      firmId: firm ? null : { code: 'unknown_firm', message: '请选择本单位在营企业。' },
      title: required(texts.title, '请填写需求名称。') ?? doubleProblem(tx, input, texts.title),
      content: required(texts.content, '请填写需求内容。'),
      answerBy: problem,
    });
    const { firmId, kind, budgetFen } = input;
    const unitCode = firm?.unitCode ?? '';
    const columns = { firmId, unitCode, kind, ...texts, budgetFen, answerBy, publishedOn: view.today };
    const { id } = tx
      .insert(need)
      .values({ ...columns, stage: 'open', createdAt: actor.at, createdBy: actor.id })
      .returning({ id: need.id })
      .get();
    auditNeed(tx, actor, { action: 'need.publish', id, after: { ...columns, needStage: 'open' } });
    return id;
  });
}

/** What was answered stays as it was: after the first answer only the last day may be changed. */
function refuseMoved(row: NeedColumns, set: Omit<NeedChange, 'version' | 'answerBy'>): void {
  const same = (['kind', 'title', 'content', 'budgetFen'] as const).every((key) => row[key] === set[key]);
  if (same) return;
  throw new AppError(409, 'has_offers', '已有服务商应答，需求内容不能再改，只能调整应答截止日。');
}

/** Changes an open need. @throws AppError 409 `version_conflict`, `wrong_stage`, `has_offers` */
export function changeNeed(db: Database, view: NeedView, id: number, change: NeedChange, actor: Actor): void {
  db.write((tx) => {
    const entry = requireNeed(tx, view.scope, id);
    const { row } = entry;
    if (row.version !== change.version) {
      throw versionConflict({ current: needDetail(tx, view, id), yours: change });
    }
    if (!mayEditNeed(view.viewer, stateOf(entry))) {
      throw new AppError(409, 'wrong_stage', `该需求现为“${NEED_STAGE_LABELS[row.stage]}”，不能再修改。`);
    }
    const texts = textsOf(change);
    const { date: answerBy, problem } = answerDay(change.answerBy, view.today);
    const { kind, budgetFen } = change;
    if (entry.offers > 0) refuseMoved(row, { kind, ...texts, budgetFen });
    refuseFields({
      title: required(texts.title, '请填写需求名称。'),
      content: required(texts.content, '请填写需求内容。'),
      answerBy: answerBy === row.answerBy ? null : problem,
    });
    const set = { kind, ...texts, budgetFen, answerBy };
    tx.update(need)
      .set({ ...set, version: row.version + 1 })
      .where(eq(need.id, id))
      .run();
    const before = Object.fromEntries(Object.keys(set).map((key) => [key, row[key as keyof NeedColumns]]));
    auditNeed(tx, actor, { action: 'need.change', id, before, after: set });
  });
}

/** Who may answer: a provider on the list (在册), one answer each. */
function providerProblem(tx: WriteTx, needId: number, { providerId }: NewOffer, today: string): Problem {
  const problem = unselectable(tx, providerId, today);
  if (problem !== null) return problem;
  const same = and(eq(needOffer.needId, needId), eq(needOffer.providerId, providerId));
  return tx.select({ id: needOffer.id }).from(needOffer).where(same).get()
    ? { code: 'duplicate', message: '该服务商已应答，每家只登记一次。' }
    : null;
}

/** The day of an answer: from the publication to the last day for answers, not in the future. */
function offerDay(text: string, { publishedOn, answerBy }: NeedColumns, today: string) {
  const date = parseDate(text);
  const problem = (code: string, message: string) => ({ date: text, problem: { code, message } });
  if (date === null) return problem('invalid_date', `应答日期应为有效日期，如${fullDate(today)}。`);
  if (date > today) return problem('too_late', '应答日期不能晚于今天。');
  if (date < publishedOn) return problem('too_early', `应答日期不能早于发布日期${fullDate(publishedOn)}。`);
  if (date > answerBy) {
    return problem('too_late', `应答日期晚于应答截止日${fullDate(answerBy)}；确需受理的，请先延长截止日。`);
  }
  return { date, problem: null };
}

/** 登记应答: append-only; the need gets a new version, so that nobody matches it without having seen the answer. */
export function recordOffer(db: Database, view: NeedView, id: number, input: NewOffer, actor: Actor): void {
  db.write((tx) => {
    const entry = requireNeed(tx, view.scope, id);
    const { row } = entry;
    const state = stateOf(entry);
    if (state.stage !== 'open') {
      throw new AppError(409, 'wrong_stage', `该需求现为“${NEED_STAGE_LABELS[row.stage]}”，不能再登记应答。`);
    }
    if (!mayRecordOffer(view.viewer, state)) throw forbidden();
    const { date: on, problem } = offerDay(input.on, row, view.today);
    const content = input.content.trim();
    refuseFields({
      providerId: providerProblem(tx, id, input, view.today),
      on: problem,
      content: required(content, '请填写应答内容。'),
    });
    const { providerId, priceFen } = input;
    const offer = { providerId, on, content, priceFen };
    tx.insert(needOffer)
      .values({ needId: id, ...offer, recordedBy: actor.id, recordedAt: actor.at })
      .run();
    tx.update(need)
      .set({ version: sql`${need.version} + 1` })
      .where(eq(need.id, id))
      .run();
    auditNeed(tx, actor, { action: 'need.offer', id, after: offer });
  });
}
