import { and, eq } from 'drizzle-orm';
import type { Database, WriteTx } from '../../db/open.ts';
import { caseFile, project, projectFile } from '../../db/schema.ts';
import { enterApplication } from '../cases/apply.ts';
import { recordCase } from '../cases/record.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, versionConflict } from '../http/errors.ts';
import { DIAGNOSIS_AWARD } from '../rules/project-facts.ts';
import type { ProjectStage } from '../rules/project-stages.ts';
import { projectOffers } from './awards.ts';
import { projectDetail, requireProject } from './detail.ts';
import type { ProjectView } from './list.ts';
import { recordProject } from './record.ts';
import type { ProjectCaseInput } from './schema.ts';

/** The reports the claim rests on, kept with the case too: the content is stored once. */
function copyReports(
  tx: WriteTx,
  projectId: number,
  stage: ProjectStage,
  caseId: number,
  actor: Actor,
): void {
  const ofStage = and(eq(projectFile.projectId, projectId), eq(projectFile.stage, stage));
  for (const { name, mediaType, sizeBytes, sha256 } of tx.select().from(projectFile).where(ofStage).all()) {
    const columns = { caseId, name, mediaType, sizeBytes, sha256 };
    const file = tx
      .insert(caseFile)
      .values({ ...columns, uploadedBy: actor.id, uploadedAt: actor.at })
      .returning({ id: caseFile.id })
      .get();
    const stay = { fromStage: 'applied', toStage: 'applied' } as const;
    const data = { fileId: file.id, name, sizeBytes, sha256 };
    recordCase(tx, { caseId, step: 'file', ...stay, note: name, data }, actor);
  }
}

/**
 * 申报奖补 from a project: the case with the project's facts and its report, and what happened to the project, in one
 * transaction. The firm's awards only by the county that pays it and not before 完工验收; 措施一 by whoever keeps the project,
 * for the treasury of the provider, which handles the case.
 */
export function openProjectCase(
  db: Database,
  view: ProjectView,
  id: number,
  input: ProjectCaseInput,
  actor: Actor,
): void {
  const { viewer, scope, today } = view;
  db.write((tx) => {
    const entry = requireProject(tx, scope, id);
    const { row } = entry;
    if (row.version !== input.version) {
      throw versionConflict({ current: projectDetail(tx, view, id), yours: input });
    }
    const offer = projectOffers(tx, view, entry).find(({ award }) => award.awardId === input.awardId);
    if (!offer) {
      throw invalidFields({ awardId: { code: 'unknown_award', message: '该项目没有这项奖补。' } });
    }
    const { award, facts, refusal } = offer;
    if (refusal !== null) {
      throw new AppError(refusal === 'forbidden' ? 403 : 409, refusal, award.mayNotOpen ?? '');
    }
    const { awardId, beneficiaryId } = award;
    const application = { beneficiaryId, awardId, facts };
    const caseId = enterApplication(tx, { viewer, application, projectId: id, today, actor });
    copyReports(tx, id, awardId === DIAGNOSIS_AWARD ? 'diagnosed' : 'accepted', caseId, actor);
    tx.update(project)
      .set({ version: row.version + 1 })
      .where(eq(project.id, id))
      .run();
    const stay = { projectId: id, step: 'openCase', fromStage: row.stage, toStage: row.stage, on: today };
    const data = { caseId, awardId, clause: award.clause, expectedFen: award.amountFen };
    recordProject(tx, { ...stay, person: null, note: null, data }, actor);
  });
}
