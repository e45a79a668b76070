import { formatWan } from '../format.ts';
import styles from './money-bar.module.css';
import { loadOf, type MoneyParts } from './money-shape.ts';
import { wanDecimals } from './wan-text.ts';

const PARTS = [
  { key: 'paidFen', word: '已拨付', style: styles.paid },
  { key: 'committedFen', word: '已审定', style: styles.committed },
  { key: 'expectedFen', word: '预计可得（待审定）', style: styles.expected },
] as const;

interface MoneyBarProps {
  parts: MoneyParts;
  /** 分 the full length stands for; its own total (or budget) where absent */
  scaleFen?: number;
  slim?: boolean;
}

/** One bar: paid, approved, expected (hatched), what is left of the budget. */
export function MoneyBar({ parts, scaleFen, slim = false }: MoneyBarProps) {
  const scale = Math.max(1, scaleFen ?? loadOf(parts) + Math.max(0, parts.leftFen ?? 0));
  return (
    <span className={slim ? `${styles.bar} ${styles.slim}` : styles.bar} data-chart aria-hidden="true">
      {PARTS.map(({ key, style }) => (
        <i key={key} className={style} style={{ width: `${(parts[key] / scale) * 100}%` }} />
      ))}
    </span>
  );
}

/** The bar's parts in words and numbers. */
export function MoneyLegend({ parts }: { parts: MoneyParts }) {
  const decimals = wanDecimals(
    [parts.paidFen, parts.committedFen, parts.expectedFen, Math.abs(parts.leftFen ?? 0)].filter(
      (fen) => fen > 0,
    ),
  );
  const line = (word: string, style: string | undefined, fen: number) => (
    <li key={word}>
      <i className={style} aria-hidden="true" />
      <span>{word}</span>
      <span>
        <strong>{formatWan(fen, decimals)}</strong> <small>万元</small>
      </span>
    </li>
  );
  return (
    <ul className={styles.legend}>
      {PARTS.map(({ key, word, style }) => line(word, style, parts[key]))}
      {parts.leftFen === null ? null : line('扣除预计后结余', styles.left, parts.leftFen)}
    </ul>
  );
}

/** Which part of a bar is drawn how, once for many bars. */
export function MoneyKey() {
  return (
    <span className={styles.key}>
      {PARTS.map(({ key, word, style }) => (
        <span key={key}>
          <i className={style} aria-hidden="true" />
          {word}
        </span>
      ))}
    </span>
  );
}
