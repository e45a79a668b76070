import { and, asc, eq, ne, sql } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { collectionSetting, setting, unit, unitSetting, user, userUnit } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { type FieldErrors, invalidFields, versionConflict } from '../http/errors.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import { CITY_CODE } from '../rules/units.ts';
import type { CollectionChange, CollectionReply } from './schema.ts';
import { collectionItems, currentDeadlineRule, DEADLINES_KEY, deadlineRules } from './settings.ts';

/** Days after which a rule would no longer be one of the month after. */
const MAX_DUE_DAY = 28;
const MAX_WORKING_DAYS = 20;

type UnitChoice = CollectionReply['units'][number];

/** The 14 units with their choice and their people: one query. */
function unitChoices(db: ReadDb): UnitChoice[] {
  return db
    .select({
      unitCode: unit.code,
      unitName: unit.name,
      signOffRequired: sql<boolean>`coalesce(${unitSetting.signOffRequired}, 0)`.mapWith(Boolean),
      version: sql<number>`coalesce(${unitSetting.version}, 0)`,
      officers: sql<number>`count(${user.id})`,
      signers: sql<number>`count(CASE WHEN ${userUnit.maySignOff} THEN ${user.id} END)`,
    })
    .from(unit)
    .leftJoin(unitSetting, eq(unitSetting.unitCode, unit.code))
    .leftJoin(userUnit, eq(userUnit.unitCode, unit.code))
    .leftJoin(user, and(eq(user.id, userUnit.userId), eq(user.disabled, false), eq(user.role, 'county')))
    .where(ne(unit.code, CITY_CODE))
    .groupBy(unit.code)
    .orderBy(asc(unit.sortOrder))
    .all();
}

/** How and when figures are collected; a county sees the choices of its own units. Three queries. */
export function collectionSettings(db: ReadDb, scope: Scope): CollectionReply {
  return {
    items: collectionItems(db),
    deadlines: deadlineReply(db),
    units: unitChoices(db).filter(({ unitCode }) => seesInternal(scope, unitCode)),
  };
}

type Change = { at: string; before: unknown; after: unknown; action: string; entity: string };

/** Versions first: 409 names everything that has changed since it was read. */
function requireSeen(change: CollectionChange, now: CollectionReply): void {
  const item = change.items?.find(
    (one) => now.items.find(({ itemId }) => itemId === one.itemId)?.version !== one.version,
  );
  const known = change.units?.find((one) => {
    const found = now.units.find(({ unitCode }) => unitCode === one.unitCode);
    return found !== undefined && found.version !== one.version;
  });
  const rule = change.deadlines && change.deadlines.version !== now.deadlines.version;
  if (item || known || rule) throw versionConflict({ current: now, yours: change });
}

function duplicates(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

function itemProblems(items: NonNullable<CollectionChange['items']>): FieldErrors {
  const problems: FieldErrors = {};
  const twice = duplicates(items.map(({ itemId }) => itemId));
  for (const [index, { itemId, frequency }] of items.entries()) {
    if (twice.includes(itemId)) {
      problems[`items.${index}.itemId`] = { code: 'duplicate', message: '同一项目改了不止一次。' };
    } else if (itemId === 'intensity' && frequency !== 'monthly' && frequency !== 'quarterly') {
      const message = '单位工业增加值能耗须按月或按季度采集。';
      problems[`items.${index}.frequency`] = { code: 'out_of_range', message };
    }
  }
  return problems;
}

function deadlineProblems(rule: NonNullable<CollectionChange['deadlines']>): FieldErrors {
  const problems: FieldErrors = {};
  if (rule.dueDay < 1 || rule.dueDay > MAX_DUE_DAY) {
    const message = `每月期限应在1日至${MAX_DUE_DAY}日之间。`;
    problems['deadlines.dueDay'] = { code: 'out_of_range', message };
  }
  if (rule.workingDaysAfterFeedback < 1 || rule.workingDaysAfterFeedback > MAX_WORKING_DAYS) {
    const message = `反馈录入后的工作日数应在1至${MAX_WORKING_DAYS}之间。`;
    problems['deadlines.workingDaysAfterFeedback'] = { code: 'out_of_range', message };
  }
  return problems;
}

/** A second signature needs a second person: without one the unit could submit nothing any more. */
function unitProblems(
  units: NonNullable<CollectionChange['units']>,
  known: readonly UnitChoice[],
): FieldErrors {
  const problems: FieldErrors = {};
  const twice = duplicates(units.map(({ unitCode }) => unitCode));
  for (const [index, { unitCode, signOffRequired }] of units.entries()) {
    const found = known.find((one) => one.unitCode === unitCode);
    if (!found) {
      problems[`units.${index}.unitCode`] = { code: 'unknown_unit', message: '请选择县（市、区）。' };
    } else if (twice.includes(unitCode)) {
      problems[`units.${index}.unitCode`] = { code: 'duplicate', message: '同一单位改了不止一次。' };
    } else if (signOffRequired && (found.signers < 1 || found.officers < 2)) {
      const message = `${found.unitName}没有另一名可签核的人员，请先由系统管理员设定。`;
      problems[`units.${index}.signOffRequired`] = { code: 'no_signer', message };
    }
  }
  return problems;
}

function writeItems(
  tx: WriteTx,
  items: NonNullable<CollectionChange['items']>,
  now: CollectionReply,
): Change[] {
  return items.flatMap(({ itemId, frequency, wayIn }) => {
    const before = now.items.find((one) => one.itemId === itemId);
    if (!before || (before.frequency === frequency && before.wayIn === wayIn)) return [];
    const version = before.version + 1;
    tx.insert(collectionSetting)
      .values({ itemId, frequency, wayIn, version })
      .onConflictDoUpdate({ target: collectionSetting.itemId, set: { frequency, wayIn, version } })
      .run();
    return [
      {
        at: itemId,
        action: 'collection.set_item',
        entity: 'collection_setting',
        before: { itemId, frequency: before.frequency, wayIn: before.wayIn },
        after: { itemId, frequency, wayIn },
      },
    ];
  });
}

function deadlineReply(db: ReadDb): CollectionReply['deadlines'] {
  const rules = deadlineRules(db);
  const { dueDay, workingDaysAfterFeedback } = currentDeadlineRule(rules);
  return { dueDay, workingDaysAfterFeedback, version: rules.version };
}

function writeDeadlines(
  tx: WriteTx,
  rule: NonNullable<CollectionChange['deadlines']>,
  today: string,
  at: string,
): Change[] {
  const { dueDay, workingDaysAfterFeedback } = rule;
  const rules = deadlineRules(tx);
  const before = currentDeadlineRule(rules);
  if (before.dueDay === dueDay && before.workingDaysAfterFeedback === workingDaysAfterFeedback) return [];
  const earlier = rules.changes.filter(({ from }) => from < today);
  const changes = [...earlier, { from: today, dueDay, workingDaysAfterFeedback }];
  const value = JSON.stringify({ changes, version: rules.version + 1 });
  tx.insert(setting)
    .values({ key: DEADLINES_KEY, value, updatedAt: at })
    .onConflictDoUpdate({ target: setting.key, set: { value, updatedAt: at } })
    .run();
  const after = { dueDay, workingDaysAfterFeedback };
  const was = { dueDay: before.dueDay, workingDaysAfterFeedback: before.workingDaysAfterFeedback };
  return [{ at: DEADLINES_KEY, action: 'collection.set_deadlines', entity: 'setting', before: was, after }];
}

function writeUnits(
  tx: WriteTx,
  units: NonNullable<CollectionChange['units']>,
  now: CollectionReply,
): Change[] {
  return units.flatMap(({ unitCode, signOffRequired }) => {
    const before = now.units.find((one) => one.unitCode === unitCode);
    if (!before || before.signOffRequired === signOffRequired) return [];
    const version = before.version + 1;
    tx.insert(unitSetting)
      .values({ unitCode, signOffRequired, version })
      .onConflictDoUpdate({ target: unitSetting.unitCode, set: { signOffRequired, version } })
      .run();
    return [
      {
        at: unitCode,
        action: 'collection.set_sign_off',
        entity: 'unit_setting',
        before: { unitCode, signOffRequired: before.signOffRequired },
        after: { unitCode, signOffRequired },
      },
    ];
  });
}

/** Changes what is named, all or nothing; each real change has its audit row. */
export function changeCollection(
  db: Database,
  scope: Scope,
  change: CollectionChange,
  today: string,
  actor: Actor,
): void {
  const { items = [], deadlines, units = [] } = change;
  db.write((tx) => {
    const now = collectionSettings(tx, scope);
    requireSeen(change, now);
    const problems = {
      ...itemProblems(items),
      ...(deadlines ? deadlineProblems(deadlines) : {}),
      ...unitProblems(units, now.units),
    };
    if (Object.keys(problems).length > 0) throw invalidFields(problems);
    const changes = [
      ...writeItems(tx, items, now),
      ...(deadlines ? writeDeadlines(tx, deadlines, today, actor.at) : []),
      ...writeUnits(tx, units, now),
    ];
    for (const { at, ...one } of changes) appendAudit(tx, { ...auditFrom(actor), ...one, entityId: at });
  });
}
