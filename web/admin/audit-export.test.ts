import { expect, test } from 'vitest';
import type { AuditRowReply } from '../../server/audit/schema.ts';
import { auditTable, filterWords } from './audit-export.ts';

const row = (id: number, more: Partial<AuditRowReply> = {}): AuditRowReply => ({
  id,
  at: '2026-11-21T02:00:07.000Z',
  actorName: 'bureau',
  action: 'report.approve',
  entity: 'report',
  entityId: '360402/2026-10',
  objectName: null,
  before: { status: 'submitted' },
  after: { status: 'approved' },
  requestId: 'r-1',
  ...more,
});

const NAMES = new Map([['bureau', '市工信局']]);

/** A log of `total` rows in pages of 100. */
const logOf = (total: number, more: Partial<AuditRowReply> = {}) => {
  const asked: (number | null)[] = [];
  const read = async (before: number | null) => {
    asked.push(before);
    const newest = (before ?? total + 1) - 1;
    const count = Math.min(100, newest);
    const rows = Array.from({ length: count }, (_, i) => row(newest - i, more));
    return { rows, nextBefore: newest > count ? newest - count + 1 : null };
  };
  return { asked, read };
};

test('a row is told in words, with every field it changed', async () => {
  const { rows, internal } = await auditTable({}, NAMES, logOf(1).read);
  expect(rows).toEqual([
    [
      1,
      '2026年11月21日 10:00:07',
      '市工信局',
      'bureau',
      '审核通过',
      '报表 濂溪区 2026年1–10月',
      '状态：已提交 → 审核通过',
      'r-1',
    ],
  ]);
  expect(internal).toBe(true);
});

test('all pages are read, in order, and the file says that it is whole', async () => {
  const log = logOf(250);
  const { rows, sources } = await auditTable({ unit: '360402' }, NAMES, log.read);
  expect(rows.map(([id]) => id)).toEqual(Array.from({ length: 250 }, (_, i) => 250 - i));
  expect(log.asked).toEqual([null, 151, 51]);
  expect(sources.slice(0, 2)).toEqual(['筛选：单位 濂溪区', '共250条，新的在前。']);
});

test('a log too long for one file is cut at its oldest end, and the file says so', async () => {
  const { rows, sources } = await auditTable({}, NAMES, logOf(20_000, { after: null, before: null }).read);
  expect(rows.length).toBeGreaterThan(1000);
  expect(rows.length).toBeLessThanOrEqual(10_000);
  expect(rows[0]?.[0]).toBe(20_000);
  expect(sources[1]).toBe(`只含最新的${rows.length}条，更早的请按日期分段导出。`);
});

test.each([
  ['全部记录', {}],
  ['人员 bureau；2026-11-01 至 最新', { person: 'bureau', from: '2026-11-01' }],
  ['对象 报表 濂溪区 2026年1–10月', { entity: 'report', entityId: '360402/2026-10' }],
  ['单位 经开区；对象 报表；操作 审核通过', { unit: 'JKQ', entity: 'report', action: 'report.approve' }],
])('the filter reads %s', (words, filter) => {
  expect(filterWords(filter)).toBe(words);
});
