import { desc, eq } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb, WriteTx } from '../../db/open.ts';
import { periodExtension, unit, user } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { type FieldErrors, invalidFields } from '../http/errors.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import { aYearAfter, dateProblem } from './changes.ts';
import { type DeadlineBook, deadlineBook, periodClosed } from './deadlines.ts';
import type { ExtensionGrant, ExtensionListReply } from './schema.ts';

/** Every extension (延期) of a period this viewer may know of, newest first: one query. */
export function listExtensions(db: ReadDb, scope: Scope, period: string): ExtensionListReply {
  const rows = db
    .select({ extension: periodExtension, unitName: unit.name, grantedBy: user.displayName })
    .from(periodExtension)
    .innerJoin(unit, eq(unit.code, periodExtension.unitCode))
    .innerJoin(user, eq(user.id, periodExtension.grantedBy))
    .where(eq(periodExtension.period, period))
    .orderBy(desc(periodExtension.id))
    .all();
  const seen = new Set<string>();
  const extensions = rows
    .filter((row) => seesInternal(scope, row.extension.unitCode))
    .map(({ extension: { unitCode, until, reason, grantedAt }, unitName, grantedBy }) => {
      const current = !seen.has(unitCode);
      seen.add(unitCode);
      return { unitCode, unitName, until, reason, grantedAt, grantedBy, current };
    });
  return { period, extensions };
}

function checkGrant(tx: WriteTx, period: string, grant: ExtensionGrant, book: DeadlineBook): void {
  const general = book.general(period);
  if (general.closedAt !== null) throw periodClosed(period, '；请先重新开放，再批准延期。');
  const known = new Set(
    tx
      .select({ code: unit.code })
      .from(unit)
      .all()
      .map(({ code }) => code),
  );
  const problems: FieldErrors = {};
  if (grant.units.some((code) => !known.has(code))) {
    problems.units = { code: 'unknown_unit', message: '有不认识的填报单位。' };
  } else if (new Set(grant.units).size !== grant.units.length) {
    problems.units = { code: 'duplicate', message: '同一单位选了不止一次。' };
  }
  const dues = grant.units.map((unitCode) => book.rule(unitCode, period).dueOn).sort();
  const dueOn = dues.at(-1) ?? general.dueOn;
  const until = dateProblem(grant.until, { date: dueOn, words: '报送期限' }, aYearAfter(dueOn));
  if (until) problems.until = until;
  if (grant.reason.trim() === '') problems.reason = { code: 'required', message: '请填写延期原因。' };
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
}

/**
 * Extends the due date of some units: all or none. One that ends on the unit's due date itself takes an earlier one
 * back, and is kept as that: it must not come alive again when the due date moves.
 */
export function grantExtensions(
  db: Database,
  period: string,
  grant: ExtensionGrant,
  today: string,
  actor: Actor,
): void {
  db.write((tx) => {
    const book = deadlineBook(tx, today, [period]);
    checkGrant(tx, period, grant, book);
    const reason = grant.reason.trim();
    for (const unitCode of grant.units) {
      const until = grant.until > book.rule(unitCode, period).dueOn ? grant.until : null;
      tx.insert(periodExtension)
        .values({ period, unitCode, until, reason, grantedAt: actor.at, grantedBy: actor.id })
        .run();
      appendAudit(tx, {
        ...auditFrom(actor),
        action: 'period.extend',
        entity: 'period_extension',
        entityId: `${unitCode}/${period}`,
        before: { dueOn: book.of(unitCode, period).dueOn },
        after: { unitCode, period, until, reason },
      });
    }
  });
}
