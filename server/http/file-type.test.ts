import { expect, test } from 'vitest';
import { fileTypeOf, safeFileName } from './file-type.ts';

const zip = (...names: string[]) => Buffer.from(`PK\u0003\u0004${names.join('\u0000')}`, 'latin1');
const PDF = Buffer.from('%PDF-1.7\n');

test.each<[string, Buffer, string | undefined]>([
  ['a PDF', PDF, 'pdf'],
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpg'],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'png'],
  ['a Word file', zip('[Content_Types].xml', 'word/document.xml'), 'docx'],
  ['an Excel file', zip('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
  [
    'a Word file with macros',
    zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'),
    undefined,
  ],
  ['any other zip', zip('a.exe'), undefined],
  ['a program', Buffer.from('MZ'), undefined],
  ['a web page', Buffer.from('<html>%PDF-'), undefined],
  ['nothing', Buffer.alloc(0), undefined],
])('%s is recognised by its content', (_what, content, extension) => {
  expect(fileTypeOf(content)?.extension).toBe(extension);
});

test.each([
  ['验收报告.pdf', '验收报告.pdf'],
  ['验收报告.PDF', '验收报告.pdf'],
  ['报告.exe', '报告.exe.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\甲\\乙.docx', '乙.pdf'],
  ['a\u202efdp.exe', 'afdp.exe.pdf'],
  ['a\r\nb.pdf', 'ab.pdf'],
  ['.pdf', null],
  ['  ', null],
])('%j is saved as %j', (name, saved) => {
  expect(safeFileName(name, { extension: 'pdf', mediaType: 'application/pdf' })).toBe(saved);
});

test('a long name is cut, its ending kept', () => {
  const name = safeFileName(`${'长'.repeat(300)}.pdf`, { extension: 'pdf', mediaType: 'application/pdf' });
  expect(name).toBe(`${'长'.repeat(100)}.pdf`);
});
