import { setImmediate } from 'node:timers/promises';
import { and, desc, eq, gte, lt, max, or, type SQL, sql } from 'drizzle-orm';
import { auditCheck } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { auditLog, beneficiary, certificate, subsidyCase, userUnit } from '../../db/schema.ts';
import type { Backups } from '../backups/backups.ts';
import { AppError } from '../http/errors.ts';
import { compareHeads } from './heads.ts';
import { objectNamesFor } from './object-names.ts';
import type { AuditFilter, AuditPageReply, AuditRowReply, AuditVerdictReply } from './schema.ts';

type LogRow = typeof auditLog.$inferSelect;

/** Midnight in Shanghai, which keeps no summer time, as a UTC instant. @throws AppError 400 */
function shanghaiMidnight(date: string, field: 'from' | 'to', plusDays = 0): string {
  const at = new Date(`${date}T00:00:00+08:00`);
  const isDate = !Number.isNaN(at.getTime()) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!isDate) {
    const message = '日期应形如 2026-11-21。';
    throw new AppError(400, 'invalid_request', message, {
      fields: { [field]: { code: 'invalid', message } },
    });
  }
  return new Date(at.getTime() + plusDays * 86_400_000).toISOString();
}

/**
 * Rows about a unit: its code is the object or begins its key (reports), or stands as a value in what was written
 * (`unitCode`, an account's units, a list of units), or the object belongs to it today.
 */
function aboutUnit(code: string): SQL | undefined {
  const quoted = JSON.stringify(code);
  const idsOf = (entity: string, ids: SQL) =>
    sql`(${auditLog.entity} = ${entity} AND ${auditLog.entityId} IN (${ids}))`;
  const { id: firm, statisticsUnit, registeredUnit, treasuryUnit } = beneficiary;
  return or(
    eq(auditLog.entityId, code),
    // '0' follows '/' in ASCII: all keys that begin with the code and a slash
    and(gte(auditLog.entityId, `${code}/`), lt(auditLog.entityId, `${code}0`)),
    sql`instr(${auditLog.after}, ${quoted}) > 0`,
    sql`instr(${auditLog.before}, ${quoted}) > 0`,
    idsOf(
      'subsidy_case',
      sql`SELECT CAST(${subsidyCase.id} AS TEXT) FROM ${subsidyCase} WHERE ${subsidyCase.unitCode} = ${code}`,
    ),
    idsOf(
      'certificate',
      sql`SELECT CAST(${certificate.id} AS TEXT) FROM ${certificate} WHERE ${certificate.unitCode} = ${code}`,
    ),
    idsOf(
      'beneficiary',
      sql`SELECT CAST(${firm} AS TEXT) FROM ${beneficiary} WHERE ${code} IN (${statisticsUnit}, ${registeredUnit}, ${treasuryUnit})`,
    ),
    idsOf(
      'user',
      sql`SELECT CAST(${userUnit.userId} AS TEXT) FROM ${userUnit} WHERE ${userUnit.unitCode} = ${code}`,
    ),
  );
}

function conditionsOf(filter: AuditFilter): SQL | undefined {
  const { person, unit, from, to, entity, entityId, action } = filter;
  return and(
    person === undefined ? undefined : eq(auditLog.actorName, person),
    unit === undefined ? undefined : aboutUnit(unit),
    from === undefined ? undefined : gte(auditLog.at, shanghaiMidnight(from, 'from')),
    to === undefined ? undefined : lt(auditLog.at, shanghaiMidnight(to, 'to', 1)),
    entity === undefined ? undefined : eq(auditLog.entity, entity),
    entityId === undefined ? undefined : eq(auditLog.entityId, entityId),
    action === undefined ? undefined : eq(auditLog.action, action),
  );
}

/** Numbers looked through in one go; between two goes other requests have their turn. */
const STRIDE = 20_000;

/**
 * The newest rows older than `before` that fit, newest first. Looks through the log by number, a stride at a time, so
 * that a rare find in a long log keeps nobody waiting.
 */
async function newestFitting(
  db: ReadDb,
  filter: AuditFilter,
  before: number | null,
  size: number,
): Promise<LogRow[]> {
  const fits = conditionsOf(filter);
  const newest =
    db
      .select({ id: max(auditLog.id) })
      .from(auditLog)
      .get()?.id ?? 0;
  const found: LogRow[] = [];
  let upper = Math.min(before ?? Number.POSITIVE_INFINITY, newest + 1);
  while (found.length < size && upper > 1) {
    const lower = Math.max(1, upper - STRIDE);
    const rows = db
      .select()
      .from(auditLog)
      .where(and(gte(auditLog.id, lower), lt(auditLog.id, upper), fits))
      .orderBy(desc(auditLog.id))
      .limit(size - found.length)
      .all();
    found.push(...rows);
    upper = lower;
    if (found.length < size && upper > 1) await setImmediate();
  }
  return found;
}

/** JSON as it was written; a text that is none (only tampering makes one) is shown as it stands. */
function parsed(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function shown(db: ReadDb, rows: readonly LogRow[]): AuditRowReply[] {
  const nameOf = objectNamesFor(db, rows);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorName: row.actorName,
    action: row.action,
    entity: row.entity,
    entityId: row.entityId,
    objectName: nameOf(row),
    before: parsed(row.before),
    after: parsed(row.after),
    requestId: row.requestId,
  }));
}

/** A page of the log that fits a filter, newest first. */
export async function auditPage(
  db: ReadDb,
  filter: AuditFilter,
  page: { before: number | null; size: number },
): Promise<AuditPageReply> {
  const found = await newestFitting(db, filter, page.before, page.size + 1);
  const rows = found.slice(0, page.size);
  const last = rows.at(-1);
  return {
    rows: shown(db, rows),
    nextBefore: found.length > rows.length && last ? last.id : null,
  };
}

/**
 * The verdict over the whole chain, with the first bad row as it stands, and over the heads kept outside; others have
 * their turn meanwhile.
 */
export async function auditVerdict(database: Database, backups: Backups): Promise<AuditVerdictReply> {
  const db = database.read;
  const check = auditCheck(db);
  let step = check.next();
  while (!step.done) {
    await setImmediate();
    step = check.next();
  }
  const verdict = step.value;
  const bad =
    verdict.firstBadId === null
      ? []
      : db.select().from(auditLog).where(eq(auditLog.id, verdict.firstBadId)).all();
  const heads = compareHeads(database, backups);
  const ok = verdict.ok && heads.disagreeing.length === 0;
  const state = ok ? (heads.givenUp > 0 ? 'restored' : 'whole') : 'broken';
  return { ...verdict, ok, state, firstBad: shown(db, bad)[0] ?? null, heads };
}
