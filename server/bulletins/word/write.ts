import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import { adjustedChart, chartParagraphs } from './charts.ts';
import { steadyPackage } from './package.ts';
import type { BlockSpec, DocumentSpec } from './spec.ts';
import { TEXT_WIDTH, tableBlocks } from './tables.ts';
import { FACES, INDENT, inFace, LINES, RED, SIZES } from './type-faces.ts';

/* The bulletin as a Word document in the layout of official papers (GB/T 9704—2012). Runs in the worker. */

/** Twips of a millimetre. */
const mm = (millimetres: number) => Math.round((millimetres / 25.4) * 1440);
const PAGE = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), header: mm(20), footer: mm(25) },
};

const run = (text: string, face: string, size: number, more = {}) =>
  new TextRun({ ...inFace(face, size, more), text });

/** 版头: red title, number, who and when, and the red rule. */
function mastheadOf({ masthead, number, issuer, date }: DocumentSpec): Paragraph[] {
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 200, after: 240 },
      children: [run(masthead, FACES.title, SIZES.masthead, { color: RED })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { ...LINES, after: 120 },
      children: [run(number, FACES.body, SIZES.san)],
    }),
    new Paragraph({
      tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
      spacing: { ...LINES, after: 420 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 6, color: RED } },
      children: [run(`${issuer}\t${date}`, FACES.body, SIZES.san)],
    }),
  ];
}

const SUBHEADING = /^（[一二三四五六七八九]）[^。]*。/;

/** A paragraph of the text; its own heading （一）… stands in 楷体. */
function textOf(text: string): Paragraph {
  const lead = SUBHEADING.exec(text)?.[0] ?? '';
  const rest = text.slice(lead.length);
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: LINES,
    indent: INDENT,
    children: [
      ...(lead === '' ? [] : [run(lead, FACES.kai, SIZES.san)]),
      ...(rest === '' ? [] : [run(rest, FACES.body, SIZES.san)]),
    ],
  });
}

function blockOf(block: BlockSpec): Paragraph[] {
  if (block.kind === 'chart') return chartParagraphs(block.chart);
  if (block.kind === 'text') return [textOf(block.text)];
  return [
    new Paragraph({
      spacing: LINES,
      indent: INDENT,
      keepNext: true,
      children: [run(block.text, FACES.heading, SIZES.san)],
    }),
  ];
}

/** Characters of 二号 in a line. */
const TITLE_CHARS = 20;
const TITLE_BREAKS = /(?=目标|完成情况|情况的|的通报)/g;

/** A long title in two lines of like length, no word torn apart. */
function titleLines(title: string): string[] {
  const width = [...title].reduce((sum, char) => sum + (char < '\u2000' ? 0.5 : 1), 0);
  if (width <= TITLE_CHARS) return [title];
  const places = [...title.matchAll(TITLE_BREAKS)].map(({ index }) => index).filter((index) => index > 0);
  const off = (index: number) => Math.abs(index - title.length * 0.55);
  const [best] = places.toSorted((a, b) => off(a) - off(b));
  return best === undefined ? [title] : [title.slice(0, best), title.slice(best)];
}

const titleOf = (title: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 640, lineRule: 'exact', before: 120, after: 400 },
    children: titleLines(title).map((line, index) =>
      run(line, FACES.title, SIZES.er, index > 0 ? { break: 1 } : {}),
    ),
  });

function notesOf(notes: readonly string[]): Paragraph[] {
  const lines = notes.map((note, index) => `${index + 1}．${note}`);
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 320, after: 80 },
      children: [run('数据说明', FACES.heading, SIZES.si)],
    }),
    ...lines.map(
      (line) =>
        new Paragraph({
          spacing: { line: 350, lineRule: 'exact' },
          children: [run(line, FACES.kai, SIZES.xiaoSi)],
        }),
    ),
  ];
}

/** 页码: — 1 —, outside: right on odd pages, left on even ones. */
const pageNumber = (alignment: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: 280, right: 280 },
        children: [
          new TextRun({ ...inFace(FACES.song, SIZES.si), children: ['— ', PageNumber.CURRENT, ' —'] }),
        ],
      }),
    ],
  });

function markOf(mark: string | null): Header {
  const children = mark === null ? [] : [run(mark, FACES.kai, SIZES.xiaoSi, { color: RED })];
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
}

function documentOf(spec: DocumentSpec): Document {
  return new Document({
    title: spec.title,
    creator: spec.issuer,
    lastModifiedBy: spec.issuer,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { ...inFace(FACES.body, SIZES.san), language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [
      {
        properties: { page: PAGE },
        headers: { default: markOf(spec.mark), even: markOf(spec.mark) },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [
          ...mastheadOf(spec),
          titleOf(spec.title),
          ...spec.blocks.flatMap(blockOf),
          ...notesOf(spec.notes),
          ...spec.tables.flatMap(tableBlocks),
        ],
      },
    ],
  });
}

/** What docx cannot be asked for: axis labels clear of the bars, the times of the file's properties. */
function adjusted(name: string, xml: string, at: string): string {
  if (/^word\/charts\/chart\d+\.xml$/.test(name)) return adjustedChart(xml);
  return name === 'docProps/core.xml' ? xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, `${at.slice(0, 19)}Z`) : xml;
}

/** Sets a bulletin as .docx; the same spec gives the same bytes. */
export async function writeWord(spec: DocumentSpec): Promise<Buffer> {
  const file = await Packer.toBuffer(documentOf(spec));
  return steadyPackage(file, (name, xml) => adjusted(name, xml, spec.at));
}
