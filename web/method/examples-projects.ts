import type { ProjectSums } from '../../server/projects/summary/schema.ts';
import { parsePeriod, periodLabel } from '../../server/rules/periods.ts';
import { tceText } from '../../server/rules/saving-gap.ts';
import { WITHHELD_WORDS } from '../../server/rules/suppression.ts';
import { isCityCode } from '../../server/rules/units.ts';
import { withTrueMinus } from '../../server/rules/wording.ts';
import { type Example, type MethodFacts, missing, num, worked } from './facts.ts';

/* Worked examples of retrofit coverage and of savings beside the gap. Pure. */

function sumsOf({ projects, unitCode }: MethodFacts): ProjectSums | null {
  if (projects === null) return null;
  if (isCityCode(unitCode)) return projects.city;
  return projects.units.find(({ code }) => code === unitCode) ?? null;
}

const NOT_SEEN = '您没有查看该单位项目汇总的权限。';

export function coverageExample(facts: MethodFacts): Example {
  const sums = sumsOf(facts);
  if (!sums) return missing(NOT_SEEN);
  const { listed, covered, undeclared, pct, listedTce, coveredTce, tcePct } = sums.coverage;
  if (pct === null) return missing(`${sums.name}名册中没有已申报的年耗千吨标准煤以上企业。`);
  const byNumber = `${sums.name}年耗千吨以上企业${listed}家，已完工验收${covered}家：${covered} ÷ ${listed} = ${pct}%。`;
  const left = `另有${undeclared}家企业未申报用能，不计入。`;
  if (listedTce === null || coveredTce === null || tcePct === null) {
    return worked(byNumber, '按用能量的覆盖率涉及个别企业，不单列。', left);
  }
  const byEnergy = `按用能量：${tceText(coveredTce)} ÷ ${tceText(listedTce)} = ${tcePct}%。`;
  return worked(byNumber, byEnergy, left);
}

export function savingGapExample(facts: MethodFacts): Example {
  const sums = sumsOf(facts);
  if (!sums) return missing(NOT_SEEN);
  const { gap, withheld, acceptedSavingTce, sharePct } = sums;
  const { period, tce, energyWanTce, changePct, targetPct } = gap;
  if (tce === null || period === null || energyWanTce === null) return missing(`${gap.words}。`);
  const months = parsePeriod(period)?.month ?? 12;
  const change = withTrueMinus(changePct ?? '');
  const target = withTrueMinus(targetPct ?? '');
  const lines = [
    `${sums.name}${periodLabel(period)}综合能源消费量${num(energyWanTce, 2)}万吨标准煤，强度变化${change}%，年度目标${target}%。`,
    `全年推算 ${num(energyWanTce, 2)} × 12/${months}；缺口 = 全年 × （1 −（1 ${target}%）÷（1 ${change}%））= ${tceText(tce)}吨标准煤。`.replace(
      /（1 (?=\d)/g,
      '（1 +',
    ),
  ];
  if (withheld.saving !== null) return worked(...lines, `已验收节能量${WITHHELD_WORDS[withheld.saving]}。`);
  if (acceptedSavingTce === null || sharePct === null)
    return worked(...lines, '本年尚无填报节能量的验收项目。');
  return worked(
    ...lines,
    `本年已验收项目节能量${tceText(acceptedSavingTce)}吨标准煤，÷ ${tceText(tce)} = 缺口的${sharePct}%。`,
  );
}
