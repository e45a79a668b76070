import { parseArgs } from 'node:util';
import { makeBackup } from '../../db/backup.ts';
import { BackupError } from '../../db/backup-format.ts';
import { prune } from '../../db/backup-list.ts';
import { VERSION } from '../http/version.ts';

/*
 * The backup the server makes, in a process of its own: copying, compressing and digesting take nothing of the server's
 * time or memory. Says how it ended in one line of JSON.
 */

export type BackupJobReply =
  | { ok: true; name: string; bytes: number; pruned: string[]; stuck: string[] }
  | { ok: false; problem: string; message: string };

async function run(): Promise<BackupJobReply> {
  process.umask(0o077);
  const text = { type: 'string', default: '' } as const;
  const { values } = parseArgs({ options: { database: text, dir: text, keep: text, at: text } });
  const { database, dir } = values;
  // the server's clock, which a test moves
  const at = new Date(values.at);
  try {
    const made = await makeBackup({ database, dir, appVersion: VERSION, now: () => at });
    const { gone, stuck } = prune(dir, Number(values.keep), at, made.manifest.demo);
    return { ok: true, name: made.name, bytes: made.bytes, pruned: gone, stuck };
  } catch (error) {
    if (!(error instanceof BackupError)) throw error;
    return { ok: false, problem: error.problem, message: error.message };
  }
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
