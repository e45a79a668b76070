import { describe, expect, test } from 'vitest';
import { type DueClaim, isSameMatter, openDues, stillDueFen } from './same-matter.ts';
import type { Facts } from './vocabulary.ts';

const PROJECT: Facts = { completionDate: '2026-09-30', unitEnergyBefore: '0.4', unitEnergyAfter: '0.38' };
const claim = (awardId: string, facts: Facts = {}, projectId?: number | null) =>
  projectId === undefined ? { awardId, facts } : { awardId, facts, projectId };

describe('two cases of one beneficiary are one matter', () => {
  test.each<[string, ReturnType<typeof claim>, ReturnType<typeof claim>, boolean]>([
    [
      'a title of city and district',
      claim('jiujiang-3-green-factory', { greenFactoryLevel: 'provincial' }),
      claim('chaisang-2-green-factory', { greenFactoryLevel: 'provincial' }),
      true,
    ],
    [
      'a title and its upgrade',
      claim('jiujiang-3-green-factory', { greenFactoryLevel: 'provincial' }),
      claim('jiujiang-3-green-factory', { greenFactoryLevel: 'national' }),
      true,
    ],
    ['two titles', claim('jiujiang-3-green-factory'), claim('jiujiang-3-green-supply-chain'), false],
    [
      'one project of city and district',
      claim('jiujiang-2-retrofit', PROJECT),
      claim('chaisang-1', { ...PROJECT, unitEnergyAfter: '0.380' }),
      true,
    ],
    [
      'projects of two days',
      claim('jiujiang-2-retrofit', PROJECT),
      claim('chaisang-1', { ...PROJECT, completionDate: '2026-09-29' }),
      false,
    ],
    [
      'two projects finished on one day',
      claim('jiujiang-2-retrofit', PROJECT),
      claim('jiujiang-2-retrofit', { ...PROJECT, unitEnergyAfter: '0.37' }),
      false,
    ],
    [
      'a project and the loan for it',
      claim('jiujiang-2-retrofit', PROJECT),
      claim('jiujiang-2-green-loan', { completionDate: '2026-09-30' }),
      true,
    ],
    [
      'two projects on record, alike in every measure',
      claim('jiujiang-2-retrofit', PROJECT, 1),
      claim('jiujiang-2-retrofit', PROJECT, 2),
      false,
    ],
    [
      'one project on record, measured differently',
      claim('jiujiang-2-retrofit', PROJECT, 1),
      claim('chaisang-1', { ...PROJECT, unitEnergyAfter: '0.37' }, 1),
      true,
    ],
    [
      'a project on record and a claim by hand alike',
      claim('jiujiang-2-retrofit', PROJECT, 1),
      claim('chaisang-1', PROJECT, null),
      true,
    ],
    ['one firm’s diagnosis on record', claim('jiujiang-1', {}, 1), claim('jiujiang-1', {}, 1), true],
    [
      'the diagnosis and the retrofit of a project',
      claim('jiujiang-1', {}, 1),
      claim('chaisang-1', {}, 1),
      false,
    ],
    ['projects without a day', claim('jiujiang-2-retrofit'), claim('chaisang-1'), false],
    ['firms attracted', claim('chaisang-6'), claim('chaisang-6'), false],
    ['product categories', claim('jiujiang-6-catalogue'), claim('jiujiang-6-catalogue'), false],
    ['diagnosed firms', claim('jiujiang-1'), claim('jiujiang-1'), false],
    [
      'platforms of one kind',
      claim('chaisang-7', { innovationPlatformKind: 'keyLaboratory', innovationPlatformLevel: 'provincial' }),
      claim('chaisang-7', { innovationPlatformKind: 'keyLaboratory', innovationPlatformLevel: 'national' }),
      true,
    ],
    [
      'platforms of two kinds',
      claim('chaisang-7', { innovationPlatformKind: 'keyLaboratory' }),
      claim('chaisang-7', { innovationPlatformKind: 'engineeringCentre' }),
      false,
    ],
    ['an award nobody knows', claim('x'), claim('x'), false],
  ])('%s', (_what, a, b, isSame) => {
    expect(isSameMatter(a, b)).toBe(isSame);
    expect(isSameMatter(b, a)).toBe(isSame);
  });
});

describe('what is still due', () => {
  const money = (expectedFen: number | null, approvedFen: number | null = null) => ({
    expectedFen,
    approvedFen,
  });
  test.each([
    ['alone', money(15), [], 15],
    ['beside an approved lower one', money(15), [money(10, 10)], 5],
    ['beside one approved below its amount', money(15), [money(10, 8)], 7],
    ['beside an approved higher one', money(10), [money(15, 15)], 0],
    ['beside a higher one approved in part', money(10), [money(15, 12)], 3],
    ['never more than its own', money(10), [money(15, 1)], 10],
    ['beside an open one', money(15), [money(10)], 15],
    ['without an amount', money(null), [money(10, 10)], null],
    ['once approved', money(15, 15), [], null],
  ])('%s', (_what, own, others, due) => {
    expect(stillDueFen(own, others)).toBe(due);
  });

  const factory = (id: number, awardId: string, expectedFen: number, approvedFen: number | null = null) =>
    ({ id, awardId, facts: {}, expectedFen, approvedFen }) satisfies DueClaim;
  const [district, city] = ['chaisang-2-green-factory', 'jiujiang-3-green-factory'] as const;
  test.each<[string, DueClaim[], [number, number][]]>([
    [
      'two open ones: the lower in full, the higher the rest',
      [factory(1, district, 15), factory(2, city, 10)],
      [
        [1, 5],
        [2, 10],
      ],
    ],
    ['a paid lower one', [factory(1, district, 15), factory(2, city, 10, 10)], [[1, 5]]],
    ['a paid higher one', [factory(1, district, 15, 15), factory(2, city, 10)], [[2, 0]]],
    [
      'the same twice counts once',
      [factory(1, city, 10), factory(2, city, 10)],
      [
        [1, 10],
        [2, 0],
      ],
    ],
    [
      'other matters stand for themselves',
      [factory(1, city, 10), factory(2, 'chaisang-6', 9), factory(3, 'chaisang-6', 9)],
      [
        [1, 10],
        [2, 9],
        [3, 9],
      ],
    ],
  ])('%s, in whatever order', (_what, claims, dues) => {
    for (const order of [claims, claims.toReversed()]) {
      expect([...openDues(order)].sort(([a], [b]) => a - b)).toEqual(dues);
    }
  });
});
