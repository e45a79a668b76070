/**
 * Reasons for which the bureau returns a report (退回原因). The officer reads the words at the top of the page; ids are
 * stored with the decision, so an id never changes its meaning.
 */

export interface ReturnReason {
  id: string;
  /** On the button. */
  label: string;
  /** What the officer is asked to do; empty where the bureau writes it (其他). */
  words: string;
}

export const RETURN_REASONS = [
  {
    id: 'feedbackDiffers',
    label: '数据与统计反馈不一致',
    words: '所报数据与统计反馈数不一致，请按反馈数更正，或说明差异原因并附依据。',
  },
  { id: 'wrongUnit', label: '单位有误', words: '计量单位疑似有误（如把吨填成万吨），请核对后更正。' },
  {
    id: 'growthMismatch',
    label: '增速与总量不匹配',
    words: '增速与本期、上年同期总量推算的结果不一致，请核对总量、增速及上年同期修订数。',
  },
  {
    id: 'scopeUnclear',
    label: '口径不清',
    words: '口径不清或与上期不同，请注明当量值或等价值、原料用能和可再生能源是否扣除，并与上期一致或说明。',
  },
  { id: 'noteMissing', label: '缺少说明', words: '说明不充分，请写明涉及的企业、原因和具体数据。' },
  { id: 'causeMissing', label: '未说明上升原因和措施', words: '请说明能耗上升或未达目标的原因和整改措施。' },
  { id: 'evidenceMissing', label: '缺少佐证', words: '请补充佐证材料的名称、文号或来源。' },
  { id: 'other', label: '其他', words: '' },
] as const satisfies readonly ReturnReason[];

export type ReturnReasonId = (typeof RETURN_REASONS)[number]['id'];

export function isReturnReasonId(id: string): id is ReturnReasonId {
  return RETURN_REASONS.some((reason) => reason.id === id);
}

/** Labels of chosen reasons, in the order of the list; unknown ids are left out. */
export function returnReasonLabels(ids: readonly string[]): string[] {
  return RETURN_REASONS.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
}

/**
 * The text of a return from the chosen reasons and what the bureau wrote, as the officer reads it.
 * @returns empty where nothing says why: a return without a reason is refused
 */
export function returnText(ids: readonly string[], written: string): string {
  const words = RETURN_REASONS.filter(({ id }) => ids.includes(id)).map((reason) => reason.words);
  return [...words, written.trim()].filter((text) => text !== '').join('');
}
