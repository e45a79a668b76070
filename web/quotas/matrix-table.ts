import type { QuotaCostsReply, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { CardFile } from '../ui/card-file.ts';
import { statusWords } from './bullet-shape.ts';
import { completionWord, costWords } from './completion-words.ts';

type Cells = QuotaPaceReply['totals'];
type Costs = QuotaCostsReply['totals'];

/** The matrix as a file: base, stock, target, due by the lists, status, year of completion and cost of every cell. */
export function matrixFile(pace: QuotaPaceReply, costs: QuotaCostsReply | null | undefined): CardFile {
  const columns = QUOTA_COLUMNS.flatMap(({ label }) => [
    { label: `${label}2024年底存量`, kind: 'integer' as const },
    { label: `${label}存量`, kind: 'integer' as const },
    { label: `${label}${pace.year}年目标`, kind: 'integer' as const },
    { label: `${label}按批次应达`, kind: 'integer' as const },
    { label: `${label}状态`, kind: 'text' as const },
    { label: `${label}预计完成年`, kind: 'text' as const },
    ...(costs ? [{ label: `${label}补足所需奖补（最高，万元）`, kind: 'text' as const }] : []),
  ]);
  const cells = (row: Cells, money: Costs | undefined) =>
    QUOTA_COLUMNS.flatMap(({ key, measure }) => {
      const cell = row[key];
      const facts = [cell.base, cell.stock, cell.quota, cell.expected, statusWords(cell, measure)];
      return [...facts, completionWord(cell), ...(costs ? [costWords(money?.[key] ?? null)] : [])];
    });
  const costsOf = (code: string) => costs?.units.find((unit) => unit.code === code)?.cells;
  return {
    title: '绿色制造标杆任务与存量',
    definition:
      '存量为2024年底存量加此后公布、未退出的称号；预计完成年按现有批次进度推算：2024年底以来的净增除以已公布批次，以后每年一批。',
    unit: costs ? '园区为个，其余为家；奖补为万元' : '园区为个，其余为家',
    scope: `按${pace.year}年总量理解（总量口径，待市工信局确认）`,
    asOf: pace.asOf,
    table: {
      columns: [{ label: '单位', kind: 'text' as const }, ...columns],
      rows: [
        ['全市合计', ...cells(pace.totals, costs?.totals)],
        ...pace.units.map((unit) => [unit.name, ...cells(unit.cells, costsOf(unit.code))]),
      ],
    },
    sources: [
      `目标：行动计划附件2（按${pace.year}年总量理解，待市工信局确认）；存量：2024年底存量和称号名单，截至${pace.asOf}。`,
      '空白为附件2未下达任务或缺基数，不是0。',
      ...(costs ? ['补足所需奖补：按九江措施三、柴桑第2条测算，为预计可得（待审定）。'] : []),
    ],
    internal: Boolean(costs),
  };
}
