import type { AuditPageReply, AuditVerdictReply } from '../../server/audit/schema.ts';
import { parsePeriod, periodLabel } from '../../server/rules/periods.ts';
import { awardById, isPolicyId, POLICIES } from '../../server/rules/subsidies/catalogue.ts';
import { factLabel, isFactName } from '../../server/rules/subsidies/vocabulary.ts';
import { formatFullDate, formatFullDateTime, formatWan } from '../format.ts';
import { factWords } from '../subsidies/fact-lines.ts';
import { fundWord, placeWord as policyPlace } from '../subsidies/words.ts';
import {
  ACTION_WORDS,
  COLUMN_WORDS,
  ENTITY_WORDS,
  FIELD_WORDS,
  INDICATOR_WORDS,
  SETTING_WORDS,
  VALUE_WORDS,
  VALUE_WORDS_OF,
} from './audit-words.ts';
import { unitNameOf } from './unit-options.ts';

type AuditRow = AuditPageReply['rows'][number];

/** One field that a change touched; null = was or is not there. */
export interface ChangedField {
  label: string;
  before: string | null;
  after: string | null;
}

/** What was done, in words; an action without words shows its code, so that none is hidden. */
export function actionWord(action: string): string {
  return ACTION_WORDS[action] ?? action;
}

/** What it was done to: '报表 濂溪区 2026年1–10月', '账号 王芳（wang.fang）'; without a name by its number. */
export function objectWords({
  entity,
  entityId,
  objectName,
}: Pick<AuditRow, 'entity' | 'entityId' | 'objectName'>): string {
  return `${entityWord(entity)} ${objectName ?? entityId.split('/').map(placeWord).join(' ')}`;
}

/** What the object that alone is shown is called, from the rows shown of it; null where none is read yet. */
export function objectNameIn(
  rows: readonly Pick<AuditRow, 'entity' | 'entityId' | 'objectName'>[],
  object: { entity: string; entityId: string },
): string | null {
  const same = rows.find((row) => row.entity === object.entity && row.entityId === object.entityId);
  return same?.objectName ?? null;
}

export function entityWord(entity: string): string {
  return ENTITY_WORDS[entity] ?? entity;
}

function placeWord(part: string): string {
  if (parsePeriod(part) !== null) return periodLabel(part);
  if (isPolicyId(part)) return fundWord(part);
  return (
    unitNameOf(part) ??
    COLUMN_WORDS[part] ??
    INDICATOR_WORDS[part] ??
    SETTING_WORDS[part] ??
    VALUE_WORDS[part] ??
    documentTarget(part) ??
    part
  );
}

/** Indicator of a target that another document sets: 'chaisang-zero-carbon-park' → '争创省级零碳园区'. */
function documentTarget(id: string): string | null {
  const targets = POLICIES.flatMap((policy) => policy.clauses.flatMap((clause) => clause.targets));
  return targets.find((target) => target.id === id)?.indicator ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** A unit as an account holds it (`units` of an account). */
function isHeldUnit(value: unknown): value is { code: string; maySignOff: boolean } {
  return isRecord(value) && typeof value.code === 'string' && typeof value.maySignOff === 'boolean';
}

/** An item of a list is known by its unit where it names one, else by its number. */
function placeInList(item: unknown, index: number): string {
  if (!isRecord(item)) return String(index + 1);
  const code = [item.unitCode, item.code].find((one) => typeof one === 'string');
  return (typeof code === 'string' ? unitNameOf(code) : null) ?? String(index + 1);
}

/** A JSON value as the flat list of its leaves, keyed by path. */
function leavesOf(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (value === null || value === undefined || value === '') return into;
  const key = lastOf(path);
  if (isFactName(key)) return into.set(path, factWords(key, value));
  if (isHeldUnit(value)) return into.set(path, value.maySignOff ? '填报、签核' : '填报');
  // a list of words the program knows reads as one value
  if (Array.isArray(value) && VALUE_WORDS_OF[key] !== undefined) {
    return into.set(path, value.map((item) => valueWords(path, item)).join('、'));
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      leavesOf(item, joined(path, placeInList(item, index)), into);
    });
    return into;
  }
  if (isRecord(value)) {
    for (const [key, item] of Object.entries(value))
      leavesOf(item, path === '' ? key : `${path}.${key}`, into);
    return into;
  }
  return into.set(path, valueWords(path, value));
}

const lastOf = (path: string) => path.split('.').at(-1) ?? '';

const UNIT_FIELDS: ReadonlySet<string> = new Set([
  'unitCode',
  'registeredUnit',
  'statisticsUnit',
  'treasuryUnit',
]);

/** '九江 绿色工厂'; null where no document has such an award. */
function awardWords(id: string): string | null {
  const found = awardById(id);
  return found && `${policyPlace(found.policy.id)} ${found.award.title}`;
}

/** Written by people, or names they chose: shown as written even where it reads like a code ('admin', 'demo'). */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'username',
  'displayName',
  'successor',
  'predecessor',
  'holder',
  'name',
  'reason',
  'note',
  'text',
]);

/** A point in time as it is stored: UTC. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function valueWords(path: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  const key = lastOf(path);
  if (FREE_TEXT.has(key)) return text;
  if (UNIT_FIELDS.has(key)) return unitNameOf(text) ?? text;
  if (key === 'period' && parsePeriod(text) !== null) return periodLabel(text);
  if (key === 'awardId') return awardWords(text) ?? text;
  if (INSTANT.test(text)) return formatFullDateTime(text);
  if (typeof value === 'number' && /fen$/i.test(key)) return `${formatWan(value)}万元`;
  if (typeof value === 'number') return text.replace('-', '−');
  if (/^-\d/.test(text)) return text.replace('-', '−');
  return VALUE_WORDS_OF[key]?.[text] ?? VALUE_WORDS[text] ?? COLUMN_WORDS[text] ?? text;
}

function labelWord(part: string): string {
  const unitName = unitNameOf(part);
  if (unitName !== null) return unitName;
  if (/^\d+$/.test(part)) return `第${part}项`;
  return FIELD_WORDS[part] ?? (isFactName(part) ? factLabel(part) : part);
}

function labelOf(path: string): string {
  return path.split('.').map(labelWord).join(' · ');
}

/** What a change touched: only fields that differ, in the order of the newer side. */
export function changedFields(before: unknown, after: unknown): ChangedField[] {
  const old = leavesOf(before, '', new Map());
  const now = leavesOf(after, '', new Map());
  const paths = [...new Set([...now.keys(), ...old.keys()])];
  return paths
    .map((path) => ({ label: labelOf(path), before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((field) => field.before !== field.after);
}

/** One change in a line: '说明：检修 → （清空）'. */
export function changeWords({ label, before, after }: ChangedField): string {
  return before === null ? `${label}：${after}` : `${label}：${before} → ${after ?? '（清空）'}`;
}

/** The first changes in one line, for the table. */
export function changeSummary(fields: readonly ChangedField[]): string {
  return fields.slice(0, 3).map(changeWords).join('；') + (fields.length > 3 ? `；等${fields.length}项` : '');
}

/** What is wrong with the chain, and where it begins. */
export function faultWords({ fault, firstBadId, rows }: AuditVerdictReply): string {
  const id = firstBadId ?? rows + 1;
  if (fault === 'gap') {
    const missing = id - rows === 2 ? `第${rows + 1}条` : `第${rows + 1}–${id - 1}条`;
    return `第${id}条之前缺少${missing}。`;
  }
  if (fault === 'tail') return `第${id}条起的记录已不在，末尾被截去。`;
  if (fault === 'link') return `第${id}条与前一条不相连。`;
  return `第${id}条的内容与其摘要不符，曾被改动。`;
}

type Heads = AuditVerdictReply['heads'];

/** A kept head that does not fit: '2026年11月20日备份 tracker-….gmbackup 时的第812条，现已不在'. */
export function headWords({ source, date, name, id, fault }: Heads['disagreeing'][number]): string {
  const kept = source === 'backup' ? `${formatFullDate(date)}备份 ${name} ` : `${formatFullDate(date)}记下`;
  return `${kept}时的第${id}条，${fault === 'missing' ? '现已不在' : '现在的摘要不同'}。`;
}

/** What the kept heads say where all is well; begins with a comma, empty where none is kept. */
export function headsWords({ same, givenUp, restoredOn }: Heads): string {
  const fits = same > 0 ? `，与备份及每日记下的${same}个摘要一致` : '';
  const gone = givenUp > 0 ? `；另有${givenUp}个摘要因${formatFullDate(restoredOn)}从备份恢复而不再适用` : '';
  return fits + gone;
}
