/** What a case may hold as material (申报材料). */
export interface FileType {
  extension: string;
  mediaType: string;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const PDF: FileType = { extension: 'pdf', mediaType: 'application/pdf' };
const JPEG: FileType = { extension: 'jpg', mediaType: 'image/jpeg' };
const PNG: FileType = { extension: 'png', mediaType: 'image/png' };
const DOCX: FileType = { extension: 'docx', mediaType: `${OFFICE}wordprocessingml.document` };
const XLSX: FileType = { extension: 'xlsx', mediaType: `${OFFICE}spreadsheetml.sheet` };

const startsWith = (content: Buffer, bytes: readonly number[]) =>
  bytes.every((byte, index) => content[index] === byte);

/** An Office file is a zip whose entry names say which; one with macros is none we take. */
function officeType(content: Buffer): FileType | null {
  if (!content.includes('[Content_Types].xml') || content.includes('vbaProject.bin')) return null;
  if (content.includes('word/document.xml')) return DOCX;
  return content.includes('xl/workbook.xml') ? XLSX : null;
}

/** The type of a file by its first bytes, never by its name; null where it is none of pdf, jpg, png, docx, xlsx. */
export function fileTypeOf(content: Buffer): FileType | null {
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46, 0x2d])) return PDF;
  if (startsWith(content, [0xff, 0xd8, 0xff])) return JPEG;
  if (startsWith(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return PNG;
  return startsWith(content, [0x50, 0x4b, 0x03, 0x04]) ? officeType(content) : null;
}

/**
 * A name that is safe to save under: no path, no control or direction characters, and the ending of what the file is.
 * @returns null where nothing is left of it
 */
export function safeFileName(name: string, { extension }: FileType): string | null {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]/gu, '').trim();
  const stem = clean.replace(/\.(pdf|jpe?g|png|docx|xlsx)$/i, '').replace(/^\.+|[.\s]+$/g, '');
  if (stem === '') return null;
  return `${[...stem].slice(0, 100).join('')}.${extension}`;
}
