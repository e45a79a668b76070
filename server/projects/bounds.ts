import { and, eq, isNull, ne } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { project, subsidyCase } from '../../db/schema.ts';
import { DIAGNOSIS_AWARD } from '../rules/project-facts.ts';
import type { Problems } from './fields.ts';
import type { ProjectRecord } from './record.ts';

/** Another project of the firm under the same name that is not stopped. @returns its id, or null */
export function liveTwin(
  tx: WriteTx,
  { name, firmId, exceptId }: { name: string; firmId: number; exceptId: number },
): number | null {
  const same = and(
    eq(project.firmId, firmId),
    eq(project.name, name),
    isNull(project.stoppedOn),
    ne(project.id, exceptId),
  );
  return tx.select({ id: project.id }).from(project).where(same).get()?.id ?? null;
}

/** Whether 措施一 is claimed for the provider of the project. */
function hasDiagnosisCase(tx: WriteTx, projectId: number): boolean {
  const live = and(
    eq(subsidyCase.projectId, projectId),
    eq(subsidyCase.awardId, DIAGNOSIS_AWARD),
    ne(subsidyCase.stage, 'cancelled'),
  );
  return tx.select({ id: subsidyCase.id }).from(subsidyCase).where(live).get() !== undefined;
}

/**
 * Whoever made the diagnosis made it: the provider stays once 诊断 is completed, and while 措施一 is claimed for it; to
 * correct it the diagnosis is sent back. A diagnosis taken over from a list without its provider may still be completed.
 * @param stated as typed; undefined where the step says nothing of it
 */
export function providerFixed(
  tx: WriteTx,
  { id, providerId, diagnosedOn }: Pick<ProjectRecord, 'id' | 'providerId' | 'diagnosedOn'>,
  stated: number | null | undefined,
): Problems {
  if (stated === undefined || stated === providerId) return {};
  if (hasDiagnosisCase(tx, id)) {
    const message = '已为该服务商申报诊断服务补助，撤销该事项后方可更改服务商。';
    return { providerId: { code: 'live_case', message } };
  }
  if (diagnosedOn === null || providerId === null) return {};
  const message = '诊断已完成，服务商不能更改；确需更正的，由市工信局退回诊断。';
  return { providerId: { code: 'diagnosed', message } };
}
