import { policyById } from '../../server/rules/subsidies/catalogue.ts';
import type { AwardResult } from '../../server/rules/subsidies/model.ts';
import { wanText } from '../../server/rules/subsidies/money.ts';
import type { Resolved } from '../../server/rules/subsidies/resolve.ts';
import { policyStatus } from '../../server/rules/subsidies/validity.ts';
import { type Assessment, COMPARED, type ComparedPolicy, type Comparison } from './assess.ts';

/** '最高' before a total of which any part is a ceiling. */
function most({ chosen }: Resolved): string {
  return chosen.some(({ kind }) => kind === 'ceiling') ? '最高' : '';
}

/** What may be had, counted and added up after highest-only. */
export function expectedFinding(resolved: Resolved): string {
  const { chosen, totalFen } = resolved;
  const total = `${most(resolved)}${wanText(totalFen)}`;
  return chosen.length === 1 ? `能得一项：${total}` : `能得${chosen.length}项，合计${total}`;
}

/** The page's headline: what comes of it, and what still stands open. */
export function headline(assessment: Assessment): string {
  const { results, resolved, missing, refused } = assessment;
  if (results.length === 0) return '选出有的、打算做的，立即看到预计可得多少、由哪一条给。';
  const parts: string[] = [];
  if (resolved.chosen.length > 0) {
    parts.push(`预计可得${most(resolved)}${wanText(resolved.totalFen)}（待审定）`);
  } else parts.push('目前还没有能算出金额的奖补');
  if (resolved.chosen.length > 0 && resolved.remainingFen !== resolved.totalFen) {
    parts.push(`扣除已得后尚可兑现${wanText(resolved.remainingFen)}`);
  }
  if (missing.length > 0) parts.push(`${missing.length}项还缺情况`);
  if (resolved.discretionary.length > 0) parts.push(`${resolved.discretionary.length}项由人工议定`);
  if (refused.length > 0) parts.push(`${refused.length}项不符合`);
  return `${parts.join('；')}。`;
}

/** What one award comes to in a few words: '30万元', '最高50万元', '5万元至10万元'. */
export function awardAmount({ amountFen, floorFen, kind }: AwardResult): string {
  if (amountFen === null) return '';
  if (floorFen !== null) return `${wanText(floorFen)}至${wanText(amountFen)}`;
  return kind === 'ceiling' ? `最高${wanText(amountFen)}` : wanText(amountFen);
}

/** A document as a column head: short name, and why it does not count. */
export function policyTag(policyId: AwardResult['policyId'], date: string): string {
  const status = policyStatus(policyById(policyId), date);
  return { inForce: '施行中', notYet: '未施行', expired: '已失效', draft: '征求意见稿' }[status];
}

const SHORT = { jiujiang: '九江市级', chaisang: '柴桑区', nanchang: '南昌', changjiang: '昌江' } as const;

export function comparedName(policyId: (typeof COMPARED)[number]): string {
  return SHORT[policyId];
}

/** Sum of one document in the comparison: '50万元', '最高130万元'. */
export function totalText({ totals, ceilings }: Comparison, id: ComparedPolicy): string {
  return `${ceilings[id] ? '最高' : ''}${wanText(totals[id])}`;
}

/** Which document would give most for the same. */
export function comparisonFinding(comparison: Comparison, date: string): string {
  const { rows, totals } = comparison;
  if (rows.length === 0) return '同样的情况，四份文件各给多少';
  const highest = Math.max(...COMPARED.map((id) => totals[id]));
  if (highest === 0) return '同样的情况，四份文件目前都算不出金额';
  const leaders = COMPARED.filter((id) => totals[id] === highest);
  const names = leaders.map((id) => {
    const tag = policyTag(id, date);
    return tag === '施行中' ? SHORT[id] : `${SHORT[id]}（${tag}）`;
  });
  return `同样的情况，${names.join('、')}${leaders.length > 1 ? '并列' : ''}最多：${totalText(comparison, leaders[0] ?? 'jiujiang')}`;
}
