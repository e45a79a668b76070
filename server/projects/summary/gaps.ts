import type { ReadDb } from '../../../db/open.ts';
import { figuresOf, type VisibleReport, visibleReports } from '../../reports/revisions.ts';
import type { Scope } from '../../reports/scope.ts';
import { grouped } from '../../rules/grouped.ts';
import { decisivePctOf } from '../../rules/live-result.ts';
import { isReferenceOnly, PLAN_YEARS, periodsOfYear } from '../../rules/periods.ts';
import { type SavingGap, savingGap } from '../../rules/saving-gap.ts';
import { intensityRows } from '../../targets/targets.ts';
import type { ProjectSums } from './schema.ts';

export interface UnitGap {
  gap: SavingGap;
  shown: ProjectSums['gap'];
}

function gapOf(own: readonly VisibleReport[], targetPct: string | null): UnitGap {
  const newest = own.findLast(({ shown }) => shown !== null);
  const figures = newest?.shown ? figuresOf(newest.shown) : null;
  const change = figures === null ? null : decisivePctOf(figures);
  const period = newest?.report.period ?? null;
  const energyWanTce = figures?.energyWanTce ?? null;
  const gap = savingGap({ period, energyWanTce, changePct: change, targetPct });
  const internal = newest !== undefined && newest.report.releasedRevision !== newest.shown?.revision;
  return {
    gap,
    shown: {
      state: gap.state,
      tce: gap.tce?.toFixed(1) ?? null,
      period,
      changePct: change === null ? null : (figures?.publishedIntensityPct ?? change.toFixed(2)),
      targetPct,
      energyWanTce,
      internal,
      words: gap.words,
    },
  };
}

/**
 * Each unit's distance to its target of the year as energy, 全市 among them, from the newest period of the year whose
 * figures this viewer may see.
 */
export function unitGaps(db: ReadDb, scope: Scope, year: number): Map<string, UnitGap> {
  const planned = PLAN_YEARS.filter((planYear) => planYear === year).flatMap(periodsOfYear);
  const periods = planned.filter((period) => !isReferenceOnly(period));
  const rows = grouped(visibleReports(db, scope, { periods }), ({ report }) => report.unitCode);
  return new Map(
    intensityRows(db).map(({ code, targetsPct }) => [
      code,
      gapOf(rows.get(code) ?? [], targetsPct[String(year)] ?? null),
    ]),
  );
}
