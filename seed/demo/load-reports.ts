import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import {
  feedback,
  feedbackRow,
  report,
  reportDecision,
  reportEvent,
  reportRevision,
} from '../../db/schema.ts';
import { FIGURE_FIELDS, type Figures } from '../../server/rules/figures.ts';
import { countyUsername, DEMO_ACCOUNTS } from './accounts.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import type { DemoDecision, DemoReport } from './reports.ts';

/** Who files for a unit: its officer, or the bureau for 全市. */
function submitterOf(unitCode: string): string {
  const officer = countyUsername(unitCode);
  return DEMO_ACCOUNTS.some(({ username }) => username === officer) ? officer : 'bureau';
}

/** State of the report after everything that happened to it. */
function reportRow({ unitCode, period, revisions, releases }: DemoReport): typeof report.$inferInsert {
  const approved = revisions.findLastIndex(({ decision }) => decision?.outcome === 'approved') + 1;
  const decisions = revisions.filter(({ decision }) => decision !== null).length;
  const released = releases.at(-1);
  return {
    unitCode,
    period,
    status: revisions.at(-1)?.decision?.outcome ?? 'submitted',
    version: revisions.length + decisions,
    latestRevision: revisions.length,
    approvedRevision: approved === 0 ? null : approved,
    releasedRevision: released?.revision ?? null,
    releasedAt: released?.at ?? null,
  };
}

function decisionEntry(
  entityId: string,
  revision: number,
  approvedBefore: number | null,
  { outcome, reason, decidedAt }: DemoDecision,
): PendingAudit {
  const approvedRevision = outcome === 'approved' ? revision : approvedBefore;
  return {
    at: decidedAt,
    actor: 'bureau',
    action: outcome === 'approved' ? 'report.approve' : 'report.return',
    entity: 'report',
    entityId,
    before: { status: 'submitted', approvedRevision: approvedBefore },
    after: { status: outcome, revision, approvedRevision, reason },
  };
}

/** The fed-back table whose line these figures repeat as it stands; null where they differ or none was entered. */
function confirmedFeedback(tx: WriteTx, { unitCode, period }: DemoReport, figures: Figures): number | null {
  const found = tx
    .select({ row: feedbackRow })
    .from(feedbackRow)
    .innerJoin(feedback, eq(feedback.id, feedbackRow.feedbackId))
    .where(and(eq(feedback.period, period), eq(feedbackRow.unitCode, unitCode)))
    .get();
  const isSame = found !== undefined && FIGURE_FIELDS.every((field) => found.row[field] === figures[field]);
  return isSame ? found.row.feedbackId : null;
}

/** Writes a report with its revisions and decisions. */
function insertReport(tx: WriteTx, ids: UserIds, demo: DemoReport): PendingAudit[] {
  const { id: reportId } = tx.insert(report).values(reportRow(demo)).returning({ id: report.id }).get();
  const submitter = submitterOf(demo.unitCode);
  const entityId = `${demo.unitCode}/${demo.period}`;
  const log: PendingAudit[] = [];
  let before: Figures | null = null;
  let approvedRevision: number | null = null;
  for (const [index, { figures, flags, submittedAt, decision }] of demo.revisions.entries()) {
    const revision = index + 1;
    const submittedBy = idOf(ids, submitter);
    tx.insert(reportRevision)
      .values({
        reportId,
        revision,
        ...figures,
        flags: JSON.stringify(flags),
        submittedAt,
        submittedBy,
        feedbackId: confirmedFeedback(tx, demo, figures),
      })
      .run();
    const submission = { entity: 'report', entityId, before, after: { revision, ...figures } };
    log.push({ at: submittedAt, actor: submitter, action: 'report.submit', ...submission });
    before = figures;
    if (decision === null) continue;
    tx.insert(reportDecision)
      .values({ reportId, revision, ...decision, decidedBy: idOf(ids, 'bureau') })
      .run();
    log.push(decisionEntry(entityId, revision, approvedRevision, decision));
    if (decision.outcome === 'approved') approvedRevision = revision;
  }
  for (const { revision, at } of demo.releases) {
    const by = idOf(ids, 'bureau');
    tx.insert(reportEvent).values({ reportId, kind: 'released', revision, at, by }).run();
  }
  return log;
}

/** One log row per period and moment of release: several reports become public at once. */
function releaseEntries(reports: readonly DemoReport[]): PendingAudit[] {
  const released = reports.flatMap(({ unitCode, period, releases }) =>
    releases.map(({ revision, at }, index) => ({
      period,
      at,
      before: { unitCode, releasedRevision: releases[index - 1]?.revision ?? null },
      after: { unitCode, releasedRevision: revision },
    })),
  );
  const moments = new Set(released.map(({ period, at }) => `${period} ${at}`));
  return [...moments].map((moment) => {
    const rows = released.filter(({ period, at }) => `${period} ${at}` === moment);
    const [entityId = '', at = ''] = moment.split(' ');
    return {
      at,
      actor: 'bureau',
      action: 'period.release',
      entity: 'period',
      entityId,
      before: rows.map(({ before }) => before),
      after: rows.map(({ after }) => after),
    };
  });
}

/** Writes all reports of the demo; returns the audit rows that belong to them. */
export function insertReports(tx: WriteTx, ids: UserIds, reports: readonly DemoReport[]): PendingAudit[] {
  return [...reports.flatMap((demo) => insertReport(tx, ids, demo)), ...releaseEntries(reports)];
}
