import type { ReadDb } from '../../db/open.ts';
import { unit } from '../../db/schema.ts';
import { periodLabel } from '../rules/periods.ts';
import { draftUnitsOf, type Viewer } from '../rules/permissions.ts';
import type { TaskViewer } from '../rules/task-steps.ts';
import { CITY_CODE } from '../rules/units.ts';
import { bureauReminders } from './bureau.ts';
import { countyReminders } from './county.ts';
import { type Facts, readFacts, signableUnits } from './facts.ts';
import { ledgerReminders } from './ledger.ts';
import type { Reminder, ReminderListReply } from './schema.ts';
import { taskReminders } from './tasks.ts';
import { warningReminders } from './warnings.ts';

/** Most urgent first. */
const URGENCY: Readonly<Record<Reminder['kind'], number>> = {
  overdue: 0,
  warningOverdue: 0,
  returned: 1,
  taskReturned: 1,
  reopened: 1,
  signOff: 2,
  taskUrged: 2,
  warning: 2,
  feedbackDiffers: 3,
  review: 4,
  taskReview: 4,
  feedbackWaiting: 5,
  due: 6,
  message: 7,
  taskDue: 7,
  need: 8,
  project: 8,
  declaration: 9,
};

function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

/** Older periods of the same kind and unit in one line: nobody reads a list of twenty. Expects newest first. */
function gathered(reminders: readonly Reminder[]): Reminder[] {
  const groups = groupsOf(reminders, ({ kind, unitCode }) => `${kind} ${unitCode ?? ''}`);
  return groups.flatMap((group) => {
    const [newest, ...older] = group;
    const [next] = older;
    const oldest = older.at(-1);
    if (newest?.kind !== 'overdue' || !next || !oldest || older.length < 2) return group;
    const text = `另有${older.length}期逾期未报（${periodLabel(oldest.period)}至${periodLabel(next.period)}）`;
    return [newest, { ...oldest, text }];
  });
}

function ofBureau(facts: Facts, userId: number): Reminder[] {
  const own = { userId, signable: new Set<string>(), namesUnits: true };
  const city = facts.matters
    .filter(({ unitCode }) => unitCode === CITY_CODE)
    .flatMap((matter) => countyReminders(matter, facts, own));
  const periods = groupsOf(facts.matters, ({ period }) => period);
  return [...city, ...periods.flatMap((matters) => bureauReminders(matters, facts))];
}

/** What reports ask of a person. */
function reportReminders(db: ReadDb, viewer: Viewer & { userId: number }, today: string): Reminder[] {
  const scope = draftUnitsOf(viewer);
  const codes = scope === 'all' ? allUnits(db) : scope;
  if (codes.length === 0) return [];
  const facts = readFacts(db, codes, today);
  const { userId } = viewer;
  const officer = { userId, signable: signableUnits(db, userId), namesUnits: codes.length > 1 };
  const found =
    scope === 'all'
      ? ofBureau(facts, userId)
      : facts.matters.flatMap((matter) => countyReminders(matter, facts, officer));
  return gathered(found.sort((a, b) => b.period.localeCompare(a.period)));
}

/**
 * What waits for the signed-in person, computed from what is stored: a county officer's own units, the bureau's queue
 * and its own 全市 report, warnings to answer and to close, projects that stand still, needs that wait, tasks without
 * a report. Whoever only reads has none but what has risen to leaders.
 */
export function remindersOf(db: ReadDb, viewer: TaskViewer, today: string): ReminderListReply {
  const found = [
    ...reportReminders(db, viewer, today),
    ...warningReminders(db, viewer, today),
    ...ledgerReminders(db, viewer, today),
    ...taskReminders(db, viewer, today),
  ];
  return { reminders: found.sort((a, b) => URGENCY[a.kind] - URGENCY[b.kind]) };
}

function allUnits(db: ReadDb): string[] {
  return db
    .select({ code: unit.code })
    .from(unit)
    .all()
    .map(({ code }) => code);
}
