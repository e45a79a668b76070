import type { CaseListReply } from '../../server/cases/schema.ts';
import type { ForecastReply, Fund, SpendingReply } from '../../server/funds/schema.ts';
import { formatNumber, formatWan } from '../format.ts';
import { loadOf, type Money, partsOf, sharePct } from './money-shape.ts';
import { BUDGET_RULES, fundWord, placeWord } from './words.ts';

/** The findings of 奖补资金 in words: each card's title says what the card shows. */

/** Whole 万元 in a sentence, one decimal below 100: '1,286万元', '8.5万元'. */
export function wanWords(fen: number): string {
  const isWhole = fen % 1_000_000 === 0 || fen >= 100_000_000;
  return `${formatWan(fen, isWhole ? 0 : 1)}万元`;
}

const yearWord = (year: number | null) => (year === null ? '历年' : `${year}年`);

/** Headline of the page. */
export function spendingHeadline({ year, total }: SpendingReply, whose: string): string {
  const parts = partsOf(total, null);
  const start = `${whose}${yearWord(year)}奖补资金`;
  if (loadOf(parts) === 0) return `${start}尚无金额`;
  const said = [
    parts.paidFen > 0 ? `已拨付${wanWords(parts.paidFen)}` : '尚未拨付',
    ...(parts.committedFen > 0 ? [`已审定待拨付${wanWords(parts.committedFen)}`] : []),
  ];
  const expected = parts.expectedFen > 0 ? `；另有预计可得${wanWords(parts.expectedFen)}，待审定` : '';
  return `${start}${said.join('，')}${expected}。`;
}

/** Title of the money card on the overview. @param name '奖补资金（九江）', or '本县奖补资金' where only the own is seen */
export function moneyFinding(money: Money, name = '奖补资金'): string {
  const parts = partsOf(money, null);
  if (parts.paidFen > 0) return `${name}：已拨付${wanWords(parts.paidFen)}`;
  if (parts.committedFen > 0) return `${name}：已审定${wanWords(parts.committedFen)}，尚未拨付`;
  if (parts.expectedFen > 0) return `${name}：预计可得${wanWords(parts.expectedFen)}，待审定`;
  return `${name}：尚无事项`;
}

/** Title of a fund: what of the budget is left, or how far the expected awards would exceed it. */
export function fundFinding(fund: Fund): string {
  const name = `${fundWord(fund.policyId)}：`;
  if (fund.budgetFen === null) return `${name}${fund.year}年预算未录入`;
  const parts = partsOf(fund, fund.budgetFen);
  if ((fund.leftFen ?? 0) < 0) return `${name}审定已超预算${wanWords(-(fund.leftFen ?? 0))}`;
  if (parts.overFen > 0) return `${name}预计可得全部审定将超预算${wanWords(parts.overFen)}`;
  return `${name}预算还可审定${wanWords(fund.leftFen ?? 0)}`;
}

/** What happens when this fund's budget is exceeded, in the words of its document. */
export function fundRule({ rule }: Fund): string {
  const { word, explained } = BUDGET_RULES[rule];
  return `${word}：${explained}`;
}

/** Title of the table by clause: which clause carries most. */
export function clauseFinding({ byClause, total }: SpendingReply): string {
  const all = loadOf(partsOf(total, null));
  const [first] = [...byClause].sort((a, b) => loadOf(partsOf(b, null)) - loadOf(partsOf(a, null)));
  if (first === undefined || all === 0) return '按条款：尚无金额';
  const most = loadOf(partsOf(first, null));
  if (most === all) return `全部来自${placeWord(first.policyId)}${first.clause}`;
  return `${placeWord(first.policyId)}${first.clause}占${sharePct(most, all)}%`;
}

/** Title of the table by county: who stands first, and what share the first three have. */
export function unitFinding({ byUnit, total }: SpendingReply): string {
  const all = loadOf(partsOf(total, null));
  const ranked = byUnit
    .map((unit) => ({ name: unit.name, fen: loadOf(partsOf(unit, null)) }))
    .filter(({ fen }) => fen > 0)
    .sort((a, b) => b.fen - a.fen);
  const [first] = ranked;
  if (first === undefined || all === 0) return '按县（市、区）：尚无金额';
  if (ranked.length <= 3) return `${first.name}最多，${wanWords(first.fen)}`;
  const three = ranked.slice(0, 3).reduce((sum, { fen }) => sum + fen, 0);
  return `${first.name}最多，${wanWords(first.fen)}；前三位占${sharePct(three, all)}%`;
}

/** Title of the monthly payments. */
export function monthsFinding({ year, months }: Pick<SpendingReply, 'year' | 'months'>): string {
  const [most] = [...months].sort((a, b) => b.paidFen - a.paidFen);
  if (most === undefined || most.paidFen === 0) return `${yearWord(year)}尚无拨付`;
  const month = `${year === null ? `${most.month.slice(0, 4)}年` : ''}${Number(most.month.slice(5))}月`;
  return `${month}拨付最多，${wanWords(most.paidFen)}`;
}

/** Title of the forecast: a range, never one number. */
export function forecastFinding({ lowFen, highFen, rows }: ForecastReply): string {
  const titles = rows.reduce((sum, row) => sum + row.titles, 0);
  if (titles === 0) return '全市附件2任务已全部完成，不再新增支出';
  const range = lowFen === highFen ? wanWords(lowFen) : `${wanWords(lowFen)}至${wanWords(highFen)}`;
  return `全市附件2任务全部完成，到2027年预计还需${range}`;
}

/**
 * Title of the case list: how many wait for the viewer.
 * @param onlyDecided the viewer sees no case before 审定
 */
export function casesFinding(
  { total, waiting, flagged }: Pick<CaseListReply, 'total' | 'waiting' | 'flagged'>,
  onlyDecided = false,
): string {
  if (total === 0) return '没有符合条件的事项';
  const parts = [`${formatNumber(total)}个${onlyDecided ? '已审定' : ''}事项`];
  if (waiting > 0) parts.push(`${waiting}个待您办理`);
  if (flagged > 0) parts.push(`${flagged}个有提示待核实`);
  return parts.join('，');
}
