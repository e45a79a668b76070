import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BACKUP_NAME, BackupError, type BackupManifest, readManifest, timeStamp } from './backup-format.ts';

/** A backup in the folder: readable, with what it says of itself, or damaged, with why. */
export type StoredBackup =
  | { name: string; manifest: BackupManifest; problem: null }
  | { name: string; manifest: null; problem: string };

function stored(dir: string, name: string): StoredBackup {
  try {
    return { name, manifest: readManifest(join(dir, name)), problem: null };
  } catch (error) {
    return { name, manifest: null, problem: error instanceof BackupError ? error.message : '读不出来。' };
  }
}

/** The backups of a folder, newest first; only their heads are read. A folder that is not there has none. */
export function listBackups(dir: string): StoredBackup[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    return [];
  }
  return names
    .filter((name) => BACKUP_NAME.test(name))
    .sort()
    .reverse()
    .map((name) => stored(dir, name));
}

const DAY_MS = 86_400_000;
/** days the first backup of a month is kept: twelve months and a little */
const MONTHLY_DAYS = 366;

/** A backup as retention sees it. */
export interface Kept {
  name: string;
  /** UTC ISO 8601 */
  madeAt: string;
}

/**
 * Until when each backup is kept (UTC ISO 8601): `keepDays` after it was made, the first of each month (in Shanghai)
 * for a year. The newest is kept in any case.
 */
export function keptUntil(backups: readonly Kept[], keepDays: number): Map<string, string> {
  const oldestFirst = [...backups].sort((a, b) => a.madeAt.localeCompare(b.madeAt));
  const months = new Set<string>();
  return new Map(
    oldestFirst.map(({ name, madeAt }) => {
      const at = new Date(madeAt);
      const month = timeStamp(at).slice(0, 6);
      const days = months.has(month) ? keepDays : Math.max(keepDays, MONTHLY_DAYS);
      months.add(month);
      return [name, new Date(at.getTime() + days * DAY_MS).toISOString()];
    }),
  );
}

/** The names whose time is over; never the newest. */
export function outlived(backups: readonly Kept[], keepDays: number, now: Date): string[] {
  const until = keptUntil(backups, keepDays);
  const newest = [...backups].sort((a, b) => b.madeAt.localeCompare(a.madeAt))[0];
  return backups
    .map(({ name }) => name)
    .filter((name) => name !== newest?.name && (until.get(name) ?? '') <= now.toISOString());
}

/** Deletes what has outlived its time; what cannot be read is left for a person to look at. Returns the names. */
export function prune(dir: string, keepDays: number, now: Date): string[] {
  const kept = listBackups(dir).flatMap(({ name, manifest }) =>
    manifest === null ? [] : [{ name, madeAt: manifest.madeAt }],
  );
  const names = outlived(kept, keepDays, now);
  for (const name of names) unlinkSync(join(dir, name));
  return names;
}
