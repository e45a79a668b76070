import { textOfInert } from './inert.ts';
import { LIMITS } from './limits.ts';
import { refusal } from './workbook.ts';

const FULL_DECODE = { fatal: true };

function decodeAs(encoding: string, content: Buffer): string | null {
  try {
    return new TextDecoder(encoding, FULL_DECODE).decode(content);
  } catch {
    return null;
  }
}

/** Text that is UTF-8 but for a few broken places would, read as GBK, come out as other characters: it is refused. */
function isBrokenUtf8(content: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(content);
  const broken = text.split('\ufffd').length - 1;
  const foreign = text.match(/[\u0080-\ufffc]/g)?.length ?? 0;
  return foreign > broken * 4;
}

/**
 * Text of a .csv or .txt by its bytes: UTF-8 (with or without mark), UTF-16 with mark, else GBK (GB 18030).
 * @throws AppError 422 `encoding`, `unknown_type` where it is no text
 */
export function decodeText(content: Buffer): string {
  const wide = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : null;
  const wideBig = content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : null;
  const given = wide ?? wideBig;
  let text = decodeAs(given ?? 'utf-8', content);
  if (text === null) {
    if (given === null && content.includes(0)) throw refusal('unknown_type');
    if (given !== null || isBrokenUtf8(content)) throw refusal('encoding');
    text = decodeAs('gb18030', content);
  }
  if (text === null) throw refusal('encoding');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a file with such characters is no text
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) throw refusal('unknown_type');
  return text;
}

/** Comma, tab or semicolon, whichever the first lines have most of outside quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 8_192).replace(/"[^"]*"/g, '');
  const count = (separator: string) => head.split(separator).length;
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/** Fields of a text by RFC 4180: quotes, doubled quotes, line breaks inside quotes; also CR or LF alone. */
export function* csvRows(text: string, separator: string): Generator<string[]> {
  const field = new RegExp(`"((?:[^"]|"")*)"([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*)`, 'y');
  let row: string[] = [];
  let at = 0;
  while (at <= text.length) {
    field.lastIndex = at;
    const match = field.exec(text);
    const [all = '', quoted, after = '', plain = ''] = match ?? [];
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + after);
    at += all.length;
    const next = text[at];
    if (next === separator) {
      at += 1;
      continue;
    }
    yield row;
    row = [];
    if (next === undefined) return;
    at += next === '\r' && text[at + 1] === '\n' ? 2 : 1;
    if (at === text.length) return;
  }
}

/** A text table as rows of text; the apostrophe that keeps a formula inert is taken off. Stops after 50,000 rows. */
export function parseDelimited(content: Buffer): string[][] {
  const text = decodeText(content);
  const rows: string[][] = [];
  for (const row of csvRows(text, separatorOf(text))) {
    rows.push(row.map(textOfInert));
    if (rows.length > LIMITS.filledRows) throw refusal('too_many_rows');
  }
  return rows;
}
