import { LIMITS } from './limits.ts';
import { builtInFormat, type NumberStyle, numberStyle } from './number-text.ts';
import { refusal } from './workbook.ts';
import { attribute, type XmlListener } from './xml.ts';

/** A sheet as the workbook part names it. */
export interface SheetEntry {
  name: string;
  hidden: boolean;
  relation: string;
}

const isTrue = (value: string | null) => value === '1' || value === 'true';

/** xl/workbook.xml: the sheets in order, and since when days are counted. */
export class WorkbookPart implements XmlListener {
  readonly sheets: SheetEntry[] = [];
  since1904 = false;
  open(name: string, attributes: string): void {
    if (name === 'workbookPr') this.since1904 = isTrue(attribute(attributes, 'date1904'));
    if (name !== 'sheet') return;
    if (this.sheets.length >= LIMITS.sheets) throw refusal('too_many_sheets');
    const state = attribute(attributes, 'state');
    this.sheets.push({
      name: attribute(attributes, 'name') ?? '',
      hidden: state === 'hidden' || state === 'veryHidden',
      relation: attribute(attributes, 'id') ?? '',
    });
  }
  text(): void {}
  close(): void {}
}

/** A .rels part: what each id leads to. Targets outside the file are dropped. */
export class RelationsPart implements XmlListener {
  readonly targets = new Map<string, { target: string; type: string }>();
  open(name: string, attributes: string): void {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
    const id = attribute(attributes, 'Id') ?? '';
    const target = attribute(attributes, 'Target') ?? '';
    this.targets.set(id, { target, type: attribute(attributes, 'Type') ?? '' });
  }
  text(): void {}
  close(): void {}
}

/** xl/styles.xml: how the numbers of each cell style are written. */
export class StylesPart implements XmlListener {
  private readonly codes = new Map<number, string>();
  private readonly ids: number[] = [];
  private inCellStyles = false;
  open(name: string, attributes: string): void {
    if (name === 'cellXfs') this.inCellStyles = true;
    if (name === 'numFmt') {
      this.codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
    }
    if (name === 'xf' && this.inCellStyles) this.ids.push(Number(attribute(attributes, 'numFmtId') ?? 0));
  }
  text(): void {}
  close(name: string): void {
    if (name === 'cellXfs') this.inCellStyles = false;
  }
  styleOf(index: number): NumberStyle {
    const id = this.ids[index] ?? 0;
    return numberStyle(this.codes.get(id) ?? builtInFormat(id));
  }
}

/** `_x000D_` in a cell's text stands for the character of that code. Source: ECMA-376 part 1, 22.9.2.19. */
export function cellText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/_x([0-9a-f]{4})_/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Collects the text of one string item: rich text runs joined, readings (拼音, rPh) left out. */
export class StringItem {
  private pieces = '';
  private inText = false;
  private readings = 0;
  start(): void {
    this.pieces = '';
  }
  open(name: string): void {
    if (name === 'rPh') this.readings += 1;
    if (name === 't') this.inText = this.readings === 0;
  }
  add(text: string): void {
    if (this.inText) this.pieces += text;
    if (this.pieces.length > LIMITS.cellCharacters * 2) throw refusal('sheet_too_large');
  }
  close(name: string): void {
    if (name === 'rPh') this.readings -= 1;
    if (name === 't') this.inText = false;
  }
  get value(): string {
    return cellText(this.pieces);
  }
}

/** xl/sharedStrings.xml. */
export class SharedStringsPart implements XmlListener {
  readonly strings: string[] = [];
  private readonly item = new StringItem();
  private characters = 0;
  open(name: string): void {
    if (name === 'si') this.item.start();
    this.item.open(name);
  }
  text(text: string): void {
    this.item.add(text);
  }
  close(name: string): void {
    this.item.close(name);
    if (name !== 'si') return;
    const { value } = this.item;
    this.characters += value.length;
    this.strings.push(value);
    const tooMany = this.strings.length > LIMITS.sharedStrings;
    if (tooMany || this.characters > LIMITS.sharedCharacters) throw refusal('sheet_too_large');
  }
}
