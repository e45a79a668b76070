import type { ImportVerdict } from '../../server/reports/import-schema.ts';
import { matchColumns } from '../../server/rules/columns.ts';
import { FIGURE_SPECS, type FigureField, OTHER_FIELDS } from '../../server/rules/figures.ts';
import { REPORT_COLUMNS } from '../../server/rules/report-columns.ts';
import { minus } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';
import { isFigureKey, namesUnit, type SheetKey, sheetColumns } from './sheet-columns.ts';

type Rows = readonly (readonly (string | null)[])[];

/** Which column of the sheet is read as what; absent = not read. Columns and rows from 0. */
export interface SheetMapping {
  /** row with the headings; null where there is none */
  headerRow: number | null;
  firstDataRow: number;
  columns: Partial<Record<SheetKey, number>>;
  /** keys several columns fit: the person chooses */
  ambiguous: SheetKey[];
}

/** One line of the sheet that may become a draft. */
export interface SheetLine {
  /** row number as spreadsheets count, from 1 */
  row: number;
  unitCode: string;
  unitName: string;
  /** cells as read; blank ones are left out and leave the draft as it is */
  figures: Partial<Record<FigureField, string>>;
  note: string | null;
}

/** One line that is not taken, with the reason in words. */
export interface LeftLine {
  row: number;
  /** what stands in it, shortened */
  content: string;
  reason: string;
}

interface Unit {
  code: string;
  name: string;
}

/** What a sheet may bring for a period: units, the first page, what is due of the second, the note. */
export function keysFor(due: readonly FigureField[]): SheetKey[] {
  const second = OTHER_FIELDS.filter((field) => due.includes(field));
  return [
    'unitCode',
    'unitName',
    'energyWanTce',
    'samePeriodEnergyWanTce',
    'energyGrowthPct',
    'valueAddedGrowthPct',
    'publishedIntensityPct',
    ...second,
    'note',
  ];
}

/** Finds the headings by themselves, or reads the columns of the row the person points at. */
export function mappingOf(
  rows: Rows,
  keys: readonly SheetKey[],
  headerRow: number | null = null,
): SheetMapping {
  const wanted = sheetColumns(keys);
  const skipped = headerRow ?? 0;
  const match = matchColumns(headerRow === null ? rows : rows.slice(skipped, skipped + 2), wanted);
  const found = match.headerRow === null ? headerRow : match.headerRow + skipped;
  return {
    headerRow: found,
    firstDataRow: found === null ? 0 : found + 1,
    columns: Object.fromEntries(Object.entries(match.columns)) as SheetMapping['columns'],
    ambiguous: keys.filter((key) => match.ambiguous.some((one) => one.key === key)),
  };
}

/** 'A', 'B' … 'AA': a column as spreadsheets name it, with its heading. */
export function columnName(rows: Rows, mapping: SheetMapping, column: number): string {
  const letters = letterOf(column);
  const heading = mapping.headerRow === null ? '' : (rows[mapping.headerRow]?.[column] ?? '').trim();
  return heading === '' ? `${letters}列` : `${letters}列 ${heading.slice(0, 24)}`;
}

function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

export function widthOf(rows: Rows): number {
  return rows.reduce((widest, row) => Math.max(widest, row.length), 0);
}

const isBlank = (cell: string) => cell === '' || /^[-—–－/\\…]+$/.test(cell);

function unitOf(code: string, name: string, units: readonly Unit[]): Unit | undefined {
  return (
    units.find((unit) => unit.code === code.toUpperCase()) ?? units.find((unit) => namesUnit(name, unit.name))
  );
}

/**
 * Reads the lines below the headings.
 * @param units whose reports this person fills in; a sheet without unit columns is of the only one
 */
export function linesOf(
  rows: Rows,
  mapping: SheetMapping,
  units: readonly Unit[],
): { lines: SheetLine[]; left: LeftLine[] } {
  const lines: SheetLine[] = [];
  const left: LeftLine[] = [];
  const { columns } = mapping;
  const namesUnits = columns.unitCode !== undefined || columns.unitName !== undefined;
  const data = rows.slice(mapping.firstDataRow);
  for (const [index, cells] of data.entries()) {
    const row = mapping.firstDataRow + index + 1;
    const cell = (key: SheetKey) => (cells[columns[key] ?? -1] ?? '').trim();
    const content = cells
      .filter((one) => one !== null && one.trim() !== '')
      .join(' ')
      .slice(0, 60);
    if (content === '') continue;
    const drop = (reason: string) => left.push({ row, content, reason });
    const only = units.length === 1 ? units[0] : undefined;
    const unit = namesUnits ? unitOf(cell('unitCode'), cell('unitName'), units) : only;
    const figures: SheetLine['figures'] = {};
    for (const key of Object.keys(columns) as SheetKey[]) {
      if (isFigureKey(key) && !isBlank(cell(key))) figures[key] = cell(key);
    }
    if (unit === undefined) {
      drop(namesUnits ? '不是您填报的单位' : '没有“单位”列，不能确定是哪个单位');
    } else if (Object.keys(figures).length === 0) drop('没有可导入的数');
    else if (lines.some((line) => line.unitCode === unit.code))
      drop(`${unit.name}在表中不止一行，只取第一行`);
    else lines.push({ row, unitCode: unit.code, unitName: unit.name, figures, note: cell('note') || null });
  }
  return { lines, left };
}

/** Headings that are read as nothing. */
export function unreadColumns(rows: Rows, mapping: SheetMapping): string[] {
  if (mapping.headerRow === null) return [];
  const read = new Set(Object.values(mapping.columns));
  return (rows[mapping.headerRow] ?? []).flatMap((heading, column) =>
    heading !== null && heading.trim() !== '' && !read.has(column) ? [columnName(rows, mapping, column)] : [],
  );
}

/** Label of a column in the mapping: '综合能源消费量（万吨标准煤）', '说明'. */
export function keyLabel(key: SheetKey): string {
  if (isFigureKey(key)) return `${FIGURE_SPECS[key].label}（${FIGURE_SPECS[key].unit}）`;
  return { unitCode: '单位代码', unitName: '单位', note: '说明' }[key];
}

/** One sentence of a verdict; `bad` keeps the row out. */
export interface VerdictLine {
  text: string;
  tone: 'good' | 'plain' | 'warn' | 'bad';
}

/** A row's verdict in words: what changes, what looks unusual, or why it is refused. */
export function verdictWords(verdict: ImportVerdict | undefined): VerdictLine[] {
  if (verdict === undefined) return [{ text: '正在核对…', tone: 'plain' }];
  if (verdict.verdict === 'same') return [{ text: '与现有草稿相同，不必导入', tone: 'plain' }];
  if (verdict.verdict === 'refused') {
    const cells = Object.values(verdict.errors).map(({ message }) => message);
    const texts = cells.length > 0 ? cells : [verdict.message ?? '不能导入'];
    return texts.map((text) => ({ text: `■ ${text}`, tone: 'bad' }));
  }
  const changes = verdict.changes.map(changeText).join('；');
  const lines: VerdictLine[] = [
    { text: verdict.verdict === 'new' ? `可导入：${changes}` : `将修改草稿：${changes}`, tone: 'good' },
  ];
  const warnings = verdict.flags.filter((flag) => flag.severity === 'warning');
  lines.push(...warnings.map((flag): VerdictLine => ({ text: `▲ ${flag.message}`, tone: 'warn' })));
  const missing = REPORT_COLUMNS.filter(({ key }) =>
    verdict.flags.some((flag) => flag.severity === 'error' && flag.field === key),
  );
  if (missing.length > 0) {
    const names = missing.map(({ key }) => (isFigureKey(key) ? FIGURE_SPECS[key].label : key)).join('、');
    lines.push({ text: `提交前还需填报：${names}`, tone: 'plain' });
  }
  return lines;
}

function changeText({ field, from, to }: ImportVerdict['changes'][number]): string {
  const label = field === 'note' ? '说明' : FIGURE_SPECS[field].label;
  const value = (text: string | null) => (text === null ? '空' : minus(text));
  return from === null ? `${label} ${value(to)}` : `${label} ${value(from)} → ${value(to)}`;
}

/** The lines that were not taken, as a table to be saved. */
export function leftTable(fileName: string, lines: readonly LeftLine[]): ExportedTable {
  return {
    title: '未导入的行',
    columns: [
      { label: '行号', kind: 'integer' },
      { label: '内容', kind: 'text' },
      { label: '未导入的原因', kind: 'text' },
    ],
    rows: lines.map(({ row, content, reason }) => [row, content, reason]),
    sources: [`导入文件：${fileName}`],
    internal: true,
  };
}
