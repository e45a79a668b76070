/** Categories of causes (原因类别) a county chooses from in its answer. */
export const WARNING_CAUSES = [
  'energyGrowth',
  'newProjects',
  'outputDecline',
  'firmsLeft',
  'heavyStructure',
  'retrofitLate',
  'lowBase',
  'scope',
  'other',
] as const;
export type WarningCause = (typeof WARNING_CAUSES)[number];

export const WARNING_CAUSE_LABELS: Readonly<Record<WarningCause, string>> = {
  energyGrowth: '重点用能企业能耗增长较快',
  newProjects: '新投产项目能耗较高',
  outputDecline: '工业增加值增速回落',
  firmsLeft: '低能耗企业减产、停产或退库',
  heavyStructure: '产业结构偏重',
  retrofitLate: '节能改造进度滞后',
  lowBase: '上年同期基数偏低',
  scope: '统计口径调整或数据修订',
  other: '其他',
};
