import { and, asc, desc, eq, lt, ne } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { auditLog, unit, user, valueAddedTable, valueAddedWeight } from '../../db/schema.ts';
import { Decimal, toJsonNumber } from '../analytics/decimal.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { invalidFields, versionConflict } from '../http/errors.ts';
import type { AsOf } from '../reports/standing.ts';
import { periodLabel } from '../rules/periods.ts';
import { readWeights, sumOf, type WeightBasis, type WeightMeasure } from '../rules/value-added.ts';
import type { WeightsInput, WeightsReply } from './schema.ts';

/** The 14 units that report beside the city, in the order of Attachment 2. */
export function reportingUnits(db: ReadDb): { code: string; name: string }[] {
  return db
    .select({ code: unit.code, name: unit.name })
    .from(unit)
    .where(ne(unit.kind, 'city'))
    .orderBy(asc(unit.sortOrder))
    .all();
}

/** A weight table as it stands or stood: values by unit, only those entered. */
export interface WeightTable {
  version: number;
  basis: WeightBasis;
  measure: WeightMeasure;
  source: string;
  enteredAt: string;
  enteredBy: string;
  values: ReadonlyMap<string, string>;
}

/** What the log keeps of a table: all of it, so that a past day can be shown. */
interface LoggedTable {
  version: number;
  basis: WeightBasis;
  measure: WeightMeasure;
  source: string;
  /** by unit code */
  weights: Record<string, string>;
}

function currentTable(db: ReadDb, period: string): WeightTable | null {
  const row = db
    .select({ table: valueAddedTable, enteredBy: user.displayName })
    .from(valueAddedTable)
    .innerJoin(user, eq(user.id, valueAddedTable.enteredBy))
    .where(eq(valueAddedTable.period, period))
    .get();
  if (!row) return null;
  const weights = db.select().from(valueAddedWeight).where(eq(valueAddedWeight.period, period)).all();
  const { version, basis, measure, source, enteredAt } = row.table;
  const values = new Map(weights.map(({ unitCode, value }) => [unitCode, value]));
  return { version, basis, measure, source, enteredAt, enteredBy: row.enteredBy, values };
}

function tableOn(db: ReadDb, period: string, asOf: AsOf): WeightTable | null {
  const row = db
    .select({ at: auditLog.at, after: auditLog.after, by: user.displayName, actorName: auditLog.actorName })
    .from(auditLog)
    .leftJoin(user, eq(user.id, auditLog.actorId))
    .where(
      and(
        eq(auditLog.entity, 'value_added_table'),
        eq(auditLog.entityId, period),
        lt(auditLog.at, asOf.before),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(1)
    .get();
  if (!row?.after) return null;
  const { weights, ...logged } = JSON.parse(row.after) as LoggedTable;
  const values = new Map(Object.entries(weights));
  return { ...logged, enteredAt: row.at, enteredBy: row.by ?? row.actorName, values };
}

/**
 * The weights of a period; null where none were entered.
 * @param asOf as they stood at the end of that day (the log keeps each table whole); null = as they are
 */
export function weightTable(db: ReadDb, period: string, asOf: AsOf | null = null): WeightTable | null {
  return asOf === null ? currentTable(db, period) : tableOn(db, period, asOf);
}

/** Percent of the sum of all units; null while any unit is missing. */
export function sharesPct(
  values: ReadonlyMap<string, string>,
  unitCodes: readonly string[],
): ReadonlyMap<string, Decimal> | null {
  if (unitCodes.some((code) => !values.has(code))) return null;
  const sum = sumOf(values.values());
  return new Map([...values].map(([code, value]) => [code, new Decimal(value).div(sum).times(100)]));
}

/** The table of a period for its form: two to four queries. */
export function weightsOf(db: ReadDb, period: string): WeightsReply {
  const units = reportingUnits(db);
  const table = currentTable(db, period);
  const values = table?.values ?? new Map<string, string>();
  const codes = units.map(({ code }) => code);
  const shares = sharesPct(values, codes);
  const others = db
    .select({ period: valueAddedTable.period })
    .from(valueAddedTable)
    .where(ne(valueAddedTable.period, period))
    .orderBy(desc(valueAddedTable.period))
    .all();
  return {
    period,
    label: periodLabel(period),
    version: table?.version ?? 0,
    basis: table?.basis ?? null,
    measure: table?.measure ?? null,
    source: table?.source ?? null,
    enteredAt: table?.enteredAt ?? null,
    enteredBy: table?.enteredBy ?? null,
    rows: units.map(({ code, name }) => ({
      unitCode: code,
      name,
      value: values.get(code) ?? null,
      sharePct: toJsonNumber(shares?.get(code) ?? null),
    })),
    total: values.size === 0 ? null : toJsonNumber(sumOf(values.values())),
    missing: units.filter(({ code }) => !values.has(code)),
    others: others.map((other) => ({ period: other.period, label: periodLabel(other.period) })),
  };
}

function logged(
  table: Pick<WeightTable, 'version' | 'basis' | 'measure' | 'source' | 'values'>,
): LoggedTable {
  const { version, basis, measure, source, values } = table;
  return { version, basis, measure, source, weights: Object.fromEntries(values) };
}

function store(tx: WriteTx, period: string, table: LoggedTable, actor: Actor): void {
  const { weights, ...columns } = table;
  const set = { ...columns, enteredAt: actor.at, enteredBy: actor.id };
  tx.insert(valueAddedTable)
    .values({ period, ...set })
    .onConflictDoUpdate({ target: valueAddedTable.period, set })
    .run();
  tx.delete(valueAddedWeight).where(eq(valueAddedWeight.period, period)).run();
  for (const [unitCode, value] of Object.entries(weights)) {
    tx.insert(valueAddedWeight).values({ period, unitCode, value }).run();
  }
}

/**
 * Enters or changes the weights of a period, the table as a whole.
 * @throws AppError 409 with both versions; 422 with a message at each unit, at `rows` or at `source`
 */
export function setWeights(db: Database, period: string, input: WeightsInput, actor: Actor): WeightsReply {
  return db.write((tx) => {
    const before = currentTable(tx, period);
    if ((before?.version ?? 0) !== input.version) {
      throw versionConflict({ current: before && weightsOf(tx, period), yours: input });
    }
    const codes = reportingUnits(tx).map(({ code }) => code);
    const { values, faults } = readWeights(input.rows, input.measure, codes);
    const source = input.source.trim();
    const noSource = { source: { code: 'required', message: '请注明数据来源，如统计部门来函及日期。' } };
    const fields = { ...faults, ...(source === '' ? noSource : {}) };
    if (Object.keys(fields).length > 0) throw invalidFields(fields);
    const { basis, measure } = input;
    const after = logged({ version: input.version + 1, basis, measure, source, values });
    store(tx, period, after, actor);
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'weights.set',
      entity: 'value_added_table',
      entityId: period,
      before: before && logged(before),
      after,
    });
    return weightsOf(tx, period);
  });
}
