import type { QuotaStatus } from '../quota-pace.ts';
import type { BulletinFacts, QuotaFacts } from './facts.ts';
import { dateText } from './titles.ts';

/* 三、绿色制造标杆创建情况. */

type Column = QuotaFacts['columns'][number];

const stockText = ({ label, measure, total }: Column) =>
  `${label}${total.stock ?? 0}${measure}（目标${total.quota ?? 0}${measure}）`;
const behindText = ({ label, measure, total }: Column) =>
  `${label}${total.stock ?? 0}${measure}（目标${total.quota ?? 0}${measure}，按已公布批次少${total.behind}${measure}）`;

const CLAUSES: readonly [QuotaStatus, (columns: readonly Column[]) => string][] = [
  ['met', (columns) => `已达到目标的有${columns.map(stockText).join('、')}`],
  ['onPace', (columns) => `达到批次进度的有${columns.map(stockText).join('、')}`],
  ['behind', (columns) => `落后于批次进度的有${columns.map(behindText).join('、')}`],
  ['pending', (columns) => `待本年度名单公布后评价的有${columns.map(stockText).join('、')}`],
  ['noBase', (columns) => `${columns.map(({ label }) => label).join('、')}因2024年末基数不完整，暂不评价`],
];

/** Units behind the published lists with what they lack: '瑞昌市（国家级绿色工厂差1家）'. */
export function quotaLaggards({ columns, units }: QuotaFacts): string[] {
  return units.flatMap(({ name, cells }) => {
    const lacks = cells.flatMap((cell, index) => {
      const column = columns[index];
      return column && cell.status === 'behind' ? [`${column.label}差${cell.behind}${column.measure}`] : [];
    });
    return lacks.length === 0 ? [] : [`${name}（${lacks.join('、')}）`];
  });
}

/** Due numbers of the units are rounded down each: their lacks can add up to less than the city's, and the text says so. */
function roundingText({ columns, units }: QuotaFacts): string {
  const isShort = columns.some(({ total }, index) => {
    const lacks = units.map(({ cells }) => (cells[index]?.status === 'behind' ? cells[index].behind : 0));
    return total.status === 'behind' && lacks.reduce((sum, lack) => sum + lack, 0) < total.behind;
  });
  return isShort ? '各单位按批次应达数不足1个（家）的舍去，分县差额合计可能小于全市。' : '';
}

/** 'quotas': each kind of title against the quota of 2027. */
export function quotasText({ quotas }: BulletinFacts): string {
  const tasks = quotas.columns.filter(({ total }) => total.status !== 'noTask');
  if (tasks.length === 0) return `截至${dateText(quotas.asOf)}，没有下达${quotas.year}年绿色制造标杆任务。`;
  const clauses = CLAUSES.flatMap(([status, text]) => {
    const columns = tasks.filter(({ total }) => total.status === status);
    return columns.length === 0 ? [] : [text(columns)];
  });
  const lagging = quotaLaggards(quotas);
  const units = lagging.length === 0 ? '' : `分县看，落后于批次进度的有${lagging.join('、')}。`;
  return `截至${dateText(quotas.asOf)}，对照行动计划${quotas.year}年目标，${clauses.join('；')}。${units}${roundingText(quotas)}`;
}
