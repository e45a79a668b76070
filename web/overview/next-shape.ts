import type { Period } from '../../server/periods/schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { daysBetween, shortPeriodLabel } from '../../server/rules/periods.ts';
import { QUOTA_COLUMNS } from '../../server/rules/quota-columns.ts';
import type { WarningSummary } from '../../server/warnings/schema.ts';
import { formatDate } from '../format.ts';

/** 下一步: what is overdue, and what is due next. */

export interface NextLine {
  key: string;
  /** day on which it is or was due, 'YYYY-MM-DD' */
  on: string;
  text: string;
  /** where a line is narrow, as on the wall: without names that can be counted */
  short?: string;
  isOverdue: boolean;
  /** the warning it is about */
  warning?: number;
}

export interface NextInput {
  /** business date */
  today: string;
  periods: readonly Period[];
  batches: QuotaPaceReply['batches'];
  /** empty where this reader may see none */
  warnings: readonly WarningSummary[];
}

const MOST_LINES = 6;
/** Days; what comes later is not yet next. */
const HORIZON = 120;

function periodLines({ periods, today }: NextInput): NextLine[] {
  const open = periods.filter(
    (one) => one.state === 'open' && one.expectsReport && one.reported < one.expected,
  );
  const coming = periods.filter((one) => one.state === 'notYet' && one.expectsReport && one.dueOn >= today);
  const [next] = [...coming].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  return [
    ...open.map((one) => ({
      key: one.period,
      on: one.dueOn,
      text: `${shortPeriodLabel(one.period)}数据还有${one.expected - one.reported}个单位未报送`,
      isOverdue: one.dueOn < today,
    })),
    ...(next
      ? [
          {
            key: next.period,
            on: next.dueOn,
            text: `${shortPeriodLabel(next.period)}数据报送截止`,
            isOverdue: false,
          },
        ]
      : []),
  ];
}

/** Lists announced for the same day stand in one line. A day that has passed without the list is said. */
function batchLines({ batches, today }: NextInput): NextLine[] {
  const groups = new Map<string, { on: string; year: number; kinds: string[] }>();
  for (const column of QUOTA_COLUMNS) {
    for (const batch of batches) {
      if (batch.column !== column.key || batch.publishedOn !== null || batch.expectedOn === null) continue;
      const key = `${batch.year} ${batch.expectedOn}`;
      const group = groups.get(key) ?? { on: batch.expectedOn, year: batch.year, kinds: [] };
      groups.set(key, { ...group, kinds: [...group.kinds, column.shortLabel] });
    }
  }
  return [...groups].map(([key, { on, year, kinds }]) => {
    const names = kinds.length > 2 ? `${kinds.slice(0, 2).join('、')}等${kinds.length}类` : kinds.join('、');
    const few = kinds.length > 1 ? `${kinds[0]}等${kinds.length}类` : names;
    const isOverdue = on < today;
    return {
      key,
      on,
      text: `${year}年${names}名单${isOverdue ? '预计已公布，尚未录入' : '预计公布'}`,
      short: `${few}名单${isOverdue ? '尚未录入' : '预计公布'}`,
      isOverdue,
    };
  });
}

function warningLine(warning: WarningSummary): NextLine | null {
  const { id, unitName, overdue } = warning;
  const line = { key: `warning ${id}`, warning: id };
  if (overdue === 'answer') {
    return { ...line, on: warning.answerDueOn, text: `${unitName}未答复预警通知`, isOverdue: true };
  }
  if (overdue === 'remedy') {
    return { ...line, on: warning.remedyDueOn, text: `${unitName}整改期满未销号`, isOverdue: true };
  }
  if (warning.stage === 'issued') {
    return { ...line, on: warning.answerDueOn, text: `${unitName}答复预警通知`, isOverdue: false };
  }
  if (warning.inRemedy) {
    return { ...line, on: warning.remedyDueOn, text: `${unitName}整改期满`, isOverdue: false };
  }
  return null;
}

/** What is overdue first, the longest first; then what comes, the nearest first: six lines at most. */
export function shapeNext(input: NextInput): NextLine[] {
  const warnings = input.warnings.map(warningLine).filter((line) => line !== null);
  return [...periodLines(input), ...batchLines(input), ...warnings]
    .filter((line) => daysBetween(input.today, line.on) <= HORIZON)
    .sort((a, b) => Number(b.isOverdue) - Number(a.isOverdue) || a.on.localeCompare(b.on))
    .slice(0, MOST_LINES);
}

/** '逾期2天' or '12月20日'. */
export function whenWords({ on, isOverdue }: NextLine, today: string): string {
  if (isOverdue) return `逾期${daysBetween(on, today)}天`;
  return on === today ? '今天' : formatDate(on);
}

/** Title of the card: how much is overdue, else what comes first. */
export function nextFinding(lines: readonly NextLine[], today: string): string {
  const overdue = lines.filter((line) => line.isOverdue);
  const [first] = lines;
  if (first === undefined) return '下一步：近期没有到期事项';
  if (overdue.length === 1) return `下一步：${first.text}，已${whenWords(first, today)}`;
  if (overdue.length > 1) return `下一步：${overdue.length}项已逾期`;
  return `下一步：${whenWords(first, today)}${first.text}`;
}
