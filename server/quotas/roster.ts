import { and, asc, desc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { certificate, certificateBase, certificateBatch, unit } from '../../db/schema.ts';
import type { QuotaKey } from '../analytics/quota-keys.ts';
import { flagCertificateCases, openCertificateCase } from '../cases/automatic.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, notFound, versionConflict } from '../http/errors.ts';
import { PLAN_YEARS } from '../rules/periods.ts';
import type { CertificateKey } from '../rules/quota-columns.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { isCityCode } from '../rules/units.ts';
import type { Certificate, CertificateAdded, NewCertificate } from './schema.ts';

function dateProblem(text: string, today: string): FieldErrors[string] | null {
  if (!isDate(text)) return { code: 'invalid_date', message: '日期应为有效的 YYYY-MM-DD。' };
  if (text > today) return { code: 'future_date', message: '日期不能晚于今天。' };
  return null;
}

function refuse(problems: Record<string, FieldErrors[string] | null>): void {
  const found = Object.entries(problems).filter(
    (entry): entry is [string, FieldErrors[string]] => entry[1] !== null,
  );
  if (found.length > 0) throw invalidFields(Object.fromEntries(found));
}

/** Named certificates behind a cell, newest list first. */
export function listCertificates(
  db: ReadDb,
  filter: { column?: CertificateKey; unitCode?: string },
): Certificate[] {
  return db
    .select({ certificate, unitName: unit.name })
    .from(certificate)
    .innerJoin(unit, eq(unit.code, certificate.unitCode))
    .where(
      and(
        filter.column === undefined ? undefined : eq(certificate.column, filter.column),
        filter.unitCode === undefined ? undefined : eq(certificate.unitCode, filter.unitCode),
      ),
    )
    .orderBy(desc(certificate.listYear), asc(unit.sortOrder), asc(certificate.id))
    .all()
    .map((row) => ({ ...row.certificate, unitName: row.unitName }));
}

function certificateById(tx: WriteTx, id: number): Certificate {
  const row = tx
    .select({ certificate, unitName: unit.name })
    .from(certificate)
    .innerJoin(unit, eq(unit.code, certificate.unitCode))
    .where(eq(certificate.id, id))
    .get();
  if (!row) throw notFound('称号');
  return { ...row.certificate, unitName: row.unitName };
}

/** Adds a named title and, where 九江措施三 rewards it (免申即享), opens its case in the same transaction. */
export function addCertificate(
  db: Database,
  { leader, ...input }: NewCertificate,
  today: string,
  actor: Actor,
): CertificateAdded {
  return db.write((tx) => {
    const holder = input.holder.trim();
    const known = tx.select().from(unit).where(eq(unit.code, input.unitCode)).get();
    refuse({
      holder: holder === '' ? { code: 'required', message: '请填写单位或园区名称。' } : null,
      unitCode:
        known && !isCityCode(known.code)
          ? null
          : { code: 'unknown_unit', message: '请选择统计归属的县（市、区）。' },
      listYear:
        input.listYear >= 2015 && input.listYear <= Number(today.slice(0, 4))
          ? null
          : { code: 'out_of_range', message: '批次年度应在2015年至今年之间。' },
      publishedOn: dateProblem(input.publishedOn, today),
    });
    const same = and(
      eq(certificate.holder, holder),
      eq(certificate.column, input.column),
      eq(certificate.listYear, input.listYear),
    );
    if (tx.select().from(certificate).where(same).get()) {
      throw invalidFields({ holder: { code: 'duplicate', message: `${holder}已在该年度名单中。` } });
    }
    const row = tx
      .insert(certificate)
      .values({ ...input, holder })
      .returning()
      .get();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.add',
      entity: 'certificate',
      entityId: String(row.id),
      after: row,
    });
    const openedCaseId = openCertificateCase(tx, { certificate: row, leader: leader ?? null, today, actor });
    return { ...certificateById(tx, row.id), openedCaseId };
  });
}

/** Ends a certificate from a date on (退出); the entry itself stays on record. */
export function removeCertificate(
  db: Database,
  id: number,
  removal: { version: number; removedOn: string; removalReason: string },
  today: string,
  actor: Actor,
): Certificate {
  return db.write((tx) => {
    const before = certificateById(tx, id);
    if (before.version !== removal.version) throw versionConflict({ current: before, yours: removal });
    if (before.removedOn !== null) throw new AppError(409, 'already_removed', '该称号已退出。');
    const reason = removal.removalReason.trim();
    const tooEarly = removal.removedOn < before.publishedOn;
    refuse({
      removedOn:
        dateProblem(removal.removedOn, today) ??
        (tooEarly ? { code: 'before_published', message: '退出日期不能早于公布日期。' } : null),
      removalReason: reason === '' ? { code: 'required', message: '请填写退出原因及依据。' } : null,
    });
    const change = { removedOn: removal.removedOn, removalReason: reason, version: before.version + 1 };
    tx.update(certificate).set(change).where(eq(certificate.id, id)).run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.remove',
      entity: 'certificate',
      entityId: String(id),
      before,
      after: { ...before, ...change },
    });
    flagCertificateCases(tx, id, change, actor);
    return certificateById(tx, id);
  });
}

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

/** States when the list of a year came out, or that it is still awaited (null). */
export function setBatch(
  db: Database,
  key: { column: QuotaKey; year: number },
  publishedOn: string | null,
  today: string,
  actor: Actor,
): void {
  db.write((tx) => {
    if (!PLAN_YEARS.some((year) => year === key.year)) throw notFound('批次年度');
    refuse({ publishedOn: publishedOn === null ? null : dateProblem(publishedOn, today) });
    const where = and(eq(certificateBatch.column, key.column), eq(certificateBatch.year, key.year));
    const before = tx.select().from(certificateBatch).where(where).get();
    tx.insert(certificateBatch)
      .values({ ...key, publishedOn })
      .onConflictDoUpdate({ target: [certificateBatch.column, certificateBatch.year], set: { publishedOn } })
      .run();
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'certificate.set_batch',
      entity: 'certificate_batch',
      entityId: `${key.column}/${key.year}`,
      before: before ? { publishedOn: before.publishedOn } : null,
      after: { publishedOn },
    });
  });
}
