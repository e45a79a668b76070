import { decimalsOf } from '../../server/analytics/decimal.ts';
import { defaultRuleSet } from '../../server/rules/grading.ts';
import { type ClosedYear, liveResult } from '../../server/rules/live-result.ts';
import { PLAN_YEARS, parsePeriod } from '../../server/rules/periods.ts';
import type { WarningCause } from '../../server/rules/warning-causes.ts';
import { defaultDeadlines } from '../../server/rules/warning-deadlines.ts';
import {
  type GradedResult,
  type WarningFacts,
  type WarningTrigger,
  warningFacts,
} from '../../server/rules/warning-facts.ts';
import { WARNING_STEP_RULES, type WarningStage, type WarningStep } from '../../server/rules/warning-steps.ts';
import { warningNumber, warningText } from '../../server/rules/warning-text.ts';
import { INTENSITY_ROWS } from '../attachment2.ts';
import { unitName } from '../units.ts';
import { countyUsername, ENDORSER, HANDLER } from './accounts.ts';
import { demoFirmsOf } from './beneficiaries.ts';
import { shanghaiTime } from './calendar.ts';
import type { DemoReport } from './reports.ts';

/** Warning notices of the demo: one put right still, one whose answer is overdue, one closed, one not pursued. */

interface DemoMeasure {
  text: string;
  responsible: string;
  dueOn: string;
  /** name of an invented firm of the unit */
  firm: string | null;
}

interface Told {
  /** Shanghai date and hour */
  on: string;
  hour: number;
  step: WarningStep;
  note?: string;
  causes?: readonly WarningCause[];
  causeText?: string;
  measures?: readonly DemoMeasure[];
  doneMeasures?: readonly number[];
  remedyDueOn?: string;
}

interface Story {
  unitCode: string;
  period: string;
  draftedOn: string;
  told: readonly Told[];
}

const firm = (unitCode: string, nth: number) => demoFirmsOf(unitCode)[nth] ?? null;

const LUSHAN: Story = {
  unitCode: '360483',
  period: '2026-08',
  draftedOn: '2026-09-22',
  told: [
    { on: '2026-09-22', hour: 15, step: 'submit' },
    { on: '2026-09-23', hour: 9, step: 'issue', note: '同意发出。' },
    {
      on: '2026-09-28',
      hour: 10,
      step: 'answer',
      causes: ['newProjects', 'outputDecline'],
      causeText:
        '两个新投产项目能耗先于产值释放，合计拉高全市规上能耗增速约3个百分点；旅游商品和建材企业订单减少，增加值增速回落。',
      measures: [
        {
          text: '对新投产项目开展用能诊断，优化负荷和余热利用。',
          responsible: '庐山市工信局 节能股',
          dueOn: '2026-10-30',
          firm: firm('360483', 0),
        },
        {
          text: '督促重点企业更换低效电机和空压机。',
          responsible: '庐山市工信局 技改股',
          dueOn: '2026-11-18',
          firm: null,
        },
      ],
    },
    { on: '2026-09-29', hour: 11, step: 'acceptAnswer', note: '原因清楚，措施可行，请按月报告进展。' },
    {
      on: '2026-10-29',
      hour: 16,
      step: 'progress',
      note: '用能诊断已完成，提出改造项目3项，余热利用改造已开工。',
      doneMeasures: [0],
    },
    {
      on: '2026-11-17',
      hour: 10,
      step: 'extend',
      note: '余热利用改造设备到货推迟，同意延至年底，年底前须见效。',
      remedyDueOn: '2026-12-31',
    },
  ],
};

const DEAN: Story = {
  unitCode: '360426',
  period: '2026-09',
  draftedOn: '2026-11-06',
  told: [
    { on: '2026-11-06', hour: 15, step: 'submit' },
    { on: '2026-11-09', hour: 9, step: 'issue', note: '同意发出，请跟踪答复。' },
  ],
};

const GONGQINGCHENG: Story = {
  unitCode: '360482',
  period: '2025-09',
  draftedOn: '2025-10-27',
  told: [
    { on: '2025-10-27', hour: 15, step: 'submit' },
    { on: '2025-10-28', hour: 10, step: 'issue' },
    {
      on: '2025-11-03',
      hour: 9,
      step: 'answer',
      causes: ['energyGrowth', 'retrofitLate'],
      causeText: '两户重点用能企业产量增加，能耗增长快于产值；计划内的两项节能改造推迟。',
      measures: [
        {
          text: '完成锅炉余热回收改造。',
          responsible: '共青城市工信局',
          dueOn: '2025-12-20',
          firm: firm('360482', 0),
        },
      ],
    },
    { on: '2025-11-04', hour: 15, step: 'acceptAnswer' },
    {
      on: '2025-12-22',
      hour: 10,
      step: 'extend',
      note: '改造已完工，节能量需在下年度数据中核实。',
      remedyDueOn: '2026-04-30',
    },
    {
      on: '2026-04-22',
      hour: 10,
      step: 'progress',
      note: '锅炉余热回收已投用，1–3月能耗强度下降2.1%，达到年度目标。',
      doneMeasures: [0],
    },
    { on: '2026-04-22', hour: 11, step: 'requestClosing', note: '措施全部落实，1–3月已达到目标。' },
    { on: '2026-04-27', hour: 9, step: 'close', note: '经核实，措施落实，1–3月能耗强度下降2.1%，同意销号。' },
  ],
};

const LIANXI: Story = {
  unitCode: '360402',
  period: '2026-03',
  draftedOn: '2026-04-23',
  told: [
    {
      on: '2026-04-24',
      hour: 9,
      step: 'dismiss',
      note: '差距主要来自一户企业一季度检修，已恢复生产，暂不发文，4月数据再作研判。',
    },
  ],
};

/** One step of a demo warning; `by` is a user name. */
export interface DemoWarningEvent {
  step: WarningStep | 'draft';
  fromStage: WarningStage | null;
  toStage: WarningStage;
  at: string;
  by: string;
  note: string | null;
  data: Readonly<Record<string, unknown>>;
}

/** A warning as it stands after everything that happened to it. Firms in `measures` are named, not numbered. */
export interface DemoWarning {
  unitCode: string;
  period: string;
  trigger: WarningTrigger;
  facts: WarningFacts;
  body: string;
  numberYear: number | null;
  numberSeq: number | null;
  answerDueOn: string;
  remedyDueOn: string;
  stage: WarningStage;
  events: readonly DemoWarningEvent[];
}

function figuresOf(reports: readonly DemoReport[], unitCode: string, period: string) {
  const found = reports.find((one) => one.unitCode === unitCode && one.period === period);
  const revision = found?.revisions.findLast(({ decision }) => decision?.outcome === 'approved');
  if (!revision) throw new RangeError(`The demo approves no figures of ${unitCode} ${period}`);
  return revision.figures;
}

function gradedOf(reports: readonly DemoReport[], { unitCode, period }: Story): GradedResult {
  const { targetsPct } = INTENSITY_ROWS.find((row) => row.unitCode === unitCode) ?? { targetsPct: {} };
  const ruleSet = defaultRuleSet();
  const year = parsePeriod(period)?.year ?? 0;
  const resultOf = (of: string, closedYearsPct: ClosedYear[]) => {
    const context = {
      period: of,
      targetPct: targetsPct[String(parsePeriod(of)?.year ?? 0) as keyof typeof targetsPct] ?? null,
      targetsPct,
      closedYearsPct,
      ruleSet,
    };
    return liveResult(figuresOf(reports, unitCode, of), context);
  };
  const closed = PLAN_YEARS.filter((planYear) => planYear < year).flatMap((planYear) => {
    const pct = resultOf(`${planYear}-12`, []).decisivePct;
    return pct ? [{ year: planYear, pct: pct.toString() }] : [];
  });
  const published = figuresOf(reports, unitCode, period).publishedIntensityPct;
  return { period, result: resultOf(period, closed), decimals: published ? decimalsOf(published) : 2 };
}

function factsOf(reports: readonly DemoReport[], story: Story): WarningFacts {
  const facts = warningFacts({
    unitName: unitName(story.unitCode),
    targetsPct: INTENSITY_ROWS.find((row) => row.unitCode === story.unitCode)?.targetsPct ?? {},
    edition: figuresOf(reports, story.unitCode, story.period).edition,
    ruleSet: defaultRuleSet(),
    now: gradedOf(reports, story),
    before: null,
  });
  if (facts?.lamp !== 'red') throw new RangeError(`${story.unitCode} ${story.period} is not red`);
  return facts;
}

function byWhom({ step }: Told, unitCode: string): string {
  if (WARNING_STEP_RULES[step].by === 'county') return countyUsername(unitCode);
  return step === 'issue' || step === 'close' ? ENDORSER : HANDLER;
}

function dataOf(told: Told, deadlines: ReturnType<typeof defaultDeadlines>, number: string) {
  const { on, causes, causeText, measures, doneMeasures, remedyDueOn, step } = told;
  const issued = step === 'issue' ? { ...deadlines, number } : {};
  const said = { causes, causeText, measures, doneMeasures, remedyDueOn };
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  return { ...issued, ...known, on };
}

function warningOf(reports: readonly DemoReport[], story: Story, numberSeq: number | null): DemoWarning {
  const { unitCode, period, draftedOn, told } = story;
  const facts = factsOf(reports, story);
  const deadlines = defaultDeadlines(draftedOn);
  const issued = told.find(({ step }) => step === 'issue');
  const numberYear = issued ? Number(issued.on.slice(0, 4)) : null;
  const number = numberYear === null || numberSeq === null ? '' : warningNumber(numberYear, numberSeq);
  let stage: WarningStage = 'draft';
  const steps = told.map((one): DemoWarningEvent => {
    const fromStage = stage;
    stage = WARNING_STEP_RULES[one.step].to ?? stage;
    return {
      step: one.step,
      fromStage,
      toStage: stage,
      at: shanghaiTime(one.on, one.hour, 12),
      by: byWhom(one, unitCode),
      note: one.note ?? null,
      data: dataOf(one, deadlines, number),
    };
  });
  const draft: DemoWarningEvent = {
    step: 'draft',
    fromStage: null,
    toStage: 'draft',
    at: shanghaiTime(draftedOn, 14, 40),
    by: HANDLER,
    note: null,
    data: { on: draftedOn },
  };
  return {
    unitCode,
    period,
    trigger: 'red',
    facts,
    body: warningText({ ...facts, ...deadlines }),
    numberYear,
    numberSeq: numberYear === null ? null : numberSeq,
    ...deadlines,
    remedyDueOn: told.findLast(({ remedyDueOn }) => remedyDueOn)?.remedyDueOn ?? deadlines.remedyDueOn,
    stage,
    events: [draft, ...steps],
  };
}

/** All warnings of the demo, numbered through each year as they were issued. */
export function demoWarnings(reports: readonly DemoReport[]): DemoWarning[] {
  return [
    warningOf(reports, GONGQINGCHENG, 1),
    warningOf(reports, LIANXI, null),
    warningOf(reports, LUSHAN, 1),
    warningOf(reports, DEAN, 2),
  ];
}
