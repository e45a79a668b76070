import type { ReportingReply } from '../../server/periods/schema.ts';
import { formatDate, formatFullDate } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';

type Unit = ReportingReply['units'][number];
export type QualityCell = Unit['cells'][number];
type CellState = QualityCell['state'];

/** The mark of a state: it stands beside the word, so that nothing is told by colour. */
const MARKS: Readonly<Record<CellState, string>> = {
  onTime: '✓',
  late: '△',
  overdue: '✕',
  missed: '✕',
  pending: '…',
  notYet: '',
  notExpected: '',
};

const WORDS: Readonly<Record<CellState, string>> = {
  onTime: '按期',
  late: '逾期',
  overdue: '逾期未报',
  missed: '截止未报',
  pending: '未到期',
  notYet: '未开始',
  notExpected: '不采集',
};

/** Short text of a cell: '按期', '逾期2天', '未报3天', '—'. */
export function cellWords({ state, daysLate }: QualityCell): { mark: string; text: string } {
  const mark = MARKS[state];
  if (state === 'late') return { mark, text: `逾期${daysLate}天` };
  if (state === 'overdue') return { mark, text: `未报，逾${daysLate}天` };
  if (state === 'notYet' || state === 'notExpected') return { mark, text: '—' };
  return { mark, text: WORDS[state] };
}

/** The whole story of a cell, for the tooltip. */
export function cellTitle({ state, dueOn, extended, firstSubmittedOn }: QualityCell): string {
  if (state === 'notExpected' || state === 'notYet') return WORDS[state];
  const due = `${formatDate(dueOn)}截止${extended ? '（已延期）' : ''}`;
  return firstSubmittedOn ? `${due}，${formatDate(firstSubmittedOn)}首次报送` : `${due}，${WORDS[state]}`;
}

/** '2026年完整率99.3%，及时率97.9%，1个单位逾期未报。' */
export function qualityHeadline({ year, total, units }: ReportingReply): string {
  const { completeness, timeliness } = total;
  if (completeness.percent === null || timeliness.percent === null) return `${year}年还没有到期的报送。`;
  const lacking = units.filter(
    (unit) => !unit.isCity && unit.cells.some(({ state }) => state === 'overdue' || state === 'missed'),
  );
  const names = lacking.map(({ unitName }) => unitName);
  const end =
    names.length === 0
      ? '没有逾期未报'
      : `${names.length > 3 ? `${names.length}个单位` : names.join('、')}有逾期未报`;
  return `${year}年完整率${completeness.percent}，及时率${timeliness.percent}，${end}。`;
}

/** The matrix as a table to be saved. */
export function qualityTable(reply: ReportingReply): ExportedTable {
  const text = (label: string) => ({ label, kind: 'text' as const });
  const line = (
    name: string,
    { completeness, timeliness }: ReportingReply['total'],
    cells: readonly string[],
  ) => [
    name,
    ...cells,
    `${completeness.reported}/${completeness.expected}`,
    completeness.percent,
    `${timeliness.onTime}/${timeliness.expected}`,
    timeliness.percent,
  ];
  const ofPeriods = (share: (period: ReportingReply['periods'][number]) => string | null) =>
    reply.periods.map((period) => share(period) ?? '');
  return {
    title: `${reply.year}年报送完整率和及时率`,
    columns: [
      text('单位'),
      ...reply.periods.map(({ label }) => text(label)),
      text('已报/应报'),
      text('完整率'),
      text('按期/应报'),
      text('及时率'),
    ],
    rows: [
      ...reply.units.map((unit) =>
        line(
          unit.unitName,
          unit,
          unit.cells.map((cell) => cellWords(cell).text),
        ),
      ),
      line(
        '完整率（14个单位）',
        reply.total,
        ofPeriods(({ completeness }) => completeness.percent),
      ),
      line(
        '及时率（14个单位）',
        reply.total,
        ofPeriods(({ timeliness }) => timeliness.percent),
      ),
    ],
    sources: [
      '完整率：已报送单位数除以应报送单位数；及时率：期限内（含延期）首次报送的单位数除以应报送单位数。',
      '全市数由市工信局填报，不计入合计。',
      ...reply.periods
        .filter(({ expectsReport }) => expectsReport)
        .map(({ label, dueOn }) => `${label}报送期限：${formatFullDate(dueOn)}`),
    ],
    internal: false,
  };
}
