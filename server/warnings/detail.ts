import { inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { fullDate } from '../rules/date-text.ts';
import { can } from '../rules/permissions.ts';
import { WARNING_CAUSES, type WarningCause } from '../rules/warning-causes.ts';
import { mayEditWarning, WARNING_STAGES, type WarningStage } from '../rules/warning-steps.ts';
import {
  dayOf,
  factsIn,
  lateAnswers,
  summaryOf,
  type WarningEntry,
  type WarningEventEntry,
  type WarningView,
  warningEntries,
} from './list.ts';
import type { StoredMeasure } from './record.ts';
import type { WarningDetail, WarningMeasure } from './schema.ts';
import type { WarningScope } from './scope.ts';

/** One warning this viewer may know of, or 404: another county's is not even there. */
export function requireWarning(db: ReadDb, scope: WarningScope, id: number): WarningEntry {
  const [entry] = warningEntries(db, scope, id);
  if (!entry) throw notFound('预警通知');
  return entry;
}

const isStage = (text: string | null): text is WarningStage => WARNING_STAGES.some((stage) => stage === text);
const isCause = (text: string): text is WarningCause => WARNING_CAUSES.some((cause) => cause === text);

/** What an event says beside its note. */
function linesOf({ id, step, data }: WarningEventEntry, entry: WarningEntry): string[] {
  if (step === 'issue' && data.number) return [`编号${data.number}`];
  if (step === 'answer') {
    const late = lateAnswers(entry).get(id);
    const measures = `整改措施${data.measures?.length ?? 0}项`;
    return late === undefined ? [measures] : [measures, `逾期${late}天答复`];
  }
  if (step === 'extendAnswer' && data.answerDueOn) return [`答复期限延至${fullDate(data.answerDueOn)}`];
  if (step === 'extend' && data.remedyDueOn) return [`整改期限延至${fullDate(data.remedyDueOn)}`];
  if (step === 'rejectAnswer' && data.answerDueOn) return [`请于${fullDate(data.answerDueOn)}前重新答复`];
  const answer = entry.events.findLast((event) => event.id < id && event.step === 'answer');
  return (data.doneMeasures ?? []).flatMap((index) => {
    const measure = answer?.data.measures?.[index];
    return measure ? [`已完成：${measure.text}`] : [];
  });
}

function nameOf(db: ReadDb, ids: readonly number[]): Map<number, string> {
  const rows = db
    .select({ id: user.id, name: user.displayName })
    .from(user)
    .where(inArray(user.id, [...ids]));
  return new Map(rows.all().map(({ id, name }) => [id, name]));
}

/** A measure with the firm and project it names, which only those read who may see firms. */
function measureShown(measure: StoredMeasure, seesFirms: boolean): Omit<WarningMeasure, 'doneOn'> {
  if (!seesFirms) {
    return { ...measure, beneficiaryId: null, beneficiaryName: null, projectId: null, projectName: null };
  }
  return { ...measure, projectId: measure.projectId ?? null, projectName: measure.projectName ?? null };
}

/** The answer that counts: the newest, with what was reported done since. */
function answerParts(
  { events }: WarningEntry,
  seesFirms: boolean,
): Pick<WarningDetail, 'causes' | 'causeText' | 'measures'> {
  const index = events.findLastIndex(({ step }) => step === 'answer');
  const answer = events[index];
  const later = events.slice(index + 1).filter(({ step }) => step === 'progress');
  return {
    causes: (answer?.data.causes ?? []).filter(isCause),
    causeText: answer?.data.causeText ?? null,
    measures: (answer?.data.measures ?? []).map((measure, number) => {
      const done = later.find(({ data }) => data.doneMeasures?.includes(number));
      return { ...measureShown(measure, seesFirms), doneOn: done ? dayOf(done) : null };
    }),
  };
}

/** Everything about one warning, as far as the viewer may see it. */
export function warningDetail(db: ReadDb, view: WarningView, id: number): WarningDetail {
  const entry = requireWarning(db, view.scope, id);
  const { row } = entry;
  const names = nameOf(db, [row.draftedBy, row.issuedBy ?? 0]);
  const parts = answerParts(entry, can(view.viewer.role, 'projects.read'));
  // a county and leaders read what happened since it was issued; how the bureau wrote it is the bureau's own
  const issuedAt = entry.events.findIndex(({ step }) => step === 'issue');
  const shown = view.scope.unissued ? entry.events : entry.events.slice(issuedAt);
  return {
    ...summaryOf(entry, view),
    facts: factsIn(row),
    body: row.body,
    draftedBy: names.get(row.draftedBy) ?? '',
    issuedBy: row.issuedBy === null ? null : (names.get(row.issuedBy) ?? ''),
    ...parts,
    events: shown.map((event) => ({
      id: event.id,
      step: event.step,
      fromStage: isStage(event.fromStage) ? event.fromStage : null,
      toStage: isStage(event.toStage) ? event.toStage : row.stage,
      at: event.at,
      on: dayOf(event),
      by: event.by,
      note: event.note,
      lines: linesOf(event, entry),
    })),
    mayEdit: mayEditWarning(view.viewer, row.stage),
  };
}
