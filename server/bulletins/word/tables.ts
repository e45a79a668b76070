import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { CellSpec, TableSpec } from './spec.ts';
import { FACES, inFace, LAMP_COLOURS, SIZES } from './type-faces.ts';

/* 附表: real tables, the head repeated on every page. */

/** width of the text, twips: 156 mm */
export const TEXT_WIDTH = 8844;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const ALIGN = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT };
const MARGINS = { top: 40, bottom: 40, left: 50, right: 50 };

type Column = TableSpec['columns'][number];
interface Look {
  head: boolean;
  size: TableSpec['size'];
}

function widthsOf(columns: readonly Column[]): number[] {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => Math.floor((TEXT_WIDTH * share) / total));
}

function cell({ text, lamp }: CellSpec, column: Column, width: number, look: Look): TableCell {
  const { head, size } = look;
  const run = inFace(
    head ? FACES.heading : FACES.body,
    SIZES[size],
    lamp ? { color: LAMP_COLOURS[lamp] } : {},
  );
  const isGrade = lamp !== undefined && lamp !== 'none';
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: MARGINS,
    borders: BORDERS,
    children: [
      new Paragraph({
        alignment: head ? AlignmentType.CENTER : ALIGN[column.align],
        children: text
          .split('\n')
          .map(
            (line, index) =>
              new TextRun({ ...run, bold: isGrade, text: line, ...(index > 0 ? { break: 1 } : {}) }),
          ),
      }),
    ],
  });
}

function row(
  cells: readonly CellSpec[],
  { columns, size }: TableSpec,
  widths: number[],
  head: boolean,
): TableRow {
  return new TableRow({
    tableHeader: head,
    cantSplit: true,
    height: { value: head ? 620 : 440, rule: 'atLeast' },
    children: columns.map((column, index) =>
      cell(cells[index] ?? { text: '' }, column, widths[index] ?? 0, { head, size }),
    ),
  });
}

const line = (text: string, face: string, size: number, alignment: Column['align'], newPage = false) =>
  new Paragraph({
    alignment: ALIGN[alignment],
    pageBreakBefore: newPage,
    keepNext: true,
    spacing: { before: 60, after: 60 },
    children: [new TextRun({ ...inFace(face, size), text })],
  });

/** A table on a page of its own, with label, title, unit and notes. */
export function tableBlocks(spec: TableSpec): (Paragraph | Table)[] {
  const widths = widthsOf(spec.columns);
  return [
    line(spec.label, FACES.heading, SIZES.san, 'left', true),
    line(spec.title, FACES.title, SIZES.xiaoEr, 'center'),
    line(spec.unit, FACES.kai, SIZES.wu, 'right'),
    new Table({
      layout: TableLayoutType.FIXED,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      rows: [
        row(
          spec.columns.map(({ label }) => ({ text: label })),
          spec,
          widths,
          true,
        ),
        ...spec.rows.map((cells) => row(cells, spec, widths, false)),
      ],
    }),
    ...spec.notes.map(
      (note) =>
        new Paragraph({
          spacing: { before: 60 },
          children: [new TextRun({ ...inFace(FACES.kai, SIZES.wu), text: note })],
        }),
    ),
  ];
}
