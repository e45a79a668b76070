import type { ProjectAward, ProjectDetail } from '../../../server/projects/schema.ts';
import {
  PROJECT_STAGE_LABELS,
  PROJECT_STAGES,
  type ProjectStage,
} from '../../../server/rules/project-stages.ts';
import { ENERGY_LEVEL_LABELS } from '../../../server/rules/project-steps.ts';
import { formatFullDate, formatWan, MISSING } from '../../format.ts';
import { tceText } from './board-shape.ts';

/** What stands in the detail of a project. All pure. */

/** A stage on the rail: behind, skipped, where the project is, or ahead. */
export interface RailNode {
  stage: ProjectStage;
  label: string;
  state: 'done' | 'skipped' | 'now' | 'stopped' | 'ahead';
  on: string | null;
  /** days it stayed there */
  days: number | null;
  person: string | null;
}

export function railOf(detail: ProjectDetail): RailNode[] {
  const now = PROJECT_STAGES.indexOf(detail.stage);
  return PROJECT_STAGES.map((stage, index) => {
    const known = detail.stages.find((one) => one.stage === stage);
    const on = known?.on ?? null;
    const passed = on === null ? 'skipped' : 'done';
    const here = detail.stoppedOn === null ? 'now' : 'stopped';
    return {
      stage,
      label: PROJECT_STAGE_LABELS[stage],
      state: index > now ? 'ahead' : index === now ? here : passed,
      on,
      days: known?.days ?? null,
      person: known?.person ?? null,
    };
  });
}

/** Under the stage on the rail: '9月1日' and '停留30天'. */
export function railNote({ state, days }: RailNode): string {
  if (state === 'skipped') return '未经过';
  if (days === null || state === 'ahead') return '';
  return state === 'done' ? `历时${days}天` : `已${days}天`;
}

export interface Fact {
  label: string;
  value: string;
  note?: string;
}

const withUnit = (text: string | null, unit: string) => (text === null ? MISSING : `${text}${unit}`);
const yesNo = (value: boolean | null) => (value === null ? MISSING : value ? '是' : '否');

/** '较改造前下降11.86%', with the decimals the server tells it by; a negative improvement is a rise. */
function improvementText(pct: string): string {
  return `较改造前${pct.startsWith('-') ? '上升' : '下降'}${pct.replace('-', '')}%`;
}

function unitEnergy(detail: ProjectDetail): Fact {
  const { product, energyUnit, unitEnergyBefore, unitEnergyAfter, improvementPct } = detail;
  const isEmpty = unitEnergyBefore === null && unitEnergyAfter === null;
  return {
    label: `单位产品综合能耗${product === null ? '' : `（${product}）`}`,
    value: isEmpty
      ? MISSING
      : `${unitEnergyBefore ?? MISSING} → ${unitEnergyAfter ?? MISSING}${energyUnit === null ? '' : ` ${energyUnit}`}`,
    ...(improvementPct === null ? {} : { note: improvementText(improvementPct) }),
  };
}

/** '2026年8月1日至2027年6月30日', '2027年6月30日前完工', or '—'. */
function plannedText(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return `${formatFullDate(from)}至${formatFullDate(to)}`;
  if (to !== null) return `${formatFullDate(to)}前完工`;
  return from === null ? MISSING : `${formatFullDate(from)}开工`;
}

/** The figures of a project, in the order they come up. */
export function factsOf(detail: ProjectDetail): Fact[] {
  const { firm, plannedFrom, plannedTo, energyLevel } = detail;
  const wan = (fen: number | null) => withUnit(fen === null ? null : formatWan(fen), '万元');
  const tce = (text: string | null) => withUnit(text === null ? null : tceText(text), '吨标准煤');
  return [
    {
      label: '总投资',
      value: wan(detail.investmentFen),
      note: detail.loanFen === null ? '未用绿色贷' : `其中绿色贷${wan(detail.loanFen)}`,
    },
    {
      label: '年节能量',
      value: tce(detail.acceptedSavingTce ?? detail.expectedSavingTce),
      note:
        detail.acceptedSavingTce === null
          ? '预计，以验收为准'
          : `验收；方案预计${tce(detail.expectedSavingTce)}`,
    },
    unitEnergy(detail),
    {
      label: '能耗水平',
      value: energyLevel === null ? MISSING : ENERGY_LEVEL_LABELS[energyLevel],
      note: `节能验收报告备案：${yesNo(detail.acceptanceFiled)}`,
    },
    {
      label: '计划工期',
      value: plannedText(plannedFrom, plannedTo),
      ...(detail.overdue ? { note: '已超过计划完工日期' } : {}),
    },
    {
      label: '服务商',
      value: detail.providerName ?? MISSING,
      note: `发改部门深度节能诊断：${yesNo(detail.ndrcDiagnosed)}`,
    },
    { label: '责任人', value: detail.person ?? MISSING },
    {
      label: '企业年综合能源消费量',
      value: tce(firm.tce),
      note: firm.tceYear === null ? '未申报' : `${firm.tceYear}年`,
    },
  ];
}

/** Awards that may come of it first; those that do not apply are a second list. One with a case is told by its case. */
export function splitAwards({ awards, cases }: Pick<ProjectDetail, 'awards' | 'cases'>): {
  open: ProjectAward[];
  closed: ProjectAward[];
} {
  const isOpen = ({ outcome }: ProjectAward) =>
    outcome === 'eligible' || outcome === 'missingFacts' || outcome === 'discretionary';
  const rank = ({ outcome }: ProjectAward) => ['eligible', 'discretionary', 'missingFacts'].indexOf(outcome);
  const hasCase = ({ awardId, beneficiaryName }: ProjectAward) =>
    cases.some(
      (one) =>
        one.awardId === awardId && one.beneficiaryName === beneficiaryName && one.stage !== 'cancelled',
    );
  const untold = awards.filter((award) => !hasCase(award));
  return {
    open: untold.filter(isOpen).sort((a, b) => rank(a) - rank(b) || (b.amountFen ?? 0) - (a.amountFen ?? 0)),
    closed: untold.filter((award) => !isOpen(award)),
  };
}

/**
 * The award an accepted project should claim next: the highest the firm may have for sure and has no case for; null where
 * there is none, or where the project stands elsewhere.
 */
export function unclaimedAward({ stage, stoppedOn, firmId, awards }: ProjectDetail): ProjectAward | null {
  if (stage !== 'accepted' || stoppedOn !== null) return null;
  const own = awards.filter(
    ({ outcome, highest, claimed, beneficiaryId }) =>
      outcome === 'eligible' && highest && !claimed && beneficiaryId === firmId,
  );
  return [...own].sort((a, b) => (b.amountFen ?? 0) - (a.amountFen ?? 0))[0] ?? null;
}

export const OUTCOME_WORDS: Readonly<Record<ProjectAward['outcome'], string>> = {
  eligible: '符合条件',
  discretionary: '由人工议定',
  missingFacts: '条件待补',
  notEligible: '不符合条件',
  notInForce: '不在有效期',
};

/** The amount of an award, never as a right: '最高100万元', '50万元'; null where none can be said. */
export function awardAmount({ outcome, amountFen, kind }: ProjectAward): string | null {
  if (amountFen === null || (outcome !== 'eligible' && outcome !== 'discretionary')) return null;
  return `${kind === 'ceiling' ? '最高' : ''}${formatWan(amountFen)}万元`;
}

/**
 * The finding over the awards: '奖补：企业可申请1项，预计可得（待审定）最高50万元'. What the provider may have (措施一) is no money
 * of the firm and stands beside it.
 */
export function awardsFinding(awards: readonly ProjectAward[], firmId: number): string {
  const sure = awards.filter(
    ({ outcome, highest, claimed }) => outcome === 'eligible' && highest && !claimed,
  );
  const opened = awards.filter(({ beneficiaryId, claimed }) => beneficiaryId === firmId && claimed);
  const own = sure.filter(({ beneficiaryId }) => beneficiaryId === firmId);
  const others = sure.length - own.length;
  const beside = others === 0 ? '' : `；服务商${others}项`;
  if (own.length === 0 && opened.length > 0) return `奖补：企业已开立${opened.length}项${beside}`;
  if (own.length === 0) {
    const open = awards.some(
      ({ outcome, beneficiaryId }) => outcome === 'missingFacts' && beneficiaryId === firmId,
    );
    return `${open ? '奖补：企业的条件尚未齐备' : '奖补：企业目前没有可申请的事项'}${beside}`;
  }
  const fen = own.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
  const most = own.some(({ kind }) => kind === 'ceiling') ? '最高' : '';
  return `奖补：企业可申请${own.length}项，预计可得（待审定）${most}${formatWan(fen)}万元${beside}`;
}

/** What is kept of a stage. */
export const FILE_WORDS: Readonly<Record<ProjectStage, string>> = {
  willing: '意愿材料',
  diagnosed: '诊断报告',
  scheme: '改造方案',
  retrofitting: '开工材料',
  accepted: '验收报告',
  awarded: '兑现材料',
  evaluated: '后评价报告',
};

/**
 * Stages whose files are shown: those with files, the present one, for whom may edit also the acceptance of works under
 * way (its report comes before the step), and those asked for.
 */
export function fileStages(
  detail: Pick<ProjectDetail, 'stage' | 'files' | 'mayEdit'>,
  added: readonly ProjectStage[],
): { shown: ProjectStage[]; others: ProjectStage[] } {
  const last = PROJECT_STAGES.indexOf(detail.stage === 'retrofitting' ? 'accepted' : detail.stage);
  const open = PROJECT_STAGES.slice(0, last + 1);
  const isShown = (stage: ProjectStage) =>
    detail.files.some((file) => file.stage === stage) ||
    added.includes(stage) ||
    (detail.mayEdit && (stage === detail.stage || stage === open.at(-1)));
  return {
    shown: PROJECT_STAGES.filter(isShown),
    others: open.filter((stage) => !isShown(stage)),
  };
}
