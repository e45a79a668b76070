import { Link } from '@tanstack/react-router';
import type { UnitProgress } from '../../server/progress/schema.ts';
import { formatPct } from '../format.ts';
import { asOfSearch, useAsOf } from '../ui/as-of.ts';
import { LampMark, lampWord } from '../ui/lamp.tsx';
import { statusWord } from '../ui/status-words.ts';
import styles from './county-tiles.module.css';
import { TILE_PLACES } from './tiles-shape.ts';

const figureOf = (unit: UnitProgress) => formatPct(unit.actualPct, unit.actualDecimals ?? 1, { sign: true });

/** Most characters of a figure beside which % still fits into a tile at 1366 px: '−3.6'. */
const LONGEST_WITH_UNIT = 4;

interface TileProps {
  unit: UnitProgress;
  period: string;
  /** % behind the figure: in all tiles or in none */
  hasUnit: boolean;
}

function Tile({ unit, period, hasUnit }: TileProps) {
  const place = TILE_PLACES[unit.code];
  const kept = asOfSearch(useAsOf());
  const word = unit.actualPct === null ? statusWord(unit.status) : lampWord(unit.annualLamp);
  const classes = [styles.tile, styles[unit.annualLamp], unit.provisional ? styles.provisional : ''];
  return (
    <li style={place ? { gridColumn: place.column, gridRow: place.row } : undefined}>
      <Link
        to="/counties/$code"
        params={{ code: unit.code }}
        search={{ period, ...kept }}
        className={classes.join(' ')}
        title={unit.provisional ? `${unit.name}：待审核` : unit.name}
      >
        <span className={unit.name.length > 3 ? `${styles.name} ${styles.long}` : styles.name}>
          {unit.name}
        </span>
        <span className={styles.value}>
          {figureOf(unit)}
          {unit.actualPct === null || !hasUnit ? null : <small>%</small>}
        </span>
        <span className={styles.lamp}>
          <LampMark lamp={unit.annualLamp} label="" />
          <span>{word}</span>
          {unit.provisional ? <span className={styles.pending}>待审</span> : null}
        </span>
      </Link>
    </li>
  );
}

/** County tiles (方格图): 14 equal tiles laid out as on the map, coloured by this year's lamp. */
export function CountyTiles({ units, period }: { units: readonly UnitProgress[]; period: string }) {
  const hasUnit = units.every((unit) => figureOf(unit).length <= LONGEST_WITH_UNIT);
  return (
    <ul className={styles.tiles} aria-label="各单位当年预警等级">
      {units.map((unit) => (
        <Tile key={unit.code} unit={unit} period={period} hasUnit={hasUnit} />
      ))}
    </ul>
  );
}
