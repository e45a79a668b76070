import { FIGURE_SPECS } from '../rules/figures.ts';
import { daysBetween, periodLabel } from '../rules/periods.ts';
import { withTrueMinus } from '../rules/wording.ts';
import type { Facts, Matter } from './facts.ts';
import type { Reminder, ReminderKind } from './schema.ts';

/** Who a county's reminders are for. */
export interface Officer {
  userId: number;
  /** units for which this person may sign off */
  signable: ReadonlySet<string>;
  /** whether the unit is named: only where there are several */
  namesUnits: boolean;
}

const MAX_QUOTED = 40;

/** A text cut to a readable length. */
export function quoted(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > MAX_QUOTED ? `${flat.slice(0, MAX_QUOTED)}…` : flat;
}

/** '2026-11-20' → '11月20日'. */
export function dayText(date: string): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
}

const entryOf = ({ unitCode, period }: Matter) => `/entry?unit=${unitCode}&period=${period}`;

/** Who and what: '2026年1–10月', with the unit where the reader has several. */
function subject(matter: Matter, officer: Officer): string {
  return `${officer.namesUnits ? matter.unitName : ''}${periodLabel(matter.period)}`;
}

function remind(matter: Matter, kind: ReminderKind, text: string, since: string): Reminder {
  return { kind, text, unitCode: matter.unitCode, period: matter.period, to: entryOf(matter), since };
}

/** What was sent back to the officer: by the bureau, by the second person of the unit, or reopened for a correction. */
function sentBack(matter: Matter, facts: Facts, officer: Officer): Reminder[] {
  const { report, returned, events } = matter;
  const { dueOn, state } = facts.book.of(matter.unitCode, matter.period);
  const closed = state === 'closed' ? '（本期已截止，须先重新开放）' : '';
  if (report?.status === 'returned' && returned) {
    const by = dueOn >= facts.today ? `（请于${dayText(dueOn)}前重报）` : '';
    const text = `${subject(matter, officer)}被退回：${quoted(returned.text)}${closed || by}`;
    return [remind(matter, 'returned', text, returned.at)];
  }
  if (report?.status !== 'draft') return [];
  const untouchedSince = (at: string) => report.draftSavedAt === null || report.draftSavedAt <= at;
  const declined = events.get('signOffDeclined');
  if (declined && untouchedSince(declined.at)) {
    const text = `${subject(matter, officer)}签核退回修改：${quoted(declined.text)}${closed}`;
    return [remind(matter, 'returned', text, declined.at)];
  }
  const reopened = events.get('reopened');
  if (reopened?.byRole === 'bureau' && untouchedSince(reopened.at) && matter.corrections.length === 0) {
    const text = `市工信局请更正${subject(matter, officer)}：${quoted(reopened.text)}${closed}`;
    return [remind(matter, 'reopened', text, reopened.at)];
  }
  return [];
}

function dueWords(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn);
  if (left === 0) return '今天截止';
  return `${dayText(dueOn)}截止（还有${left}天）`;
}

/** Not handed in yet: overdue, waiting to be confirmed, or due. */
function missing(matter: Matter, facts: Facts, officer: Officer): Reminder[] {
  const { report, feedback } = matter;
  const withdrawn =
    report?.status === 'draft' && report.latestRevision > 0 && report.approvedRevision === null;
  const untouched = report === null || (report.status === 'draft' && report.latestRevision === 0);
  if (!untouched && !withdrawn) return [];
  const { dueOn, opensOn } = facts.book.of(matter.unitCode, matter.period);
  const what = subject(matter, officer);
  // one that was handed in, sent back and taken back again is not overdue
  if (dueOn < facts.today && matter.firstAt === null) {
    const late = daysBetween(dueOn, facts.today);
    const help = feedback ? '，统计反馈已录入，核对确认即可' : '，请尽快报送';
    return [remind(matter, 'overdue', `${what}已逾期${late}天（${dayText(dueOn)}截止）${help}`, dueOn)];
  }
  if (withdrawn) {
    const due = dueOn < facts.today ? '' : `，${dueWords(dueOn, facts.today)}`;
    const text = `${what}已撤回，待重新报送${due}`;
    return [remind(matter, 'due', text, report.draftSavedAt ?? opensOn)];
  }
  if (feedback) {
    const text = `${what}统计反馈已录入，请核对确认，${dueWords(dueOn, facts.today)}`;
    return [remind(matter, 'feedbackWaiting', text, feedback.head.enteredAt)];
  }
  // where the figures come by the table, there is nothing for the county to do before it is in
  if (facts.plan.intensity.wayIn === 'feedback') return [];
  return [remind(matter, 'due', `${what}待报送，${dueWords(dueOn, facts.today)}`, opensOn)];
}

/** A colleague's report that this person may sign off; never one's own. */
function toSign(matter: Matter, officer: Officer): Reminder[] {
  const { report, events, draftByName } = matter;
  const asked = events.get('signOffAsked');
  const own =
    report?.draftBy === officer.userId ||
    asked?.byId === officer.userId ||
    report?.draftAuthors.includes(officer.userId);
  if (report?.status !== 'signing' || own || !officer.signable.has(matter.unitCode)) return [];
  const text = `${draftByName ?? '同事'}填报的${subject(matter, officer)}待您签核`;
  return [remind(matter, 'signOff', text, asked?.at ?? report.draftSavedAt ?? '')];
}

/** The fed-back figures were corrected after the report went out. */
function corrected(matter: Matter, officer: Officer): Reminder[] {
  const [first] = matter.corrections;
  if (!first || !matter.feedback || matter.report?.status === 'signing') return [];
  const { label } = FIGURE_SPECS[first.field];
  const reported = first.reported === null ? '未报' : `已报${withTrueMinus(first.reported)}`;
  const more = matter.corrections.length > 1 ? `等${matter.corrections.length}项` : '';
  const numbers = `${label}反馈${withTrueMinus(first.fedBack)}、${reported}${more}`;
  const text = `${subject(matter, officer)}统计反馈有更正（${numbers}），请更正报表`;
  return [remind(matter, 'feedbackDiffers', text, matter.feedback.head.enteredAt)];
}

/** The bureau's message, until it is answered or the report is worked on. */
function unanswered(matter: Matter, officer: Officer): Reminder[] {
  const message = matter.events.get('message');
  if (message?.byRole !== 'bureau' || message.byId === officer.userId) return [];
  const worked = [matter.submittedAt, matter.report?.draftSavedAt ?? null];
  if (worked.some((at) => at !== null && at > message.at)) return [];
  const text = `市工信局就${subject(matter, officer)}留言：${quoted(message.text)}`;
  return [remind(matter, 'message', text, message.at)];
}

/** What waits for an officer in one unit and period; one that is closed or not open asks for nothing new. */
export function countyReminders(matter: Matter, facts: Facts, officer: Officer): Reminder[] {
  const open = facts.book.general(matter.period).state === 'open';
  const back = sentBack(matter, facts, officer);
  const work = open
    ? [
        ...(back.length > 0 ? [] : missing(matter, facts, officer)),
        ...toSign(matter, officer),
        ...corrected(matter, officer),
      ]
    : [];
  return [...back, ...work, ...unanswered(matter, officer)];
}
