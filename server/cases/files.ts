import { createHash } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import type { Database, ReadDb } from '../../db/open.ts';
import { caseFile, fileContent } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { AppError, invalidFields, notFound } from '../http/errors.ts';
import { fileTypeOf, safeFileName } from '../http/file-type.ts';
import { handlesCases } from '../rules/case-steps.ts';
import { requireEntry } from './detail.ts';
import type { CaseView } from './list.ts';
import { recordCase } from './record.ts';
import type { CaseScope } from './scope.ts';

const MAX_FILES = 30;

const refuse = (field: string, code: string, message: string) =>
  invalidFields({ [field]: { code, message } });

/** Keeps a file with a case this scope may see, until it is closed. Nothing is ever replaced. */
export function addFile(
  db: Database,
  scope: CaseScope,
  caseId: number,
  upload: { name: string; content: Buffer },
  actor: Actor,
): void {
  const { content } = upload;
  db.write((tx) => {
    const { row } = requireEntry(tx, scope, caseId);
    if (row.stage === 'closed' || row.stage === 'cancelled') {
      throw new AppError(409, 'wrong_stage', '事项已办结或撤销，不能再补充材料。');
    }
    if (content.length === 0) throw refuse('file', 'empty', '文件是空的。');
    const type = fileTypeOf(content);
    if (!type) throw refuse('file', 'unknown_type', '只接受 PDF、JPG、PNG、DOCX、XLSX 文件（按内容识别）。');
    const name = safeFileName(upload.name, type);
    if (name === null) throw refuse('name', 'required', '请填写文件名。');
    const ofCase = eq(caseFile.caseId, caseId);
    const number = tx.select({ n: count() }).from(caseFile).where(ofCase).get()?.n ?? 0;
    if (number >= MAX_FILES) throw refuse('file', 'too_many', `每个事项最多${MAX_FILES}个文件。`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const same = and(ofCase, eq(caseFile.sha256, sha256));
    const known = tx.select({ name: caseFile.name }).from(caseFile).where(same).get();
    if (known) throw refuse('file', 'duplicate', `同一文件已上传（${known.name}）。`);
    tx.insert(fileContent).values({ sha256, sizeBytes: content.length, content }).onConflictDoNothing().run();
    const columns = { caseId, name, mediaType: type.mediaType, sizeBytes: content.length, sha256 };
    const file = tx
      .insert(caseFile)
      .values({ ...columns, uploadedBy: actor.id, uploadedAt: actor.at })
      .returning({ id: caseFile.id })
      .get();
    const stay = { fromStage: row.stage, toStage: row.stage };
    const data = { fileId: file.id, name, sizeBytes: content.length, sha256 };
    recordCase(tx, { caseId, step: 'file', ...stay, note: name, data }, actor);
  });
}

/** One file with its content, of a case this viewer may see and handles. */
export function readFile(db: ReadDb, { scope, viewer }: CaseView, caseId: number, fileId: number) {
  requireEntry(db, scope, caseId);
  if (!handlesCases(viewer)) throw notFound('文件');
  const found = db
    .select({ file: caseFile, content: fileContent.content })
    .from(caseFile)
    .innerJoin(fileContent, eq(fileContent.sha256, caseFile.sha256))
    .where(and(eq(caseFile.id, fileId), eq(caseFile.caseId, caseId)))
    .get();
  if (!found) throw notFound('文件');
  return { ...found.file, content: found.content };
}
