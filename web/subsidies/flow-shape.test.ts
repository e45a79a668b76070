import { describe, expect, it } from 'vitest';
import { shapeFlow } from './flow-shape.ts';
import { money, spendingReply } from './testing.ts';

describe('flow from clause to county', () => {
  it('the clause with most money stands first, and units without a case are left out', () => {
    const table = shapeFlow(spendingReply(), 'all');
    expect(table.rows.map(({ clause }) => clause)).toEqual(['措施二', '措施三']);
    expect(table.units.map(({ name }) => name)).toEqual(['濂溪区', '彭泽县']);
  });

  it('a cell without a case is empty, not 0', () => {
    const [first] = shapeFlow(spendingReply(), 'all').rows;
    expect(first?.cells.map((cell) => cell?.fen ?? null)).toEqual([null, 1_900_000_000]);
  });

  it('the sums of rows and of columns are the same', () => {
    const table = shapeFlow(spendingReply(), 'all');
    const byRow = table.rows.reduce((sum, { sumFen }) => sum + sumFen, 0);
    expect(byRow).toBe(table.sumFen);
    expect(table.sumFen).toBe(2_451_000_000);
  });

  it.each([
    ['paid', 1_286_000_000],
    ['committed', 620_000_000],
    ['expected', 545_000_000],
  ] as const)('shows the money %s', (measure, sum) => {
    expect(shapeFlow(spendingReply(), measure).sumFen).toBe(sum);
  });

  it('a case without an amount (一事一议) keeps its cell', () => {
    const flow = [
      { policyId: 'jiujiang', clause: '措施八', unitCode: '360402', unitName: '濂溪区', ...money(0, 0, 0) },
    ];
    const byClause = [{ policyId: 'jiujiang', clause: '措施八', title: '一事一议', ...money(0, 0, 0) }];
    const [row] = shapeFlow(spendingReply({ flow, byClause }), 'all').rows;
    expect(row?.cells).toEqual([{ unitCode: '360402', fen: 0, cases: 1, depth: 0 }]);
  });
});
