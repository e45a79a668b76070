import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { inject } from 'vitest';
import { makeBackup } from '../../db/backup.ts';
import { restoreBackup } from '../../db/backup-restore.ts';
import { ROOT } from '../../server/cli/build.ts';

export interface Ended {
  code: number | null;
  signal: string | null;
  output: string;
}

/** A machine's data folder with the demo's database, and its folder of backups. */
export class BackupWorld {
  readonly folder = mkdtempSync(join(tmpdir(), 'tracker-backup-'));
  readonly database = join(this.folder, 'data', 'tracker.sqlite');
  readonly dir = join(this.folder, 'backups');

  constructor() {
    mkdirSync(join(this.folder, 'data'));
    copyFileSync(inject('demoFile'), this.database);
  }

  make(at = '2026-11-21T18:30:00.000Z') {
    const now = () => new Date(at);
    return makeBackup({ database: this.database, dir: this.dir, appVersion: '1.0.0', now });
  }

  restore(backup: string, more: { demo?: boolean; database?: string } = {}) {
    const now = () => new Date('2026-11-22T01:00:00.000Z');
    return restoreBackup({ backup, database: this.database, demo: true, now, ...more });
  }

  /** The live file with its side files, byte for byte. */
  liveBytes(): string {
    const files = ['', '-wal', '-shm'].map((suffix) => `${this.database}${suffix}`);
    return files.map((path) => (existsSync(path) ? digestOf(path) : '')).join(' ');
  }

  /** What has no business to be left in the two folders. */
  leftovers(): string[] {
    return [join(this.folder, 'data'), this.dir]
      .filter((dir) => existsSync(dir))
      .flatMap((dir) => readdirSync(dir).filter((name) => name.startsWith('.partial')));
  }

  /** Makes the database larger by incompressible content, so that a run takes a while. */
  grow(megabytes: number): void {
    const sqlite = new Sqlite(this.database);
    sqlite.exec('CREATE TABLE ballast (content BLOB)');
    const insert = sqlite.prepare('INSERT INTO ballast SELECT randomblob(1048576)');
    for (let done = 0; done < megabytes; done++) insert.run();
    sqlite.close();
  }

  /** Starts a command of the repository (`backup`, `restore`) with this world's folders. */
  start(args: string[], shell?: string): { child: ChildProcess; ended: Promise<Ended> } {
    const env = {
      ...process.env,
      NODE_ENV: '',
      DATA_DIR: join(this.folder, 'data'),
      BACKUP_DIR: this.dir,
    };
    const command = [process.execPath, 'server/cli/run.mjs', ...args];
    const [file = '', ...rest] = shell ? ['bash', '-c', `${shell}; exec "$@"`, 'bash', ...command] : command;
    const child = spawn(file, rest, { cwd: ROOT, env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code, signal) => resolve({ code, signal, output }));
    });
    return { child, ended };
  }

  run(...args: string[]): Promise<Ended> {
    return this.start(args).ended;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
