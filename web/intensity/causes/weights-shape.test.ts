import { describe, expect, it } from 'vitest';
import type { WeightsReply } from '../../../server/causes/schema.ts';
import {
  draftOf,
  inputOf,
  numberOf,
  pastedWords,
  pasteWeights,
  sumOf,
  type WeightsDraft,
} from './weights-shape.ts';

const UNITS = [
  { unitCode: '360402', name: '濂溪区' },
  { unitCode: 'JKQ', name: '经开区' },
  { unitCode: '360426', name: '德安县' },
];
const reply = {
  version: 3,
  basis: null,
  measure: null,
  source: null,
  rows: UNITS.map((unit) => ({ ...unit, value: null, sharePct: null })),
} as unknown as WeightsReply;

const draft = (
  values: Record<string, string>,
  measure: WeightsDraft['measure'] = 'sharePct',
): WeightsDraft => ({
  basis: 'valueAdded',
  measure,
  source: ' 月报 ',
  values,
});

describe('what is sent', () => {
  it('starts from what stands there and names every unit, blanks as none', () => {
    expect(draftOf(reply)).toEqual({ basis: 'valueAdded', measure: 'sharePct', source: '', values: {} });
    expect(inputOf(draft({ '360402': ' 40 ', JKQ: ' ' }), reply)).toEqual({
      version: 3,
      basis: 'valueAdded',
      measure: 'sharePct',
      source: '月报',
      rows: [
        { unitCode: '360402', value: '40' },
        { unitCode: 'JKQ', value: null },
        { unitCode: '360426', value: null },
      ],
    });
  });
});

it.each([
  ['12.5', 12.5],
  ['１２．５％', 12.5],
  ['1,286.4 亿元', 1286.4],
  ['.5', 0.5],
  ['-3', null],
  ['约12', null],
  ['', null],
])('reads %s as people type it', (text, value) => {
  expect(numberOf(text)).toBe(value);
});

describe('live sum', () => {
  it.each([
    [{}, '尚未填写', 'plain'],
    [{ '360402': '40', JKQ: '35.2' }, '合计75.2%，还有1个单位未填', 'warn'],
    [{ '360402': '40', JKQ: '35.2', '360426': '24.8' }, '合计100%', 'good'],
    [{ '360402': '40', JKQ: '35.2', '360426': '24.3' }, '合计99.5%', 'good'],
    [{ '360402': '40', JKQ: '35.2', '360426': '24.29' }, '合计99.49%，比100%少0.51个百分点', 'bad'],
    [{ '360402': '40', JKQ: '35.2', '360426': '25.31' }, '合计100.51%，比100%多0.51个百分点', 'bad'],
    [{ '360402': '80', JKQ: '35.2' }, '合计115.2%，比100%多15.2个百分点，还有1个单位未填', 'bad'],
    [{ '360402': '40', JKQ: '三十' }, '合计40%，另有1格不是数', 'bad'],
  ] as [Record<string, string>, string, string][])('%o', (values, text, tone) => {
    expect(sumOf(draft(values), UNITS)).toEqual({ text, tone });
  });

  it('amounts have no sum to reach', () => {
    const values = { '360402': '120.5', JKQ: '300', '360426': '80' };
    expect(sumOf(draft(values, 'yiYuan'), UNITS)).toEqual({ text: '合计500.5亿元', tone: 'good' });
  });
});

describe('pasting', () => {
  const paste = (rows: string[][], from = '360402', before = {}) => pasteWeights(rows, from, UNITS, before);

  it('leaves a single cell alone', () => {
    expect(paste([['12']])).toBeNull();
  });

  it('fills a bare column downwards from the cursor, past its heading', () => {
    expect(paste([['40'], ['35.2'], ['24.8']])?.values).toEqual({
      '360402': '40',
      JKQ: '35.2',
      '360426': '24.8',
    });
    expect(paste([['占比'], ['35.2'], ['24.8']], 'JKQ')?.values).toEqual({ JKQ: '35.2', '360426': '24.8' });
  });

  it('keeps the place of a blank in a bare column, and what stood there', () => {
    expect(paste([['40'], [''], ['24.8']], '360402', { JKQ: '9' })?.values).toEqual({
      '360402': '40',
      JKQ: '9',
      '360426': '24.8',
    });
  });

  it('goes by names in any order, past headings and totals', () => {
    const rows = [
      ['序号', '单位', '占比'],
      ['1', '德安', '24.8'],
      ['2', '九江经开区', '35.2'],
      ['3', '濂溪区', '40'],
      ['', '合计', '100'],
    ];
    expect(paste(rows)).toEqual({
      values: { '360426': '24.8', JKQ: '35.2', '360402': '40' },
      taken: 3,
      left: 0,
    });
  });

  it('tells what found no unit', () => {
    const named = paste([
      ['濂溪区', '40'],
      ['南昌县', '60'],
    ]);
    expect(named && pastedWords(named)).toBe('已从剪贴板填入1个单位，1行没有对应的单位，未填入。');
    const tooLong = paste([['1'], ['2']], '360426');
    expect(tooLong).toMatchObject({ taken: 1, left: 1 });
  });
});
