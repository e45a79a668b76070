/** Rows of one file at most: what a workbook of a list still opens with, and what the server takes in one request. */
const MAX_ROWS = 3_000;
/** Rows asked for at once. */
export const LARGEST_PAGE = 500;

/** All rows of a list, page after page, as far as one file goes. */
export async function allPages<T>(
  read: (offset: number, limit: number) => Promise<{ rows: readonly T[]; total: number }>,
): Promise<{ rows: T[]; total: number }> {
  const rows: T[] = [];
  let total = 0;
  do {
    const page = await read(rows.length, LARGEST_PAGE);
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
    total = page.total;
  } while (rows.length < Math.min(total, MAX_ROWS));
  return { rows, total: Math.max(total, rows.length) };
}

/** What a file says of how much of the list it holds; null where it is all of it. */
export const partWords = ({ rows, total }: { rows: readonly unknown[]; total: number }): string | null =>
  rows.length >= total ? null : `只含前${rows.length}条，共${total}条；其余请缩小筛选范围后分次导出。`;
