import { describe, expect, it } from 'vitest';
import type { RowVerdict } from '../../server/quotas/import-schema.ts';
import {
  importRows,
  lackingColumns,
  leftTable,
  type SheetRows,
  shapeSheet,
  verdictFinding,
} from '../import/import-shape.ts';
import { registerTable } from './register-shape.ts';
import { TITLE_IMPORT } from './title-import.ts';

const { columns, rowWords } = TITLE_IMPORT;

const LIST: SheetRows = [
  ['2025年度江西省绿色工厂名单', null, null],
  ['序号', '企业名称', '县（市、区）'],
  ['1', '甲公司', '永修县'],
  [null, ' ', null],
  ['2', '乙公司', '瑞昌市'],
];
const shapeOf = (rows: SheetRows) => {
  const shape = shapeSheet(rows, columns);
  if (shape === null) throw new Error('no header');
  return shape;
};
const verdict = (line: number, kind: RowVerdict['verdict'], messages: string[] = []): RowVerdict => ({
  line,
  verdict: kind,
  messages,
  entry: null,
});

describe('an officer’s own list', () => {
  it('is found by its headings, the title above it left out', () => {
    const shape = shapeOf(LIST);
    expect(shape.places).toEqual({ holder: 1, unit: 2 });
    expect(shape.headings.map(({ label }) => label)).toEqual(['序号', '企业名称', '县（市、区）']);
    const other = [
      ['随便', '什么'],
      ['1', '2'],
    ];
    expect(shapeSheet(other, columns)).toBeNull();
  });

  it('lacks what is in no column, until it is given for all rows', () => {
    const { places } = shapeOf(LIST);
    expect(lackingColumns(columns, places, {})).toEqual(['类别', '名单年度', '公布日期']);
    const given = { title: '省级绿色工厂', listYear: '2025', publishedOn: '2025-09-19', batchDocument: '' };
    expect(lackingColumns(columns, places, given)).toEqual([]);
    expect(lackingColumns(columns, { ...places, title: 0 }, { ...given, title: '' })).toEqual([]);
  });

  it('becomes rows with their own lines, empty ones left out, cells before the value for all', () => {
    const shape = shapeOf(LIST);
    const given = { title: '省级绿色工厂', listYear: '2025' };
    expect(importRows(LIST, shape, columns, shape.places, given)).toEqual([
      { line: 3, title: '省级绿色工厂', listYear: '2025', holder: '甲公司', unit: '永修县' },
      { line: 5, title: '省级绿色工厂', listYear: '2025', holder: '乙公司', unit: '瑞昌市' },
    ]);
    const own = [
      ['企业名称', '类别'],
      ['甲', '国家级绿色工厂'],
    ];
    const ownShape = shapeOf(own);
    expect(importRows(own, ownShape, columns, ownShape.places, given)[0]?.title).toBe('国家级绿色工厂');
  });

  it('what the register saves, the import understands', () => {
    const header = registerTable([], '2026-11-21').columns.map(({ label }) => label);
    const shape = shapeOf([header]);
    expect(Object.keys(shape.places).sort()).toEqual(
      [
        'batchDocument',
        'creditCode',
        'formerNames',
        'holder',
        'listYear',
        'publishedOn',
        'registeredUnit',
        'title',
        'unit',
      ].sort(),
    );
    expect(lackingColumns(columns, shape.places, {})).toEqual([]);
  });
});

describe('the verdicts', () => {
  it('in words', () => {
    const verdicts = [verdict(2, 'new'), verdict(3, 'new'), verdict(4, 'similar'), verdict(5, 'error')];
    expect(verdictFinding(verdicts)).toBe('共4行：新增2，疑似重复1，错误1');
  });

  it('a row that could not be read shows what it says', () => {
    const row = { line: 2, holder: '甲', title: '某称号', unit: '永修县' };
    expect(rowWords(row, verdict(2, 'error'))).toEqual({ name: '甲', facts: '某称号 · 永修县' });
    expect(
      rowWords(row, {
        ...verdict(2, 'new'),
        entry: {
          holder: '甲',
          column: 'greenFactoryNational',
          unitCode: '360425',
          unitName: '永修县',
          listYear: 2025,
          publishedOn: '2025-09-19',
        },
      }).facts,
    ).toBe('国家级绿色工厂 · 永修县 · 2025年名单 · 2025-09-19');
  });

  it('what was not taken is saved with why, under headings that can be imported again', () => {
    const rows = [
      { line: 2, holder: '甲' },
      { line: 3, holder: '乙' },
    ];
    const table = leftTable('称号', columns, rows, [
      verdict(2, 'error', ['类别不能识别。']),
      verdict(3, 'new'),
    ]);
    expect(table.rows.map((row) => row.slice(-3))).toEqual([
      ['2', '错误', '类别不能识别。'],
      ['3', '新增', '未选择'],
    ]);
    expect(Object.keys(shapeOf([table.columns.map(({ label }) => label)]).places)).toHaveLength(10);
  });
});
