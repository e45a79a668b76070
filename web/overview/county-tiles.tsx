import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct, formatPoints } from '../format.ts';
import { FlipMark, flipText } from '../ui/flip-mark.tsx';
import { LampMark, lampWord } from '../ui/lamp.tsx';
import { RemedyMark } from '../ui/remedy-mark.tsx';
import { statusWord } from '../ui/status-words.ts';
import { useChoice } from './choice.ts';
import styles from './county-tiles.module.css';
import { countLamps, LEGEND_PLACE, TILE_PLACES } from './tiles-shape.ts';
import { UnitLink } from './unit-link.tsx';

const figureOf = (unit: UnitProgress) => formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true });

/** Most characters of a figure beside which % still fits into a tile at 1366 px: '−4.82'. */
const LONGEST_WITH_UNIT = 5;

/** '超1.2' or '差0.9' percentage points; '' without a target. */
function gapWords({ gapPct, actualDecimals }: UnitProgress): string {
  if (gapPct === null) return '';
  if (gapPct === 0) return '恰好达标';
  return `${gapPct < 0 ? '超' : '差'}${formatPoints(Math.abs(gapPct), Math.max(1, actualDecimals ?? 1))}`;
}

/** What a tile says, in spans only: it stands in a link, or by itself on the wall. */
export function TileFace({ unit, hasUnit }: { unit: UnitProgress; hasUnit: boolean }) {
  const word = unit.actualPct === null ? statusWord(unit.status) : lampWord(unit.annualLamp);
  return (
    <>
      <span className={unit.name.length > 3 ? `${styles.name} ${styles.long}` : styles.name}>
        {unit.name}
      </span>
      <span className={styles.value}>
        {figureOf(unit)}
        {unit.actualPct === null || !hasUnit ? null : <small>%</small>}
      </span>
      <span className={styles.lamp}>
        <LampMark lamp={unit.annualLamp} label="" />
        <span>
          {word}
          <FlipMark unit={unit} />
        </span>
        {unit.provisional ? <span className={styles.pending}>待审</span> : null}
      </span>
      <span className={styles.gap}>
        目标{formatPct(unit.targetPct)} <span>{gapWords(unit)}</span>
      </span>
      <RemedyMark remedy={unit.remedy} short />
    </>
  );
}

/** Classes of a tile by its lamp. */
export function tileClass(unit: UnitProgress): string {
  return [styles.tile, styles[unit.annualLamp], unit.provisional ? styles.provisional : ''].join(' ');
}

/** % behind the figures: in all tiles or in none. */
export function tilesHaveUnit(units: readonly UnitProgress[]): boolean {
  return units.every((unit) => figureOf(unit).length <= LONGEST_WITH_UNIT);
}

export function placeStyle(place: { column: number; row: number } | undefined) {
  return place ? { gridColumn: place.column, gridRow: place.row } : undefined;
}

/** The place of the tiles that no unit has: what the colours and shapes mean, with the counts. */
export function TilesLegend({ units }: { units: readonly UnitProgress[] }) {
  return (
    <li className={styles.legend} style={placeStyle(LEGEND_PLACE)}>
      {countLamps(units).map(({ lamp, count }) => (
        <span key={lamp} className={styles[lamp]}>
          <span className={styles.lamp}>
            <LampMark lamp={lamp} label="" />
            {lamp === 'none' ? '暂无' : lampWord(lamp)}
            <b>{count}</b>
          </span>
        </span>
      ))}
    </li>
  );
}

/** County tiles (方格图): 14 equal tiles laid out as on the map, coloured by this year's lamp. */
export function CountyTiles({ units, period }: { units: readonly UnitProgress[]; period: string }) {
  const { shown } = useChoice();
  const hasUnit = tilesHaveUnit(units);
  return (
    <ul className={styles.tiles} aria-label="各单位当年预警等级" data-chart>
      {units.map((unit) => (
        <li key={unit.code} data-unit={unit.code} style={placeStyle(TILE_PLACES[unit.code])}>
          <UnitLink
            code={unit.code}
            period={period}
            className={shown === unit.code ? `${tileClass(unit)} ${styles.shown}` : tileClass(unit)}
            title={`${unit.name}${unit.provisional ? '：待审核' : ''}${flipText(unit)}`}
          >
            <TileFace unit={unit} hasUnit={hasUnit} />
          </UnitLink>
        </li>
      ))}
      <TilesLegend units={units} />
    </ul>
  );
}
