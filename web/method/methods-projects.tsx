import { coverageExample, savingGapExample } from './examples-projects.ts';
import { Frac, V } from './formula.tsx';
import type { MethodGroup } from './methods.ts';

/** 覆盖率、节能量与缺口. */
export const PROJECTS: MethodGroup = {
  id: 'projects',
  title: '项目与节能量',
  methods: [
    {
      id: 'coverage',
      title: '改造覆盖率',
      purpose: '说明年耗千吨标准煤以上企业中，有多少已完成绿色低碳技术改造。',
      formula: (
        <>
          覆盖率 = <Frac over="已有项目完工验收的企业数" under="年耗千吨标准煤以上企业数" />
        </>
      ),
      notes: [
        '企业用能取最新一年申报数，“以上”含1000吨；停产、注销的不计，未申报的不计入并写明家数，不当作0。',
        '另按用能量计算：已改造企业用能÷名册企业用能。全市按全部企业合计计算，不是各单位平均。',
        '由项目库计算，不能手工填报；退回改造的项目不算已验收。',
      ],
      source: '规划二、（一）4：年耗千吨标准煤以上企业绿色低碳技术改造全覆盖；两种口径为平台设计（参照）。',
      example: coverageExample,
    },
    {
      id: 'savingGap',
      title: '节能量与能耗强度缺口',
      purpose: '把能耗强度与年度目标的差距折成能源量，与已验收项目的年节能量对照。',
      formula: (
        <>
          缺口 = <V>E</V> × <Frac over="12" under={<V>N</V>} /> × ( 1 −{' '}
          <Frac
            over={
              <>
                1 + <V>T</V>
              </>
            }
            under={
              <>
                1 + <V>r</V>
              </>
            }
          />{' '}
          )，相当于缺口 = <Frac over="已验收项目年节能量合计" under="缺口" />
        </>
      ),
      notes: [
        'E为1–N月综合能源消费量，r为该期能耗强度变化（有反馈数的用反馈数，否则用测算数），T为年度目标；r≤T时已达年度进度，无缺口。',
        '按已有进度推算全年，标明“推算”；1–2月为参考，不用；缺E或r时写明缺什么，不按0计算。',
        '节能量取验收报告的年节能量，按验收日期计入当年，为项目全年口径；与报表口径可能不同，只作工作对照，不代替统计数。',
        '领导只看合计：不足3家企业的节能量、投资不单列；为防止由合计倒推，另有个别单位不单列。',
      ],
      source: '附件2年度目标；缺口折算和小样本保护为平台设计（参照）。',
      example: savingGapExample,
    },
  ],
};
