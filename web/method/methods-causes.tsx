import { CONTRIBUTION_MEANING } from '../../server/rules/cause-words.ts';
import { contributionExample, lmdiExample, reverseExample, rollUpExample } from './examples-causes.ts';
import { fallbackExample } from './examples-others.ts';
import { Frac, V } from './formula.tsx';
import type { MethodGroup } from './methods.ts';

const ANG =
  'Ang B W. The LMDI approach to decomposition analysis: a practical guide. Energy Policy, 2005, 33(7)：867–871；Xu X Y, Ang B W. Multilevel index decomposition analysis: approaches and application. Energy Economics, 2014, doi 10.1016/j.eneco.2014.05.002';

/** 原因. */
export const CAUSES: MethodGroup = {
  id: 'causes',
  title: '原因',
  methods: [
    {
      id: 'roll-up',
      title: '可比口径汇总',
      purpose: '由各单位的增速测算全市的增速，核对全市填报数；不代替全市填报数。',
      formula: (
        <>
          1 + <V>e</V> ={' '}
          <Frac
            over={
              <>
                ∑ <V>E</V>
                <sub>i</sub>
              </>
            }
            under={
              <>
                ∑ <V>E</V>
                <sub>i</sub> / (1 + <V>e</V>
                <sub>i</sub>)
              </>
            }
          />
          ，1 + <V>g</V> = ∑ <V>w</V>
          <sub>i</sub> (1 + <V>g</V>
          <sub>i</sub>)
        </>
      ),
      notes: [
        'E为本期综合能源消费量；w为各单位上年同期占增加值的份额，由市工信局录入；用营业收入等代替的标注“估算”。',
        '不用两年所报的水平数直接相比：每年统计范围内的企业不同。',
      ],
      source: '可比口径增速的加权汇总（平台设计，参照）。',
      example: rollUpExample,
    },
    {
      id: 'fallback',
      title: '缺份额时的汇总',
      purpose: '没有增加值份额时，在“各地增加值增速相同”的假设下核对全市数。',
      formula: (
        <>
          <V>r</V> ={' '}
          <Frac
            over={
              <>
                ∑ <V>E</V>
                <sub>i</sub>
              </>
            }
            under={
              <>
                ∑ <V>E</V>
                <sub>i</sub> / (1 + <V>r</V>
                <sub>i</sub>)
              </>
            }
          />{' '}
          − 1
        </>
      ),
      notes: ['只在各地增加值增速相同时成立，结果旁写明这一假设。'],
      source: '平台设计（参照）；与政策库“目标分解校核”所用办法相同。',
      example: fallbackExample,
    },
    {
      id: 'contribution',
      title: '各单位贡献',
      purpose: '说明全市的变化里各单位各占多少个百分点，相加恰为全市汇总数。',
      formula: (
        <>
          <V>c</V>
          <sub>i</sub> ={' '}
          <Frac
            over={
              <>
                <V>s</V>
                <sub>i</sub> (1 + <V>e</V>
                <sub>i</sub>) − <V>w</V>
                <sub>i</sub> (1 + <V>g</V>
                <sub>i</sub>)
              </>
            }
            under={
              <>
                ∑ <V>w</V>
                <sub>j</sub> (1 + <V>g</V>
                <sub>j</sub>)
              </>
            }
          />{' '}
          − (<V>s</V>
          <sub>i</sub> − <V>w</V>
          <sub>i</sub>)，∑ <V>c</V>
          <sub>i</sub> = <V>r</V>
        </>
      ),
      notes: ['s为上年同期占能耗的份额，w为占增加值的份额，各自合计为1。', CONTRIBUTION_MEANING],
      source: '汇总公式的逐项分解（平台设计，参照）。',
      example: contributionExample,
    },
    {
      id: 'lmdi',
      title: '强度效应与结构效应（LMDI-I）',
      purpose: '把全市强度变化分为各单位自身强度变化和产业分布变化两部分，没有余项。',
      formula: (
        <>
          Δ<V>V</V>
          <sub>强度</sub> = ∑ L(<V>v</V>
          <sub>i</sub>
          <sup>T</sup>, <V>v</V>
          <sub>i</sub>
          <sup>0</sup>) ln (<V>I</V>
          <sub>i</sub>
          <sup>T</sup>/<V>I</V>
          <sub>i</sub>
          <sup>0</sup>)，Δ<V>V</V>
          <sub>结构</sub> = ∑ L(<V>v</V>
          <sub>i</sub>
          <sup>T</sup>, <V>v</V>
          <sub>i</sub>
          <sup>0</sup>) ln (<V>S</V>
          <sub>i</sub>
          <sup>T</sup>/<V>S</V>
          <sub>i</sub>
          <sup>0</sup>)，L(<V>a</V>, <V>b</V>) ={' '}
          <Frac
            over={
              <>
                <V>a</V> − <V>b</V>
              </>
            }
            under={
              <>
                ln <V>a</V> − ln <V>b</V>
              </>
            }
          />
        </>
      ),
      notes: [
        'V为全市强度（上年同期 = 100），S为增加值份额，I为强度，v = S × I；L(a, a) = a。',
        '乘法形式以L(v)与L(V)之比为权，两个效应相乘为全市强度之比。',
      ],
      source: `${ANG}（表1、表2为平台的核对算例）。`,
      example: lmdiExample,
    },
    {
      id: 'reverse',
      title: '反向测算',
      purpose: '测算一级预警单位要降到多少，全市才能达到当年目标。',
      formula: (
        <>
          <V>k</V> ={' '}
          <Frac
            over={
              <>
                (1 + <V>T</V>) ∑ <V>w</V>
                <sub>j</sub> (1 + <V>g</V>
                <sub>j</sub>) − ∑<sub>其他</sub> <V>s</V>
                <sub>i</sub> (1 + <V>e</V>
                <sub>i</sub>)
              </>
            }
            under={
              <>
                ∑<sub>一级</sub> <V>s</V>
                <sub>i</sub> (1 + <V>e</V>
                <sub>i</sub>)
              </>
            }
          />
          ，<V>r</V>
          <sub>i</sub>′ = <V>k</V> (1 + <V>r</V>
          <sub>i</sub>) − 1
        </>
      ),
      notes: [
        '假设增加值增速和其他单位不变，各一级预警单位的强度按同一倍数k再降；做不到的写明。',
        '是测算，不是下达的任务。',
      ],
      source: '由汇总公式反解（平台设计，参照）。',
      example: reverseExample,
    },
  ],
};
