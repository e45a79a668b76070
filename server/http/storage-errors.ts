import type { Database } from '../../db/open.ts';
import { AppError } from './errors.ts';

/** Code of a failed statement or file operation: SQLite's own (`SQLITE_FULL`, `SQLITE_IOERR_WRITE`) or the system's. */
export function storageCodeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return typeof cause === 'object' && cause !== null ? storageCodeOf(cause) : '';
}

/** SQLite says SHMSIZE where the index of the write-ahead log cannot grow for want of room. */
const NO_ROOM = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'];
const FAILED = [
  'SQLITE_IOERR',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'EIO',
];
const startsWithOneOf = (code: string, starts: readonly string[]) =>
  starts.some((start) => code.startsWith(start));

/** Whether there is no room left on the disk. */
export const isNoRoom = (error: unknown) => startsWithOneOf(storageCodeOf(error), NO_ROOM);

/**
 * What is said of a request the database could not serve; null where the database is not to blame. The transaction is
 * rolled back in every case: nothing of it stands.
 * @returns 503 `busy`, `stopping` or `storage_failed`, 507 `disk_full`
 */
export function storageFailure(error: unknown, db: Database): AppError | null {
  if (!db.sqlite.open)
    return new AppError(503, 'stopping', '系统正在停止或升级，请稍后重试；已填内容未丢失。');
  const code = storageCodeOf(error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new AppError(503, 'busy', '系统繁忙，请稍后重试；已填内容未丢失。');
  }
  if (isNoRoom(error)) {
    return new AppError(507, 'disk_full', '服务器磁盘空间不足，暂时不能保存，请联系管理员。');
  }
  if (startsWithOneOf(code, FAILED)) {
    return new AppError(503, 'storage_failed', '服务器存储读写失败，本次操作未保存，请联系管理员。');
  }
  return null;
}
