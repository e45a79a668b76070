import { expect, test } from 'vitest';
import { seedOf } from './random.ts';
import { answeredShare, describeRun, fuzz } from './run.ts';

/** Every route of the API some twenty times: of all roles, right, nearly right and hostile. */
const REQUESTS = 3_000;
const PER_DATABASE = 1_500;
/** Share of a method's routes that must have answered with 2xx at least once; fuzz.full.test.ts asks for all of them. */
const ANSWERED = { GET: 0.85, POST: 0.55, PUT: 0.5 };

test('whatever is asked, by whomever, is answered in order and leaves the data sound', {
  timeout: 600_000,
}, async () => {
  const seed = seedOf(20_260_712);
  const started = performance.now();
  const tally = await fuzz(seed, REQUESTS, PER_DATABASE);
  console.log(describeRun(tally, seed, performance.now() - started));
  expect(tally.faults).toEqual([]);
  expect(tally.routes.filter((name) => !tally.reached.has(name))).toEqual([]);
  expect(tally.changed).toBeGreaterThan(tally.writes / 10);
  // a generator that is always refused would find no fault either: so many of the routes must have said yes
  for (const [method, share] of Object.entries(ANSWERED)) {
    expect([method, answeredShare(tally, method) >= share]).toEqual([method, true]);
  }
});
