import { matchColumns } from '../../server/rules/columns.ts';
import { type FigureField, parseFigure } from '../../server/rules/figures.ts';
import { MISSING, minus } from '../format.ts';
import { FIELD_LABELS } from './field-words.ts';
import { namesUnit, sheetColumns } from './sheet-columns.ts';

/** One cell that goes into a field. */
export interface PastedFigure {
  field: FigureField;
  /** as it stands in the field */
  text: string;
}

/** What becomes of a pasted block. */
export interface PasteOutcome {
  taken: PastedFigure[];
  /** cells that went nowhere, as they were, each with the reason in words */
  left: string[];
}

interface PasteTarget {
  /** where the cursor stands */
  start: FigureField;
  /** the fields on screen, in the order of the page */
  fields: readonly FigureField[];
  unitName: string;
}

type Cells = readonly (readonly string[])[];

const isBlank = (cell: string) => cell.trim() === '' || /^[-—–－/\\…]+$/.test(cell.trim());
const isNumber = (cell: string) => parseFigure('valueAddedGrowthPct', cell).ok && !isBlank(cell);

/** Puts cells into fields one by one; a blank cell keeps its place, a text in front is a label. */
function inOrder(cells: readonly string[], { start, fields }: PasteTarget): PasteOutcome {
  const first = cells.findIndex(isNumber);
  if (first < 0) return { taken: [], left: cells.filter((cell) => cell.trim() !== '').map(notANumber) };
  const targets = fields.slice(Math.max(0, fields.indexOf(start)));
  const outcome: PasteOutcome = { taken: [], left: [] };
  for (const [index, cell] of cells.slice(first).entries()) {
    const field = targets[index];
    if (isBlank(cell)) continue;
    if (field === undefined) outcome.left.push(`“${cell.trim()}”：后面没有可填的项目`);
    else put(outcome, field, cell);
  }
  return outcome;
}

const notANumber = (cell: string) => `“${cell.trim()}”：不是数字`;

function put(outcome: PasteOutcome, field: FigureField, cell: string): void {
  const parsed = parseFigure(field, cell);
  if (parsed.ok && parsed.text !== null) outcome.taken.push({ field, text: minus(parsed.text) });
  else if (!parsed.ok) outcome.left.push(`“${cell.trim()}”（${FIELD_LABELS[field]}）：${parsed.message}`);
}

/** A table with headings: the row of this unit, or the only one. */
function byHeadings(cells: Cells, target: PasteTarget): PasteOutcome | null {
  const match = matchColumns(cells, sheetColumns(target.fields));
  if (match.headerRow === null) return null;
  const rows = cells.slice(match.firstDataRow).filter((row) => row.some((cell) => cell.trim() !== ''));
  const own = rows.find((row) => row.some((cell) => namesUnit(cell, target.unitName)));
  const row = own ?? (rows.length === 1 ? rows[0] : undefined);
  if (row === undefined)
    return { taken: [], left: [`共${rows.length}行，没有找到“${target.unitName}”这一行`] };
  const outcome: PasteOutcome = { taken: [], left: [] };
  for (const field of target.fields) {
    const cell = row[match.columns[field] ?? -1] ?? '';
    if (!isBlank(cell)) put(outcome, field, cell);
  }
  const others = rows.length - 1;
  if (others > 0) outcome.left.push(`其他${others}行不是本单位的数据`);
  for (const { label } of match.unmatched) {
    if (!/单位|地区|县|代码|序号|名称/.test(label)) outcome.left.push(`“${label}”列：不是本页的项目`);
  }
  for (const { key } of match.ambiguous) {
    const field = target.fields.find((one) => one === key);
    if (field) outcome.left.push(`${FIELD_LABELS[field]}：有几列都像，请手工填写`);
  }
  return outcome;
}

function transposed(cells: Cells): string[][] {
  const width = Math.max(...cells.map((row) => row.length));
  return Array.from({ length: width }, (_, column) => cells.map((row) => row[column] ?? ''));
}

/**
 * What a block from Excel or WPS fills in: a row or a column in the order of the page from the cursor on; a table by its
 * headings, above or at the left, and by the unit's own row.
 * @param cells rows of cells, as copied
 * @returns null for a single cell, which is pasted as always
 */
export function pastedFigures(cells: Cells, target: PasteTarget): PasteOutcome | null {
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (cells.length <= 1 && width <= 1) return null;
  if (cells.length === 1) return inOrder(cells[0] ?? [], target);
  if (width === 1)
    return inOrder(
      cells.map((row) => row[0] ?? ''),
      target,
    );
  const table = byHeadings(cells, target) ?? byHeadings(transposed(cells), target);
  if (table !== null) return table;
  const own = cells.find((row) => row.some((cell) => namesUnit(cell, target.unitName)));
  if (own) return inOrder(own, target);
  return { taken: [], left: [`${cells.length}行数据中没有表头，也没有“${target.unitName}”这一行`] };
}

/** '已填入4项' with what went where; '—' for nothing. */
export function takenWords(taken: readonly PastedFigure[]): string {
  if (taken.length === 0) return MISSING;
  return taken.map(({ field, text }) => `${FIELD_LABELS[field].replace(/（.*）$/, '')} ${text}`).join('，');
}
