import { and, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { appendAudit } from '../../db/audit.ts';
import type { Database, WriteTx } from '../../db/open.ts';
import { report, reportEvent, reportingPeriod } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields, versionConflict } from '../http/errors.ts';
import { dateFault } from '../rules/date-text.ts';
import { dueRule } from '../rules/deadlines.ts';
import { periodLabel, reportableFrom } from '../rules/periods.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { mostFedBackOn, type PeriodFacts, periodFacts } from './deadlines.ts';
import type { PeriodDates, ReleaseReply } from './schema.ts';
import { deadlineRuleOf, deadlineRules } from './settings.ts';

/** What is written about a period; the rest of the row stays as it is. */
type PeriodChange = Partial<Pick<PeriodFacts, 'opensOn' | 'dueOn' | 'closedAt'>> & {
  closedBy?: number | null;
};

/** The facts of a period, or 409 with both versions where the caller saw older ones. */
function seenFacts(tx: WriteTx, period: string, version: number): PeriodFacts {
  const facts = periodFacts(tx, period);
  if (facts.version !== version) throw versionConflict({ current: facts, yours: { version } });
  return facts;
}

function writePeriod(tx: WriteTx, period: string, facts: PeriodFacts, change: PeriodChange): void {
  if (facts.version === 0) {
    tx.insert(reportingPeriod)
      .values({ period, ...change })
      .run();
    return;
  }
  tx.update(reportingPeriod)
    .set({ ...change, version: facts.version + 1 })
    .where(eq(reportingPeriod.period, period))
    .run();
}

/** The same day a year later: dates beyond it are slips of the keyboard. */
export function aYearAfter(date: string): string {
  return `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
}

/** Why a date cannot be set, or null. `earliest` is the first day allowed, with the words for it. */
export function dateProblem(
  text: string,
  earliest: { date: string; words: string },
  latest: string,
): FieldErrors[string] | null {
  if (!isDate(text)) return { code: 'invalid_date', message: dateFault(earliest.date) };
  if (text < earliest.date) {
    return { code: 'too_early', message: `不能早于${earliest.words}（${earliest.date}）。` };
  }
  if (text > latest) return { code: 'too_late', message: `不能晚于${latest}，请核对年份。` };
  return null;
}

/** The due date by day of the month; null where the fed-back table decides, which counts from the opening by itself. */
function usualDue(tx: WriteTx, period: string, opensOn: string): string | null {
  const feedbackEnteredOn = mostFedBackOn(periodFacts(tx, period));
  const { dueDay, workingDaysAfterFeedback } = deadlineRuleOf(deadlineRules(tx), period);
  const rule = { period, dueOn: null, opensOn, feedbackEnteredOn, dueDay, workingDaysAfterFeedback };
  const { dueOn, basis } = dueRule(rule);
  return basis === 'dayOfMonth' ? dueOn : null;
}

function checkDates(tx: WriteTx, period: string, dates: PeriodDates): void {
  const over = reportableFrom(period);
  const latest = aYearAfter(over);
  const problems: FieldErrors = {};
  const opens =
    dates.opensOn === null ? null : dateProblem(dates.opensOn, { date: over, words: '本期结束次日' }, latest);
  if (opens) problems.opensOn = opens;
  const opening = opens === null && dates.opensOn !== null ? dates.opensOn : over;
  if (dates.dueOn !== null) {
    const due = dateProblem(dates.dueOn, { date: opening, words: '开始填报日' }, latest);
    if (due) problems.dueOn = due;
  } else {
    const byRule = usualDue(tx, period, opening);
    if (byRule !== null && byRule < opening) {
      const message = `按规则期限为${byRule}，早于开始填报日，请同时设定报送期限。`;
      problems.dueOn = { code: 'required', message };
    }
  }
  if (Object.keys(problems).length > 0) throw invalidFields(problems);
}

/** Sets or clears the opening day and the due date of a period; the same dates again leave no trace. */
export function setPeriodDates(db: Database, period: string, dates: PeriodDates, actor: Actor): void {
  db.write((tx) => {
    const facts = seenFacts(tx, period, dates.version);
    checkDates(tx, period, dates);
    const { opensOn, dueOn } = dates;
    if (facts.opensOn === opensOn && facts.dueOn === dueOn) return;
    writePeriod(tx, period, facts, { opensOn, dueOn });
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'period.set',
      entity: 'period',
      entityId: period,
      before: { opensOn: facts.opensOn, dueOn: facts.dueOn },
      after: { opensOn, dueOn },
    });
  });
}

/** Ends reporting of a period: no draft, no submission until it is reopened; review and release go on. */
export function closePeriod(
  db: Database,
  period: string,
  asked: { version: number; reason: string | null },
  today: string,
  actor: Actor,
): void {
  db.write((tx) => {
    const facts = seenFacts(tx, period, asked.version);
    if (facts.closedAt !== null) {
      throw new AppError(409, 'already_closed', `${periodLabel(period)}已经截止。`);
    }
    if (reportableFrom(period, facts.opensOn) > today) {
      throw new AppError(422, 'period_not_open', `${periodLabel(period)}尚未开始填报，不能截止。`);
    }
    writePeriod(tx, period, facts, { closedAt: actor.at, closedBy: actor.id });
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'period.close',
      entity: 'period',
      entityId: period,
      after: { closedAt: actor.at, reason: asked.reason?.trim() || null },
    });
  });
}

/** Opens a closed period again; the reason is kept in the audit log. */
export function reopenPeriod(
  db: Database,
  period: string,
  asked: { version: number; reason: string },
  actor: Actor,
): void {
  const reason = asked.reason.trim();
  if (reason === '') {
    throw invalidFields({ reason: { code: 'required', message: '请填写重新开放的原因。' } });
  }
  db.write((tx) => {
    const facts = seenFacts(tx, period, asked.version);
    if (facts.closedAt === null) {
      throw new AppError(409, 'not_closed', `${periodLabel(period)}没有截止，无需重新开放。`);
    }
    writePeriod(tx, period, facts, { closedAt: null, closedBy: null });
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'period.reopen',
      entity: 'period',
      entityId: period,
      before: { closedAt: facts.closedAt },
      after: { closedAt: null, reason },
    });
  });
}

/** Publishes every approved figure of a period that is not public yet; a later revision needs a new release. */
export function releasePeriod(db: Database, period: string, actor: Actor): ReleaseReply {
  return db.write((tx) => {
    const rows = tx
      .select()
      .from(report)
      .where(
        and(
          eq(report.period, period),
          isNotNull(report.approvedRevision),
          or(isNull(report.releasedRevision), ne(report.releasedRevision, report.approvedRevision)),
        ),
      )
      .all();
    if (rows.length === 0) {
      throw new AppError(409, 'nothing_to_release', `${periodLabel(period)}没有待发布的已审核数据。`);
    }
    for (const row of rows) {
      const revision = row.approvedRevision;
      tx.update(report)
        .set({ releasedRevision: revision, releasedAt: actor.at })
        .where(eq(report.id, row.id))
        .run();
      tx.insert(reportEvent)
        .values({ reportId: row.id, kind: 'released', revision, at: actor.at, by: actor.id })
        .run();
    }
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'period.release',
      entity: 'period',
      entityId: period,
      before: rows.map((row) => ({ unitCode: row.unitCode, releasedRevision: row.releasedRevision })),
      after: rows.map((row) => ({ unitCode: row.unitCode, releasedRevision: row.approvedRevision })),
    });
    return { period, released: rows.length, releasedAt: actor.at };
  });
}
