import { expect, test } from 'vitest';
import { crashAgainAndAgain } from './crash-rounds.ts';

test('killed three times while four people write: nothing acknowledged is lost or torn', async () => {
  const { acknowledged } = await crashAgainAndAgain({ kills: 3, writers: 4, perRound: [40, 60] });
  expect(acknowledged).toBeGreaterThanOrEqual(120);
});
