import { expect, test } from 'vitest';
import { crashAgainAndAgain, crashWords } from './crash-rounds.ts';

test('killed three times while four people write: nothing acknowledged is lost or torn', async () => {
  const figures = await crashAgainAndAgain({ kills: 3, writers: 4, perRound: [40, 60] });
  process.stdout.write(crashWords(figures));
  expect(figures.broken).toEqual([]);
  expect(figures.acknowledged).toBeGreaterThanOrEqual(120);
});
