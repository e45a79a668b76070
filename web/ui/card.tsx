import type { ReactNode } from 'react';
import { useId } from 'react';
import styles from './card.module.css';
import type { ExportedTable } from './export-button.tsx';
import { ExportShown } from './export-shown.tsx';

interface CardProps {
  /** the finding in words */
  title: ReactNode;
  /** small print under the content: how to read it, caveats */
  note?: ReactNode;
  /** controls at the right of the title */
  actions?: ReactNode;
  /** the card's table can be saved as a file (Excel, CSV) under this title, with these sources */
  file?: Pick<ExportedTable, 'title' | 'sources' | 'internal'>;
  className?: string | undefined;
  children: ReactNode;
}

/** One question and its answer: a section whose heading is the finding. */
export function Card({ title, note, actions, file, className, children }: CardProps) {
  const headingId = useId();
  return (
    <section className={className ? `${styles.card} ${className}` : styles.card} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h2 id={headingId}>{title}</h2>
        {actions || file ? (
          <div className={styles.actions}>
            {actions}
            {file ? <ExportShown {...file} /> : null}
          </div>
        ) : null}
      </header>
      <div className={styles.body}>{children}</div>
      {note ? <p className={styles.note}>{note}</p> : null}
    </section>
  );
}
