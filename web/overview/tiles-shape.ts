import type { UnitProgress } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';

/**
 * Place of each unit in the tiles (方格图), from column and row 1: west to east and north to south as on the map, moved
 * together so that no tile has a gap beside it; 经开区 among them. The last place is the legend's.
 */
export const TILE_PLACES: Readonly<Record<string, { column: number; row: number }>> = {
  '360481': { column: 1, row: 1 },
  JKQ: { column: 2, row: 1 },
  '360403': { column: 3, row: 1 },
  '360429': { column: 4, row: 1 },
  '360430': { column: 5, row: 1 },
  '360423': { column: 1, row: 2 },
  '360404': { column: 2, row: 2 },
  '360402': { column: 3, row: 2 },
  '360483': { column: 4, row: 2 },
  '360428': { column: 5, row: 2 },
  '360424': { column: 1, row: 3 },
  '360426': { column: 2, row: 3 },
  '360425': { column: 3, row: 3 },
  '360482': { column: 4, row: 3 },
};

export const LEGEND_PLACE = { column: 5, row: 3 };

const LAMPS: readonly Lamp[] = ['green', 'yellow', 'red', 'none'];

/** How many units have which lamp, best first; lamps that no unit has are left out. */
export function countLamps(units: readonly UnitProgress[]): { lamp: Lamp; count: number }[] {
  return LAMPS.map((lamp) => ({
    lamp,
    count: units.filter((unit) => unit.annualLamp === lamp).length,
  })).filter(({ count }) => count > 0);
}
