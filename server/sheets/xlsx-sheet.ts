import type { SheetCells } from './collector.ts';
import { LIMITS } from './limits.ts';
import { numberText } from './number-text.ts';
import { refusal } from './workbook.ts';
import { cellText, StringItem, type StylesPart } from './xlsx-parts.ts';
import { attribute, type XmlListener } from './xml.ts';

/** What the cells of a sheet refer to. */
export interface Book {
  strings: readonly string[];
  styles: StylesPart;
  since1904: boolean;
}

/** 'BC12' → row 11, column 54; null where it is no address. */
export function addressOf(reference: string): { row: number; column: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(reference);
  if (!match) return null;
  const [, letters = '', digits = ''] = match;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

/** A worksheet part: its cells as text. Missing stays missing: a formula without a saved result is no zero. */
export class SheetPart implements XmlListener {
  merged = 0;
  private readonly cells: SheetCells;
  private readonly book: Book;
  private readonly item = new StringItem();
  private readonly merges: [number, number, number, number][] = [];
  private row = -1;
  private rowsSeen = 0;
  private rowHidden = false;
  private rowFilled = false;
  private column = -1;
  private type = 'n';
  private style = 0;
  private value: string | null = null;
  private inValue = false;
  private formula = false;
  constructor(cells: SheetCells, book: Book) {
    this.cells = cells;
    this.book = book;
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v') {
      this.inValue = true;
      this.value = '';
    } else if (name === 'f') this.formula = true;
    else if (name === 'is') this.item.start();
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'mergeCell') this.merge(attributes);
    this.item.open(name);
  }

  text(text: string): void {
    if (this.inValue) {
      this.value = (this.value ?? '') + text;
      if (this.value.length > LIMITS.cellCharacters * 2) throw refusal('sheet_too_large');
    } else this.item.add(text);
  }

  close(name: string): void {
    this.item.close(name);
    if (name === 'v') this.inValue = false;
    else if (name === 'is') this.value = this.item.value;
    else if (name === 'c') this.closeCell();
    else if (name === 'row' && this.rowHidden && this.rowFilled) this.cells.counts.hiddenRows += 1;
  }

  /** Blanks what lies under merged ranges; call it when the part has been read. */
  finish(): void {
    for (const range of this.merges) this.cells.blankMerged(...range);
  }

  private openRow(attributes: string): void {
    this.rowsSeen += 1;
    if (this.rowsSeen > LIMITS.declaredRows) throw refusal('too_many_rows');
    const given = attribute(attributes, 'r');
    this.row = given === null ? this.row + 1 : Number(given) - 1;
    if (!Number.isInteger(this.row) || this.row < 0) throw refusal('damaged');
    this.rowHidden = /^(?:1|true)$/.test(attribute(attributes, 'hidden') ?? '');
    this.rowFilled = false;
    this.column = -1;
  }

  private openCell(attributes: string): void {
    const given = attribute(attributes, 'r');
    const address = given === null ? null : addressOf(given);
    if (given !== null && !address) throw refusal('damaged');
    this.column = address ? address.column : this.column + 1;
    if (address) this.row = address.row;
    if (this.row < 0) throw refusal('damaged');
    this.type = attribute(attributes, 't') ?? 'n';
    this.style = Number(attribute(attributes, 's') ?? 0);
    this.value = null;
    this.formula = false;
  }

  private merge(attributes: string): void {
    const [from, to] = (attribute(attributes, 'ref') ?? '').split(':').map(addressOf);
    if (!from || !to) return;
    this.merged += 1;
    // a range is blanked cell by cell; ten thousand ranges are more than any form has
    if (this.merges.length < 10_000) this.merges.push([from.row, from.column, to.row, to.column]);
  }

  private closeCell(): void {
    const { counts } = this.cells;
    if (this.formula) {
      if (this.value === null) counts.uncached += 1;
      else counts.formulas += 1;
    }
    if (this.value === null) return;
    const text = this.textOf(this.value);
    if (text === null) return;
    if (text !== '') this.rowFilled = true;
    this.cells.put(this.row, this.column, text);
  }

  private textOf(value: string): string | null {
    const { counts } = this.cells;
    if (this.type === 's') return this.book.strings[Number(value)] ?? null;
    if (this.type === 'inlineStr') return value;
    if (this.type === 'str') return cellText(value);
    if (this.type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (this.type === 'd') return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '').replace('T', ' ');
    if (this.type === 'e') {
      counts.errors += 1;
      return null;
    }
    const { since1904, styles } = this.book;
    const number = numberText(value, styles.styleOf(this.style), { computed: this.formula, since1904 });
    if (!number) return null;
    if (number.showsLess) counts.showsLess += 1;
    if (number.tooLong) counts.tooLong += 1;
    return number.text;
  }
}
