import type {
  ProgressRevision,
  ProgressRevisionsReply,
  RevisionKind,
  RevisionSide,
} from '../../server/progress/schema.ts';
import {
  DEDUCTION_LABELS,
  EDITION_LABELS,
  ENERGY_SCOPE_LABELS,
  FIGURE_SPECS,
  SOURCE_LABELS,
} from '../../server/rules/figures.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import { formatFullDate, formatFullDateTime, formatPct, MISSING, minus } from '../format.ts';
import type { ExportedTable } from './card-file.ts';
import { lampWord } from './lamp.tsx';

/** One line of the list of revisions, in words. */
export interface RevisionLine {
  key: string;
  unitCode: string;
  unitName: string;
  /** place of the unit in the reply, which keeps the order of Attachment 2 */
  order: number;
  period: string;
  label: string;
  kinds: readonly RevisionKind[];
  /** '修订（第1稿→第2稿）、公布' */
  what: string;
  /** '综合能源消费量 66.01→66.48万吨标准煤'; none of a first figure */
  details: string[];
  /** the deciding change; null = no figure on that day */
  pct: { before: string | null; after: string | null };
  annual: { before: Lamp | null; after: Lamp | null };
  /** only where the plan lamp moved or there was none before */
  plan: { before: Lamp | null; after: Lamp | null } | null;
  /** size of the move of the deciding change, percentage points; null where there is nothing to compare */
  moved: number | null;
  at: string | null;
  by: string | null;
  /** one of the two figures is not public */
  internal: boolean;
}

export const KIND_WORDS: Record<RevisionKind, string> = {
  first: '新增数据',
  revised: '修订',
  final: '年报替换快报',
  approved: '审核通过',
  released: '公布',
  returned: '退回',
  withdrawn: '撤回',
  closedYear: '上年数据修订',
};

const SCOPE_WORDS = {
  source: { label: '数据来源', words: SOURCE_LABELS },
  energyScope: { label: '能耗口径', words: ENERGY_SCOPE_LABELS },
  feedstockDeducted: { label: '原料用能', words: DEDUCTION_LABELS },
  renewablesDeducted: { label: '可再生能源', words: DEDUCTION_LABELS },
  edition: { label: '报表类别', words: EDITION_LABELS },
} as const;

type FieldChange = ProgressRevision['fields'][number];
const isScope = (field: FieldChange['field']): field is keyof typeof SCOPE_WORDS => field in SCOPE_WORDS;

/** '综合能源消费量 66.01→66.48万吨标准煤'. */
export function changeWords({ field, before, after }: FieldChange): string {
  if (isScope(field)) {
    const { label, words } = SCOPE_WORDS[field];
    const word = (value: string | null) =>
      value === null ? MISSING : (words as Record<string, string>)[value];
    return `${label} ${word(before)}→${word(after)}`;
  }
  const { label, unit } = FIGURE_SPECS[field];
  const text = (value: string | null) => (value === null ? MISSING : minus(value));
  return `${label} ${text(before)}→${text(after)}${unit}`;
}

const pctOf = (side: RevisionSide | null) =>
  side === null || side.actualPct === null
    ? null
    : formatPct(side.actualPct, side.actualDecimals, { sign: true });

/** Kinds in words, the change of revision behind the first: '修订（第1稿→第2稿）、公布'. */
export function whatWords({ kinds, before, after }: ProgressRevision): string {
  const isOther = before && after && before.revision !== after.revision;
  const versions = isOther ? `（第${before.revision}稿→第${after.revision}稿）` : '';
  const waiting = after?.provisional ? '（待审核）' : '';
  return kinds
    .map((kind, index) => `${KIND_WORDS[kind]}${index === 0 ? `${versions}${waiting}` : ''}`)
    .join('、');
}

function lineOf(revision: ProgressRevision, order: number): RevisionLine {
  const { before, after, unitCode, unitName, period, label, kinds, at, by } = revision;
  const planBefore = before?.planLamp ?? null;
  const planAfter = after?.planLamp ?? null;
  const hasPlan = (planAfter ?? 'none') !== 'none' || (planBefore ?? 'none') !== 'none';
  const isComparable = before?.actualPct != null && after?.actualPct != null;
  return {
    key: `${unitCode} ${period}`,
    unitCode,
    unitName,
    order,
    period,
    label,
    kinds,
    what: whatWords(revision),
    details: before === null ? [] : revision.fields.map(changeWords),
    pct: { before: pctOf(before), after: pctOf(after) },
    annual: { before: before?.annualLamp ?? null, after: after?.annualLamp ?? null },
    plan: hasPlan && planBefore !== planAfter ? { before: planBefore, after: planAfter } : null,
    moved: isComparable ? Math.abs((after.actualPct ?? 0) - (before.actualPct ?? 0)) : null,
    at,
    by,
    internal: [before, after].some((one) => one !== null && !one.released),
  };
}

/** The list in words, in the order of the reply; of one unit where one is named. */
export function shapeRevisions(reply: ProgressRevisionsReply, unit?: string): RevisionLine[] {
  const codes = [...new Set(reply.revisions.map((one) => one.unitCode))];
  return reply.revisions
    .filter((one) => unit === undefined || one.unitCode === unit)
    .map((one) => lineOf(one, codes.indexOf(one.unitCode)));
}

export type SortKey = 'unit' | 'period' | 'moved' | 'at';
export interface Sort {
  key: SortKey;
  descending: boolean;
}

const VALUES: Record<SortKey, (line: RevisionLine) => string | number | null> = {
  unit: (line) => line.order,
  period: (line) => line.period,
  moved: (line) => line.moved,
  at: (line) => line.at,
};

/** Sorted by a column; lines without a value come last either way, equal ones keep their order. */
export function sortRevisions(lines: readonly RevisionLine[], { key, descending }: Sort): RevisionLine[] {
  const value = VALUES[key];
  return [...lines].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (x === y) return 0;
    return x < y === descending ? 1 : -1;
  });
}

const isMove = ({ annual }: RevisionLine) =>
  annual.before !== null && annual.after !== null && annual.before !== annual.after;

function movesInWords(moves: readonly RevisionLine[]): string {
  const named = moves.slice(0, 2).map(({ unitName, label, annual }) => {
    const [before, after] = [annual.before ?? 'none', annual.after ?? 'none'];
    return `${unitName}${label}由${lampWord(before)}变为${lampWord(after)}`;
  });
  const rest = moves.length > 2 ? `等${moves.length}处` : '';
  return `${named.join('，')}${rest}`;
}

/** Title of the list: how many of what, and which lamps moved. */
export function revisionsFinding(lines: readonly RevisionLine[], from: string): string {
  const start = `${formatFullDate(from)}至今`;
  if (lines.length === 0) return `${start}没有修订`;
  const counted = Object.entries(KIND_WORDS)
    .map(([kind, word]) => ({ word, count: lines.filter((line) => line.kinds[0] === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${word}${count}条`);
  const moves = lines.filter(isMove);
  const lamps = moves.length === 0 ? '已有等级没有变化' : movesInWords(moves);
  return `${start}：${counted.join('，')}；${lamps}`;
}

/** What the list says under its title. */
export const REVISIONS_NOTE =
  '每个单位、每个统计期一行，为两个日期之间的净变化；同比为单位工业增加值能耗（%），等级为当年预警等级。';

const EXPORTED: ExportedTable['columns'] = [
  ...['单位', '统计期', '修订内容', '变动项目'].map((label) => ({ label, kind: 'text' as const })),
  ...['同比（当时，%）', '同比（现在，%）'].map((label) => ({ label, kind: 'percent' as const })),
  ...['等级（当时）', '等级（现在）', '规划期等级变化', '经办', '时间'].map((label) => ({
    label,
    kind: 'text' as const,
  })),
];

const gradeText = (lamp: Lamp | null) => (lamp === null || lamp === 'none' ? null : lampWord(lamp));

/** The list as shown, to be saved as a file. */
export function revisionsTable(lines: readonly RevisionLine[], from: string, place: string): ExportedTable {
  const asNumber = (text: string | null) => text?.replace('−', '-').replace('+', '') ?? null;
  return {
    title: `${place}${formatFullDate(from)}至今修订清单`,
    columns: EXPORTED,
    rows: lines.map((line) => [
      line.unitName,
      line.label,
      line.what,
      line.details.join('；') || null,
      asNumber(line.pct.before),
      asNumber(line.pct.after),
      gradeText(line.annual.before),
      gradeText(line.annual.after),
      line.plan && `${gradeText(line.plan.before) ?? MISSING}→${gradeText(line.plan.after) ?? MISSING}`,
      line.by,
      line.at && formatFullDateTime(line.at),
    ]),
    sources: [REVISIONS_NOTE],
    internal: lines.some((line) => line.internal),
  };
}
