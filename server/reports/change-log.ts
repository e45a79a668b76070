import { and, asc, eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { auditLog, reportDecision, reportRevision, user } from '../../db/schema.ts';
import { requireUnit } from '../http/params.ts';
import { EMPTY_FIGURES, FIGURE_FIELDS, type Figures } from '../rules/figures.ts';
import { entityId, findReport, type ReportRow } from './guards.ts';
import { figuresOf } from './revisions.ts';
import type { FieldChange, ReportChangesReply } from './schema.ts';
import { requireVisible, type Scope, seesDrafts } from './scope.ts';

/** The figures as they stood after one save or submission. */
interface Snapshot {
  at: string;
  by: string;
  revision: number | null;
  figures: Figures;
}

/** Audit actions whose `after` is a whole working copy. */
const DRAFT_ACTIONS = ['report.save_draft', 'report.import', 'report.ask_sign_off'];
/** Saves of one person that follow each other within this time are one change. */
const RUN_MS = 10 * 60_000;
const CHOICES = [
  'note',
  'source',
  'energyScope',
  'feedstockDeducted',
  'renewablesDeducted',
  'edition',
] as const;

function savedDrafts(db: ReadDb, row: ReportRow): Snapshot[] {
  return db
    .select({ at: auditLog.at, after: auditLog.after, name: user.displayName, username: auditLog.actorName })
    .from(auditLog)
    .leftJoin(user, eq(user.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.entity, 'report'),
        eq(auditLog.entityId, entityId(row)),
        inArray(auditLog.action, DRAFT_ACTIONS),
      ),
    )
    .orderBy(asc(auditLog.id))
    .all()
    .map(({ at, after, name, username }) => ({
      at,
      by: name ?? username,
      revision: null,
      // an older draft may lack fields that were added since
      figures: { ...EMPTY_FIGURES, ...(JSON.parse(after ?? '{}') as Partial<Figures>) },
    }));
}

function submissions(db: ReadDb, row: ReportRow): Snapshot[] {
  const submitter = alias(user, 'submitter');
  return db
    .select({ revision: reportRevision, by: submitter.displayName })
    .from(reportRevision)
    .innerJoin(submitter, eq(submitter.id, reportRevision.submittedBy))
    .where(eq(reportRevision.reportId, row.id))
    .orderBy(asc(reportRevision.revision))
    .all()
    .map(({ revision, by }) => ({
      at: revision.submittedAt,
      by,
      revision: revision.revision,
      figures: figuresOf(revision),
    }));
}

function approvedRevisions(db: ReadDb, row: ReportRow): Set<number | null> {
  const approved = and(eq(reportDecision.reportId, row.id), eq(reportDecision.outcome, 'approved'));
  const rows = db.select({ revision: reportDecision.revision }).from(reportDecision).where(approved).all();
  return new Set(rows.map(({ revision }) => revision));
}

/** Whether a save is only a step on the way of the next one: the same person, shortly after, nothing submitted. */
function isPassing(one: Snapshot, next: Snapshot | undefined): boolean {
  if (!next || one.revision !== null || next.revision !== null || one.by !== next.by) return false;
  return Date.parse(next.at) - Date.parse(one.at) <= RUN_MS;
}

const blankAsNull = (text: string | null | undefined) => (text === '' || text === undefined ? null : text);

function changesBetween(before: Figures, now: Snapshot): FieldChange[] {
  const { at, by, revision, figures } = now;
  const who = { at, by, revision };
  const changes: FieldChange[] = [];
  const compare = (
    field: FieldChange['field'],
    aspect: FieldChange['aspect'],
    from: string | null | undefined,
    to: string | null | undefined,
  ) => {
    const [a, b] = [blankAsNull(from), blankAsNull(to)];
    if (a !== b) changes.push({ field, aspect, from: a, to: b, ...who });
  };
  for (const field of FIGURE_FIELDS) {
    compare(field, 'value', before[field], figures[field]);
    compare(field, 'comment', before.comments[field], figures.comments[field]);
    compare(field, 'absent', before.absent[field], figures.absent[field]);
  }
  for (const choice of CHOICES) compare(choice, 'value', before[choice], figures[choice]);
  return changes;
}

/** What successive versions changed, oldest first; a report begins empty. */
function fieldChanges(snapshots: readonly Snapshot[]): FieldChange[] {
  const telling = snapshots.filter((one, index) => !isPassing(one, snapshots[index + 1]));
  return telling.flatMap((now, index) => changesBetween(telling[index - 1]?.figures ?? EMPTY_FIGURES, now));
}

/** The change log of a report by field. Who sees no drafts sees what differs between approved revisions only. */
export function reportChanges(
  db: ReadDb,
  scope: Scope,
  { unitCode, period }: { unitCode: string; period: string },
): ReportChangesReply {
  requireUnit(db, unitCode);
  requireVisible(scope, unitCode);
  const row = findReport(db, unitCode, period);
  if (!row) return { unitCode, period, changes: [] };
  const submitted = submissions(db, row);
  if (seesDrafts(scope, unitCode)) {
    const all = [...submitted, ...savedDrafts(db, row)];
    const inOrder = all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    return { unitCode, period, changes: fieldChanges(inOrder) };
  }
  const approved = approvedRevisions(db, row);
  const snapshots = submitted.filter(({ revision }) => approved.has(revision));
  return { unitCode, period, changes: fieldChanges(snapshots) };
}
