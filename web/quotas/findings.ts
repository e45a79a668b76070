import type { QuotaCell, QuotaPaceReply } from '../../server/quotas/schema.ts';
import { QUOTA_COLUMNS, type QuotaColumn } from '../../server/rules/quota-columns.ts';

/** The findings of 绿色标杆 in words. */

type Cells = QuotaPaceReply['totals'];

interface Named {
  column: QuotaColumn;
  cell: QuotaCell;
}

const entriesOf = (cells: Cells): Named[] =>
  QUOTA_COLUMNS.map((column) => ({ column, cell: cells[column.key] }));

/** Whole units missing in a list of cells, worst first: '省级工厂差5家、省级供应链差2家'. */
function shortfalls(entries: readonly Named[]): string[] {
  return [...entries]
    .filter((entry) => entry.cell.behind > 0)
    .sort((a, b) => b.cell.behind - a.cell.behind)
    .map((entry) => `${entry.column.shortLabel}差${entry.cell.behind}${entry.column.measure}`);
}

type Status = QuotaCell['status'];

const having = (entries: readonly Named[], ...statuses: readonly Status[]) =>
  entries.filter(({ cell }) => statuses.includes(cell.status));

/** '4类待公布', with what its published batches already lack in brackets; null where none is pending. */
function pendingPart(entries: readonly Named[], measure: string): string | null {
  const pending = having(entries, 'pending');
  if (pending.length === 0) return null;
  const late = shortfalls(pending);
  return `${pending.length}${measure}待公布${late.length > 0 ? `（其中${late.join('、')}）` : ''}`;
}

/**
 * How the columns with a task stand, each counted once: '1类达到进度，4类待公布，2类落后：省级工厂差12家'. A column whose list of
 * this year is still to come neither keeps up nor lags.
 */
function standing(entries: readonly Named[], measure: string): string {
  const onTrack = having(entries, 'met', 'onPace').length;
  const behind = having(entries, 'behind');
  const noBase = having(entries, 'noBase').length;
  const parts = [
    onTrack > 0 ? `${onTrack}${measure}达到进度` : null,
    pendingPart(entries, measure),
    noBase > 0 ? `${noBase}${measure}缺基数` : null,
    behind.length > 0
      ? `${behind.length}${measure}落后：${shortfalls(behind).join('、')}`
      : `没有一${measure}落后`,
  ];
  return parts.filter((part) => part !== null).join('，');
}

/** Headline of the page, by the city totals. */
export function quotaHeadline(pace: QuotaPaceReply): string {
  const withTask = entriesOf(pace.totals).filter((entry) => entry.cell.status !== 'noTask');
  if (withTask.length === having(withTask, 'noBase').length)
    return '各类标杆尚未录入2024年底存量，暂不能判断进度。';
  if (having(withTask, 'met', 'onPace').length === withTask.length) {
    return `${withTask.length}类标杆全部达到进度。`;
  }
  return `${withTask.length}类标杆中${standing(withTask, '类')}。`;
}

/** Title of the matrix: which units owe whole titles in its red cells; a list still to come counts with none. */
export function matrixFinding(pace: QuotaPaceReply): string {
  const owing = pace.units
    .map((unit) => {
      const late = having(entriesOf(unit.cells), 'behind');
      return { name: unit.name, late, behind: late.reduce((sum, { cell }) => sum + cell.behind, 0) };
    })
    .filter((unit) => unit.behind > 0)
    .sort((a, b) => b.behind - a.behind);
  if (owing.length === 0) return '各县（市、区）均跟上已公布批次';
  const named = owing.slice(0, 3).map((unit) => `${unit.name}（${shortfalls(unit.late).join('、')}）`);
  const start = owing.length > named.length ? '，差得最多的是' : '：';
  return `${owing.length}个单位落后于已公布批次${start}${named.join('、')}`;
}

/** Title of one unit's quotas (county page). */
export function unitQuotaFinding(cells: Cells): string {
  const tasks = entriesOf(cells).filter((entry) => entry.cell.status !== 'noTask');
  if (tasks.length === 0) return '标杆：附件2未下达任务';
  const known = tasks.filter((entry) => entry.cell.status !== 'noBase');
  if (known.length === 0) return `标杆：${tasks.length}项任务，缺基数`;
  const late = shortfalls(known);
  if (late.length > 0) return `标杆：${late.join('、')}`;
  const met = having(known, 'met').length;
  if (having(known, 'pending').length > 0 || known.length < tasks.length) {
    return `标杆：${tasks.length}项任务中${standing(tasks, '项')}`;
  }
  if (met === tasks.length) return `标杆：${tasks.length}项任务全部已达标`;
  return `标杆：${tasks.length}项任务跟上已公布批次${met > 0 ? `，${met}项已达标` : ''}`;
}

/** One line per list year of the plan: which batches are out. */
export interface BatchLine {
  year: number;
  published: { column: QuotaColumn; publishedOn: string }[];
  pending: QuotaColumn[];
}

/** Batches (批次) by list year; an entry without a date, or with a date after `asOf`, is still to come. */
export function shapeBatches(pace: QuotaPaceReply): BatchLine[] {
  const years = [...new Set(pace.batches.map((batch) => batch.year))].sort((a, b) => a - b);
  return years.map((year) => {
    const line: BatchLine = { year, published: [], pending: [] };
    for (const column of QUOTA_COLUMNS) {
      const batch = pace.batches.find(
        (candidate) => candidate.column === column.key && candidate.year === year,
      );
      if (batch === undefined) continue;
      if (batch.publishedOn === null || batch.publishedOn > pace.asOf) line.pending.push(column);
      else line.published.push({ column, publishedOn: batch.publishedOn });
    }
    return line;
  });
}

/** A line of batches in words: '全部已公布', '全部待公布', or what is still to come. */
export function batchWords(line: BatchLine): string {
  if (line.pending.length === 0) return '7类名单全部公布';
  if (line.published.length === 0) return '尚无名单公布';
  return `待公布：${line.pending.map((column) => column.shortLabel).join('、')}`;
}
