import { Decimal } from '../../analytics/decimal.ts';
import { holds, oneOf } from './conditions.ts';
import { improvementOf } from './facts.ts';
import type { Amount, Condition, Measure, Tier } from './model.ts';
import { wan } from './money.ts';

/**
 * Retrofit projects (绿色低碳改造项目): 九江措施二 and 柴桑第1条 print the same conditions and the same tiers and differ in
 * the sums only.
 */
export const RETROFIT_CONDITIONS: readonly Condition[] = [
  holds('retrofitAccepted'),
  holds('acceptanceReportFiled'),
  oneOf('energyLevelReached', ['benchmark', 'advanced'], '单位产品综合能耗水平达到行业标杆或行业先进值'),
];

/** Improvement against before the retrofit, percent: from before and after where both are known, else as written. */
export const IMPROVEMENT: Measure = {
  label: '单位产品综合能耗较改造前提升幅度',
  unit: '%',
  facts: ['unitEnergyBefore', 'unitEnergyAfter', 'improvementPct'],
  read: ({ unitEnergyBefore, unitEnergyAfter, improvementPct }) => {
    if (unitEnergyBefore !== undefined && unitEnergyAfter !== undefined) {
      return improvementOf(unitEnergyBefore, unitEnergyAfter);
    }
    if (improvementPct !== undefined) return new Decimal(improvementPct);
    if (unitEnergyBefore !== undefined) return { missing: ['unitEnergyAfter'] };
    if (unitEnergyAfter !== undefined) return { missing: ['unitEnergyBefore'] };
    return { missing: ['unitEnergyBefore', 'unitEnergyAfter', 'improvementPct'] };
  },
};

/** Where the tiers of 措施二 and 第1条 begin and end, percent. */
export const IMPROVEMENT_EDGES = ['3', '5', '8'] as const;

/** Edges as printed: 3%—5%（含）, 5%—8%（含）, 8%以上. 5 is said to be in the first tier; 3 and 8 are open readings. */
function tiers(first: string, second: string, third: string): readonly Tier[] {
  return [
    {
      label: '3%—5%（含5%）',
      from: { at: '3', included: { reading: 'threePercent', when: 'included' } },
      to: { at: '5', included: true },
      grants: { fen: wan(first) },
    },
    {
      label: '5%—8%（含8%）',
      from: { at: '5', included: false },
      to: { at: '8', included: { reading: 'eightPercent', when: 'second' } },
      grants: { fen: wan(second) },
    },
    {
      label: '8%以上',
      from: { at: '8', included: { reading: 'eightPercent', when: 'third' } },
      to: null,
      grants: { fen: wan(third) },
    },
  ];
}

/** Ceilings in 万元 of the three tiers. */
export function retrofitTiers(first: string, second: string, third: string): Amount {
  return { type: 'tiers', measure: IMPROVEMENT, tiers: tiers(first, second, third), per: 'project' };
}
