import { appendAudit } from '../../db/audit.ts';
import type { Database } from '../../db/open.ts';
import { wellFormed } from '../../db/well-formed.ts';
import { shanghaiTime } from '../http/clock.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { type CsvCell, csvOf } from '../http/csv.ts';
import type { TableExport } from './schema.ts';
import { writeWorkbook } from './sheets.ts';
import {
  ABOUT_SHEET,
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

type About = (readonly [label: string, text: string])[];

/** '2026-11-21' → '2026年11月21日' */
const dayInWords = (day: string) =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** What is to be known about the figures, label and text; null where the page says nothing but the sources. */
function aboutOf(table: TableExport, sources: readonly string[], watermark: string | null): About | null {
  const { definition, unit, scope, asOf, citation } = table;
  if ([definition, unit, scope, asOf, citation].every((text) => text === undefined)) return null;
  const lines: [string, string | undefined][] = [
    ['指标定义', definition],
    ['单位', unit],
    ...sources.map((line): [string, string] => ['来源', line]),
    ['口径', scope],
    ['数据截至', asOf === undefined ? undefined : dayInWords(asOf)],
    ['引用', citation],
    ['标识', watermark ?? undefined],
  ];
  return lines.flatMap(([label, text]) => (text === undefined ? [] : [[label, text] as const]));
}

/** The lines a text table closes with, under the name of the sheet they are in .xlsx. */
function closingLines(table: TableExport, watermark: string | null, about: About | null): CsvCell[][] {
  if (about) return [[ABOUT_SHEET], ...about.map((line) => [...line])];
  const lines = watermark === null ? table.sources : [...table.sources, watermark];
  return lines.length === 0 ? [] : [[SOURCES_SHEET], ...lines.map((line) => [line])];
}

/** Header, rows, and after an empty row the lines that say where the table comes from. */
function csvFile(table: TableExport, watermark: string | null, about: About | null): string {
  const { columns, rows } = table;
  const closing = closingLines(table, watermark, about);
  return csvOf([
    columns.map(labelOf),
    ...rows.map((row) => columns.map((column, index) => csvCell(row[index] ?? null, column))),
    ...(closing.length > 0 ? [columns.map(() => ''), ...closing] : []),
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
  const about = aboutOf(table, sources, watermark);
  const name = `${cleanName(title)}.${format}`;
  const file =
    format === 'csv'
      ? {
          name,
          mediaType: 'text/csv; charset=utf-8',
          content: new TextEncoder().encode(csvFile({ ...table, sources }, watermark, about)),
        }
      : {
          name,
          mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          content: new Uint8Array(
            await writeWorkbook({
              sheets: [{ name: title, title, columns, rows }],
              sources,
              watermark,
              about: about ?? undefined,
            }),
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
