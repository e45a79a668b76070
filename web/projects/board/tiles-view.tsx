import type { ProjectListReply, ProjectTile } from '../../../server/projects/schema.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useSession } from '../../app/session.ts';
import { LEGEND_PLACE, TILE_PLACES } from '../../overview/tiles-shape.ts';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import styles from './board.module.css';
import { tceText } from './board-shape.ts';
import { type ListPlace, TableView } from './table-view.tsx';

const PARTS = [
  { key: 'before', word: '改造前' },
  { key: 'retrofitting', word: '改造中' },
  { key: 'accepted', word: '已验收' },
] as const;

const placeStyle = (place: { column: number; row: number } | undefined) =>
  place ? { gridColumn: place.column, gridRow: place.row } : undefined;

/** What a tile says; a unit without projects says so. */
function Face({ tile }: { tile: Omit<ProjectTile, 'unitCode'> & { name: string } }) {
  return (
    <>
      <span className={styles.tileName}>{tile.name}</span>
      <span className={styles.tileCount}>
        {tile.total}
        <small className={styles.pieces}>个</small>
      </span>
      <span className={styles.strip} aria-hidden="true">
        {PARTS.map(({ key }) =>
          tile[key] === 0 ? null : (
            <i key={key} className={styles[`part_${key}`]} style={{ flexGrow: tile[key] }} />
          ),
        )}
      </span>
      {tile.total === 0 ? (
        <span className={styles.tileLine}>暂无项目</span>
      ) : (
        <>
          <span className={styles.tileLine}>验收{tile.accepted}个</span>
          <span className={styles.tileLine}>
            节能{tceText(tile.savingTce, 0)}
            {tile.savingTce === null ? null : <span className={styles.tileUnit}>吨标准煤</span>}
          </span>
        </>
      )}
    </>
  );
}

function Legend() {
  return (
    <li className={styles.tileLegend} style={placeStyle(LEGEND_PLACE)}>
      {PARTS.map(({ key, word }) => (
        <span key={key}>
          <i className={styles[`part_${key}`]} aria-hidden="true" />
          {word}
        </span>
      ))}
    </li>
  );
}

/** A unit without projects. */
const NOTHING = { total: 0, before: 0, retrofitting: 0, accepted: 0, savingTce: null, stalled: 0 };

interface TilesViewProps {
  reply: ProjectListReply;
  place: ListPlace;
  search: ProjectsSearch;
  onSearch: (search: ProjectsSearch) => void;
  isNarrow: boolean;
}

/** 方格图: the 14 units laid out as on the map, each with its projects; a tile filters by its unit. */
export function TilesView({ reply, place, search, onSearch, isNarrow }: TilesViewProps) {
  const { user } = useSession();
  const mayOpen = (code: string) => user.role !== 'county' || user.unitCodes.includes(code);
  const { unit: chosen, ...others } = search;
  const known = new Map(reply.tiles.map((tile) => [tile.unitCode, tile]));
  const tiles = REPORTING_UNITS.map(({ code, name }) => ({ code, name, ...(known.get(code) ?? NOTHING) }));
  return (
    <div className={isNarrow ? undefined : styles.tilesPlace}>
      <ul className={styles.tiles} aria-label="各县（市、区）改造项目">
        {tiles.map((tile) => (
          <li key={tile.code} style={placeStyle(TILE_PLACES[tile.code])}>
            {mayOpen(tile.code) ? (
              <button
                type="button"
                className={tile.total === 0 ? `${styles.tile} ${styles.emptyTile}` : styles.tile}
                aria-pressed={chosen === tile.code}
                onClick={() => onSearch(chosen === tile.code ? others : { ...search, unit: tile.code })}
              >
                <Face tile={tile} />
              </button>
            ) : (
              <span className={`${styles.tile} ${styles.foreign}`}>
                <span className={styles.tileName}>{tile.name}</span>
              </span>
            )}
          </li>
        ))}
        <Legend />
      </ul>
      {reply.total === 0 ? null : (
        <div className={styles.besideTiles}>
          <TableView projects={reply.projects} place={place} search={search} isNarrow />
        </div>
      )}
    </div>
  );
}
