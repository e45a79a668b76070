/** Place of each unit in the tiles (方格图): laid out as on the map, 经开区 among them. Column and row from 1. */
export const TILE_PLACES: Readonly<Record<string, { column: number; row: number }>> = {
  '360481': { column: 3, row: 1 },
  '360403': { column: 4, row: 1 },
  JKQ: { column: 5, row: 1 },
  '360429': { column: 6, row: 1 },
  '360430': { column: 7, row: 1 },
  '360404': { column: 4, row: 2 },
  '360402': { column: 5, row: 2 },
  '360424': { column: 1, row: 3 },
  '360423': { column: 2, row: 3 },
  '360426': { column: 3, row: 3 },
  '360482': { column: 4, row: 3 },
  '360483': { column: 5, row: 3 },
  '360428': { column: 6, row: 3 },
  '360425': { column: 3, row: 4 },
};
