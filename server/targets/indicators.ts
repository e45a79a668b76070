import { and, asc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { indicator, indicatorActual } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { ACTION_PLAN } from '../rules/documents.ts';
import { POLICIES } from '../rules/subsidies/catalogue.ts';
import type { PolicyTarget } from '../rules/subsidies/model.ts';
import { computedActuals } from './computed.ts';
import type { ComputedActual, Indicator, IndicatorListReply } from './schema.ts';

type Row = typeof indicator.$inferSelect;
type Actual = typeof indicatorActual.$inferSelect;

/** A decimal as typed, normalised, or null where it is none. */
function decimalOf(typed: string): string | null {
  const text = typed.trim().replace('−', '-');
  return /^-?\d{1,12}(\.\d{1,4})?$/.test(text) ? text : null;
}

function actualsOf(actuals: readonly Actual[], id: string): Indicator['actuals'] {
  return actuals
    .filter((actual) => actual.indicatorId === id)
    .map(({ year, value, source, version }) => ({ year, value, source, version }));
}

/** What was entered for the indicators, and what the platform counts of them. */
interface Known {
  actuals: readonly Actual[];
  computed: ReadonlyMap<string, ComputedActual>;
}

function planIndicator({ sortOrder: _sortOrder, ...row }: Row, { actuals, computed }: Known): Indicator {
  return {
    ...row,
    document: ACTION_PLAN.title,
    actuals: actualsOf(actuals, row.id),
    computed: computed.get(row.id) ?? null,
  };
}

/** A target of a policy document (the province's plan) in the form of an indicator; its value is printed, not edited. */
function documentIndicator(
  target: PolicyTarget,
  document: string,
  clause: string,
  { actuals, computed }: Known,
): Indicator {
  return {
    id: target.id,
    name: target.indicator,
    direction: 'atLeast',
    target: target.value,
    targetUpper: target.valueTo,
    unit: target.unit ?? '',
    dueYear: target.dueYear,
    comparedWith: null,
    clause,
    note: target.timing === null ? '' : `时限原文：${target.timing}。`,
    targetSource: document,
    version: 1,
    document,
    actuals: actualsOf(actuals, target.id),
    computed: computed.get(target.id) ?? null,
  };
}

function documentTargets(): { target: PolicyTarget; document: string; clause: string }[] {
  return POLICIES.filter((policy) => policy.level === 'province').flatMap((policy) =>
    policy.clauses.flatMap((clause) =>
      clause.targets.map((target) => ({ target, document: policy.title, clause: clause.cite })),
    ),
  );
}

/**
 * The plan's indicators and the province's targets, each with what was entered for it and what the platform counts.
 * @param today business date the counts are of
 */
export function listIndicators(db: ReadDb, today: string): IndicatorListReply {
  const rows = db.select().from(indicator).orderBy(asc(indicator.sortOrder)).all();
  const actuals = db.select().from(indicatorActual).orderBy(asc(indicatorActual.year)).all();
  const known = { actuals, computed: computedActuals(db, today) };
  return {
    indicators: [
      ...rows.map((row) => planIndicator(row, known)),
      ...documentTargets().map(({ target, document, clause }) =>
        documentIndicator(target, document, clause, known),
      ),
    ],
    citation: { document: ACTION_PLAN.title, place: '一、主要目标；二、工作措施', note: null },
  };
}

function indicatorById(db: ReadDb, id: string, today: string): Indicator {
  const found = listIndicators(db, today).indicators.find((candidate) => candidate.id === id);
  if (!found) throw notFound('指标');
  return found;
}

function auditChange(
  tx: WriteTx,
  actor: Actor,
  action: string,
  id: string,
  before: unknown,
  after: unknown,
): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'indicator', entityId: id, before, after });
}

/**
 * Sets a target which the plan leaves to another document (carbon intensity: the province).
 * A figure that a document prints cannot be changed here.
 */
export function setIndicatorTarget(
  db: Database,
  id: string,
  change: { version: number; target: string | null; targetSource: string | null },
  today: string,
  actor: Actor,
): Indicator {
  return db.write((tx) => {
    const before = indicatorById(tx, id, today);
    if (before.version !== change.version) throw versionConflict({ current: before, yours: change });
    if (before.targetSource === before.document) {
      throw invalidFields({ target: { code: 'printed', message: '该指标由文件规定，不能在此修改。' } });
    }
    const typed = change.target?.trim() || null;
    const target = typed === null ? null : decimalOf(typed);
    const source = change.targetSource?.trim() || null;
    if (typed !== null && target === null) {
      throw invalidFields({ target: { code: 'not_a_number', message: '目标值须为数字，最多四位小数。' } });
    }
    if (target !== null && source === null) {
      throw invalidFields({ targetSource: { code: 'required', message: '请注明下达目标的文件及文号。' } });
    }
    const after = { target, targetSource: target === null ? null : source };
    tx.update(indicator)
      .set({ ...after, version: before.version + 1 })
      .where(eq(indicator.id, id))
      .run();
    const old = { target: before.target, targetSource: before.targetSource };
    auditChange(tx, actor, 'indicator.set_target', id, old, after);
    return indicatorById(tx, id, today);
  });
}

/** Enters or corrects what an indicator came to in a year; a figure needs its source. */
export function setIndicatorActual(
  db: Database,
  key: { id: string; year: number },
  change: { version: number; value: string; source: string },
  today: string,
  actor: Actor,
): Indicator {
  return db.write((tx) => {
    indicatorById(tx, key.id, today);
    const value = decimalOf(change.value);
    const source = change.source.trim();
    if (key.year < 2024 || key.year > Number(today.slice(0, 4))) {
      throw invalidFields({ year: { code: 'out_of_range', message: '年度应在2024年至今年之间。' } });
    }
    if (value === null) {
      throw invalidFields({ value: { code: 'not_a_number', message: '实际值须为数字，最多四位小数。' } });
    }
    if (source === '') throw invalidFields({ source: { code: 'required', message: '请注明数据来源。' } });
    const where = and(eq(indicatorActual.indicatorId, key.id), eq(indicatorActual.year, key.year));
    const before = tx.select().from(indicatorActual).where(where).get();
    if ((before?.version ?? 0) !== change.version) {
      throw versionConflict({ current: before ?? null, yours: change });
    }
    const set = { value, source, version: change.version + 1 };
    tx.insert(indicatorActual)
      .values({ indicatorId: key.id, year: key.year, ...set })
      .onConflictDoUpdate({ target: [indicatorActual.indicatorId, indicatorActual.year], set })
      .run();
    const old = before ? { year: key.year, value: before.value, source: before.source } : null;
    auditChange(tx, actor, 'indicator.set_actual', key.id, old, { year: key.year, value, source });
    return indicatorById(tx, key.id, today);
  });
}
