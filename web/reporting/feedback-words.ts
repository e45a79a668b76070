import type { FeedbackReply, FeedbackUnit, FeedbackVerdict } from '../../server/feedback/schema.ts';
import { calendarNote } from '../../server/rules/deadlines.ts';
import { FIGURE_SPECS, type FigureField } from '../../server/rules/figures.ts';
import { columnLabel } from '../../server/rules/report-columns.ts';
import { formatFullDate, MISSING, minus } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';

/** Something said of a line; the mark in front says the tone without colour. */
export interface Said {
  text: string;
  tone: 'good' | 'plain' | 'warn' | 'bad';
}

/** Where a unit stands with its fed-back figures. */
export type FeedbackState = 'none' | 'waiting' | 'same' | 'differs' | 'corrected';

export function feedbackState({
  feedback,
  revision,
  differences,
  correctedSince,
}: FeedbackUnit): FeedbackState {
  if (feedback === null) return 'none';
  if (revision === 0) return 'waiting';
  if (differences.length === 0) return 'same';
  return correctedSince ? 'corrected' : 'differs';
}

const STATE_WORDS: Readonly<Record<FeedbackState, Said>> = {
  none: { text: '未反馈', tone: 'plain' },
  waiting: { text: '待确认', tone: 'plain' },
  same: { text: '✓ 填报数一致', tone: 'good' },
  differs: { text: '▲ 填报数不同', tone: 'warn' },
  corrected: { text: '▲ 反馈已更正，待重新核对', tone: 'warn' },
};

type Difference = FeedbackUnit['differences'][number];

/** '综合能源消费量 反馈26.62、填报26.9'. */
export function differenceWords({ field, fedBack, reported }: Difference): string {
  const said = reported === null ? '未填' : `填报${figureText(field, reported)}`;
  return `${FIGURE_SPECS[field].label} 反馈${figureText(field, fedBack)}、${said}`;
}

/** Changes that are told with their sign everywhere: a rise has its +. */
const SIGNED: ReadonlySet<FigureField> = new Set([
  'publishedIntensityPct',
  'waterIntensityPct',
  'carbonIntensityPct',
]);

/** A fed-back figure as shown: as written, with a true minus; an intensity that rises with +. */
export function figureText(field: FigureField, text: string | null): string {
  if (text === null) return MISSING;
  return SIGNED.has(field) && Number(text) > 0 ? `+${text}` : minus(text);
}

/** What the county made of its figures, in words. */
export function stateWords(unit: FeedbackUnit): Said {
  const said = STATE_WORDS[feedbackState(unit)];
  if (unit.isCity && said.text === '待确认') return { text: '待市级填报', tone: 'plain' };
  return said;
}

/** '14个单位已反馈：12个一致，1个不同，1个待确认。' */
export function overviewFinding({ units }: Pick<FeedbackReply, 'units'>): string {
  const counted = units.filter((unit) => !unit.isCity);
  const count = (...states: FeedbackState[]) =>
    counted.filter((unit) => states.includes(feedbackState(unit))).length;
  const none = count('none');
  if (none === counted.length) return '本期还没有录入统计反馈。';
  const parts = [
    [count('same'), '个一致'],
    [count('differs'), '个不同'],
    [count('corrected'), '个反馈更正后待核对'],
    [count('waiting'), '个待确认'],
  ] as const;
  const words = parts.filter(([number]) => number > 0).map(([number, word]) => `${number}${word}`);
  const missing = none > 0 ? `，${none}个未反馈` : '';
  return `${counted.length - none}个单位已反馈：${words.join('，')}${missing}。`;
}

/** The fields any line gives, in the order of the page. */
export function givenFields(
  rows: readonly { figures: Readonly<Record<FigureField, string | null>> }[],
): FigureField[] {
  return (Object.keys(FIGURE_SPECS) as FigureField[]).filter((field) =>
    rows.some((row) => row.figures[field] !== null),
  );
}

type RowVerdict = FeedbackVerdict['rows'][number];

function changeWords({ field, from, to }: RowVerdict['changes'][number]): string {
  const text = (value: string | null) => (value === null ? '空' : figureText(field, value));
  return `${FIGURE_SPECS[field].label} ${text(from)} → ${text(to)}`;
}

function leadOf({ verdict, changes }: RowVerdict): Said {
  if (verdict === 'same') return { text: '与已录入的反馈相同，不重复录入', tone: 'plain' };
  if (verdict === 'new') return { text: '✓ 新录入', tone: 'good' };
  return { text: `✓ 更正：${changes.map(changeWords).join('；')}`, tone: 'good' };
}

/** What writing a line would do, in words; faults of single cells stand at the cells. */
export function verdictWords(row: RowVerdict | undefined): Said[] {
  if (row === undefined || row.verdict === 'blank') return [{ text: '空行，不录入', tone: 'plain' }];
  if (row.verdict === 'invalid') {
    const faults = Object.values(row.problems).map(({ message }) => message);
    return faults.map((message) => ({ text: `■ ${message}`, tone: 'bad' }));
  }
  const lead = leadOf(row);
  if (row.differences.length === 0) {
    const isReported = row.reportStatus !== null && row.reportStatus !== 'draft';
    return isReported && row.verdict !== 'same' ? [lead, { text: '与填报数一致', tone: 'plain' }] : [lead];
  }
  const words = row.differences.map(differenceWords).join('；');
  const next = row.reportStatus === 'approved' ? '（已审核，需在“审核”中重新打开更正）' : '';
  return [lead, { text: `▲ 与填报数不同：${words}${next}`, tone: 'warn' }];
}

/** '2026年11月20日', with what to know about the days it was counted in. */
function dueText(dueOn: string): string {
  const note = calendarNote({ dueOn, basis: 'feedback' });
  return `${formatFullDate(dueOn)}${note === null ? '' : `（${note}）`}`;
}

/** Several faults as one sentence; '' where there is none. */
export function joinedFaults(faults: readonly { message: string }[], more: readonly string[] = []): string {
  const parts = [...faults.map(({ message }) => message.replace(/。$/, '')), ...more];
  return parts.length > 0 ? `${parts.join('；')}。` : '';
}

/** What the check of the whole table says: '可录入14个单位，2个与填报数不同'. */
export function tableWords(verdict: FeedbackVerdict): Said {
  const invalid = verdict.rows.filter((row) => row.verdict === 'invalid').length;
  const lines = invalid > 0 ? [`${invalid}行有误，已标在表中`] : [];
  const faults = joinedFaults(Object.values(verdict.problems), lines);
  if (faults !== '') return { text: `■ 还不能录入：${faults}`, tone: 'bad' };
  const written = verdict.rows.filter((row) => row.verdict === 'new' || row.verdict === 'changed');
  if (written.length === 0) return { text: '各行与已录入的反馈相同，只更新文件和口径。', tone: 'plain' };
  const differing = written.filter((row) => row.differences.length > 0).length;
  const missing = verdict.missingUnits.map(({ unitName }) => unitName);
  const parts = [
    `可录入${written.length}行`,
    ...(differing > 0 ? [`${differing}行与填报数不同`] : []),
    ...(missing.length > 0 ? [`${missing.join('、')}没有反馈数`] : []),
    ...(verdict.dueOn === null ? [] : [`首次列入反馈的单位，录入后报送期限为${dueText(verdict.dueOn)}`]),
  ];
  return { text: `✓ ${parts.join('；')}。`, tone: 'good' };
}

/** The lines that count now, with what the counties reported, as a table to be saved. */
export function feedbackTable(reply: FeedbackReply): ExportedTable {
  const fields = givenFields(reply.units.flatMap(({ feedback }) => (feedback ? [feedback] : [])));
  const text = (label: string) => ({ label, kind: 'text' as const });
  const documents = [
    ...new Set(
      reply.tables.map(({ document, documentDate }) => `${document}（${formatFullDate(documentDate)}）`),
    ),
  ];
  return {
    title: `${reply.label}统计反馈与填报对照`,
    columns: [
      text('单位'),
      ...fields.map((field) => ({
        label: columnLabel(field),
        kind: FIGURE_SPECS[field].unit === '%' ? ('percent' as const) : ('number' as const),
      })),
      text('反馈文件'),
      text('填报情况'),
      text('差异'),
    ],
    rows: reply.units.map((unit) => [
      unit.unitName,
      ...fields.map((field) => unit.feedback?.figures[field] ?? null),
      unit.feedback?.document ?? null,
      stateWords(unit).text.replace(/^[✓▲] /, ''),
      unit.differences.map(differenceWords).join('；') || MISSING,
    ]),
    sources: documents.length > 0 ? documents : ['本期没有录入统计反馈。'],
    internal: true,
  };
}
