import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect } from 'vitest';
import { verifyAudit } from '../../../db/audit.ts';
import type { AuditHead } from '../../../db/backup-format.ts';
import type { ReadDb } from '../../../db/open.ts';
import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { newFolder, type Product, startProduct } from '../../support/product.ts';

/** All of 2026 can be reported on this day, and the demo has nothing for its last two periods. */
const DEMO_DATE = '2027-02-01';
const COUNTIES = [
  ...['360402', '360403', 'jkq', '360404', '360423', '360424', '360425', '360426'],
  ...['360428', '360429', '360430', '360481', '360482', '360483'],
];

/**
 * One person who writes one thing after another, each only when the one before was acknowledged. What they wrote can be
 * told apart: every write has a text of its own.
 */
interface Writer {
  username: string;
  cookie: string;
  /** `unit/period`, as the audit log names the report */
  report: string;
  kind: 'draft' | 'message';
  /** texts known to stand in the database, oldest first */
  acknowledged: string[];
  /** sent, and not answered when the process died */
  inFlight: string | null;
  /** how many of them were looked up after a crash before this one */
  settled: number;
}

/** Up to where the file was looked through after the crashes before. */
type Checked = AuditHead;
const NOTHING_CHECKED: Checked = { id: 0, hash: '0'.repeat(64) };

function writersOf(count: number): Writer[] {
  const blank = { cookie: '', acknowledged: [], inFlight: null, settled: 0 };
  const officers = COUNTIES.map((unit, index) => ({
    username: `county-${unit}`,
    report: `${unit.toUpperCase()}/2026-${index % 2 === 0 ? '11' : '12'}`,
    kind: 'draft' as const,
  }));
  const bureau = [
    { username: 'bureau', report: '360402/2026-11', kind: 'message' as const },
    { username: 'bureau-2', report: '360400/2026-12', kind: 'draft' as const },
  ];
  const half = Math.ceil(count / 8);
  return [...officers.slice(0, count - half), ...bureau.slice(0, half)].map((writer) => ({
    ...writer,
    ...blank,
    acknowledged: [],
  }));
}

async function cookieOf(address: string, username: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  expect(answer.status).toBe(200);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The next text of a writer: a figure for a draft, a sentence for a message. */
function nextText({ kind, acknowledged }: Writer): string {
  const n = acknowledged.length + 1;
  return kind === 'draft' ? String(10_000 + n) : `第${n}条留言`;
}

function requestOf(writer: Writer, text: string): readonly [method: string, step: string, body: object] {
  if (writer.kind === 'message') return ['POST', 'messages', { text }];
  const figures = { ...EMPTY_FIGURES, energyWanTce: text };
  return ['PUT', 'draft', { version: writer.acknowledged.length, figures }];
}

async function writeOnce(address: string, writer: Writer): Promise<void> {
  const text = nextText(writer);
  const [method, step, body] = requestOf(writer, text);
  writer.inFlight = text;
  const answer = await fetch(`${address}/api/v1/reports/${writer.report}/${step}`, {
    method,
    headers: { cookie: writer.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said = await answer.text();
  if (!answer.ok) throw new Refused(`${writer.username} ${step}: ${answer.status} ${said}`);
  writer.acknowledged.push(text);
  writer.inFlight = null;
}

/** An answer that is no acknowledgement: the product is up, and says no. */
class Refused extends Error {}

/** Why a request got no answer: the words of the error and of what lies under it. */
function whyBroken(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown };
  return [code, message, cause ? whyBroken(cause) : null].filter(Boolean).join(' / ');
}

interface Round {
  /** acknowledged writes */
  done: number;
  /** connections that broke while the process was alive, and why */
  broken: string[];
}

/** Everybody writes until the process is killed, as soon as so many writes of this round are acknowledged. */
async function writeUntilKilled(
  product: Product,
  writers: readonly Writer[],
  killAfter: number,
): Promise<Round> {
  let done = 0;
  const broken: string[] = [];
  let dead = false;
  const keepWriting = async (writer: Writer) => {
    while (!dead) {
      try {
        await writeOnce(product.address, writer);
      } catch (error) {
        if (error instanceof Refused) throw error;
        // what was sent may stand or not, and is looked up after the restart
        if (!dead) broken.push(`${writer.username}: ${whyBroken(error)}`);
        return;
      }
      done += 1;
      if (done !== killAfter) continue;
      // somewhere within the writes that are under way now
      setTimeout(() => {
        dead = true;
        product.kill();
      }, Math.random() * 12);
    }
  };
  await Promise.all(writers.map(keepWriting));
  if (!dead) throw new Error(`the server ended by itself:\n${product.output()}`);
  return { done, broken };
}

interface Stored {
  /** texts of the log, oldest first */
  logged: string[];
  /** texts of the thing itself, oldest first: of a draft, only the newest is kept */
  kept: string[];
  /** of the report */
  version: number;
}

/** What was written by somebody after what was looked up before. */
function storedOf(sqlite: Sqlite.Database, writer: Writer, since: Checked): Stored {
  const [unit, period] = writer.report.split('/');
  const texts = (sql: string, ...values: unknown[]) =>
    sqlite
      .prepare(sql)
      .pluck()
      .all(...values) as string[];
  const [action, path] =
    writer.kind === 'draft' ? ['report.save_draft', '$.energyWanTce'] : ['report.message', '$.text'];
  const logged = texts(
    `SELECT json_extract("after", ?) FROM audit_log WHERE entity = 'report' AND entity_id = ? AND action = ?
     AND actor_name = ? AND id > ? ORDER BY id`,
    ...[path, writer.report, action, writer.username, since.id],
  );
  const report = sqlite
    .prepare('SELECT id, version, draft FROM report WHERE unit_code = ? AND period = ?')
    .get(unit, period) as { id: number; version: number; draft: string } | undefined;
  if (!report) return { logged, kept: [], version: 0 };
  const kept =
    writer.kind === 'draft'
      ? [(JSON.parse(report.draft) as { energyWanTce: string }).energyWanTce]
      : texts(
          `SELECT text FROM report_event WHERE report_id = ? AND kind = 'message' ORDER BY id LIMIT -1 OFFSET ?`,
          report.id,
          since.id === 0 ? 0 : writer.settled,
        );
  return { logged, kept, version: report.version };
}

/** What stands in the file after the crash, beside what was acknowledged; takes over what was written unacknowledged. */
function settle(sqlite: Sqlite.Database, writer: Writer, since: Checked): void {
  const { logged, kept, version } = storedOf(sqlite, writer, since);
  const before = since.id === 0 ? 0 : writer.settled;
  const extra = before + logged.length - writer.acknowledged.length;
  if (extra === 1 && writer.inFlight !== null) writer.acknowledged.push(writer.inFlight);
  writer.inFlight = null;
  const expected = writer.acknowledged.slice(before);
  writer.settled = writer.acknowledged.length;
  // none lost, at most the one under way beyond, nothing that was never sent
  expect(logged, writer.username).toEqual(expected);
  // none torn: what is kept, its version and its rows of the log agree
  if (writer.kind === 'message') expect(kept, writer.username).toEqual(expected);
  else expect([kept, version], writer.username).toEqual([writer.acknowledged.slice(-1), writer.settled]);
}

/**
 * Looks through the file.
 * @param since what was looked up before; NOTHING_CHECKED = everything, the file itself included, page by page
 * @returns up to where it was looked through
 */
function checkFile(dataDir: string, writers: readonly Writer[], since: Checked): Checked {
  const sqlite = new Sqlite(join(dataDir, 'tracker.sqlite'), { readonly: true });
  try {
    for (const writer of writers) settle(sqlite, writer, since);
    const check = since.id === 0 ? 'integrity_check' : 'quick_check';
    expect(sqlite.pragma(check, { simple: true })).toBe('ok');
    if (since.id === 0) expect(sqlite.pragma('foreign_key_check')).toEqual([]);
    const verdict = verifyAudit(drizzle(sqlite, { casing: 'snake_case' }) as unknown as ReadDb, since);
    expect(verdict).toMatchObject({ ok: true, firstBadId: null });
    return { id: verdict.rows, hash: verdict.headHash };
  } finally {
    sqlite.close();
  }
}

/** What the officers are shown after the restart, with the sessions they had before. */
async function checkScreens(address: string, writers: readonly Writer[]): Promise<void> {
  for (const writer of writers.filter((one) => one.kind === 'draft')) {
    const answer = await fetch(`${address}/api/v1/reports/${writer.report}`, {
      headers: { cookie: writer.cookie },
    });
    const shown = (await answer.json()) as { version: number; draft: { energyWanTce: string } | null };
    const last = writer.acknowledged.at(-1) ?? null;
    expect([shown.version, shown.draft?.energyWanTce ?? null]).toEqual([writer.acknowledged.length, last]);
  }
}

export interface CrashFigures {
  kills: number;
  acknowledged: number;
  /** connections that broke while the server was alive, and why */
  broken: string[];
  /** seconds of it all: writing, starting again, looking up */
  seconds: readonly [writing: number, starting: number, checking: number];
}

/**
 * The real product, killed with SIGKILL again and again while everybody writes; after each restart everything that was
 * acknowledged since the one before is looked up, and everything from the beginning at the end.
 * @param perRound writes that are acknowledged before a kill, from – to
 */
export async function crashAgainAndAgain(asked: {
  kills: number;
  writers: number;
  perRound: readonly [from: number, to: number];
}): Promise<CrashFigures> {
  const dataDir = newFolder();
  const env = { DATA_DIR: dataDir, DEMO_KEEP: '1', DEMO_DATE };
  const writers = writersOf(asked.writers);
  const seconds: [number, number, number] = [0, 0, 0];
  const timed = async <T>(index: 0 | 1 | 2, work: () => T | Promise<T>) => {
    const began = performance.now();
    const result = await work();
    seconds[index] += (performance.now() - began) / 1000;
    return result;
  };
  let product = await startProduct('demo', env);
  for (const writer of writers) writer.cookie = await cookieOf(product.address, writer.username);
  // a report must have been begun before anybody can write a message about it
  for (const writer of writers.filter((one) => one.kind === 'draft'))
    await writeOnce(product.address, writer);
  let acknowledged = 0;
  const broken: string[] = [];
  let checked = NOTHING_CHECKED;
  for (let kill = 0; kill < asked.kills; kill += 1) {
    const [from, to] = asked.perRound;
    const killAfter = from + Math.floor(Math.random() * (to - from));
    const round = await timed(0, () => writeUntilKilled(product, writers, killAfter));
    acknowledged += round.done;
    broken.push(...round.broken.map((why) => `round ${kill + 1}, ${why}`));
    product = await timed(1, () => startProduct('demo', env));
    checked = await timed(2, () => checkFile(dataDir, writers, checked));
    await timed(2, () => checkScreens(product.address, writers));
  }
  expect(await product.stop()).toBe(0);
  checkFile(dataDir, writers, NOTHING_CHECKED);
  return { kills: asked.kills, acknowledged, broken, seconds };
}

/** For the output of the test. */
export const crashWords = ({
  kills,
  acknowledged,
  broken,
  seconds: [writing, starting, checking],
}: CrashFigures) =>
  `${kills} kills, ${acknowledged} acknowledged writes, none lost, none torn; ${broken.length} connections broken before ` +
  `a kill; writing ${writing.toFixed(1)} s, starting ${starting.toFixed(1)} s, looking up ${checking.toFixed(1)} s\n`;
