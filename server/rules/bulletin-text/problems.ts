import type { BulletinFacts } from './facts.ts';
import { quotaLaggards } from './quotas.ts';
import { atLamp, isYearEnd, missingAs, namesOf, numeral, rising, withFigure } from './words.ts';

/* 四、存在问题 and 五、下一步工作要求. */

/** '一是…二是…'; a single point stands without a number. */
const counted = (points: readonly string[]) =>
  points.length === 1 ? (points[0] ?? '') : points.map((point, i) => `${numeral(i + 1)}是${point}`).join('');

/** 'missing': what is behind, and whose figures are not there; nothing that is not there is counted. */
export function missingText({ units, city, quotas }: BulletinFacts): string {
  const known = withFigure(units);
  const missed = [...atLamp(known, 'red'), ...atLamp(known, 'yellow')];
  const risen = rising(known);
  const unreleased = missingAs(units, 'unreleased');
  const unreported = missingAs(units, 'notReported');
  const points: string[] = [];
  if (missed.length > 0) {
    const up = risen.length === 0 ? '' : `，其中${namesOf(risen)}不降反升`;
    points.push(`${missed.length}个单位未达到年度进度要求${up}。`);
  }
  const lagging = quotaLaggards(quotas).length;
  if (lagging > 0) points.push(`${lagging}个单位绿色制造标杆数量落后于批次进度。`);
  const gone = [
    unreported.length === 0 ? '' : `${namesOf(unreported)}未报送数据`,
    unreleased.length === 0 ? '' : `${namesOf(unreleased)}数据未公布`,
  ].filter((text) => text !== '');
  if (gone.length > 0) points.push(`${gone.join('，')}，未纳入本通报的统计和排序。`);
  if (city.actualPct === null) {
    points.push(`全市数据${city.missing === 'notReported' ? '未报送' : '未公布'}，不以各单位数据替代。`);
  }
  if (points.length > 0) return counted(points);
  return units.length === 0
    ? '本期没有纳入统计的县（市、区）。'
    : '从已公布数据看，各单位均达到年度进度要求，没有未报送、未公布数据的单位。';
}

/** 'requirements': only of those whom the figures name, each on a line of its own. */
export function requirementsText({ units, quotas, period }: BulletinFacts): string {
  const known = withFigure(units);
  const red = atLamp(known, 'red');
  const yellow = atLamp(known, 'yellow');
  const green = atLamp(known, 'green');
  const unreported = missingAs(units, 'notReported');
  const closed = isYearEnd(period);
  const points: string[] = [];
  if (red.length > 0) {
    points.push(
      `压实一级预警单位责任。${namesOf(red)}要逐行业、逐企业查找原因，制定整改措施，明确责任单位和完成时限，按预警督办要求报送整改情况。`,
    );
  }
  if (yellow.length > 0) {
    points.push(
      `加强二级预警单位调度。${namesOf(yellow)}要对照年度目标查找差距，加强重点用能企业调度，推动节能降碳改造，尽快达到进度要求。`,
    );
  }
  if (green.length > 0) {
    const goal = closed ? '为完成规划期目标打牢基础' : '确保完成年度目标';
    points.push(
      `巩固工作成效。${green.length === units.length ? '各单位' : '达到进度的单位'}要保持工作力度，${goal}。`,
    );
  }
  if (quotaLaggards(quotas).length > 0) {
    points.push('推进绿色制造标杆创建。落后于批次进度的单位要摸清培育对象，做好下一批次申报准备。');
  }
  if (unreported.length > 0) points.push(`及时报送数据。${namesOf(unreported)}要尽快报送本期数据。`);
  points.push('提高数据质量。各单位要加强与统计部门衔接，确保数据真实、准确、口径一致。');
  return points.map((point, index) => `（${numeral(index + 1)}）${point}`).join('\n');
}
