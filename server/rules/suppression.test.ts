import { expect, test } from 'vitest';
import { type SumCell, type Suppression, suppress, suppressPart } from './suppression.ts';

const cells = (...firms: number[]): SumCell[] =>
  firms.map((count, at) => ({ code: 'ABCDEFGH'[at] ?? '', firms: count }));

/** 'A few, C guard | total' */
function words({ units, total }: Suppression): string {
  const kept = [...units].map(([code, why]) => `${code} ${why}`).sort();
  return [...kept, ...(total === null ? [] : [`total ${total}`])].join(', ');
}

// columns: firms behind the sums of units A, B, C …
test.each<[string, number[], string]>([
  ['three firms are shown', [3, 4], ''],
  ['a unit without firms tells nothing', [0, 3, 0], ''],
  ['nothing at all', [0, 0], ''],
  [
    'two firms are kept back, and the fewest beside them, or total less the rest would tell',
    [2, 5, 4],
    'A few, C guard',
  ],
  ['one firm: the same', [9, 1, 3], 'B few, C guard'],
  [
    'two units of one firm each: their sum rests on two firms, so one more',
    [1, 1, 6, 7],
    'A few, B few, C guard',
  ],
  ['one and two firms together are three: enough', [1, 2, 6], 'A few, B few'],
  ['two units of two firms hide each other', [2, 2, 6], 'A few, B few'],
  ['ties go by the order of the rows', [1, 4, 4], 'A few, B guard'],
  ['one unit alone with two firms: the total is its own', [2, 0, 0], 'A few, total few'],
  ['one unit alone with three firms is shown, and so is the total', [3, 0, 0], ''],
  ['two firms in all: the total as well', [1, 1], 'A few, B few, total few'],
  ['one kept back and one other: both, and the total over six firms stands', [1, 5], 'A few, B guard'],
])('%s', (_name, firms, expected) => {
  expect(words(suppress(cells(...firms)))).toBe(expected);
});

test('whatever the table, the total less what is shown never rests on one or two firms, nor on one unit', () => {
  const sizes = [0, 1, 2, 3, 5];
  for (const a of sizes)
    for (const b of sizes)
      for (const c of sizes)
        for (const d of sizes) {
          const table = cells(a, b, c, d);
          const { units, total } = suppress(table);
          const hidden = table.filter(({ code }) => units.has(code));
          const shown = table.filter(({ code, firms }) => firms > 0 && !units.has(code));
          expect(shown.every(({ firms }) => firms >= 3)).toBe(true);
          if (total !== null || hidden.length === 0) continue;
          expect(hidden.length).toBeGreaterThan(1);
          expect(hidden.reduce((sum, { firms }) => sum + firms, 0)).toBeGreaterThanOrEqual(3);
        }
});

test.each<[number, number, string | null]>([
  [3, 3, null],
  [3, 0, null],
  [0, 3, null],
  [2, 9, 'few'],
  [1, 0, 'few'],
  [9, 2, 'guard'],
  [0, 1, 'guard'],
])('a part over %i firms beside a rest of %i', (part, rest, kept) => {
  expect(suppressPart(part, rest)).toBe(kept);
});
