import { expect, test } from 'vitest';
import { seedOf } from './random.ts';
import { describeRun, fuzz } from './run.ts';

/** `FUZZ_REQUESTS` asks for more, or fewer. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const PER_DATABASE = 5_000;

const COSTLY = 'takes a tenth of a second, so it is asked for seldom';
const SIGNED_OFF = 'needs a report in the one state, of the officer who asks, with the right to sign off';
/** Routes that chance may never ask just right, each with what it lacks; their features have tests of their own. */
const SELDOM: Readonly<Record<string, string>> = {
  'DELETE /session/all/{id}': 'needs a second session of the person who asks',
  'DELETE /accounts/{id}/sessions/{session}': 'needs a session of just that account',
  'POST /accounts': COSTLY,
  'POST /accounts/{id}/hand-over': COSTLY,
  'GET /reports/template': COSTLY,
  'PUT /sheets/read': COSTLY,
  'GET /bulletins/{id}/word': COSTLY,
  'GET /bulletins/{id}/excel': COSTLY,
  'PUT /tasks/{id}/departments': 'needs the departments as they were seen, and others by their printed names',
  'POST /backups/{name}/ticket': 'needs the own password and the name of a file on the disk',
  'GET /backups/{name}/file': 'needs the name of a file on the disk',
  'POST /reports/{unit}/{period}/confirm': 'needs the feedback of just that period',
  'POST /reports/{unit}/{period}/sign-off': SIGNED_OFF,
  'POST /reports/{unit}/{period}/sign-off/decline': SIGNED_OFF,
  'POST /reports/{unit}/{period}/withdraw': SIGNED_OFF,
  'POST /periods/{period}/decisions': 'needs the versions of several submitted reports',
  'POST /projects/{id}/steps': 'needs the fields of just the next stage',
  'POST /projects/{id}/cases': 'needs an accepted project that has not claimed the award',
  'PUT /warnings/{id}': 'needs a draft, and dates that the text names',
};

test(
  'of 100,000 requests of all roles none breaks the server, tells of its insides or leaves the data unsound',
  async () => {
    const seed = seedOf(20_260_713);
    const started = performance.now();
    const tally = await fuzz(seed, REQUESTS, PER_DATABASE);
    console.log(describeRun(tally, seed, performance.now() - started));
    expect(tally.faults).toEqual([]);
    expect(tally.routes.filter((name) => !tally.reached.has(name))).toEqual([]);
    expect(tally.changed).toBeGreaterThan(tally.writes / 10);
    // a generator that is always refused would find no fault either
    expect(tally.routes.filter((name) => !tally.succeeded.has(name) && !(name in SELDOM))).toEqual([]);
  },
  30 * 60_000,
);
