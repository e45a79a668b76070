import type { QuotaCell, QuotaCostsReply } from '../../server/quotas/schema.ts';
import { formatWan, MISSING } from '../format.ts';

/** What one cell's missing titles will cost; null without a quota or a base. */
export type QuotaCost = QuotaCostsReply['totals'][keyof QuotaCostsReply['totals']];
type Range = QuotaCostsReply['total'];

/** Beyond this year a pace says no more than that it is far too slow. */
const FAR_YEAR = 2040;
const FEN_PER_WAN = 1_000_000;

const yearWord = (year: number) => (year > FAR_YEAR ? `${FAR_YEAR}年以后` : `${year}年`);

const NO_YEAR = {
  noTask: { long: '无任务', short: MISSING },
  noBase: { long: '缺2024年底存量，无法推算完成年份', short: '缺基数' },
  met: { long: '已达到目标数', short: '已达标' },
  beforeFirst: { long: '首批名单公布后才能推算完成年份', short: '待首批公布' },
  noPace: { long: '按现有批次进度无法完成', short: '无法完成' },
} as const;

/** 预计完成年 for a narrow cell: '2029年', '已达标', '无法完成'. */
export function completionWord({ completionYear, noCompletion }: QuotaCell): string {
  return completionYear === null ? NO_YEAR[noCompletion ?? 'noTask'].short : yearWord(completionYear);
}

/** The same as a sentence without its full stop: '按现有批次进度预计2029年完成，晚于2027年'. */
export function completionSentence({ completionYear, noCompletion }: QuotaCell, targetYear: number): string {
  if (completionYear === null) return NO_YEAR[noCompletion ?? 'noTask'].long;
  const late = completionYear > targetYear ? `，晚于${targetYear}年` : '';
  return `按现有批次进度预计${yearWord(completionYear)}完成${late}`;
}

/** 万元 without decimals where all are whole, else as many as the amount has (at most two). */
function wan(fen: number): string {
  return fen % FEN_PER_WAN === 0 ? formatWan(fen, 0) : formatWan(fen, fen % 100_000 === 0 ? 1 : 2);
}

/** A range of money in 万元 without the unit: '80–90', or '90' where both ends are the same; null → '—'. */
export function costWords(cost: Range | null): string {
  if (cost === null) return MISSING;
  const high = wan(cost.highFen);
  return cost.lowFen === cost.highFen ? high : `${wan(cost.lowFen)}–${high}`;
}

/** What completing one cell costs, a sentence without its full stop; null where nothing is missing or known. */
export function costSentence(cost: QuotaCost, measure: string): string | null {
  if (cost === null || cost.titles === 0) return null;
  return `补足尚缺的${cost.titles}${measure}最高需奖补${costWords(cost)}万元（预计可得，待审定）`;
}
