import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import type { TableColumn, TableSheet, TableValue, WorkbookSpec } from './table.ts';
import { ABOUT_SHEET, exactFigure, isNumeric, labelOf, SOURCES_SHEET } from './table.ts';

const FONT = '微软雅黑';
const HEADER_TINT = 'FFE3F0E8';
const INPUT_TINT = 'FFFFFBE6';
const EDGE = { style: 'thin' as const, color: { argb: 'FFB8C4BD' } };
const BORDER = { top: EDGE, left: EDGE, bottom: EDGE, right: EDGE };
const OPTIONS_SHEET = '选项';
/** an inline list of options holds no more characters */
const INLINE_OPTIONS = 255;

type Style = Partial<ExcelJS.Style>;

/** `_x0041_` in a text would be read as the character it names, and a carriage return be lost in XML. */
function xmlSafe(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replaceAll('\r', '_x000D_');
}

const decimalsIn = (figure: string) => figure.split('.')[1]?.length ?? 0;
const numberFormat = (decimals: number, grouped: boolean) =>
  `${grouped ? '#,##0' : '0'}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;

interface WrittenCell {
  value: string | number | Date | null;
  format: string;
}

const asText = (text: string): WrittenCell => ({ value: text === '' ? null : xmlSafe(text), format: '@' });

function dateOf(text: string): Date | null {
  if (!/^(?:19|20)\d\d-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  const valid = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && text >= '1900-03-01';
  return valid ? date : null;
}

/** A number where it is one exactly, a date where it is one; every text is a text cell, so no formula can arise. */
function cellOf(value: TableValue, { kind, decimals }: TableColumn): WrittenCell {
  if (value === null) return { value: null, format: kind === 'text' ? '@' : 'General' };
  const grouped = kind === 'money';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return asText(String(value));
    const general = decimals === undefined && !grouped && kind !== 'integer';
    return { value, format: general ? 'General' : numberFormat(decimals ?? 0, grouped) };
  }
  const date = kind === 'date' ? dateOf(value) : null;
  if (date) return { value: date, format: 'yyyy-mm-dd' };
  const figure = isNumeric(kind) ? exactFigure(value) : null;
  return figure === null
    ? asText(value)
    : { value: Number(figure), format: numberFormat(decimalsIn(figure), grouped) };
}

/** Format of an input cell that is still empty, so that what is typed looks right. */
function emptyFormat({ kind, decimals }: TableColumn): string {
  if (kind === 'text') return '@';
  if (kind === 'date') return 'yyyy-mm-dd';
  return decimals === undefined ? 'General' : numberFormat(decimals, kind === 'money');
}

/** One style object per look, shared by all its cells: a style each would cost more memory than the figures. */
class Styles {
  private readonly made = new Map<string, Style>();
  of(format: string, column: TableColumn, protect: boolean): Style {
    const input = protect && column.input === true;
    const numeric = isNumeric(column.kind);
    const key = `${format} ${input} ${numeric}`;
    const known = this.made.get(key);
    if (known) return known;
    const style: Style = {
      font: { name: FONT, size: 10 },
      numFmt: format,
      border: BORDER,
      alignment: { vertical: 'middle', horizontal: numeric ? 'right' : 'left', wrapText: !numeric },
      protection: { locked: !input },
      ...(input ? { fill: solid(INPUT_TINT) } : {}),
    };
    this.made.set(key, style);
    return style;
  }
}

const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** Width of a text in characters of a spreadsheet; a Chinese character takes two. */
const widthOf = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0);

function columnWidth(column: TableColumn, index: number, rows: TableSheet['rows']): number {
  if (column.width !== undefined) return column.width;
  const texts = rows.slice(0, 200).map((row) => String(row[index] ?? '').split('\n')[0] ?? '');
  const widest = Math.max(widthOf(labelOf(column)) / 1.4, ...texts.map(widthOf));
  return Math.min(Math.max(Math.ceil(widest) + 3, 9), 48);
}

/** A name Excel accepts: at most 31 characters, none of []:*?/\, no apostrophe at an end, none twice. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || '表';
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `(${number})`;
    const name = `${[...clean].slice(0, 31 - suffix.length).join('')}${suffix}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

function addLine(sheet: ExcelJS.Worksheet, text: string, font: Partial<ExcelJS.Font>): ExcelJS.Cell {
  const cell = sheet.addRow([xmlSafe(text)]).getCell(1);
  cell.style = { font: { name: FONT, size: 10, ...font }, numFmt: '@', alignment: { vertical: 'middle' } };
  return cell;
}

function addHeader(sheet: ExcelJS.Worksheet, columns: readonly TableColumn[]): void {
  const row = sheet.addRow(columns.map((column) => xmlSafe(labelOf(column))));
  row.height = 30;
  for (let index = 1; index <= columns.length; index += 1) {
    row.getCell(index).style = {
      font: { name: FONT, size: 10, bold: true },
      fill: solid(HEADER_TINT),
      border: BORDER,
      numFmt: '@',
      alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    };
  }
}

/** Lists of options: short ones are written into the rule, others stand on a hidden sheet that the rule points to. */
class OptionLists {
  private readonly lists: (readonly string[])[] = [];

  formulaOf(options: readonly string[]): string {
    const inline = options.join(',');
    const fits = inline.length <= INLINE_OPTIONS && !options.some((option) => /[,"]/.test(option));
    if (fits) return `"${inline}"`;
    if (!this.lists.includes(options)) this.lists.push(options);
    const column = this.lists.indexOf(options) + 1;
    return `${OPTIONS_SHEET}!$${columnLetters(column)}$1:$${columnLetters(column)}$${options.length}`;
  }

  addSheet(workbook: ExcelJS.Workbook): void {
    if (this.lists.length === 0) return;
    const sheet = workbook.addWorksheet(OPTIONS_SHEET, { state: 'veryHidden' });
    const longest = Math.max(...this.lists.map((list) => list.length));
    for (let index = 0; index < longest; index += 1) {
      sheet.addRow(this.lists.map((list) => xmlSafe(list[index] ?? ''))).commit();
    }
  }
}

/** 1 → 'A', 27 → 'AA'. */
function columnLetters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnLetters(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

function validationOf(lists: OptionLists, column: TableColumn): ExcelJS.DataValidation | null {
  const common = { allowBlank: true, showErrorMessage: true, errorTitle: '填写有误' };
  if (column.options && column.options.length > 0) {
    const formula = lists.formulaOf(column.options);
    return { type: 'list', formulae: [formula], ...common, error: '请从列表中选择。' };
  }
  if (!column.range) return null;
  const { min, max } = column.range;
  const type = column.kind === 'integer' ? ('whole' as const) : ('decimal' as const);
  const error = `请填写${min}至${max}之间的${type === 'whole' ? '整数' : '数值'}。`;
  return { type, operator: 'between', formulae: [min, max], ...common, error };
}

function addRows(lists: OptionLists, sheet: ExcelJS.Worksheet, spec: TableSheet): void {
  const styles = new Styles();
  const protect = spec.protect === true;
  const rules = spec.columns.map((column) => validationOf(lists, column));
  for (const values of spec.rows) {
    const row = sheet.addRow([]);
    for (const [index, column] of spec.columns.entries()) {
      const { value, format } = cellOf(values[index] ?? null, column);
      const cell = row.getCell(index + 1);
      cell.value = value;
      cell.style = styles.of(value === null ? emptyFormat(column) : format, column, protect);
      const rule = rules[index];
      if (rule) cell.dataValidation = rule;
    }
    // written at once: twenty thousand rows are never in memory together
    row.commit();
  }
}

/** What must be known before the first row is written: widths, frozen rows, how it prints. */
function openSheet(
  workbook: ExcelJS.Workbook,
  name: string,
  spec: TableSheet,
  headerRow: number,
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: headerRow, xSplit: 0 }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
    },
  });
  sheet.columns = spec.columns.map((column, index) => ({ width: columnWidth(column, index, spec.rows) }));
  return sheet;
}

interface Target {
  workbook: ExcelJS.Workbook;
  lists: OptionLists;
  watermark: string | null;
}

async function addSheet(
  { workbook, lists, watermark }: Target,
  spec: TableSheet,
  name: string,
): Promise<void> {
  const hints = spec.hints ?? [];
  const sheet = openSheet(workbook, name, spec, 2 + hints.length + (watermark === null ? 0 : 1));
  if (spec.protect === true) {
    await sheet.protect('', { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  }
  addLine(sheet, spec.title, { bold: true, size: 14 });
  if (watermark !== null) addLine(sheet, watermark, { color: { argb: 'FFB03A2E' } });
  for (const hint of hints) addLine(sheet, hint, { color: { argb: 'FF5F6B64' } });
  addHeader(sheet, spec.columns);
  addRows(lists, sheet, spec);
}

/** What the figures are, label beside text. */
function addAbout(workbook: ExcelJS.Workbook, about: NonNullable<WorkbookSpec['about']>): void {
  const sheet = workbook.addWorksheet(ABOUT_SHEET);
  sheet.columns = [{ width: 14 }, { width: 90 }];
  addLine(sheet, ABOUT_SHEET, { bold: true, size: 14 });
  for (const [label, text] of about) {
    const row = sheet.addRow([xmlSafe(label), xmlSafe(text)]);
    for (const column of [1, 2]) {
      row.getCell(column).style = {
        font: { name: FONT, size: 10, bold: column === 1 },
        numFmt: '@',
        alignment: { wrapText: true, vertical: 'top' },
      };
    }
  }
}

function addSources(workbook: ExcelJS.Workbook, { sources, watermark }: WorkbookSpec): void {
  const sheet = workbook.addWorksheet(SOURCES_SHEET);
  sheet.columns = [{ width: 100 }];
  addLine(sheet, SOURCES_SHEET, { bold: true, size: 14 });
  const lines = watermark === null ? sources : [...sources, watermark];
  for (const line of lines) addLine(sheet, line, {}).alignment = { wrapText: true, vertical: 'top' };
}

/** Writes a workbook as .xlsx. Runs in the worker. */
export async function writeXlsx(spec: WorkbookSpec): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const stream = new PassThrough().on('data', (piece: Buffer) => pieces.push(piece));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: true,
  });
  workbook.creator = '九江绿色制造目标跟踪平台';
  const taken = new Set([OPTIONS_SHEET, SOURCES_SHEET, ABOUT_SHEET]);
  const lists = new OptionLists();
  const target = { workbook, lists, watermark: spec.watermark };
  for (const sheet of spec.sheets) await addSheet(target, sheet, sheetName(sheet.name, taken));
  if (spec.about) addAbout(workbook, spec.about);
  else addSources(workbook, spec);
  lists.addSheet(workbook);
  await workbook.commit();
  return Buffer.concat(pieces);
}
