import { and, eq } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { collectionSetting, setting, unitSetting } from '../../db/schema.ts';
import {
  COLLECTION_ITEMS,
  type CollectionItemId,
  type CollectionPlan,
  DEFAULT_COLLECTION_PLAN,
} from '../rules/collection.ts';
import { DEFAULT_DUE_DAY, DEFAULT_WORKING_DAYS } from '../rules/deadlines.ts';
import { reportableFrom } from '../rules/periods.ts';

/* What the bureau chose about collecting (采集设置); whatever it did not choose follows the rules' defaults. */

/** The general deadline rule (期限规则). */
export interface DeadlineRule {
  /** day of the following month, 1–28 */
  dueDay: number;
  workingDaysAfterFeedback: number;
}

/** All rules there have been: a new one counts for the periods over from its day on, so no past deadline moves. */
export interface DeadlineRules {
  /** oldest first; `from` is an Asia/Shanghai calendar date */
  changes: readonly (DeadlineRule & { from: string })[];
  /** 0 = never changed */
  version: number;
}

const FIRST_RULE: DeadlineRule = { dueDay: DEFAULT_DUE_DAY, workingDaysAfterFeedback: DEFAULT_WORKING_DAYS };

/** Key of the deadline rules in the table `setting`; its value is JSON of `DeadlineRules`. */
export const DEADLINES_KEY = 'deadlines';

/** One query. */
export function deadlineRules(db: ReadDb): DeadlineRules {
  const row = db.select().from(setting).where(eq(setting.key, DEADLINES_KEY)).get();
  return row ? (JSON.parse(row.value) as DeadlineRules) : { changes: [], version: 0 };
}

/** The rule of a period: the newest that stood on the first day after its end. */
export function deadlineRuleOf({ changes }: DeadlineRules, period: string): DeadlineRule {
  const over = reportableFrom(period);
  return changes.findLast(({ from }) => from <= over) ?? FIRST_RULE;
}

/** The rule for the periods to come. */
export function currentDeadlineRule({ changes }: DeadlineRules): DeadlineRule {
  return changes.at(-1) ?? FIRST_RULE;
}

/** Every item with its frequency and way in, and the version of the choice (0 = the default): one query. */
export function collectionItems(db: ReadDb) {
  const chosen = new Map(
    db
      .select()
      .from(collectionSetting)
      .all()
      .map((row) => [row.itemId, row]),
  );
  return COLLECTION_ITEMS.map((item) => {
    const row = chosen.get(item.id);
    return {
      itemId: item.id,
      label: item.label,
      frequency: row?.frequency ?? DEFAULT_COLLECTION_PLAN[item.id].frequency,
      wayIn: row?.wayIn ?? DEFAULT_COLLECTION_PLAN[item.id].wayIn,
      defaultFrequency: DEFAULT_COLLECTION_PLAN[item.id].frequency,
      defaultWayIn: DEFAULT_COLLECTION_PLAN[item.id].wayIn,
      version: row?.version ?? 0,
    };
  });
}

/** How each item is collected now: one query. */
export function collectionPlan(db: ReadDb): CollectionPlan {
  const items = collectionItems(db);
  return Object.fromEntries(
    items.map(({ itemId, frequency, wayIn }) => [itemId, { frequency, wayIn }]),
  ) as Record<CollectionItemId, CollectionPlan[CollectionItemId]>;
}

/** Whether a second person of the unit has to sign off (签核) before its reports are submitted: one query. */
export function signOffRequired(db: ReadDb, unitCode: string): boolean {
  const row = db
    .select({ unitCode: unitSetting.unitCode })
    .from(unitSetting)
    .where(and(eq(unitSetting.unitCode, unitCode), eq(unitSetting.signOffRequired, true)))
    .get();
  return row !== undefined;
}
