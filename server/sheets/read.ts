import { AppError } from '../http/errors.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { refusal, type Workbook } from './workbook.ts';

const startsWith = (content: Buffer, ...bytes: number[]) =>
  bytes.every((byte, index) => content[index] === byte);

/** Where text is a web page or an XML document passed off as a table. */
function refuseMarkup(content: Buffer): void {
  const wide = startsWith(content, 0xff, 0xfe);
  const start = content.toString(wide ? 'utf16le' : 'latin1', 0, 4096).replace(/^(?:\ufeff|ï»¿)/, '');
  const markup = start.trimStart().toLowerCase();
  if (markup.startsWith('<?xml') && !markup.includes('<html')) throw refusal('xml_table');
  if (/^<(?:!doctype|!--|html|head|meta|body|table|style|div|\?xml)/.test(markup)) throw refusal('html');
  if (markup.startsWith('%pdf') || markup.startsWith('{\\rtf') || /^mime-version:/.test(markup)) {
    throw refusal('unknown_type');
  }
}

async function readByContent(content: Buffer, fileName: string): Promise<Workbook> {
  if (content.length === 0) throw refusal('empty');
  if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(content);
  if (startsWith(content, 0x50, 0x4b)) throw refusal('damaged');
  if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    // the library is loaded for .xls only
    const { readXls } = await import('./read-xls.ts');
    return readXls(content);
  }
  refuseMarkup(content);
  return readCsv(content, fileName);
}

/**
 * Reads a spreadsheet by its content. Runs in the worker.
 * @param fileName names the sheet of a text table, decides nothing
 * @throws AppError 422, see REFUSALS
 */
export async function readWorkbook(content: Buffer, fileName = ''): Promise<Workbook> {
  try {
    return await readByContent(content, fileName);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // reading past the end of what claims to be longer, and whatever else a damaged file leads to
    throw refusal('damaged');
  }
}
