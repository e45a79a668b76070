import type { Period } from '../../server/periods/schema.ts';
import { type DueBasis, PERIOD_STATE_LABELS } from '../../server/rules/deadlines.ts';
import { formatDate } from '../format.ts';

const BASIS_WORDS: Readonly<Record<DueBasis, string>> = {
  set: '市级指定',
  feedback: '按反馈录入日推算',
  dayOfMonth: '按每月期限',
};

/** Why a period is due on its day: '市级指定'. */
export function basisWords(basis: DueBasis): string {
  return BASIS_WORDS[basis];
}

/** '13/14（92.9%）'; '—' where nothing is expected. */
export function shareWords(
  count: number,
  { expected, percent }: { expected: number; percent: string | null },
): string {
  return percent === null ? '—' : `${count}/${expected}（${percent}）`;
}

/** '已公布12个', '12个待公布' or how many are approved. */
export function releaseWords({ approved, released }: Pick<Period, 'approved' | 'released'>): string {
  if (approved === 0) return '—';
  return released >= approved ? `已公布${released}个` : `已审${approved}个，公布${released}个`;
}

export function stateWords({ state, expectsReport }: Pick<Period, 'state' | 'expectsReport'>): string {
  return expectsReport ? PERIOD_STATE_LABELS[state] : '不采集';
}

/** '2026年1–10月填报中，11月20日到期，已报13/14。' */
export function periodsHeadline(periods: readonly Period[]): string {
  const open = periods.filter((period) => period.state === 'open' && period.expectsReport);
  const newest = open.at(-1);
  if (!newest) return '目前没有正在填报的统计期。';
  const { label, dueOn, completeness } = newest;
  const reported =
    completeness.reported === completeness.expected
      ? `${completeness.expected}个单位全部已报`
      : `已报${completeness.reported}/${completeness.expected}`;
  return `${label}填报中，${formatDate(dueOn)}到期，${reported}。`;
}
