import type { ProgressHistoryReply, ProgressReply } from '../../server/progress/schema.ts';
import type { IntensityTargetsReply } from '../../server/targets/schema.ts';
import type { IntensitySearch } from '../app/search.ts';

/** Tabs of the page, in order; 原因分析 only for those who may see all units. */
export const TABS = {
  heat: '热力表',
  course: '走势与落点',
  causes: '原因分析',
  grades: '等级说明',
} as const;
export type Tab = keyof typeof TABS;

/** The tab of the URL; the first where it is none, or one this person may not open. */
export function tabOf(text: string | undefined, mayCauses: boolean): Tab {
  if (text === undefined || !Object.hasOwn(TABS, text)) return 'heat';
  return text === 'causes' && !mayCauses ? 'heat' : (text as Tab);
}

/** What is looked at. */
export interface View {
  period: string;
  unit: string;
  ruleSet: string | undefined;
}

/** Changes part of the view state in the URL; `undefined` takes a part out. */
export type Change = (change: { [K in keyof IntensitySearch]?: string | undefined }) => void;

export interface Replies {
  progress: ProgressReply;
  history: ProgressHistoryReply;
  targets: IntensityTargetsReply;
}

export interface TabProps {
  replies: Replies;
  view: View;
  search: IntensitySearch;
  change: Change;
}

/** Newest period of a year that the history knows. */
export function latestOf(history: ProgressHistoryReply, year: number): string {
  return history.periods.filter((period) => period.startsWith(String(year))).at(-1) ?? `${year}-12`;
}
