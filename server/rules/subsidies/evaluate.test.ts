import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { parseFacts } from './facts.ts';
import type { AwardId } from './matters.ts';
import type { ReadingChoices } from './readings.ts';

const FIRM = { applicant: 'enterprise', unit: '360404' };
const TITLE = { ...FIRM, greenFactoryLevel: 'national' };
const LOAN = { ...FIRM, greenLoanRetrofit: true };
const TODAY = '2026-03-01';

const dutiesOf = (
  awardId: AwardId,
  filed: Record<string, unknown>,
  readings: Partial<ReadingChoices> = {},
) => {
  const { facts, errors } = parseFacts(filed);
  expect(errors).toEqual([]);
  const result = evaluate(facts, TODAY, { readings, asIf: ['nanchang'] }).find(
    (one) => one.awardId === awardId,
  );
  return result?.notes.filter(({ kind }) => kind === 'duty').map(({ words }) => words);
};

describe('the day of assessment stands in for a date nobody stated', () => {
  test.each<[AwardId, Record<string, unknown>, string]>([
    ['jiujiang-3-green-factory', TITLE, '称号、试点、平台等的认定（入库）日期'],
    ['jiujiang-2-green-loan', LOAN, '项目完工并通过验收日期'],
  ])('%s says so, and is assessed all the same', (awardId, filed, label) => {
    const words = `未填报“${label}”，暂以判定日期${TODAY}判断政策是否有效，申报时须填报。`;
    expect(dutiesOf(awardId, filed)).toEqual([words]);
    const result = evaluate(parseFacts(filed).facts, TODAY).find((one) => one.awardId === awardId);
    expect(result).toMatchObject({ outcome: 'eligible', eventDate: TODAY, missingFacts: [] });
  });

  test.each<[string, AwardId, Record<string, unknown>, Partial<ReadingChoices>]>([
    ['where the date is stated', 'jiujiang-3-green-factory', { ...TITLE, recognitionDate: TODAY }, {}],
    [
      'where the other date is the one asked',
      'jiujiang-2-green-loan',
      { ...LOAN, completionDate: TODAY },
      {},
    ],
    ['where the day of assessment is the one that counts', 'chaisang-5', FIRM, {}],
    [
      'under the reading that takes the day of the claim',
      'jiujiang-3-green-factory',
      TITLE,
      { eventDate: 'claim' },
    ],
    ['in a mere comparison', 'nanchang-3-green-factory', TITLE, {}],
  ])('nothing is said %s', (_when, awardId, filed, readings) => {
    expect(dutiesOf(awardId, filed, readings)).toEqual([]);
  });

  test('the wrong date does not stand in for the right one', () => {
    expect(dutiesOf('jiujiang-2-green-loan', { ...LOAN, recognitionDate: TODAY })).toHaveLength(1);
  });
});

test('one award asked for alone comes to what it comes to among all', () => {
  const { facts } = parseFacts(TITLE);
  const all = evaluate(facts, TODAY);
  expect(all.length).toBeGreaterThan(1);
  expect(all.flatMap(({ awardId }) => evaluate(facts, TODAY, { only: awardId }))).toEqual(all);
});
