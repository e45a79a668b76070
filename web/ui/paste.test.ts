import { expect, test } from 'vitest';
import { pastedRows } from './paste.ts';

test.each<[string, string, string[][]]>([
  [
    'a block of Excel, with the line break after its last row',
    '1\t2\r\n3\t4\r\n',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'a block of LibreOffice, without it',
    '1\t2\n3\t4',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'rows that end with a carriage return alone',
    '1\t2\r3\t4\r',
    [
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  ['one cell', '38.20', [['38.20']]],
  ['one cell with the line break WPS adds', '38.20\r\n', [['38.20']]],
  [
    'empty cells in the middle and at the end',
    '1\t\t3\r\n4\t\t\r\n',
    [
      ['1', '', '3'],
      ['4', '', ''],
    ],
  ],
  ['an empty last cell without a line break', '1\t', [['1', '']]],
  ['an empty row inside the block', '1\r\n\r\n2\r\n', [['1'], [''], ['2']]],
  ['a cell with a line break', '"甲\n乙"\t2\r\n', [['甲\n乙', '2']]],
  ['a cell with a line break of Windows', '"甲\r\n乙"\t2\r\n', [['甲\n乙', '2']]],
  ['a cell with a tab', '"甲\t乙"\t2\r\n', [['甲\t乙', '2']]],
  ['quotes doubled inside a quoted cell', '"他说""好""\n"\t2\r\n', [['他说"好"\n', '2']]],
  ['quotes that belong to the text', '"好"\t2\r\n', [['"好"', '2']]],
  ['a quote that never ends', '"好\t2\r\n', [['"好', '2']]],
  ['quotes in the middle of a text', '说"好"\t2\r\n', [['说"好"', '2']]],
  ['a quoted cell with text after it is no quoted cell', '"a""b"c\t2', [['"a""b"c', '2']]],
  ['a mark of UTF-8 and zero bytes of the clipboard', '\ufeff1\t2\0', [['1', '2']]],
  ['nothing', '', []],
  ['blanks are kept: they are the text', ' 1 \t2', [[' 1 ', '2']]],
])('%s', (_what, text, rows) => {
  expect(pastedRows(text)).toEqual(rows);
});
