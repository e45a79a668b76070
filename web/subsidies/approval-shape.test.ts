import { expect, it } from 'vitest';
import type { CaseSummary } from '../../server/cases/schema.ts';
import { reasonAsked } from './approval-shape.ts';
import { caseRow } from './testing.ts';

const open = caseRow({ id: 2, approvedFen: null });
const approved = caseRow({ id: 3, approvedFen: 1 });

it.each([
  ['the expected amount needs no reason', 100, [], 100, false, null],
  ['one 分 less needs one', 100, [], 99, false, '与预计金额不同，须说明'],
  ['an amount not yet typed is not different', 100, [], null, false, null],
  ['another open case for the same matter asks nothing', 100, [open], 100, false, null],
  [
    'an approved one asks, even for the expected amount',
    100,
    [open, approved],
    100,
    false,
    '同一事项已有审定的奖补，请说明如何核定',
  ],
  ['a clause without an amount always asks', null, [], null, false, '条款未写金额，须说明依据'],
  ['what the server asks for is asked for', 100, [], 100, true, '须说明金额的依据'],
] as [
  string,
  number | null,
  CaseSummary[],
  number | null,
  boolean,
  string | null,
][])('%s', (_name, expectedFen, sameMatter, amountFen, isDemanded, words) => {
  expect(reasonAsked({ expectedFen, sameMatter }, amountFen, isDemanded)).toBe(words);
});
