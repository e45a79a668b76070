import type { ReactNode } from 'react';
import styles from './causes.module.css';

/** One entry of a chart's key: the paint and what it means. */
export function Key({
  kind,
  children,
}: {
  kind: 'brand' | 'water' | 'sum' | 'rest' | 'hollow';
  children: ReactNode;
}) {
  return (
    <span>
      <i className={styles[kind]} aria-hidden="true" />
      {children}
    </span>
  );
}
