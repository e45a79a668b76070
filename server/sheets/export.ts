import { appendAudit } from '../../db/audit.ts';
import type { Database } from '../../db/open.ts';
import { wellFormed } from '../../db/well-formed.ts';
import { shanghaiTime } from '../http/clock.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { type CsvCell, csvOf } from '../http/csv.ts';
import type { TableExport } from './schema.ts';
import { writeWorkbook } from './sheets.ts';
import {
  exactFigure,
  isNumeric,
  labelOf,
  SOURCES_SHEET,
  type TableColumn,
  type TableValue,
} from './table.ts';

/** A file made from a table. */
export interface TableFile {
  name: string;
  mediaType: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Who exports, and in what kind of installation. */
export interface Exporter {
  displayName: string;
  actor: Actor;
  demo: boolean;
}

/** The line that marks internal figures, in files as on screen. */
export function internalMark(displayName: string, at: Date): string {
  return `内部资料 · ${displayName} · ${shanghaiTime(at)}`;
}

function csvCell(value: TableValue, { kind }: TableColumn): CsvCell {
  const figure = typeof value === 'string' && isNumeric(kind) ? exactFigure(value) : null;
  return figure === null ? value : { figure };
}

/** Header, rows, and after an empty row the lines that say where the table comes from. */
function csvFile({ columns, rows, sources }: TableExport, watermark: string | null): string {
  const empty = columns.map(() => '');
  const closing = watermark === null ? sources : [...sources, watermark];
  return csvOf([
    columns.map(labelOf),
    ...rows.map((row) => columns.map((column, index) => csvCell(row[index] ?? null, column))),
    ...(closing.length > 0 ? [empty, [SOURCES_SHEET], ...closing.map((line) => [line])] : []),
  ]);
}

const cleanName = (title: string) =>
  wellFormed(title)
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .trim() || '表格';

/** The table as a file, and its audit row: what leaves the system is on record. */
export async function exportTable(db: Database, table: TableExport, by: Exporter): Promise<TableFile> {
  const { title, format, columns, rows, internal } = table;
  const at = new Date(by.actor.at);
  const watermark = internal ? internalMark(by.displayName, at) : null;
  const sources = by.demo ? [...table.sources, '演示数据'] : table.sources;
  const name = `${cleanName(title)}.${format}`;
  const file =
    format === 'csv'
      ? {
          name,
          mediaType: 'text/csv; charset=utf-8',
          content: new TextEncoder().encode(csvFile({ ...table, sources }, watermark)),
        }
      : {
          name,
          mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          content: new Uint8Array(
            await writeWorkbook({ sheets: [{ name: title, title, columns, rows }], sources, watermark }),
          ),
        };
  db.write((tx) =>
    appendAudit(tx, {
      ...auditFrom(by.actor),
      action: 'table.export',
      entity: 'table',
      entityId: title,
      after: { format, rows: rows.length, internal },
    }),
  );
  return file;
}
