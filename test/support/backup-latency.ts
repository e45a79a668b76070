import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appendAudit } from '../../db/audit.ts';
import { type Database, openDatabase } from '../../db/open.ts';
import { ROOT } from '../../server/cli/build.ts';

/** Milliseconds a write takes, acknowledged on the disk. */
export interface WriteLatency {
  writes: number;
  p50: number;
  p99: number;
  max: number;
}

export interface BackupLatency {
  databaseBytes: number;
  backupMs: number;
  before: WriteLatency;
  during: WriteLatency;
  /** p99 during the backup over p99 before it */
  ratio: number;
}

function summary(times: number[]): WriteLatency {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { writes: sorted.length, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

/** One write with its audit row every few milliseconds, as officers save, until `until` has come. */
async function writeUntil(db: Database, until: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let over = false;
  void until.finally(() => {
    over = true;
  });
  while (!over) {
    const started = performance.now();
    db.write((tx) =>
      appendAudit(tx, {
        at: new Date().toISOString(),
        actor: { id: null, name: 'measurement' },
        action: 'report.save_draft',
        entity: 'report',
        entityId: '360402/2026-10',
        after: { energyWanTce: '12.34' },
      }),
    );
    times.push(performance.now() - started);
    await wait(3);
  }
  return times;
}

/**
 * How long writes take before a backup and while one is made (issue 7: p99 at most twice as long). The database is
 * written to: give it a copy.
 */
export async function measureBackup(
  database: string,
  dir: string,
  secondsBefore = 5,
): Promise<BackupLatency> {
  const db = openDatabase(database);
  try {
    const before = await writeUntil(db, wait(secondsBefore * 1000));
    const args = ['server/cli/backup-job.ts', '--database', database, '--dir', dir];
    const options = ['--keep', '30', '--at', new Date().toISOString()];
    const started = performance.now();
    const job = spawn('nice', ['-n', '10', process.execPath, ...args, ...options], { cwd: ROOT });
    const ended = new Promise<number | null>((resolve) => job.once('close', resolve));
    const during = await writeUntil(db, ended);
    const backupMs = performance.now() - started;
    if ((await ended) !== 0) throw new Error(`the backup to ${join(dir)} failed`);
    const [b, d] = [summary(before), summary(during)];
    return { databaseBytes: statSync(database).size, backupMs, before: b, during: d, ratio: d.p99 / b.p99 };
  } finally {
    db.close();
  }
}
