import { useState } from 'react';
import { formatNumber } from '../format.ts';
import styles from './pager.module.css';

/** Rows of a list on one page. */
export const PAGE_SIZE = 100;

/**
 * Where a list stands, from its first row on; back at the beginning as soon as something else is listed.
 * @param listed what is listed, in any words that tell two lists apart
 */
export function useOffset(listed: string): [number, (offset: number) => void] {
  const [place, setPlace] = useState({ listed, offset: 0 });
  return [place.listed === listed ? place.offset : 0, (offset) => setPlace({ listed, offset })];
}

interface PagerProps {
  offset: number;
  total: number;
  /** measure word with the noun it counts, as '个项目' */
  measure?: string;
  size?: number;
  /** the rows above are still those of before */
  isPending?: boolean;
  onOffset: (offset: number) => void;
}

/** Which rows of how many stand above, and the way to the others; nothing where all of them do. */
export function Pager({
  offset,
  total,
  measure = '条',
  size = PAGE_SIZE,
  isPending = false,
  onOffset,
}: PagerProps) {
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  const pages = Math.ceil(total / size);
  const page = Math.floor(offset / size) + 1;
  return (
    <nav className={styles.pager} aria-label="分页" aria-busy={isPending}>
      <span role="status">
        {isPending ? '正在读取' : ''}第{formatNumber(offset + 1, 0)}–{formatNumber(last, 0)}
        {measure}，共{formatNumber(total, 0)}
        {measure}
      </span>
      <span className={`${styles.steps} noPrint`}>
        <button
          type="button"
          className="button"
          aria-disabled={page === 1}
          onClick={() => page > 1 && onOffset(Math.max(0, offset - size))}
        >
          上一页
        </button>
        <span>
          {formatNumber(page, 0)}/{formatNumber(pages, 0)}
        </span>
        <button
          type="button"
          className="button"
          aria-disabled={page === pages}
          onClick={() => page < pages && onOffset(offset + size)}
        >
          下一页
        </button>
      </span>
    </nav>
  );
}

/** The rows of the page at hand of a list that is all here, with the pager below it. */
export function usePage<T>(rows: readonly T[], listed: string, size = PAGE_SIZE) {
  const [asked, onOffset] = useOffset(listed);
  const offset = asked < rows.length ? asked : 0;
  return { rows: rows.slice(offset, offset + size), pager: { offset, total: rows.length, size, onOffset } };
}
