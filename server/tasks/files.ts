import { createHash } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import type { Database, ReadDb } from '../../db/open.ts';
import { fileContent, taskReportFile } from '../../db/schema.ts';
import type { Actor } from '../http/context.ts';
import { forbidden, invalidFields, notFound } from '../http/errors.ts';
import { fileTypeOf, safeFileName } from '../http/file-type.ts';
import { mayHandleTaskReport, type TaskViewer } from '../rules/task-steps.ts';
import { requireReport } from './detail.ts';
import { recordReport } from './record.ts';
import { refuseClosed } from './reports.ts';
import type { TaskView } from './rows.ts';

const MAX_FILES = 10;

const refuse = (field: string, code: string, message: string) =>
  invalidFields({ [field]: { code, message } });

/** Keeps a file (佐证) with a report that may still be changed; nothing is ever replaced. @returns id of its task */
export function addReportFile(
  db: Database,
  view: TaskView,
  reportId: number,
  upload: { name: string; content: Buffer },
  actor: Actor,
): string {
  const { content } = upload;
  return db.write((tx) => {
    const entry = requireReport(tx, view.viewer, reportId);
    if (!mayHandleTaskReport(view.viewer, entry.state)) throw forbidden();
    refuseClosed(view, entry);
    if (content.length === 0) throw refuse('file', 'empty', '文件是空的。');
    const type = fileTypeOf(content);
    if (!type) throw refuse('file', 'unknown_type', '只接受 PDF、JPG、PNG、DOCX、XLSX 文件（按内容识别）。');
    const name = safeFileName(upload.name, type);
    if (name === null) throw refuse('name', 'required', '请填写文件名。');
    const ofReport = eq(taskReportFile.reportId, reportId);
    const number = tx.select({ n: count() }).from(taskReportFile).where(ofReport).get()?.n ?? 0;
    if (number >= MAX_FILES) throw refuse('file', 'too_many', `每份报告最多${MAX_FILES}个文件。`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const same = and(ofReport, eq(taskReportFile.sha256, sha256));
    const known = tx.select({ name: taskReportFile.name }).from(taskReportFile).where(same).get();
    if (known) throw refuse('file', 'duplicate', `同一文件已上传（${known.name}）。`);
    const sizeBytes = content.length;
    tx.insert(fileContent).values({ sha256, sizeBytes, content }).onConflictDoNothing().run();
    const columns = { reportId, name, mediaType: type.mediaType, sizeBytes, sha256 };
    const file = tx
      .insert(taskReportFile)
      .values({ ...columns, uploadedBy: actor.id, uploadedAt: actor.at })
      .returning({ id: taskReportFile.id })
      .get();
    const after = { fileId: file.id, name, sizeBytes, sha256 };
    recordReport(tx, { reportId, step: 'file', stage: entry.row.stage, note: name, after }, actor);
    return entry.row.taskId;
  });
}

/** One file with its content, of a report this viewer may read. */
export function readReportFile(db: ReadDb, viewer: TaskViewer, reportId: number, fileId: number) {
  requireReport(db, viewer, reportId);
  const found = db
    .select({ file: taskReportFile, content: fileContent.content })
    .from(taskReportFile)
    .innerJoin(fileContent, eq(fileContent.sha256, taskReportFile.sha256))
    .where(and(eq(taskReportFile.id, fileId), eq(taskReportFile.reportId, reportId)))
    .get();
  if (!found) throw notFound('文件');
  return { ...found.file, content: found.content };
}
