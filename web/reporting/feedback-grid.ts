import type { FeedbackInput, FeedbackUnit, FeedbackVerdict } from '../../server/feedback/schema.ts';
import {
  FIGURE_FIELDS,
  type FigureField,
  INTENSITY_FIELDS,
  OTHER_FIELDS,
} from '../../server/rules/figures.ts';
import { isCityCode } from '../../server/rules/units.ts';
import { mappingOf, type SheetMapping } from '../entry/import-shape.ts';
import type { SheetKey } from '../entry/sheet-columns.ts';
import { minus } from '../format.ts';

/** The table as typed: unit code → field → text. Blank cells are left out. */
export type FeedbackGrid = Readonly<Record<string, Readonly<Partial<Record<FigureField, string>>>>>;

export interface GridUnit {
  code: string;
  name: string;
}

/** What the grid is laid out by. */
export interface GridShape {
  units: readonly GridUnit[];
  fields: readonly FigureField[];
}

/** Where the cursor stands. */
export interface GridPlace {
  unit: string;
  field: FigureField;
}

/** What became of a block: the grid with it, how many cells were taken, and what was not, with the reason. */
export interface GridFilling {
  grid: FeedbackGrid;
  taken: number;
  units: number;
  left: string[];
}

type Rows = readonly (readonly (string | null)[])[];
type Cell = GridPlace & { text: string };

/** Columns of the grid: the first page, and what of the second is due in the period. */
export function gridFields(due: readonly FigureField[]): FigureField[] {
  return [...INTENSITY_FIELDS, ...OTHER_FIELDS.filter((field) => due.includes(field))];
}

/** Keys looked for in a sheet with these columns. */
export function sheetKeys(fields: readonly FigureField[]): SheetKey[] {
  return ['unitCode', 'unitName', ...fields];
}

const isBlank = (text: string) => text === '' || /^[-—–－/\\…]+$/.test(text);
const textOf = (cell: string | null | undefined) => (cell ?? '').trim();
const CITY_NAMES = /^(?:九江市|全市|全市合计|九江市合计|合计|总计|市合计)$/;

/** The unit a cell names: by code or name, with or without 县/市/区 or 九江 in front; 合计 is 全市. */
export function unitNamed(cell: string | null | undefined, units: readonly GridUnit[]): GridUnit | undefined {
  const plain = textOf(cell)
    .normalize('NFKC')
    .replace(/[\s*:]/g, '');
  if (plain === '') return undefined;
  const byCode = units.find((unit) => unit.code === plain.toUpperCase());
  if (byCode) return byCode;
  if (CITY_NAMES.test(plain)) return units.find((unit) => isCityCode(unit.code));
  const name = plain
    .replace(/^江西省/, '')
    .replace(/^九江市?/, '')
    .replace(/^(?:经济技术|经济)?开发区$/, '经开区');
  return units.find((unit) => unit.name === name || unit.name.replace(/[县市区]$/, '') === name);
}

function filled(grid: FeedbackGrid, cells: readonly Cell[], left: string[]): GridFilling {
  const next: Record<string, Partial<Record<FigureField, string>>> = { ...grid };
  for (const { unit, field, text } of cells) next[unit] = { ...next[unit], [field]: minus(text) };
  return { grid: next, taken: cells.length, units: new Set(cells.map((cell) => cell.unit)).size, left };
}

const shown = (row: readonly (string | null)[]) => row.map(textOf).filter(Boolean).join(' ').slice(0, 30);

/** Reads rows one by one; a unit's second row, and rows of no unit, are left with the reason. */
function readRows(
  rows: readonly { row: readonly (string | null)[]; at: number; unit: GridUnit | undefined }[],
  figures: (row: readonly (string | null)[]) => { field: FigureField; text: string }[],
): { cells: Cell[]; left: string[] } {
  const cells: Cell[] = [];
  const left: string[] = [];
  const seen = new Set<string>();
  for (const { row, at, unit } of rows) {
    if (shown(row) === '') continue;
    const read = figures(row).filter(({ text }) => !isBlank(text));
    if (unit === undefined) left.push(`第${at}行“${shown(row)}”：不是填报单位`);
    else if (seen.has(unit.code)) left.push(`第${at}行：${unit.name}不止一行，只取第一行`);
    else {
      seen.add(unit.code);
      cells.push(...read.map((one) => ({ unit: unit.code, ...one })));
    }
  }
  return { cells, left };
}

/** Fills the grid from a sheet whose columns are known. */
export function fillFromSheet(
  rows: Rows,
  mapping: SheetMapping,
  { units, fields }: GridShape,
  grid: FeedbackGrid,
): GridFilling {
  const { columns, firstDataRow } = mapping;
  const cellOf = (row: readonly (string | null)[], key: SheetKey) => textOf(row[columns[key] ?? -1]);
  const named = rows.slice(firstDataRow).map((row, index) => ({
    row,
    at: firstDataRow + index + 1,
    unit: unitNamed(cellOf(row, 'unitCode'), units) ?? unitNamed(cellOf(row, 'unitName'), units),
  }));
  const read = readRows(named, (row) => fields.map((field) => ({ field, text: cellOf(row, field) })));
  return filled(grid, read.cells, read.left);
}

/** The first column in which units are named; −1 where there is none. */
function nameColumn(rows: Rows, units: readonly GridUnit[]): number {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => column).findIndex((column) =>
    rows.some((row) => unitNamed(row[column], units) !== undefined),
  );
}

/** Rows with names but without headings: the cells after the name go into the columns from the cursor on. */
function fillByNames(
  rows: Rows,
  names: number,
  at: GridPlace,
  shape: GridShape,
  grid: FeedbackGrid,
): GridFilling {
  const fields = shape.fields.slice(Math.max(0, shape.fields.indexOf(at.field)));
  const named = rows.map((row, index) => ({ row, at: index + 1, unit: unitNamed(row[names], shape.units) }));
  const read = readRows(named, (row) =>
    fields.map((field, index) => ({ field, text: textOf(row[names + 1 + index]) })),
  );
  return filled(grid, read.cells, read.left);
}

/** Bare numbers: to the right and downwards from the cursor, in the order of the screen. */
function fillFromPlace(
  rows: Rows,
  at: GridPlace,
  { units, fields }: GridShape,
  grid: FeedbackGrid,
): GridFilling {
  const top = units.findIndex(({ code }) => code === at.unit);
  const first = fields.indexOf(at.field);
  const cells: Cell[] = [];
  const left: string[] = [];
  for (const [down, row] of rows.entries()) {
    for (const [right, cell] of row.entries()) {
      const text = textOf(cell);
      const unit = units[top + down];
      const field = fields[first + right];
      if (isBlank(text)) continue;
      if (unit && field) cells.push({ unit: unit.code, field, text });
      else left.push(`“${text}”：超出表格范围`);
    }
  }
  return filled(grid, cells, left);
}

/**
 * What a block copied in Excel or WPS fills in. With headings by column and name in any order; with names only, from the
 * cursor's column on; bare numbers from the cursor's cell on.
 * @returns null for a single cell, which is pasted as always
 */
export function pasteIntoGrid(
  rows: readonly (readonly string[])[],
  at: GridPlace,
  shape: GridShape,
  grid: FeedbackGrid,
): GridFilling | null {
  if (rows.length <= 1 && (rows[0]?.length ?? 0) <= 1) return null;
  const mapping = mappingOf(rows, sheetKeys(shape.fields));
  const names = nameColumn(rows, shape.units);
  const { unitCode, unitName } = mapping.columns;
  const hasFigures = shape.fields.some((field) => mapping.columns[field] !== undefined);
  if (mapping.headerRow !== null && hasFigures) {
    const known = unitCode !== undefined || unitName !== undefined;
    const columns = known || names < 0 ? mapping.columns : { ...mapping.columns, unitName: names };
    const filling = fillFromSheet(rows, { ...mapping, columns }, shape, grid);
    const doubtful = shape.fields.filter((field) => mapping.ambiguous.includes(field));
    return doubtful.length === 0
      ? filling
      : {
          ...filling,
          left: [...filling.left, `有${doubtful.length}列表头相近、不能确定，请用“导入文件”指定或手工填写`],
        };
  }
  if (names >= 0) return fillByNames(rows, names, at, shape, grid);
  return fillFromPlace(rows, at, shape, grid);
}

/** '已填入14个单位56个数' or that nothing fitted. */
export function fillingWords({ taken, units }: GridFilling): string {
  return taken === 0
    ? '没有可填入的数，请检查单位名称和表头。'
    : `已填入${units}个单位的${taken}个数，请核对后再录入。`;
}

/** The figures that count now, as a grid to be corrected. */
export function gridOf(units: readonly FeedbackUnit[]): FeedbackGrid {
  return Object.fromEntries(
    units.flatMap(({ unitCode, feedback }) => {
      if (feedback === null) return [];
      const cells = FIGURE_FIELDS.flatMap((field): [FigureField, string][] => {
        const text = feedback.figures[field];
        return text === null ? [] : [[field, minus(text)]];
      });
      return [[unitCode, Object.fromEntries(cells)]];
    }),
  );
}

/** The lines that say anything, as they are sent. */
export function gridRows(grid: FeedbackGrid, { units }: Pick<GridShape, 'units'>): FeedbackInput['rows'] {
  return units.flatMap(({ code }) => {
    const cells = grid[code] ?? {};
    const texts = FIGURE_FIELDS.map((field) => [field, textOf(cells[field]) || null] as const);
    if (texts.every(([, text]) => text === null)) return [];
    return [{ unitCode: code, ...(Object.fromEntries(texts) as Record<FigureField, string | null>) }];
  });
}

/** Lines worth writing: those that say something new; all of them where only the document is another one. */
export function rowsToWrite(rows: FeedbackInput['rows'], verdict: FeedbackVerdict): FeedbackInput['rows'] {
  const news = new Set(
    verdict.rows
      .filter((row) => row.verdict === 'new' || row.verdict === 'changed')
      .map((row) => row.unitCode),
  );
  return news.size === 0 ? rows : rows.filter((row) => news.has(row.unitCode));
}
