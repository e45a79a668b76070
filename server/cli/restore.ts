import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '../../db/backup-restore.ts';
import { backupWords, orExplain } from './backup.ts';
import { commandLine } from './called.ts';
import { type Environment, EnvironmentError, readEnvironment } from './environment.ts';

const USAGE = `用法：${commandLine('restore', '<备份文件> [--demo]')}（备份目录里的文件可只写文件名）`;
const DATABASE_FILE = 'tracker.sqlite';

const say = (line: string) => process.stdout.write(`${line}\n`);

function optionsOf(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      // run.mjs passes its own command name first
      args: args.filter((arg, index) => index > 0 || arg !== 'restore'),
      options: { demo: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new EnvironmentError(USAGE);
    return { file, demo: values.demo };
  } catch {
    throw new EnvironmentError(USAGE);
  }
}

/** A path as given, or a name in the folder of the backups. */
function fileNamed(file: string, { backupDir }: Environment): string {
  if (isAbsolute(file) || existsSync(file)) return resolve(file);
  return join(backupDir, file);
}

/** Said where nothing was replaced: the command may stand in another folder than the service. */
function newPlaceWords(dataDir: string, isNewFolder: boolean): string {
  const what = isNewFolder
    ? `数据目录 ${dataDir} 原先不存在，已新建`
    : `数据目录 ${dataDir} 里原先没有数据库`;
  return `${what}：请确认服务用的正是这个目录（DATA_DIR）。`;
}

async function run(args: readonly string[]): Promise<void> {
  const { file, demo } = optionsOf(args);
  const environment = readEnvironment(process.env, demo ? 'demo' : 'start');
  const database = join(environment.dataDir, DATABASE_FILE);
  const backup = fileNamed(file, environment);
  const isNewFolder = !existsSync(environment.dataDir);
  const restored = await restoreBackup({ backup, database, demo, now: () => new Date() });
  say(`恢复完成：${database}`);
  say(`备份时间 ${backupWords(restored.manifest)}`);
  say(`完整性检查通过，审计日志${restored.auditRows}条逐条核对无误。`);
  if (restored.movedAside !== null) say(`原数据库保留为 ${restored.movedAside}`);
  else say(newPlaceWords(environment.dataDir, isNewFolder));
  say('备份之后的改动不在其中；所有人须重新登录。现在可以启动服务。');
}

/** `npm run restore -- <file>`: puts a backup in the place of the database of a stopped server. */
export async function restore(): Promise<void> {
  await orExplain('恢复', () => run(process.argv.slice(2)));
}
