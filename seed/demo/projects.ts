import { Decimal } from '../../server/analytics/decimal.ts';
import type { ProjectKind } from '../../server/rules/project-kinds.ts';
import { PROJECT_STAGES, type ProjectStage } from '../../server/rules/project-stages.ts';
import { type ProjectStep, STAGE_DAY } from '../../server/rules/project-steps.ts';
import { wan } from '../../server/rules/subsidies/money.ts';
import { countyUsername } from './accounts.ts';
import { demoBeneficiaries } from './beneficiaries.ts';
import { addDays, officeTime, shanghaiTime, workdayOnOrAfter } from './calendar.ts';
import { type DemoCase, demoCases } from './cases.ts';
import { demoFirms } from './firms.ts';
import { DEMO_TODAY } from './profiles.ts';
import { type DemoDays, daysUpTo, evaluationDay } from './project-days.ts';
import { demoProjectPlans, type ProjectPlan } from './project-plans.ts';
import { DEMO_PROVIDERS } from './providers.ts';
import { seededRandom, wholeBetween } from './random.ts';

/** One thing that happened to a demo project; `by` is a user name. */
export interface DemoProjectEvent {
  step: ProjectStep | 'create' | 'file' | 'openCase' | 'award';
  fromStage: ProjectStage | null;
  toStage: ProjectStage;
  on: string;
  person: string | null;
  note: string | null;
  data: Readonly<Record<string, unknown>> | null;
  at: string;
  by: string;
}

/** A retrofit project of the demo with everything that happened to it; firm and provider by name. */
export interface DemoProject {
  firm: string;
  provider: string | null;
  unitCode: string;
  stage: ProjectStage;
  stoppedOn: string | null;
  /** columns of the project that are not names */
  columns: Readonly<Record<string, unknown>>;
  days: DemoDays;
  events: readonly DemoProjectEvent[];
  /** the case opened from it */
  case: DemoCase | null;
}

/** What is built, by kind of retrofit; the first kind of a project names it. */
const WORKS: readonly (readonly [name: string, content: string, kinds: readonly ProjectKind[]])[] = [
  ['窑炉余热回收利用', '增设余热锅炉和换热装置，回收烟气余热用于生产。', ['energySaving', 'efficiency']],
  ['空压站集中供气节能', '以变频离心机替换分散空压机，集中供气并回收余热。', ['energySaving']],
  ['高效电机与变频', '淘汰低效电机，改用一级能效电机和变频调速。', ['energySaving']],
  ['循环水泵系统节能', '更换高效水泵，优化管网阻力和运行方式。', ['energySaving', 'waterSaving']],
  ['蒸汽管网与冷凝水回收', '更换疏水阀和保温，冷凝水闭式回收。', ['energySaving', 'waterSaving']],
  [
    '熔炼炉蓄热燃烧',
    '采用蓄热式燃烧和自动控制，降低单位产品燃气消耗。',
    ['energySaving', 'emissionReduction'],
  ],
  ['干燥工序热泵替代', '以高温热泵替代燃煤热风炉。', ['energySaving', 'carbonReduction']],
  ['换热网络优化', '按夹点分析调整换热流程，增加换热面积。', ['energySaving', 'efficiency']],
];
const OTHER_WORKS: Partial<Record<ProjectKind, readonly [name: string, content: string]>> = {
  waterSaving: ['工艺废水深度处理回用', '新建膜处理装置，处理后的水回用于生产。'],
  resourceUse: ['工业固体废物资源化利用', '建设破碎、分选和再生利用生产线。'],
  carbonReduction: ['燃煤锅炉清洁能源替代', '以天然气锅炉和光伏替代燃煤锅炉。'],
};

/** Product measured and unit of measurement, by trade in the firm's name. */
const PRODUCTS: Readonly<Record<string, string>> = {
  水泥: '水泥',
  玻纤: '玻璃纤维',
  铝业: '铝材',
  铜材: '铜杆',
  造纸: '机制纸',
  纸业: '包装纸板',
  纺织: '纱线',
  印染: '印染布',
  化纤: '涤纶长丝',
  陶瓷: '建筑陶瓷',
  铸造: '铸件',
  锻件: '锻件',
  有机硅: '有机硅单体',
  石灰: '氧化钙',
  酿造: '白酒',
  饲料: '配合饲料',
  食品: '食品',
  建材: '砌块',
  电池材料: '正极材料',
  电子材料: '覆铜板',
  线路板: '线路板',
};

const SURNAMES = ['陈', '刘', '王', '熊', '周', '吴', '徐', '曹', '余', '邹'];
/** The ledger began then: what happened before was entered on that day. */
const LEDGER_FROM = '2025-04-16';
const MINUTE = 60_000;

/** What each stage is reached by, and the file that comes with it. */
const STEP_TO: Partial<Record<ProjectStage, ProjectStep>> = {
  diagnosed: 'diagnose',
  scheme: 'scheme',
  retrofitting: 'start',
  accepted: 'accept',
  evaluated: 'evaluate',
};

function productOf(firm: string): string {
  const trade = Object.keys(PRODUCTS).find((word) => firm.includes(word));
  return trade === undefined ? '主要产品' : (PRODUCTS[trade] ?? '主要产品');
}

/** A provider of the list on that day, in charge of the unit where one is; else one that diagnosed before the list. */
function providerFor(unitCode: string, on: string, next: () => number): string {
  const selected = DEMO_PROVIDERS.filter(
    ({ selectedOn, endedOn }) =>
      selectedOn !== null && selectedOn <= on && (endedOn === null || endedOn > on),
  );
  const inCharge = selected.find(({ units }) => units.includes(unitCode));
  if (inCharge && next() < 0.6) return inCharge.name;
  const pool = selected.length > 0 ? selected : DEMO_PROVIDERS.slice(0, 4);
  return pool[wholeBetween(next, 0, pool.length - 1)]?.name ?? '';
}

const hasReached = (days: DemoDays, stage: ProjectStage) => days[stage] !== undefined;

/** Writes what happened one after another, in office hours. */
class HistoryWriter {
  readonly events: DemoProjectEvent[] = [];
  private readonly next: () => number;
  private readonly by: string;
  private readonly person: string;
  private last = '';
  private stage: ProjectStage | null = null;

  constructor(unitCode: string, person: string, next: () => number) {
    this.by = countyUsername(unitCode);
    this.person = person;
    this.next = next;
  }

  /** Entered on the day itself or the first workday after it, later than what came before, never after today. */
  private timeOf(on: string): string {
    const wanted = workdayOnOrAfter(on < LEDGER_FROM ? LEDGER_FROM : on);
    const at = officeTime(wanted > DEMO_TODAY ? on : wanted, this.next);
    return at > this.last ? at : new Date(Date.parse(this.last) + 4 * MINUTE).toISOString();
  }

  add(
    step: DemoProjectEvent['step'],
    toStage: ProjectStage,
    on: string,
    more: Partial<Pick<DemoProjectEvent, 'note' | 'data' | 'at' | 'by' | 'person'>> = {},
  ): void {
    const at = more.at ?? this.timeOf(on);
    const said = { person: this.person, note: null, data: null, by: this.by };
    this.events.push({ step, fromStage: this.stage, toStage, on, ...said, ...more, at });
    this.stage = toStage;
    this.last = at > this.last ? at : this.last;
  }
}

/** Figures of a project, as each step brings them. */
interface Sheet {
  providerId: string | null;
  ndrcDiagnosed: boolean;
  expectedSavingTce: string;
  acceptedSavingTce: string;
  investmentFen: number;
  loanFen: number | null;
  plannedFrom: string | null;
  plannedTo: string | null;
}

const TCE_OF = new Map<string, string | null>();
function tceOf(firm: string): Decimal | null {
  if (TCE_OF.size === 0) {
    for (const { name, annualTce } of demoBeneficiaries()) TCE_OF.set(name, annualTce);
    for (const { name, declarations } of demoFirms()) TCE_OF.set(name, declarations[0]?.tce ?? null);
  }
  const tce = TCE_OF.get(firm) ?? null;
  return tce === null ? null : new Decimal(tce);
}

function sheetOf(plan: ProjectPlan, days: DemoDays, next: () => number): Sheet {
  const tce = tceOf(plan.firm) ?? new Decimal(wholeBetween(next, 2500, 9000));
  const permille = wholeBetween(next, 26, 68);
  const saving = tce.times(permille).div(1000).clampedTo(18, 2400);
  const invested = saving
    .times(wholeBetween(next, 42, 95))
    .div(100)
    .toDecimalPlaces(0);
  const planned = plan.plannedTo ?? (hasReached(days, 'scheme') ? (days.accepted ?? null) : null);
  const diagnosedOn = days.diagnosed;
  const provider = diagnosedOn === undefined ? null : providerFor(plan.unitCode, diagnosedOn, next);
  return {
    providerId: plan.provider ?? provider,
    ndrcDiagnosed: plan.provider === undefined && next() < 0.12,
    expectedSavingTce: saving.toFixed(0),
    acceptedSavingTce: saving
      .times(wholeBetween(next, 86, 112))
      .div(100)
      .toFixed(1),
    investmentFen: wan(invested.plus(30)),
    loanFen: plan.loan === true ? wan(invested.times('0.5').toDecimalPlaces(0)) : null,
    plannedFrom: days.scheme === undefined ? null : workdayOnOrAfter(addDays(days.scheme, 45)),
    plannedTo: planned,
  };
}

interface Written {
  columns: Record<string, unknown>;
  writer: HistoryWriter;
}

const FILE_NAMES: Partial<Record<ProjectStage, string>> = {
  diagnosed: '节能诊断报告（演示）.pdf',
  scheme: '改造方案（演示）.pdf',
  accepted: '节能验收报告（演示）.pdf',
};

/** Figures a stage brings, as columns. */
function figuresOf(stage: ProjectStage, plan: ProjectPlan, sheet: Sheet): Record<string, unknown> {
  const { providerId, ndrcDiagnosed, expectedSavingTce, investmentFen, loanFen, plannedFrom, plannedTo } =
    sheet;
  if (stage === 'diagnosed') return { provider: providerId, ndrcDiagnosed };
  if (stage === 'scheme') return { expectedSavingTce, investmentFen, loanFen, plannedFrom };
  if (stage === 'retrofitting') return { plannedTo };
  if (stage !== 'accepted' || plan.measures === undefined) return {};
  const { before, after, level, filed } = plan.measures;
  return {
    acceptedSavingTce: sheet.acceptedSavingTce,
    unitEnergyBefore: before,
    unitEnergyAfter: after,
    energyUnit: new Decimal(before).lt(1) ? '吨标准煤/吨' : '千克标准煤/吨',
    product: productOf(plan.firm),
    energyLevel: level,
    acceptanceFiled: filed,
  };
}

const NOTES: Partial<Record<ProjectStage, string>> = {
  evaluated: '运行稳定，实测节能量与验收结果基本一致。',
};

/** The way to the present stage: one step for each day, its file a few minutes before. */
function write(plan: ProjectPlan, days: DemoDays, sheet: Sheet, next: () => number): Written {
  const person = `${SURNAMES[wholeBetween(next, 0, SURNAMES.length - 1)]}经理（演示）`;
  const writer = new HistoryWriter(plan.unitCode, person, next);
  const columns: Record<string, unknown> = {};
  writer.add('create', 'willing', days.willing ?? plan.since, { note: '企业提出改造意愿。' });
  let stage: ProjectStage = 'willing';
  for (const reached of PROJECT_STAGES.slice(1)) {
    const on = days[reached];
    const step = STEP_TO[reached];
    if (on === undefined || step === undefined || (plan.claim && reached === 'evaluated')) continue;
    const file = FILE_NAMES[reached];
    if (file !== undefined)
      writer.add('file', stage, on, { note: file, person: null, data: { ofStage: reached } });
    const figures = figuresOf(reached, plan, sheet);
    Object.assign(columns, figures);
    const data = Object.keys(figures).length === 0 ? null : figures;
    writer.add(step, reached, on, { data, note: NOTES[reached] ?? null });
    stage = reached;
  }
  if (plan.note) writer.add('note', stage, plan.note.on, { note: plan.note.text });
  if (plan.stopped) writer.add('stop', stage, plan.stopped.on, { note: plan.stopped.reason });
  return { columns, writer };
}

/** What the case does to its project: it is opened, its first payment is the award, and later the effect is evaluated. */
function follow(demo: DemoCase, writer: HistoryWriter, days: DemoDays, next: () => number): DemoDays {
  const stage: ProjectStage = demo.result.awardId === 'jiujiang-1' ? lastStage(days) : 'accepted';
  const [opened] = demo.events;
  const data = {
    awardId: demo.result.awardId,
    clause: demo.result.clause,
    expectedFen: demo.result.amountFen,
  };
  const open = { at: demo.createdAt, by: opened?.by ?? '', person: null, data };
  writer.add('openCase', stage, demo.createdAt.slice(0, 10), open);
  const [paid] = demo.payments;
  if (paid === undefined || stage !== 'accepted') return days;
  const pay = { at: paid.recordedAt, by: 'bureau', person: null, data: { amountFen: paid.amountFen } };
  writer.add('award', 'awarded', paid.paidOn, pay);
  const evaluated = evaluationDay(paid.paidOn, next);
  if (evaluated > '2026-06-30') return { ...days, awarded: paid.paidOn };
  writer.add('evaluate', 'evaluated', evaluated, { note: NOTES.evaluated ?? null });
  return { ...days, awarded: paid.paidOn, evaluated };
}

const lastStage = (days: DemoDays): ProjectStage =>
  PROJECT_STAGES.findLast((stage) => days[stage] !== undefined) ?? 'willing';

function workOf(plan: ProjectPlan, next: () => number) {
  const [kind] = plan.kinds ?? [];
  const other = kind === undefined ? undefined : OTHER_WORKS[kind];
  const any = WORKS[wholeBetween(next, 0, WORKS.length - 1)] ?? WORKS[0];
  const [name, content] = other ?? [any?.[0] ?? '', any?.[1] ?? ''];
  return { name: `${name}改造项目`, content, kinds: [...(plan.kinds ?? any?.[2] ?? [])] };
}

function projectOf(plan: ProjectPlan, demo: DemoCase | null): DemoProject {
  const next = seededRandom(`project ${plan.firm} ${plan.stage} ${plan.since}`);
  const planned = plan.days ?? daysUpTo(plan.stage, plan.since, next);
  const sheet = sheetOf(plan, planned, next);
  const work = workOf(plan, next);
  const { columns, writer } = write(plan, planned, sheet, next);
  const days = demo === null ? planned : follow(demo, writer, planned, next);
  const { provider = null, ...figures } = columns;
  const reached = Object.entries(days).map(([stage, day]) => [STAGE_DAY[stage as ProjectStage], day]);
  return {
    firm: plan.firm,
    provider: provider as string | null,
    unitCode: plan.unitCode,
    stage: lastStage(days),
    stoppedOn: plan.stopped?.on ?? null,
    columns: { ...work, ...figures, ...Object.fromEntries(reached) },
    days,
    // a claim may be entered before the works begin
    events: inOrder(writer.events),
    case: demo,
  };
}

/** By time; each event leaves from where the one before led to. */
function inOrder(events: readonly DemoProjectEvent[]): DemoProjectEvent[] {
  const sorted = [...events].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  let stage: ProjectStage | null = null;
  return sorted.map((event) => {
    const stays = event.step === 'openCase' || event.step === 'file' || event.step === 'note';
    const toStage: ProjectStage = stays && stage !== null ? stage : event.toStage;
    const moved = { ...event, fromStage: stage, toStage };
    stage = toStage;
    return moved;
  });
}

/** 措施二: each claim of the demo came from a project, whose acceptance is what the claim states. */
function claimedPlans(): { plan: ProjectPlan; demo: DemoCase }[] {
  const byName = new Map(demoBeneficiaries().map((one) => [one.name, one]));
  return demoCases().flatMap((demo) => {
    const { facts, goal } = demo;
    const firm = byName.get(demo.beneficiary);
    const { completionDate, unitEnergyBefore, unitEnergyAfter, energyLevelReached } = facts;
    if (demo.result.awardId !== 'jiujiang-2-retrofit' || firm === undefined) return [];
    // one firm is paid by another county than the one that keeps it; a claim made twice is no second project
    if (firm.statisticsUnit !== firm.treasuryUnit || goal.stopReason?.includes('同一项目')) return [];
    if (!completionDate || !unitEnergyBefore || !unitEnergyAfter || !energyLevelReached) return [];
    const measures = {
      before: unitEnergyBefore,
      after: unitEnergyAfter,
      level: energyLevelReached,
      filed: true,
    };
    const where = { firm: demo.beneficiary, unitCode: firm.statisticsUnit };
    return [{ plan: { ...where, stage: 'accepted', since: completionDate, measures }, demo }];
  });
}

/** The claim of a provider for the firm it diagnosed. */
function claimOf({ claim }: ProjectPlan): DemoCase | null {
  if (claim === undefined) return null;
  const found = demoCases().find(
    ({ beneficiary, result, createdAt }) =>
      beneficiary === claim.beneficiary &&
      result.awardId === claim.awardId &&
      createdAt.startsWith(claim.appliedOn),
  );
  if (found === undefined) throw new RangeError(`No claim of ${claim.beneficiary} on ${claim.appliedOn}`);
  return found;
}

/** All projects in the order they were registered; the same on every run. */
export function demoProjects(): readonly DemoProject[] {
  const projects = [
    ...claimedPlans().map(({ plan, demo }) => projectOf(plan, demo)),
    ...demoProjectPlans().map((plan) => projectOf(plan, claimOf(plan))),
  ];
  const start = ({ events }: DemoProject) => events[0]?.at ?? shanghaiTime(LEDGER_FROM, 9, 0);
  return projects.sort((a, b) => (start(a) < start(b) ? -1 : start(a) > start(b) ? 1 : 0));
}
