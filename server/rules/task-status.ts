import { Decimal } from '../analytics/decimal.ts';
import { fullDate } from './date-text.ts';
import { ACTION_PLAN } from './documents.ts';
import { TASK_JUDGEMENT_LABELS, type TaskJudgement } from './task-steps.ts';
import { withTrueMinus } from './wording.ts';

/** 已完成, 滞后, 未报告, 按进度, 未启动. */
export const TASK_STATUSES = ['done', 'behind', 'silent', 'onCourse', 'notStarted'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export const TASK_STATUS_LABELS: Readonly<Record<TaskStatus, string>> = {
  done: '已完成',
  behind: '滞后',
  silent: '久未报告',
  onCourse: '按进度',
  notStarted: '未启动',
};

export const TASK_STANDINGS = ['reached', 'onCourse', 'behind', 'notYet'] as const;
/** notYet: no figure yet, or nothing to measure it by */
export type TaskStanding = (typeof TASK_STANDINGS)[number];

/** Months without a report after which a department counts as silent; a standard of this platform, not of the plan. */
export const DEFAULT_SILENT_MONTHS = 3;

export type TaskLevel = 'city' | 'province';

/** Whose plan a task is from. */
export const taskLevelOf = (document: string): TaskLevel =>
  document === ACTION_PLAN.title ? 'city' : 'province';

/**
 * The day from which silence counts: of the city's plan the day its 若干措施 take effect, of the province's plan its
 * date.
 */
export const TASKS_BEGIN: Readonly<Record<TaskLevel, string>> = {
  city: '2025-06-30',
  province: '2025-08-28',
};

/** The day `months` later; where that month is too short, its last day. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Whole months from one day to a later one; 0 where it is not later. */
export function wholeMonths(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const months = years * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return Math.max(0, monthsLater(from, months) > to ? months - 1 : months);
}

/** Whether a value is as good as a mark or better. */
function meets(direction: 'atLeast' | 'atMost', value: string, mark: string): boolean {
  const actual = new Decimal(value);
  return direction === 'atLeast' ? actual.gte(mark) : actual.lte(mark);
}

export interface IndicatorEvidence {
  name: string;
  direction: 'atLeast' | 'atMost';
  unit: string;
  /** decimal text; null where no figure is set */
  target: string | null;
  /** upper end where a range is printed */
  targetUpper: string | null;
  /** the newest figure; `computed` by the platform as of today, else the figure of that year as entered */
  actual: { value: string; year: number; computed: boolean } | null;
  /** breakdown: value to be reached by the end of a year */
  goals: readonly { year: number; value: string }[];
}

export interface IndicatorStanding {
  standing: TaskStanding;
  /** one sentence */
  words: string;
  /** a running figure short of this year's breakdown, which is judged when the year is over (年度目标年底评) */
  isToCome: boolean;
}

/**
 * How an indicator stands in a year. Its target reached ends the matter. A figure entered for a year is measured by
 * that year's breakdown; a running one (computed) by the newest breakdown whose year is over, since this year's may
 * be reached until its last day: short of it, the sentence says so.
 */
export function indicatorStanding(evidence: IndicatorEvidence, thisYear: number): IndicatorStanding {
  const { name, direction, unit, target, targetUpper, actual, goals } = evidence;
  if (actual === null) return { standing: 'notYet', words: `${name}尚无实际值。`, isToCome: false };
  const said = `${name}${actual.computed ? '现为' : `${actual.year}年为`}${withTrueMinus(actual.value)}${unit}`;
  const say = (mark: string) => `${withTrueMinus(mark)}${unit}`;
  const isMet = (mark: string) => meets(direction, actual.value, mark);
  if (target !== null && isMet(target)) {
    const range = targetUpper === null ? say(target) : `${withTrueMinus(target)}—${say(targetUpper)}`;
    const isOver = targetUpper !== null && new Decimal(actual.value).gt(targetUpper);
    const reached = isOver ? `已超过目标${range}的上限` : `已达到目标${range}`;
    return { standing: 'reached', words: `${said}，${reached}。`, isToCome: false };
  }
  const dueYear = actual.computed ? thisYear - 1 : Math.max(actual.year, thisYear - 1);
  const due = goals.filter(({ year }) => year <= dueYear).sort((a, b) => b.year - a.year)[0];
  const next = goals.filter(({ year }) => year > dueYear).sort((a, b) => a.year - b.year)[0];
  const isToCome = actual.computed && next?.year === thisYear && !isMet(next.value);
  const toCome = isToCome ? `；${thisYear}年分解目标${say(next.value)}，年底评` : '';
  if (due) {
    const isBehind = !isMet(due.value);
    const words = `${said}，${isBehind ? '未达到' : '达到'}${due.year}年分解目标${say(due.value)}${toCome}。`;
    return { standing: isBehind ? 'behind' : 'onCourse', words, isToCome };
  }
  if (!next) return { standing: 'notYet', words: `${said}，尚未作年度分解。`, isToCome };
  const by = isToCome ? toCome.slice(1) : `${next.year}年底前应达到${say(next.value)}`;
  return { standing: 'onCourse', words: `${said}，${by}。`, isToCome };
}

/** A department that reports here, and what it last said. */
export interface ReportingDepartment {
  department: string;
  /** the day up to which its newest submitted or accepted report goes */
  lastReportOn: string | null;
  /** of its newest accepted report */
  judgement: TaskJudgement | null;
  /** the day it was assigned (市级落实单位), from which its silence counts; null for a printed one */
  assignedOn: string | null;
}

export interface TaskFacts {
  today: string;
  silentMonths: number;
  /** the day from which silence counts */
  beganOn: string;
  /** those that report here: the city's own, printed or assigned; without the counties */
  departments: readonly ReportingDepartment[];
  /** units with an accepted report, and what the newest of it says */
  units: readonly { unitCode: string; name: string; judgement: TaskJudgement }[];
  indicators: readonly (IndicatorStanding & { printed: boolean })[];
}

export interface TaskReason {
  words: string;
  /** a unit's own report says so: for those who may read it */
  unitCode: string | null;
}

export interface TaskResult {
  status: TaskStatus;
  reasons: TaskReason[];
}

/**
 * Whether a department owes a report: none within the months set, counted from its last one, from the day it was
 * assigned or from the beginning;
 * never once its newest accepted report says the task is done.
 */
export function isSilent(
  department: ReportingDepartment,
  facts: Pick<TaskFacts, 'today' | 'silentMonths' | 'beganOn'>,
) {
  if (department.judgement === 'done') return false;
  const since = department.lastReportOn ?? department.assignedOn ?? facts.beganOn;
  return wholeMonths(since, facts.today) >= facts.silentMonths;
}

const plain = (words: string): TaskReason => ({ words, unitCode: null });

/** Printed indicators decide where there are any; else what every department says, and no unit against it. */
function doneReasons({ departments, units, indicators }: TaskFacts): TaskReason[] {
  const printed = indicators.filter((one) => one.printed);
  if (printed.length > 0) {
    return printed.every(({ standing }) => standing === 'reached')
      ? printed.map(({ words }) => plain(words))
      : [];
  }
  const all = departments.length > 0 && departments.every(({ judgement }) => judgement === 'done');
  const none = units.every(({ judgement }) => judgement !== 'behind');
  return all && none ? [plain('各责任单位均报告已完成，市工信局已采纳。')] : [];
}

function behindReasons({ departments, units, indicators }: TaskFacts): TaskReason[] {
  return [
    ...indicators.filter(({ standing }) => standing === 'behind').map(({ words }) => plain(words)),
    ...departments
      .filter(({ judgement }) => judgement === 'behind')
      .map(({ department }) =>
        plain(`${department}最近一次采纳的进展报告：${TASK_JUDGEMENT_LABELS.behind}。`),
      ),
    ...units
      .filter(({ judgement }) => judgement === 'behind')
      .map(({ name, unitCode }) => ({
        words: `${name}最近一次采纳的进展报告：${TASK_JUDGEMENT_LABELS.behind}。`,
        unitCode,
      })),
  ];
}

function silentReasons(facts: TaskFacts): TaskReason[] {
  return facts.departments
    .filter((department) => isSilent(department, facts))
    .map(({ department, lastReportOn }) =>
      plain(
        lastReportOn === null
          ? `${department}尚未报告进展。`
          : `${department}已${wholeMonths(lastReportOn, facts.today)}个月未报告进展（最近截至${fullDate(lastReportOn)}）。`,
      ),
    );
}

/** Nobody is late: who reported within the months set, who has reported it done, who is not due yet. */
function quietWords({ departments, silentMonths, today }: TaskFacts): string {
  const isRecent = ({ lastReportOn }: ReportingDepartment) =>
    lastReportOn !== null && wholeMonths(lastReportOn, today) < silentMonths;
  const others = departments.filter((one) => !isRecent(one));
  if (others.length === 0) return `责任单位${silentMonths}个月内均有进展报告，未发现滞后。`;
  const names = (all: readonly ReportingDepartment[]) => all.map(({ department }) => department).join('、');
  const recent = departments.filter(isRecent);
  const waiting = others.filter(({ judgement }) => judgement !== 'done');
  const done = others.filter(({ judgement }) => judgement === 'done');
  return [
    ...(recent.length > 0 ? [`${names(recent)}${silentMonths}个月内有进展报告，未发现滞后`] : []),
    ...(done.length > 0 ? [`${names(done)}已报告完成`] : []),
    ...(waiting.length > 0 ? [`${names(waiting)}尚未报告，未到报告时限`] : []),
  ]
    .join('；')
    .concat('。');
}

function quietReasons(facts: TaskFacts): TaskResult {
  if (facts.departments.length === 0) {
    return { status: 'notStarted', reasons: [plain('尚未明确市级落实单位。')] };
  }
  if (facts.departments.every(({ lastReportOn }) => lastReportOn === null)) {
    return { status: 'notStarted', reasons: [plain('各责任单位尚未报告，未到报告时限。')] };
  }
  return { status: 'onCourse', reasons: [plain(quietWords(facts))] };
}

/**
 * Status of a task from evidence: figures, the yearly breakdown, accepted reports, and their absence. The first that
 * holds of done, behind, silent is the status; the reasons of all are told, then the figures whose year's breakdown
 * is still to be judged.
 */
export function taskStatus(facts: TaskFacts): TaskResult {
  const found = [
    { status: 'done', reasons: doneReasons(facts) },
    { status: 'behind', reasons: behindReasons(facts) },
    { status: 'silent', reasons: silentReasons(facts) },
  ] as const;
  const toCome = facts.indicators
    .filter(({ standing, isToCome }) => isToCome && standing !== 'behind')
    .map(({ words }) => plain(words));
  const first = found.find(({ reasons }) => reasons.length > 0);
  if (!first) {
    const { status, reasons } = quietReasons(facts);
    return { status, reasons: [...reasons, ...toCome] };
  }
  return { status: first.status, reasons: [...found.flatMap(({ reasons }) => reasons), ...toCome] };
}
