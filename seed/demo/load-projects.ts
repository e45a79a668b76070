import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { WriteTx } from '../../db/open.ts';
import { fileContent, project, projectEvent, projectFile, subsidyCase } from '../../db/schema.ts';
import type { ProjectStage } from '../../server/rules/project-stages.ts';
import { onePagePdf } from './case-files.ts';
import { idOf, type PendingAudit, type UserIds } from './pending-audit.ts';
import { type DemoProject, type DemoProjectEvent, demoProjects } from './projects.ts';

/** What a project refers to, by name. */
interface KnownIds {
  users: UserIds;
  beneficiaries: ReadonlyMap<string, number>;
}

/** The case opened from a project, which was written before. */
function linkCase(tx: WriteTx, demo: DemoProject, projectId: number, known: KnownIds): number | null {
  if (demo.case === null) return null;
  const { beneficiary, result, createdAt } = demo.case;
  const isIt = and(
    eq(subsidyCase.beneficiaryId, idOf(known.beneficiaries, beneficiary)),
    eq(subsidyCase.awardId, result.awardId),
    eq(subsidyCase.createdAt, createdAt),
  );
  const row = tx.select({ id: subsidyCase.id }).from(subsidyCase).where(isIt).get();
  if (!row) throw new RangeError(`The demo has no case of ${beneficiary} at ${createdAt}`);
  tx.update(subsidyCase).set({ projectId }).where(eq(subsidyCase.id, row.id)).run();
  return row.id;
}

function insertFile(tx: WriteTx, projectId: number, event: DemoProjectEvent, known: KnownIds) {
  const stage = event.data?.ofStage as ProjectStage;
  const content = onePagePdf(`DEMO ONLY / project ${projectId} / ${stage}`);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const sizeBytes = content.length;
  tx.insert(fileContent).values({ sha256, sizeBytes, content }).onConflictDoNothing().run();
  const name = event.note ?? '';
  const columns = { projectId, stage, name, mediaType: 'application/pdf', sizeBytes, sha256 };
  const { id: fileId } = tx
    .insert(projectFile)
    .values({ ...columns, uploadedBy: idOf(known.users, event.by), uploadedAt: event.at })
    .returning({ id: projectFile.id })
    .get();
  return { fileId, ofStage: stage, name, sizeBytes, sha256 };
}

/** What the event of a step holds: names become numbers, files and cases are found. */
function dataOf(
  tx: WriteTx,
  { id, caseId }: { id: number; caseId: number | null },
  event: DemoProjectEvent,
  known: KnownIds,
): Record<string, unknown> | null {
  if (event.step === 'file') return insertFile(tx, id, event, known);
  if (event.step === 'openCase' || event.step === 'award') return { caseId, ...event.data };
  if (event.data === null) return null;
  const { provider, ...figures } = event.data;
  if (typeof provider !== 'string') return figures;
  return { providerId: idOf(known.beneficiaries, provider), ...figures };
}

function insertProject(tx: WriteTx, demo: DemoProject, known: KnownIds): { id: number; log: PendingAudit[] } {
  const [first] = demo.events;
  const own = {
    firmId: idOf(known.beneficiaries, demo.firm),
    unitCode: demo.unitCode,
    ...(demo.columns as { name: string; kinds: string[]; content: string }),
  };
  const { id } = tx
    .insert(project)
    .values({
      ...own,
      providerId: demo.provider === null ? null : idOf(known.beneficiaries, demo.provider),
      stage: demo.stage,
      stoppedOn: demo.stoppedOn,
      createdAt: first?.at ?? '',
      createdBy: idOf(known.users, first?.by ?? ''),
      version: demo.events.filter(({ step }) => step !== 'file').length,
    })
    .returning({ id: project.id })
    .get();
  const caseId = linkCase(tx, demo, id, known);
  const log = demo.events.map((event): PendingAudit => {
    const { step, fromStage, toStage, on, person, note, at, by } = event;
    const data = dataOf(tx, { id, caseId }, event, known);
    const json = data === null ? null : JSON.stringify(data);
    const happened = { fromStage, toStage, on, person, note, data: json, at, by: idOf(known.users, by) };
    tx.insert(projectEvent)
      .values({ projectId: id, step, ...happened })
      .run();
    const { firmId, unitCode, name, kinds, content } = own;
    return {
      at,
      actor: by,
      action: `project.${step}`,
      entity: 'project',
      entityId: String(id),
      before: fromStage === null ? null : { projectStage: fromStage },
      after: {
        projectStage: toStage,
        on,
        person,
        note,
        ...data,
        ...(step === 'create' ? { firmId, unitCode, name, kinds, content } : {}),
      },
    };
  });
  return { id, log };
}

/** Writes all projects with their events and files, and links the cases opened from them; cases are written before. */
export function insertProjects(tx: WriteTx, known: KnownIds): PendingAudit[] {
  return demoProjects().flatMap((demo) => insertProject(tx, demo, known).log);
}
