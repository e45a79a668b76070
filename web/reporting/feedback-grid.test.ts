import { describe, expect, it, test } from 'vitest';
import type { FeedbackVerdict } from '../../server/feedback/schema.ts';
import { mappingOf } from '../entry/import-shape.ts';
import { pastedRows } from '../ui/paste.ts';
import {
  fillFromSheet,
  gridFields,
  gridRows,
  pasteIntoGrid,
  rowsToWrite,
  sheetKeys,
  unitNamed,
} from './feedback-grid.ts';

const UNITS = [
  { code: '360400', name: '全市' },
  { code: '360402', name: '濂溪区' },
  { code: 'JKQ', name: '经开区' },
  { code: '360425', name: '永修县' },
  { code: '360482', name: '共青城市' },
  { code: '360483', name: '庐山市' },
];
const shape = { units: UNITS, fields: gridFields([]) };
const start = { unit: '360400', field: 'energyWanTce' } as const;
const paste = (text: string, at: Parameters<typeof pasteIntoGrid>[1] = start, grid = {}) =>
  pasteIntoGrid(pastedRows(text), at, shape, grid);

test.each([
  ['360425', '永修县'],
  ['jkq', '经开区'],
  ['永修', '永修县'],
  [' 永 修 县 ', '永修县'],
  ['九江市永修县', '永修县'],
  ['九江经开区', '经开区'],
  ['九江经济技术开发区', '经开区'],
  ['共青城', '共青城市'],
  ['庐山市', '庐山市'],
  ['合计', '全市'],
  ['九江市', '全市'],
  ['庐山区', undefined],
  ['九江县', undefined],
  ['单位', undefined],
  ['', undefined],
  [null, undefined],
])('“%s” names %s', (cell, name) => {
  expect(unitNamed(cell, UNITS)?.name).toBe(name);
});

describe('a pasted block', () => {
  it('with headings is read by column and unit in any order; what is nobody’s is left with the reason', () => {
    const filling = paste(
      [
        '2026年1-10月规上工业能耗情况表',
        '地区\t工业增加值增速（%）\t综合能源消费量（万吨标准煤）\t能耗增速\t备注',
        '永修县\t6.0\t26.70\t３.1\t',
        '濂溪\t4.8\t84.66\t-1.0\t',
        '临港片区\t3.0\t1.2\t0.1\t',
        '合计\t5.5\t1499.92\t1.7\t',
        '永修县\t1\t2\t3\t',
      ].join('\n'),
    );
    expect(filling?.grid).toEqual({
      '360425': { valueAddedGrowthPct: '6.0', energyWanTce: '26.70', energyGrowthPct: '３.1' },
      '360402': { valueAddedGrowthPct: '4.8', energyWanTce: '84.66', energyGrowthPct: '−1.0' },
      '360400': { valueAddedGrowthPct: '5.5', energyWanTce: '1499.92', energyGrowthPct: '1.7' },
    });
    expect(filling).toMatchObject({ taken: 9, units: 3 });
    expect(filling?.left).toEqual([
      '第5行“临港片区 3.0 1.2 0.1”：不是填报单位',
      '第7行：永修县不止一行，只取第一行',
    ]);
  });

  it('with names only goes into the columns from the cursor on, whatever row the cursor stands in', () => {
    const filling = paste('永修县\t3.0\t6.0\n庐山市\t—\t3.2', { unit: '360402', field: 'energyGrowthPct' });
    expect(filling?.grid).toEqual({
      '360425': { energyGrowthPct: '3.0', valueAddedGrowthPct: '6.0' },
      '360483': { valueAddedGrowthPct: '3.2' },
    });
  });

  it('of bare numbers goes to the right and downwards, and says what fell off the edge', () => {
    const filling = paste('1.0\t2.0\n3.0\t4.0', { unit: '360482', field: 'publishedIntensityPct' });
    expect(filling?.grid).toEqual({
      '360482': { publishedIntensityPct: '1.0' },
      '360483': { publishedIntensityPct: '3.0' },
    });
    expect(filling?.left).toEqual(['“2.0”：超出表格范围', '“4.0”：超出表格范围']);
  });

  it('leaves what stands in other cells as it is', () => {
    const before = { '360425': { energyWanTce: '26.6', energyGrowthPct: '3.0' } };
    expect(paste('永修县\t26.7', start, before)?.grid).toEqual({
      '360425': { energyWanTce: '26.7', energyGrowthPct: '3.0' },
    });
  });

  it('of one cell is pasted as always', () => {
    expect(paste('26.7')).toBeNull();
    expect(paste('26.7\n')).toBeNull();
  });
});

test('a file is read by the columns chosen for it', () => {
  const rows = [
    ['单位', '综合能源消费量（万吨标准煤）', '本月'],
    ['永修县', '26.70', '2.9'],
    ['', '', ''],
  ];
  const found = mappingOf(rows, sheetKeys(shape.fields));
  expect(fillFromSheet(rows, found, shape, {}).grid).toEqual({ '360425': { energyWanTce: '26.70' } });
  const chosen = { ...found, columns: { ...found.columns, energyWanTce: 2 } };
  expect(fillFromSheet(rows, chosen, shape, {}).grid).toEqual({ '360425': { energyWanTce: '2.9' } });
});

test('the second page’s columns stand in the grid in the periods they are due', () => {
  expect(gridFields(['energyWanTce'])).toHaveLength(5);
  expect(gridFields(['energyWanTce', 'waterIntensityPct']).at(-1)).toBe('waterIntensityPct');
});

test('blank lines are not sent, and lines already on record are not written again', () => {
  const rows = gridRows(
    {
      '360425': { energyWanTce: ' 26.7 ' },
      '360402': { energyWanTce: '  ' },
      '360483': { energyWanTce: '1' },
    },
    shape,
  );
  expect(rows.map((row) => [row.unitCode, row.energyWanTce, row.energyGrowthPct])).toEqual([
    ['360425', '26.7', null],
    ['360483', '1', null],
  ]);
  const judged = (verdicts: string[]) =>
    ({
      rows: rows.map((row, index) => ({ unitCode: row.unitCode, verdict: verdicts[index] })),
    }) as unknown as FeedbackVerdict;
  const written = (verdicts: string[]) => rowsToWrite(rows, judged(verdicts)).map((row) => row.unitCode);
  expect(written(['same', 'changed'])).toEqual(['360483']);
  expect(written(['new', 'changed'])).toEqual(['360425', '360483']);
  expect(written(['same', 'same'])).toEqual(['360425', '360483']);
});
