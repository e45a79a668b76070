import { describe, expect, test } from 'vitest';
import { columnOf, QUOTA_COLUMNS } from './quota-columns.ts';
import {
  type Completion,
  type CompletionInput,
  completionYear,
  type NoCompletion,
  type QuotaCell,
  type QuotaCellInput,
  quotaCell,
  type StockEntry,
  stockOn,
} from './quota-pace.ts';

/** 经开区 national factories: 8 by 2027 from 5, two of three batches out. */
const CELL: QuotaCellInput = {
  quota: 8,
  base: 5,
  stock: 7,
  batchesPublished: 2,
  batchesPlanned: 3,
  currentBatchPublished: true,
};

describe('pace of a quota goes by batches', () => {
  test.each<[string, Partial<QuotaCellInput>, QuotaCell]>([
    ['on pace', {}, { expected: 7, behind: 0, status: 'onPace', lamp: 'green' }],
    ['one whole unit overdue', { stock: 6 }, { expected: 7, behind: 1, status: 'behind', lamp: 'red' }],
    ['met', { stock: 8 }, { expected: 7, behind: 0, status: 'met', lamp: 'green' }],
    ['more than met', { stock: 9 }, { expected: 7, behind: 0, status: 'met', lamp: 'green' }],
    [
      'a blank quota is no task, not 0',
      { quota: null },
      { expected: null, behind: 0, status: 'noTask', lamp: 'none' },
    ],
    [
      'no base entered',
      { base: null, stock: null },
      { expected: null, behind: 0, status: 'noBase', lamp: 'none' },
    ],
    [
      'blank quota before missing base',
      { quota: null, base: null },
      { expected: null, behind: 0, status: 'noTask', lamp: 'none' },
    ],
    [
      "before the year's batch is out a lag is grey, but counted",
      { batchesPublished: 1, stock: 5, currentBatchPublished: false },
      { expected: 6, behind: 1, status: 'pending', lamp: 'none' },
    ],
    [
      'a quota met is met even before the batch',
      { stock: 8, currentBatchPublished: false },
      { expected: 7, behind: 0, status: 'met', lamp: 'green' },
    ],
    [
      'a part of a unit is not overdue: 4/3 of 2 rounds down to 1',
      { quota: 7, stock: 6 },
      { expected: 6, behind: 0, status: 'onPace', lamp: 'green' },
    ],
    [
      'one unit over three batches is due with the third only',
      { quota: 6, stock: 5 },
      { expected: 5, behind: 0, status: 'onPace', lamp: 'green' },
    ],
    [
      'and then it is',
      { quota: 6, stock: 5, batchesPublished: 3 },
      { expected: 6, behind: 1, status: 'behind', lamp: 'red' },
    ],
    [
      'a base that covers the quota is met',
      { quota: 5, stock: 5 },
      { expected: 5, behind: 0, status: 'met', lamp: 'green' },
    ],
    [
      'but a title lost from it is overdue at once, not green',
      { quota: 5, stock: 4 },
      { expected: 5, behind: 1, status: 'behind', lamp: 'red' },
    ],
    [
      'only the quota must be kept, not the larger base',
      { quota: 5, base: 7, stock: 4, batchesPublished: 1 },
      { expected: 5, behind: 1, status: 'behind', lamp: 'red' },
    ],
    [
      'no batch planned means nothing more is due',
      { stock: 5, batchesPublished: 0, batchesPlanned: 0 },
      { expected: 5, behind: 0, status: 'onPace', lamp: 'green' },
    ],
    [
      'more batches than planned never ask for more than the quota',
      { stock: 7, batchesPublished: 4 },
      { expected: 8, behind: 1, status: 'behind', lamp: 'red' },
    ],
  ])('%s', (_name, change, expected) => {
    expect(quotaCell({ ...CELL, ...change })).toEqual(expected);
  });
});

describe('year of completion at the present pace', () => {
  const INPUT: CompletionInput = {
    quota: 9,
    base: 3,
    stock: 5,
    batchesPublished: 2,
    lastListYear: 2026,
    year: 2026,
  };
  const inYear = (year: number): Completion => ({ year, reason: null });
  const without = (reason: NoCompletion): Completion => ({ year: null, reason });

  test.each<[string, Partial<CompletionInput>, Completion]>([
    ['one title a list: four lists more', {}, inYear(2030)],
    ['two titles a list, exactly two lists more', { base: 1 }, inYear(2028)],
    ['one title more than two lists bring takes a third', { base: 1, quota: 10 }, inYear(2029)],
    ['one title missing comes with the next list', { stock: 8 }, inYear(2027)],
    ['a pace of half a title a list', { stock: 4, quota: 5 }, inYear(2028)],
    ['the last list missing for a title is a whole list', { stock: 4, quota: 6 }, inYear(2030)],
    ['reached is met, not a year', { stock: 9 }, without('met')],
    ['more than reached too', { stock: 10 }, without('met')],
    ['no gain, no year', { stock: 3 }, without('noPace')],
    ['a loss gives no year either', { stock: 2 }, without('noPace')],
    ['a base that covered the quota and lost one', { base: 9, stock: 8 }, without('noPace')],
    [
      'before the first list nothing can be said',
      { batchesPublished: 0, lastListYear: null },
      without('beforeFirst'),
    ],
    ['a blank quota is no task', { quota: null }, without('noTask')],
    ['no base entered', { base: null, stock: null }, without('noBase')],
    [
      "this year's list still to come is the next one",
      { batchesPublished: 1, lastListYear: 2025, stock: 8 },
      inYear(2026),
    ],
    ['no list comes in a year that is over', { year: 2029, stock: 8 }, inYear(2029)],
  ])('%s', (_name, change, expected) => {
    expect(completionYear({ ...INPUT, ...change })).toEqual(expected);
  });
});

describe('stock on a date', () => {
  const added: StockEntry = { listYear: 2025, publishedOn: '2025-11-03', removedOn: null };
  const addedAndLost: StockEntry = { ...added, removedOn: '2026-06-01' };
  const partOfBase: StockEntry = { listYear: 2024, publishedOn: '2024-12-01', removedOn: null };
  const lostFromBase: StockEntry = { ...partOfBase, removedOn: '2026-06-01' };

  test.each<[string, string, StockEntry[], number]>([
    ['the base alone', '2026-11-21', [], 5],
    ['a later title counts from the day it is published', '2025-11-03', [added], 6],
    ['and not the day before', '2025-11-02', [added], 5],
    ['until the day before it is removed', '2026-05-31', [addedAndLost], 6],
    ['and not from that day on', '2026-06-01', [addedAndLost], 5],
    ['a named part of the base adds nothing', '2026-11-21', [partOfBase], 5],
    ['and takes one away from the day it is removed', '2026-06-01', [lostFromBase], 4],
    ['not the day before', '2026-05-31', [lostFromBase], 5],
    ['all together', '2026-11-21', [added, added, addedAndLost, partOfBase, lostFromBase], 6],
  ])('%s (%s)', (_name, date, entries, stock) => {
    expect(stockOn(date, 5, entries)).toBe(stock);
  });

  test('no base, no stock', () => {
    expect(stockOn('2026-11-21', null, [added])).toBeNull();
  });
});

test('seven columns in printed order, each with its labels', () => {
  expect(QUOTA_COLUMNS.map((column) => column.label)).toEqual([
    '国家级绿色园区',
    '省级绿色园区',
    '国家级绿色工厂',
    '省级绿色工厂',
    '国家级绿色供应链',
    '省级绿色供应链',
    '国家能效水效领跑者',
  ]);
  expect(new Set(QUOTA_COLUMNS.map((column) => column.shortLabel)).size).toBe(7);
});

test('finds no column for a key that does not exist', () => {
  expect(columnOf('efficiencyLeader')?.shortLabel).toBe('领跑者');
  expect(columnOf('toString')).toBeNull();
  expect(columnOf(undefined)).toBeNull();
});
