import { describe, expect, it } from 'vitest';
import type { QuotaKey } from '../../server/analytics/quota-keys.ts';
import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import { shapeBullet, statusWords, stockWords } from './bullet-shape.ts';
import { batchWords, matrixFinding, quotaHeadline, shapeBatches, unitQuotaFinding } from './findings.ts';

const cell = (change: Partial<QuotaCell> = {}): QuotaCell => ({
  quota: 6,
  base: 2,
  baseVersion: 1,
  added: 1,
  removed: 0,
  stock: 3,
  expected: 3,
  behind: 0,
  status: 'onPace',
  lamp: 'green',
  completionYear: null,
  noCompletion: null,
  ...change,
});
const late = (behind: number): QuotaCell => cell({ behind, status: 'behind', lamp: 'red' });
const pending = cell({ status: 'pending', lamp: 'none' });
const noTask = cell({ quota: null, base: null, stock: null, expected: null, status: 'noTask', lamp: 'none' });
const noBase = cell({ base: null, stock: null, expected: null, status: 'noBase', lamp: 'none' });

function cells(
  change: Partial<Record<QuotaKey, QuotaCell>> = {},
  rest: QuotaCell = cell(),
): QuotaPaceReply['totals'] {
  return {
    greenParkNational: rest,
    greenParkProvincial: rest,
    greenFactoryNational: rest,
    greenFactoryProvincial: rest,
    greenSupplyChainNational: rest,
    greenSupplyChainProvincial: rest,
    efficiencyLeader: rest,
    ...change,
  };
}

const pace = (change: Partial<QuotaPaceReply> = {}): QuotaPaceReply => ({
  asOf: '2026-11-21',
  year: 2027,
  batches: [],
  units: [],
  totals: cells(),
  ...change,
});

describe('headline of 绿色标杆', () => {
  it.each([
    ['nothing late', cells(), '7类标杆全部达到进度。'],
    [
      'the largest shortfall first, with its measure word',
      cells({
        greenSupplyChainProvincial: late(2),
        greenFactoryProvincial: late(5),
        greenParkNational: late(1),
      }),
      '7类标杆中4类达到进度，3类落后：省级工厂差5家、省级供应链差2家、国家园区差1个。',
    ],
    [
      'a list still to come neither keeps up nor lags',
      cells(
        {
          greenParkNational: cell({ status: 'met' }),
          greenFactoryProvincial: late(12),
          greenSupplyChainProvincial: late(2),
        },
        pending,
      ),
      '7类标杆中1类达到进度，4类待公布，2类落后：省级工厂差12家、省级供应链差2家。',
    ],
    ['all lists still to come', cells({}, pending), '7类标杆中7类待公布，没有一类落后。'],
    [
      'a list still to come does not hide what is already late',
      cells({ greenFactoryNational: cell({ status: 'pending', behind: 3, lamp: 'none' }) }),
      '7类标杆中6类达到进度，1类待公布（其中国家工厂差3家），没有一类落后。',
    ],
    [
      'columns without a task are not counted, without a base are named',
      cells({ efficiencyLeader: noTask, greenParkNational: noBase }),
      '6类标杆中5类达到进度，1类缺基数，没有一类落后。',
    ],
    ['no base at all', cells({}, noBase), '各类标杆尚未录入2024年底存量，暂不能判断进度。'],
  ] as [string, QuotaPaceReply['totals'], string][])('%s', (_name, totals, text) => {
    expect(quotaHeadline(pace({ totals }))).toBe(text);
  });
});

describe('finding of the matrix', () => {
  it('names the three units that owe most', () => {
    const unit = (name: string, behind: number) => ({
      code: name,
      name,
      cells: cells({ greenFactoryProvincial: late(behind) }),
    });
    const units = [
      unit('濂溪区', 1),
      unit('湖口县', 0),
      unit('柴桑区', 3),
      unit('瑞昌市', 2),
      unit('都昌县', 1),
    ];
    expect(matrixFinding(pace({ units }))).toBe(
      '4个单位落后于已公布批次，差得最多的是柴桑区（省级工厂差3家）、瑞昌市（省级工厂差2家）、濂溪区（省级工厂差1家）',
    );
  });

  it('counts the red cells only: what a list still to come already lacks is no lag yet', () => {
    const lacking = cell({ status: 'pending', behind: 4, lamp: 'none' });
    const mixed = cells({
      greenFactoryProvincial: late(2),
      greenParkProvincial: late(1),
      efficiencyLeader: lacking,
    });
    const units = [
      { code: '360402', name: '濂溪区', cells: mixed },
      { code: '360429', name: '湖口县', cells: cells({ efficiencyLeader: lacking }) },
    ];
    expect(matrixFinding(pace({ units }))).toBe(
      '1个单位落后于已公布批次：濂溪区（省级工厂差2家、省级园区差1个）',
    );
  });

  it('says so where nobody is late', () => {
    expect(matrixFinding(pace())).toBe('各县（市、区）均跟上已公布批次');
  });
});

describe('quotas of one unit', () => {
  it.each([
    ['late', cells({ greenFactoryProvincial: late(2) }), '标杆：省级工厂差2家'],
    ['on pace', cells({ greenParkNational: noTask }), '标杆：6项任务跟上已公布批次'],
    [
      'partly met',
      cells({ greenParkNational: cell({ status: 'met' }) }),
      '标杆：7项任务跟上已公布批次，1项已达标',
    ],
    [
      'lists still to come are not kept up with',
      cells({ greenParkNational: pending, greenFactoryNational: noBase }),
      '标杆：7项任务中5项达到进度，1项待公布，1项缺基数，没有一项落后',
    ],
    ['all met', cells({}, cell({ status: 'met' })), '标杆：7项任务全部已达标'],
    ['no task', cells({}, noTask), '标杆：附件2未下达任务'],
    ['no base', cells({}, noBase), '标杆：7项任务，缺基数'],
  ] as [string, QuotaPaceReply['totals'], string][])('%s', (_name, value, text) => {
    expect(unitQuotaFinding(value)).toBe(text);
  });
});

describe('batches', () => {
  const batch = (column: QuotaKey, year: number, publishedOn: string | null) => ({
    column,
    year,
    expectedOn: null,
    publishedOn,
    document: null,
    version: 1,
  });

  it('counts a list as out only from its date', () => {
    const lines = shapeBatches(
      pace({
        batches: [
          batch('greenParkNational', 2026, '2026-11-22'),
          batch('greenParkProvincial', 2026, '2026-11-21'),
          batch('greenFactoryNational', 2026, null),
        ],
      }),
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.published.map((entry) => entry.column.key)).toEqual(['greenParkProvincial']);
    expect(lines[0]?.pending.map((column) => column.key)).toEqual([
      'greenParkNational',
      'greenFactoryNational',
    ]);
    expect(lines.map(batchWords)).toEqual(['待公布：国家园区、国家工厂']);
  });

  it('says all or none in words', () => {
    const all = QUOTA_COLUMNS.map((column) => batch(column.key, 2025, '2025-09-01'));
    const none = QUOTA_COLUMNS.map((column) => batch(column.key, 2027, null));
    expect(
      shapeBatches(pace({ batches: [...none, ...all] })).map((line) => [line.year, batchWords(line)]),
    ).toEqual([
      [2025, '7类名单全部公布'],
      [2027, '尚无名单公布'],
    ]);
  });
});

describe('one cell', () => {
  it('is drawn as a share of the quota, or of the stock where that is more', () => {
    expect(shapeBullet(cell({ quota: 6, stock: 3, expected: 4 }))).toEqual({ stock: 0.5, tick: 4 / 6 });
    expect(shapeBullet(cell({ quota: 2, stock: 4, expected: 2 }))).toEqual({ stock: 1, tick: 0.5 });
  });

  it('has no bar without a task or a base, never a bar of nought', () => {
    expect(shapeBullet(noTask)).toBeNull();
    expect(shapeBullet(noBase)).toBeNull();
    expect(shapeBullet(cell({ quota: 1, stock: 0, expected: 0 }))).toEqual({ stock: 0, tick: 0 });
  });

  it('is put in words', () => {
    expect(statusWords(late(2), '家')).toBe('落后，差2家');
    expect(statusWords(cell({ status: 'pending', behind: 1 }), '个')).toBe('待公布，差1个');
    expect(statusWords(noTask, '家')).toBe('无任务');
    expect(stockWords(cell({ base: 3, added: 2, removed: 1 }))).toBe('2024年底存量3，新增2，退出1');
    expect(stockWords(noBase)).toBe('2024年底存量未录入');
  });
});
