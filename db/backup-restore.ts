import { chmodSync, existsSync, linkSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { appendAudit, verifyAudit } from './audit.ts';
import {
  checkUnpacked,
  EMPTIED,
  holdsDemo,
  lockFolder,
  ownLike,
  PARTIAL,
  removePartial,
  syncToDisk,
  unpackBackup,
} from './backup.ts';
import { BackupError, type BackupManifest, diskProblem, timeStamp } from './backup-format.ts';
import { type Database, DatabaseOpenError, newestSchema, openDatabase } from './open.ts';

/*
 * Restoring (恢复): the backup is unpacked beside the live file, checked in every byte, brought up to date and checked
 * again, and only then takes the live file's place, in one rename. Whatever fails before leaves the live file alone.
 */

export interface RestoreTask {
  /** the backup file */
  backup: string;
  /** the live database file; need not exist */
  database: string;
  /** whether the folder is meant for the demo, where it holds no database that says so itself */
  demo: boolean;
  now: () => Date;
}

export interface Restored {
  manifest: BackupManifest;
  /** rows of the audit log that were verified */
  auditRows: number;
  /** where the old database was put; null where there was none */
  movedAside: string | null;
}

/**
 * The live file under a lock nobody else can share, or null where it cannot be opened as a database at all.
 * @throws BackupError in_use where a server (or any program) has it open
 */
export function takeLive(path: string): Sqlite.Database | null {
  const sqlite = new Sqlite(path, { timeout: 0, fileMustExist: true });
  try {
    // in WAL mode everybody who has the file open holds a shared lock on it; the system frees it with the process
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.exec('BEGIN EXCLUSIVE; COMMIT');
    return sqlite;
  } catch (error) {
    sqlite.close();
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_BUSY'))
      throw new BackupError('in_use', '数据目录正被运行中的服务使用，请先停止服务；数据未改动。');
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return null;
    throw error;
  }
}

function refuseOtherKind(manifest: BackupManifest, live: Sqlite.Database | null, demoWanted: boolean): void {
  const demo = live === null ? demoWanted : holdsDemo(live);
  if (manifest.demo === demo) return;
  const line = manifest.demo
    ? '该备份是演示数据，不能恢复到正式数据目录（演示目录请加 --demo）。'
    : '该备份是正式数据，不能恢复到演示数据目录，请用 DATA_DIR 指定正式数据目录。';
  throw new BackupError('demo_mismatch', line);
}

/** Brings an older database up to date, empties what must not live on and notes the restore in the audit log. */
function prepare(copy: string, task: RestoreTask, manifest: BackupManifest): number {
  let db: Database;
  try {
    db = openDatabase(copy);
  } catch (error) {
    if (!(error instanceof DatabaseOpenError)) throw error;
    const problem = error.problem === 'newer_version' ? 'newer_version' : 'damaged';
    throw new BackupError(problem, `备份中的数据库不能使用：${error.message}`);
  }
  try {
    const verdict = verifyAudit(db.read);
    if (!verdict.ok) {
      const line = `备份中的审计日志不完整（第${verdict.firstBadId}条起），不能使用；请换一份备份。`;
      throw new BackupError('damaged', line);
    }
    // a backup made by another program may hold them still
    db.sqlite.pragma('secure_delete = ON');
    for (const table of EMPTIED) db.sqlite.exec(`DELETE FROM ${table}`);
    db.write((tx) =>
      appendAudit(tx, {
        at: task.now().toISOString(),
        actor: { id: null, name: 'system' },
        action: 'backup.restore',
        entity: 'backup',
        entityId: basename(task.backup),
        after: { madeAt: manifest.madeAt, headId: manifest.auditHead.id, headHash: manifest.auditHead.hash },
      }),
    );
    const whole = db.sqlite.pragma('integrity_check(1)', { simple: true });
    if (whole !== 'ok') throw new BackupError('damaged', `备份中的数据库没有通过完整性检查：${whole}`);
    return verdict.rows;
  } finally {
    // one plain file without -wal and -shm, which the server makes again
    db.sqlite.pragma('journal_mode = DELETE');
    db.close();
  }
}

const ASIDE = '.before-restore-';

/** A kill between link and rename leaves the live file with two names; the second goes. */
function dropSecondNames(database: string): void {
  const live = statSync(database, { throwIfNoEntry: false });
  if (!live || live.nlink < 2) return;
  const dir = dirname(database);
  for (const name of readdirSync(dir).filter((one) => one.startsWith(`${basename(database)}${ASIDE}`))) {
    if (statSync(join(dir, name)).ino === live.ino) rmSync(join(dir, name));
  }
}

function freeAside(database: string, at: Date): string {
  for (let turn = 1; ; turn++) {
    const path = `${database}${ASIDE}${timeStamp(at)}${turn === 1 ? '' : `-${turn}`}`;
    if (!existsSync(path)) return path;
  }
}

/** Puts `copy` in the place of the live file; at every moment one of the two stands there, whole. */
function swap(copy: string, database: string, live: Sqlite.Database | null, at: Date): string | null {
  const like = existsSync(database) ? database : dirname(database);
  ownLike(copy, like);
  if (like === database) chmodSync(copy, statSync(database).mode & 0o777);
  syncToDisk(copy);
  if (!existsSync(database)) {
    for (const suffix of ['-wal', '-shm']) rmSync(`${database}${suffix}`, { force: true });
    renameSync(copy, database);
    return null;
  }
  const aside = freeAside(database, at);
  if (live === null) {
    // damaged beyond opening: its side files go with it, as evidence
    for (const suffix of ['-wal', '-shm'])
      if (existsSync(`${database}${suffix}`)) renameSync(`${database}${suffix}`, `${aside}${suffix}`);
  } else {
    // all of it into the one file, and no -wal that the new one would be taken to own
    live.pragma('journal_mode = DELETE');
  }
  linkSync(database, aside);
  renameSync(copy, database);
  return aside;
}

async function restoreUnderLock(task: RestoreTask): Promise<Restored> {
  const { backup, database, now } = task;
  const dir = dirname(database);
  removePartial(dir);
  dropSecondNames(database);
  const copy = join(dir, `${PARTIAL}restore.sqlite`);
  let live: Sqlite.Database | null = null;
  try {
    const manifest = await unpackBackup(backup, copy);
    if (manifest.schema > newestSchema())
      throw new BackupError('newer_version', '该备份由更新版本的程序制作，本版本不能恢复；请先升级程序。');
    checkUnpacked(copy, manifest);
    live = existsSync(database) ? takeLive(database) : null;
    refuseOtherKind(manifest, live, task.demo);
    const auditRows = prepare(copy, task, manifest);
    const movedAside = swap(copy, database, live, now());
    syncToDisk(dir);
    return { manifest, auditRows, movedAside };
  } finally {
    live?.close();
    removePartial(dir);
  }
}

/**
 * Restores a backup into the place of the live database, which is moved aside.
 * @throws BackupError no_backup, damaged, newer_version, demo_mismatch, in_use, busy, no_room, not_writable; the live
 * file is then as it was
 */
export async function restoreBackup(task: RestoreTask): Promise<Restored> {
  const dir = dirname(task.database);
  try {
    const unlock = lockFolder(dir, task.database);
    try {
      return await restoreUnderLock(task);
    } finally {
      unlock();
    }
  } catch (error) {
    throw diskProblem(error, dir) ?? error;
  }
}
