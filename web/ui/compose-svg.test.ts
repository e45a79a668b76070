import { describe, expect, test } from 'vitest';
import { type Caption, composeSvg, escapeXml, linesOf, recolour } from './compose-svg.ts';

const DRAWING = { width: 600, height: 300, markup: '<path d="M0 0L600 300" stroke="#17624f"/>' };
const CAPTION: Caption = {
  title: '2026年1–10月单位工业增加值能耗',
  finding: '德安县 <上升> & 未完成',
  note: '虚线为目标。',
  lines: ['单位：%', '来源：附件2表一'],
  mark: '内部资料 · 李明 · 2026-11-21 10:00',
  font: '"Microsoft YaHei", sans-serif',
};

/** Texts of the picture from the top, lines of one text not put together again. */
const textsOf = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe('a chart as a picture', () => {
  test('says above the chart what is shown and found, below it unit and source', () => {
    expect(textsOf(composeSvg(DRAWING, CAPTION))).toEqual([
      '内部资料 · 李明 · 2026-11-21 10:00',
      '2026年1–10月单位工业增加值能耗',
      '德安县 &lt;上升&gt; &amp; 未完成',
      '虚线为目标。',
      '单位：%',
      '来源：附件2表一',
    ]);
  });

  test('of released figures carries no mark', () => {
    expect(composeSvg(DRAWING, { ...CAPTION, mark: null })).not.toContain('内部资料');
  });

  test('stands on white, holds the drawing between the texts, and nothing lies outside it', () => {
    const svg = composeSvg(DRAWING, CAPTION);
    const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(svg).toContain(`<rect width="${width}" height="${height}" fill="#fff"/>`);
    const top = Number(/translate\(24 (\d+)\)/.exec(svg)?.[1]);
    const lines = [...svg.matchAll(/<text x="24" y="(\d+)"/g)].map(([, y]) => Number(y));
    expect(lines.slice(0, 3).every((y) => y < top)).toBe(true);
    expect(lines.slice(3).every((y) => y > top + DRAWING.height && y < Number(height))).toBe(true);
    expect(Number(width)).toBe(DRAWING.width + 48);
  });

  test('a narrow drawing still leaves its texts room', () => {
    const svg = composeSvg({ ...DRAWING, width: 120 }, CAPTION);
    expect(svg).toContain('width="528"');
  });
});

describe('lines of a text', () => {
  test.each<[string, number, string[]]>([
    ['能耗强度', 4, ['能耗强度']],
    ['能耗强度降', 4, ['能耗强度', '降']],
    // no line begins with a closing mark
    ['能耗强度，降', 4, ['能耗强度，', '降']],
    ['abcdef', 3, ['abcde', 'f']],
    ['', 4, []],
  ])('%j in %i ems', (text, ems, lines) => {
    expect(linesOf(text, ems)).toEqual(lines);
  });
});

test('characters that XML cannot hold are left out, those that it reads are written', () => {
  expect(escapeXml('a\u0000<b> "c" & d\u001f')).toBe('a&lt;b&gt; &quot;c&quot; &amp; d');
});

test('colours of the dark page become those of the light one, whatever their case; others stay', () => {
  const colours = new Map([
    ['#e6ece9', '#1e2a27'],
    ['#62c08d', '#24734a'],
  ]);
  expect(recolour('fill="#E6ECE9" stroke="#62c08d" color="#123456" url(#hatch)', colours)).toBe(
    'fill="#1e2a27" stroke="#24734a" color="#123456" url(#hatch)',
  );
});
