import type { CardFile } from '../ui/card-file.ts';
import type { MoneyParts } from './money-shape.ts';

/** The parts of a bar as a file. */
export function moneyFile(title: string, parts: MoneyParts, source: string): CardFile {
  const inWan = (fen: number) => fen / 1_000_000;
  const left: [string, number][] = parts.leftFen === null ? [] : [['扣除预计后结余', inWan(parts.leftFen)]];
  return {
    title,
    sources: [source],
    internal: true,
    unit: '万元',
    scope: '预计可得（待审定）不构成兑现承诺，金额以主管部门审定为准；「最高」按上限计入。',
    table: {
      columns: [
        { label: '项目', kind: 'text' },
        { label: '金额（万元）', kind: 'money', decimals: 2 },
      ],
      rows: [
        ['已拨付', inWan(parts.paidFen)],
        ['已审定待拨', inWan(parts.committedFen)],
        ['预计可得（待审定）', inWan(parts.expectedFen)],
        ...left,
      ],
    },
  };
}
