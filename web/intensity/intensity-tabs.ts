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
  return isDenied(text, mayCauses) ? 'heat' : (text as Tab);
}

/** The address asks for 原因分析, which this person may not open; the page then says so beside the first tab. */
export function isDenied(text: string | undefined, mayCauses: boolean): boolean {
  return text === 'causes' && !mayCauses;
}

/** What is looked at. */
export interface View {
  period: string;
  unit: string;
  ruleSet: string | undefined;
}

/**
 * The page shows what is not released, or 增加值占比, which never is (原因分析): 内部资料, as its files say too.
 */
export function isInternal(tab: Tab, progress: ProgressReply | undefined): boolean {
  const shown = progress ? [progress.city, ...progress.units] : [];
  return tab === 'causes' || shown.some((unit) => unit.actualPct !== null && unit.releasedAt === null);
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
