import { refusal } from './workbook.ts';

/** What a reader of XML hears. Names come without prefix (`x:row` is `row`), attributes as the source has them. */
export interface XmlListener {
  open(name: string, attributes: string): void;
  /** text between tags, decoded; one text may come in several pieces */
  text(text: string): void;
  close(name: string): void;
}

const NAME = /^(?:[\w.-]+:)?([\w.-]+)/;
const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** no tag of a spreadsheet comes near it */
const LONGEST_TAG = 128 * 1024;

const pointOf = (point: number) => (point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');

/** Text with the five entities of XML and numbered ones resolved; there are no others without a DTD. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ENTITY, (_all, hex: string, decimal: string, name: string) => {
    if (hex !== undefined) return pointOf(Number.parseInt(hex, 16));
    return decimal === undefined ? (NAMED[name.toLowerCase()] ?? '') : pointOf(Number(decimal));
  });
}

const patterns = new Map<string, RegExp>();

/** The value of one attribute, with or without prefix, or null. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : null;
}

/** Where a tag's > stands, outside quotes; null where the piece ends before it. */
function tagEnd(source: string, from: number): number | null {
  for (let at = from; at < source.length; at += 1) {
    const char = source[at];
    if (char === '>') return at;
    if (char === '<') throw refusal('damaged');
    if (char !== '"' && char !== "'") continue;
    at = source.indexOf(char, at + 1);
    if (at === -1) return null;
  }
  return null;
}

/**
 * Reads XML piece by piece: elements and text, nothing else. A DTD is refused, so no entity can be defined, nothing
 * outside be named and nothing grow; comments and instructions are skipped.
 * @throws AppError 422 `forbidden_xml`, `damaged`
 */
export class XmlScanner {
  private rest = '';
  private depth = 0;
  private readonly listener: XmlListener;
  constructor(listener: XmlListener) {
    this.listener = listener;
  }

  feed(piece: string): void {
    const source = this.rest + piece;
    let at = 0;
    while (at < source.length) {
      const next = source[at] === '<' ? this.markup(source, at) : this.plain(source, at);
      if (next === null) break;
      at = next;
    }
    this.rest = source.slice(at);
    if (this.rest.length > LONGEST_TAG) throw refusal('damaged');
  }

  end(): void {
    if (this.depth !== 0 || this.rest.trim() !== '') throw refusal('damaged');
  }

  /** Text up to the next tag; a possibly unfinished entity at the end of the piece waits for the next. */
  private plain(source: string, at: number): number | null {
    const tag = source.indexOf('<', at);
    let until = tag === -1 ? source.length : tag;
    if (tag === -1) {
      const entity = source.lastIndexOf('&');
      if (entity >= at && source.length - entity < 12) until = entity;
    }
    if (until === at) return null;
    this.listener.text(decodeEntities(source.slice(at, until)));
    return until;
  }

  private markup(source: string, at: number): number | null {
    if (source.startsWith('<!', at)) return this.declaration(source, at);
    if (source[at + 1] === '?') return this.skip(source, at, '?>');
    const end = tagEnd(source, at + 1);
    if (end === null) return null;
    const closing = source[at + 1] === '/';
    const empty = source[end - 1] === '/';
    const inner = source.slice(at + (closing ? 2 : 1), empty ? end - 1 : end);
    const [prefixed, name] = NAME.exec(inner) ?? [];
    if (prefixed === undefined || name === undefined) throw refusal('damaged');
    if (closing) this.close(name);
    else {
      this.depth += 1;
      this.listener.open(name, inner.slice(prefixed.length));
      if (empty) this.close(name);
    }
    return end + 1;
  }

  private close(name: string): void {
    this.depth -= 1;
    if (this.depth < 0) throw refusal('damaged');
    this.listener.close(name);
  }

  private declaration(source: string, at: number): number | null {
    if (source.startsWith('<!--', at)) return this.skip(source, at, '-->');
    if (source.startsWith('<![CDATA[', at)) {
      const end = source.indexOf(']]>', at);
      if (end === -1) return null;
      this.listener.text(source.slice(at + 9, end));
      return end + 3;
    }
    if (source.length - at < 9) return null;
    throw refusal('forbidden_xml');
  }

  private skip(source: string, at: number, closing: string): number | null {
    const end = source.indexOf(closing, at);
    return end === -1 ? null : end + closing.length;
  }
}
