import type { QuotaCell } from '../../server/quotas/schema.ts';

/** Bullet bar of one cell: shares of the bar's length, 0 to 1. */
export interface BulletShape {
  stock: number;
  /** where the stock should be by the published batches; null without a base */
  tick: number | null;
}

/** Length of the bar is the quota, or the stock where it is more. Null where there is no task or no base. */
export function shapeBullet(cell: QuotaCell): BulletShape | null {
  if (cell.quota === null || cell.stock === null) return null;
  const length = Math.max(cell.quota, cell.stock, 1);
  return {
    stock: Math.max(0, cell.stock) / length,
    tick: cell.expected === null ? null : Math.max(0, cell.expected) / length,
  };
}

const STATUS_WORDS: Record<QuotaCell['status'], string> = {
  noTask: '无任务',
  noBase: '缺基数',
  met: '已达标',
  onPace: '达到进度',
  pending: '待公布',
  behind: '落后',
};

/** Status of one cell in words, with the whole units it lacks. */
export function statusWords(cell: QuotaCell, measure: string): string {
  const word = STATUS_WORDS[cell.status];
  return cell.behind > 0 ? `${word}，差${cell.behind}${measure}` : word;
}

/** How the stock comes about: '2024年底存量3，新增2，退出1'. */
export function stockWords(cell: QuotaCell): string {
  if (cell.base === null) return '2024年底存量未录入';
  const parts = [`2024年底存量${cell.base}`];
  if (cell.added > 0) parts.push(`新增${cell.added}`);
  if (cell.removed > 0) parts.push(`退出${cell.removed}`);
  return parts.join('，');
}
