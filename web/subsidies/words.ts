import type { CaseStage, CaseStep, CaseSummary } from '../../server/cases/schema.ts';
import type { Fund } from '../../server/funds/schema.ts';

/** How the life of a case is written on screen. */

export const STAGE_WORDS: Readonly<Record<CaseStage, string>> = {
  opened: '免申即享，待初审',
  applied: '已申报，待初审',
  countyChecked: '已初审，待核查',
  creditChecked: '已核查，待经办',
  handled: '已经办，待审批',
  endorsed: '已审批，待公示',
  publicNotice: '公示中',
  approved: '已审定，待拨付',
  paying: '拨付中',
  closed: '已办结',
  returned: '已退回',
  cancelled: '已撤销',
};

export const STEP_WORDS: Readonly<Record<CaseStep, string>> = {
  countyCheck: '初审通过',
  creditCheck: '信用与重复核查通过',
  handle: '经办通过',
  endorse: '审批通过',
  publishNotice: '发布公示',
  object: '登记异议',
  approve: '审定金额',
  pay: '登记拨付',
  close: '办结事项',
  return: '退回事项',
  resubmit: '重新提交',
  cancel: '撤销事项',
  clearFlag: '核实提示',
};

const PAST_WORDS: Readonly<Record<string, string>> = {
  open: '自动立项（免申即享）',
  opened: '自动立项（免申即享）',
  apply: '申报',
  applied: '申报',
  application: '申报',
  automatic: '自动立项（免申即享）',
  countyCheck: '县级初审',
  creditCheck: '信用与重复核查',
  handle: '经办',
  endorse: '审批',
  publishNotice: '公示',
  object: '公示异议',
  approve: '审定',
  pay: '拨付',
  close: '办结',
  return: '退回',
  resubmit: '重新提交',
  cancel: '撤销',
  clearFlag: '核实提示',
  flag: '系统提示',
  file: '上传材料',
};

/** What happened, as a noun: 'countyCheck' → '县级初审'. */
export function eventWord(step: string): string {
  return PAST_WORDS[step] ?? '其他';
}

export const PAYER_WORDS = { province: '省级', city: '市级', district: '县（市、区）级' } as const;

export const KIND_WORDS = {
  enterprise: '企业',
  park: '园区',
  serviceProvider: '服务商',
  platform: '平台',
} as const;

const PLACES: Readonly<Record<string, string>> = {
  jiujiang: '九江',
  chaisang: '柴桑',
  nanchang: '南昌',
  changjiang: '昌江',
  jiangxi: '江西',
};

/** Place a document is named by, in front of its clause: '九江' 措施三. */
export function placeWord(policyId: string): string {
  return PLACES[policyId] ?? policyId;
}

/** Name of the money a document pays: '九江资金'. */
export function fundWord(policyId: string): string {
  return `${placeWord(policyId)}资金`;
}

export const BUDGET_RULES: Readonly<Record<Fund['rule'], { word: string; explained: string }>> = {
  selective: { word: '择优兑现', explained: '超出预算时提示，由市工信局择优兑现' },
  capped: { word: '总额控制', explained: '超出预算不予审定' },
  prorated: { word: '按比例折算', explained: '超出预算时按比例折算' },
};

/** What the amount of a case is: as long as nobody has approved it 待审定, never a right. */
export function expectedWord({
  amountKind,
  approvedFen,
}: Pick<CaseSummary, 'amountKind' | 'approvedFen'>): string {
  const word = approvedFen === null ? '预计可得（待审定）' : '审定前预计';
  return amountKind === 'ceiling' ? `${word}，最高` : word;
}
