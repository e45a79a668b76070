import type { Defaults, ImportColumn, ImportDefault, SheetRow, SheetVerdict } from './import-shape.ts';

/** What the server answers to a check or an import. */
export interface SheetReply<V extends SheetVerdict> {
  verdicts: readonly V[];
}

/** What is imported, how its columns are called, and what the server does with the rows. */
export interface ImportPlan<Key extends string, V extends SheetVerdict, R extends SheetReply<V>> {
  /** '称号', '企业', '改造项目' */
  title: string;
  columns: readonly ImportColumn<Key>[];
  defaults: readonly ImportDefault<Key>[];
  /** values for all the form opens with */
  given?: Defaults<Key>;
  /** heading names that a sheet must have at least, for the message where none is found */
  headings: string;
  /** at most this many rows at a time */
  limit: number;
  /** `check` judges only; else all rows are written, or none */
  send: (request: { check: boolean; rows: SheetRow<Key>[] }) => Promise<R>;
  /** what a row says of itself; as typed where it could not be read */
  rowWords: (row: SheetRow<Key>, verdict: V) => { name: string; facts: string };
  /** what came of it, without a full stop: '已登记9个称号' */
  doneWords: (reply: R) => string;
}
