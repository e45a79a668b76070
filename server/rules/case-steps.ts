import { can, type UnitScope, type Viewer } from './permissions.ts';

/** Where a subsidy case (奖补事项) stands; the same list as in db/schema.ts. */
export const CASE_STAGES = [
  'opened',
  'applied',
  'countyChecked',
  'creditChecked',
  'handled',
  'endorsed',
  'publicNotice',
  'approved',
  'paying',
  'closed',
  'returned',
  'cancelled',
] as const;
export type CaseStage = (typeof CASE_STAGES)[number];

export const STAGE_LABELS: Readonly<Record<CaseStage, string>> = {
  opened: '免申即享待初审',
  applied: '已申报',
  countyChecked: '已初审',
  creditChecked: '已核查',
  handled: '已经办',
  endorsed: '已审批',
  publicNotice: '公示',
  approved: '已审定',
  paying: '拨付中',
  closed: '已办结',
  returned: '已退回',
  cancelled: '已撤销',
};

/** What people do to a case. */
export const CASE_STEPS = [
  'countyCheck',
  'creditCheck',
  'handle',
  'endorse',
  'publishNotice',
  'approve',
  'pay',
  'close',
  'return',
  'resubmit',
  'cancel',
  'object',
  'clearFlag',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

const BEFORE_APPROVAL: readonly CaseStage[] = [
  'opened',
  'applied',
  'countyChecked',
  'creditChecked',
  'handled',
  'endorsed',
  'publicNotice',
];

/** Who may take a step, from which stages, and where it leads. */
export interface StepRule {
  label: string;
  county: readonly CaseStage[];
  bureau: readonly CaseStage[];
  /** null: the case stays where it is */
  to: CaseStage | null;
}

const byCounty = (label: string, from: readonly CaseStage[], to: CaseStage): StepRule => ({
  label,
  county: from,
  bureau: [],
  to,
});
const byBureau = (label: string, from: readonly CaseStage[], to: CaseStage | null): StepRule => ({
  label,
  county: [],
  bureau: from,
  to,
});

/**
 * The life of a case. A county acts on its own cases with `cases.write`, the bureau with `cases.review`.
 * Four eyes: whoever did 经办 (`handle`) does neither 审批 (`endorse`) nor 审定 (`approve`); the other steps of the bureau,
 * 拨付 (`pay`) among them, are open to both.
 * An objection (异议, `object`) leaves the case where it is and flags it: it is not approved until `clearFlag` answers.
 */
export const STEP_RULES: Readonly<Record<CaseStep, StepRule>> = {
  countyCheck: byCounty('初审', ['opened', 'applied'], 'countyChecked'),
  creditCheck: byBureau('信用与重复核查', ['countyChecked'], 'creditChecked'),
  handle: byBureau('经办', ['creditChecked'], 'handled'),
  endorse: byBureau('审批', ['handled'], 'endorsed'),
  publishNotice: byBureau('公示', ['endorsed'], 'publicNotice'),
  approve: byBureau('审定', ['publicNotice'], 'approved'),
  pay: byBureau('拨付', ['approved', 'paying'], 'paying'),
  close: byBureau('办结', ['paying'], 'closed'),
  return: byBureau('退回', BEFORE_APPROVAL, 'returned'),
  resubmit: byCounty('重新提交', ['returned'], 'applied'),
  cancel: {
    label: '撤销',
    county: ['applied', 'returned'],
    bureau: [...BEFORE_APPROVAL, 'returned', 'approved'],
    to: 'cancelled',
  },
  object: { label: '登记异议', county: ['publicNotice'], bureau: ['publicNotice'], to: null },
  clearFlag: byBureau('核实', [...BEFORE_APPROVAL, 'returned', 'approved', 'paying', 'closed'], null),
};

/** What of a case decides which steps are open. */
export interface CaseState {
  stage: CaseStage;
  unitCode: string;
  /** who did 经办 */
  handledBy: number | null;
  /** last day of 公示, `YYYY-MM-DD` */
  noticeTo: string | null;
  flag: string | null;
  approvedFen: number | null;
  paidFen: number;
}

export interface StepViewer extends Viewer {
  userId: number;
}

export interface StepProblem {
  code: 'forbidden' | 'four_eyes' | 'wrong_stage' | 'notice_running' | 'flagged' | 'fully_paid' | 'no_flag';
  /** One Chinese sentence. */
  message: string;
}

/** Units whose cases this viewer may see: bureau and leaders all, a county its own, everybody else none. */
export function caseUnitsOf(viewer: Viewer): UnitScope {
  if (!can(viewer.role, 'cases.read')) return [];
  if (viewer.role !== 'county') return 'all';
  return viewer.unitCodes;
}

/** Stages in which an award is decided: 已审定, 拨付中, 已办结. */
export const DECIDED_STAGES = ['approved', 'paying', 'closed'] as const satisfies readonly CaseStage[];

/**
 * Whether this viewer handles cases: only then what a case rests on (facts, trace, files, remarks), which carries one
 * firm's energy, is read.
 */
export const handlesCases = ({ role }: Pick<Viewer, 'role'>): boolean =>
  can(role, 'cases.write') || can(role, 'cases.review');

/** Stages of the cases this viewer may see: who handles cases all, leaders what is decided. Source: DESIGN §6. */
export function caseStagesOf(viewer: Pick<Viewer, 'role'>): 'all' | readonly CaseStage[] {
  return handlesCases(viewer) ? 'all' : DECIDED_STAGES;
}

/** Whether this viewer may enter an application (申报): a county, for whom its own treasury pays. */
export function mayApply(viewer: Viewer, unitCode: string): boolean {
  return viewer.role === 'county' && can(viewer.role, 'cases.write') && viewer.unitCodes.includes(unitCode);
}

/** Stages from which this viewer may take a step; empty where the step is not theirs at all. */
function stagesFor(viewer: Viewer, unitCode: string, rule: StepRule): readonly CaseStage[] {
  if (viewer.role === 'county') {
    return can(viewer.role, 'cases.write') && viewer.unitCodes.includes(unitCode) ? rule.county : [];
  }
  return can(viewer.role, 'cases.review') ? rule.bureau : [];
}

/**
 * Why a step cannot be taken by this viewer today, or null where it can. Four eyes: whoever did 经办 neither endorses
 * (审批) nor approves (审定); the award is approved only after the last day of 公示; a flagged case is neither approved nor paid until looked at.
 * @param today Asia/Shanghai calendar date, `YYYY-MM-DD`
 */
export function stepProblem(
  viewer: StepViewer,
  state: CaseState,
  step: CaseStep,
  today: string,
): StepProblem | null {
  const rule = STEP_RULES[step];
  const stages = stagesFor(viewer, state.unitCode, rule);
  if (stages.length === 0) return { code: 'forbidden', message: `您没有对该事项进行“${rule.label}”的权限。` };
  if (!stages.includes(state.stage)) {
    return {
      code: 'wrong_stage',
      message: `事项现为“${STAGE_LABELS[state.stage]}”，不能进行“${rule.label}”。`,
    };
  }
  if ((step === 'endorse' || step === 'approve') && state.handledBy === viewer.userId) {
    return { code: 'four_eyes', message: `经办人不能${rule.label}本人经办的事项，请由另一人${rule.label}。` };
  }
  if (step === 'approve' && (state.noticeTo === null || today <= state.noticeTo)) {
    return { code: 'notice_running', message: `公示期至${state.noticeTo ?? '（未定）'}，期满后方可审定。` };
  }
  if ((step === 'approve' || step === 'pay') && state.flag !== null) {
    return { code: 'flagged', message: `该事项待核实：${state.flag}请先核实或撤销。` };
  }
  if (step === 'pay' && state.paidFen >= (state.approvedFen ?? 0)) {
    return { code: 'fully_paid', message: '审定金额已全部拨付。' };
  }
  if (step === 'clearFlag' && state.flag === null) {
    return { code: 'no_flag', message: '该事项没有待核实的情况。' };
  }
  return null;
}

/** Steps this viewer may take now, in the order of the table. */
export function stepsFor(viewer: StepViewer, state: CaseState, today: string): CaseStep[] {
  return CASE_STEPS.filter((step) => stepProblem(viewer, state, step, today) === null);
}
