import { periodLabel } from '../rules/periods.ts';
import { CITY_CODE } from '../rules/units.ts';
import { quoted } from './county.ts';
import type { Facts, Matter } from './facts.ts';
import type { Reminder, ReminderKind } from './schema.ts';

const MAX_NAMED = 3;

/** '永修县、都昌县等5个单位'. */
function named(matters: readonly Matter[]): string {
  const names = matters.slice(0, MAX_NAMED).map(({ unitName }) => unitName);
  return `${names.join('、')}${matters.length > MAX_NAMED ? `等${matters.length}个单位` : ''}`;
}

function together(
  kind: ReminderKind,
  matters: readonly Matter[],
  say: (names: string, label: string) => string,
  since: string,
): Reminder[] {
  const [first] = matters;
  if (!first) return [];
  const { period } = first;
  const text = say(named(matters), periodLabel(period));
  return [{ kind, text, unitCode: null, period, to: `/review?period=${period}`, since }];
}

const earliest = (times: readonly string[]) => [...times].sort()[0] ?? '';

function toReview(matters: readonly Matter[]): Reminder[] {
  const waiting = matters.filter(({ report }) => report?.status === 'submitted');
  return together(
    'review',
    waiting,
    (names, label) => `${label}有${waiting.length}份报表待审核：${names}`,
    earliest(waiting.flatMap(({ submittedAt }) => submittedAt ?? [])),
  );
}

function overdue(matters: readonly Matter[], facts: Facts): Reminder[] {
  const dueOn = ({ unitCode, period }: Matter) => facts.book.of(unitCode, period).dueOn;
  const late = matters.filter(
    (matter) => matter.unitCode !== CITY_CODE && matter.firstAt === null && dueOn(matter) < facts.today,
  );
  const say = (names: string, label: string) => `${label}有${late.length}个单位逾期未报：${names}`;
  return together('overdue', late, say, earliest(late.map(dueOn)));
}

/** Reports that still stand as they were before the fed-back figures were corrected. */
function differing(matters: readonly Matter[]): Reminder[] {
  const stale = matters.filter(
    ({ unitCode, corrections }) => unitCode !== CITY_CODE && corrections.length > 0,
  );
  return together(
    'feedbackDiffers',
    stale,
    (names, label) => `${label}统计反馈更正后，${names}的报表尚未更正`,
    earliest(stale.flatMap(({ feedback }) => feedback?.head.enteredAt ?? [])),
  );
}

/** The table itself, where it is the way in and has not been entered. */
function tableMissing(matters: readonly Matter[], facts: Facts): Reminder[] {
  const [first] = matters;
  if (facts.plan.intensity.wayIn !== 'feedback' || !first) return [];
  if (facts.book.facts(first.period).feedbackOn !== null) return [];
  const { period } = first;
  const text = `${periodLabel(period)}尚未录入统计反馈表`;
  const since = facts.book.general(period).opensOn;
  return [{ kind: 'due', text, unitCode: null, period, to: `/review?period=${period}`, since }];
}

/** A county's message, until it is answered or the report decided upon after it. */
function messages(matters: readonly Matter[]): Reminder[] {
  return matters.flatMap((matter) => {
    const message = matter.events.get('message');
    const { unitCode, unitName, period, decidedAt } = matter;
    if (message?.byRole !== 'county' || (decidedAt !== null && decidedAt >= message.at)) return [];
    const text = `${unitName}就${periodLabel(period)}留言：${quoted(message.text)}`;
    const to = `/review?period=${period}&unit=${unitCode}`;
    return [{ kind: 'message' as const, text, unitCode, period, to, since: message.at }];
  });
}

/** What waits for the bureau in one period, all units of it. */
export function bureauReminders(matters: readonly Matter[], facts: Facts): Reminder[] {
  const [first] = matters;
  const open = first !== undefined && facts.book.general(first.period).state === 'open';
  const pressing = open
    ? [...overdue(matters, facts), ...differing(matters), ...tableMissing(matters, facts)]
    : [];
  return [...toReview(matters), ...pressing, ...messages(matters)];
}
