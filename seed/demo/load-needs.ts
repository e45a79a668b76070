import { and, asc, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { need, needOffer, project } from '../../db/schema.ts';
import { NEED_KIND_LABELS, type NeedKind } from '../../server/rules/need-steps.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { countyUsername, HANDLER } from './accounts.ts';
import { addDays, shanghaiTime } from './calendar.ts';
import { type DemoNeed, demoNeeds } from './needs.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';

/** What a need refers to, by name. */
interface KnownIds {
  users: UserIds;
  beneficiaries: ReadonlyMap<string, number>;
}

/** A need with numbers in place of names. */
interface Resolved extends Omit<DemoNeed, 'firm' | 'offers'> {
  firmId: number;
  offers: readonly { providerId: number; on: string; content: string; wan: string | null }[];
  projectId: number | null;
}

const PUBLISHED_HOUR = 10;
const RECORDED_HOUR = 15;
const MATCHED_HOUR = 16;
/** The project is registered later on the day of its 意愿. */
const PROJECT_HOUR = 17;
/** Days the round took of a need that became a project: to its last day for answers, and to the project. */
const ROUND_DAYS = 40;

const fen = (amount: string | null) => (amount === null ? null : wan(amount));

type EntryOf = (at: string, actor: string, action: string, after: object) => PendingAudit;

/** Audit rows of what became of it: the match, the project, the closing. */
function endLog({ matched, closed, projectId, by }: Resolved, offerId: number | null, entry: EntryOf) {
  const log: PendingAudit[] = [];
  if (matched !== null) {
    const at = shanghaiTime(matched.on, MATCHED_HOUR, 0);
    log.push(entry(at, matched.by, 'need.match', { needStage: 'matched', offerId }));
  }
  if (matched !== null && projectId !== null) {
    const at = shanghaiTime(matched.on, PROJECT_HOUR, 10);
    log.push(entry(at, by, 'need.makeProject', { needStage: 'matched', projectId }));
  }
  if (closed !== null) {
    const after = { needStage: 'closed', closedReason: closed.reason };
    log.push(entry(shanghaiTime(closed.on, MATCHED_HOUR, 30), by, 'need.close', after));
  }
  return log;
}

/** The columns of the need, and which answer was chosen, once the answers have their numbers. */
function insertNeed(tx: WriteTx, demo: Resolved, { users }: KnownIds): PendingAudit[] {
  const { firmId, unitCode, kind, title, content, publishedOn, answerBy, by, offers, matched, closed } = demo;
  const columns = { firmId, unitCode, kind, title, content, budgetFen: fen(demo.budgetWan) };
  const published = { ...columns, answerBy, publishedOn };
  const createdAt = shanghaiTime(publishedOn, PUBLISHED_HOUR, 20);
  const stage = closed !== null ? 'closed' : matched !== null ? 'matched' : 'open';
  const changes = [...offers, matched, closed, demo.projectId].filter((one) => one !== null).length;
  const { id } = tx
    .insert(need)
    .values({
      ...published,
      stage,
      closedReason: closed?.reason ?? null,
      projectId: demo.projectId,
      createdAt,
      createdBy: idOf(users, by),
      version: 1 + changes,
    })
    .returning({ id: need.id })
    .get();
  const entry: EntryOf = (at, actor, action, after) => ({
    ...{ at, actor, action, entity: 'need', entityId: String(id), after: { ...after } },
  });
  const log = [entry(createdAt, by, 'need.publish', { ...published, needStage: 'open' })];
  const offerIds = offers.map(({ wan: price, ...answer }) => {
    const recordedAt = shanghaiTime(answer.on, RECORDED_HOUR, 5);
    const values = { ...answer, priceFen: fen(price) };
    log.push(entry(recordedAt, HANDLER, 'need.offer', values));
    const recorded = { needId: id, recordedBy: idOf(users, HANDLER), recordedAt };
    return tx
      .insert(needOffer)
      .values({ ...values, ...recorded })
      .returning({ id: needOffer.id })
      .get().id;
  });
  const offerId = matched === null ? null : (offerIds[matched.offer] ?? null);
  tx.update(need).set({ offerId }).where(eq(need.id, id)).run();
  return [...log, ...endLog(demo, offerId, entry)];
}

const BECAME: readonly { kind: NeedKind; wan: string }[] = [
  { kind: 'diagnosis', wan: '15' },
  { kind: 'technology', wan: '180' },
];

/** Needs that two of the demo's newest projects with a provider came of. */
function becameProjects(tx: WriteTx): Resolved[] {
  const rows = tx
    .select()
    .from(project)
    .where(
      and(isNotNull(project.providerId), isNull(project.stoppedOn), gte(project.willingOn, '2026-01-01')),
    )
    .orderBy(asc(project.willingOn), asc(project.id))
    .all();
  return BECAME.flatMap(({ kind, wan: budgetWan }, nth): Resolved[] => {
    const row = rows.at(-1 - nth);
    if (!row?.providerId || !row.willingOn) return [];
    const { id, firmId, unitCode, name, providerId, willingOn } = row;
    const publishedOn = addDays(willingOn, -ROUND_DAYS);
    const answer = {
      providerId,
      on: addDays(publishedOn, 12),
      content: '按需求内容提供全流程服务，价格含税。',
    };
    return [
      {
        ...{ firmId, unitCode, kind, publishedOn, budgetWan, projectId: id, closed: null },
        title: `${name}${NEED_KIND_LABELS[kind]}需求`,
        content: `拟实施“${name}”，求${NEED_KIND_LABELS[kind]}服务，要求有同行业业绩。`,
        answerBy: addDays(publishedOn, 30),
        by: countyUsername(unitCode),
        offers: [{ ...answer, wan: budgetWan }],
        matched: { offer: 0, on: willingOn, by: HANDLER },
      },
    ];
  });
}

/**
 * Writes the needs of the demo with their answers, after its firms, providers and projects.
 * @returns the audit rows that belong to them
 */
export function insertNeeds(tx: WriteTx, known: KnownIds): PendingAudit[] {
  const named = demoNeeds().map(({ firm, offers, ...demo }) => ({
    ...demo,
    firmId: idOf(known.beneficiaries, firm),
    offers: offers.map(({ provider, ...rest }) => ({
      ...rest,
      providerId: idOf(known.beneficiaries, provider),
    })),
    projectId: null,
  }));
  const all: Resolved[] = [...named, ...becameProjects(tx)];
  return all
    .sort((a, b) => a.publishedOn.localeCompare(b.publishedOn))
    .flatMap((demo) => insertNeed(tx, demo, known));
}
