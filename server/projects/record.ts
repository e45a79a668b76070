import { appendAudit } from '../../db/audit.ts';
import type { WriteTx } from '../../db/open.ts';
import { type project, projectEvent } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import type { ProjectStage } from '../rules/project-stages.ts';

export type ProjectRecord = typeof project.$inferSelect;

/** What happened to a project: its event row and its audit row, in the transaction of the change itself. */
export interface ProjectHappening {
  projectId: number;
  /** a step of project-steps.ts, or create, edit, file, openCase, award */
  step: string;
  fromStage: ProjectStage | null;
  toStage: ProjectStage;
  /** business date */
  on: string;
  person: string | null;
  note: string | null;
  /** figures of the step */
  data: Record<string, unknown> | null;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

export function recordProject(tx: WriteTx, happening: ProjectHappening, actor: Actor): void {
  const { projectId, step, fromStage, toStage, on, person, note, data } = happening;
  tx.insert(projectEvent)
    .values({
      projectId,
      step,
      fromStage,
      toStage,
      on,
      person,
      note,
      data: data === null ? null : JSON.stringify(data),
      at: actor.at,
      by: actor.id,
    })
    .run();
  appendAudit(tx, {
    ...auditFrom(actor),
    action: `project.${step}`,
    entity: 'project',
    entityId: String(projectId),
    before: fromStage === null ? null : { projectStage: fromStage, ...happening.before },
    after: { projectStage: toStage, on, person, note, ...data, ...happening.after },
  });
}
