import { expect, test } from 'vitest';
import { seedOf } from './random.ts';
import { describeRun, fuzz } from './run.ts';

/** Every route of the API some twenty times: of all roles, right, nearly right and hostile. */
const REQUESTS = 3_000;
const PER_DATABASE = 1_500;

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
});
