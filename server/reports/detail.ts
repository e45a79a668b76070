import { and, asc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { ReadDb } from '../../db/open.ts';
import { reportDecision, reportEvent, reportRevision, user } from '../../db/schema.ts';
import { differencesBetween } from '../feedback/differences.ts';
import type { FeedbackLine } from '../feedback/feedback.ts';
import { requireUnit } from '../http/params.ts';
import { deadlineOf } from '../periods/deadlines.ts';
import { dueFields } from '../rules/collection.ts';
import { periodLabel } from '../rules/periods.ts';
import { can, mayWriteReport, type Viewer } from '../rules/permissions.ts';
import type { Flag } from '../rules/report-checks.ts';
import { returnText } from '../rules/return-reasons.ts';
import { isCityCode } from '../rules/units.ts';
import { needsSignOff } from './changes.ts';
import { approvedStatus, draftOf, findReport, type ReportRow } from './guards.ts';
import { messagesOf } from './messages.ts';
import { collectedFor, referencesOf } from './references.ts';
import { figuresOf } from './revisions.ts';
import type { ReportDetail, ReportFeedback, ReportHistoryReply, Revision } from './schema.ts';
import { requireVisible, type Scope, scopeOf, seesDrafts } from './scope.ts';
import { holdsSignOff, isFirstPerson, lastAsked } from './sign-off.ts';

/** Who opens a report: what the role and the units allow, and the person, for four eyes. */
export type Reader = Viewer & { userId: number };

/** Revisions with their decisions, oldest first; those never approved only for who may see drafts. */
export function revisionsOf(db: ReadDb, scope: Scope, row: ReportRow): Revision[] {
  const decider = alias(user, 'decider');
  const signer = alias(user, 'signer');
  const rows = db
    .select({
      revision: reportRevision,
      submittedBy: user.displayName,
      signedOffBy: signer.displayName,
      decision: reportDecision,
      decidedBy: decider.displayName,
    })
    .from(reportRevision)
    .innerJoin(user, eq(user.id, reportRevision.submittedBy))
    .leftJoin(signer, eq(signer.id, reportRevision.signedOffBy))
    .leftJoin(
      reportDecision,
      and(eq(reportDecision.reportId, row.id), eq(reportDecision.revision, reportRevision.revision)),
    )
    .leftJoin(decider, eq(decider.id, reportDecision.decidedBy))
    .where(eq(reportRevision.reportId, row.id))
    .orderBy(asc(reportRevision.revision))
    .all();
  return rows
    .filter((entry) => seesDrafts(scope, row.unitCode) || entry.decision?.outcome === 'approved')
    .map((entry) => ({
      revision: entry.revision.revision,
      figures: figuresOf(entry.revision),
      flags: JSON.parse(entry.revision.flags) as Flag[],
      submittedAt: entry.revision.submittedAt,
      submittedBy: entry.submittedBy,
      signedOffBy: entry.signedOffBy,
      feedbackId: entry.revision.feedbackId,
      decision: entry.decision && {
        outcome: entry.decision.outcome,
        reason: returnText(entry.decision.reasonIds, entry.decision.reason ?? '') || null,
        reasonIds: entry.decision.reasonIds,
        decidedAt: entry.decision.decidedAt,
        decidedBy: entry.decidedBy ?? '',
      },
      released: entry.revision.revision === row.releasedRevision,
    }));
}

function feedbackPart(line: FeedbackLine | null, newest: Revision | undefined): ReportFeedback | null {
  if (!line) return null;
  const { id, document, documentDate, enteredOn, edition, energyScope, feedstockDeducted } = line.head;
  return {
    id,
    document,
    documentDate,
    enteredOn,
    edition,
    energyScope,
    feedstockDeducted,
    renewablesDeducted: line.head.renewablesDeducted,
    figures: line.figures,
    differs: newest !== undefined && differencesBetween(newest.figures, line.figures).length > 0,
  };
}

interface Opened {
  unitCode: string;
  row: ReportRow | undefined;
  open: boolean;
  mayWrite: boolean;
}

const isEditable = (row: ReportRow | undefined) =>
  row === undefined || row.status === 'draft' || row.status === 'returned';

function signOffPart(db: ReadDb, reader: Reader, opened: Opened): ReportDetail['signOff'] {
  const { unitCode, row, open, mayWrite } = opened;
  const required = needsSignOff(db, unitCode);
  const signing = row?.status === 'signing';
  if (!required && !signing) return null;
  const asked = row && signing ? lastAsked(db, row.id) : undefined;
  const asker = asked?.by == null ? undefined : db.select().from(user).where(eq(user.id, asked.by)).get();
  const isSecond =
    row !== undefined && holdsSignOff(db, reader.userId, unitCode) && !isFirstPerson(db, row, reader.userId);
  return {
    required,
    mayAsk: required && open && mayWrite && isEditable(row),
    maySign: signing && open && mayWrite && isSecond,
    askedBy: asker?.displayName ?? null,
    askedAt: asked?.at ?? null,
  };
}

/** The working copy with its time and author, for those who see drafts. */
function draftPart(db: ReadDb, row: ReportRow | undefined) {
  const by = row?.draftBy == null ? undefined : db.select().from(user).where(eq(user.id, row.draftBy)).get();
  return {
    draft: row ? draftOf(row) : null,
    draftSavedAt: row?.draftSavedAt ?? null,
    draftBy: by?.displayName ?? null,
  };
}

const NO_DRAFT = { draft: null, draftSavedAt: null, draftBy: null };

/** What this person may do with the report now. */
function rights(reader: Reader, { row, open, mayWrite }: Opened, drafts: boolean) {
  const mayDecide = can(reader.role, 'reports.decide');
  const waits = row?.status === 'signing' || row?.status === 'submitted';
  return {
    mayWrite,
    mayDecide,
    mayWithdraw: mayWrite && open && waits,
    mayReopen: row?.status === 'approved' && (mayDecide || (mayWrite && open)),
    mayMessage: row !== undefined && drafts,
  };
}

/** Everything the entry and the review page need about one report, as far as the reader may see it. */
export function reportDetail(
  db: ReadDb,
  reader: Reader,
  asked: { unitCode: string; period: string; today: string },
): ReportDetail {
  const { unitCode, period, today } = asked;
  const scope = scopeOf(reader);
  const unit = requireUnit(db, unitCode);
  requireVisible(scope, unitCode);
  const row = findReport(db, unitCode, period);
  const drafts = seesDrafts(scope, unitCode);
  const { state, basis, ...deadline } = deadlineOf(db, unitCode, period, today);
  const open = state === 'open';
  const opened = { unitCode, row, open, mayWrite: mayWriteReport(reader, unitCode) };
  const { plan, feedback, ruleSet } = collectedFor(db, unitCode, period, today);
  const revisions = row ? revisionsOf(db, scope, row) : [];
  return {
    unitCode,
    unitName: unit.name,
    isCity: isCityCode(unitCode),
    period,
    label: periodLabel(period),
    ...deadline,
    dueBasis: basis,
    periodState: state,
    today,
    reportable: open,
    ruleSet,
    plan: { dueFields: dueFields(plan, period), intensityWayIn: plan.intensity.wayIn },
    feedback: drafts ? feedbackPart(feedback, revisions.at(-1)) : null,
    signOff: drafts ? signOffPart(db, reader, opened) : null,
    status: drafts ? (row?.status ?? null) : approvedStatus(row),
    version: row?.version ?? 0,
    approvedRevision: row?.approvedRevision ?? null,
    releasedRevision: row?.releasedRevision ?? null,
    releasedAt: row?.releasedAt ?? null,
    ...(drafts ? draftPart(db, row) : NO_DRAFT),
    messages: messagesOf(db, scope, row),
    revisions,
    ...referencesOf(db, scope, unitCode, period),
    ...rights(reader, opened, drafts),
  };
}

type HistoryEvent = ReportHistoryReply['events'][number];

function releaseEvents(db: ReadDb, row: ReportRow): HistoryEvent[] {
  return db
    .select({ at: reportEvent.at, by: user.displayName, revision: reportEvent.revision })
    .from(reportEvent)
    .leftJoin(user, eq(user.id, reportEvent.by))
    .where(and(eq(reportEvent.reportId, row.id), eq(reportEvent.kind, 'released')))
    .all()
    .map(({ at, by, revision }) => ({
      at,
      by: by ?? '市工信局',
      action: 'released',
      revision: revision ?? 0,
      reason: null,
    }));
}

/** Submission and decision of each revision. */
function revisionEvents(revision: Revision): HistoryEvent[] {
  const { submittedAt: at, submittedBy: by, decision } = revision;
  const submitted: HistoryEvent = {
    at,
    by,
    action: 'submitted',
    revision: revision.revision,
    reason: null,
  };
  if (!decision) return [submitted];
  const { outcome: action, reason } = decision;
  return [
    submitted,
    { at: decision.decidedAt, by: decision.decidedBy, action, revision: revision.revision, reason },
  ];
}

/** What was submitted, decided and released of a report, oldest first. */
export function reportHistory(
  db: ReadDb,
  viewer: Viewer,
  unitCode: string,
  period: string,
): ReportHistoryReply {
  const scope = scopeOf(viewer);
  requireUnit(db, unitCode);
  requireVisible(scope, unitCode);
  const row = findReport(db, unitCode, period);
  const revisions = row ? revisionsOf(db, scope, row) : [];
  const events = [...revisions.flatMap(revisionEvents), ...(row ? releaseEvents(db, row) : [])];
  return { unitCode, period, events: events.sort((a, b) => a.at.localeCompare(b.at)), revisions };
}
