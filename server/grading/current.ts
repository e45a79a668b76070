import { and, asc, eq, inArray, isNull, lt } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { auditLog, ruleSet as ruleSetTable } from '../../db/schema.ts';
import { AppError } from '../http/errors.ts';
import type { AsOf } from '../reports/standing.ts';
import { yellowWords } from '../rules/grade-margin.ts';
import { defaultRuleSet, RULE_SETS, type RuleSet, ruleSetById } from '../rules/grading.ts';
import { validOn } from '../rules/own-rule-set.ts';

export type OwnRuleSetRow = typeof ruleSetTable.$inferSelect;

function yellowOfRow({ id, yellowKind, yellowLimit }: OwnRuleSetRow): RuleSet['yellow'] {
  if (yellowKind === 'anyFall') return { kind: 'anyFall' };
  if (yellowLimit === null) throw new Error(`Rule set ${id} has no limit`);
  return yellowKind === 'points'
    ? { kind: 'points', points: yellowLimit }
    : { kind: 'shareOfTarget', sharePct: yellowLimit };
}

/** A rule set of the bureau as the lamps want it. */
export function ruleSetOfRow(row: OwnRuleSetRow): RuleSet {
  const { id, name, document, documentNumber, validFrom, validTo } = row;
  const yellow = yellowOfRow(row);
  const note = `${yellowWords(yellow)}。${row.note}`;
  return { id, name, document, documentNumber, yellow, validFrom, validTo, note };
}

/** Order of definition: ids are 'own-1', 'own-2' … */
export function ownRows(db: ReadDb): OwnRuleSetRow[] {
  return db.select().from(ruleSetTable).orderBy(asc(ruleSetTable.createdAt), asc(ruleSetTable.id)).all();
}

/** Every rule set in use: the bureau's own first, then those of the platform. */
export function ruleSetsOf(db: ReadDb): RuleSet[] {
  const rows = db
    .select()
    .from(ruleSetTable)
    .where(isNull(ruleSetTable.retiredAt))
    .orderBy(asc(ruleSetTable.createdAt), asc(ruleSetTable.id))
    .all();
  return [...rows.map(ruleSetOfRow), ...RULE_SETS];
}

/** The bureau's rule sets in use at the end of a past day, as they stood then: the log keeps each of them whole. */
function ownRowsOn(db: ReadDb, asOf: AsOf): OwnRuleSetRow[] {
  const logged = db
    .select({ id: auditLog.entityId, after: auditLog.after })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.entity, 'rule_set'),
        inArray(auditLog.action, ['rule_set.create', 'rule_set.change']),
        lt(auditLog.at, asOf.before),
      ),
    )
    .orderBy(asc(auditLog.id))
    .all();
  const then = new Map(
    logged.map(({ id, after }) => [id, JSON.parse(after ?? '{}') as Partial<OwnRuleSetRow>]),
  );
  return ownRows(db)
    .filter(({ id, retiredAt }) => then.has(id) && (retiredAt ?? asOf.before) >= asOf.before)
    .map((row) => ({ ...row, ...then.get(row.id) }));
}

/**
 * What lamps follow on a day where no rule set is chosen: the city's own (现行) while it is valid, else the platform's.
 * @param asOf a past day: a set defined or put in force later did not count yet, one taken out of use later still did
 */
export function currentRuleSet(db: ReadDb, today: string, asOf: AsOf | null = null): RuleSet {
  const date = asOf?.date ?? today;
  const rows =
    asOf === null ? ownRows(db).filter(({ retiredAt }) => retiredAt === null) : ownRowsOn(db, asOf);
  const row = rows.find((one) => one.inForce && validOn(one, date));
  return row ? ruleSetOfRow(row) : defaultRuleSet();
}

/** By id, also where it has been taken out of use: what was graded under it stays readable. */
export function anyRuleSetById(db: ReadDb, id: string): RuleSet | null {
  const row = ownRows(db).find((one) => one.id === id);
  return row ? ruleSetOfRow(row) : ruleSetById(id);
}

/** Part of a cache key: the rule set asked for, which is looked up only where the reply is not in the cache. */
export const ruleKey = (id: string | undefined) => JSON.stringify(id ?? null);

/** The rule set asked for (the current one where none is), or 400 `unknown_rule_set`. */
export function requireRuleSet(
  db: ReadDb,
  today: string,
  id: string | undefined,
  asOf: AsOf | null = null,
): RuleSet {
  if (id === undefined) return currentRuleSet(db, today, asOf);
  const found = anyRuleSetById(db, id);
  if (!found) throw new AppError(400, 'unknown_rule_set', '没有这套预警规则。');
  return found;
}
