import { useRef } from 'react';
import { ExportButton, type ExportedTable } from './export-button.tsx';
import { shownTable } from './shown-table.ts';

/** Saves the table of the card it stands in, as shown, with its sources. */
export function ExportShown({
  title,
  sources,
  internal,
}: Pick<ExportedTable, 'title' | 'sources' | 'internal'>) {
  const place = useRef<HTMLSpanElement>(null);
  const table = (): ExportedTable => {
    const shown = place.current?.closest('section')?.querySelector('table');
    if (!shown) throw new Error('no table beside the export button');
    return { title, sources, internal, ...shownTable(shown) };
  };
  return (
    <span ref={place}>
      <ExportButton table={table} quiet />
    </span>
  );
}
