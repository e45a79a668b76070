import { expect, it } from 'vitest';
import { spreadLabels } from './label-spread.ts';

const bounds = { min: 0, max: 100 };

it.each([
  ['leaves labels alone that have room', [10, 50, 90], [10, 50, 90]],
  ['moves the lower of two close labels down', [50, 52], [50, 60]],
  ['keeps the order given', [52, 50], [60, 50]],
  ['pushes up from the bottom edge', [97, 99], [90, 100]],
  ['pushes down from the top edge', [-5, 2], [0, 10]],
  ['has nothing to do without labels', [], []],
])('%s', (_name, wanted, expected) => {
  expect(spreadLabels(wanted, 10, bounds)).toEqual(expected);
});
