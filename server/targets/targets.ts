import { asc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { intensityBaseline, intensityTarget, QUOTA_COLUMN_KEYS, quota, unit } from '../../db/schema.ts';
import { checkBreakdown, type IntensityRow } from '../analytics/breakdown.ts';
import { compoundPct } from '../analytics/compound.ts';
import { type Decimal, toJsonNumber } from '../analytics/decimal.ts';
import { notFound } from '../http/errors.ts';
import type { Citation } from '../http/schemas.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import { BASELINE_YEAR } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import type { BreakdownReply, IntensityTargetsReply, QuotaTargetsReply } from './schema.ts';

const QUOTA_YEAR = 2027;

const cite = (place: string, note: string | null = null): Citation => ({
  document: ACTION_PLAN.title,
  place,
  note,
});

interface TargetRow {
  code: string;
  name: string;
  energyWanTce: string;
  intensityChangePct: string;
  /** by year, as printed */
  targetsPct: Record<string, string>;
}

/** Attachment 2 table 1 in its printed order, targets gathered by unit. */
export function intensityRows(db: ReadDb): TargetRow[] {
  const units = db
    .select({
      code: unit.code,
      name: unit.name,
      energyWanTce: intensityBaseline.energyWanTce,
      intensityChangePct: intensityBaseline.intensityChangePct,
    })
    .from(unit)
    .innerJoin(intensityBaseline, eq(intensityBaseline.unitCode, unit.code))
    .orderBy(asc(unit.sortOrder))
    .all();
  const rows = new Map(units.map((row) => [row.code, { ...row, targetsPct: {} as Record<string, string> }]));
  for (const target of db.select().from(intensityTarget).all()) {
    const row = rows.get(target.unitCode);
    if (row) row.targetsPct[String(target.year)] = target.targetPct;
  }
  return [...rows.values()];
}

export function intensityTargets(db: ReadDb): IntensityTargetsReply {
  const units = intensityRows(db).map((row) => {
    const yearly = ['2025', '2026', '2027'].map((year) => row.targetsPct[year] ?? '0');
    return {
      code: row.code,
      name: row.name,
      isCity: isCityCode(row.code),
      energyWanTce: Number(row.energyWanTce),
      intensityChangePct: Number(row.intensityChangePct),
      targets: { '2025': Number(yearly[0]), '2026': Number(yearly[1]), '2027': Number(yearly[2]) },
      compoundedPct: toJsonNumber(compoundPct(yearly)) ?? 0,
    };
  });
  return {
    baselineYear: BASELINE_YEAR,
    units,
    citation: cite(ACTION_PLAN.intensityTable, '能耗口径原表未注明；各县（市、区）数不含经开区。'),
  };
}

type QuotaCounts = QuotaTargetsReply['totals'];
const blankCounts = () =>
  Object.fromEntries(QUOTA_COLUMN_KEYS.map((column) => [column, null])) as unknown as QuotaCounts;

/** Attachment 2 table 2; a blank stays null, and a column's total adds what is printed. */
export function quotaTargets(db: ReadDb): QuotaTargetsReply {
  const rows = db
    .select({ code: unit.code, name: unit.name, column: quota.column, count: quota.count })
    .from(quota)
    .innerJoin(unit, eq(unit.code, quota.unitCode))
    .where(eq(quota.year, QUOTA_YEAR))
    .orderBy(asc(unit.sortOrder))
    .all();
  const units = new Map<string, QuotaTargetsReply['units'][number]>();
  const totals = blankCounts();
  for (const row of rows) {
    const entry = units.get(row.code) ?? { code: row.code, name: row.name, ...blankCounts() };
    entry[row.column] = row.count;
    units.set(row.code, entry);
    if (row.count !== null) totals[row.column] = (totals[row.column] ?? 0) + row.count;
  }
  return {
    year: QUOTA_YEAR,
    units: [...units.values()],
    totals,
    citation: cite(ACTION_PLAN.quotaTable, '按2027年末总量理解，待市工信局确认；空格为无任务。'),
  };
}

/** The breakdown check (目标分解校核) of DESIGN §3.9, computed from the tables as they stand. */
export function breakdown(db: ReadDb): BreakdownReply {
  const rows: (IntensityRow & { code: string })[] = intensityRows(db).map((row) => ({
    code: row.code,
    name: row.name,
    energyWanTce: row.energyWanTce,
    intensityChangePct: row.intensityChangePct,
    targetsPct: {
      '2025': row.targetsPct['2025'] ?? '0',
      '2026': row.targetsPct['2026'] ?? '0',
      '2027': row.targetsPct['2027'] ?? '0',
    },
  }));
  const city = rows.find((row) => isCityCode(row.code));
  if (!city) throw notFound('全市目标');
  const quotas = quotaTargets(db).units.map(({ code: _code, name, ...counts }) => ({ name, quotas: counts }));
  const counties = rows.filter((row) => row !== city);
  const lines = checkBreakdown({ city, counties, quotas }).map((line) => {
    const shown = (value: Decimal) => `${value.toFixed(line.decimals).replace('-', '−')} ${line.unit}`;
    return {
      id: line.id,
      label: line.label,
      value: shown(line.value),
      printed: line.printed === null ? null : shown(line.printed),
      agrees: line.agrees,
      assumption: line.assumption,
    };
  });
  return { lines, citation: cite('附件2') };
}
