import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { type ConflictKey, conflictRows, mergedFigures } from './conflict-shape.ts';

const mine: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '26.1',
  energyGrowthPct: '3.1',
  note: '检修',
  comments: { energyWanTce: '含自备电厂' },
};
const theirs: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '26.9',
  energyGrowthPct: '３.１',
  energyScope: 'equivalent',
  absent: { waterIntensityPct: '尚未反馈' },
};

describe('two versions line by line', () => {
  const rows = conflictRows(mine, theirs);
  const row = (key: ConflictKey) => rows.find((one) => one.key === key);

  test('a value stands with its remark, and differs', () => {
    expect(row('energyWanTce')).toMatchObject({
      mine: '26.1（备注：含自备电厂）',
      theirs: '26.9',
      differs: true,
    });
  });
  test('the same number typed with full-width digits is the same', () => {
    expect(row('energyGrowthPct')?.differs).toBe(false);
  });
  test('a reason for no value is something to choose', () => {
    expect(row('waterIntensityPct')).toMatchObject({
      mine: '—',
      theirs: '—（无数据：尚未反馈）',
      differs: true,
    });
  });
  test('an optional figure that neither has is left out, a required one is not', () => {
    expect(row('publishedIntensityPct')).toBeUndefined();
    expect(row('valueAddedGrowthPct')).toMatchObject({ mine: '—', theirs: '—', differs: false });
  });
  test('scope and note are told in words', () => {
    expect(row('scope')?.theirs).toContain('等价值');
    expect(row('note')).toMatchObject({ mine: '检修', theirs: '—' });
  });
});

describe('choosing line by line', () => {
  const pick = (...keys: ConflictKey[]) => mergedFigures(mine, theirs, new Set(keys));

  test('nothing chosen from theirs is mine as it was', () => {
    expect(pick()).toEqual(mine);
  });
  test('a value of theirs comes without my remark on the old one', () => {
    expect(pick('energyWanTce')).toMatchObject({ energyWanTce: '26.9', comments: {}, note: '检修' });
  });
  test('their reason for no value comes along', () => {
    expect(pick('waterIntensityPct').absent).toEqual({ waterIntensityPct: '尚未反馈' });
  });
  test('scope and note are chosen apart from the numbers', () => {
    expect(pick('scope', 'note')).toMatchObject({
      energyWanTce: '26.1',
      energyScope: 'equivalent',
      note: '',
    });
  });
  test('everything of theirs is theirs', () => {
    expect(pick('energyWanTce', 'energyGrowthPct', 'waterIntensityPct', 'scope', 'note')).toEqual(theirs);
  });
});
