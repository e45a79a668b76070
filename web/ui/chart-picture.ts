import { formatFullDate } from '../format.ts';
import type { CardFile } from './card-file.ts';
import { chartColours } from './chart.tsx';
import { type Caption, composeSvg, type Drawing, recolour } from './compose-svg.ts';
import { drawingOf } from './page-drawing.ts';

/** Who saves a picture, and when. */
interface Picturer {
  displayName: string;
  at: Date;
  demo: boolean;
  /** 数据截至, YYYY-MM-DD */
  asOf: string;
}

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** As in files: `内部资料 · 张三 · 2026-11-21 10:00`, time of Shanghai. */
function internalMark({ displayName, at }: Picturer): string {
  const part = Object.fromEntries(shanghai.formatToParts(at).map(({ type, value }) => [type, value]));
  return `内部资料 · ${displayName} · ${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

const wordsOf = (element: Element | null) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

function captionOf(section: Element, file: CardFile, by: Picturer): Caption {
  const lines: [string, string | undefined][] = [
    ['指标定义', file.definition],
    ['单位', file.unit],
    ['来源', file.sources.join(' ')],
    ['口径', file.scope],
    ['数据截至', formatFullDate(by.asOf)],
  ];
  return {
    title: file.title,
    finding: wordsOf(section.querySelector(':scope > header h2')),
    note: wordsOf(section.querySelector(':scope > p')),
    lines: [
      ...lines.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])),
      `九江绿色制造目标跟踪平台${by.demo ? ' · 演示数据' : ''}`,
    ],
    mark: file.internal ? internalMark(by) : null,
    font: chartColours().sans,
  };
}

/** What the card shows, as on a light page: a picture goes on paper. */
function drawnLight(body: Element): Drawing {
  const root = document.documentElement;
  const { theme } = root.dataset;
  const before = chartColours();
  delete root.dataset.theme;
  const after = chartColours();
  const drawing = drawingOf(body);
  if (theme !== undefined) root.dataset.theme = theme;
  const names = Object.keys(after) as (keyof typeof after)[];
  // charts were drawn with the colours of the page as it was
  const colours = new Map(names.map((name) => [before[name].toLowerCase(), after[name]]));
  return { ...drawing, markup: theme === undefined ? drawing.markup : recolour(drawing.markup, colours) };
}

const SCALE = 2;

async function pngOf(source: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('no picture'))), 'image/png');
  });
}

/** The chart of a card with its title, finding, unit, source and mark, as a picture: .svg, or .png at twice the size. */
export async function chartPicture(
  section: Element,
  file: CardFile,
  by: Picturer,
  format: 'png' | 'svg',
): Promise<Blob> {
  const body = section.querySelector(':scope > div');
  if (!body) throw new Error('a card has a body');
  const source = composeSvg(drawnLight(body), captionOf(section, file, by));
  const svg = new Blob([source], { type: 'image/svg+xml' });
  return format === 'svg' ? svg : pngOf(source);
}
