import { and, desc, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { auditLog, user } from '../../db/schema.ts';
import { firmById } from './list.ts';
import type { FirmDetail } from './schema.ts';
import type { FirmScope } from './scope.ts';

const EVENTS = 50;

const SOURCES: Readonly<Record<string, string>> = { declaration: '企业申报', acceptance: '验收报告' };

const FIELDS = [
  ['name', '名称'],
  ['creditCode', '统一社会信用代码'],
  ['industry', '行业'],
] as const;

type Written = Readonly<Record<string, unknown>>;

function parsed(json: string | null): Written {
  return json === null ? {} : (JSON.parse(json) as Written);
}

const shown = (value: unknown) => (value === null || value === undefined ? '空' : String(value));

/** Energy stated with a beneficiary (主体): under other names than in a declaration of its own. */
function statedEnergy({ annualTce: tce, tceYear: year, tceSource: source }: Written): Written {
  return tce === undefined || tce === null ? {} : { tce, year, source };
}

function declarationWords(before: Written, after: Written): string[] {
  const isSame = (['tce', 'year', 'source'] as const).every((key) => after[key] === before[key]);
  if (isSame) return [];
  const source = SOURCES[String(after.source)] ?? '来源未注明';
  const isNew = before.tce === undefined || before.year !== after.year;
  const earlier = isNew
    ? ''
    : `，原为${shown(before.tce)}（${SOURCES[String(before.source)] ?? '来源未注明'}）`;
  return [`${shown(after.year)}年用能${shown(after.tce)}吨标准煤（${source}）${earlier}`];
}

function changeWords(before: Written, after: Written): string[] {
  const changed = FIELDS.filter(([key]) => after[key] !== undefined && after[key] !== before[key]).map(
    ([key, label]) => `${label}由${shown(before[key])}改为${shown(after[key])}`,
  );
  const { closedOn: closed } = after;
  if (closed !== undefined && closed !== (before.closedOn ?? null)) {
    changed.push(closed === null ? '恢复生产' : `${String(closed)}起停产、注销`);
  }
  changed.push(...declarationWords(statedEnergy(before), statedEnergy(after)));
  return changed.length > 0 ? changed : ['修改登记'];
}

function wordsOf({ action, before, after }: typeof auditLog.$inferSelect): string[] {
  const [was, is] = [parsed(before), parsed(after)];
  if (action === 'firm.declare') return declarationWords(was, is);
  if (action.endsWith('.create')) return ['登记企业', ...declarationWords({}, statedEnergy(is))];
  return changeWords(was, is);
}

/** A firm with what was entered about it, newest first. @throws AppError 404 */
export function firmDetail(db: ReadDb, scope: FirmScope, id: number, today: string): FirmDetail {
  const firm = firmById(db, scope, id, today);
  const of = and(eq(auditLog.entity, 'beneficiary'), eq(auditLog.entityId, String(id)));
  const events = db
    .select({ row: auditLog, person: user.displayName })
    .from(auditLog)
    .leftJoin(user, eq(user.id, auditLog.actorId))
    .where(of)
    .orderBy(desc(auditLog.id))
    .limit(EVENTS)
    .all()
    .map(({ row, person }) => ({ at: row.at, by: person ?? row.actorName, words: wordsOf(row) }));
  return { ...firm, events };
}
