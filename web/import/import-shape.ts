import { matchColumns, type WantedColumn } from '../../server/rules/columns.ts';
import type { ExportedTable } from '../ui/card-file.ts';

/* Importing a list from an officer's own sheet: columns, rows, verdicts. All pure. */

/** A row as it is sent; `line` is its number in the sheet, as the spreadsheet shows it. */
export type SheetRow<Key extends string> = {
  line: number;
  /** somebody looked at the similar name and found another holder */
  confirmSimilar?: boolean | undefined;
} & { [K in Key]?: string | null | undefined };

/** The server's verdict on a row: 新增, 更新, 重复, 疑似重复, 错误. */
export interface SheetVerdict {
  line: number;
  verdict: 'new' | 'change' | 'duplicate' | 'similar' | 'error';
  /** why, one sentence each; empty for a new one */
  messages: readonly string[];
}

/** A column looked for, with the names that lists and departments give it. */
export interface ImportColumn<Key extends string> extends WantedColumn {
  key: Key;
  /** every row must say it, in its own cell or by a value given for all */
  needed?: boolean;
  /** one of several that together stand for this column where a sheet is laid out wide (a column for each year) */
  insteadOf?: string;
}

/** A value that can be given for all rows whose own cell is empty. */
export interface ImportDefault<Key extends string> {
  key: Key;
  label: string;
  /** to choose from; free text where absent */
  options?: readonly string[];
  placeholder?: string;
}

export type SheetRows = readonly (readonly (string | null)[])[];
export type Places<Key extends string> = Readonly<Partial<Record<Key, number>>>;
/** Values for all, by key; '' gives none. */
export type Defaults<Key extends string> = Readonly<Partial<Record<Key, string>>>;

/** Where the columns stand; null where there is no header to be found. */
export interface SheetShape<Key extends string> {
  places: Places<Key>;
  firstDataRow: number;
  /** headings of the sheet, for a place to be chosen by hand */
  headings: readonly { column: number; label: string }[];
}

type Columns<Key extends string> = readonly ImportColumn<Key>[];

export function shapeSheet<Key extends string>(
  rows: SheetRows,
  columns: Columns<Key>,
): SheetShape<Key> | null {
  const match = matchColumns(rows, columns);
  if (match.headerRow === null) return null;
  const header = rows[match.headerRow] ?? [];
  const headings = header.flatMap((cell, column) => {
    const label = cell?.replaceAll(/\s+/g, ' ').trim() ?? '';
    return label === '' ? [] : [{ column, label }];
  });
  return { places: match.columns as Places<Key>, firstDataRow: match.firstDataRow, headings };
}

/** Columns to be asked about: those of a wide sheet only where it has them, or lacks the one they stand for. */
export function askedColumns<Key extends string>(
  columns: Columns<Key>,
  found: Places<Key>,
  places: Places<Key>,
): Columns<Key> {
  const has = (key: string) => (places as Readonly<Record<string, number | undefined>>)[key] !== undefined;
  return columns.filter(
    ({ key, insteadOf }) =>
      insteadOf === undefined || found[key] !== undefined || has(key) || !has(insteadOf),
  );
}

/** Columns that neither the sheet nor a value for all gives. */
export function lackingColumns<Key extends string>(
  columns: Columns<Key>,
  places: Places<Key>,
  defaults: Defaults<Key>,
): string[] {
  const isGiven = (key: Key) => places[key] !== undefined || (defaults[key] ?? '').trim() !== '';
  return columns.filter(({ key, needed }) => needed === true && !isGiven(key)).map(({ label }) => label);
}

/** The rows that say anything, as they are sent; a cell goes before the value for all. */
export function importRows<Key extends string>(
  rows: SheetRows,
  shape: SheetShape<Key>,
  columns: Columns<Key>,
  places: Places<Key>,
  defaults: Defaults<Key>,
): SheetRow<Key>[] {
  return rows.slice(shape.firstDataRow).flatMap((cells, index) => {
    const said = columns.flatMap(({ key }): [string, string][] => {
      const place = places[key];
      const text = place === undefined ? '' : (cells[place] ?? '').trim();
      return text === '' ? [] : [[key, text]];
    });
    if (said.length === 0) return [];
    const given = Object.entries<string | undefined>(defaults).filter(
      ([, text]) => (text ?? '').trim() !== '',
    );
    const row = { line: shape.firstDataRow + index + 1, ...Object.fromEntries([...given, ...said]) };
    return [row as SheetRow<Key>];
  });
}

export const VERDICT_WORDS: Readonly<Record<SheetVerdict['verdict'], string>> = {
  new: '新增',
  change: '更新',
  duplicate: '重复',
  similar: '疑似重复',
  error: '错误',
};

/** '共12行：新增9，疑似重复1，重复1，错误1'. */
export function verdictFinding(verdicts: readonly SheetVerdict[]): string {
  const kinds = ['new', 'change', 'similar', 'duplicate', 'error'] as const;
  const parts = kinds.flatMap((kind) => {
    const count = verdicts.filter(({ verdict }) => verdict === kind).length;
    return count === 0 ? [] : [`${VERDICT_WORDS[kind]}${count}`];
  });
  return `共${verdicts.length}行：${parts.join('，')}`;
}

/** The rows that were not taken, with why, as a table to be saved and worked on. */
export function leftTable<Key extends string>(
  title: string,
  columns: Columns<Key>,
  rows: readonly SheetRow<Key>[],
  verdicts: readonly SheetVerdict[],
): ExportedTable {
  const text = (label: string) => ({ label, kind: 'text' as const });
  return {
    title: `未登记的${title}`,
    columns: [...columns.map(({ label }) => text(label)), text('行号'), text('核对结果'), text('原因')],
    rows: rows.map((row) => {
      const verdict = verdicts.find(({ line }) => line === row.line);
      return [
        ...columns.map(({ key }) => row[key] ?? null),
        String(row.line),
        verdict ? VERDICT_WORDS[verdict.verdict] : null,
        verdict?.messages.join('') || '未选择',
      ];
    }),
    sources: [`导入${title}时未登记的行；更正后可直接再次导入。`],
    internal: false,
  };
}
