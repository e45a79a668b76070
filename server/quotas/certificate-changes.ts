import { eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { certificate } from '../../db/schema.ts';
import { flagCertificateCases, hasCertificateCase, openCertificateCase } from '../cases/automatic.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, versionConflict } from '../http/errors.ts';
import type { LeaderKind } from '../rules/title-awards.ts';
import type { CertificateCorrection, CertificateRemoval, NewCertificate } from './certificate-schema.ts';
import { certificateRow, knownTitles } from './certificates.ts';
import { doublingOf, refuseDoubling } from './duplicates.ts';
import { type EntryColumns, entryColumns, entryProblems, reportingUnits } from './entry.ts';
import { dateProblem, refuse } from './problems.ts';

type Row = typeof certificate.$inferSelect;

/** Who writes to the roster, and on which business day. */
export interface RosterWriter {
  today: string;
  actor: Actor;
}

/** What a change of one title came to. */
export interface Written {
  id: number;
  /** the case it opened (免申即享), or null */
  openedCaseId: number | null;
}

function log(tx: WriteTx, actor: Actor, action: string, id: number, before: unknown, after: unknown): void {
  appendAudit(tx, {
    ...auditFrom(actor),
    action,
    entity: 'certificate',
    entityId: String(id),
    before,
    after,
  });
}

/** Writes a title that was looked at, and opens its case where 九江措施三 rewards it, in the same transaction. */
export function insertCertificate(
  tx: WriteTx,
  entry: EntryColumns,
  leader: LeaderKind | null,
  { today, actor }: RosterWriter,
): Written {
  const row = tx
    .insert(certificate)
    .values({ ...entry, createdAt: actor.at })
    .returning()
    .get();
  log(tx, actor, 'certificate.add', row.id, null, row);
  return { id: row.id, openedCaseId: openCertificateCase(tx, { certificate: row, leader, today, actor }) };
}

/** Adds a named title. @throws 422 for a wrong field or a duplicate, 409 `similar_name` for one to be confirmed */
export function addCertificate(db: Database, input: NewCertificate, writer: RosterWriter): Written {
  return db.write((tx) => {
    const entry = entryColumns(input);
    refuse(entryProblems(entry, reportingUnits(tx), writer.today));
    refuseDoubling(doublingOf(entry, knownTitles(tx), writer.today), input.confirmSimilar ?? false);
    return insertCertificate(tx, entry, input.leader ?? null, writer);
  });
}

function changedFields(before: Row, after: EntryColumns): (keyof EntryColumns)[] {
  const fields = Object.keys(after) as (keyof EntryColumns)[];
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

const pick = (row: EntryColumns, fields: readonly (keyof EntryColumns)[]) =>
  Object.fromEntries(fields.map((field) => [field, row[field]]));

/** What a case was opened on: when one of these was wrong, somebody has to look at the case. */
const CASE_FACTS: readonly (keyof EntryColumns)[] = [
  'holder',
  'creditCode',
  'column',
  'unitCode',
  'publishedOn',
];

/** Corrects what was recorded. An entry that opened a case asks for the reason, and its case is flagged. */
export function correctCertificate(
  db: Database,
  id: number,
  input: CertificateCorrection,
  writer: RosterWriter,
): Written {
  const { today, actor } = writer;
  return db.write((tx) => {
    const before = certificateRow(tx, id);
    if (before.version !== input.version) throw versionConflict({ current: before, yours: input });
    const entry = entryColumns(input);
    const changed = changedFields(before, entry);
    if (changed.length === 0) return { id, openedCaseId: null };
    const hasCase = hasCertificateCase(tx, id);
    const reason = input.reason.trim();
    const afterRemoval = before.removedOn !== null && entry.publishedOn > before.removedOn;
    const problems = entryProblems(entry, reportingUnits(tx), today);
    refuse({
      ...problems,
      publishedOn:
        problems.publishedOn ??
        (afterRemoval ? { code: 'after_removal', message: '公布日期不能晚于退出日期。' } : null),
      reason:
        hasCase && reason === '' ? { code: 'required', message: '该称号已立项奖补，请填写更正原因。' } : null,
    });
    const others = knownTitles(tx).filter((other) => other.id !== id);
    refuseDoubling(doublingOf(entry, others, today), input.confirmSimilar ?? false);
    const isRenamed = changed.includes('holder') || changed.includes('creditCode');
    const beneficiaryId = isRenamed && !hasCase ? null : before.beneficiaryId;
    const row = tx
      .update(certificate)
      .set({ ...entry, beneficiaryId, version: before.version + 1 })
      .where(eq(certificate.id, id))
      .returning()
      .get();
    const why = reason === '' ? {} : { reason };
    log(tx, actor, 'certificate.correct', id, pick(before, changed), { ...pick(entry, changed), ...why });
    if (hasCase) {
      const touches = changed.some((field) => CASE_FACTS.includes(field));
      if (touches) flagCertificateCases(tx, id, `称号登记已更正（${reason}），请核对本事项。`, actor);
      return { id, openedCaseId: null };
    }
    if (row.removedOn !== null) return { id, openedCaseId: null };
    const leader = input.leader ?? null;
    return { id, openedCaseId: openCertificateCase(tx, { certificate: row, leader, today, actor }) };
  });
}

/** Ends a title from a day on (动态管理退出); the entry itself stays on record. */
export function removeCertificate(
  db: Database,
  id: number,
  removal: CertificateRemoval,
  { today, actor }: RosterWriter,
): void {
  db.write((tx) => {
    const before = certificateRow(tx, id);
    if (before.version !== removal.version) throw versionConflict({ current: before, yours: removal });
    if (before.removedOn !== null) throw new AppError(409, 'already_removed', '该称号已退出。');
    const reason = removal.removalReason.trim();
    const document = removal.document?.trim() ?? '';
    const tooEarly = removal.removedOn < before.publishedOn;
    refuse({
      removedOn:
        dateProblem(removal.removedOn, today) ??
        (tooEarly ? { code: 'before_published', message: '退出日期不能早于公布日期。' } : null),
      removalReason: reason === '' ? { code: 'required', message: '请填写退出原因及依据。' } : null,
    });
    const removalReason = document === '' ? reason : `${reason}（依据：${document}）`;
    const change = { removedOn: removal.removedOn, removalReason, version: before.version + 1 };
    tx.update(certificate).set(change).where(eq(certificate.id, id)).run();
    log(tx, actor, 'certificate.remove', id, before, { ...before, ...change });
    flagCertificateCases(tx, id, `称号已于${change.removedOn}退出（${removalReason}）。`, actor);
  });
}

/** Takes a removal back that was recorded by mistake; its cases are flagged once more, for somebody to look. */
export function restoreCertificate(
  db: Database,
  id: number,
  change: { version: number; reason: string },
  { today, actor }: RosterWriter,
): void {
  db.write((tx) => {
    const before = certificateRow(tx, id);
    if (before.version !== change.version) throw versionConflict({ current: before, yours: change });
    if (before.removedOn === null) throw new AppError(409, 'not_removed', '该称号没有退出。');
    const reason = change.reason.trim();
    refuse({ reason: reason === '' ? { code: 'required', message: '请填写恢复原因。' } : null });
    const others = knownTitles(tx).filter((other) => other.id !== id);
    const doubling = doublingOf(before, others, today);
    if (doubling.kind === 'duplicate') refuseDoubling(doubling, true);
    const { removedOn, removalReason } = before;
    const back = { removedOn: null, removalReason: null };
    tx.update(certificate)
      .set({ ...back, version: before.version + 1 })
      .where(eq(certificate.id, id))
      .run();
    log(tx, actor, 'certificate.restore', id, { removedOn, removalReason }, { ...back, reason });
    flagCertificateCases(tx, id, `退出登记已撤回（${reason}），请核对本事项。`, actor);
  });
}
