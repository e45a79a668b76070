/** How far a named candidate (培育对象) has come; the same list as CULTIVATION_STAGES in db/schema.ts. */
export const STAGES = ['planned', 'preparing', 'applied', 'recommended', 'conferred', 'dropped'] as const;
export type CultivationStage = (typeof STAGES)[number];

export const CULTIVATION_STAGE_LABELS: Readonly<Record<CultivationStage, string>> = {
  planned: '列入培育',
  preparing: '创建准备',
  applied: '已申报',
  recommended: '已推荐上报',
  conferred: '已获评',
  dropped: '暂缓培育',
};
