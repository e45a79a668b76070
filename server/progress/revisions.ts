import type { ReadDb } from '../../db/open.ts';
import { toJsonNumber } from '../analytics/decimal.ts';
import { type VisibleReport, visibleReports } from '../reports/revisions.ts';
import { type Scope, seesInternal } from '../reports/scope.ts';
import type { AsOf } from '../reports/standing.ts';
import { FIGURE_FIELDS } from '../rules/figures.ts';
import type { RuleSet } from '../rules/grading.ts';
import { grouped } from '../rules/grouped.ts';
import { periodLabel, planPeriods } from '../rules/periods.ts';
import { isCityCode } from '../rules/units.ts';
import { intensityRows } from '../targets/targets.ts';
import { closedYearPeriods, closedYearsOf, decimalsShown, resultOf, type TargetRow } from './progress.ts';
import { type Step, stepsBetween } from './revision-steps.ts';
import {
  type ProgressRevision,
  type ProgressRevisionsReply,
  type RevisionKind,
  type RevisionSide,
  SCOPE_FIELDS,
} from './schema.ts';

type Revision = NonNullable<VisibleReport['shown']>;
/** A report with figures this viewer may see. */
type Shown = VisibleReport & { shown: Revision };

/** One unit's reports on the two days, by period. */
interface UnitDays {
  target: TargetRow;
  before: VisibleReport[];
  after: VisibleReport[];
  ruleSet: RuleSet;
}

const hasFigures = (row: VisibleReport | undefined): row is Shown => row !== undefined && row.shown !== null;

const at = (rows: VisibleReport[], period: string): Shown | null => {
  const row = rows.find((candidate) => candidate.report.period === period);
  return hasFigures(row) ? row : null;
};

const isReleased = (row: Shown) => row.report.releasedRevision === row.shown.revision;
const isProvisional = (row: Shown) => !isReleased(row) && row.report.approvedRevision !== row.shown.revision;

function sideOf(row: Shown, rows: VisibleReport[], { target, ruleSet }: UnitDays): RevisionSide {
  const result = resultOf(row, target, closedYearsOf(rows, target, row.report.period, ruleSet), ruleSet);
  return {
    revision: row.shown.revision,
    edition: row.shown.edition,
    provisional: isProvisional(row),
    released: isReleased(row),
    actualPct: toJsonNumber(result?.decisivePct ?? null),
    actualDecimals: decimalsShown(row),
    basis: result?.basis ?? null,
    annualLamp: result?.annualLamp ?? 'none',
    planLamp: result?.planLamp ?? 'none',
  };
}

/** What happened to the figures between the two days, the weightiest first; empty = nothing. */
function kindsOf(
  before: Shown | null,
  after: Shown | null,
  standing: VisibleReport['report']['status'],
): RevisionKind[] {
  if (!after) return before ? [standing === 'returned' ? 'returned' : 'withdrawn'] : [];
  const isNew = before?.shown.revision !== after.shown.revision;
  const kinds: RevisionKind[] = [];
  if (!before) kinds.push('first');
  else if (isNew)
    kinds.push(before.shown.edition === 'flash' && after.shown.edition === 'final' ? 'final' : 'revised');
  else if (isProvisional(before) && !isProvisional(after)) kinds.push('approved');
  if (isReleased(after) && (isNew || !before || !isReleased(before))) kinds.push('released');
  return kinds;
}

function fieldsOf(before: Revision | null, after: Revision | null): ProgressRevision['fields'] {
  if (!after || before?.id === after.id) return [];
  const names = before ? [...FIGURE_FIELDS, ...SCOPE_FIELDS] : FIGURE_FIELDS;
  return names
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
    .filter((one) => one.before !== one.after);
}

/** The step that made it so: for who sees internal figures the submission or decision, for others the release. */
function stepOf(
  kinds: readonly RevisionKind[],
  after: Shown | null,
  reportId: number,
  steps: Steps,
  scope: Scope,
): Step {
  const [kind] = kinds;
  if (kind === 'returned' || kind === 'withdrawn') return steps[kind].get(reportId) ?? UNKNOWN;
  const isOutside = after !== null && !seesInternal(scope, after.report.unitCode);
  if (!after || kind === 'released' || isOutside) return steps.released.get(reportId) ?? UNKNOWN;
  if (isProvisional(after)) return { at: after.shown.submittedAt, by: after.submittedBy };
  return { at: after.approvedAt, by: after.approvedBy };
}

type Steps = ReturnType<typeof stepsBetween>;
const UNKNOWN: Step = { at: null, by: null };

function lineOf(days: UnitDays, period: string, steps: Steps, scope: Scope): ProgressRevision | null {
  const before = at(days.before, period);
  const after = at(days.after, period);
  const row = after ?? before;
  if (!row) return null;
  const standing = days.after.find((one) => one.report.period === period)?.report.status ?? 'draft';
  const kinds = kindsOf(before, after, standing);
  const mayMove = closedYearPeriods(period).some(
    (closed) => at(days.before, closed)?.shown.id !== at(days.after, closed)?.shown.id,
  );
  if (kinds.length === 0 && !mayMove) return null;
  const sides = {
    before: before && sideOf(before, days.before, days),
    after: after && sideOf(after, days.after, days),
  };
  if (kinds.length === 0 && sides.before?.planLamp === sides.after?.planLamp) return null;
  return {
    unitCode: days.target.code,
    unitName: days.target.name,
    isCity: isCityCode(days.target.code),
    period,
    label: periodLabel(period),
    kinds: kinds.length > 0 ? kinds : ['closedYear'],
    ...sides,
    fields: fieldsOf(before?.shown ?? null, after?.shown ?? null),
    ...(kinds.length > 0 ? stepOf(kinds, after, row.report.id, steps, scope) : UNKNOWN),
  };
}

/** A plan lamp moved by an earlier year carries that year's step: the newest closed year that changed. */
function withCause(line: ProgressRevision, own: readonly ProgressRevision[]): ProgressRevision {
  if (line.kinds[0] !== 'closedYear') return line;
  const closed = closedYearPeriods(line.period);
  const cause = own.findLast((one) => closed.includes(one.period) && one.fields.length > 0);
  return cause ? { ...line, at: cause.at, by: cause.by } : line;
}

const byUnit = (rows: readonly VisibleReport[]) => grouped(rows, ({ report }) => report.unitCode);

/** What this viewer saw differently at the end of one day and of a later one: a line per unit and period, newest first. */
export function progressRevisions(
  db: ReadDb,
  scope: Scope,
  asked: { from: AsOf; to: AsOf; ruleSet: RuleSet },
): ProgressRevisionsReply {
  const { from, to, ruleSet } = asked;
  const periods = planPeriods();
  const before = byUnit(visibleReports(db, scope, { periods, asOf: from }));
  const after = byUnit(visibleReports(db, scope, { periods, asOf: to }));
  const steps = stepsBetween(db, from, to);
  const lines = intensityRows(db).flatMap((target) => {
    const { code } = target;
    const days = { target, before: before.get(code) ?? [], after: after.get(code) ?? [], ruleSet };
    const own = periods
      .map((period) => lineOf(days, period, steps, scope))
      .filter((line): line is ProgressRevision => line !== null);
    return own.map((line) => withCause(line, own));
  });
  return {
    from: from.date,
    to: to.date,
    ruleSet: ruleSet.id,
    revisions: lines.sort((a, b) => b.period.localeCompare(a.period)),
  };
}
