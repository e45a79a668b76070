import type { TrajectoryReply, UnitProgress } from '../../server/progress/schema.ts';
import { formatPct, formatPoints } from '../format.ts';
import { TrajectoryChart } from '../intensity/trajectory-chart.tsx';
import { Card } from '../ui/card.tsx';
import { FlipMark, flipText } from '../ui/flip-mark.tsx';
import { Lamp, LampMark } from '../ui/lamp.tsx';
import { statusWord } from '../ui/status-words.ts';
import tiles from './county-tiles.module.css';
import { placeStyle, TileFace, TilesLegend, tileClass, tilesHaveUnit } from './county-tiles.tsx';
import {
  type CityProgress,
  changeInWords,
  cityMissing,
  gapShare,
  landingFinding,
  rankingFinding,
  tilesFinding,
  yearFinding,
} from './findings.ts';
import { RankingChart } from './ranking-chart.tsx';
import { AXIS_HEIGHT, ROW_HEIGHT, rankUnits } from './ranking-shape.ts';
import { TILE_PLACES } from './tiles-shape.ts';
import styles from './wall-page.module.css';
import { shapeYearBar } from './year-bar.ts';

const PLAN_HEIGHT = 168;

/** 今年: the city's figure, as large as it gets. */
export function WallYear({ city }: { city: CityProgress }) {
  const bar = shapeYearBar(city.actualPct, city.targetPct);
  const isMissing = city.actualPct === null;
  return (
    <Card title={yearFinding(city)}>
      <p className={styles.figure}>
        <strong>{formatPct(city.actualPct, city.actualDecimals ?? 1)}</strong>
        {isMissing ? null : <span>%</span>}
        <span>目标{formatPct(city.targetPct)}%</span>
        <Lamp lamp={city.annualLamp} {...(isMissing ? { word: statusWord(city.status) } : {})} />
      </p>
      <div className={styles.track} aria-hidden="true">
        <span className={styles.fill} style={{ width: `${bar.fill * 100}%` }} />
        {bar.tick === null ? null : <span className={styles.tick} style={{ left: `${bar.tick * 100}%` }} />}
      </div>
      <p>
        {isMissing
          ? `全市数据${cityMissing(city)}。`
          : `${gapShare(city) ?? '已达到年度目标进度'}${flipText(city)}。`}
      </p>
      {city.cumulativePct === null ? null : (
        <p className={styles.cumulative}>
          规划期累计{changeInWords(city.cumulativePct, 1)} <Lamp lamp={city.planLamp} />
          {city.headlineGapPct !== null && city.headlineGapPct > 0 ? (
            <span>
              离总目标（{formatPct(city.headlinePct, 0)}%）还差{formatPoints(city.headlineGapPct)}个百分点
            </span>
          ) : null}
        </p>
      )}
    </Card>
  );
}

function Plan({ trajectory }: { trajectory: TrajectoryReply | undefined }) {
  return (
    <Card title={trajectory ? landingFinding(trajectory) : '到2027年'}>
      <div style={{ height: PLAN_HEIGHT }}>
        {trajectory ? <TrajectoryChart trajectory={trajectory} height={PLAN_HEIGHT} /> : null}
      </div>
    </Card>
  );
}

/** 14 tiles, laid out as on the page, without links. */
export function WallTiles({ units, label }: { units: readonly UnitProgress[]; label: string }) {
  const hasUnit = tilesHaveUnit(units);
  return (
    <Card title={`${tilesFinding(units)}（${label}同比，%）`} className={styles.tiles}>
      <ul className={tiles.tiles} aria-label="各单位当年预警等级">
        {units.map((unit) => (
          <li
            key={unit.code}
            className={`${tileClass(unit)} ${styles.tile}`}
            style={placeStyle(TILE_PLACES[unit.code])}
          >
            <TileFace unit={unit} hasUnit={hasUnit} />
          </li>
        ))}
        <TilesLegend units={units} />
      </ul>
    </Card>
  );
}

function Ranking({ units }: { units: readonly UnitProgress[] }) {
  const rows = rankUnits(units);
  return (
    <Card
      title={rankingFinding(units)}
      className={styles.ranking}
      note="按与年度目标的差（百分点）排序，负数为超额完成；竖虚线为年度目标，空心为待审核。"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">单位</th>
            <th scope="col">同比，%</th>
            <th scope="col" className="num">
              同比
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
              <th scope="row">{unit.name}</th>
              {index === 0 ? (
                <td rowSpan={rows.length + 1} className={styles.chart}>
                  <RankingChart rows={rows} />
                </td>
              ) : null}
              <td className="num">
                {unit.actualPct === null
                  ? statusWord(unit.status)
                  : formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true })}
              </td>
              <td className="num">{formatPoints(unit.gapPct, unit.actualDecimals ?? 1, { sign: true })}</td>
              <td>
                <FlipMark unit={unit} /> <LampMark lamp={unit.annualLamp} />
              </td>
            </tr>
          ))}
          <tr style={{ height: AXIS_HEIGHT }}>
            <td colSpan={4} />
          </tr>
        </tbody>
      </table>
    </Card>
  );
}

export const WallCharts = { Plan, Ranking };
