import { createHash } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import type { Database, ReadDb } from '../../db/open.ts';
import { fileContent, projectFile } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, forbidden, invalidFields, notFound } from '../http/errors.ts';
import { fileTypeOf, safeFileName } from '../http/file-type.ts';
import { mayKeepLedger } from '../rules/ledger-scope.ts';
import type { ProjectStage } from '../rules/project-stages.ts';
import { requireProject } from './detail.ts';
import type { ProjectView } from './list.ts';
import { recordProject } from './record.ts';
import type { ProjectScope } from './scope.ts';

const MAX_FILES = 30;

const refuse = (field: string, code: string, message: string) =>
  invalidFields({ [field]: { code, message } });

export interface ProjectUpload {
  /** the stage it belongs to: the acceptance report to `accepted`, before the step is taken */
  stage: ProjectStage;
  name: string;
  content: Buffer;
}

/** Keeps a file with a project: diagnosis report, scheme, acceptance report, evaluation. Nothing is ever replaced. */
export function addProjectFile(
  db: Database,
  { viewer, scope, today }: ProjectView,
  projectId: number,
  upload: ProjectUpload,
  actor: Actor,
): void {
  const { content, stage } = upload;
  db.write((tx) => {
    const { row } = requireProject(tx, scope, projectId);
    if (!mayKeepLedger(viewer, row.unitCode)) throw forbidden();
    if (row.stoppedOn !== null) throw new AppError(409, 'stopped', '项目已终止，恢复后方可上传文件。');
    if (content.length === 0) throw refuse('file', 'empty', '文件是空的。');
    const type = fileTypeOf(content);
    if (!type) throw refuse('file', 'unknown_type', '只接受 PDF、JPG、PNG、DOCX、XLSX 文件（按内容识别）。');
    const name = safeFileName(upload.name, type);
    if (name === null) throw refuse('name', 'required', '请填写文件名。');
    const ofProject = eq(projectFile.projectId, projectId);
    const number = tx.select({ n: count() }).from(projectFile).where(ofProject).get()?.n ?? 0;
    if (number >= MAX_FILES) throw refuse('file', 'too_many', `每个项目最多${MAX_FILES}个文件。`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const same = and(ofProject, eq(projectFile.sha256, sha256), eq(projectFile.stage, stage));
    const known = tx.select({ name: projectFile.name }).from(projectFile).where(same).get();
    if (known) throw refuse('file', 'duplicate', `同一文件已上传（${known.name}）。`);
    const sizeBytes = content.length;
    tx.insert(fileContent).values({ sha256, sizeBytes, content }).onConflictDoNothing().run();
    const columns = { projectId, stage, name, mediaType: type.mediaType, sizeBytes, sha256 };
    const file = tx
      .insert(projectFile)
      .values({ ...columns, uploadedBy: actor.id, uploadedAt: actor.at })
      .returning({ id: projectFile.id })
      .get();
    const stay = { projectId, step: 'file', fromStage: row.stage, toStage: row.stage, on: today };
    const data = { fileId: file.id, ofStage: stage, name, sizeBytes, sha256 };
    recordProject(tx, { ...stay, person: null, note: name, data }, actor);
  });
}

/** One file with its content, of a project this scope may see. */
export function readProjectFile(db: ReadDb, scope: ProjectScope, projectId: number, fileId: number) {
  requireProject(db, scope, projectId);
  const found = db
    .select({ file: projectFile, content: fileContent.content })
    .from(projectFile)
    .innerJoin(fileContent, eq(fileContent.sha256, projectFile.sha256))
    .where(and(eq(projectFile.id, fileId), eq(projectFile.projectId, projectId)))
    .get();
  if (!found) throw notFound('文件');
  return { ...found.file, content: found.content };
}
