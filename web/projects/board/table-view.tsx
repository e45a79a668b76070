import { Link } from '@tanstack/react-router';
import type { ProjectRow } from '../../../server/projects/schema.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { formatDate, formatFullDate, formatWan } from '../../format.ts';
import { wanDecimals } from '../../subsidies/wan-text.ts';
import { Pager } from '../../ui/pager.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { tceDecimals } from '../firms/firm-shape.ts';
import styles from './board.module.css';
import { isAccepted, kindsText, type Sort, type SortKey, savingOf, tceText } from './board-shape.ts';
import { StageBadge, StallMark } from './marks.tsx';

interface HeadProps {
  label: string;
  sortKey: SortKey;
  sort: Sort;
  onSort: (sort: Sort) => void;
  className?: string | undefined;
}

/** A heading that sorts: numbers highest first, words and stages from the beginning; again = the other way. */
function SortHead({ label, sortKey, sort, onSort, className }: HeadProps) {
  const isSorted = sort.key === sortKey;
  const highestFirst = sortKey === 'days' || sortKey === 'investment' || sortKey === 'saving';
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key: sortKey, descending: isSorted ? !sort.descending : highestFirst })}
      >
        {label}
        <span aria-hidden="true">{isSorted ? (sort.descending ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
}

interface RowProps {
  project: ProjectRow;
  search: ProjectsSearch;
  decimals: number;
  savingDecimals: number;
}

function Row({ project, search, decimals, savingDecimals }: RowProps) {
  const isChosen = search.project === String(project.id);
  return (
    <tr className={isChosen ? styles.chosenRow : undefined}>
      <th scope="row">
        <Link
          to="/projects"
          search={{ ...search, project: String(project.id) }}
          resetScroll={false}
          aria-current={isChosen ? 'true' : undefined}
          activeProps={{}}
        >
          {project.name}
        </Link>
        <small>{project.firmName}</small>
      </th>
      <td className={styles.wide}>{project.unitName}</td>
      <td className={styles.wide}>{kindsText(project.kinds)}</td>
      <td>
        <StageBadge project={project} />
      </td>
      <td className="num">
        {project.stoppedOn === null ? `${project.days}天` : `${formatDate(project.stoppedOn)}终止`}
        <small className={styles.under}>
          <StallMark project={project} />
        </small>
      </td>
      <td className={`num ${styles.wide}`}>{formatWan(project.investmentFen, decimals)}</td>
      <td className={`num ${styles.wide}`}>
        {savingOf(project) === null ? null : (
          <small className={styles.basis}>{isAccepted(project) ? '验收' : '预计'}</small>
        )}
        {tceText(savingOf(project), savingDecimals)}
      </td>
      <td className={`${styles.wide} ${styles.planned}`}>{formatFullDate(project.plannedTo)}</td>
      <td className={styles.wide}>{project.providerName ?? '—'}</td>
    </tr>
  );
}

/** Which rows of the list stand in the table, in which order. */
export interface ListPlace {
  sort: Sort;
  offset: number;
  total: number;
  isPending: boolean;
  onSort: (sort: Sort) => void;
  onOffset: (offset: number) => void;
}

interface TableViewProps {
  /** the page at hand */
  projects: readonly ProjectRow[];
  place: ListPlace;
  search: ProjectsSearch;
  isNarrow: boolean;
}

/** 表格: every project in a row, a page at a time, sorted by a click on a heading. */
export function TableView({ projects, place, search, isNarrow }: TableViewProps) {
  const { sort, onSort, ...pager } = place;
  const decimals = wanDecimals(projects.map(({ investmentFen }) => investmentFen ?? 0));
  const savingDecimals = tceDecimals(projects.map(savingOf));
  const head = (label: string, sortKey: SortKey, className?: string) => (
    <SortHead label={label} sortKey={sortKey} sort={sort} onSort={onSort} className={className} />
  );
  return (
    <>
      <Sideways label="改造项目表">
        <table className={isNarrow ? `${styles.table} ${styles.narrow}` : styles.table}>
          <caption className="visuallyHidden">改造项目</caption>
          <thead>
            <tr>
              {head('项目、企业', 'firm')}
              {head('县（市、区）', 'unit', styles.wide)}
              <th scope="col" className={styles.wide}>
                类型
              </th>
              {head('阶段', 'stage')}
              {head('在本阶段', 'days', 'num')}
              {head('投资（万元）', 'investment', `num ${styles.wide}`)}
              {head('年节能（吨标准煤）', 'saving', `num ${styles.wide}`)}
              <th scope="col" className={`${styles.wide} ${styles.planned}`}>
                计划完工
              </th>
              <th scope="col" className={styles.wide}>
                服务商
              </th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <Row
                key={project.id}
                project={project}
                search={search}
                decimals={decimals}
                savingDecimals={savingDecimals}
              />
            ))}
          </tbody>
        </table>
      </Sideways>
      <Pager {...pager} measure="个" />
    </>
  );
}
