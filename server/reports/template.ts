import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { report, reportRevision, unit } from '../../db/schema.ts';
import { feedbackRowsOf } from '../feedback/feedback.ts';
import { forbidden } from '../http/errors.ts';
import { requireUnit } from '../http/params.ts';
import { deadlineBook } from '../periods/deadlines.ts';
import { collectionPlan } from '../periods/settings.ts';
import { dueFields } from '../rules/collection.ts';
import {
  FIGURE_SPECS,
  type FigureField,
  type Figures,
  INTENSITY_FIELDS,
  OTHER_FIELDS,
} from '../rules/figures.ts';
import { periodLabel, previousPeriod, samePeriodLastYear, shortPeriodLabel } from '../rules/periods.ts';
import { columnLabel } from '../rules/report-columns.ts';
import type { TableColumn, TableValue, WorkbookSpec } from '../sheets/table.ts';
import { draftOf } from './guards.ts';
import { figuresOf, visibleReports } from './revisions.ts';
import { type Scope, seesDrafts } from './scope.ts';

type UnitRow = typeof unit.$inferSelect;

interface Asked {
  period: string;
  /** a unit, or `all` whose drafts this person may see */
  unit: string;
  today: string;
}

/** Figures known before, shown beside what is to be filled in. */
const SHOWN_BEFORE = [
  'energyWanTce',
  'energyGrowthPct',
  'valueAddedGrowthPct',
  'publishedIntensityPct',
] as const satisfies readonly FigureField[];
const SHOWN_LAST_YEAR = ['energyWanTce', 'publishedIntensityPct'] as const satisfies readonly FigureField[];
const NOTE_WIDTH = 60;

/** The units of the template, in the order of Attachment 2; 403 where it is somebody else's. */
function unitsAsked(db: ReadDb, scope: Scope, asked: Asked): UnitRow[] {
  if (asked.unit !== 'all') {
    const row = requireUnit(db, asked.unit);
    if (!seesDrafts(scope, row.code)) throw forbidden();
    return [row];
  }
  const all = db.select().from(unit).orderBy(asc(unit.sortOrder)).all();
  return all.filter(({ code }) => seesDrafts(scope, code));
}

/** What stands for each unit already: the working copy, else the newest submission. One query. */
function present(db: ReadDb, period: string, codes: readonly string[]): Map<string, Figures> {
  const rows = db
    .select({ unitCode: report.unitCode, draft: report.draft, revision: reportRevision })
    .from(report)
    .leftJoin(
      reportRevision,
      and(eq(reportRevision.reportId, report.id), eq(reportRevision.revision, report.latestRevision)),
    )
    .where(and(eq(report.period, period), inArray(report.unitCode, [...codes])))
    .all();
  const known = new Map<string, Figures>();
  for (const { unitCode, draft, revision } of rows) {
    const figures = draftOf({ draft }) ?? (revision ? figuresOf(revision) : null);
    if (figures) known.set(unitCode, figures);
  }
  return known;
}

/** Wide enough for the heading in two lines: a Chinese character is two wide. */
const widthFor = (label: string) => Math.max(14, label.length + 2);

const figureColumn = (field: FigureField, label: string, input: boolean): TableColumn => ({
  label,
  kind: FIGURE_SPECS[field].unit === '%' ? 'percent' : 'number',
  width: widthFor(label),
  ...(input && {
    input,
    range: { min: Number(FIGURE_SPECS[field].min), max: Number(FIGURE_SPECS[field].max) },
  }),
});

/** Heading of a figure known before; never to be mistaken for one to be filled in. */
const knownLabel = (when: string, field: FigureField) => `${when}已报：${columnLabel(field)}`;

function columnsOf(fields: readonly FigureField[]): TableColumn[] {
  return [
    { label: '单位代码', kind: 'text', width: 10 },
    { label: '单位', kind: 'text', width: 12 },
    ...SHOWN_BEFORE.map((field) => figureColumn(field, knownLabel('上期', field), false)),
    ...SHOWN_LAST_YEAR.map((field) => figureColumn(field, knownLabel('上年同期', field), false)),
    ...fields.map((field) => figureColumn(field, columnLabel(field), true)),
    { label: '说明', kind: 'text', width: NOTE_WIDTH, input: true },
  ];
}

/**
 * The sheet to fill in (下载模板): one row a unit, locked but for what is asked for in this period. What is known
 * already stands in it: the draft, else the newest submission, else the fed-back figures.
 */
export function templateSpec(db: ReadDb, scope: Scope, asked: Asked): WorkbookSpec {
  const { period } = asked;
  const units = unitsAsked(db, scope, asked);
  const codes = units.map(({ code }) => code);
  const due = dueFields(collectionPlan(db), period);
  const fields = [...INTENSITY_FIELDS, ...OTHER_FIELDS].filter((field) => due.includes(field));
  const [before, lastYear] = [previousPeriod(period), samePeriodLastYear(period)];
  const periods = [before, lastYear].filter((one) => one !== null);
  const earlier = new Map(
    visibleReports(db, scope, { periods }).flatMap((row) =>
      row.shown ? [[`${row.report.unitCode}/${row.report.period}`, figuresOf(row.shown)] as const] : [],
    ),
  );
  const known = present(db, period, codes);
  const fedBack = feedbackRowsOf(db, period);
  const rows = units.map(({ code, name }): TableValue[] => {
    const now = known.get(code);
    const last = earlier.get(`${code}/${before}`);
    const year = earlier.get(`${code}/${lastYear}`);
    return [
      code,
      name,
      ...SHOWN_BEFORE.map((field) => last?.[field] ?? null),
      ...SHOWN_LAST_YEAR.map((field) => year?.[field] ?? null),
      ...fields.map((field) => (now ? now[field] : (fedBack.get(code)?.figures[field] ?? null))),
      now?.note ?? '',
    ];
  });
  const deadlines = deadlineBook(db, asked.today, [period]);
  const [only, ...more] = codes;
  const { dueOn } =
    only !== undefined && more.length === 0 ? deadlines.of(only, period) : deadlines.general(period);
  const title = `${periodLabel(period)}绿色制造目标数据填报表`;
  return {
    sheets: [
      {
        name: '填报',
        title,
        columns: columnsOf(fields),
        rows,
        protect: true,
        hints: [
          `请于${dueOn}前填报。只填浅黄色单元格，均为1月至本月累计数；下降填负数；没有数据请留空，不要填0。`,
          before === null
            ? '本期为当年第一期，没有上期数。'
            : `上期为${shortPeriodLabel(before)}，上年同期为去年${shortPeriodLabel(period)}，均为本平台所报的数，供核对。`,
          '填好后在“数据填报”页导入；导入前可逐行核对，确认后只存为草稿，不会自动提交。',
        ],
      },
    ],
    sources: [
      `${title}；上期、上年同期为本平台已审核或已提交的数。`,
      '已有草稿、已提交的数或统计反馈数的，已填入浅黄色单元格，请核对。',
    ],
    watermark: null,
  };
}

/** File name of the template: 全部 or the unit's name. */
export function templateName(spec: WorkbookSpec): string {
  const [sheet] = spec.sheets;
  const names = sheet?.rows.map((row) => String(row[1])) ?? [];
  return `${sheet?.title ?? ''}（${names.length === 1 ? names[0] : '全部'}）.xlsx`;
}
