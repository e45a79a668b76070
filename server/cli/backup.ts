import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockFolder, makeBackup, removePartial, verifyBackup } from '../../db/backup.ts';
import { BackupError, type BackupManifest, diskProblem } from '../../db/backup-format.ts';
import { listBackups, prune } from '../../db/backup-list.ts';
import { DatabaseOpenError } from '../../db/open.ts';
import { shanghaiTime } from '../http/clock.ts';
import { VERSION } from '../http/version.ts';
import { commandLine } from './called.ts';
import { type Environment, EnvironmentError, readEnvironment } from './environment.ts';

const USAGE = `用法：${commandLine('backup', '[--list | --verify [文件名] | --demo]')}`;
const DATABASE_FILE = 'tracker.sqlite';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** '12.3 MB' */
const sizeWords = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`;

/** When it was made and where its audit log ends. */
export function backupWords({ madeAt, auditHead, demo }: BackupManifest): string {
  const kind = demo ? '（演示数据）' : '';
  return `${shanghaiTime(new Date(madeAt))}${kind}，审计日志到第${auditHead.id}条，摘要 ${auditHead.hash}`;
}

async function make({ dataDir, backupDir, backupKeep }: Environment): Promise<void> {
  const database = join(dataDir, DATABASE_FILE);
  const made = await makeBackup({ database, dir: backupDir, appVersion: VERSION, now: () => new Date() });
  const { gone, stuck } = prune(backupDir, backupKeep, new Date(), made.manifest.demo);
  say(`备份完成并已核对：${made.path}（${sizeWords(made.bytes)}）`);
  say(backupWords(made.manifest));
  if (gone.length > 0) say(`保留期已过，删去${gone.length}份旧备份。`);
  if (stuck.length > 0) say(`保留期已过的${stuck.length}份旧备份删不掉，请检查 ${backupDir} 的权限。`);
}

function list({ backupDir }: Environment): void {
  const backups = listBackups(backupDir);
  if (backups.length === 0) say(`${backupDir} 里还没有备份。`);
  for (const { name, manifest, problem } of backups) {
    say(manifest === null ? `${name}  ■ ${problem}` : `${name}  ${backupWords(manifest)}`);
  }
}

/** Reads whole backups, one or all. @throws BackupError of the last that is damaged, after all were read */
async function verify({ backupDir, dataDir }: Environment, name: string | undefined): Promise<void> {
  const names = name === undefined ? listBackups(backupDir).map((backup) => backup.name) : [name];
  if (names.length === 0) throw new BackupError('no_backup', `${backupDir} 里还没有备份。`);
  // a run that makes a backup meanwhile would take the unpacked copy for a leftover of its own
  const unlock = lockFolder(backupDir, join(dataDir, DATABASE_FILE));
  try {
    removePartial(backupDir);
    await verifyEach(names, backupDir, name === undefined);
  } finally {
    unlock();
  }
}

async function verifyEach(names: readonly string[], backupDir: string, all: boolean): Promise<void> {
  let failed: BackupError | null = null;
  for (const one of names) {
    try {
      say(`${one}  ● 完好：${backupWords(await verifyBackup(resolve(backupDir, one), backupDir))}`);
    } catch (error) {
      failed = diskProblem(error, backupDir);
      if (failed === null) throw error;
      if (all) say(`${one}  ■ ${failed.message}`);
    }
  }
  if (failed) throw failed;
}

function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      // run.mjs passes its own command name first
      args: args.filter((arg, index) => index > 0 || arg !== 'backup'),
      options: {
        list: { type: 'boolean', default: false },
        verify: { type: 'boolean', default: false },
        demo: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch {
    throw new EnvironmentError(USAGE);
  }
}

async function run(args: readonly string[]): Promise<void> {
  const { values, positionals } = optionsOf(args);
  if (positionals.length > (values.verify ? 1 : 0)) throw new EnvironmentError(USAGE);
  const environment = readEnvironment(process.env, values.demo ? 'demo' : 'start');
  if (values.list) return list(environment);
  return values.verify ? verify(environment, positionals[0]) : make(environment);
}

/**
 * Ends with exit code 1 and one Chinese line for what an operator can mend. What is made is for its owner only,
 * whatever the shell's umask.
 */
export async function orExplain(label: string, work: () => Promise<void>): Promise<void> {
  process.umask(0o077);
  try {
    await work();
  } catch (error) {
    const isKnown = [BackupError, EnvironmentError, DatabaseOpenError].some((kind) => error instanceof kind);
    if (!isKnown || !(error instanceof Error)) throw error;
    process.stderr.write(`${label}失败：${error.message}\n`);
    process.exitCode = 1;
  }
}

/** `npm run backup`: makes a backup, beside a running server or without; `--list` and `--verify` look at those kept. */
export async function backup(): Promise<void> {
  await orExplain('备份', () => run(process.argv.slice(2)));
}
