/**
 * Stages of a retrofit project (改造项目): the loop of 行动计划 二（五）16 (诊断—方案—改造—政策支持), with the will before it and the
 * evaluation after it; the same list as in db/tables/projects.ts.
 */
export const PROJECT_STAGES = [
  'willing',
  'diagnosed',
  'scheme',
  'retrofitting',
  'accepted',
  'awarded',
  'evaluated',
] as const;
export type ProjectStage = (typeof PROJECT_STAGES)[number];

export const PROJECT_STAGE_LABELS: Readonly<Record<ProjectStage, string>> = {
  willing: '意愿',
  diagnosed: '诊断',
  scheme: '方案',
  retrofitting: '改造中',
  accepted: '完工验收',
  awarded: '奖补',
  evaluated: '后评价',
};
