/** Bar of this year's fall with the target as a tick; shares of its length, 0 to 1. */
export interface YearBar {
  /** percent at the right end, negative */
  endPct: number;
  fill: number;
  tick: number | null;
}

/** A rise fills nothing. The end is a whole percent with room beyond target and actual. */
export function shapeYearBar(actualPct: number | null, targetPct: number | null): YearBar {
  const fall = Math.max(0, -(actualPct ?? 0));
  const target = targetPct === null ? null : Math.max(0, -targetPct);
  const end = Math.max(1, Math.ceil(Math.max(fall, target ?? 0) * 1.15));
  return { endPct: -end, fill: fall / end, tick: target === null ? null : target / end };
}
