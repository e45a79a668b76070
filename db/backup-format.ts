import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/*
 * A backup (备份) is one file: a head of 4,096 bytes that says what it holds, then the database file, compressed (zstd).
 * The head is a line that names the format, a line of JSON, spaces, and the SHA-256 of all of that; the JSON holds the
 * SHA-256 of both forms of the database. So every byte of the file is under a digest, and without this program
 * `tail -c +4097 FILE | zstd -d > tracker.sqlite` gives the database.
 */

/** Bytes before the compressed database. */
export const HEAD_BYTES = 4096;
const MAGIC = 'JIUJIANG-GREEN-BACKUP 1\n';
/** line end, 64 hexadecimal digits, line end */
const DIGEST_BYTES = 66;

/** The newest row of the audit log (审计日志): its number and hash. Number 0: the log was empty. */
export interface AuditHead {
  id: number;
  hash: string;
}

/** What a backup says of itself. */
export interface BackupManifest {
  /** version of the program that made it */
  appVersion: string;
  /** newest migration in it, as drizzle stamps it (milliseconds); 0 = none */
  schema: number;
  /** UTC ISO 8601: the moment whose data it holds */
  madeAt: string;
  demo: boolean;
  auditHead: AuditHead;
  /** rows of a few tables, to be compared after a restore */
  rows: Record<string, number>;
  database: { bytes: number; sha256: string };
  compressed: { bytes: number; sha256: string };
}

export type BackupProblem =
  | 'no_database'
  | 'no_backup'
  | 'busy'
  | 'no_room'
  | 'not_writable'
  | 'write_failed'
  | 'damaged'
  | 'newer_version'
  | 'demo_mismatch'
  | 'in_use';

/** A backup or a restore that cannot be done; `message` is one Chinese line. */
export class BackupError extends Error {
  readonly problem: BackupProblem;
  constructor(problem: BackupProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

const NO_ROOM: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'SQLITE_FULL']);
const NO_RIGHT: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'SQLITE_READONLY', 'ENOTDIR']);

/** A failure of the disk in one Chinese line; null for what is no failure of the disk. */
export function diskProblem(error: unknown, folder: string): BackupError | null {
  if (error instanceof BackupError) return error;
  const code = (error as { code?: string } | null)?.code ?? '';
  if (NO_ROOM.has(code))
    return new BackupError('no_room', `磁盘空间不足：${folder} 放不下，请腾出空间后再试。`);
  if (NO_RIGHT.has(code) || code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN'))
    return new BackupError('not_writable', `目录 ${folder} 不可写，请检查权限。`);
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO')
    return new BackupError('write_failed', `读写 ${folder} 出错（${code}），请检查磁盘。`);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new BackupError('damaged', '数据库文件已损坏，不能备份；请从最近的备份恢复。');
  return null;
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

/** The 4,096 bytes before the database. */
export function headOf(manifest: BackupManifest): Buffer {
  const text = `${MAGIC}${JSON.stringify(manifest)}\n`;
  const room = HEAD_BYTES - DIGEST_BYTES;
  if (Buffer.byteLength(text) > room) throw new Error('the manifest of a backup is too long');
  const body = text + ' '.repeat(room - Buffer.byteLength(text));
  return Buffer.from(`${body}\n${sha256(body)}\n`);
}

const damaged = (path: string, what: string) =>
  new BackupError('damaged', `备份 ${path} 已损坏（${what}），不能使用；请换一份备份。`);

function parseHead(head: Buffer, path: string): BackupManifest {
  if (head.length < HEAD_BYTES || !head.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC)))
    throw damaged(path, '不是本平台的备份文件，或开头被改动');
  const body = head.subarray(0, HEAD_BYTES - DIGEST_BYTES);
  const digest = head.subarray(HEAD_BYTES - DIGEST_BYTES).toString('latin1');
  if (digest !== `\n${sha256(body)}\n`) throw damaged(path, '清单与其校验值不符');
  return JSON.parse(body.subarray(MAGIC.length).toString('utf8')) as BackupManifest;
}

/**
 * What a backup says of itself, its head and its length checked; the database in it is not read.
 * @throws BackupError no_backup, damaged
 */
export function readManifest(path: string): BackupManifest {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    throw new BackupError('no_backup', `没有备份文件 ${path}。`);
  }
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const read = readSync(file, head, 0, HEAD_BYTES, 0);
    const manifest = parseHead(head.subarray(0, read), path);
    if (fstatSync(file).size !== HEAD_BYTES + manifest.compressed.bytes)
      throw damaged(path, '文件长度不对，可能没有复制完整');
    return manifest;
  } catch (error) {
    if ((error as { code?: string }).code === 'EISDIR')
      throw new BackupError('no_backup', `${path} 是目录，不是备份文件。`);
    throw error;
  } finally {
    closeSync(file);
  }
}

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
  hour12: false,
});

/** '20261122-023000' in Shanghai. */
export function timeStamp(at: Date): string {
  const digits = shanghai.format(at).replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

/** Names of backups; they sort by the time they were made. */
export const BACKUP_NAME = /^tracker-\d{8}-\d{6}(-\d{1,2})?\.gmbackup$/;

/** The name of a backup made at a time, the `turn`-th in that second. */
export const backupName = (at: Date, turn = 1): string =>
  `tracker-${timeStamp(at)}${turn === 1 ? '' : `-${turn}`}.gmbackup`;
