import type { CaseStage, CaseStep } from './case-steps.ts';

/** Groups of stages a list of cases can be narrowed to. */
export const STAGE_GROUPS = {
  mine: '待我办理',
  review: '审核中',
  notice: '公示中',
  approved: '已审定',
  closed: '已办结',
  stopped: '退回、撤销',
} as const;
export type StageGroup = keyof typeof STAGE_GROUPS;

const GROUP_OF: Readonly<Record<CaseStage, Exclude<StageGroup, 'mine'>>> = {
  opened: 'review',
  applied: 'review',
  countyChecked: 'review',
  creditChecked: 'review',
  handled: 'review',
  endorsed: 'review',
  publicNotice: 'notice',
  approved: 'approved',
  paying: 'approved',
  closed: 'closed',
  returned: 'stopped',
  cancelled: 'stopped',
};

/** Steps that move a case on; noting an objection, returning or cancelling one is nobody's task. */
const TASKS: ReadonlySet<CaseStep> = new Set<CaseStep>([
  'countyCheck',
  'creditCheck',
  'handle',
  'endorse',
  'publishNotice',
  'approve',
  'pay',
  'close',
  'resubmit',
  'clearFlag',
]);

/** What of a case says where it stands in the list. */
export interface ListedCase {
  id: number;
  beneficiaryName: string;
  awardTitle: string;
  clause: string;
  stage: CaseStage;
  flag: string | null;
  createdAt: string;
  /** steps the viewer may take now */
  steps: readonly CaseStep[];
}

/** Does this case wait for the viewer? */
export function awaitsViewer({ steps }: Pick<ListedCase, 'steps'>): boolean {
  return steps.some((step) => TASKS.has(step));
}

export function groupOf(stage: CaseStage): Exclude<StageGroup, 'mine'> {
  return GROUP_OF[stage];
}

export function isStageGroup(text: string | undefined): text is StageGroup {
  return text !== undefined && Object.hasOwn(STAGE_GROUPS, text);
}

function inGroup(entry: ListedCase, group: StageGroup): boolean {
  return group === 'mine' ? awaitsViewer(entry) : GROUP_OF[entry.stage] === group;
}

/** How many cases each group has. */
export function countGroups(cases: readonly ListedCase[]): Record<StageGroup, number> {
  const count = (group: StageGroup) => cases.filter((entry) => inGroup(entry, group)).length;
  return {
    mine: count('mine'),
    review: count('review'),
    notice: count('notice'),
    approved: count('approved'),
    closed: count('closed'),
    stopped: count('stopped'),
  };
}

/** Cases of a group with a part of their words; what waits for the viewer first, flagged ones before others, then the newest. */
export function listCases<T extends ListedCase>(
  cases: readonly T[],
  { group, text }: { group: StageGroup | null; text: string },
): T[] {
  const wanted = text.trim();
  return cases
    .filter((entry) => group === null || inGroup(entry, group))
    .filter((entry) => `${entry.beneficiaryName}${entry.awardTitle}${entry.clause}`.includes(wanted))
    .map((entry) => ({ entry, waits: Number(awaitsViewer(entry)), flagged: Number(entry.flag !== null) }))
    .sort(
      (a, b) =>
        b.waits - a.waits ||
        b.flagged - a.flagged ||
        Number(b.entry.createdAt > a.entry.createdAt) - Number(b.entry.createdAt < a.entry.createdAt) ||
        b.entry.id - a.entry.id,
    )
    .map(({ entry }) => entry);
}
