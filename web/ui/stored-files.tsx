import { useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { formatDateTime, formatNumber } from '../format.ts';
import styles from './stored-files.module.css';

const LIMIT_BYTES = 5 * 1024 * 1024;

interface StoredFile {
  id: number;
  name: string;
  sizeBytes: number;
  uploadedBy: string;
  uploadedAt: string;
}

/** What may be added, and how it is sent. */
interface Adding {
  /** endings for the file chooser */
  accept: string;
  /** the same in words: 'PDF、JPG、PNG' */
  formats: string;
  send: (file: File) => Promise<unknown>;
}

interface StoredFilesProps {
  heading: string;
  /** '佐证', '材料': as in 上传佐证, 还没有佐证 */
  what: string;
  files: readonly StoredFile[];
  addressOf: (file: StoredFile) => string;
  adding: Adding | null;
}

function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${formatNumber(bytes / 1048576, 1)} MB`;
}

function Upload({ what, adding }: { what: string; adding: Adding }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const send = async (file: File) => {
    if (file.size > LIMIT_BYTES) return setFailure('文件超过5 MB，请压缩后再传。');
    setBusy(true);
    setFailure(null);
    try {
      await adding.send(file);
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : '没有传上，请重试。');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={`${styles.upload} noPrint`}>
      <input
        ref={input}
        type="file"
        className="visuallyHidden"
        tabIndex={-1}
        aria-label={`选择${what}文件`}
        accept={adding.accept}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void send(file);
          event.target.value = '';
        }}
      />
      <button type="button" className="button" disabled={busy} onClick={() => input.current?.click()}>
        {busy ? '正在上传…' : `上传${what}`}
      </button>
      <span className="muted small">{adding.formats}，不超过5 MB</span>
      {failure ? (
        <p className={styles.failed} role="alert">
          {failure}
        </p>
      ) : null}
    </div>
  );
}

/** Files kept with something, given for download and never shown in the page; with a way to add one. */
export function StoredFiles({ heading, what, files, addressOf, adding }: StoredFilesProps) {
  return (
    <section className={styles.files} aria-label={heading}>
      <h3>{heading}</h3>
      <ul>
        {files.map((file) => (
          <li key={file.id}>
            <a href={addressOf(file)} download={file.name}>
              {file.name}
            </a>
            <span className="muted small">
              {sizeWords(file.sizeBytes)} · {file.uploadedBy} · {formatDateTime(file.uploadedAt)}
            </span>
          </li>
        ))}
      </ul>
      {files.length === 0 ? <p className="muted small">还没有{what}。</p> : null}
      {adding ? <Upload what={what} adding={adding} /> : null}
    </section>
  );
}
