import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { ROOT } from '../../../server/cli/build.ts';
import { oldDatabaseOf } from '../../support/old-database.ts';
import { newFolder, startProduct } from '../../support/product.ts';

const KILLS = process.env.FULL_TESTS === '1' ? 30 : 4;
/** Enough rows that bringing the file up to date takes a while. */
const ROWS = 60_000;

function oldFile(folder: string): string {
  const path = join(folder, 'tracker.sqlite');
  oldDatabaseOf(ROWS, path);
  return path;
}

/** Tables with their definitions, and how many migrations are noted. */
function schemaOf(path: string) {
  const sqlite = new Sqlite(path, { readonly: true });
  try {
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    const definitions = sqlite.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').raw().all();
    const migrations = sqlite.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get();
    const officers = sqlite.prepare("SELECT count(*) FROM user WHERE role = 'county'").pluck().get();
    return { schema: JSON.stringify([migrations, definitions]), officers };
  } finally {
    sqlite.close();
  }
}

/** Starts the product on the folder and kills it after a time, or as it comes up. */
async function startAndKill(DATA_DIR: string, afterMs: number): Promise<void> {
  const env = { ...process.env, NODE_ENV: '', PORT: '0', DATA_DIR };
  const child = spawn(process.execPath, ['server/cli/run.mjs', 'start'], { cwd: ROOT, env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
}

test('killed while it brings an old database up to date: the schema is the old or the new one, and the next start completes', async () => {
  const folder = newFolder();
  const path = oldFile(folder);
  const old = schemaOf(path).schema;
  const whole = newFolder();
  oldFile(whole);
  const began = Date.now();
  await (await startProduct('start', { DATA_DIR: whole })).stop();
  const startMs = Date.now() - began;
  const fresh = schemaOf(join(whole, 'tracker.sqlite')).schema;
  expect(fresh).not.toBe(old);

  const seen = { old: 0, new: 0 };
  let at = folder;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await startAndKill(at, startMs * (0.3 + 0.6 * Math.random()));
    const { schema, officers } = schemaOf(join(at, 'tracker.sqlite'));
    expect([old, fresh]).toContain(schema);
    expect(officers).toBe(ROWS);
    seen[schema === old ? 'old' : 'new'] += 1;
    if (schema !== fresh) continue;
    at = newFolder();
    oldFile(at);
  }
  console.log(`${KILLS} kills: ${seen.old} left the old schema, ${seen.new} the new one`);
  await (await startProduct('start', { DATA_DIR: at })).stop();
  expect(schemaOf(join(at, 'tracker.sqlite'))).toEqual({ schema: fresh, officers: ROWS });
}, 300_000);
