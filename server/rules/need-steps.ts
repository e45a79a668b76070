import { mayKeepLedger } from './ledger-scope.ts';
import { can, type Viewer } from './permissions.ts';

/** What a firm needs (需求): technique, equipment, money, a diagnosis; the same list as in db/tables/projects.ts. */
export const NEED_KINDS = ['technology', 'equipment', 'finance', 'diagnosis'] as const;
export type NeedKind = (typeof NEED_KINDS)[number];
export const NEED_KIND_LABELS: Readonly<Record<NeedKind, string>> = {
  technology: '技术',
  equipment: '设备',
  finance: '资金',
  diagnosis: '诊断',
};

export const NEED_STAGES = ['open', 'matched', 'closed'] as const;
export type NeedStage = (typeof NEED_STAGES)[number];
export const NEED_STAGE_LABELS: Readonly<Record<NeedStage, string>> = {
  open: '征集应答',
  matched: '已对接',
  closed: '已关闭',
};

/** What people do to a need (供需对接), in the order of its life. */
export const NEED_STEPS = ['match', 'makeProject', 'close', 'reopen'] as const;
export type NeedStep = (typeof NEED_STEPS)[number];

/** Who may take a step, from which stages, and where it leads. */
export interface NeedStepRule {
  label: string;
  /** keeper: the county of the firm, and the bureau; bureau: the bureau alone */
  by: 'keeper' | 'bureau';
  from: readonly NeedStage[];
  to: NeedStage;
}

/** The life of a need: 发布 (open) → 对接 → 转为项目, or 关闭. Answers are recorded by the bureau while it is open. */
export const NEED_STEP_RULES: Readonly<Record<NeedStep, NeedStepRule>> = {
  match: { label: '对接', by: 'bureau', from: ['open'], to: 'matched' },
  makeProject: { label: '转为项目', by: 'keeper', from: ['matched'], to: 'matched' },
  close: { label: '关闭', by: 'keeper', from: ['open', 'matched'], to: 'closed' },
  reopen: { label: '重新征集', by: 'keeper', from: ['matched', 'closed'], to: 'open' },
};

/** What of a need decides which steps are open. */
export interface NeedState {
  stage: NeedStage;
  unitCode: string;
  /** number of answers (应答) */
  offers: number;
  /** it has become a project (已转项目) */
  hasProject: boolean;
}

export interface NeedProblem {
  code: 'forbidden' | 'wrong_stage' | 'no_offers' | 'has_project';
  /** One Chinese sentence. */
  message: string;
}

/** Undoing a match is the bureau's, as the match is. */
const ofBureau = (step: NeedStep, { stage }: NeedState) =>
  NEED_STEP_RULES[step].by === 'bureau' || (step === 'reopen' && stage === 'matched');

/** Why a step cannot be taken by this viewer now, or null where it can. */
export function needStepProblem(viewer: Viewer, state: NeedState, step: NeedStep): NeedProblem | null {
  const { label, from } = NEED_STEP_RULES[step];
  const may = mayKeepLedger(viewer, state.unitCode);
  if (!may || (ofBureau(step, state) && !can(viewer.role, 'providers.write'))) {
    return { code: 'forbidden', message: `您没有对该需求进行“${label}”的权限。` };
  }
  if (state.hasProject) {
    return { code: 'has_project', message: `该需求已转为项目，不能再“${label}”。` };
  }
  if (!from.includes(state.stage)) {
    const stage = NEED_STAGE_LABELS[state.stage];
    return { code: 'wrong_stage', message: `该需求现为“${stage}”，不能进行“${label}”。` };
  }
  if (step === 'match' && state.offers === 0) {
    return { code: 'no_offers', message: '尚无服务商应答，登记应答后方可对接。' };
  }
  return null;
}

/** Steps this viewer may take now, in the order of the table. */
export function needStepsFor(viewer: Viewer, state: NeedState): NeedStep[] {
  return NEED_STEPS.filter((step) => needStepProblem(viewer, state, step) === null);
}

/** Whether the text may be changed: while it is open, by who keeps the firm's ledger. */
export function mayEditNeed(viewer: Viewer, { stage, unitCode }: NeedState): boolean {
  return stage === 'open' && mayKeepLedger(viewer, unitCode);
}

/** Whether an answer may be recorded: by the bureau while it is open. */
export function mayRecordOffer(viewer: Viewer, { stage }: NeedState): boolean {
  return stage === 'open' && can(viewer.role, 'providers.write');
}

/** Where needs are looked at by what they wait for; one need may be in two (open or due, and unanswered). */
export const NEED_VIEWS = ['open', 'unanswered', 'due', 'matched', 'project', 'closed'] as const;
export type NeedView = (typeof NEED_VIEWS)[number];
export const NEED_VIEW_LABELS: Readonly<Record<NeedView, string>> = {
  open: '征集应答',
  unanswered: '尚无应答',
  due: '应答已截止',
  matched: '已对接待立项',
  project: '已转项目',
  closed: '已关闭',
};

export interface NeedStanding extends Pick<NeedState, 'stage' | 'offers' | 'hasProject'> {
  /** last day for answers, 'YYYY-MM-DD' */
  answerBy: string;
}

/** Whether a need belongs in a view on a business date. */
export function needFits(
  { stage, offers, hasProject, answerBy }: NeedStanding,
  view: NeedView,
  today: string,
) {
  const fits: Readonly<Record<NeedView, boolean>> = {
    open: stage === 'open' && answerBy >= today,
    unanswered: stage === 'open' && offers === 0,
    due: stage === 'open' && answerBy < today,
    matched: stage === 'matched' && !hasProject,
    project: hasProject,
    closed: stage === 'closed',
  };
  return fits[view];
}
