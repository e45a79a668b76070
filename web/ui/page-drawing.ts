import { type Drawing, escapeXml } from './compose-svg.ts';

/** Part of a card as SVG elements: texts, boxes and lines where the page shows them, its charts and shapes as they are. */

/** What is worked with, or read aloud, is not part of the picture. */
const LEFT_OUT = 'input, select, textarea, details, .noPrint, .visuallyHidden, [hidden], script, style';
/** Properties that shapes get from style sheets, which the picture does not have. */
const SHAPE_STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity'] as const;

const isSeen = (colour: string) => colour !== 'transparent' && !/^rgba\(.*, 0\)$/.test(colour);
const round = (value: number) => Math.round(value * 100) / 100;

class Pen {
  readonly parts: string[] = [];
  /** lines of tables, which lie over the cells' backgrounds */
  readonly rules: string[] = [];
  right = 0;
  bottom = 0;
  private readonly origin: DOMRect;
  constructor(origin: DOMRect) {
    this.origin = origin;
  }

  /** Where a rectangle of the window begins in the picture. */
  at(box: DOMRect) {
    return { x: round(box.left - this.origin.left), y: round(box.top - this.origin.top) };
  }

  /** The same with its size; widens the picture to hold it. */
  place(box: DOMRect) {
    const { x, y } = this.at(box);
    this.right = Math.max(this.right, x + box.width);
    this.bottom = Math.max(this.bottom, y + box.height);
    return { x, y, width: round(box.width), height: round(box.height) };
  }
}

/** Background and borders of an element; one that shows neither takes no room in the picture. */
function drawBox(pen: Pen, element: Element, style: CSSStyleDeclaration): void {
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return;
  const hatched = style.backgroundImage.startsWith('repeating-linear-gradient');
  if (hatched || isSeen(style.backgroundColor)) {
    const { x, y, width, height } = pen.place(box);
    const fill = hatched ? 'url(#hatch)' : style.backgroundColor;
    const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
    pen.parts.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`,
    );
  }
  drawBorders(pen, box, style);
}

function drawBorders(pen: Pen, box: DOMRect, style: CSSStyleDeclaration): void {
  const { x, y } = pen.at(box);
  const { width, height } = box;
  const parts = style.display.startsWith('table') ? pen.rules : pen.parts;
  const sides = [
    ['Top', x, y, x + width, y],
    ['Right', x + width, y, x + width, y + height],
    ['Bottom', x, y + height, x + width, y + height],
    ['Left', x, y, x, y + height],
  ] as const;
  for (const [side, x1, y1, x2, y2] of sides) {
    const strength = Number.parseFloat(style[`border${side}Width`]);
    const colour = style[`border${side}Color`];
    const kind = style[`border${side}Style`];
    if (!(strength > 0) || kind === 'none' || kind === 'hidden' || !isSeen(colour)) continue;
    pen.place(box);
    const dash = kind === 'solid' ? '' : ` stroke-dasharray="${2 * strength} ${2 * strength}"`;
    parts.push(`<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${colour}" stroke-width="${strength}"${dash}/>`);
  }
}

/** The lines a text is broken into on the page, each with its place. */
function linesOnPage(node: Text): { text: string; box: DOMRect }[] {
  const lines: { text: string; box: DOMRect }[] = [];
  const range = document.createRange();
  let start = 0;
  let top: number | null = null;
  const close = (end: number) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const text = range.toString().replace(/\s+/g, ' ').trim();
    const box = range.getBoundingClientRect();
    if (text !== '' && box.width > 0) lines.push({ text, box });
    start = end;
  };
  for (let index = 0; index < node.data.length; index += 1) {
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    if (top !== null && box.top > top + box.height / 2) close(index);
    top = box.top;
  }
  close(node.data.length);
  return lines;
}

const ANCHORS: Record<string, 'middle' | 'end'> = { center: 'middle', right: 'end', end: 'end' };

function drawText(pen: Pen, node: Text, style: CSSStyleDeclaration): void {
  const size = Number.parseFloat(style.fontSize);
  const anchor = ANCHORS[style.textAlign] ?? 'start';
  for (const { text, box } of linesOnPage(node)) {
    const { x, y, width, height } = pen.place(box);
    const at = { start: x, middle: x + width / 2, end: x + width }[anchor];
    // the baseline of Chinese and Latin fonts alike lies about a third of the size below the middle
    const baseline = round(y + height / 2 + size * 0.36);
    pen.parts.push(
      `<text x="${round(at)}" y="${baseline}" font-size="${size}" font-weight="${style.fontWeight}" font-family="${escapeXml(style.fontFamily)}" fill="${style.color}" text-anchor="${anchor}" xml:space="preserve">${escapeXml(text)}</text>`,
    );
  }
}

/** A chart or a shape, with the colours style sheets gave it written into it. */
function drawSvg(pen: Pen, svg: SVGSVGElement): void {
  const box = svg.getBoundingClientRect();
  if (box.width === 0) return;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const isChart = svg.closest('[data-chart]') !== null && svg.querySelector('g') !== null;
  if (!isChart) {
    const sources = [svg, ...svg.querySelectorAll('*')];
    [copy, ...copy.querySelectorAll('*')].forEach((target, index) => {
      const source = sources[index];
      if (!source) return;
      const style = getComputedStyle(source);
      for (const name of SHAPE_STYLES) target.setAttribute(name, style.getPropertyValue(name));
    });
  }
  const place = pen.place(box);
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, String(value));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${place.width} ${place.height}`);
  for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden']) copy.removeAttribute(name);
  pen.parts.push(new XMLSerializer().serializeToString(copy));
}

function draw(pen: Pen, element: Element): void {
  if (element.matches(LEFT_OUT)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return;
  if (element instanceof SVGSVGElement) {
    drawSvg(pen, element);
    return;
  }
  const isFaint = style.opacity !== '1';
  if (isFaint) pen.parts.push(`<g opacity="${style.opacity}">`);
  drawBox(pen, element, style);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(pen, child);
    else if (child instanceof Text && child.data.trim() !== '') drawText(pen, child, style);
  }
  if (isFaint) pen.parts.push('</g>');
}

/** Scrolls everything inside to its beginning and answers how to put it back. */
function unscroll(root: Element): () => void {
  const moved = [root, ...root.querySelectorAll('*')]
    .filter(({ scrollLeft, scrollTop }) => scrollLeft !== 0 || scrollTop !== 0)
    .map((element) => ({ element, left: element.scrollLeft, top: element.scrollTop }));
  for (const { element } of moved) {
    element.scrollLeft = 0;
    element.scrollTop = 0;
  }
  return () => {
    for (const { element, left, top } of moved) {
      element.scrollLeft = left;
      element.scrollTop = top;
    }
  };
}

const HATCH =
  '<defs><pattern id="hatch" width="8.5" height="8.5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8.5" height="8.5" fill="#fff"/><rect width="4.2" height="8.5" fill="#eff1ef"/></pattern></defs>';

/** What an element shows, also what is scrolled out of sight, as SVG. */
export function drawingOf(element: Element): Drawing {
  const putBack = unscroll(element);
  const pen = new Pen(element.getBoundingClientRect());
  draw(pen, element);
  putBack();
  return { width: pen.right, height: pen.bottom, markup: [HATCH, ...pen.parts, ...pen.rules].join('') };
}
