import { createHash } from 'node:crypto';
import { eq, isNotNull } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report } from '../../db/schema.ts';
import { shanghaiDate } from '../http/clock.ts';
import { AppError } from '../http/errors.ts';
import { progress, progressHistory } from '../progress/progress.ts';
import type { UnitProgress } from '../progress/schema.ts';
import { trajectory } from '../progress/trajectory.ts';
import { quotaPace } from '../quotas/pace.ts';
import { publicScope } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import type { RuleSet } from '../rules/grading.ts';
import { isReferenceOnly, periodLabel } from '../rules/periods.ts';
import { QUOTA_COLUMNS } from '../rules/quota-columns.ts';
import { CITY_CODE } from '../rules/units.ts';
import type { BulletinSnapshot, SnapshotUnit } from './schema.ts';

/** Why no bulletin can be drafted for a period. */
export type PeriodFault = 'reference_only' | 'period_not_released';

const FAULTS: Readonly<Record<PeriodFault, string>> = {
  reference_only: '1–2月数据仅供参考，不编发通报。',
  period_not_released: '本期尚无已公布数据，公布后方可编发通报。',
};
export const faultMessage = (fault: PeriodFault) => FAULTS[fault];

/** Periods in which at least one figure is released: one query. */
export function releasedPeriods(db: ReadDb): Set<string> {
  const rows = db
    .selectDistinct({ period: report.period })
    .from(report)
    .where(isNotNull(report.releasedRevision))
    .all();
  return new Set(rows.map(({ period }) => period));
}

export function periodFault(released: ReadonlySet<string>, period: string): PeriodFault | null {
  if (isReferenceOnly(period)) return 'reference_only';
  return released.has(period) ? null : 'period_not_released';
}

/** Units that have handed in a report of the period: it waits, was returned or is approved, but is not taken back. */
function reportedUnits(db: ReadDb, period: string): Set<string> {
  const rows = db.select().from(report).where(eq(report.period, period)).all();
  const handedIn = rows.filter(
    ({ status, approvedRevision }) =>
      approvedRevision !== null || status === 'submitted' || status === 'returned',
  );
  return new Set(handedIn.map(({ unitCode }) => unitCode));
}

function unitOf(unit: UnitProgress, reported: ReadonlySet<string>): SnapshotUnit {
  const missing = reported.has(unit.code) ? 'unreleased' : 'notReported';
  return {
    code: unit.code,
    name: unit.name,
    actualPct: unit.actualPct,
    actualDecimals: unit.actualDecimals,
    basis: unit.basis,
    targetPct: unit.targetPct,
    gapPct: unit.gapPct,
    cumulativePct: unit.cumulativePct,
    cumulativeTargetPct: unit.cumulativeTargetPct,
    annualLamp: unit.annualLamp,
    planLamp: unit.planLamp,
    mayFlip: unit.mayFlip,
    source: unit.source,
    edition: unit.edition,
    energyScope: unit.energyScope,
    feedstockDeducted: unit.feedstockDeducted,
    renewablesDeducted: unit.renewablesDeducted,
    releasedAt: unit.releasedAt,
    missing: unit.actualPct === null ? missing : null,
  };
}

export interface Asked {
  period: string;
  today: string;
  ruleSet: RuleSet;
  /** as released by the end of a past day; absent or null = as it is */
  asOf?: AsOf | null;
}

export function courseOf(db: ReadDb, { period, today, ruleSet, asOf = null }: Asked) {
  const scope = publicScope();
  const course = trajectory(db, scope, { unitCode: CITY_CODE, period, asOf, ruleSet });
  const history = progressHistory(db, scope, { ruleSet, today, asOf }, { limit: 0, offset: 0 });
  const points = history.units.find(({ code }) => code === CITY_CODE)?.points;
  if (!course || !points) throw new Error('the seed holds no city row');
  const { targetPath, headlineIndex, actual, landings, verdict, sentence } = course;
  return {
    trajectory: { targetPath, headlineIndex, actual, landings, verdict, sentence },
    history: history.periods.flatMap((one, index) => {
      const point = points[index] ?? null;
      // 1–2月 stays out of bulletins
      if (one > period || isReferenceOnly(one)) return [];
      return [
        {
          period: one,
          label: periodLabel(one),
          actualPct: point?.actualPct ?? null,
          actualDecimals: point?.actualDecimals ?? null,
          lamp: point?.lamp ?? ('none' as const),
        },
      ];
    }),
  };
}

export function quotasOn(db: ReadDb, date: string): BulletinSnapshot['quotas'] {
  const pace = quotaPace(db, date);
  return {
    asOf: pace.asOf,
    year: pace.year,
    columns: QUOTA_COLUMNS.map(({ key, label, measure }) => ({
      key,
      label,
      measure,
      total: pace.totals[key],
    })),
    units: pace.units.map(({ code, name, cells }) => ({
      code,
      name,
      cells: QUOTA_COLUMNS.map(({ key }) => cells[key]),
    })),
  };
}

/** The units and the city as everybody may see them. */
export function releasedUnits(db: ReadDb, { period, today, ruleSet, asOf = null }: Asked) {
  const { units, city } = progress(db, publicScope(), { period, ruleSet, today, asOf });
  const reported = reportedUnits(db, period);
  return {
    city: {
      ...unitOf(city, reported),
      headlinePct: city.headlinePct,
      headlineGapPct: city.headlineGapPct,
    },
    units: units.map((unit) => unitOf(unit, reported)),
  };
}

/** Business date on which the first of these figures was released. */
function releaseDay({ city, units }: ReturnType<typeof releasedUnits>, today: string): string {
  const times = [city, ...units].flatMap(({ releasedAt }) => releasedAt ?? []).toSorted();
  return times[0] === undefined ? today : shanghaiDate(new Date(times[0]));
}

/**
 * Freezes the released figures of a period.
 * @throws AppError 422 `reference_only` (1–2月), `period_not_released`
 */
export function takeSnapshot(db: ReadDb, asked: Asked): BulletinSnapshot {
  const released = releasedPeriods(db);
  const fault = periodFault(released, asked.period);
  if (fault !== null) {
    const message = faultMessage(fault);
    throw new AppError(422, fault, message, { fields: { period: { code: fault, message } } });
  }
  const { id, name, document, documentNumber, note } = asked.ruleSet;
  const figures = releasedUnits(db, asked);
  const isOld = !asked.asOf && [...released].some((one) => one > asked.period);
  return {
    format: 1,
    period: asked.period,
    label: periodLabel(asked.period),
    takenOn: asked.today,
    ruleSet: { id, name, document, documentNumber, note },
    ...figures,
    ...courseOf(db, asked),
    // a bulletin of an old period does not print today's titles
    quotas: quotasOn(db, isOld ? releaseDay(figures, asked.today) : asked.today),
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** JSON with its keys in order: the same figures give the same text, and so the same hash. */
export const canonicalJson = (value: unknown) => JSON.stringify(sorted(value));

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether a snapshot is not what was frozen. */
export const isDamaged = (row: { snapshot: string; snapshotHash: string }) =>
  hashOf(row.snapshot) !== row.snapshotHash;

/** A snapshot as stored. @throws AppError 500 `snapshot_damaged` where it is not what was frozen */
export function readSnapshot(row: { snapshot: string; snapshotHash: string }): BulletinSnapshot {
  if (isDamaged(row)) {
    throw new AppError(500, 'snapshot_damaged', '通报的数据快照与留存的校验值不符，请联系管理员核查数据库。');
  }
  return JSON.parse(row.snapshot) as BulletinSnapshot;
}
