import { describe, expect, it } from 'vitest';
import type { ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import type { HeatTable } from './heat-shape.ts';
import { type Multiple, multiplesFinding, scaleOf, shapeMultiples } from './multiples-shape.ts';

const unit = (code: string, change: Partial<UnitProgress> = {}): UnitProgress =>
  ({
    code,
    name: code,
    isCity: false,
    planLamp: 'green',
    cumulativePct: -9.75,
    cumulativeTargetPct: -8,
    ...change,
  }) as UnitProgress;

const table = (closedPct: number | null): HeatTable =>
  ({
    year: 2026,
    closedYears: [2025],
    rows: [{ code: 'A', closed: [{ actualPct: closedPct }] }],
  }) as unknown as HeatTable;

const targets = {
  units: [{ code: 'A', targets: { '2025': -5, '2026': -4, '2027': -3.5 } }],
} as unknown as IntensityTargetsReply;

const progress = (units: UnitProgress[]) => ({ units }) as ProgressReply;

describe('small trajectories', () => {
  it('compounds closed years and ends at the cumulative change of the server', () => {
    const [multiple] = shapeMultiples(progress([unit('A')]), targets, table(-5));
    expect(multiple?.actual).toEqual([
      { year: 2024, index: 100 },
      { year: 2025, index: 95 },
      { year: 2026, index: 90.25 },
    ]);
    expect(multiple?.targetPath.map((point) => point.year)).toEqual([2024, 2025, 2026, 2027]);
    expect(multiple?.targetPath[2]?.index).toBeCloseTo(91.2, 10);
  });

  it('stops at a year without a figure', () => {
    const [multiple] = shapeMultiples(progress([unit('A')]), targets, table(null));
    expect(multiple?.actual).toEqual([{ year: 2024, index: 100 }]);
  });

  it('leaves the city out and counts only units with a plan lamp', () => {
    const multiples = shapeMultiples(
      progress([
        unit('A'),
        unit('B', { planLamp: 'red', cumulativePct: -1 }),
        unit('C', { planLamp: 'red', cumulativePct: 2 }),
        unit('D', { planLamp: 'none', cumulativePct: null }),
        unit('全市', { isCity: true }),
      ]),
      targets,
      table(-5),
    );
    expect(multiples.map((multiple) => multiple.code)).toEqual(['A', 'B', 'C', 'D']);
    expect(multiplesFinding(multiples)).toBe('规划期累计：3个单位中1个跟上目标路径，C离得最远');
    expect(multiplesFinding(multiples.slice(3))).toBe('规划期累计：年度数据不全，暂无等级');
  });

  it('draws all pictures on one scale of whole numbers', () => {
    const multiple = {
      actual: [{ year: 2025, index: 101.3 }],
      targetPath: [{ year: 2027, index: 88 }],
    } as Multiple;
    expect(scaleOf([multiple])).toEqual({ min: 88, max: 102 });
    expect(scaleOf([])).toEqual({ min: 99, max: 100 });
  });
});
