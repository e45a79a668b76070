import { appendAudit } from '../../db/audit.ts';
import type { Database } from '../../db/open.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { writeDocument, writeWorkbook } from '../sheets/sheets.ts';
import { workbookSpec } from './annex.ts';
import { type BulletinView, bulletinDetail } from './bulletins.ts';
import { documentSpec } from './document.ts';

const MEDIA = {
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const EXTENSIONS = { word: 'docx', excel: 'xlsx' } as const;

const cleanName = (title: string) => title.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ').trim();

export interface FileAsked {
  format: keyof typeof MEDIA;
  demo: boolean;
  actor: Actor;
}

/**
 * A bulletin as a file; recorded in the audit log.
 * @throws AppError 404 where the viewer does not see it, 503 `busy`
 */
export async function bulletinFile(db: Database, view: BulletinView, id: number, asked: FileAsked) {
  const bulletin = bulletinDetail(db.read, view, id);
  const { format, demo, actor } = asked;
  const content =
    format === 'word'
      ? await writeDocument(documentSpec(bulletin, demo))
      : await writeWorkbook(workbookSpec(bulletin, demo));
  db.write((tx) =>
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'bulletin.download',
      entity: 'bulletin',
      entityId: String(id),
      after: { format: EXTENSIONS[format] },
    }),
  );
  const kind = format === 'word' ? '' : '（附表）';
  return {
    name: `${cleanName(bulletin.title)}${kind}.${EXTENSIONS[format]}`,
    mediaType: MEDIA[format],
    content: new Uint8Array(content),
  };
}
