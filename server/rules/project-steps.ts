import { mayKeepLedger } from './ledger-scope.ts';
import { can, type Viewer } from './permissions.ts';
import type { ProjectKind } from './project-kinds.ts';
import { PROJECT_STAGE_LABELS, PROJECT_STAGES, type ProjectStage } from './project-stages.ts';

/** What people do to a project, in the order of its life; 奖补 (`awarded`) is not taken by hand: the first payment sets it. */
export const PROJECT_STEPS = [
  'diagnose',
  'scheme',
  'start',
  'accept',
  'evaluate',
  'note',
  'stop',
  'resume',
  'sendBack',
] as const;
export type ProjectStep = (typeof PROJECT_STEPS)[number];

/** Figures a step may bring; the same names as the columns of the project. */
export const PROJECT_FIGURES = [
  'providerId',
  'ndrcDiagnosed',
  'expectedSavingTce',
  'investmentFen',
  'loanFen',
  'plannedFrom',
  'plannedTo',
  'product',
  'energyUnit',
  'unitEnergyBefore',
  'unitEnergyAfter',
  'energyLevel',
  'acceptedSavingTce',
  'acceptanceFiled',
] as const;
export type ProjectFigure = (typeof PROJECT_FIGURES)[number];

export const PROJECT_FIGURE_LABELS: Readonly<Record<ProjectFigure, string>> = {
  providerId: '服务商',
  ndrcDiagnosed: '发改部门是否已做深度节能诊断',
  expectedSavingTce: '预计年节能量（吨标准煤）',
  investmentFen: '投资额',
  loanFen: '“绿色贷”贷款额',
  plannedFrom: '计划开工日期',
  plannedTo: '计划完工日期',
  product: '核定能耗的产品',
  energyUnit: '单位产品能耗的计量单位',
  unitEnergyBefore: '改造前单位产品综合能耗',
  unitEnergyAfter: '改造后单位产品综合能耗',
  energyLevel: '改造后单位产品综合能耗水平',
  acceptedSavingTce: '验收年节能量（吨标准煤）',
  acceptanceFiled: '节能验收报告是否已备案',
};

export const ENERGY_LEVELS = ['benchmark', 'advanced', 'neither'] as const;
export type EnergyLevel = (typeof ENERGY_LEVELS)[number];
export const ENERGY_LEVEL_LABELS: Readonly<Record<EnergyLevel, string>> = {
  benchmark: '达到行业标杆',
  advanced: '达到行业先进值',
  neither: '两者均未达到',
};

/** Who takes a step from which stages, where it leads and what it needs. */
export interface ProjectStepRule {
  label: string;
  /** keeper: the unit's own county or the bureau; bureau: `providers.write` */
  by: 'keeper' | 'bureau';
  from: readonly ProjectStage[];
  /** null: the stage stays, or (退回) is the one reached before */
  to: ProjectStage | null;
  /** figures without which it is refused */
  needs: readonly ProjectFigure[];
  /** figures it may bring beside */
  takes: readonly ProjectFigure[];
  /** what is asked where the note is missing; null where it may be left out */
  noteNeeded: string | null;
}

/** What the acceptance report (节能验收报告) says; changed by acceptance alone. */
export const ACCEPTANCE_FIGURES = [
  'acceptedSavingTce',
  'unitEnergyBefore',
  'unitEnergyAfter',
  'energyUnit',
  'product',
  'energyLevel',
] as const satisfies readonly ProjectFigure[];

const BEFORE_ACCEPTANCE: readonly ProjectStage[] = ['willing', 'diagnosed', 'scheme', 'retrofitting'];

const none = { needs: [], takes: [], noteNeeded: null } as const;

/**
 * The loop 诊断—方案—改造—政策支持 of 行动计划 二（五）16. Diagnosis and scheme may be skipped (a firm may come with its own
 * scheme), acceptance may not.
 */
export const PROJECT_STEP_RULES: Readonly<Record<ProjectStep, ProjectStepRule>> = {
  diagnose: {
    ...none,
    label: '完成诊断',
    by: 'keeper',
    from: ['willing'],
    to: 'diagnosed',
    needs: ['providerId', 'ndrcDiagnosed'],
    takes: ['expectedSavingTce'],
  },
  scheme: {
    ...none,
    label: '形成方案',
    by: 'keeper',
    from: ['willing', 'diagnosed'],
    to: 'scheme',
    needs: ['expectedSavingTce', 'investmentFen'],
    takes: ['loanFen', 'providerId', 'plannedFrom', 'plannedTo'],
  },
  start: {
    ...none,
    label: '开工改造',
    by: 'keeper',
    from: ['willing', 'diagnosed', 'scheme'],
    to: 'retrofitting',
    needs: ['plannedTo'],
    takes: ['expectedSavingTce', 'investmentFen', 'loanFen'],
  },
  accept: {
    ...none,
    label: '完工验收',
    by: 'keeper',
    from: ['retrofitting'],
    to: 'accepted',
    needs: [...ACCEPTANCE_FIGURES, 'acceptanceFiled'],
    takes: ['investmentFen', 'loanFen'],
  },
  evaluate: {
    ...none,
    label: '后评价',
    by: 'keeper',
    from: ['accepted', 'awarded'],
    to: 'evaluated',
    noteNeeded: '请填写后评价结论。',
  },
  note: {
    ...none,
    label: '登记进展',
    by: 'keeper',
    from: PROJECT_STAGES,
    to: null,
    noteNeeded: '请填写进展情况。',
  },
  stop: {
    ...none,
    label: '终止',
    by: 'keeper',
    from: BEFORE_ACCEPTANCE,
    to: null,
    noteNeeded: '请填写终止原因。',
  },
  resume: { ...none, label: '恢复', by: 'keeper', from: BEFORE_ACCEPTANCE, to: null },
  sendBack: {
    ...none,
    label: '退回上一阶段',
    by: 'bureau',
    from: ['diagnosed', 'scheme', 'retrofitting', 'accepted'],
    to: null,
    noteNeeded: '请填写退回原因。',
  },
};

/** Words of everything in a project's history, the steps among them. */
export const PROJECT_EVENT_LABELS: Readonly<Record<string, string>> = {
  create: '登记意愿',
  edit: '修改项目',
  import: '导入时已到该阶段',
  file: '上传文件',
  openCase: '申报奖补',
  award: '奖补到账',
  ...Object.fromEntries(PROJECT_STEPS.map((step) => [step, PROJECT_STEP_RULES[step].label])),
};

/** Kinds whose acceptance measures energy; the others (节水, 节材 …) have no unit energy to state. */
const ENERGY_KINDS: readonly ProjectKind[] = ['energySaving', 'carbonReduction'];

/** Figures a step cannot do without. Those of the energy measured are asked of 节能 and 降碳 projects only. */
export function figuresNeeded(step: ProjectStep, kinds: readonly string[]): readonly ProjectFigure[] {
  const { needs } = PROJECT_STEP_RULES[step];
  if (step !== 'accept' || ENERGY_KINDS.some((kind) => kinds.includes(kind))) return needs;
  return needs.filter((name) => !ACCEPTANCE_FIGURES.some((figure) => figure === name));
}

/** Figures a step may bring: needed and welcome. */
export function figuresTaken(step: ProjectStep): readonly ProjectFigure[] {
  const { needs, takes } = PROJECT_STEP_RULES[step];
  return [...needs, ...takes];
}

/** Column of the day a stage was reached. */
export const STAGE_DAY = {
  willing: 'willingOn',
  diagnosed: 'diagnosedOn',
  scheme: 'schemeOn',
  retrofitting: 'startedOn',
  accepted: 'acceptedOn',
  awarded: 'awardedOn',
  evaluated: 'evaluatedOn',
} as const satisfies Record<ProjectStage, string>;
export type StageDayColumn = (typeof STAGE_DAY)[ProjectStage];
/** The days a project reached its stages; null where it did not, or skipped it. */
export type StageDays = Readonly<Record<StageDayColumn, string | null>>;

/** The stage reached before the present one, skipped ones left out; null before 意愿. */
export function stageBefore(stage: ProjectStage, days: StageDays): ProjectStage | null {
  const earlier = PROJECT_STAGES.slice(0, PROJECT_STAGES.indexOf(stage));
  return earlier.findLast((candidate) => days[STAGE_DAY[candidate]] !== null) ?? null;
}

/** What of a project decides which steps are open. */
export interface ProjectState {
  stage: ProjectStage;
  unitCode: string;
  stoppedOn: string | null;
  /** a case opened from it is not cancelled */
  hasLiveCase: boolean;
}

export interface ProjectProblem {
  code: 'forbidden' | 'wrong_stage' | 'stopped' | 'not_stopped' | 'live_case';
  /** One Chinese sentence. */
  message: string;
}

/** Why a step cannot be taken by this viewer now, or null where it can. */
export function projectStepProblem(
  viewer: Viewer,
  state: ProjectState,
  step: ProjectStep,
): ProjectProblem | null {
  const { label, by, from } = PROJECT_STEP_RULES[step];
  const isEntitled =
    mayKeepLedger(viewer, state.unitCode) && (by === 'keeper' || can(viewer.role, 'providers.write'));
  if (!isEntitled) return { code: 'forbidden', message: `您没有对该项目进行“${label}”的权限。` };
  if (!from.includes(state.stage)) {
    const stage = PROJECT_STAGE_LABELS[state.stage];
    return { code: 'wrong_stage', message: `项目现为“${stage}”阶段，不能进行“${label}”。` };
  }
  const isStopped = state.stoppedOn !== null;
  if (step === 'resume' && !isStopped) return { code: 'not_stopped', message: '项目没有终止，无需恢复。' };
  if (isStopped && step !== 'resume' && step !== 'note') {
    return { code: 'stopped', message: `项目已终止，恢复后方可进行“${label}”。` };
  }
  if (step === 'sendBack' && state.hasLiveCase) {
    return { code: 'live_case', message: '项目已有奖补事项，撤销该事项后方可退回。' };
  }
  return null;
}

/** Steps this viewer may take now, in the order of the table. */
export function projectStepsFor(viewer: Viewer, state: ProjectState): ProjectStep[] {
  return PROJECT_STEPS.filter((step) => projectStepProblem(viewer, state, step) === null);
}
