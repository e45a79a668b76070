import { Link } from '@tanstack/react-router';
import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct, formatPoints } from '../format.ts';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { statusWord } from '../ui/status-words.ts';
import { rankingFinding } from './findings.ts';
import styles from './ranking-card.module.css';
import { AXIS_HEIGHT, RankingChart, ROW_HEIGHT } from './ranking-chart.tsx';
import { rankUnits } from './ranking-shape.ts';

function Figures({ unit, label }: { unit: UnitProgress; label: string }) {
  if (unit.actualPct === null) {
    return (
      <td colSpan={2} className={`num ${styles.missing}`}>
        {statusWord(unit.status)}
      </td>
    );
  }
  const decimals = unit.actualDecimals ?? 1;
  return (
    <>
      <td className="num">
        <Sourced source={progressSource(unit, `${unit.name}${label}单位工业增加值能耗同比`)}>
          {formatPct(unit.actualPct, decimals, { sign: true })}
        </Sourced>
      </td>
      <td className={`num ${styles.gap} ${styles[unit.annualLamp]}`}>
        {formatPoints(unit.gapPct, decimals, { sign: true })}
      </td>
    </>
  );
}

interface RankingCardProps {
  units: readonly UnitProgress[];
  period: string;
  label: string;
}

/** 14 units by their distance to this year's target: figures as a table, dots as a chart in its middle column. */
export function RankingCard({ units, period, label }: RankingCardProps) {
  const rows = rankUnits(units);
  const kept = asOfSearch(useAsOf());
  return (
    <Card
      title={rankingFinding(units)}
      file={{
        title: `${label}各县（市、区）单位工业增加值能耗与年度目标`,
        sources: ['年度目标：附件2表一。实际：各单位报送、市工信局审核的数据。'],
        internal: true,
      }}
      note="按与年度目标的差（百分点）排序：负数为快于目标。短竖线为年度目标；空心为待审核；▲ 二级，■ 一级。"
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col" className={styles.legend}>
              <span className={styles.target}>目标</span>
              <span className={styles.actual}>实际</span>
            </th>
            <th scope="col" className="num">
              同比%
            </th>
            <th scope="col" className="num">
              与目标差
            </th>
            <th scope="col">
              <span className="visuallyHidden">等级</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((unit, index) => (
            <tr key={unit.code} style={{ height: ROW_HEIGHT }}>
              <th scope="row">
                <Link to="/counties/$code" params={{ code: unit.code }} search={{ period, ...kept }}>
                  {unit.name}
                </Link>
              </th>
              {index === 0 ? (
                <td rowSpan={rows.length + 1} className={styles.chart}>
                  <RankingChart rows={rows} />
                </td>
              ) : null}
              <Figures unit={unit} label={label} />
              <td className={styles.mark}>
                <LampMark lamp={unit.annualLamp} />
              </td>
            </tr>
          ))}
          <tr style={{ height: AXIS_HEIGHT }}>
            <td />
            <td colSpan={3} className={`num ${styles.axis}`}>
              同比，%
            </td>
          </tr>
        </tbody>
      </table>
    </Card>
  );
}
