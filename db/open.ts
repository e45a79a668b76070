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
export type WriteTx = Parameters<Parameters<Orm['transaction']>[0]>[0];

export interface Database {
  /** For reading only. */
  readonly read: ReadDb;
  /**
   * Runs `change` in one immediate transaction: all of it reaches the disk or none.
   * The callback is synchronous: an async one would run outside the transaction, and is refused.
   */
  write<T>(change: (tx: WriteTx) => T extends Promise<unknown> ? never : T): T;
  /**
   * A write that changes nothing anybody reads (last-seen times): same transaction rules, but it is not counted in
   * `commits()` and so empties no cache.
   */
  touch(change: (tx: WriteTx) => void): void;
  /** Number of committed writes since the file was opened; keys the reply caches. */
  commits(): number;
  readonly path: string;
  readonly sqlite: Sqlite.Database;
  close(): void;
}

export type DatabaseProblem = 'not_writable' | 'corrupt' | 'newer_version';

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
    const code = (error as { code?: string }).code ?? '';
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
      throw new DatabaseOpenError('not_writable', `数据库文件 ${path} 不可写，请检查权限。`);
    }
    throw new DatabaseOpenError('corrupt', `数据库文件 ${path} 已损坏或不是 SQLite 文件，请从备份恢复。`);
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
    const orm = drizzle(sqlite, { schema, casing: 'snake_case' });
    // a migration may rebuild a table others refer to: SQLite asks that the references be off meanwhile
    sqlite.pragma('foreign_keys = OFF');
    migrate(orm, { migrationsFolder: folder });
    sqlite.pragma('foreign_keys = ON');
    let commits = 0;
    return {
      read: orm,
      write(change) {
        const result = orm.transaction((tx) => change(tx as WriteTx), { behavior: 'immediate' });
        commits += 1;
        return result;
      },
      touch(change) {
        orm.transaction((tx) => change(tx as WriteTx), { behavior: 'immediate' });
      },
      commits: () => commits,
      path,
      sqlite,
      close: () => sqlite.close(),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}
