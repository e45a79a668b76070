import { outlierExample, quotaExample, timelinessExample } from './examples-others.ts';
import { Frac, V } from './formula.tsx';
import type { MethodGroup } from './methods.ts';

/** 标杆、填报. */
export const OTHERS: MethodGroup = {
  id: 'others',
  title: '标杆与填报',
  methods: [
    {
      id: 'quota',
      title: '标杆创建进度',
      purpose: '按名单批次判断绿色园区、工厂、供应链等创建是否跟上，不按天数折算。',
      formula: (
        <>
          应达 = ⌊ <V>B</V> + (<V>Q</V> − <V>B</V>) × <Frac over="已公布批次" under="计划批次" /> ⌋
        </>
      ),
      notes: [
        'B为2024年底基数，Q为2027年任务（按总量口径理解，待市工信局确认）；向下取整，欠不足一个的不算落后。',
        '本年名单未公布的为“待公布”；现有数已达任务的为“已达标”；没有基数的为“缺基数”；空格为“无任务”，不是0。',
      ],
      source: '规划附件2 预期目标（2027年）（二）；按批次计算进度为平台设计（参照）。',
      example: quotaExample,
    },
    {
      id: 'outlier',
      title: '填报异常值提示',
      purpose: '提示与本单位以往各月差别过大的数，请填报单位说明，不拦截。',
      formula: (
        <>
          <V>M</V> ={' '}
          <Frac
            over={
              <>
                0.6745 × (<V>x</V> − <V>x</V>
                <sub>中</sub>)
              </>
            }
            under={
              <>
                median |<V>x</V>
                <sub>i</sub> − <V>x</V>
                <sub>中</sub>|
              </>
            }
          />
          ，|<V>M</V>| &gt; 3.5 且偏离平均 ≥ 15%
        </>
      ),
      notes: [
        'x为单月能耗（本期累计减上期累计，1–2月取月均），x中为以往各月中位数；不足5个月不判断。',
        '分母为0时改用1.253314 × 平均绝对偏差。退库、修订会使累计数减少，说明即可。',
      ],
      source:
        'Iglewicz B, Hoaglin D C. How to Detect and Handle Outliers. ASQC Quality Press, 1993；15%限度为平台填报规则。',
      example: outlierExample,
    },
    {
      id: 'timeliness',
      title: '完整率与及时率',
      purpose: '说明各期报表报齐了没有、是否按时。',
      formula: (
        <>
          完整率 = <Frac over="已报送单位数" under="应报送单位数" />
          ，及时率 = <Frac over="期限内首次报送单位数" under="应报送单位数" />
        </>
      ),
      notes: [
        '期限含批准的延期；以首次报送的日期为准，退回后重报不算逾期；全市数由市工信局填报，不计入。',
        '没有全部报齐的不写作100%，没有一个未报的不写作0%。',
      ],
      source: '平台报送管理规则（参照）。',
      example: timelinessExample,
    },
  ],
};
