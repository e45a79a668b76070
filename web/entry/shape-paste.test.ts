import { describe, expect, test } from 'vitest';
import type { FigureField } from '../../server/rules/figures.ts';
import { MAIN_FIELDS } from './entry-checks.ts';
import { pastedFigures, takenWords } from './shape-paste.ts';

const into = (start: FigureField = 'energyWanTce', fields: readonly FigureField[] = MAIN_FIELDS) => ({
  start,
  fields,
  unitName: '永修县',
});
const filled = (cells: string[][], target = into()) =>
  Object.fromEntries((pastedFigures(cells, target)?.taken ?? []).map(({ field, text }) => [field, text]));

test('a single cell is pasted as always', () => {
  expect(pastedFigures([['26.62']], into())).toBeNull();
  expect(pastedFigures([], into())).toBeNull();
});

describe('a row or a column goes into the fields in order', () => {
  const all = {
    energyWanTce: '26.62',
    energyGrowthPct: '3.1',
    valueAddedGrowthPct: '5.9',
    publishedIntensityPct: '−2.7',
  };
  test.each<[string, string[][]]>([
    ['a row', [['26.62', '3.1', '5.9', '-2.7']]],
    ['a column', [['26.62'], ['3.1'], ['5.9'], ['-2.7']]],
    ['a row with the unit in front', [['永修县', '26.62', '3.1', '5.9', '−2.7']]],
    ['full-width digits and percent signs', [['２６.６２', '3.1%', '5.9％', '－2.7%']]],
  ])('%s', (_, cells) => {
    expect(filled(cells)).toEqual(all);
  });

  test('from the field with the cursor on', () => {
    expect(filled([['3.1', '5.9']], into('energyGrowthPct'))).toEqual({
      energyGrowthPct: '3.1',
      valueAddedGrowthPct: '5.9',
    });
  });
  test('a blank or a dash keeps its place', () => {
    expect(filled([['26.62', '—', '5.9', '']])).toEqual({
      energyWanTce: '26.62',
      valueAddedGrowthPct: '5.9',
    });
  });
  test('what does not fit is told, the rest is taken', () => {
    const outcome = pastedFigures([['26.62', 'abc', '5.9', '-2.7', '7']], into());
    expect(outcome?.taken.map(({ field }) => field)).toEqual([
      'energyWanTce',
      'valueAddedGrowthPct',
      'publishedIntensityPct',
    ]);
    expect(outcome?.left).toHaveLength(2);
    expect(outcome?.left[0]).toContain('abc');
    expect(outcome?.left[1]).toContain('7');
  });
});

describe('a table goes by its headings', () => {
  const HEAD = ['单位', '综合能源消费量（万吨标准煤）', '综合能源消费量增速（%）', '规上工业增加值增速（%）'];
  test('the row of the unit is taken, the others are counted', () => {
    const outcome = pastedFigures(
      [HEAD, ['德安县', '9', '1', '2'], ['永修县', '26.62', '3.1', '5.9']],
      into(),
    );
    expect(outcome?.taken.map(({ text }) => text)).toEqual(['26.62', '3.1', '5.9']);
    expect(outcome?.left).toEqual(['其他1行不是本单位的数据']);
  });
  test('the only row needs no name; the order of the columns does not matter', () => {
    expect(
      filled([
        ['规上工业增加值增速', '综合能源消费量'],
        ['5.9', '26.62'],
      ]),
    ).toEqual({
      energyWanTce: '26.62',
      valueAddedGrowthPct: '5.9',
    });
  });
  test('headings at the left', () => {
    expect(
      filled([
        ['综合能源消费量', '26.62'],
        ['综合能源消费量增速', '3.1'],
      ]),
    ).toEqual({
      energyWanTce: '26.62',
      energyGrowthPct: '3.1',
    });
  });
  test('several rows without the unit fill in nothing', () => {
    const outcome = pastedFigures([HEAD, ['德安县', '9', '1', '2'], ['都昌县', '8', '1', '2']], into());
    expect(outcome?.taken).toEqual([]);
    expect(outcome?.left[0]).toContain('永修县');
  });
  test('without headings the row with the unit’s name is taken in order', () => {
    expect(
      filled([
        ['德安', '9', '1'],
        ['永修', '26.62', '3.1'],
      ]),
    ).toEqual({
      energyWanTce: '26.62',
      energyGrowthPct: '3.1',
    });
  });
});

test('what was filled in is told field by field', () => {
  expect(
    takenWords([
      { field: 'energyWanTce', text: '26.62' },
      { field: 'valueAddedGrowthPct', text: '5.9' },
    ]),
  ).toBe('综合能源消费量 26.62，规上工业增加值增速 5.9');
});
