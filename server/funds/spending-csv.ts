import { Decimal } from '../analytics/decimal.ts';
import { shanghaiTime } from '../http/clock.ts';
import { csvOf } from '../http/csv.ts';
import { isPolicyId, policyById } from '../rules/subsidies/catalogue.ts';
import type { SpendingReply } from './schema.ts';

const HEAD = [
  '年度',
  '文件',
  '条款',
  '县（市、区）',
  '事项数',
  '预计可得（待审定，万元）',
  '审定（万元）',
  '已拨付（万元）',
];

const FEN_PER_WAN = 1_000_000;
const wanOf = (fen: number) => new Decimal(fen).div(FEN_PER_WAN).toNumber();

/** Under what circumstances a file was made. */
export interface Export {
  /** display name of who exports */
  by: string;
  at: Date;
  /** business date, `YYYY-MM-DD` */
  asOf: string;
  demo: boolean;
}

/** Who made the file, when, as of which day: the lines under the table, after an empty one. */
function closingLines({ by, at, asOf, demo }: Export): string[][] {
  return [
    [],
    [`内部资料 · ${by} · ${shanghaiTime(at)}`],
    [`数据截至 ${asOf}`],
    ...(demo ? [['演示数据']] : []),
  ];
}

/** The cells clause × county as a file, with the total at the end, and under it where the file comes from. */
export function spendingCsv({ year, flow, total }: SpendingReply, made: Export): string {
  const period = year === null ? '全部' : String(year);
  const money = (row: SpendingReply['total']) => [
    row.cases,
    wanOf(row.expectedFen),
    wanOf(row.approvedFen),
    wanOf(row.paidFen),
  ];
  return csvOf([
    HEAD,
    ...flow.map((row) => [
      period,
      isPolicyId(row.policyId) ? policyById(row.policyId).shortTitle : row.policyId,
      row.clause,
      row.unitName,
      ...money(row),
    ]),
    [period, '合计', '', '', ...money(total)],
    ...closingLines(made),
  ]);
}
