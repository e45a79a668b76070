import type { FigureField } from '../../server/rules/figures.ts';

/** Labels of the form: longer than those of tables, because they say what is meant. */
export const FIELD_LABELS: Readonly<Record<FigureField, string>> = {
  energyWanTce: '综合能源消费量',
  energyGrowthPct: '综合能源消费量增速',
  valueAddedGrowthPct: '规上工业增加值增速（可比价）',
  publishedIntensityPct: '统计反馈的单位增加值能耗增速',
  samePeriodEnergyWanTce: '上年同期综合能源消费量（修订数）',
  waterIntensityPct: '单位工业增加值用水量增速',
  carbonIntensityPct: '规上工业碳排放强度增速',
  greenRevenueYiYuan: '规上绿色低碳产业营业收入',
  efficientMotorSharePct: '在役高效节能电机占比',
  retrofitCoveragePct: '年耗千吨标准煤以上企业改造覆盖率',
};

/** Usual reasons for no value (无数据原因), offered beside free text. */
export const ABSENT_REASONS = ['统计部门尚未反馈', '本期尚未核算', '本单位无此项统计'] as const;
