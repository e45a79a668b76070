import { expect, test } from 'vitest';
import { inertText, textOfInert } from './inert.ts';

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
const BEFORE = ['', ' ', '\u00a0', '\u3000', '\ufeff', ' \u3000'];

test.each(
  STARTS.flatMap((start) => BEFORE.map((blank) => `${blank}${start}SUM(A1)`)),
)('%j begins with an apostrophe when written', (text) => {
  expect(inertText(text)).toBe(`'${text}`);
});

test.each([
  '',
  '永修县',
  'a=b',
  '3.6',
  "'",
  "'甲",
  "O'Neil",
  '（-3）',
  '·=1',
])('%j is written as it is', (text) => {
  expect(inertText(text)).toBe(text);
});

const PIECES = ["'", "''", '=', '-', '＋', '\t', ' ', '甲', '1'];

test('reading takes off exactly what writing added, for every text of up to four of these pieces', () => {
  let texts = [''];
  for (let length = 0; length < 4; length += 1) {
    texts = texts.flatMap((text) => [text, ...PIECES.map((piece) => text + piece)]);
  }
  const unique = [...new Set(texts)];
  expect(unique.length).toBeGreaterThan(3_000);
  expect(unique.filter((text) => textOfInert(inertText(text)) !== text)).toEqual([]);
  const written = new Set(unique.map(inertText));
  expect(written.size).toBe(unique.length);
});
