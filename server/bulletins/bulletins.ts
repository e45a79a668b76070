import { and, asc, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { bulletin, bulletinEvent, user } from '../../db/schema.ts';
import { anyRuleSetById } from '../grading/current.ts';
import { notFound } from '../http/errors.ts';
import { bulletinParagraphs } from '../rules/bulletin-text/bulletin-text.ts';
import type { ParagraphId } from '../rules/bulletin-text/paragraphs.ts';
import { defaultRuleSet } from '../rules/grading.ts';
import { isReportable, periodLabel, planPeriods } from '../rules/periods.ts';
import { can, type Role } from '../rules/permissions.ts';
import { revisedSince } from './revised.ts';
import type { BULLETIN_EVENTS, BulletinListReply, BulletinReply, BulletinSnapshot } from './schema.ts';
import { faultMessage, isDamaged, periodFault, readSnapshot, releasedPeriods } from './snapshot.ts';

/** Who looks at bulletins, and on which business date. */
export interface BulletinView {
  userId: number;
  role: Role;
  today: string;
}

export type BulletinRow = typeof bulletin.$inferSelect;
export type Texts = Partial<Record<ParagraphId, string>>;

export const writesBulletins = (view: BulletinView) => can(view.role, 'bulletins.write');

/** '2026年第3期'; null until signed. */
export function numberText({ numberYear, numberSeq }: BulletinRow): string | null {
  return numberYear === null || numberSeq === null ? null : `${numberYear}年第${numberSeq}期`;
}

function entries(db: ReadDb) {
  const signer = alias(user, 'signer');
  return db
    .select({ row: getTableColumns(bulletin), draftedBy: user.displayName, signedBy: signer.displayName })
    .from(bulletin)
    .innerJoin(user, eq(user.id, bulletin.draftedBy))
    .leftJoin(signer, eq(signer.id, bulletin.signedBy));
}
export type BulletinEntry = ReturnType<ReturnType<typeof entries>['all']>[number];

/** Signed, also where it was withdrawn afterwards (已作废): readers keep what they were sent. */
const isPublic = ({ signedAt }: BulletinRow) => signedAt !== null;

/** Whether this person drafted a bulletin, wrote in it or took its figures anew. */
export function hasWritten(db: ReadDb, bulletinId: number, userId: number): boolean {
  const { step, by } = bulletinEvent;
  const own = and(
    eq(bulletinEvent.bulletinId, bulletinId),
    eq(by, userId),
    inArray(step, ['drafted', 'edited', 'refreshed']),
  );
  return db.select().from(bulletinEvent).where(own).limit(1).get() !== undefined;
}

/**
 * One bulletin with the names of who drafted and signed it.
 * @throws AppError 404 where there is none, or the viewer sees signed ones only and it never was
 */
export function requireBulletin(db: ReadDb, view: BulletinView, id: number): BulletinEntry {
  const entry = entries(db).where(eq(bulletin.id, id)).get();
  if (!entry || !(writesBulletins(view) || isPublic(entry.row))) throw notFound('通报');
  return entry;
}

function differences(db: ReadDb, view: BulletinView, snapshot: BulletinSnapshot) {
  const ruleSet = anyRuleSetById(db, snapshot.ruleSet.id) ?? defaultRuleSet();
  return revisedSince(db, snapshot, { today: view.today, ruleSet });
}

function rowOf({ row, draftedBy, signedBy }: BulletinEntry) {
  return {
    id: row.id,
    period: row.period,
    label: periodLabel(row.period),
    stage: row.stage,
    title: row.title,
    number: numberText(row),
    takenAt: row.takenAt,
    draftedBy,
    signedAt: row.signedAt,
    signedBy,
  };
}

/** The bulletins this viewer may see, and for the bureau the periods one can be drafted for. */
export function listBulletins(db: ReadDb, view: BulletinView): BulletinListReply {
  const rows = entries(db).orderBy(desc(bulletin.id)).all();
  const writes = writesBulletins(view);
  const released = releasedPeriods(db);
  const periods = planPeriods().filter((period) => isReportable(period, view.today));
  return {
    bulletins: rows
      .filter(({ row }) => writes || isPublic(row))
      .map((entry) => ({
        ...rowOf(entry),
        revisedSince: isDamaged(entry.row) ? null : differences(db, view, readSnapshot(entry.row)).length,
      })),
    periods: writes
      ? periods.toReversed().map((period) => {
          const fault = periodFault(released, period);
          return { period, label: periodLabel(period), reason: fault && faultMessage(fault) };
        })
      : [],
  };
}

/** The paragraphs as written from the snapshot, and as they are printed. */
export function paragraphsOf(row: BulletinRow): BulletinReply['paragraphs'] {
  const texts = JSON.parse(row.texts) as Texts;
  return bulletinParagraphs(readSnapshot(row)).map(({ id, heading, text }) => ({
    id,
    heading,
    generated: text,
    text: texts[id] ?? text,
  }));
}

function mayOf({ row }: BulletinEntry, view: BulletinView, isWriter: boolean): BulletinReply['may'] {
  const writes = writesBulletins(view);
  return {
    edit: writes && row.stage === 'draft',
    submit: writes && row.stage === 'draft',
    sign: writes && row.stage === 'review' && !isWriter,
    sendBack: writes && row.stage === 'review',
    withdraw: writes && row.stage !== 'withdrawn' && !(row.stage === 'signed' && isWriter),
    refresh: writes && row.stage === 'draft',
  };
}

/** One bulletin. @throws AppError 404 */
export function bulletinDetail(db: ReadDb, view: BulletinView, id: number): BulletinReply {
  const entry = requireBulletin(db, view, id);
  const snapshot = readSnapshot(entry.row);
  const events = db
    .select({
      step: bulletinEvent.step,
      at: bulletinEvent.at,
      by: user.displayName,
      note: bulletinEvent.note,
    })
    .from(bulletinEvent)
    .innerJoin(user, eq(user.id, bulletinEvent.by))
    .where(eq(bulletinEvent.bulletinId, id))
    .orderBy(asc(bulletinEvent.id))
    .all();
  const writes = writesBulletins(view);
  const ownDraft = hasWritten(db, id, view.userId);
  return {
    ...rowOf(entry),
    version: entry.row.version,
    snapshotHash: entry.row.snapshotHash,
    snapshot,
    paragraphs: paragraphsOf(entry.row),
    revisedSince: differences(db, view, snapshot),
    // how it was argued over before signing stays with the bureau
    events: events
      .map((event) => ({ ...event, step: event.step as (typeof BULLETIN_EVENTS)[number] }))
      .filter(({ step }) => writes || step === 'signed' || step === 'withdrawn'),
    may: mayOf(entry, view, ownDraft),
    ownDraft,
  };
}
