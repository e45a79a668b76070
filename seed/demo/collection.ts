import { addDays, dayAfterPeriod, shanghaiTime } from './calendar.ts';

/** A table the statistics bureau fed back (统计反馈), invented; its figures are those of the demo's series. */
export interface DemoFeedback {
  period: string;
  document: string;
  /** Asia/Shanghai calendar date */
  documentDate: string;
  enteredOn: string;
  /** UTC ISO 8601 */
  enteredAt: string;
}

function fedBack(period: string, label: string): DemoFeedback {
  const enteredOn = dayAfterPeriod(period, 13);
  return {
    period,
    document: `市统计局关于反馈${label}规上工业能耗数据的函（演示）`,
    documentDate: addDays(enteredOn, -1),
    enteredOn,
    enteredAt: shanghaiTime(enteredOn, 8, 35),
  };
}

/** Before September 2026 the officers entered all figures themselves. */
export const DEMO_FEEDBACK: readonly DemoFeedback[] = [
  fedBack('2026-09', '2026年1—9月'),
  fedBack('2026-10', '2026年1—10月'),
];

/** An extension (延期) granted to one unit. */
export const DEMO_EXTENSION = {
  period: '2026-10',
  unitCode: '360423',
  until: '2026-11-27',
  reason: '需与县统计局核对10月单月能耗，同意延期修改。',
  grantedAt: shanghaiTime('2026-11-19', 9, 30),
} as const;

/** What bureau and county wrote about the returned report of 武宁县. */
export const DEMO_MESSAGES = [
  {
    from: 'county',
    text: '10月有两户水泥企业错峰结束后集中复产，台账合计高于统计反馈数，正与县统计局核对。',
    at: shanghaiTime('2026-11-18', 15, 20),
  },
  {
    from: 'bureau',
    text: '收到。核对后请以统计反馈数为准填报，差异原因写入说明，延期至11月27日。',
    at: shanghaiTime('2026-11-19', 9, 28),
  },
] as const;
