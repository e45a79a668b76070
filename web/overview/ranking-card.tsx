import { useMemo } from 'react';
import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct, formatPoints } from '../format.ts';
import { useAsOf } from '../ui/as-of.ts';
import { Card } from '../ui/card.tsx';
import { FLIP_NOTE, FlipMark, flipText } from '../ui/flip-mark.tsx';
import { LampMark } from '../ui/lamp.tsx';
import { progressSource, Sourced } from '../ui/source-card.tsx';
import { statusWord } from '../ui/status-words.ts';
import { useChoice } from './choice.ts';
import { rankingFinding } from './findings.ts';
import styles from './ranking-card.module.css';
import { RankingChart } from './ranking-chart.tsx';
import { AXIS_HEIGHT, ROW_HEIGHT, rankUnits } from './ranking-shape.ts';
import { unitAt } from './unit-at.ts';
import { UnitLink } from './unit-link.tsx';

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

/** The row under the pointer in words: '柴桑区：实际−6.2%，目标−5.0%'. */
function titleOf(unit: UnitProgress | undefined): string | undefined {
  if (!unit) return undefined;
  const { actualPct, actualDecimals } = unit;
  const actual =
    actualPct === null ? statusWord(unit.status) : `${formatPct(actualPct, actualDecimals ?? 1)}%`;
  return `${unit.name}：实际${actual}${unit.provisional ? '（待审核）' : ''}，目标${formatPct(unit.targetPct)}%${flipText(unit)}`;
}

interface RankingCardProps {
  units: readonly UnitProgress[];
  period: string;
  label: string;
}

/** 14 units by their distance to this year's target: figures as a table, dots as a chart in its middle column. */
export function RankingCard({ units, period, label }: RankingCardProps) {
  const rows = useMemo(() => rankUnits(units), [units]);
  const asOf = useAsOf();
  const { shown, choose } = useChoice();
  const marked = rows.findIndex((unit) => unit.code === shown);
  return (
    <Card
      title={rankingFinding(units)}
      file={{
        title: `${label}各县（市、区）单位工业增加值能耗与年度目标`,
        sources: ['年度目标：附件2表一。实际：各单位报送、市工信局审核的数据。'],
        internal: units.some((unit) => unit.actualPct !== null && unit.releasedAt === null),
        unit: '同比为%，与目标差为百分点',
        definition:
          '单位工业增加值能耗同比=（1+能耗增速）÷（1+可比价增加值增速）−1；与目标差=实际−年度目标。',
        scope: '规上工业',
        ...(asOf === undefined ? {} : { asOf }),
      }}
      note={`${label}规上工业单位工业增加值能耗同比，%；按与年度目标的差（百分点）排序，负数为超额完成。短竖线为年度目标；空心为待审核；● 三级，▲ 二级，■ 一级。${units.some((unit) => unit.mayFlip) ? FLIP_NOTE : ''}来源：附件2；各单位报送、市工信局审核的数据。`}
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
            <tr
              key={unit.code}
              data-unit={unit.code}
              className={index === marked ? styles.marked : undefined}
              style={{ height: ROW_HEIGHT }}
            >
              <th scope="row">
                <UnitLink code={unit.code} period={period}>
                  {unit.name}
                </UnitLink>
              </th>
              {index === 0 ? (
                <td rowSpan={rows.length + 1} className={styles.chart}>
                  {marked < 0 ? null : (
                    <span className={styles.band} style={{ top: marked * ROW_HEIGHT, height: ROW_HEIGHT }} />
                  )}
                  <div
                    title={titleOf(rows[marked])}
                    data-rows={rows.map((row) => row.code).join(' ')}
                    onPointerUp={(event) => {
                      const code = unitAt(event.nativeEvent);
                      if (code !== undefined) choose(code);
                    }}
                  >
                    <RankingChart rows={rows} />
                  </div>
                </td>
              ) : null}
              <Figures unit={unit} label={label} />
              <td className={styles.mark}>
                <FlipMark unit={unit} /> <LampMark lamp={unit.annualLamp} />
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
