import { expect, test } from 'vitest';
import { crashAgainAndAgain } from './crash-rounds.ts';

const KILLS = 200;
const ACKNOWLEDGED = 25_000;

test('killed 200 times while 16 people write: of 25,000 acknowledged writes none is lost or torn', async () => {
  const { kills, acknowledged } = await crashAgainAndAgain({
    kills: KILLS,
    writers: 16,
    perRound: [125, 185],
  });
  console.log(`${kills} kills, ${acknowledged} acknowledged writes, none lost, none torn`);
  expect(acknowledged).toBeGreaterThanOrEqual(ACKNOWLEDGED);
}, 1_800_000);
