import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report, unit, user, warning, warningEvent } from '../../db/schema.ts';
import { shanghaiDate } from '../http/clock.ts';
import { daysBetween, periodLabel } from '../rules/periods.ts';
import { isInRemedy, overdueOf } from '../rules/warning-deadlines.ts';
import { type WarningState, type WarningViewer, warningStepsFor } from '../rules/warning-steps.ts';
import { warningNumber } from '../rules/warning-text.ts';
import type { WarningEventData, WarningRow } from './record.ts';
import type { WarningFacts, WarningSummary } from './schema.ts';
import { type WarningScope, warningsIn } from './scope.ts';

/** Whose eyes a reply is for. */
export interface WarningView {
  viewer: WarningViewer;
  scope: WarningScope;
  today: string;
}

export interface WarningEventEntry {
  id: number;
  step: string;
  fromStage: string | null;
  toStage: string;
  at: string;
  byId: number;
  by: string;
  note: string | null;
  data: Partial<WarningEventData>;
}

export interface WarningEntry {
  row: WarningRow;
  unitName: string;
  isReleased: boolean;
  /** oldest first */
  events: WarningEventEntry[];
}

/** Business date of an event; of one without it, the Shanghai date it was recorded. */
export const dayOf = ({ at, data }: Pick<WarningEventEntry, 'at' | 'data'>) =>
  data.on ?? shanghaiDate(new Date(at));

function eventsOf(db: ReadDb, ids: readonly number[]): Map<number, WarningEventEntry[]> {
  const rows = db
    .select({ event: warningEvent, by: user.displayName })
    .from(warningEvent)
    .innerJoin(user, eq(user.id, warningEvent.by))
    .where(inArray(warningEvent.warningId, [...ids]))
    .orderBy(asc(warningEvent.id))
    .all();
  const byWarning = new Map<number, WarningEventEntry[]>();
  for (const { event, by } of rows) {
    const { warningId, data, by: byId, ...rest } = event;
    const entry = { ...rest, byId, by, data: JSON.parse(data ?? '{}') as Partial<WarningEventData> };
    byWarning.set(warningId, [...(byWarning.get(warningId) ?? []), entry]);
  }
  return byWarning;
}

const released = sql<number>`EXISTS (
  SELECT 1 FROM ${report} WHERE ${report.unitCode} = ${warning.unitCode} AND ${report.period} = ${warning.period}
    AND ${report.releasedRevision} IS NOT NULL)`;

/** Warnings this viewer may know of, newest first: two queries. */
export function warningEntries(db: ReadDb, scope: WarningScope, id?: number): WarningEntry[] {
  const rows = db
    .select({ row: warning, unitName: unit.name, released })
    .from(warning)
    .innerJoin(unit, eq(unit.code, warning.unitCode))
    .where(id === undefined ? warningsIn(scope) : warningsIn(scope, eq(warning.id, id)))
    .orderBy(desc(warning.period), desc(warning.id))
    .all();
  const events = eventsOf(
    db,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, unitName, released: known }) => ({
    row,
    unitName,
    isReleased: known === 1,
    events: events.get(row.id) ?? [],
  }));
}

const lastOf = (events: readonly WarningEventEntry[], steps: readonly string[]) =>
  events.findLast(({ step }) => steps.includes(step));

/** The newest answer and what became of it. */
export function answerOf({ events }: WarningEntry): WarningSummary['answer'] {
  const last = lastOf(events, ['answer', 'acceptAnswer', 'rejectAnswer']);
  if (!last) return null;
  return last.step === 'answer' ? 'waiting' : last.step === 'acceptAnswer' ? 'accepted' : 'rejected';
}

/** Calendar days each answer came after the deadline it had then, by event; those in time are left out. */
export function lateAnswers({ events }: WarningEntry): Map<number, number> {
  const late = new Map<number, number>();
  let dueOn: string | null = null;
  for (const event of events) {
    dueOn = event.data.answerDueOn ?? dueOn;
    if (event.step === 'answer' && dueOn !== null && dayOf(event) > dueOn) {
      late.set(event.id, daysBetween(dueOn, dayOf(event)));
    }
  }
  return late;
}

export function stateOf(entry: WarningEntry): WarningState {
  const { stage, unitCode, draftedBy } = entry.row;
  const submitted = lastOf(entry.events, ['submit']);
  return {
    stage,
    unitCode,
    draftedBy,
    submittedBy: submitted?.byId ?? null,
    answerAccepted: answerOf(entry) === 'accepted',
  };
}

export const numberOf = ({ numberYear, numberSeq }: WarningRow) =>
  numberYear === null || numberSeq === null ? null : warningNumber(numberYear, numberSeq);

export const factsIn = (row: WarningRow) => JSON.parse(row.facts) as WarningFacts;

export function summaryOf(entry: WarningEntry, { viewer, today }: WarningView): WarningSummary {
  const { row, events } = entry;
  const { lamp, actualPct, targetPct, gapPoints } = factsIn(row);
  const dayOfStep = (step: string) => {
    const event = lastOf(events, [step]);
    return event ? dayOf(event) : null;
  };
  return {
    id: row.id,
    unitCode: row.unitCode,
    unitName: entry.unitName,
    period: row.period,
    label: periodLabel(row.period),
    trigger: row.trigger,
    stage: row.stage,
    number: numberOf(row),
    lamp,
    actualPct,
    targetPct,
    gapPoints,
    answerDueOn: row.answerDueOn,
    remedyDueOn: row.remedyDueOn,
    issuedOn: dayOfStep('issue'),
    answeredOn: dayOfStep('answer'),
    closedOn: dayOfStep('close'),
    answerDaysLate: Math.max(0, ...lateAnswers(entry).values()),
    ...overdueOf(row, today),
    inRemedy: isInRemedy(row, today),
    internal: !entry.isReleased,
    answer: answerOf(entry),
    steps: warningStepsFor(viewer, stateOf(entry)),
    version: row.version,
  };
}
