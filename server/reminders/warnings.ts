import type { ReadDb } from '../../db/open.ts';
import { can, type Viewer } from '../rules/permissions.ts';
import type { WarningViewer } from '../rules/warning-steps.ts';
import { summaryOf, type WarningView, warningEntries } from '../warnings/list.ts';
import type { WarningSummary } from '../warnings/schema.ts';
import { warningScopeOf } from '../warnings/scope.ts';
import { dayText } from './county.ts';
import type { Reminder, ReminderKind } from './schema.ts';

/** Days before the last day of the remedy from which a county is reminded of it. */
const REMIND_DAYS = 14;
const DAY_MS = 86_400_000;

const LATE_WORDS = { answer: '逾期未答复', remedy: '逾期未完成整改' } as const;

function remind(warning: WarningSummary, kind: ReminderKind, text: string, since: string | null): Reminder {
  const { id, unitCode, period } = warning;
  return { kind, text, unitCode, period, to: `/warnings?warning=${id}`, since: since ?? '' };
}

const nameOf = ({ number, unitName, label }: WarningSummary) =>
  number === null ? `${unitName}${label}预警通知` : `预警通知（${number}）`;

/** '逾期未答复8天，已升级至分管领导'. */
function lateText({ overdue, daysOverdue, escalated }: WarningSummary): string {
  if (overdue === null) return '';
  return `${LATE_WORDS[overdue]}，已逾${daysOverdue}天${escalated ? '，升级至分管领导' : ''}`;
}

const dueOf = ({ overdue, answerDueOn, remedyDueOn }: WarningSummary) =>
  overdue === 'answer' ? answerDueOn : remedyDueOn;

/** What a county still owes. */
function ofCounty(warning: WarningSummary, today: string): Reminder[] {
  const name = nameOf(warning);
  const { answerDueOn, remedyDueOn, issuedOn } = warning;
  if (warning.overdue !== null) {
    return [remind(warning, 'warningOverdue', `${name}${lateText(warning)}`, dueOf(warning))];
  }
  if (warning.stage === 'issued') {
    const again = warning.answer === 'rejected' ? '答复被退回，请重新答复' : '待答复';
    return [remind(warning, 'warning', `${name}${again}，${dayText(answerDueOn)}截止`, issuedOn)];
  }
  const soon = Date.parse(remedyDueOn) - Date.parse(today) <= REMIND_DAYS * DAY_MS;
  if (warning.stage !== 'answered' || !soon) return [];
  return [remind(warning, 'warning', `${name}整改期限${dayText(remedyDueOn)}，到位后请申请销号`, issuedOn)];
}

/** What waits for the bureau: to issue, to judge, to close; and what a county owes too long. */
function ofBureau(warning: WarningSummary): Reminder[] {
  const name = nameOf(warning);
  const { unitName, steps } = warning;
  if (warning.overdue !== null) {
    const text = `${unitName}${name}${lateText(warning)}`;
    return [remind(warning, 'warningOverdue', text, dueOf(warning))];
  }
  if (steps.includes('issue')) return [remind(warning, 'warning', `${name}待您签发`, null)];
  if (steps.includes('acceptAnswer')) {
    return [remind(warning, 'warning', `${unitName}已答复${name}，待核`, warning.answeredOn)];
  }
  if (steps.includes('close'))
    return [remind(warning, 'warning', `${unitName}申请销号${name}`, warning.answeredOn)];
  return [];
}

/** What has risen to the leader in charge (升级至分管领导). */
function ofLeader(warning: WarningSummary): Reminder[] {
  if (!warning.escalated) return [];
  const text = `${warning.unitName}${nameOf(warning)}${lateText(warning)}`;
  return [remind(warning, 'warningOverdue', text, dueOf(warning))];
}

/** What warnings ask of the signed-in person today. */
export function warningReminders(db: ReadDb, viewer: WarningViewer, today: string): Reminder[] {
  if (!can(viewer.role, 'warnings.read')) return [];
  const view: WarningView = { viewer, scope: warningScopeOf(viewer), today };
  const warnings = warningEntries(db, view.scope).map((entry) => summaryOf(entry, view));
  return warnings.flatMap((warning) => remindersFor(viewer, warning, today));
}

function remindersFor({ role }: Viewer, warning: WarningSummary, today: string): Reminder[] {
  if (role === 'county') return ofCounty(warning, today);
  return role === 'bureau' ? ofBureau(warning) : ofLeader(warning);
}
