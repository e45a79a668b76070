import { useRef } from 'react';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { uploadCaseFile } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { useCan } from '../app/session.ts';
import { formatDateTime, formatNumber } from '../format.ts';
import styles from './case-files.module.css';
import { useMoneyChange } from './use-money-change.ts';

const LIMIT_BYTES = 5 * 1024 * 1024;

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${formatNumber(bytes / 1048576, 1)} MB`;
}

class TooLarge extends Error {}

function Upload({ detail }: { detail: CaseDetail }) {
  const input = useRef<HTMLInputElement>(null);
  const chosen = useRef<File | null>(null);
  const change = useMoneyChange(
    async () => {
      const file = chosen.current;
      if (file === null) throw new TooLarge('没有选择文件。');
      if (file.size > LIMIT_BYTES) throw new TooLarge('文件超过5 MB，请压缩后再传。');
      return await uploadCaseFile(detail.id, file);
    },
    () => undefined,
  );
  const { error } = change;
  const message =
    error instanceof ApiError || error instanceof TooLarge
      ? error.message
      : error
        ? '没有传上，请重试。'
        : null;
  return (
    <div className={`${styles.upload} noPrint`}>
      <input
        ref={input}
        type="file"
        className="visuallyHidden"
        tabIndex={-1}
        aria-label="选择申报材料"
        accept=".pdf,.jpg,.jpeg,.png,.docx,.xlsx"
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
        {change.isPending ? '正在上传…' : '上传材料'}
      </button>
      <span className="muted small">PDF、JPG、PNG、DOCX、XLSX，不超过5 MB</span>
      {message ? (
        <p className={styles.failed} role="alert">
          {message}
        </p>
      ) : null}
    </div>
  );
}

/** Files of a case; given for download, never shown in the page. */
export function CaseFiles({ detail }: { detail: CaseDetail }) {
  const mayWrite = useCan('cases.write') && detail.stage !== 'closed' && detail.stage !== 'cancelled';
  if (!mayWrite && detail.files.length === 0) return null;
  return (
    <section className={styles.files} aria-label="申报材料">
      <h3>材料</h3>
      <ul>
        {detail.files.map((file) => (
          <li key={file.id}>
            <a href={`/api/v1/cases/${detail.id}/files/${file.id}`} download={file.name}>
              {file.name}
            </a>
            <span className="muted small">
              {sizeWords(file.sizeBytes)} · {file.uploadedBy} · {formatDateTime(file.uploadedAt)}
            </span>
          </li>
        ))}
      </ul>
      {detail.files.length === 0 ? <p className="muted small">还没有材料。</p> : null}
      {mayWrite ? <Upload detail={detail} /> : null}
    </section>
  );
}
