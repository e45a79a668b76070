/** Pictures of charts, as text: what stands around a drawing, and how its colours become those of paper. All pure. */

export interface Drawing {
  width: number;
  height: number;
  /** SVG elements, with (0, 0) at the top left */
  markup: string;
}

export interface Caption {
  /** what the figures are */
  title: string;
  /** the finding in words */
  finding: string;
  /** how to read it */
  note: string;
  /** unit, source, scope, as-of: a line each */
  lines: readonly string[];
  /** `内部资料 · 张三 · 2026-11-21 10:00`; null where nothing is internal */
  mark: string | null;
  /** font family of the page */
  font: string;
}

const MARGIN = 24;
const MIN_WIDTH = 480;
const INK = '#1e2a27';
const INK2 = '#56635f';
const MARK = '#b3372b';

/** Text and attribute values of SVG; characters XML cannot hold are left out. */
export function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (character) => entities[character] ?? character)
  );
}

/** Width of a text in ems, near enough to break lines: a Chinese character takes one, a Latin one about half. */
const emsOf = (character: string) => (character > '\u2e7f' || character === '“' ? 1 : 0.6);

/** No line begins with one of these. */
const CLOSING = '，。；：、）》”！？%％';

/** A text in lines of at most `ems`; Chinese breaks anywhere but before a closing mark. */
export function linesOf(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const character of text.trim()) {
    const next = emsOf(character);
    if (width + next > ems && line !== '' && !CLOSING.includes(character)) {
      lines.push(line);
      line = '';
      width = 0;
    }
    line += character;
    width += next;
  }
  return line === '' ? lines : [...lines, line];
}

/** Colours written as #hex, each put in place of another: the tokens of the dark page become those of the light one. */
export function recolour(markup: string, colours: ReadonlyMap<string, string>): string {
  return markup.replace(/#[0-9a-f]{3,8}\b/gi, (colour) => colours.get(colour.toLowerCase()) ?? colour);
}

interface TextStyle {
  size: number;
  colour: string;
  weight?: number;
}

/** Lines of text below each other, and where the next thing may begin. */
function textBlock(text: string, y: number, width: number, { size, colour, weight = 400 }: TextStyle) {
  const leading = Math.round(size * 1.55);
  const lines = linesOf(text, width / size);
  const markup = lines.map(
    (line, index) =>
      `<text x="${MARGIN}" y="${y + index * leading + Math.round(size * 1.15)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeXml(line)}</text>`,
  );
  return { markup: markup.join(''), end: y + lines.length * leading };
}

/**
 * A drawing with its title, finding, how to read it, unit, source and mark around it, as an SVG document on white: what
 * is cut out of the page says by itself what it is and where it comes from.
 */
export function composeSvg(drawing: Drawing, caption: Caption): string {
  const width = Math.max(MIN_WIDTH, Math.ceil(drawing.width)) + 2 * MARGIN;
  const inner = width - 2 * MARGIN;
  const parts: string[] = [];
  let y = MARGIN - 6;
  const add = (text: string, style: TextStyle, gap = 0) => {
    if (text === '') return;
    const block = textBlock(text, y + gap, inner, style);
    parts.push(block.markup);
    y = block.end;
  };
  if (caption.mark !== null) add(caption.mark, { size: 12, colour: MARK });
  add(caption.title, { size: 12, colour: INK2 });
  add(caption.finding, { size: 17, colour: INK, weight: 700 });
  y += 12;
  parts.push(`<g transform="translate(${MARGIN} ${y})">${drawing.markup}</g>`);
  y += Math.ceil(drawing.height) + 10;
  for (const line of [caption.note, ...caption.lines]) add(line, { size: 12, colour: INK2 });
  const height = y + MARGIN - 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeXml(caption.font)}">`,
    `<title>${escapeXml(caption.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...parts,
    '</svg>',
  ].join('');
}
