import { expect, test } from 'vitest';
import { readSheets } from '../../server/sheets/sheets.ts';
import { REFUSALS } from '../../server/sheets/workbook.ts';
import { HOSTILE } from '../support/hostile-files.ts';

/** the 5 s of the worker, and the time to make the file and start it */
const TIMEOUT = { timeout: 15_000 };

test.each(HOSTILE)('%s is refused', TIMEOUT, async (_what, make, code) => {
  const answer = await readSheets(make(), '报表.xlsx').then(
    () => null,
    (error: unknown) => error,
  );
  expect(answer).toMatchObject({ status: 422, code, message: REFUSALS[code as keyof typeof REFUSALS] });
});

test('every way of refusing is among these files', () => {
  const codes = new Set(HOSTILE.map(([, , code]) => code));
  expect(Object.keys(REFUSALS).filter((code) => !codes.has(code))).toEqual([]);
});
