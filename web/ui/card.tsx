import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import styles from './card.module.css';
import type { CardFile } from './card-file.ts';
import { ExportButton } from './export-button.tsx';
import { tableHash } from './table-hash.ts';

const DataTable = lazy(async () => ({ default: (await import('./data-table.tsx')).DataTable }));

interface CardProps {
  /** the finding in words */
  title: ReactNode;
  /** small print under the content: how to read it, caveats */
  note?: ReactNode;
  /** controls at the right of the title */
  actions?: ReactNode;
  /** the card's table and chart can be saved under this title, with these sources */
  file?: CardFile | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** One question and its answer: a section whose heading is the finding. */
export function Card({ title, note, actions, file, className, children }: CardProps) {
  const headingId = useId();
  /** null = as the address says */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const table = file?.table && (chosen ?? location.hash === tableHash(file.title)) ? file.table : undefined;
  return (
    <section className={className ? `${styles.card} ${className}` : styles.card} aria-labelledby={headingId}>
      <header className={styles.head}>
        <h2 id={headingId}>{title}</h2>
        {actions || file ? (
          <div className={styles.actions}>
            {actions}
            {file ? <ExportButton card={{ file, asTable: !!table, onTable: setChosen }} quiet /> : null}
          </div>
        ) : null}
      </header>
      <div className={styles.body}>
        {table ? (
          <Suspense fallback={null}>
            <DataTable table={table} caption={file?.title} unit={file?.unit} />
          </Suspense>
        ) : (
          children
        )}
      </div>
      {note ? <p className={styles.note}>{note}</p> : null}
    </section>
  );
}
