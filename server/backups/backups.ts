import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { appendAudit } from '../../db/audit.ts';
import { BACKUP_NAME } from '../../db/backup-format.ts';
import { keptUntil, listBackups, type StoredBackup } from '../../db/backup-list.ts';
import type { Database } from '../../db/open.ts';
import type { BackupJobReply } from '../cli/backup-job.ts';
import type { Clock } from '../http/clock.ts';
import { AppError, notFound } from '../http/errors.ts';
import type { BackupListReply } from './schema.ts';

/** Who has a backup made: somebody, or the server by night. */
interface Maker {
  id: number | null;
  name: string;
  requestId: string | null;
}

export interface BackupSettings {
  dir: string;
  keepDays: number;
  /** free bytes of the folder, null where unknown; a test says otherwise */
  freeBytes?: (dir: string) => Promise<number | null>;
}

/** room wanted beyond the copy and its compressed form */
const SPARE_BYTES = 16 * 1_048_576;
/** a backup that takes longer hangs */
const LIMIT_MS = 30 * 60_000;

async function freeBytesOf(dir: string): Promise<number | null> {
  // the folder itself may have to be made first
  for (const path of [dir, dirname(dir), dirname(dirname(dir))]) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      // its parent stands on the same disk
    }
  }
  return null;
}

/** The program of the backup: its own bundle in the product, its TypeScript in development and tests. */
function jobFile(): string {
  const bundled = join(import.meta.dirname, 'backup-job.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, '../cli/backup-job.ts');
}

const deviceOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev ?? null;

/** Runs the job in a process of its own, with lower priority than the server. @throws Error where it broke off */
function runJob(args: string[]): Promise<BackupJobReply> {
  return new Promise((resolve, reject) => {
    const options = { timeout: LIMIT_MS, killSignal: 'SIGKILL', env: { PATH: process.env.PATH } } as const;
    const job = execFile(process.execPath, [jobFile(), ...args], options, (error, stdout, stderr) => {
      if (error) return reject(new Error(`the backup broke off: ${stderr.slice(0, 2000)}`, { cause: error }));
      resolve(JSON.parse(stdout) as BackupJobReply);
    });
    try {
      if (job.pid !== undefined) setPriority(job.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // it has ended already, or the system does not allow it: it then runs like any other
    }
  });
}

const STATUS: Readonly<Record<string, number>> = { busy: 409, no_room: 507 };
const CODES: Readonly<Record<string, string>> = { busy: 'backup_running', no_room: 'disk_full' };

/** What the page says of a failure; paths of the machine are for the command line. */
const WORDS: Readonly<Record<string, string>> = {
  busy: '备份正在进行，请稍后再试。',
  no_room: '备份目录所在磁盘空间不足，没有备份；请腾出空间后再试。',
  not_writable: '备份目录不可写，没有备份；请检查目录权限（BACKUP_DIR）。',
  damaged: '数据库没有通过完整性检查，没有备份；请保留现有备份并查明原因。',
};
const wordsOf = (problem: string) => WORDS[problem] ?? '没有备份成功，请查看服务日志。';

/** The backups of this server: making, listing, the folder they are in. One at a time. */
export class Backups {
  readonly dir: string;
  readonly keepDays: number;
  /** the next nightly run; null = none */
  nextRunAt: Date | null = null;
  private readonly db: Database;
  private readonly clock: Clock;
  private readonly freeBytes: (dir: string) => Promise<number | null>;
  private running = false;
  private lastFailure: { at: string; message: string } | null = null;

  constructor(db: Database, clock: Clock, { dir, keepDays, freeBytes }: BackupSettings) {
    this.db = db;
    this.clock = clock;
    this.dir = dir;
    this.keepDays = keepDays;
    this.freeBytes = freeBytes ?? freeBytesOf;
  }

  /** The backups that can be used, newest first. */
  good() {
    return listBackups(this.dir).flatMap((backup) => (backup.manifest === null ? [] : [backup]));
  }

  /** When the newest good backup was made; null = there is none. */
  newestAt(): Date | null {
    const newest = this.good()[0];
    return newest ? new Date(newest.manifest.madeAt) : null;
  }

  /** Makes a backup and records who had it made. @throws AppError 409 while one is made, 507 without room */
  async make(by: Maker): Promise<string> {
    if (this.running) throw this.refused('busy');
    this.running = true;
    try {
      const name = await this.makeNow(by);
      this.lastFailure = null;
      return name;
    } catch (error) {
      const message = error instanceof AppError ? error.message : wordsOf('broken');
      const isBusy = error instanceof AppError && error.status === 409;
      if (!isBusy) this.lastFailure = { at: this.clock.now().toISOString(), message };
      throw error;
    } finally {
      this.running = false;
    }
  }

  async list(): Promise<BackupListReply> {
    const stored = listBackups(this.dir);
    const good = stored.flatMap(({ name, manifest }) =>
      manifest ? [{ name, madeAt: manifest.madeAt, demo: manifest.demo }] : [],
    );
    const until = keptUntil(good, this.keepDays);
    const [data, dir] = [deviceOf(this.db.path), deviceOf(this.dir)];
    return {
      backups: stored.map((backup) => this.shown(backup, until.get(backup.name) ?? null)),
      running: this.running,
      nextRunAt: this.nextRunAt?.toISOString() ?? null,
      keepDays: this.keepDays,
      freeBytes: await this.freeBytes(this.dir),
      sameDisk: data === null || dir === null ? null : data === dir,
      lastFailure: this.lastFailure,
    };
  }

  /** The file of a backup in the list. @throws AppError 404 for every other name */
  fileOf(name: string): { path: string; sizeBytes: number } {
    const path = join(this.dir, basename(name));
    const known = BACKUP_NAME.test(name) && listBackups(this.dir).some((backup) => backup.name === name);
    if (!known) throw notFound('备份');
    return { path, sizeBytes: statSync(path).size };
  }

  private refused(problem: string): AppError {
    return new AppError(STATUS[problem] ?? 500, CODES[problem] ?? 'backup_failed', wordsOf(problem));
  }

  private async makeNow(by: Maker): Promise<string> {
    const free = await this.freeBytes(this.dir);
    // the copy and, at worst, as much again for its compressed form
    const wanted = 2 * statSync(this.db.path).size + SPARE_BYTES;
    if (free !== null && free < wanted) throw this.refused('no_room');
    const now = this.clock.now().toISOString();
    const reply = await runJob([
      '--database',
      this.db.path,
      '--dir',
      this.dir,
      '--keep',
      String(this.keepDays),
      '--at',
      now,
    ]);
    if (!reply.ok) throw this.refused(reply.problem);
    this.db.write((tx) =>
      appendAudit(tx, {
        at: this.clock.now().toISOString(),
        actor: { id: by.id, name: by.name },
        requestId: by.requestId,
        action: 'backup.make',
        entity: 'backup',
        entityId: reply.name,
        after: { sizeBytes: reply.bytes, ...(reply.pruned.length > 0 ? { pruned: reply.pruned } : {}) },
      }),
    );
    return reply.name;
  }

  private shown({ name, manifest, problem }: StoredBackup, keptUntil: string | null) {
    const sizeBytes = statSync(join(this.dir, name), { throwIfNoEntry: false })?.size ?? 0;
    if (manifest === null) {
      // the message of the command line names the path of the file
      const words = problem.includes('已损坏')
        ? '文件已损坏或没有复制完整，不能用于恢复'
        : '读不出来，请检查权限';
      return { name, madeAt: null, sizeBytes, head: null, demo: false, problem: words, keptUntil: null };
    }
    const { madeAt, auditHead: head, demo } = manifest;
    return { name, madeAt, sizeBytes, head, demo, problem: null, keptUntil };
  }
}

/** The backups where nothing else is set: in the folder beside the database, for 30 days. */
export function backupsBeside({ db, clock }: { db: Database; clock: Clock }): Backups {
  return new Backups(db, clock, { dir: join(dirname(db.path), 'backups'), keepDays: 30 });
}
