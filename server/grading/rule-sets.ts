import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { ruleSet as ruleSetTable } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { RULE_SETS } from '../rules/grading.ts';
import { type OwnRuleSetFields, overlap, ownRuleSetFaults, yellowOf } from '../rules/own-rule-set.ts';
import { currentRuleSet, type OwnRuleSetRow, ownRows, ruleSetOfRow } from './current.ts';
import type {
  NewRuleSet,
  RuleSetChange,
  RuleSetEntry,
  RuleSetListReply,
  RuleSetRetirement,
} from './schema.ts';

/** Whether a set made the city's rule has begun to count: from then on nobody changes what it says. */
const hasBegun = (row: OwnRuleSetRow, today: string) => row.inForce && row.validFrom <= today;

function ownEntry(row: OwnRuleSetRow, today: string): RuleSetEntry {
  const { inForce, retiredAt, version, note: remark } = row;
  return {
    ...ruleSetOfRow(row),
    own: true,
    inForce,
    begun: hasBegun(row, today),
    remark,
    retiredAt,
    version,
  };
}

const PLATFORM: readonly RuleSetEntry[] = RULE_SETS.map((ruleSet) => ({
  ...ruleSet,
  own: false,
  inForce: false,
  begun: false,
  remark: '',
  retiredAt: null,
  version: 0,
}));

/** Whether an id is one of the bureau's own. */
export const isOwnId = (id: string) => !RULE_SETS.some((ruleSet) => ruleSet.id === id);

/** All rule sets: two queries. */
export function listRuleSets(db: ReadDb, today: string): RuleSetListReply {
  const currentId = currentRuleSet(db, today).id;
  const own = ownRows(db).map((row) => ownEntry(row, today));
  const inUse = own.filter((entry) => entry.retiredAt === null);
  return {
    currentId,
    defaultId: currentId,
    ruleSets: [
      ...inUse.filter((entry) => entry.id === currentId),
      ...inUse.filter((entry) => entry.id !== currentId),
      ...PLATFORM,
      ...own.filter((entry) => entry.retiredAt !== null),
    ],
  };
}

type Columns = Pick<
  OwnRuleSetRow,
  | 'name'
  | 'document'
  | 'documentNumber'
  | 'yellowKind'
  | 'yellowLimit'
  | 'validFrom'
  | 'validTo'
  | 'note'
  | 'inForce'
>;

/** What is stored of what was typed, or 422 with every fault at its field. */
function columnsOf(fields: OwnRuleSetFields): Columns {
  const faults = ownRuleSetFaults(fields);
  if (Object.keys(faults).length > 0) throw invalidFields(faults as FieldErrors);
  const yellow = yellowOf(fields.yellowKind, fields.yellowLimit);
  const limit =
    yellow?.kind === 'points' ? yellow.points : yellow?.kind === 'shareOfTarget' && yellow.sharePct;
  return {
    name: fields.name.trim(),
    document: fields.document.trim(),
    documentNumber: fields.documentNumber.trim(),
    yellowKind: fields.yellowKind,
    yellowLimit: limit || null,
    validFrom: fields.validFrom,
    validTo: fields.validTo,
    note: fields.note.trim(),
    inForce: fields.inForce,
  };
}

/** Names tell rule sets apart, and on no day may two be the city's rule. */
function refuseClash(columns: Columns, others: readonly OwnRuleSetRow[]): void {
  const inUse = others.filter((row) => row.retiredAt === null);
  if ([...inUse, ...RULE_SETS].some((other) => other.name === columns.name)) {
    throw invalidFields({ name: { code: 'name_taken', message: '已有同名的预警规则，请换一个名称。' } });
  }
  const clash = columns.inForce && inUse.find((row) => row.inForce && overlap(row, columns));
  if (!clash) return;
  const until = clash.validTo === null ? '起' : `至${clash.validTo}`;
  const message = `与现行规则“${clash.name}”（${clash.validFrom}${until}）的有效期重叠，请先停用该规则或调整日期。`;
  throw invalidFields({ validFrom: { code: 'overlaps', message } });
}

const FIXED = ['yellowKind', 'yellowLimit', 'validFrom', 'inForce'] as const;

/** A rule that has begun keeps its criteria: else past grades would change without a trace. */
function refuseRewriting(row: OwnRuleSetRow, columns: Columns, today: string): void {
  if (hasBegun(row, today)) {
    const changed = FIXED.filter((key) => row[key] !== columns[key]);
    const message = '该规则已经施行，分级标准、起始日期和现行状态不再修改；如需变更，请停用后另行制定。';
    if (changed.length > 0) {
      throw invalidFields(Object.fromEntries(changed.map((key) => [key, { code: 'begun', message }])));
    }
    if (columns.validTo !== row.validTo && columns.validTo !== null && columns.validTo < today) {
      const past = '已经施行的规则，有效期止不能早于今天。';
      throw invalidFields({ validTo: { code: 'in_the_past', message: past } });
    }
  }
}

function requireOwn(tx: WriteTx, id: string, version: number, asked: unknown): OwnRuleSetRow {
  const row = tx.select().from(ruleSetTable).where(eq(ruleSetTable.id, id)).get();
  if (!row) throw notFound('本市预警规则');
  if (row.version !== version) throw versionConflict({ current: row, yours: asked });
  if (row.retiredAt !== null) throw new AppError(409, 'retired', '该规则已停用，不能再修改。');
  return row;
}

const columnsIn = (row: OwnRuleSetRow): Columns => {
  const { name, document, documentNumber, yellowKind, yellowLimit, validFrom, validTo, note, inForce } = row;
  return { name, document, documentNumber, yellowKind, yellowLimit, validFrom, validTo, note, inForce };
};

function audit(tx: WriteTx, actor: Actor, action: string, id: string, before: unknown, after: unknown): void {
  appendAudit(tx, { ...auditFrom(actor), action, entity: 'rule_set', entityId: id, before, after });
}

/** 制定本市预警规则. */
export function createRuleSet(db: Database, fields: NewRuleSet, actor: Actor): void {
  db.write((tx) => {
    const columns = columnsOf(fields);
    const rows = ownRows(tx);
    refuseClash(columns, rows);
    const id = `own-${Math.max(0, ...rows.map((row) => Number(row.id.slice(4)))) + 1}`;
    tx.insert(ruleSetTable)
      .values({ id, ...columns, createdAt: actor.at, createdBy: actor.id })
      .run();
    audit(tx, actor, 'rule_set.create', id, null, columns);
  });
}

export function changeRuleSet(
  db: Database,
  id: string,
  change: RuleSetChange,
  today: string,
  actor: Actor,
): void {
  db.write((tx) => {
    const row = requireOwn(tx, id, change.version, change);
    const columns = columnsOf(change);
    refuseRewriting(row, columns, today);
    refuseClash(
      columns,
      ownRows(tx).filter((other) => other.id !== id),
    );
    tx.update(ruleSetTable)
      .set({ ...columns, version: row.version + 1 })
      .where(eq(ruleSetTable.id, id))
      .run();
    audit(tx, actor, 'rule_set.change', id, columnsIn(row), columns);
  });
}

/** 停用: lamps follow it no longer; what was graded under it stays readable. */
export function retireRuleSet(
  db: Database,
  id: string,
  { version, reason }: RuleSetRetirement,
  actor: Actor,
): void {
  db.write((tx) => {
    const row = requireOwn(tx, id, version, { version, reason });
    const text = reason.trim();
    if (text === '') throw invalidFields({ reason: { code: 'required', message: '请填写停用原因。' } });
    if (text.length > 200) {
      throw invalidFields({ reason: { code: 'too_long', message: '停用原因不超过200个字。' } });
    }
    tx.update(ruleSetTable)
      .set({ retiredAt: actor.at, version: version + 1 })
      .where(eq(ruleSetTable.id, id))
      .run();
    const before = { name: row.name, inForce: row.inForce, retiredAt: null };
    audit(tx, actor, 'rule_set.retire', id, before, { retiredAt: actor.at, reason: text });
  });
}
