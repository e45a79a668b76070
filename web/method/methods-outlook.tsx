import { slopeExample } from './examples-causes.ts';
import { accelerationExample, landingsExample, needExample, shareExample } from './examples-outlook.ts';
import { Frac, Mean, V } from './formula.tsx';
import type { MethodGroup } from './methods.ts';

const OWN = '复合增长率公式；用于目标进度为平台设计（参照）。';

/** 到2027年. */
export const OUTLOOK: MethodGroup = {
  id: 'outlook',
  title: '到2027年',
  methods: [
    {
      id: 'need',
      title: '还需年均降幅',
      purpose: '说明剩余年份每年要降多少才能达到2027年目标。',
      formula: (
        <>
          <V>q</V> ={' '}
          <span className="nowrap">
            (
            <Frac
              over={
                <>
                  1 + <V>T</V>
                </>
              }
              under={
                <>
                  1 + <V>C</V>
                </>
              }
            />
            )<sup>1/n</sup> − 1
          </span>
        </>
      ),
      notes: [
        'T为规划总目标（全市−13%，各县为附件2三年目标连乘），C为累计变化，n = 2027 − 本年。',
        'C已不高于T的为“已提前完成”；n = 0时作最终评判。',
      ],
      source: OWN,
      example: needExample,
    },
    {
      id: 'acceleration',
      title: '目前速度与倍数',
      purpose: '说明今后要比目前快多少。',
      formula: (
        <>
          <V>p</V> = (1 + <V>C</V>)<sup>1/m</sup> − 1，倍数 = <Frac over={<V>q</V>} under={<V>p</V>} />
        </>
      ),
      notes: ['m为2024年以来的年数。', '目前没有下降的，写“不降反升，无法以倍数表示”。'],
      source: OWN,
      example: accelerationExample,
    },
    {
      id: 'landings',
      title: '2027年三种落点',
      purpose: '比较按三种速度走下去2027年会到哪里（2024年 = 100）。',
      formula: (
        <>
          100 × (1 + <V>C</V>) × (1 + <V>p</V>)<sup>n</sup>；100 × (1 + <V>C</V>) × ∏ (1 + <V>T</V>
          <sub>t</sub>)；100 × (1 + <V>T</V>)
        </>
      ),
      notes: [
        '依次为：保持目前速度；今后各年完成各年目标；按还需速度。',
        '落点是推算，不是预测；没有剩余年份的，落点为现值。',
      ],
      source: OWN,
      example: landingsExample,
    },
    {
      id: 'share',
      title: '完成进度',
      purpose: '说明规划目标完成了百分之几，各年降幅相同则进度相同。',
      formula: (
        <>
          进度 ={' '}
          <Frac
            over={
              <>
                ln (1 + <V>C</V>)
              </>
            }
            under={
              <>
                ln (1 + <V>T</V>)
              </>
            }
          />
        </>
      ),
      notes: ['强度上升的为负数，超过目标的大于100%。'],
      source: '统计部门测算节能目标完成进度常用的对数办法（参照）。',
      example: shareExample,
    },
    {
      id: 'slope',
      title: '近六期走势',
      purpose: '说明最近几期累计降幅是在扩大还是收窄。',
      formula: (
        <>
          <V>b</V> ={' '}
          <Frac
            over={
              <>
                ∑ (<V>t</V>
                <sub>i</sub> − <Mean>t</Mean>)(<V>r</V>
                <sub>i</sub> − <Mean>r</Mean>)
              </>
            }
            under={
              <>
                ∑ (<V>t</V>
                <sub>i</sub> − <Mean>t</Mean>)<sup>2</sup>
              </>
            }
          />
        </>
      ),
      notes: [
        't为月份，r为各期累计同比，取最近连续的至多六期，可跨年度，1–2月（参考）不取，不足三期不计算。',
        'b为每月多少个百分点；小于0为降幅扩大，大于0为降幅收窄。',
      ],
      source: '最小二乘法直线趋势；取六期为平台设计（参照）。',
      example: slopeExample,
    },
  ],
};
