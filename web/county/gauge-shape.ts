/** Bar of this year's fall with a tick at the target; shares of the bar's length, 0 to 1. */
export interface GaugeShape {
  /** length of the fall; 0 for a rise or no figure */
  fall: number;
  tick: number | null;
  /** fall at the end of the bar, percent, positive whole number */
  endPct: number;
}

/** A bar from 0 to the next whole percent beyond both the fall and the target. */
export function shapeGauge(actualPct: number | null, targetPct: number | null): GaugeShape {
  const fall = actualPct === null ? 0 : Math.max(0, -actualPct);
  const due = targetPct === null ? 0 : Math.max(0, -targetPct);
  const endPct = Math.max(1, Math.floor(Math.max(fall, due)) + 1);
  return { fall: fall / endPct, tick: targetPct === null ? null : due / endPct, endPct };
}
