import { TILE_PLACES } from './tiles-shape.ts';

/** As many courses as can be told apart in one chart. */
export const MOST_COMPARED = 3;

/** '360404,360429' → codes of known units, each once, three at most. */
export function readCompare(text: string | undefined): string[] {
  const codes = (text ?? '').split(',').filter((code) => code in TILE_PLACES);
  return [...new Set(codes)].slice(0, MOST_COMPARED);
}

/** Adds a unit at the end or takes it away; a fourth takes the place of the one added last. */
export function toggleCompare(codes: readonly string[], code: string): string[] {
  if (codes.includes(code)) return codes.filter((other) => other !== code);
  return [...codes.slice(0, MOST_COMPARED - 1), code];
}
