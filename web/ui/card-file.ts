import type { TableExport } from '../../server/sheets/schema.ts';

/** A table to be saved as a file: what the page shows, with its sources. */
export type ExportedTable = Omit<TableExport, 'format'>;

/** What is to be said about the figures of a card that can be saved: in files, in pictures, in the citation. */
export interface CardFile
  extends Pick<ExportedTable, 'title' | 'sources' | 'internal' | 'definition' | 'unit' | 'scope' | 'asOf'> {
  /**
   * The values of a chart where no table beside it shows them: saved as Excel and CSV, and shown in place of the
   * chart on request (数据表). Without it the table in the card is taken.
   */
  table?: Pick<ExportedTable, 'columns' | 'rows'> | undefined;
  /** in place of `table`: reads the whole list when it is saved, where the card shows a page of it */
  load?: (() => Promise<Pick<ExportedTable, 'columns' | 'rows' | 'sources'>>) | undefined;
}
