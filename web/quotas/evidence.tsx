import { useRef } from 'react';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { uploadEvidence } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { formatDateTime, formatNumber } from '../format.ts';
import styles from './evidence.module.css';
import { useRosterChange } from './use-roster-change.ts';

const LIMIT_BYTES = 5 * 1024 * 1024;

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${formatNumber(bytes / 1048576, 1)} MB`;
}

class Unsuitable extends Error {}

function messageOf(error: unknown): string | null {
  if (!error) return null;
  return error instanceof ApiError || error instanceof Unsuitable ? error.message : '没有传上，请重试。';
}

function Upload({ certificateId }: { certificateId: number }) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<File | null>(null);
  const change = useRosterChange(
    async () => {
      const file = chosen.current;
      if (file === null) throw new Unsuitable('没有选择文件。');
      if (file.size > LIMIT_BYTES) throw new Unsuitable('文件超过5 MB，请压缩后再传。');
      return await uploadEvidence(certificateId, file);
    },
    () => undefined,
  );
  const message = messageOf(change.error);
  return (
    <div className={`${styles.upload} noPrint`}>
      <input
        ref={input}
        type="file"
        className="visuallyHidden"
        tabIndex={-1}
        aria-label="选择佐证材料"
        accept=".pdf,.jpg,.jpeg,.png"
        onChange={(event) => {
          chosen.current = event.target.files?.[0] ?? null;
          event.target.value = '';
          if (chosen.current) change.mutate();
        }}
      />
      <button
        type="button"
        className="button"
        disabled={change.isPending}
        onClick={() => input.current?.click()}
      >
        {change.isPending ? '正在上传…' : '上传佐证'}
      </button>
      <span className="muted small">PDF、JPG、PNG，不超过5 MB</span>
      {message ? (
        <p className={styles.failed} role="alert">
          {message}
        </p>
      ) : null}
    </div>
  );
}

/** Evidence (佐证材料) of a title, for download; nothing at all for those who may not see it. */
export function Evidence({ certificate, mayWrite }: { certificate: Certificate; mayWrite: boolean }) {
  const { files } = certificate;
  if (files === null) return null;
  return (
    <section className={styles.files} aria-label="佐证材料">
      <h3>佐证材料</h3>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={`/api/v1/certificates/${certificate.id}/files/${file.id}`} download={file.name}>
              {file.name}
            </a>
            <span className="muted small">
              {sizeWords(file.sizeBytes)} · {file.uploadedBy} · {formatDateTime(file.uploadedAt)}
            </span>
          </li>
        ))}
      </ul>
      {files.length === 0 ? <p className="muted small">还没有佐证材料。</p> : null}
      {mayWrite ? <Upload certificateId={certificate.id} /> : null}
    </section>
  );
}
