import { createHash, type Hash } from 'node:crypto';
import {
  accessSync,
  chownSync,
  closeSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import Sqlite from 'better-sqlite3';
import {
  type AuditHead,
  BackupError,
  type BackupManifest,
  backupName,
  diskProblem,
  HEAD_BYTES,
  headOf,
  readManifest,
} from './backup-format.ts';

/*
 * Making and checking a backup. Runs in a process of its own beside the server: `VACUUM INTO` reads one moment of the
 * database (WAL), so writers go on, and leaves nothing of deleted rows in the copy. better-sqlite3's `backup()` begins
 * anew whenever another process writes, and under steady writing never ends.
 */

const EMPTY_HEAD: AuditHead = { id: 0, hash: '0'.repeat(64) };
/** Tables whose rows the manifest counts; a table an older database has not is left out. */
const COUNTED = ['audit_log', 'user', 'report', 'certificate', 'subsidy_case', 'project', 'warning'];
/** Never leaves the machine: who is signed in, and where from somebody failed to. */
export const EMPTIED = ['session', 'sign_in_failure'];
/** Begins the name of whatever is not finished yet. */
export const PARTIAL = '.partial-';

function tablesOf(sqlite: Sqlite.Database): Set<string> {
  return new Set(
    sqlite.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[],
  );
}

/** The newest row of the audit log. */
export function auditHeadOf(sqlite: Sqlite.Database): AuditHead {
  if (!tablesOf(sqlite).has('audit_log')) return EMPTY_HEAD;
  const row = sqlite.prepare('SELECT id, hash FROM audit_log ORDER BY id DESC LIMIT 1').get();
  return (row as AuditHead | undefined) ?? EMPTY_HEAD;
}

/** Whether a database holds the demo. */
export function holdsDemo(sqlite: Sqlite.Database): boolean {
  if (!tablesOf(sqlite).has('setting')) return false;
  return sqlite.prepare("SELECT value FROM setting WHERE key = 'demo'").pluck().get() === '1';
}

/** What is read of a copy: everything the manifest says but its time and its digests. */
function factsOf(sqlite: Sqlite.Database): Pick<BackupManifest, 'schema' | 'demo' | 'auditHead' | 'rows'> {
  const tables = tablesOf(sqlite);
  if (!tables.has('__drizzle_migrations')) {
    throw new BackupError('damaged', '该文件不是本平台的数据库，不能备份；请检查数据目录（DATA_DIR）。');
  }
  const schema = sqlite
    .prepare('SELECT coalesce(max(created_at), 0) FROM __drizzle_migrations')
    .pluck()
    .get();
  const counted = COUNTED.filter((table) => tables.has(table));
  const countOf = (table: string) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return {
    schema: Number(schema),
    demo: holdsDemo(sqlite),
    auditHead: auditHeadOf(sqlite),
    rows: Object.fromEntries(counted.map((table) => [table, countOf(table)])),
  };
}

/** Gives a file to the owner of another: what root makes, the service must be able to use. */
export function ownLike(path: string, like: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
}

/** SQLite opens a file it may not write for reading, and then everybody gets the lock. */
function refuseReadOnly(path: string): void {
  if (!existsSync(path)) return;
  try {
    accessSync(path, constants.W_OK);
  } catch {
    throw new BackupError('not_writable', `锁文件 ${path} 不可写，请把它的属主改为运行服务的账号。`);
  }
}

/**
 * One backup or restore at a time in a folder; the system frees the lock of a process that was killed. What root makes
 * is given to the owner of `like`; a folder that was there keeps its own.
 * @throws BackupError busy, not_writable
 */
export function lockFolder(dir: string, like: string): () => void {
  let lock: Sqlite.Database | null = null;
  try {
    const isNew = !existsSync(dir);
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const owned = existsSync(like) ? like : dir;
    if (isNew) ownLike(dir, owned);
    const path = join(dir, '.lock');
    refuseReadOnly(path);
    lock = new Sqlite(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    ownLike(path, owned);
    const held = lock;
    return () => held.close();
  } catch (error) {
    lock?.close();
    const isBusy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY') ?? false;
    if (isBusy) throw new BackupError('busy', '另一个备份、核对或恢复正在进行，请稍后再试。');
    throw diskProblem(error, dir) ?? error;
  }
}

/** Removes what a killed run left behind; only under the lock. */
export function removePartial(dir: string): void {
  for (const name of readdirSync(dir)) if (name.startsWith(PARTIAL)) rmSync(join(dir, name), { force: true });
}

/** Makes sure that a file, or the names in a folder, are on the disk. */
export function syncToDisk(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Passes on what comes, counting and digesting it. */
function measured(hash: Hash, seen: { bytes: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      seen.bytes += chunk.length;
      done(null, chunk);
    },
  });
}

/** The copy without sessions, in order, as one plain file; returns what it holds. */
function copyDatabase(database: string, copy: string) {
  const source = new Sqlite(database, { fileMustExist: true, timeout: 5000 });
  try {
    source.prepare('VACUUM INTO ?').run(copy);
  } finally {
    source.close();
  }
  const sqlite = new Sqlite(copy);
  try {
    // what is deleted is overwritten: no token remains in a free page
    sqlite.pragma('secure_delete = ON');
    sqlite.pragma('journal_mode = OFF');
    const tables = tablesOf(sqlite);
    for (const table of EMPTIED) if (tables.has(table)) sqlite.exec(`DELETE FROM ${table}`);
    const verdict = sqlite.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new BackupError('damaged', `数据库没有通过完整性检查：${verdict}`);
    return factsOf(sqlite);
  } finally {
    sqlite.close();
  }
}

async function writeBackup(
  copy: string,
  partial: string,
  facts: Omit<BackupManifest, 'database' | 'compressed'>,
): Promise<BackupManifest> {
  const [plain, packed] = [createHash('sha256'), createHash('sha256')];
  const [database, compressed] = [{ bytes: 0 }, { bytes: 0 }];
  const out = createWriteStream(partial, { start: HEAD_BYTES, flags: 'wx', mode: 0o600 });
  const stream = createReadStream(copy, { highWaterMark: 1 << 20 });
  await pipeline(stream, measured(plain, database), createZstdCompress(), measured(packed, compressed), out);
  const manifest: BackupManifest = {
    ...facts,
    database: { bytes: database.bytes, sha256: plain.digest('hex') },
    compressed: { bytes: compressed.bytes, sha256: packed.digest('hex') },
  };
  const file = openSync(partial, 'r+');
  try {
    writeSync(file, headOf(manifest), 0, HEAD_BYTES, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return manifest;
}

const misfit = (path: string) =>
  new BackupError('damaged', `备份 ${path} 已损坏（数据与校验值不符），不能使用；请换一份备份。`);

const contentOf = (path: string) => createReadStream(path, { start: HEAD_BYTES, highWaterMark: 1 << 20 });

/**
 * Unpacks a backup to `target` (which must not exist): its bytes are checked before anything is unpacked, and what was
 * unpacked after.
 * @throws BackupError no_backup, damaged
 */
export async function unpackBackup(path: string, target: string): Promise<BackupManifest> {
  const manifest = readManifest(path);
  const packed = createHash('sha256');
  for await (const chunk of contentOf(path)) packed.update(chunk as Buffer);
  if (packed.digest('hex') !== manifest.compressed.sha256) throw misfit(path);
  const [plain, seen] = [createHash('sha256'), { bytes: 0 }];
  const out = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  await pipeline(contentOf(path), createZstdDecompress(), measured(plain, seen), out);
  if (plain.digest('hex') !== manifest.database.sha256 || seen.bytes !== manifest.database.bytes)
    throw misfit(path);
  return manifest;
}

/** Whether an unpacked database is what the manifest says. @throws BackupError damaged */
export function checkUnpacked(path: string, manifest: BackupManifest): void {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const verdict = sqlite.pragma('quick_check(1)', { simple: true });
    const head = auditHeadOf(sqlite);
    const fits = head.id === manifest.auditHead.id && head.hash === manifest.auditHead.hash;
    if (verdict !== 'ok' || !fits)
      throw new BackupError('damaged', '备份中的数据库没有通过完整性检查，不能使用；请换一份备份。');
  } finally {
    sqlite.close();
  }
}

/** Reads a whole backup and checks everything in it; `dir` takes the unpacked copy meanwhile. @throws BackupError */
export async function verifyBackup(path: string, dir: string): Promise<BackupManifest> {
  const copy = join(dir, `${PARTIAL}check-${process.pid}-${Date.now()}`);
  try {
    const manifest = await unpackBackup(path, copy);
    checkUnpacked(copy, manifest);
    return manifest;
  } finally {
    rmSync(copy, { force: true });
  }
}

export interface BackupTask {
  /** the live database file */
  database: string;
  /** folder of the backups */
  dir: string;
  appVersion: string;
  now: () => Date;
}

export interface MadeBackup {
  name: string;
  path: string;
  bytes: number;
  manifest: BackupManifest;
}

function freeName(dir: string, at: Date): string {
  for (let turn = 1; ; turn++) {
    const name = backupName(at, turn);
    if (!existsSync(join(dir, name))) return name;
  }
}

async function makeUnderLock({ database, dir, appVersion, now }: BackupTask): Promise<MadeBackup> {
  removePartial(dir);
  const at = now();
  const name = freeName(dir, at);
  const copy = join(dir, `${PARTIAL}${name}.sqlite`);
  const partial = join(dir, `${PARTIAL}${name}`);
  try {
    const facts = copyDatabase(database, copy);
    await writeBackup(copy, partial, { ...facts, appVersion, madeAt: at.toISOString() });
    rmSync(copy);
    // what was written is read again from its file before it may be called a backup
    const manifest = await verifyBackup(partial, dir);
    const path = join(dir, name);
    ownLike(partial, database);
    renameSync(partial, path);
    syncToDisk(dir);
    return { name, path, bytes: statSync(path).size, manifest };
  } finally {
    removePartial(dir);
  }
}

/**
 * Makes a backup of a database, in use or not, and checks it. Nothing but a complete, checked backup ever carries a
 * backup's name; older ones are not touched.
 * @throws BackupError no_database, busy, no_room, not_writable, write_failed, damaged
 */
export async function makeBackup(task: BackupTask): Promise<MadeBackup> {
  if (!existsSync(task.database))
    throw new BackupError('no_database', `没有数据库文件 ${task.database}，请检查数据目录（DATA_DIR）。`);
  try {
    const unlock = lockFolder(task.dir, task.database);
    try {
      return await makeUnderLock(task);
    } finally {
      unlock();
    }
  } catch (error) {
    throw diskProblem(error, task.dir) ?? error;
  }
}
