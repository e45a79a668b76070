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

/** The same with so many accounts that bringing it up to date takes a while and room. */
export function oldDatabaseOf(officers: number, path: string): void {
  const old = oldDatabase(path);
  old.exec(`
    INSERT INTO unit VALUES ('360425', '永修县', 'county', 6);
    INSERT INTO user (username, display_name, role, unit_code, password_hash, must_change_password,
      password_changed_at, created_at)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${officers})
      SELECT 'officer' || i, '填报员', 'county', '360425', 'none', 0, '2026-11-01', '2026-11-01' FROM n;`);
  old.close();
}
