import { FIGURE_FIELDS, FIGURE_SPECS, type FigureField } from './figures.ts';

/** A column of a report as a sheet: its heading in our template, and the names officers give it in their own. */
export interface ReportColumn {
  key: 'unitCode' | 'unitName' | FigureField | 'note';
  label: string;
  aliases: readonly string[];
}

const ALIASES: Readonly<Record<FigureField, readonly string[]>> = {
  energyWanTce: ['综合能耗', '能源消费量', '能耗总量', '本期能耗', '累计综合能源消费量'],
  samePeriodEnergyWanTce: ['上年同期修订数', '上年同期能耗（修订数）', '去年同期修订数', '同期修订数'],
  energyGrowthPct: ['综合能耗增速', '能耗增速', '能源消费量增速', '综合能源消费量同比'],
  valueAddedGrowthPct: ['增加值增速', '工业增加值增速', '规上工业增加值同比'],
  publishedIntensityPct: [
    '单位增加值能耗增速',
    '单位工业增加值能耗',
    '单位工业增加值能耗同比',
    '能耗强度增速',
    '万元增加值能耗增速',
  ],
  waterIntensityPct: ['用水强度增速', '单位工业增加值用水量', '万元工业增加值用水量增速'],
  carbonIntensityPct: ['碳排放强度增速', '规上工业碳排放强度', '单位工业增加值碳排放增速'],
  greenRevenueYiYuan: ['绿色低碳产业营业收入', '绿色产业营收', '绿色低碳产业营收'],
  efficientMotorSharePct: ['高效节能电机占比', '高效电机占比'],
  retrofitCoveragePct: ['改造覆盖率', '千吨标煤以上企业改造覆盖率'],
};

/** Heading of a figure with its unit: 综合能源消费量（万吨标准煤）. */
export function columnLabel(field: FigureField): string {
  const { label, unit } = FIGURE_SPECS[field];
  return `${label}（${unit}）`;
}

/** What of a report can stand in a sheet (下载模板、导入), in the order of the template. */
export const REPORT_COLUMNS: readonly ReportColumn[] = [
  { key: 'unitCode', label: '单位代码', aliases: ['行政区划代码', '区划代码', '代码'] },
  { key: 'unitName', label: '单位', aliases: ['县（市、区）', '县市区', '地区', '单位名称', '填报单位'] },
  ...FIGURE_FIELDS.map((field) => ({ key: field, label: columnLabel(field), aliases: ALIASES[field] })),
  { key: 'note', label: '说明', aliases: ['备注', '情况说明'] },
];
