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

/** so many of the newest are kept whatever the clock says */
export const KEPT_ALWAYS = 7;

/** A backup as retention sees it. */
export interface Kept {
  name: string;
  /** UTC ISO 8601 */
  madeAt: string;
  demo: boolean;
}

/**
 * Until when each backup is kept (UTC ISO 8601): `keepDays` after it was made, the first of each month (in Shanghai)
 * for a year. Those of the demo and of production count apart.
 */
export function keptUntil(backups: readonly Kept[], keepDays: number): Map<string, string> {
  const oldestFirst = [...backups].sort((a, b) => a.madeAt.localeCompare(b.madeAt));
  const months = new Set<string>();
  return new Map(
    oldestFirst.map(({ name, madeAt, demo }) => {
      const at = new Date(madeAt);
      const month = `${demo} ${timeStamp(at).slice(0, 6)}`;
      const days = months.has(month) ? keepDays : Math.max(keepDays, MONTHLY_DAYS);
      months.add(month);
      return [name, new Date(at.getTime() + days * DAY_MS).toISOString()];
    }),
  );
}

/**
 * Whether the clock is not to be trusted with deleting: it stands before the newest backup, or that one came so long
 * after the one before it that the clock may have jumped (or the machine was off; then the next run deletes).
 */
function isClockDoubtful([newest, before]: readonly Kept[], keepDays: number, now: Date): boolean {
  if (!newest) return false;
  const newestAt = Date.parse(newest.madeAt);
  if (now.getTime() < newestAt) return true;
  return before !== undefined && newestAt - Date.parse(before.madeAt) > keepDays * DAY_MS;
}

/** The names of one kind whose time is over; never the newest seven, and none while the clock is in doubt. */
export function outlived(backups: readonly Kept[], keepDays: number, now: Date): string[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt.localeCompare(a.madeAt));
  if (isClockDoubtful(newestFirst, keepDays, now)) return [];
  const until = keptUntil(backups, keepDays);
  return newestFirst
    .slice(KEPT_ALWAYS)
    .map(({ name }) => name)
    .filter((name) => (until.get(name) ?? '') <= now.toISOString());
}

/** What became of the backups whose time is over. */
export interface Pruned {
  gone: string[];
  /** could not be deleted; the next run tries again */
  stuck: string[];
}

/**
 * Deletes what has outlived its time, of one kind only: the demo's or production's. What cannot be read is left for a
 * person to look at. Never fails: the backup made before it stands.
 */
export function prune(dir: string, keepDays: number, now: Date, demo: boolean): Pruned {
  const ofKind = listBackups(dir).flatMap(({ name, manifest }) =>
    manifest?.demo === demo ? [{ name, madeAt: manifest.madeAt, demo }] : [],
  );
  const pruned: Pruned = { gone: [], stuck: [] };
  for (const name of outlived(ofKind, keepDays, now)) {
    try {
      unlinkSync(join(dir, name));
      pruned.gone.push(name);
    } catch {
      pruned.stuck.push(name);
    }
  }
  return pruned;
}
