import { AlignmentType, Paragraph, TextRun } from 'docx';
import { ChartRun, type ChartRunOptions } from 'docx/charts';
import type { BarSpec, ChartSpec, LineSpec } from './spec.ts';
import { FACES, inFace, LAMP_COLOURS, SIZES } from './type-faces.ts';

/* Native charts: drawn by Word from the figures, sharp at any size, their data editable. */

const INK = '333333';
const TARGET = '9AA5A1';
const COURSE = '2A6995';
const font = (size: number) => ({ name: FACES.body, size, color: INK });
/** a true minus sign, and as many decimals as the figure has, at least one */
const FORMAT = '0.0#;"−"0.0#';
const WIDTH = 580;
const LEGEND = { position: 'bottom' as const, font: font(10) };
const PLAIN = { chartArea: { fill: 'none' as const, border: 'none' as const }, font: { name: FACES.body } };

function bars({ categories, actual, target }: BarSpec): ChartRunOptions {
  return {
    type: 'bar',
    ...PLAIN,
    categories,
    series: [
      {
        name: actual.name,
        values: actual.values,
        color: LAMP_COLOURS.green,
        colors: actual.lamps.map((lamp) => LAMP_COLOURS[lamp]),
        dataLabels: { value: true, position: 'outsideEnd', numberFormat: FORMAT, font: font(9) },
      },
      { name: target.name, values: target.values, color: 'C9CFCC' },
    ],
    gapWidth: 55,
    overlap: 0,
    categoryAxis: { reverseOrder: true, font: font(10) },
    // the lowest category is the last: the values stand under it
    valueAxis: { numberFormat: FORMAT, font: font(9), crossesAt: 'maximum' },
    legend: LEGEND,
    transformation: { width: WIDTH, height: 70 + categories.length * 22 },
  };
}

const LOOKS = {
  target: { color: TARGET, text: '5F6B64', dash: 'dash', shape: 'diamond' },
  actual: { color: COURSE, text: COURSE, dash: 'solid', shape: 'circle' },
  pace: { color: 'B3372B', text: 'B3372B', dash: 'dot', shape: 'triangle' },
} as const;

type Series = LineSpec['series'][number];

/** Labels where they say something new: not the common start, and of the pace only where it ends. */
function pointLabels({ values, style }: Series) {
  return values.map((_, index) => {
    const hidden = style === 'target' ? index === 0 : style === 'pace' && index < values.length - 1;
    return hidden ? (false as const) : undefined;
  });
}

/** Actual and pace above the target path where they lie above it, else below. */
function isAbove(series: readonly Series[]): boolean {
  const of = (style: Series['style']) => series.find((one) => one.style === style)?.values ?? [];
  const actual = of('actual');
  const last = actual.findLastIndex((value) => value !== null);
  return (actual[last] ?? 0) >= (of('target')[last] ?? 0);
}

function lines({ categories, series }: LineSpec): ChartRunOptions {
  const above = isAbove(series);
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  return {
    type: 'line',
    ...PLAIN,
    categories,
    series: series.map((one) => {
      const { name, values: own, style } = one;
      const look = LOOKS[style];
      return {
        name,
        values: own,
        color: look.color,
        line: { color: look.color, width: style === 'actual' ? 2.25 : 1.5, dash: look.dash },
        markers: { shape: look.shape, size: 7 },
        dataLabels: {
          value: true,
          position: (style === 'target') === above ? ('below' as const) : ('above' as const),
          numberFormat: '0.0',
          font: { ...font(9), color: look.text },
        },
        pointLabels: pointLabels(one),
      };
    }),
    categoryAxis: { font: font(10) },
    // the index is read as a difference: the axis need not begin at nought
    valueAxis: {
      minimum: Math.floor(Math.min(...values) / 2) * 2 - 2,
      maximum: Math.ceil(Math.max(...values) / 2) * 2 + 2,
      numberFormat: '0',
      font: font(9),
    },
    legend: LEGEND,
    transformation: { width: WIDTH, height: 220 },
  };
}

/** A chart with its caption and source; kept together on a page. */
export function chartParagraphs({ caption, note, alt, plot }: ChartSpec): Paragraph[] {
  const options = plot.kind === 'bar' ? bars(plot) : lines(plot);
  const name = caption.split('　')[0] ?? caption;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 160 },
      keepNext: true,
      children: [new ChartRun({ ...options, altText: { name, description: alt } })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      children: [new TextRun({ ...inFace(FACES.heading, SIZES.xiaoSi), text: caption })],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 200 },
      children: [new TextRun({ ...inFace(FACES.kai, SIZES.wu), text: note })],
    }),
  ];
}

/** Axis labels at the low end of the plot, clear of bars on both sides of nought; Chinese as the language. */
export const adjustedChart = (xml: string) =>
  xml
    .replace(/(<c:catAx>.*?)<c:tickLblPos val="nextTo"\/>/s, '$1<c:tickLblPos val="low"/>')
    .replaceAll('lang="en-US"', 'lang="zh-CN"')
    .replace('<c:lang val="en-US"/>', '<c:lang val="zh-CN"/>');
