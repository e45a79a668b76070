import {
  annualLampExample,
  bandExample,
  cumulativeExample,
  intensityExample,
  planLampExample,
} from './examples-grading.ts';
import { Frac, V } from './formula.tsx';
import type { MethodGroup } from './methods.ts';

const R901 =
  '国家发展改革委办公厅《各地区2020年前三季度能耗双控目标完成情况晴雨表》（发改办环资〔2020〕901号）';
const R629 =
  '国家发展改革委办公厅《2021年上半年各地区能耗双控目标完成情况晴雨表》（发改办环资〔2021〕629号）';

/** 强度与等级. */
export const GRADING: MethodGroup = {
  id: 'grading',
  title: '强度与等级',
  methods: [
    {
      id: 'intensity',
      title: '单位工业增加值能耗同比',
      purpose: '由能耗增速和增加值增速测算强度变化，用来核对统计部门反馈数；没有反馈数时以测算数评定。',
      formula: (
        <>
          <V>r</V> ={' '}
          <Frac
            over={
              <>
                1 + <V>e</V>
              </>
            }
            under={
              <>
                1 + <V>g</V>
              </>
            }
          />{' '}
          − 1
        </>
      ),
      notes: [
        'e为规上工业综合能源消费量同比增速，g为规上工业增加值可比价增速；不用e − g代替。',
        '有统计部门反馈数的，以反馈数评定；没有的，以测算数评定（不取舍），并标注“测算”。',
        'g为−100%及以下时没有意义，不作计算。',
      ],
      source:
        '单位工业增加值能耗 = 综合能源消费量 ÷ 工业增加值（可比价），两期相除得出；反馈数优先为平台设计（参照）。',
      example: intensityExample,
    },
    {
      id: 'band',
      title: '舍入范围',
      purpose: '判断反馈数与两项增速是否一致、等级会不会因四舍五入而不同。',
      formula: (
        <>
          <V>r</V>
          <sub>低</sub> ={' '}
          <Frac
            over={
              <>
                1 + <V>e</V> − <V>ε</V>
                <sub>e</sub>
              </>
            }
            under={
              <>
                1 + <V>g</V> + <V>ε</V>
                <sub>g</sub>
              </>
            }
          />{' '}
          − 1，<V>r</V>
          <sub>高</sub> ={' '}
          <Frac
            over={
              <>
                1 + <V>e</V> + <V>ε</V>
                <sub>e</sub>
              </>
            }
            under={
              <>
                1 + <V>g</V> − <V>ε</V>
                <sub>g</sub>
              </>
            }
          />{' '}
          − 1
        </>
      ),
      notes: [
        'ε为所填数末位的半个单位：写作1.5的在1.45至1.55之间。',
        '反馈数的范围与测算范围没有重合的，请填报单位说明；已反馈的数不改动。',
      ],
      source:
        'GB/T 8170《数值修约规则与极限数值的表示和判定》关于修约间隔的规定；用于核对为平台设计（参照）。',
      example: bandExample,
    },
    {
      id: 'cumulative',
      title: '规划期累计变化',
      purpose: '说明与2024年相比累计降了多少。',
      formula: (
        <>
          <V>C</V> = ∏ (1 + <V>r</V>
          <sub>t</sub>) − 1
        </>
      ),
      notes: [
        'r为已结束各年1–12月数和当年1–N月累计数；当年以累计数代表全年，标注“推算”。',
        '增速不相加、不平均；缺一年即不计算，不按0处理；口径不同的年份连乘时注明“口径不同”。',
      ],
      source: '环比速度与定基速度的换算（定基发展速度等于各环比发展速度之积）；规划一（一）“较2024年”。',
      example: cumulativeExample,
    },
    {
      id: 'annual-lamp',
      title: '当年预警等级',
      purpose: '说明本年进度是否够，分三级（进展基本顺利）、二级（比较严峻）、一级（十分严峻）。',
      formula: (
        <>
          <V>r</V> ≤ <V>T</V>：三级；0 &lt; <V>r</V> − <V>T</V> ≤ 10% × |<V>T</V>|：二级；其余：一级
        </>
      ),
      notes: [
        'T为本年目标。按差距分级（901号）：差距恰为目标值10%的为二级，更大的为一级，不降反升为一级。',
        '按升降分级（629号）：有下降但不够的为二级，不降反升为一级；持平不算上升。',
        '没有数或没有目标的不分级，以灰色标出，不作三级处理。市里另定规则的，按所定规则。',
      ],
      source: `${R901}；${R629}。两个文件对省级能耗双控分级，此处参照使用，待市级文件确认。`,
      example: annualLampExample,
    },
    {
      id: 'plan-lamp',
      title: '规划期累计等级',
      purpose: '说明2025年以来累计是否够，与当年等级并列，不互相代替。',
      formula: (
        <>
          以<V>C</V>代<V>r</V>，以<V>T</V>
          <sub>累计</sub> = ∏ (1 + <V>T</V>
          <sub>t</sub>) − 1 代<V>T</V>，规则同上
        </>
      ),
      notes: [
        '累计目标由附件2各年目标连乘到本年。',
        '全市另列与总目标−13%的差距；附件2全市各年目标连乘为−11.99%，不因此判为完成。',
      ],
      source: '规划附件2 预期目标（2025—2027年）（一）；分级规则同当年等级（参照）。',
      example: planLampExample,
    },
  ],
};
