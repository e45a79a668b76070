import type { AuditFilter, AuditRowReply } from '../../server/audit/schema.ts';
import { formatClock, formatFullDateTime } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';
import { actionWord, changedFields, changeWords, entityWord, objectWords } from './shape-audit.ts';
import { unitNameOf } from './unit-options.ts';

/** The filtered log as a table to be saved. All pure but the reading, which is handed in. */

/** Rows of one file, and characters of them: what the server takes in one request. */
const MAX_ROWS = 10_000;
const MAX_CHARACTERS = 500_000;
/** Characters of one cell; Excel takes 32,767. */
const MAX_CELL = 30_000;

/** The filter in words: '人员 bureau；单位 濂溪区；2026-11-01 至 2026-11-21'. */
export function filterWords(filter: AuditFilter): string {
  const { person, unit, from, to, entity, entityId, action } = filter;
  const days = from || to ? [`${from ?? '最早'} 至 ${to ?? '最新'}`] : [];
  const words = [
    ...(person ? [`人员 ${person}`] : []),
    ...(unit ? [`单位 ${unitNameOf(unit) ?? unit}`] : []),
    ...days,
    ...(entity && entityId ? [`对象 ${objectWords({ entity, entityId, objectName: null })}`] : []),
    ...(entity && !entityId ? [`对象 ${entityWord(entity)}`] : []),
    ...(action ? [`操作 ${actionWord(action)}`] : []),
  ];
  return words.length === 0 ? '全部记录' : words.join('；');
}

type Names = ReadonlyMap<string, string>;

function cellsOf(row: AuditRowReply, names: Names): (string | number | null)[] {
  return [
    row.id,
    `${formatFullDateTime(row.at)}${formatClock(row.at).slice(5)}`,
    names.get(row.actorName) ?? null,
    row.actorName,
    actionWord(row.action),
    objectWords(row),
    changedFields(row.before, row.after).map(changeWords).join('；').slice(0, MAX_CELL) || null,
    row.requestId,
  ];
}

const COLUMNS: ExportedTable['columns'] = [
  { label: '记录编号', kind: 'integer' },
  { label: '时间', kind: 'text' },
  { label: '人员', kind: 'text' },
  { label: '用户名', kind: 'text' },
  { label: '操作', kind: 'text' },
  { label: '对象', kind: 'text' },
  { label: '变化', kind: 'text' },
  { label: '请求编号', kind: 'text' },
];

interface Page {
  rows: readonly AuditRowReply[];
  nextBefore: number | null;
}

/** Rows gathered for a file until it is full. */
class Gathered {
  readonly rows: ExportedTable['rows'] = [];
  private characters = 0;
  isFull = false;

  add(cells: readonly (string | number | null)[]): void {
    const size = cells.reduce<number>((sum, cell) => sum + String(cell ?? '').length, 0);
    this.isFull ||= this.rows.length >= MAX_ROWS || this.characters + size > MAX_CHARACTERS;
    if (this.isFull) return;
    this.rows.push([...cells]);
    this.characters += size;
  }
}

/**
 * Reads what fits the filter, newest first, until it is all there or the file is full, and says which in the file.
 * @param read one page of the log older than an id; null = from the newest
 */
export async function auditTable(
  filter: AuditFilter,
  names: Names,
  read: (before: number | null) => Promise<Page>,
): Promise<ExportedTable> {
  const gathered = new Gathered();
  let before: number | null = null;
  do {
    const page: Page = await read(before);
    for (const row of page.rows) gathered.add(cellsOf(row, names));
    before = page.nextBefore;
  } while (before !== null && !gathered.isFull);
  const { rows, isFull } = gathered;
  return {
    title: '审计日志',
    columns: COLUMNS,
    rows,
    sources: [
      `筛选：${filterWords(filter)}`,
      isFull ? `只含最新的${rows.length}条，更早的请按日期分段导出。` : `共${rows.length}条，新的在前。`,
      '审计日志只增不改，逐条以哈希相连；完整性以平台“校验”结果为准。',
    ],
    internal: true,
  };
}
