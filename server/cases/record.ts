import { and, desc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { ReadDb, WriteTx } from '../../db/open.ts';
import { subsidyCase, subsidyCaseEvent } from '../../db/schema.ts';
import { shanghaiDate } from '../http/clock.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import type { CaseStep } from '../rules/case-steps.ts';
import type { AwardResult } from '../rules/subsidies/model.ts';
import { SUBSIDY_RULES_VERSION } from '../rules/subsidies/model.ts';
import type { Facts } from '../rules/subsidies/vocabulary.ts';

export type CaseRow = typeof subsidyCase.$inferSelect;

/** What happened to a case: its event row and its audit row, in the transaction of the change itself. */
export interface CaseHappening {
  caseId: number;
  /** a step of case-steps.ts, or `open`, `apply`, `flag`, `file` */
  step: string;
  fromStage: CaseRow['stage'] | null;
  toStage: CaseRow['stage'];
  note: string | null;
  data: Record<string, unknown> | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

export function recordCase(tx: WriteTx, happening: CaseHappening, actor: Actor): void {
  const { caseId, step, fromStage, toStage, note, data } = happening;
  tx.insert(subsidyCaseEvent)
    .values({
      caseId,
      step,
      fromStage,
      toStage,
      at: actor.at,
      by: actor.id,
      note,
      data: data === null ? null : JSON.stringify(data),
    })
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: `case.${step}`,
    entity: 'subsidy_case',
    entityId: String(caseId),
    before: happening.before ?? (fromStage === null ? null : { stage: fromStage }),
    after: { stage: toStage, note, ...data, ...happening.after },
  });
}

/**
 * Business date on which a step was last taken: `on` of its event, which real time does not tell where the business date
 * is pinned; of an event without one, the Shanghai date it was recorded. null where it never was.
 */
export function lastStepDate(db: ReadDb | WriteTx, caseId: number, step: CaseStep): string | null {
  const event = db
    .select({ at: subsidyCaseEvent.at, data: subsidyCaseEvent.data })
    .from(subsidyCaseEvent)
    .where(and(eq(subsidyCaseEvent.caseId, caseId), eq(subsidyCaseEvent.step, step)))
    .orderBy(desc(subsidyCaseEvent.id))
    .get();
  if (!event) return null;
  const { on } = (event.data === null ? {} : JSON.parse(event.data)) as { on?: unknown };
  return typeof on === 'string' ? on : shanghaiDate(new Date(event.at));
}

/** The columns of a case that follow from its facts under today's rules. */
export function assessedColumns({ facts, result }: { facts: Facts; result: AwardResult }) {
  return {
    policyId: result.policyId,
    awardId: result.awardId,
    clause: result.clause,
    facts: JSON.stringify(facts),
    eventDate: result.eventDate,
    rulesVersion: SUBSIDY_RULES_VERSION,
    amountKind: result.outcome === 'discretionary' ? null : result.kind,
    expectedFen: result.amountFen,
    trace: JSON.stringify(result),
  } satisfies Partial<CaseRow>;
}

export interface NewCase {
  beneficiaryId: number;
  unitCode: string;
  origin: CaseRow['origin'];
  certificateId: number | null;
  /** the retrofit project it was opened from */
  projectId?: number | null;
  stage: 'opened' | 'applied';
  facts: Facts;
  result: AwardResult;
  flag: string | null;
  note: string | null;
  /** business date on which it is entered */
  on: string;
}

/** Writes a new case with its first event and audit row. @returns its id */
export function insertCase(tx: WriteTx, fresh: NewCase, actor: Actor): number {
  const { facts, result, note, on, ...columns } = fresh;
  const row = tx
    .insert(subsidyCase)
    .values({
      ...columns,
      ...assessedColumns(fresh),
      createdAt: actor.at,
      version: 1,
    })
    .returning({ id: subsidyCase.id })
    .get();
  const step = fresh.stage === 'opened' ? 'open' : 'apply';
  const data = { awardId: result.awardId, clause: result.clause, expectedFen: result.amountFen, on };
  recordCase(
    tx,
    {
      caseId: row.id,
      step,
      fromStage: null,
      toStage: fresh.stage,
      note,
      data,
      after: {
        beneficiaryId: fresh.beneficiaryId,
        unitCode: fresh.unitCode,
        facts,
        ...(fresh.projectId == null ? {} : { projectId: fresh.projectId }),
      },
    },
    actor,
  );
  return row.id;
}
