import type { Period } from '../../server/periods/schema.ts';
import type { ReportSummary } from '../../server/reports/schema.ts';
import { dateFault, parseDate } from '../../server/rules/date-text.ts';
import { type DueBasis, PERIOD_STATE_LABELS } from '../../server/rules/deadlines.ts';
import { formatDate } from '../format.ts';

const BASIS_WORDS: Readonly<Record<DueBasis, string>> = {
  set: '市级指定',
  feedback: '按反馈录入日推算',
  dayOfMonth: '按每月期限',
};

/** Why a period is due on its day, and what to know about it: '市级指定'. */
export function basisWords({ dueBasis, dueNote }: Pick<Period, 'dueBasis' | 'dueNote'>): string {
  return [BASIS_WORDS[dueBasis], ...(dueNote === null ? [] : [dueNote])].join('，');
}

/** '13/14（92.9%）'; '—' where nothing is expected. */
export function shareWords(
  count: number,
  { expected, percent }: { expected: number; percent: string | null },
): string {
  return percent === null ? '—' : `${count}/${expected}（${percent}）`;
}

/** '已公布12个单位' or how many are approved; the city's own figure is not counted. */
export function releaseWords({ approved, released }: Pick<Period, 'approved' | 'released'>): string {
  if (approved === 0) return '—';
  return released >= approved ? `已公布${released}个单位` : `已审${approved}个单位，已公布${released}个`;
}

/** How a period is shown: what is open shows whether it is overdue, and whether all of it is public. */
export type ShownState = Period['state'] | 'released' | 'overdue' | 'notExpected';

type Standing = Pick<Period, 'state' | 'expectsReport' | 'dueOn' | 'expected' | 'released'>;

export function shownState(period: Standing, today: string): ShownState {
  if (!period.expectsReport) return 'notExpected';
  if (period.state !== 'open') return period.state;
  if (period.expected > 0 && period.released >= period.expected) return 'released';
  return today > period.dueOn ? 'overdue' : 'open';
}

const STATE_WORDS: Readonly<Record<ShownState, string>> = {
  ...PERIOD_STATE_LABELS,
  released: '已公布',
  overdue: '已过期限',
  notExpected: '不采集',
};

export function stateWords(period: Standing, today: string): string {
  return STATE_WORDS[shownState(period, today)];
}

/** The period that the headline tells of: the newest that is open for reporting; null where none is. */
export function newestOpen(periods: readonly Period[]): Period | null {
  return periods.findLast((period) => period.state === 'open' && period.expectsReport) ?? null;
}

/** More names than this are counted instead of listed. */
const MAX_NAMES = 3;

function overdueWords(overdue: readonly Pick<ReportSummary, 'unitName' | 'overdueDays'>[]): string[] {
  if (overdue.length === 0) return [];
  if (overdue.length > MAX_NAMES) return [`${overdue.length}个单位逾期未报`];
  return [overdue.map(({ unitName, overdueDays }) => `${unitName}逾期${overdueDays}天`).join('、')];
}

/**
 * '2026年1–10月填报中，11月20日截止，已报13/14。', after that day '2026年1–10月11月20日已过期限，永修县逾期1天，已报13/14。'
 * @param reports of the period told of; those of 全市 are left out, and all while they are not read yet
 */
export function periodsHeadline(
  periods: readonly Period[],
  today: string,
  reports: readonly Pick<ReportSummary, 'unitName' | 'overdueDays' | 'isCity'>[] = [],
): string {
  const newest = newestOpen(periods);
  if (!newest) return '目前没有正在填报的统计期。';
  const { label, dueOn, completeness } = newest;
  const state = shownState(newest, today);
  if (state === 'released') return `${label}数据已全部公布。`;
  const reported =
    completeness.reported === completeness.expected
      ? `${completeness.expected}个单位全部已报`
      : `已报${completeness.reported}/${completeness.expected}`;
  const overdue = overdueWords(reports.filter((report) => !report.isCity && report.overdueDays > 0));
  const lead =
    state === 'overdue'
      ? [`${label}报送期限${formatDate(dueOn)}已过`, ...overdue]
      : [`${label}填报中`, `${formatDate(dueOn)}截止`];
  return `${[...lead, reported].join('，')}。`;
}

/** As YYYY-MM-DD; what is no date goes as typed and is refused in words. */
export const dateToSend = (typed: string): string => parseDate(typed) ?? typed.trim().slice(0, 10);

/**
 * A date of the period as it is set: null = by the rule, where the field was emptied, or still holds the day the rule
 * gave.
 */
export function dateToSet(typed: string, inForce: string, set: string | null): string | null {
  if (typed.trim() === '') return null;
  const date = dateToSend(typed);
  return set === null && date === inForce ? null : date;
}

const DAY_MS = 86_400_000;

/** A day that an extension of a period may end on, for the examples: a week after the due date. */
export function exampleUntil(dueOn: string): string {
  return new Date(Date.parse(`${dueOn}T00:00:00Z`) + 7 * DAY_MS).toISOString().slice(0, 10);
}

export interface ExtensionForm {
  units: readonly string[];
  until: string;
  reason: string;
}

/** Everything an extension still lacks, by field. */
export function extensionFaults(
  form: ExtensionForm,
  example: string,
): Partial<Record<keyof ExtensionForm, string>> {
  return {
    ...(form.units.length === 0 ? { units: '请至少选择一个单位。' } : {}),
    ...(parseDate(form.until) === null ? { until: dateFault(example) } : {}),
    ...(form.reason.trim() === '' ? { reason: '请填写延期原因。' } : {}),
  };
}
