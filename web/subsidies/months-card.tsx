import type { EChartsOption } from 'echarts';
import type { SpendingReply } from '../../server/funds/schema.ts';
import { useSession } from '../app/session.ts';
import { formatWan } from '../format.ts';
import { Card } from '../ui/card.tsx';
import type { CardFile } from '../ui/card-file.ts';
import { Chart, type ChartColours, chartColours, escapeHtml } from '../ui/chart.tsx';
import { monthsFinding, wanWords } from './findings.ts';
import styles from './months-card.module.css';
import { type MonthPoint, shapeMonths } from './months-shape.ts';

const HEIGHT = 290;
const inWan = (fen: number | null) => (fen === null ? null : fen / 1_000_000);

function tooltip(point: MonthPoint | undefined): string {
  if (point === undefined || point.paidFen === null) return '';
  return `<b>${escapeHtml(point.label)}</b><br>拨付 ${formatWan(point.paidFen)}万元<br>累计 ${formatWan(point.sumFen)}万元`;
}

function optionOf(points: MonthPoint[], colours: ChartColours): EChartsOption {
  const axisLabel = { color: colours.ink3, fontSize: 11 };
  const lastIndex = points.findLastIndex(({ sumFen }) => sumFen !== null);
  return {
    textStyle: { fontFamily: colours.sans },
    grid: { left: 46, right: 30, top: 28, bottom: 26 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: colours.card,
      borderColor: colours.rule2,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: (items: unknown) => {
        const [first] = items as { dataIndex: number }[];
        return first ? tooltip(points[first.dataIndex]) : '';
      },
    },
    xAxis: {
      type: 'category',
      data: points.map(({ label }) => label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.rule2 } },
      axisLabel: { ...axisLabel, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      axisLabel: { ...axisLabel, formatter: (value: number) => value.toLocaleString('en-US') },
      splitLine: { lineStyle: { color: colours.rule } },
    },
    series: [
      {
        type: 'bar',
        data: points.map(({ paidFen }) => inWan(paidFen)),
        barMaxWidth: 18,
        itemStyle: { color: colours.brand, opacity: 0.55 },
      },
      {
        type: 'line',
        data: points.map(({ sumFen }, index) => ({
          value: inWan(sumFen),
          ...(index === lastIndex
            ? {
                symbol: 'circle',
                symbolSize: 6,
                label: {
                  show: true,
                  position: 'top' as const,
                  distance: 8,
                  formatter: `累计 ${formatWan(sumFen)}`,
                  color: colours.ink,
                  fontWeight: 700,
                  fontSize: 12,
                },
              }
            : {}),
        })),
        symbol: 'none',
        itemStyle: { color: colours.brand },
        lineStyle: { color: colours.brand, width: 2 },
      },
    ],
  };
}

function MonthsTable({ points }: { points: MonthPoint[] }) {
  return (
    <details className={`${styles.details} noPrint`}>
      <summary>看表</summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">月份</th>
            <th scope="col" className="num">
              拨付（万元）
            </th>
            <th scope="col" className="num">
              累计（万元）
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.month}>
              <th scope="row">{point.label}</th>
              <td className="num">{formatWan(point.paidFen)}</td>
              <td className="num">{formatWan(point.sumFen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const NOTE = '万元，按拨付日期。柱为当月拨付，线为累计。';

/** The months as a file; a month still to come is empty. */
function fileOf({ year }: SpendingReply, points: readonly MonthPoint[]): CardFile {
  return {
    title: `${year === null ? '各年' : `${year}年`}奖补资金各月拨付`,
    sources: ['奖补事项拨付登记（按拨付日期）。'],
    internal: true,
    definition: '当月拨付为拨付日期在该月的金额之和；累计为年初以来各月之和，选各年的为历年之和。',
    unit: '万元',
    table: {
      columns: [
        { label: '月份', kind: 'text' },
        { label: '当月拨付（万元）', kind: 'money', decimals: 2 },
        { label: '累计（万元）', kind: 'money', decimals: 2 },
      ],
      rows: points.map(({ label, paidFen, sumFen }) => [label, inWan(paidFen), inWan(sumFen)]),
    },
  };
}

/** Payments month by month (bars) and their running sum (line). */
export function MonthsCard({
  spending,
  className,
}: {
  spending: SpendingReply;
  className?: string | undefined;
}) {
  const { today } = useSession();
  const points = shapeMonths(spending, today);
  const paid = points.filter(({ paidFen }) => (paidFen ?? 0) > 0);
  const spoken = paid.map(({ label, paidFen }) => `${label}${wanWords(paidFen ?? 0)}`).join('，');
  return (
    <Card title={monthsFinding(spending)} className={className} note={NOTE} file={fileOf(spending, points)}>
      <Chart
        option={optionOf(points, chartColours())}
        height={HEIGHT}
        label={`各月拨付：${spoken || '尚无拨付'}`}
      />
      <MonthsTable points={points} />
    </Card>
  );
}
