import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { caseFile, disbursement, project, subsidyCaseEvent, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { handlesCases } from '../rules/case-steps.ts';
import { ledgerUnitsOf } from '../rules/ledger-scope.ts';
import { scopeHas, type Viewer } from '../rules/permissions.ts';
import { caseFunding } from '../rules/subsidies/case-result.ts';
import { type AwardResult, SUBSIDY_RULES_VERSION } from '../rules/subsidies/model.ts';
import { resolve } from '../rules/subsidies/resolve.ts';
import { isSameMatter, stillDueFen } from '../rules/subsidies/same-matter.ts';
import { trace } from '../rules/subsidies/trace.ts';
import type { Facts } from '../rules/subsidies/vocabulary.ts';
import { type CaseEntry, type CaseView, findEntry, listEntries, summaryOf } from './list.ts';
import type { CaseRow } from './record.ts';
import type { CaseDetail } from './schema.ts';
import { type CaseScope, EVERY_CASE, seesStage, seesUnit } from './scope.ts';

/** A case this scope may see: 404 where there is none, it is somebody else's, or for a leader not decided yet. */
export function requireEntry(db: ReadDb, scope: CaseScope, id: number): CaseEntry {
  const entry = findEntry(db, id);
  const seen = entry && seesUnit(scope, entry.row.unitCode) && seesStage(scope, entry.row.stage);
  if (!seen) throw notFound('奖补事项');
  return entry;
}

const claimOf = ({ awardId, facts, projectId }: CaseRow) => ({
  awardId,
  facts: JSON.parse(facts) as Facts,
  projectId,
});

/** Other live cases of the same beneficiary for the same matter (同一事项); none where each is a matter of its own. */
export function sameMatterEntries(db: ReadDb, scope: CaseScope, row: CaseRow): CaseEntry[] {
  const own = claimOf(row);
  return listEntries(db, scope, { beneficiaryId: row.beneficiaryId }).filter(
    ({ row: other }) =>
      other.id !== row.id && other.stage !== 'cancelled' && isSameMatter(own, claimOf(other)),
  );
}

/** What is still due on a case after the awards of the same matter, also those this viewer does not see. */
function dueFenOf(db: ReadDb, row: CaseRow): number | null {
  if (row.stage === 'cancelled') return null;
  return stillDueFen(
    row,
    sameMatterEntries(db, EVERY_CASE, row).map((other) => other.row),
  );
}

function eventsOf(db: ReadDb, caseId: number): CaseDetail['events'] {
  return db
    .select({ event: subsidyCaseEvent, by: user.displayName })
    .from(subsidyCaseEvent)
    .leftJoin(user, eq(user.id, subsidyCaseEvent.by))
    .where(eq(subsidyCaseEvent.caseId, caseId))
    .orderBy(asc(subsidyCaseEvent.id))
    .all()
    .map(({ event, by }) => ({
      id: event.id,
      step: event.step,
      fromStage: event.fromStage,
      toStage: event.toStage,
      at: event.at,
      by,
      note: event.note,
      data: event.data === null ? null : JSON.parse(event.data),
    }));
}

function paymentsOf(db: ReadDb, caseId: number): CaseDetail['payments'] {
  return db
    .select({
      id: disbursement.id,
      paidOn: disbursement.paidOn,
      amountFen: disbursement.amountFen,
      voucher: disbursement.voucher,
      recordedBy: user.displayName,
    })
    .from(disbursement)
    .innerJoin(user, eq(user.id, disbursement.recordedBy))
    .where(eq(disbursement.caseId, caseId))
    .orderBy(asc(disbursement.paidOn), asc(disbursement.id))
    .all();
}

/** Without the contents, which are read one by one. */
function filesOf(db: ReadDb, caseId: number): CaseDetail['files'] {
  return db
    .select({
      id: caseFile.id,
      name: caseFile.name,
      mediaType: caseFile.mediaType,
      sizeBytes: caseFile.sizeBytes,
      uploadedBy: user.displayName,
      uploadedAt: caseFile.uploadedAt,
    })
    .from(caseFile)
    .innerJoin(user, eq(user.id, caseFile.uploadedBy))
    .where(eq(caseFile.caseId, caseId))
    .orderBy(asc(caseFile.id))
    .all();
}

/**
 * The kept result in readable words: it is not evaluated anew, so that an old case explains itself as it was. Who else
 * has an award for the matter is added where the rules are still those of then.
 */
function traceTextOf(row: CaseRow): string {
  const facts = JSON.parse(row.facts) as Facts;
  const results = [JSON.parse(row.trace) as AwardResult];
  const alone = resolve(results, { received: facts.received ?? [] });
  const funding = row.rulesVersion === SUBSIDY_RULES_VERSION ? caseFunding({ ...row, facts }) : null;
  const resolved =
    funding === null ? alone : { ...alone, funding: [funding], remainingFen: funding.remainingFen };
  return trace({ facts, date: row.eventDate, results, resolved, all: true });
}

function displayNameOf(db: ReadDb, userId: number | null): string | null {
  if (userId === null) return null;
  return db.select({ name: user.displayName }).from(user).where(eq(user.id, userId)).get()?.name ?? null;
}

/** The project it was opened from, where this viewer may know of it: 措施一 may be paid elsewhere than where the firm is. */
function projectIdFor(db: ReadDb, viewer: Viewer, { projectId }: CaseRow): number | null {
  if (projectId === null) return null;
  const of = db.select({ unitCode: project.unitCode }).from(project).where(eq(project.id, projectId)).get();
  return of && scopeHas(ledgerUnitsOf(viewer), of.unitCode) ? projectId : null;
}

type Grounds = Pick<CaseDetail, 'facts' | 'trace' | 'traceText' | 'events' | 'files'>;

/** What the case rests on; for whoever does not handle cases only which steps were taken when. */
function groundsOf(db: ReadDb, view: CaseView, row: CaseRow): Grounds {
  const events = eventsOf(db, row.id);
  if (!handlesCases(view.viewer)) {
    const bare = events.map((event) => ({ ...event, note: null, data: null }));
    return { facts: null, trace: null, traceText: null, events: bare, files: [] };
  }
  return {
    facts: JSON.parse(row.facts),
    trace: JSON.parse(row.trace),
    traceText: traceTextOf(row),
    events,
    files: filesOf(db, row.id),
  };
}

/** Everything about one case this viewer may know. */
export function caseDetail(db: ReadDb, view: CaseView, id: number): CaseDetail {
  const entry = requireEntry(db, view.scope, id);
  const { row } = entry;
  return {
    ...summaryOf(entry, view),
    ...groundsOf(db, view, row),
    rulesVersion: row.rulesVersion,
    approvalDocument: row.approvalDocument,
    amountReason: row.amountReason,
    funding: row.funding === null ? null : JSON.parse(row.funding),
    noticeFrom: row.noticeFrom,
    noticeTo: row.noticeTo,
    handledBy: displayNameOf(db, row.handledBy),
    certificateId: row.certificateId,
    projectId: projectIdFor(db, view.viewer, row),
    dueFen: dueFenOf(db, row),
    sameMatter: sameMatterEntries(db, view.scope, row).map((other) => summaryOf(other, view)),
    payments: paymentsOf(db, id),
  };
}
