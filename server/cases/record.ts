import { appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';
import { subsidyCase, subsidyCaseEvent } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
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
  stage: 'opened' | 'applied';
  facts: Facts;
  result: AwardResult;
  flag: string | null;
  note: string | null;
}

/** Writes a new case with its first event and audit row. @returns its id */
export function insertCase(tx: WriteTx, fresh: NewCase, actor: Actor): number {
  const { facts, result, note, ...columns } = fresh;
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
  const data = { awardId: result.awardId, clause: result.clause, expectedFen: result.amountFen };
  recordCase(
    tx,
    {
      caseId: row.id,
      step,
      fromStage: null,
      toStage: fresh.stage,
      note,
      data,
      after: { beneficiaryId: fresh.beneficiaryId, unitCode: fresh.unitCode, facts },
    },
    actor,
  );
  return row.id;
}
