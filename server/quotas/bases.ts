import { isDeepStrictEqual } from 'node:util';
import { and, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database } from '../../db/open.ts';
import { certificateBase, certificateBatch, unit } from '../../db/schema.ts';
import type { QuotaKey } from '../analytics/quota-keys.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { notFound, versionConflict } from '../http/errors.ts';
import { dateFault } from '../rules/date-text.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { isCityCode } from '../rules/units.ts';
import { dateProblem, type Problem, refuse } from './problems.ts';
import type { BatchChange } from './schema.ts';

/** Enters or corrects the end-2024 stock of one cell; null = not known (缺基数). */
export function setBaseCount(
  db: Database,
  key: { unitCode: string; column: QuotaKey },
  change: { version: number; count: number | null },
  actor: Actor,
): void {
  db.write((tx) => {
    const known = tx.select().from(unit).where(eq(unit.code, key.unitCode)).get();
    if (!known || isCityCode(known.code)) throw notFound('填报单位');
    const count = change.count;
    const wrong = count !== null && (count < 0 || count > 10_000);
    refuse({ count: wrong ? { code: 'out_of_range', message: '基数应为0至10000的整数。' } : null });
    const where = and(eq(certificateBase.unitCode, key.unitCode), eq(certificateBase.column, key.column));
    const before = tx.select().from(certificateBase).where(where).get();
    if ((before?.version ?? 0) !== change.version) {
      throw versionConflict({ current: before ?? null, yours: change });
    }
    const version = (before?.version ?? 0) + 1;
    tx.insert(certificateBase)
      .values({ ...key, count, version })
      .onConflictDoUpdate({
        target: [certificateBase.unitCode, certificateBase.column],
        set: { count, version },
      })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.set_base',
      entity: 'certificate_base',
      entityId: `${key.unitCode}/${key.column}`,
      before: before ? { count: before.count } : null,
      after: { count },
    });
  });
}

/** A day on which a list may be awaited: of the plan's years or the two after. */
function expectedProblem(text: string | null, year: number): Problem {
  if (text === null) return null;
  if (!isDate(text)) return { code: 'invalid_date', message: dateFault(`${year}-09-30`) };
  const isNear = text >= `${year}-01-01` && text <= `${year + 2}-12-31`;
  return isNear ? null : { code: 'out_of_range', message: `预计公布日期应在${year}年至${year + 2}年之间。` };
}

/**
 * The calendar of one list: when it is expected, when it came out (null = 待公布), under which document. What changes
 * nothing leaves no trace.
 */
export function setBatch(
  db: Database,
  key: { column: QuotaKey; year: number },
  change: BatchChange,
  today: string,
  actor: Actor,
): void {
  db.write((tx) => {
    if (!PLAN_YEARS.some((year) => year === key.year)) throw notFound('批次年度');
    const where = and(eq(certificateBatch.column, key.column), eq(certificateBatch.year, key.year));
    const row = tx.select().from(certificateBatch).where(where).get();
    if ((row?.version ?? 0) !== change.version)
      throw versionConflict({ current: row ?? null, yours: change });
    const before = {
      expectedOn: row?.expectedOn ?? null,
      publishedOn: row?.publishedOn ?? null,
      document: row?.document ?? null,
    };
    const after = {
      expectedOn: change.expectedOn === undefined ? before.expectedOn : change.expectedOn,
      publishedOn: change.publishedOn,
      document: change.document === undefined ? before.document : change.document?.trim() || null,
    };
    refuse({
      publishedOn: after.publishedOn === null ? null : dateProblem(after.publishedOn, today),
      expectedOn: expectedProblem(after.expectedOn, key.year),
    });
    if (row && isDeepStrictEqual(after, before)) return;
    const version = change.version + 1;
    tx.insert(certificateBatch)
      .values({ ...key, ...after, version })
      .onConflictDoUpdate({
        target: [certificateBatch.column, certificateBatch.year],
        set: { ...after, version },
      })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.set_batch',
      entity: 'certificate_batch',
      entityId: `${key.column}/${key.year}`,
      before,
      after,
    });
  });
}
