import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema.ts';

export type Schema = typeof schema;
type Orm = BetterSQLite3Database<Schema>;

/** What a read may do: no insert, update, delete or transaction. */
export type ReadDb = Pick<Orm, 'select' | 'selectDistinct' | 'all' | 'get' | 'values'>;

/** What the callback of `Database.write` may do; exists only inside that transaction. */
export type WriteTx = Omit<Parameters<Parameters<Orm['transaction']>[0]>[0], 'rollback' | 'transaction'>;

export interface Database {
  /** For reading only. */
  readonly read: ReadDb;
  /**
   * Runs `change` in one immediate transaction: all of it reaches the disk or none.
   * The callback is synchronous: an async one would run outside the transaction, and is refused.
   */
  write<T>(
    change: (tx: WriteTx) => T extends Promise<unknown> ? never : T,
    /** whether, by its result, it only rewrote a working copy (草稿) that stood there already */
    isRewrite?: (result: T) => boolean,
  ): T;
  /**
   * A write that changes nothing a cache holds (last-seen times, most sign-ins): same transaction rules, but it is not
   * counted in `commits()` and so empties no cache.
   */
  touch<T>(change: (tx: WriteTx) => T extends Promise<unknown> ? never : T): T;
  /** Number of committed writes since the file was opened; keys the reply caches. */
  commits(): number;
  /** The same without those that only rewrote a working copy: keys what shows no working copies. */
  commitsBesideDrafts(): number;
  /** how many migrations were run when it was opened, and how many it has in all */
  readonly migrations: { run: number; total: number };
  readonly path: string;
  readonly sqlite: Sqlite.Database;
  close(): void;
}

export type DatabaseProblem = 'not_writable' | 'corrupt' | 'newer_version' | 'disk' | 'in_use';

/** The database cannot be opened; `message` is one Chinese line for whoever starts the server. */
export class DatabaseOpenError extends Error {
  readonly problem: DatabaseProblem;
  constructor(problem: DatabaseProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/** The migrations folder, from the sources (db/) and from the bundle (dist/server/). */
function migrationsFolder(): string {
  const here = import.meta.dirname;
  const candidates = [join(here, 'migrations'), join(here, '../../db/migrations')];
  const found = candidates.find((folder) => existsSync(join(folder, 'meta/_journal.json')));
  if (!found) throw new Error(`db/migrations not found beside ${here}`);
  return found;
}

function newestMigration(folder: string): number {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  return Math.max(...journal.entries.map((entry) => entry.when));
}

/** The newest migration this program knows, as drizzle stamps it (milliseconds). */
export const newestSchema = (): number => newestMigration(migrationsFolder());

function refuseUnknownVersion(sqlite: Sqlite.Database, folder: string, path: string): void {
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type='table'")
    .pluck()
    .all() as string[];
  if (tables.length === 0) return;
  if (!tables.includes('__drizzle_migrations')) {
    throw new DatabaseOpenError('corrupt', `${path} 不是本平台的数据库文件，请检查数据目录（DATA_DIR）。`);
  }
  const applied = sqlite.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as number;
  if (applied > newestMigration(folder)) {
    throw new DatabaseOpenError(
      'newer_version',
      `数据库 ${path} 由更新版本的程序建立，本版本不能打开；请升级程序或恢复旧备份。`,
    );
  }
}

function appliedMigrations(sqlite: Sqlite.Database): number {
  const exists = sqlite
    .prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'")
    .pluck()
    .get();
  if (exists === 0) return 0;
  return sqlite.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() as number;
}

/** SQLite's code of a failed statement, also where it is the cause of another error. */
function sqliteCode(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return typeof code === 'string' ? code : cause ? sqliteCode(cause) : '';
}

/**
 * A migration that does not fit on the disk is rolled back by SQLite itself; drizzle then rolls back once more, and it is
 * that which fails and hides the cause.
 */
function isRolledBackBySqlite(error: unknown): boolean {
  const { cause } = (error ?? {}) as { cause?: { message?: string } };
  return cause?.message === 'cannot rollback - no transaction is active';
}

/** What the machine has against opening the file; null where it is not the machine. */
function openError(error: unknown, path: string): DatabaseOpenError | null {
  const code = sqliteCode(error);
  if (isRolledBackBySqlite(error)) {
    const message = `磁盘空间不足或读写失败，数据库升级已全部撤销；请清理 ${path} 所在磁盘后再启动。`;
    return new DatabaseOpenError('disk', message);
  }
  if (/^SQLITE_(READONLY|CANTOPEN)/.test(code)) {
    return new DatabaseOpenError('not_writable', `数据库文件 ${path} 不可写，请检查权限。`);
  }
  // a full or failing disk says nothing against the file: nobody should restore a backup over it
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)/.test(code)) {
    return new DatabaseOpenError('disk', `磁盘空间不足，请清理 ${path} 所在磁盘后再启动；数据未改动。`);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new DatabaseOpenError('disk', `数据库文件 ${path} 读写失败（${code}），请检查磁盘状况。`);
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new DatabaseOpenError('in_use', `数据库文件 ${path} 正被其他程序占用，请先停止该程序。`);
  }
  return null;
}

function connect(path: string): Sqlite.Database {
  try {
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch {
    throw new DatabaseOpenError(
      'not_writable',
      `数据目录 ${dirname(path)} 不可写，请检查权限或更换 DATA_DIR。`,
    );
  }
  const sqlite = new Sqlite(path);
  try {
    sqlite.pragma('journal_mode = WAL');
    // In WAL mode better-sqlite3 silently runs at NORMAL; an acknowledged write must be on disk.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('trusted_schema = OFF');
    const verdict = sqlite.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new Error(String(verdict));
    return sqlite;
  } catch (error) {
    sqlite.close();
    const message = `数据库文件 ${path} 已损坏或不是 SQLite 文件，请从备份恢复。`;
    throw openError(error, path) ?? new DatabaseOpenError('corrupt', message);
  }
}

/**
 * Opens (or creates) the database file and brings its schema up to date.
 * @throws DatabaseOpenError when the folder is not writable, the file is corrupt or from a newer version
 */
export function openDatabase(path: string): Database {
  const sqlite = connect(path);
  try {
    const folder = migrationsFolder();
    refuseUnknownVersion(sqlite, folder, path);
    const before = appliedMigrations(sqlite);
    const orm = drizzle(sqlite, { schema, casing: 'snake_case' });
    // a migration may rebuild a table others refer to: SQLite asks that the references be off meanwhile
    sqlite.pragma('foreign_keys = OFF');
    migrate(orm, { migrationsFolder: folder });
    sqlite.pragma('foreign_keys = ON');
    const total = appliedMigrations(sqlite);
    let commits = 0;
    let rewrites = 0;
    // one connection: inside its transaction the same object writes, so what is prepared on it serves both
    const { immediate } = sqlite.transaction((change: (tx: WriteTx) => unknown) =>
      change(orm as unknown as WriteTx),
    );
    return {
      read: orm,
      write<T>(change: (tx: WriteTx) => T, isRewrite?: (result: T) => boolean) {
        const result = immediate(change) as T;
        commits += 1;
        if (isRewrite?.(result)) rewrites += 1;
        return result;
      },
      touch<T>(change: (tx: WriteTx) => T) {
        return immediate(change) as T;
      },
      commits: () => commits,
      commitsBesideDrafts: () => commits - rewrites,
      migrations: { run: total - before, total },
      path,
      sqlite,
      close: () => sqlite.close(),
    };
  } catch (error) {
    sqlite.close();
    throw openError(error, path) ?? error;
  }
}
