import type { ReactNode } from 'react';
import styles from './method.module.css';

/** A fraction: numerator over denominator; read aloud as 分子 除以 分母. */
export function Frac({ over, under }: { over: ReactNode; under: ReactNode }) {
  return (
    <span className={styles.frac}>
      <span>{over}</span>
      <span className="visuallyHidden"> 除以 </span>
      <span>{under}</span>
    </span>
  );
}

/** A letter of a formula. */
export function V({ children }: { children: ReactNode }) {
  return <var>{children}</var>;
}

/** The mean of a letter, with a bar above. */
export function Mean({ children }: { children: ReactNode }) {
  return (
    <var className={styles.mean}>
      {children}
      <span className="visuallyHidden">的平均数</span>
    </var>
  );
}
