import { createHash } from 'node:crypto';
import { and, count, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { certificateFile, fileContent } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { forbidden, invalidFields, notFound } from '../http/errors.ts';
import { type FileType, fileTypeOf, safeFileName } from '../http/file-type.ts';
import { scopeHas, type UnitScope } from '../rules/permissions.ts';
import { certificateRow } from './certificates.ts';

const MAX_FILES = 10;

/** What evidence may be: a document or a picture, nothing that calculates or runs. */
const TYPES: readonly string[] = ['pdf', 'jpg', 'png'];

const refuse = (field: string, code: string, message: string) =>
  invalidFields({ [field]: { code, message } });

function evidenceType(content: Buffer): FileType {
  if (content.length === 0) throw refuse('file', 'empty', '文件是空的。');
  const type = fileTypeOf(content);
  if (type && TYPES.includes(type.extension)) return type;
  throw refuse('file', 'unknown_type', '只接受 PDF、JPG、PNG 文件（按内容识别，与文件名无关）。');
}

/** Keeps evidence (佐证材料) with a title; the content once, however often it is uploaded. Nothing is ever replaced. */
export function addEvidence(
  db: Database,
  certificateId: number,
  upload: { name: string; content: Buffer },
  actor: Actor,
): void {
  const { content } = upload;
  db.write((tx) => {
    certificateRow(tx, certificateId);
    const type = evidenceType(content);
    const name = safeFileName(upload.name, type);
    if (name === null) throw refuse('name', 'required', '请填写文件名。');
    const ofCertificate = eq(certificateFile.certificateId, certificateId);
    const number = tx.select({ n: count() }).from(certificateFile).where(ofCertificate).get()?.n ?? 0;
    if (number >= MAX_FILES) throw refuse('file', 'too_many', `每个称号最多${MAX_FILES}个文件。`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const same = and(ofCertificate, eq(certificateFile.sha256, sha256));
    const known = tx.select({ name: certificateFile.name }).from(certificateFile).where(same).get();
    if (known) throw refuse('file', 'duplicate', `同一文件已上传（${known.name}）。`);
    const sizeBytes = content.length;
    tx.insert(fileContent).values({ sha256, sizeBytes, content }).onConflictDoNothing().run();
    const columns = { certificateId, name, mediaType: type.mediaType, sizeBytes, sha256 };
    const file = tx
      .insert(certificateFile)
      .values({ ...columns, uploadedBy: actor.id, uploadedAt: actor.at })
      .returning({ id: certificateFile.id })
      .get();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.file',
      entity: 'certificate',
      entityId: String(certificateId),
      after: { fileId: file.id, name, mediaType: type.mediaType, sizeBytes, sha256 },
    });
  });
}

/** One piece of evidence with its content. @throws 403 where the viewer may not see the unit */
export function readEvidence(db: ReadDb, units: UnitScope, certificateId: number, fileId: number) {
  if (!scopeHas(units, certificateRow(db, certificateId).unitCode)) throw forbidden();
  const found = db
    .select({ file: certificateFile, content: fileContent.content })
    .from(certificateFile)
    .innerJoin(fileContent, eq(fileContent.sha256, certificateFile.sha256))
    .where(and(eq(certificateFile.id, fileId), eq(certificateFile.certificateId, certificateId)))
    .get();
  if (!found) throw notFound('文件');
  return { ...found.file, content: found.content };
}
