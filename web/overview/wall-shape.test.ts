import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { TileFace } from './county-tiles.tsx';
import { unitRow } from './test-data.ts';
import { fitLines, wallClock } from './wall-shape.ts';

it.each([
  ['all fit', ['a', 'b', 'c'], 0, ['a', 'b', 'c'], null],
  ['one too many takes the last place', ['a', 'b', 'c', 'd'], 0, ['a', 'b'], '等4项'],
  ['those left out before count too', ['a', 'b', 'c'], 2, ['a', 'b'], '等5项'],
])('lines on the wall: %s', (_name, lines, unseen, shown, rest) => {
  expect(fitLines(lines, 3, unseen)).toEqual({ shown, rest });
});

it('the clock shows the business date, named where it is not the date of the clock', () => {
  const now = '2026-11-22T02:23:00Z';
  expect(wallClock(now, '2026-11-22')).toBe('2026年11月22日 10:23');
  expect(wallClock(now, '2026-11-21')).toBe('业务日期2026年11月21日 10:23');
});

it('a tile says that its lamp may flip within rounding, in words too', () => {
  const face = (mayFlip: boolean) =>
    renderToStaticMarkup(createElement(TileFace, { unit: unitRow({ mayFlip, gapPct: 0.9 }), hasUnit: true }));
  expect(face(true)).toContain('aria-label="舍入内可能翻转"');
  expect(face(true)).toContain('差0.9');
  expect(face(false)).not.toContain('翻转');
});
