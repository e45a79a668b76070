import { describe, expect, it } from 'vitest';
import type { ProgressHistoryReply } from '../../server/progress/schema.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import { newestKnown, shapeHeat, yearsOf } from './heat-shape.ts';

type Point = ProgressHistoryReply['units'][number]['points'][number];

const point = (actualPct: number, extra: Partial<NonNullable<Point>> = {}): Point => ({
  actualPct,
  actualDecimals: 1,
  basis: 'published',
  provisional: false,
  lamp: 'green',
  ...extra,
});

const history: ProgressHistoryReply = {
  ruleSet: 'ndrc-2020-901',
  asOf: null,
  periods: ['2025-11', '2025-12', '2026-02', '2026-03'],
  units: [
    {
      code: '360402',
      name: '濂溪区',
      isCity: false,
      points: [
        point(-4),
        point(-4.1),
        null,
        point(-1.53, { basis: 'computed', actualDecimals: 2, lamp: 'red' }),
      ],
    },
    {
      code: '360400',
      name: '全市',
      isCity: true,
      points: [null, null, null, point(-3, { provisional: true })],
    },
  ],
};

const targets: IntensityTargetsReply = {
  baselineYear: 2024,
  units: [
    {
      code: '360402',
      name: '濂溪区',
      isCity: false,
      energyWanTce: 1,
      intensityChangePct: -1,
      targets: { '2025': -4, '2026': -3.5, '2027': -3 },
      compoundedPct: -10,
    },
  ],
  citation: { document: '附件2', place: '表一', note: null },
};

describe('heat table of one year', () => {
  const table = shapeHeat(history, targets, 2026);
  const row = (code: string) => table.rows.find((candidate) => candidate.code === code);

  it('puts the city first whatever the order of the reply', () => {
    expect(table.rows.map((candidate) => candidate.code)).toEqual(['360400', '360402']);
  });

  it('has the 11 cumulative periods, and no 1月', () => {
    expect(table.columns.map((column) => column.label)).toHaveLength(11);
    expect(table.columns[0]).toEqual({ period: '2026-02', label: '1–2月', due: true });
    expect(table.columns[10]).toEqual({ period: '2026-12', label: '1–12月', due: false });
  });

  it('tells a missing figure from a period that is not over', () => {
    expect(row('360402')?.cells[0]).toMatchObject({ state: 'missing', actualPct: null, lamp: 'none' });
    expect(row('360402')?.cells[5]).toMatchObject({ state: 'notDue', actualPct: null, lamp: 'none' });
  });

  it('marks computed and provisional figures', () => {
    expect(row('360402')?.cells[1]).toMatchObject({
      state: 'final',
      computed: true,
      decimals: 2,
      lamp: 'red',
    });
    expect(row('360400')?.cells[1]).toMatchObject({ state: 'provisional', computed: false });
  });

  it('shows the full-year figures of closed years and the target of the year shown', () => {
    expect(table.closedYears).toEqual([2025]);
    expect(row('360402')?.closed[0]).toMatchObject({ period: '2025-12', actualPct: -4.1 });
    expect(row('360402')?.targetPct).toBe(-3.5);
    expect(row('360400')?.targetPct).toBeNull();
  });

  it('knows the newest period with a figure', () => {
    expect(newestKnown(history)).toBe('2026-03');
    const cut = history.units.map((unit) => ({ ...unit, points: unit.points.slice(0, 3) }));
    expect(newestKnown({ ...history, units: cut })).toBe('2025-12');
    expect(newestKnown({ ...history, units: [] })).toBeNull();
  });

  it('has no closed year in the first year of the plan', () => {
    expect(shapeHeat(history, targets, 2025).closedYears).toEqual([]);
    expect(yearsOf(history)).toEqual([2025, 2026]);
  });
});
