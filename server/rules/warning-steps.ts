import { can, type UnitScope, type Viewer } from './permissions.ts';

/** Where a warning notice (预警通知) stands; the same list as in db/tables/warnings.ts. */
export const WARNING_STAGES = [
  'draft',
  'awaitingApproval',
  'issued',
  'answered',
  'closing',
  'closed',
  'dismissed',
] as const;
export type WarningStage = (typeof WARNING_STAGES)[number];

export const WARNING_STAGE_LABELS: Readonly<Record<WarningStage, string>> = {
  draft: '拟稿',
  awaitingApproval: '待签发',
  issued: '整改中（待答复）',
  answered: '整改中（已答复）',
  closing: '待销号',
  closed: '已销号',
  dismissed: '不予督办',
};

/** What people do to a warning, in the order of its life. */
export const WARNING_STEPS = [
  'submit',
  'issue',
  'sendBack',
  'dismiss',
  'answer',
  'acceptAnswer',
  'rejectAnswer',
  'progress',
  'requestClosing',
  'close',
  'rejectClosing',
  'extendAnswer',
  'extend',
] as const;
export type WarningStep = (typeof WARNING_STEPS)[number];

/** Who may take a step, from which stages, and where it leads. */
export interface WarningStepRule {
  label: string;
  by: 'bureau' | 'county';
  from: readonly WarningStage[];
  /** null: the warning stays where it is */
  to: WarningStage | null;
}

const rule = (
  label: string,
  by: WarningStepRule['by'],
  from: readonly WarningStage[],
  to: WarningStage | null,
): WarningStepRule => ({ label, by, from, to });

/**
 * The life of a warning. The bureau acts with `warnings.write`, a county on its own with `warnings.answer`.
 * Four eyes: 签发 (`issue`) is never by who wrote the text last or handed it in.
 */
export const WARNING_STEP_RULES: Readonly<Record<WarningStep, WarningStepRule>> = {
  submit: rule('送签', 'bureau', ['draft'], 'awaitingApproval'),
  issue: rule('签发', 'bureau', ['awaitingApproval'], 'issued'),
  sendBack: rule('退回修改', 'bureau', ['awaitingApproval'], 'draft'),
  dismiss: rule('不予督办', 'bureau', ['draft', 'awaitingApproval'], 'dismissed'),
  answer: rule('答复', 'county', ['issued'], 'answered'),
  acceptAnswer: rule('认可答复', 'bureau', ['answered'], null),
  rejectAnswer: rule('退回答复', 'bureau', ['answered'], 'issued'),
  progress: rule('报告进展', 'county', ['answered'], null),
  requestClosing: rule('申请销号', 'county', ['answered'], 'closing'),
  close: rule('销号', 'bureau', ['closing'], 'closed'),
  rejectClosing: rule('退回销号申请', 'bureau', ['closing'], 'answered'),
  extendAnswer: rule('延长答复期限', 'bureau', ['issued'], null),
  extend: rule('延长整改期限', 'bureau', ['answered', 'closing'], 'answered'),
};

/** What of a warning decides which steps are open. */
export interface WarningState {
  stage: WarningStage;
  unitCode: string;
  /** who wrote the text last (拟稿) */
  draftedBy: number;
  /** who handed it in (送签); null while nobody did */
  submittedBy: number | null;
  /** the newest answer was accepted (认可) */
  answerAccepted: boolean;
}

export interface WarningViewer extends Viewer {
  userId: number;
}

export interface WarningProblem {
  code: 'forbidden' | 'four_eyes' | 'wrong_stage' | 'answer_accepted' | 'answer_waiting';
  /** One Chinese sentence. */
  message: string;
}

/** Units whose warnings this viewer may see: bureau and leaders all, a county its own, everybody else none. */
export function warningUnitsOf(viewer: Viewer): UnitScope {
  if (!can(viewer.role, 'warnings.read')) return [];
  return viewer.role === 'county' ? viewer.unitCodes : 'all';
}

/** Whether this viewer sees what is still being written or was dismissed: the bureau alone. */
export function seesUnissued(viewer: Viewer): boolean {
  return can(viewer.role, 'warnings.write');
}

function mayAct(viewer: Viewer, unitCode: string, by: WarningStepRule['by']): boolean {
  if (by === 'bureau') return can(viewer.role, 'warnings.write');
  return can(viewer.role, 'warnings.answer') && viewer.unitCodes.includes(unitCode);
}

/** Why a step cannot be taken by this viewer now, or null where it can. */
export function warningStepProblem(
  viewer: WarningViewer,
  state: WarningState,
  step: WarningStep,
): WarningProblem | null {
  const { label, by, from } = WARNING_STEP_RULES[step];
  if (!mayAct(viewer, state.unitCode, by)) {
    return { code: 'forbidden', message: `您没有对该预警通知进行“${label}”的权限。` };
  }
  if (!from.includes(state.stage)) {
    const stage = WARNING_STAGE_LABELS[state.stage];
    return { code: 'wrong_stage', message: `预警通知现为“${stage}”，不能进行“${label}”。` };
  }
  if (step === 'issue' && [state.draftedBy, state.submittedBy].includes(viewer.userId)) {
    return { code: 'four_eyes', message: '拟稿人、送签人不能签发本人经手的预警通知，请由另一人签发。' };
  }
  if ((step === 'acceptAnswer' || step === 'rejectAnswer') && state.answerAccepted) {
    return { code: 'answer_accepted', message: `答复已认可，不能再“${label}”。` };
  }
  if (step === 'requestClosing' && !state.answerAccepted) {
    return { code: 'answer_waiting', message: '答复尚待市工信局认可，认可后方可申请销号。' };
  }
  return null;
}

/** Steps this viewer may take now, in the order of the table. */
export function warningStepsFor(viewer: WarningViewer, state: WarningState): WarningStep[] {
  return WARNING_STEPS.filter((step) => warningStepProblem(viewer, state, step) === null);
}

/** Whether the text and the deadlines may be changed: by the bureau while it is a draft. */
export function mayEditWarning(viewer: Viewer, stage: WarningStage): boolean {
  return can(viewer.role, 'warnings.write') && stage === 'draft';
}
