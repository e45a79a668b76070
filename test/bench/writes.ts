import type Sqlite from 'better-sqlite3';
import { Officer } from './drafts.ts';
import { copyOf, demoFolder, line, percentile, runBare, runProduct, SECONDS } from './servers.ts';

const OFFICERS = 70;
const NAMES = Array.from({ length: OFFICERS }, (_, index) => String(980_001 + index));
const PERIOD = '2026-10';

/** 70 units with an officer each, who sign in with the demo's password. */
function addOfficers(sqlite: Sqlite.Database): void {
  const unit = sqlite.prepare("INSERT INTO unit VALUES (?, ?, 'county', ?)");
  const base = sqlite.prepare("INSERT INTO intensity_baseline VALUES (?, 2024, '26.1', '-3.1')");
  const target = sqlite.prepare("INSERT INTO intensity_target VALUES (?, ?, '-4.4')");
  const user = sqlite.prepare(`INSERT INTO user
    (username, display_name, role, password_hash, must_change_password, password_changed_at, created_at)
    SELECT 'county-' || ?, '测速填报员', role, password_hash, 0, password_changed_at, created_at
    FROM user WHERE username = 'county-360425'`);
  const held = sqlite.prepare('INSERT INTO user_unit (user_id, unit_code) VALUES (?, ?)');
  for (const [index, code] of NAMES.entries()) {
    unit.run(code, `测速${index + 1}县`, 1000 + index);
    base.run(code);
    for (const year of [2025, 2026, 2027]) target.run(code, year);
    held.run(user.run(code).lastInsertRowid, code);
  }
}

/** How many times a second it can be done one after another. */
async function sequentially(work: () => Promise<unknown>): Promise<number> {
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  while (performance.now() < until) {
    await work();
    count += 1;
  }
  return count / SECONDS;
}

const ROUNDS = 3;
const median = (values: readonly number[]) => percentile(values, 0.5);

/** Drafts saved one after another, by turns with a bare insert: a disk that others use is slow for both. */
async function oneAfterAnother(officer: Officer, bareAddress: string): Promise<void> {
  const insert = async () => {
    await (await fetch(`${bareAddress}/write`, { method: 'POST', body: '{"energy":"26.1"}' })).json();
  };
  const saves: number[] = [];
  const inserts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    saves.push(await sequentially(() => officer.save()));
    inserts.push(await sequentially(insert));
  }
  const [ours, theirs] = [median(saves), median(inserts)];
  line('save a draft, sequential, audit row, FULL', `${ours.toFixed(0)}/s`);
  line('  bare Hono + SQLite FULL insert', `${theirs.toFixed(0)}/s  ours ${(ours / theirs).toFixed(2)} ×`);
  const submits = await sequentially(async () => {
    await officer.submit();
    await officer.withdraw();
  });
  line('submit and withdraw, sequential', `${submits.toFixed(0)} pairs/s`);
}

/** All officers press save at the same moment, again and again. */
async function allAtOnce(officers: readonly Officer[]): Promise<void> {
  const times: number[] = [];
  const until = performance.now() + SECONDS * 2000;
  while (performance.now() < until) {
    const started = performance.now();
    const timed = async (officer: Officer) => {
      await officer.save();
      times.push(performance.now() - started);
    };
    await Promise.all(officers.map(timed));
  }
  const words = [0.5, 0.99].map((share) => `p${share * 100} ${percentile(times, share).toFixed(0)} ms`);
  line(`${officers.length} officers saving at once`, `${times.length} saves  ${words.join('  ')}`);
}

export async function writes(): Promise<void> {
  const product = await runProduct(copyOf(await demoFolder(), addOfficers));
  const bare = await runBare();
  try {
    const officers: Officer[] = [];
    for (const code of NAMES) officers.push(await Officer.signIn(product, `county-${code}`, code, PERIOD));
    await Promise.all(officers.map((officer) => officer.save()));
    if (officers[0]) await oneAfterAnother(officers[0], bare.address);
    await allAtOnce(officers);
  } finally {
    await product.stop();
    await bare.stop();
  }
}
