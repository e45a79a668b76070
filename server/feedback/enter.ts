import { appendAudit } from '../../db/audit.ts';
import type { Database, ReadDb } from '../../db/open.ts';
import { feedback, feedbackRow } from '../../db/schema.ts';
import { type Actor, auditFrom } from '../http/context.ts';
import { AppError, type FieldErrors, invalidFields } from '../http/errors.ts';
import { requirePeriod, requireReportable } from '../http/params.ts';
import { periodClosed, periodFacts } from '../periods/deadlines.ts';
import { deadlineRuleOf, deadlineRules } from '../periods/settings.ts';
import { dateFault } from '../rules/date-text.ts';
import { dueRule } from '../rules/deadlines.ts';
import { FIGURE_FIELDS, parseFigure } from '../rules/figures.ts';
import { parsePeriod } from '../rules/periods.ts';
import { isDate } from '../rules/subsidies/facts.ts';
import { differencesBetween } from './differences.ts';
import { type FeedbackLine, type FigureNumbers, feedbackRowsOf } from './feedback.ts';
import { submissionsOfPeriod, type UnitSubmission } from './overview.ts';
import type { FeedbackInput, FeedbackVerdict } from './schema.ts';

type RowVerdict = FeedbackVerdict['rows'][number];

/** Problems of the table itself, by field. */
function headProblems(input: FeedbackInput, period: string, today: string): FieldErrors {
  const problems: FieldErrors = {};
  if (input.document.trim() === '') {
    problems.document = { code: 'required', message: '请填写反馈文件名称或文号。' };
  }
  const { documentDate } = input;
  if (!isDate(documentDate)) {
    problems.documentDate = { code: 'invalid_date', message: dateFault(today) };
  } else if (documentDate > today) {
    problems.documentDate = { code: 'future_date', message: '文件日期不能晚于今天。' };
  } else if (documentDate < `${period}-01`) {
    const message = '文件日期早于本期最后一个月，请核对年月或期别。';
    problems.documentDate = { code: 'too_early', message };
  }
  if (input.edition === 'final' && parsePeriod(period)?.month !== 12) {
    problems.edition = { code: 'final_only_in_december', message: '年报只用于1–12月。' };
  }
  return problems;
}

/** The numbers of a pasted line; a cell that is no such figure is null and has its problem. */
function readLine(row: FeedbackInput['rows'][number]): { figures: FigureNumbers; problems: FieldErrors } {
  const problems: FieldErrors = {};
  const figures = Object.fromEntries(
    FIGURE_FIELDS.map((field) => {
      const parsed = parseFigure(field, row[field]);
      if (!parsed.ok) problems[field] = { code: parsed.code, message: parsed.message };
      return [field, parsed.ok ? parsed.text : null];
    }),
  ) as FigureNumbers;
  return { figures, problems };
}

interface Known {
  units: ReadonlyMap<string, UnitSubmission>;
  lines: ReadonlyMap<string, FeedbackLine>;
}

function judgeRow(row: FeedbackInput['rows'][number], known: Known, codes: readonly string[]): RowVerdict {
  const { figures, problems } = readLine(row);
  const unit = known.units.get(row.unitCode);
  const earlier = known.lines.get(row.unitCode)?.figures ?? null;
  if (!unit) problems.unitCode = { code: 'unknown_unit', message: `没有代码为“${row.unitCode}”的填报单位。` };
  else if (codes.filter((code) => code === row.unitCode).length > 1) {
    problems.unitCode = { code: 'duplicate', message: `${unit.unitName}在表中不止一行。` };
  }
  const invalid = Object.keys(problems).length > 0;
  const blank = FIGURE_FIELDS.every((field) => figures[field] === null);
  const changes = FIGURE_FIELDS.filter((field) => earlier !== null && earlier[field] !== figures[field]).map(
    (field) => ({ field, from: earlier?.[field] ?? null, to: figures[field] }),
  );
  const verdict = () => {
    if (invalid) return 'invalid';
    if (blank) return 'blank';
    if (earlier === null) return 'new';
    return changes.length > 0 ? 'changed' : 'same';
  };
  return {
    unitCode: row.unitCode,
    unitName: unit?.unitName ?? row.unitCode,
    verdict: verdict(),
    problems,
    figures,
    changes: invalid || blank ? [] : changes,
    reportStatus: unit?.status ?? null,
    differences: unit?.figures && !invalid && !blank ? differencesBetween(unit.figures, figures) : [],
  };
}

/** The due date that a first table brings about for the units it names; null where it stays as it is. */
function dueAfter(db: ReadDb, period: string, today: string): string | null {
  const { dueOn, opensOn } = periodFacts(db, period);
  const { dueDay, workingDaysAfterFeedback } = deadlineRuleOf(deadlineRules(db), period);
  const feedbackEnteredOn = today;
  const rule = dueRule({ period, dueOn, opensOn, feedbackEnteredOn, dueDay, workingDaysAfterFeedback });
  return rule.basis === 'feedback' ? rule.dueOn : null;
}

/**
 * What writing this table would do, line by line; writes nothing.
 * @throws 400 `invalid_period`, 422 `period_not_open` before the period is over, 409 `period_closed`
 */
export function judgeFeedback(db: ReadDb, input: FeedbackInput, today: string): FeedbackVerdict {
  const period = requireReportable(requirePeriod(input.period), today);
  if (periodFacts(db, period).closedAt !== null) {
    throw periodClosed(period, '；请先重新开放，再录入反馈。');
  }
  const units = new Map(submissionsOfPeriod(db, period).map((one) => [one.unitCode, one]));
  const lines = feedbackRowsOf(db, period);
  const codes = input.rows.map(({ unitCode }) => unitCode);
  const rows = input.rows.map((row) => judgeRow(row, { units, lines }, codes));
  const problems = headProblems(input, period, today);
  const written = rows.filter(({ verdict }) => verdict !== 'blank' && verdict !== 'invalid');
  if (written.length === 0 && rows.every(({ verdict }) => verdict === 'blank')) {
    problems.rows = { code: 'empty', message: '表中没有数据。' };
  }
  const named = new Set(written.map(({ unitCode }) => unitCode));
  return {
    period,
    ok: Object.keys(problems).length === 0 && rows.every(({ verdict }) => verdict !== 'invalid'),
    feedbackId: null,
    problems,
    rows,
    missingUnits: [...units.values()]
      .filter(({ unitCode }) => !named.has(unitCode) && !lines.has(unitCode))
      .map(({ unitCode, unitName }) => ({ unitCode, unitName })),
    dueOn: rows.some(({ verdict }) => verdict === 'new') ? dueAfter(db, period, today) : null,
  };
}

/** Every problem at its place, as `document` or `rows.3.energyWanTce`. */
function problemsOf(verdict: FeedbackVerdict): FieldErrors {
  const lines = verdict.rows.flatMap(({ problems }, index) =>
    Object.entries(problems).map(([field, problem]) => [`rows.${index}.${field}`, problem] as const),
  );
  return { ...verdict.problems, ...Object.fromEntries(lines) };
}

/** Whether the table says nothing that is not on record with the same document already (a second click). */
function repeats(db: ReadDb, input: FeedbackInput, verdict: FeedbackVerdict): boolean {
  const lines = feedbackRowsOf(db, verdict.period);
  return verdict.rows.every(({ unitCode, verdict: result }) => {
    if (result === 'blank') return true;
    const head = lines.get(unitCode)?.head;
    if (result !== 'same' || !head) return false;
    return (
      head.document === input.document.trim() &&
      head.documentDate === input.documentDate &&
      head.edition === input.edition &&
      head.energyScope === input.energyScope &&
      head.feedstockDeducted === input.feedstockDeducted &&
      head.renewablesDeducted === input.renewablesDeducted
    );
  });
}

/**
 * Records a table fed back by the statistics bureau: the named units' lines count from now on, the others stay.
 * @throws 422 with every problem at its place; 409 `nothing_new` where the same table stands already
 */
export function enterFeedback(
  db: Database,
  input: FeedbackInput,
  today: string,
  actor: Actor,
): FeedbackVerdict {
  return db.write((tx) => {
    const verdict = judgeFeedback(tx, input, today);
    if (!verdict.ok) throw invalidFields(problemsOf(verdict));
    if (repeats(tx, input, verdict)) {
      throw new AppError(409, 'nothing_new', '与已录入的反馈完全一致，没有需要录入的内容。');
    }
    const { period } = verdict;
    const document = input.document.trim();
    const { documentDate, edition, energyScope, feedstockDeducted, renewablesDeducted } = input;
    const head = { document, documentDate, edition, energyScope, feedstockDeducted, renewablesDeducted };
    const { id } = tx
      .insert(feedback)
      .values({ period, ...head, enteredOn: today, enteredAt: actor.at, enteredBy: actor.id })
      .returning({ id: feedback.id })
      .get();
    const written = verdict.rows.filter(({ verdict: result }) => result !== 'blank');
    for (const { unitCode, figures } of written) {
      tx.insert(feedbackRow)
        .values({ feedbackId: id, unitCode, ...figures })
        .run();
    }
    appendAudit(tx, {
      ...auditFrom(actor),
      action: 'feedback.enter',
      entity: 'feedback',
      entityId: period,
      after: { id, ...head, lines: written.map(({ unitCode, figures }) => ({ unitCode, ...figures })) },
    });
    return { ...verdict, feedbackId: id };
  });
}
