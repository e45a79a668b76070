import { expect } from 'vitest';
import { type Answer, at } from '../support/app.ts';

/** `npm test` shows it with a few rounds, `npm run test:full` with as many as the issue names. */
export const rounds = (few: number, many = 1_000): number => (process.env.FULL_TESTS === '1' ? many : few);

/** Status and stable code of an answer; a refused field's code where there is one. */
export function verdictOf(answer: Answer): string {
  if (answer.status < 300) return 'won';
  const [field] = Object.entries((at(answer, 'error.fields') ?? {}) as Record<string, { code: string }>);
  return `${answer.status} ${at(answer, 'error.code')}${field ? ` ${field[0]}=${field[1].code}` : ''}`;
}

export interface Contest {
  winner: Answer;
  /** whose the winning request was, by its place */
  place: number;
  losers: Answer[];
}

/** Sends all at once; exactly one wins, and each other is refused in one of the expected ways. */
export async function oneWinner(
  asks: readonly (() => Promise<Answer>)[],
  refusals: RegExp,
): Promise<Contest> {
  const answers = await Promise.all(asks.map((ask) => ask()));
  const verdicts = answers.map(verdictOf);
  expect(verdicts.filter((verdict) => verdict === 'won')).toHaveLength(1);
  for (const verdict of verdicts) if (verdict !== 'won') expect(verdict).toMatch(refusals);
  const place = verdicts.indexOf('won');
  const winner = answers[place];
  if (!winner) throw new Error('nobody won');
  return { winner, place, losers: answers.filter((answer) => answer !== winner) };
}
