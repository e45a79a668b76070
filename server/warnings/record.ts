import { appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';
import { type warning, warningEvent } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import type { WarningStage } from '../rules/warning-steps.ts';
import type { WarningMeasure } from './schema.ts';

export type WarningRow = typeof warning.$inferSelect;

/** A measure as the event of its answer keeps it; answers from before there were projects name none. */
export type StoredMeasure = Omit<WarningMeasure, 'doneOn' | 'projectId' | 'projectName'> &
  Partial<Pick<WarningMeasure, 'projectId' | 'projectName'>>;

/** What the event of a step holds beside its note. */
export interface WarningEventData {
  /** business date of the step, which real time does not tell where the business date is pinned */
  on: string;
  /** answer */
  causes?: string[];
  causeText?: string;
  measures?: StoredMeasure[];
  /** progress: numbers of the measures done */
  doneMeasures?: number[];
  /** issue, extend: the last day to put things right; issue, rejectAnswer, extendAnswer: to answer */
  answerDueOn?: string;
  remedyDueOn?: string;
  /** issue */
  number?: string;
}

export interface WarningHappening {
  warningId: number;
  /** a step of warning-steps.ts, or 'draft' */
  step: string;
  fromStage: WarningStage | null;
  toStage: WarningStage;
  note: string | null;
  data: WarningEventData;
  after?: Record<string, unknown>;
}

/** Writes what happened: its event row and its audit row, in the transaction of the change itself. */
export function recordWarning(tx: WriteTx, happening: WarningHappening, actor: Actor): void {
  const { warningId, step, fromStage, toStage, note, data } = happening;
  tx.insert(warningEvent)
    .values({
      warningId,
      step,
      fromStage,
      toStage,
      at: actor.at,
      by: actor.id,
      note,
      data: JSON.stringify(data),
    })
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: `warning.${step}`,
    entity: 'warning',
    entityId: String(warningId),
    before: fromStage === null ? null : { warningStage: fromStage },
    after: { warningStage: toStage, note, ...data, ...happening.after },
  });
}
