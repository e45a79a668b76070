import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { ExportedTable } from '../ui/export-button.tsx';
import { statusWords } from './bullet-shape.ts';

/** The matrix as a table to be saved: base, stock, target, due by the lists and status of every cell. */
export function matrixTable(pace: QuotaPaceReply): ExportedTable {
  const columns = QUOTA_COLUMNS.flatMap(({ label }) => [
    { label: `${label}2024年底存量`, kind: 'integer' as const },
    { label: `${label}存量`, kind: 'integer' as const },
    { label: `${label}${pace.year}年目标`, kind: 'integer' as const },
    { label: `${label}按批次应达`, kind: 'integer' as const },
    { label: `${label}状态`, kind: 'text' as const },
  ]);
  const cells = (row: QuotaPaceReply['totals']) =>
    QUOTA_COLUMNS.flatMap(({ key, measure }) => {
      const cell = row[key];
      return [cell.base, cell.stock, cell.quota, cell.expected, statusWords(cell, measure)];
    });
  return {
    title: '绿色制造标杆任务与存量',
    columns: [{ label: '单位', kind: 'text' as const }, ...columns],
    rows: [
      ['全市合计', ...cells(pace.totals)],
      ...pace.units.map((unit) => [unit.name, ...cells(unit.cells)]),
    ],
    sources: [
      `目标：行动计划附件2（按${pace.year}年总量理解，待市工信局确认）；存量：2024年底存量和称号名单，截至${pace.asOf}。`,
      '空白为附件2未下达任务或缺基数，不是0。',
    ],
    internal: false,
  };
}
