import { LIMITS } from './limits.ts';
import { type Cell, type Note, refusal, type Sheet } from './workbook.ts';

/** Keeps count of what a workbook costs while it is read, and of what is to be noted. */
export class Collector {
  readonly notes: Note[] = [];
  private cells = 0;
  private characters = 0;

  note(code: string, message: string, sheet?: string): void {
    this.notes.push({ code, message, ...(sheet === undefined ? {} : { sheet }) });
  }

  /** @throws AppError 422 `sheet_too_large` */
  count(text: string): void {
    this.cells += 1;
    this.characters += text.length;
    const tooMuch = this.cells > LIMITS.cells || this.characters > LIMITS.characters;
    if (tooMuch || text.length > LIMITS.cellCharacters) throw refusal('sheet_too_large');
  }
}

/** The cells of one sheet as they come in, in any order, within the limits. */
export class SheetCells {
  readonly name: string;
  readonly rows: Cell[][] = [];
  truncated = false;
  readonly counts = { formulas: 0, uncached: 0, showsLess: 0, tooLong: 0, errors: 0, hiddenRows: 0 };
  private readonly collector: Collector;
  private filledRows = 0;
  private lastFilledRow = -1;
  constructor(name: string, collector: Collector) {
    this.name = name;
    this.collector = collector;
  }

  /**
   * @param row  from 0
   * @throws AppError 422 `too_many_rows`, `sheet_too_large`
   */
  put(row: number, column: number, text: string): void {
    if (text === '') return;
    if (row !== this.lastFilledRow) {
      this.lastFilledRow = row;
      this.filledRows += 1;
      if (this.filledRows > LIMITS.filledRows) throw refusal('too_many_rows');
    }
    if (row >= LIMITS.rows || column >= LIMITS.columns) {
      this.truncated = true;
      return;
    }
    this.collector.count(text);
    while (this.rows.length <= row) this.rows.push([]);
    const cells = this.rows[row] ?? [];
    while (cells.length < column) cells.push(null);
    cells[column] = text;
  }

  /** Blanks what a merged range hides under its first cell. Rows and columns from 0, ends included. */
  blankMerged(top: number, left: number, bottom: number, right: number): void {
    for (let row = top; row <= Math.min(bottom, this.rows.length - 1); row += 1) {
      const cells = this.rows[row] ?? [];
      for (let column = left; column <= Math.min(right, cells.length - 1); column += 1) {
        if (row !== top || column !== left) cells[column] = null;
      }
    }
  }

  finish(merged: number): Sheet {
    const { rows, name, truncated } = this;
    for (const cells of rows) while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
    this.addNotes(merged);
    return { name, hidden: false, rows, truncated };
  }

  private addNotes(merged: number): void {
    const { formulas, uncached, showsLess, tooLong, errors, hiddenRows } = this.counts;
    const note = (code: string, message: string) => this.collector.note(code, message, this.name);
    if (this.truncated) note('truncated', `只读取前${LIMITS.rows}行、前${LIMITS.columns}列，其余未读取。`);
    if (formulas > 0) note('formula', `${formulas}个公式单元格按文件中保存的结果读取，未重新计算。`);
    if (uncached > 0)
      note(
        'formula_without_value',
        `${uncached}个公式没有保存结果，按空白处理。请在 Excel 或 WPS 中打开并保存后重试。`,
      );
    if (errors > 0) note('error_cell', `${errors}个单元格为错误值（如 #DIV/0!），按空白处理。`);
    if (merged > 0) note('merged', `${merged}处合并单元格，只在左上角的单元格取值。`);
    if (hiddenRows > 0) note('hidden_rows', `${hiddenRows}行被隐藏或筛掉，仍已读取。`);
    if (showsLess > 0)
      note('shows_less', `${showsLess}个数值显示的小数位数少于实际填写的位数，按实际填写读取。`);
    if (tooLong > 0)
      note('long_number', `${tooLong}个数字超过15位，表格软件已丢失末位；代码类内容请按文本填写。`);
  }
}
