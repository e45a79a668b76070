import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');
/** Migrations of the release before the reporting tables: 0000 to 0004. */
const OLD_MIGRATIONS = 5;

/** A database as the release before the reporting tables left it, open; `openDatabase` brings the file up to date. */
export function oldDatabase(path: string): Sqlite.Database {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journalPath = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(journalPath, 'utf8')) as { entries: unknown[] };
  const entries = journal.entries.slice(0, OLD_MIGRATIONS);
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries }));
  const sqlite = new Sqlite(path);
  migrate(drizzle(sqlite), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
  return sqlite;
}
