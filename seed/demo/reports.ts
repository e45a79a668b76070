import { DEFAULT_COLLECTION_PLAN, dueFields } from '../../server/rules/collection.ts';
import type { Figures } from '../../server/rules/figures.ts';
import { defaultRuleSet } from '../../server/rules/grading.ts';
import { liveResult } from '../../server/rules/live-result.ts';
import { parsePeriod, previousPeriod, samePeriodLastYear } from '../../server/rules/periods.ts';
import {
  type CheckContext,
  checkReport,
  type Flag,
  HISTORY_LENGTH,
  needsNote,
} from '../../server/rules/report-checks.ts';
import { CITY_CODE } from '../../server/rules/units.ts';
import { INTENSITY_ROWS } from '../attachment2.ts';
import { type Blemish, blemishOf } from './blemishes.ts';
import {
  dayAfterPeriod,
  officeTime,
  shanghaiTime,
  workdayAfter,
  workdayOnOrAfter,
  workdayOnOrBefore,
} from './calendar.ts';
import { DEMO_FEEDBACK } from './collection.ts';
import { DEMO_LATEST_PERIOD } from './profiles.ts';
import { seededRandom, wholeBetween } from './random.ts';
import { demoSeries } from './series.ts';

/** The bureau's decision on a revision; times are UTC ISO 8601. */
export interface DemoDecision {
  outcome: 'approved' | 'returned';
  reason: string | null;
  decidedAt: string;
}

/** One submission, numbered by its place in the list, from 1. */
export interface DemoRevision {
  figures: Figures;
  flags: Flag[];
  submittedAt: string;
  decision: DemoDecision | null;
}

/** The publication of an approved revision. */
export interface DemoRelease {
  revision: number;
  /** UTC ISO 8601 */
  at: string;
}

/** One report of the demo. */
export interface DemoReport {
  unitCode: string;
  period: string;
  revisions: DemoRevision[];
  /** which revision became public when, oldest first; empty while internal (内部) */
  releases: DemoRelease[];
}

const RELEASE_DAY = 25;
const CITY_FILING_DAY = 18;

/** What an officer writes when asked: by flag, in the order of importance; the wording changes with the month. */
const NOTES: readonly (readonly [Flag['id'], readonly string[]])[] = [
  [
    'outlier_energy',
    [
      '重点企业检修后集中复产，单月用能高于常年，已与企业台账核对。',
      '高温期间生产与制冷负荷叠加，当月用能偏高，已核对。',
    ],
  ],
  [
    'red',
    [
      '新投产项目能耗先于产值释放；已约谈重点用能企业，节能改造列入下季度计划。',
      '高耗能企业订单集中，产品结构偏重；已督促企业落实错峰检修和节能措施。',
      '部分企业产值下滑、固定能耗难以同步压减；已开展用能诊断，逐户制定整改措施。',
    ],
  ],
];
const CITY_RED_NOTE = '高耗能行业占比上升，结构因素抬高全市能耗强度；已向进度落后的县（市、区）发提醒函。';
const OTHER_NOTE = '已与统计部门核对，数据无误。';

function noteFor({ unitCode, period }: Pick<Story, 'unitCode' | 'period'>, flags: readonly Flag[]): string {
  if (!needsNote(flags)) return '';
  if (unitCode === CITY_CODE) return CITY_RED_NOTE;
  const wordings = NOTES.find(([id]) => flags.some((flag) => flag.id === id))?.[1] ?? [];
  return wordings[(parsePeriod(period)?.month ?? 0) % wordings.length] ?? OTHER_NOTE;
}

/** Right figures of one unit by period. */
type Series = ReadonlyMap<string, Figures>;

/** Accepted figures of one unit so far, in the order of periods. */
type Accepted = ReadonlyMap<string, Figures>;

function closedYears(
  accepted: Accepted,
  context: Omit<CheckContext, 'closedYearsPct'>,
): CheckContext['closedYearsPct'] {
  const december = accepted.get('2025-12');
  if (december === undefined || parsePeriod(context.period)?.year === 2025) return [];
  const { decisivePct } = liveResult(december, { ...context, period: '2025-12', closedYearsPct: [] });
  return decisivePct === null ? [] : [{ year: 2025, pct: decisivePct.toFixed() }];
}

/** What the statistics bureau had fed back for the report, where it had. */
function fedBack(period: string, series: Series): Pick<CheckContext, 'feedback' | 'feedbackDocument'> {
  const table = DEMO_FEEDBACK.find((candidate) => candidate.period === period);
  const figures = table && series.get(period);
  return { feedback: figures ?? null, feedbackDocument: table?.document ?? null };
}

/** What a report is checked against: the same context that the server would build. */
function contextOf(unitCode: string, period: string, accepted: Accepted, series: Series): CheckContext {
  const row = INTENSITY_ROWS.find((candidate) => candidate.unitCode === unitCode);
  const targets: Record<string, string> = { ...row?.targetsPct };
  const before = previousPeriod(period);
  const lastYear = samePeriodLastYear(period);
  const context = {
    unitCode,
    period,
    targetPct: targets[period.slice(0, 4)] ?? null,
    targetsPct: targets,
    ruleSet: defaultRuleSet(),
    previous: before === null ? null : (accepted.get(before) ?? null),
    samePeriodLastYear: lastYear === null ? null : (accepted.get(lastYear) ?? null),
    baselineEnergyWanTce: row?.energyWanTce ?? null,
    history: [...accepted].slice(-HISTORY_LENGTH).map(([past, figures]) => ({ period: past, figures })),
    dueFields: dueFields(DEFAULT_COLLECTION_PLAN, period),
    ...fedBack(period, series),
  };
  return { ...context, closedYearsPct: closedYears(accepted, context) };
}

/** Day and time of a normal submission: before the due date (day 20), in office hours. */
function submissionTime(unitCode: string, period: string, next: () => number): string {
  if (unitCode === CITY_CODE) {
    return shanghaiTime(
      workdayOnOrBefore(dayAfterPeriod(period, CITY_FILING_DAY)),
      9,
      wholeBetween(next, 5, 40),
    );
  }
  return officeTime(workdayOnOrBefore(dayAfterPeriod(period, wholeBetween(next, 13, 18))), next);
}

function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** The bureau decides on the next workday; its own report for 全市 an hour after filing. */
function decisionTime(unitCode: string, submittedAt: string, next: () => number): string {
  if (unitCode === CITY_CODE) return shanghaiTime(dayOf(submittedAt), 10, wholeBetween(next, 40, 59));
  return officeTime(workdayAfter(dayOf(submittedAt)), next);
}

/** Everything one report's story needs. */
interface Story {
  unitCode: string;
  period: string;
  figures: Figures;
  context: CheckContext;
  next: () => number;
}

function revisionOf(story: Story, figures: Figures, submittedAt: string): DemoRevision {
  const flags = checkReport(figures, story.context);
  const note = figures.note === '' ? noteFor(story, flags) : figures.note;
  return { figures: { ...figures, note }, flags, submittedAt, decision: null };
}

function decided(story: Story, revision: DemoRevision, reason: string | null = null): DemoRevision {
  const decidedAt = decisionTime(story.unitCode, revision.submittedAt, story.next);
  return { ...revision, decision: { outcome: reason === null ? 'approved' : 'returned', reason, decidedAt } };
}

/** The submissions of one report with the decisions on them. */
function revisionsOf(story: Story, blemish: Blemish | null): DemoRevision[] {
  const { figures, next } = story;
  const onTime = submissionTime(story.unitCode, story.period, next);
  switch (blemish?.kind) {
    case 'missing':
      return [];
    case 'late':
      return [decided(story, revisionOf(story, figures, officeTime(blemish.submittedOn, next)))];
    case 'undecided':
      return [revisionOf(story, figures, shanghaiTime(blemish.submittedOn, 16, 12))];
    case 'returned':
      return [decided(story, revisionOf(story, blemish.attempt(figures), onTime), blemish.reason)];
    case 'correctedAfterReturn': {
      const first = decided(story, revisionOf(story, blemish.attempt(figures), onTime), blemish.reason);
      const again = officeTime(workdayAfter(dayOf(first.decision?.decidedAt ?? onTime)), next);
      return [first, decided(story, revisionOf(story, figures, again))];
    }
    case 'revised': {
      const first = decided(story, revisionOf(story, blemish.attempt(figures), onTime));
      const edition = blemish.edition ?? figures.edition;
      const revised = { ...figures, note: blemish.note, edition };
      return [first, decided(story, revisionOf(story, revised, officeTime(blemish.revisedOn, next)))];
    }
    default:
      return [decided(story, revisionOf(story, figures, onTime))];
  }
}

/** The first common release (day 25 of the following month, 10:00) after a decision. */
function releaseTime(period: string, decidedAt: string): string {
  const first = shanghaiTime(workdayOnOrAfter(dayAfterPeriod(period, RELEASE_DAY)), 10, 0);
  if (decidedAt < first) return first;
  const month = dayOf(decidedAt).slice(0, 7);
  return shanghaiTime(workdayOnOrAfter(`${month}-${RELEASE_DAY}`), 10, 0);
}

function releasesOf(period: string, revisions: readonly DemoRevision[]): DemoRelease[] {
  if (period === DEMO_LATEST_PERIOD) return [];
  return revisions.flatMap(({ decision }, index) =>
    decision?.outcome === 'approved'
      ? [{ revision: index + 1, at: releaseTime(period, decision.decidedAt) }]
      : [],
  );
}

function unitReports(unitCode: string, series: Series): DemoReport[] {
  const next = seededRandom(`times ${unitCode}`);
  const accepted = new Map<string, Figures>();
  const reports: DemoReport[] = [];
  for (const [period, figures] of series) {
    const story: Story = {
      unitCode,
      period,
      figures,
      context: contextOf(unitCode, period, accepted, series),
      next,
    };
    const revisions = revisionsOf(story, blemishOf(unitCode, period));
    if (revisions.length > 0)
      reports.push({ unitCode, period, revisions, releases: releasesOf(period, revisions) });
    if (revisions.at(-1)?.decision?.outcome === 'approved') accepted.set(period, figures);
  }
  return reports;
}

/** All reports of the demo, by period and then in the order of Attachment 2; the same on every run. */
export function demoReports(): DemoReport[] {
  const reports = [...demoSeries()].flatMap(([unitCode, series]) => unitReports(unitCode, series));
  const order = new Map(INTENSITY_ROWS.map((row, index) => [row.unitCode, index]));
  const rank = (report: DemoReport): number => order.get(report.unitCode) ?? order.size;
  return reports.sort((a, b) => a.period.localeCompare(b.period) || rank(a) - rank(b));
}
