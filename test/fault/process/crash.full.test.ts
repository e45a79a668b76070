import { expect, test } from 'vitest';
import { crashAgainAndAgain, crashWords } from './crash-rounds.ts';

/** `CRASH_KILLS` for a shorter run */
const KILLS = Number(process.env.CRASH_KILLS ?? 200);
const PER_KILL = 125;

test(`killed ${KILLS} times while 16 people write: of ${KILLS * PER_KILL} acknowledged writes none is lost or torn`, async () => {
  const figures = await crashAgainAndAgain({ kills: KILLS, writers: 16, perRound: [PER_KILL, 185] });
  process.stdout.write(crashWords(figures));
  expect(figures.broken).toEqual([]);
  expect(figures.acknowledged).toBeGreaterThanOrEqual(KILLS * PER_KILL);
}, 1_800_000);
