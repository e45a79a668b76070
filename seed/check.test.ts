import { describe, expect, test } from 'vitest';
import { attachment2Breakdown, seedCheckReport } from './check.ts';

describe('npm run seed:check', () => {
  test('finds the transcription whole', () => {
    const { ok, lines } = seedCheckReport();
    expect(ok).toBe(true);
    expect(lines.at(-1)).toBe('录入核对：15项全部一致。');
  });

  test.each([
    ['全市三年目标连乘', '−11.992%', '−13', '不一致'],
    ['达到总目标2027年须完成', '−4.605%', '−3.5', '不一致'],
    ['各县（市、区）目标汇总至2027年', '−13.146%', '−13', '不一致'],
    ['各县（市、区）目标汇总至2027年（固定权重）', '−13.153%', '−13', '不一致'],
    ['2024年各县（市、区）变化汇总', '−6.885%', '−2.2', '不一致'],
    ['2024年各县（市、区）能耗合计', '1751.02', '万吨标准煤', '1751.03'],
    ['国家级绿色工厂目标合计', '70', '家', '—'],
  ])('shows %s with %s', (label, ...cells) => {
    const line = seedCheckReport().lines.find((candidate) => candidate.split(/ {2,}/)[0] === label) ?? '';
    for (const cell of cells) expect(line.split(/\s+/)).toContain(cell);
  });

  test('gives one line with its assumption for every line of the breakdown', () => {
    const { lines } = seedCheckReport();
    for (const { label, assumption } of attachment2Breakdown()) {
      expect(lines.some((line) => line.startsWith(label) && line.endsWith(assumption))).toBe(true);
    }
  });
});
