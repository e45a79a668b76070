import { expect, test } from 'vitest';
import { seedOf } from './random.ts';
import { describeRun, fuzz } from './run.ts';

/** `FUZZ_REQUESTS` asks for more, or fewer. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 100_000);
const PER_DATABASE = 5_000;

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
  },
  30 * 60_000,
);
