import { appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';
import { taskReportEvent } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import type { TaskReportStage, TaskReportStep } from '../rules/task-steps.ts';

/** A report as it reads: the day up to which it reports, the text and the reporter's judgement. */
export interface ReportText {
  asOf: string;
  body: string;
  judgement: 'onCourse' | 'behind' | 'done';
}

interface ReportHappening {
  reportId: number;
  step: TaskReportStep | 'create' | 'edit' | 'file';
  stage: TaskReportStage;
  note?: string | null;
  /** the report as it read then */
  text?: ReportText;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Writes what happened to a report: its event row and its audit row, in the transaction of the change itself. */
export function recordReport(tx: WriteTx, happening: ReportHappening, actor: Actor): void {
  const { reportId, step, stage, note = null, text, before, after } = happening;
  tx.insert(taskReportEvent)
    .values({ reportId, step, at: actor.at, by: actor.id, note, data: text ? JSON.stringify(text) : null })
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: `task_report.${step}`,
    entity: 'task_report',
    entityId: String(reportId),
    ...(before ? { before } : {}),
    after: { taskStage: stage, ...(note === null ? {} : { note }), ...text, ...after },
  });
}
