import { Link } from '@tanstack/react-router';
import type { ProjectColumn, ProjectRow } from '../../../server/projects/schema.ts';
import { PROJECT_STAGE_LABELS } from '../../../server/rules/project-stages.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { formatNumber } from '../../format.ts';
import styles from './board.module.css';
import { columnSums, kindsText, STOPPED } from './board-shape.ts';
import { StallMark } from './marks.tsx';

interface CardProps {
  project: ProjectRow;
  search: ProjectsSearch;
}

function ProjectCard({ project, search }: CardProps) {
  const isChosen = search.project === String(project.id);
  return (
    <li className={isChosen ? `${styles.project} ${styles.chosen}` : styles.project}>
      <Link
        to="/projects"
        search={{ ...search, project: String(project.id) }}
        resetScroll={false}
        aria-current={isChosen ? 'true' : undefined}
        activeProps={{}}
      >
        {project.name}
      </Link>
      <span className={styles.firm}>{project.firmName}</span>
      <span className={styles.under}>
        {project.unitName} · {kindsText(project.kinds)}
      </span>
      <span className={styles.foot}>
        {project.stoppedOn === null ? <span>{project.days}天</span> : <span>已终止</span>}
        <StallMark project={project} />
      </span>
    </li>
  );
}

/** The way to what a column does not show: the table of the stage, and of those given up. */
function More({ column, search }: { column: ProjectColumn; search: ProjectsSearch }) {
  const shownLive = column.projects.filter(({ stoppedOn }) => stoppedOn === null).length;
  const live = column.live - shownLive;
  const stopped = column.stopped - (column.projects.length - shownLive);
  const link = (stage: string, words: string) => (
    <Link
      to="/projects"
      search={{ ...search, view: 'table', stage }}
      className={`noPrint ${styles.more}`}
      activeProps={{}}
    >
      {words}
    </Link>
  );
  return (
    <>
      {live > 0 ? link(column.stage, `还有${formatNumber(live, 0)}项`) : null}
      {stopped > 0 ? link(STOPPED, `已终止的还有${formatNumber(stopped, 0)}项`) : null}
    </>
  );
}

function Column({ column, search }: { column: ProjectColumn; search: ProjectsSearch }) {
  const label = PROJECT_STAGE_LABELS[column.stage];
  return (
    <li className={`${styles.column} ${styles[column.stage]}`}>
      <h3>
        {label}
        <b>{formatNumber(column.live, 0)}</b>
      </h3>
      <p className={styles.sums}>
        {columnSums(column).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {column.stalled > 0 ? <span className={styles.late}>{column.stalled}个超过提醒时限</span> : null}
      </p>
      {column.projects.length === 0 ? <p className={styles.none}>暂无项目</p> : null}
      <ul className={styles.projects} aria-label={`${label}阶段的项目`}>
        {column.projects.map((project) => (
          <ProjectCard key={project.id} project={project} search={search} />
        ))}
      </ul>
      <More column={column} search={search} />
    </li>
  );
}

interface BoardViewProps {
  columns: readonly ProjectColumn[];
  search: ProjectsSearch;
  /** a project stands beside the board: one column, headed by stages */
  isNarrow: boolean;
}

/** 看板: seven columns by stage, those longest in a stage first. */
export function BoardView({ columns: all, search, isNarrow }: BoardViewProps) {
  const columns = all.filter(({ projects }) => !isNarrow || projects.length > 0);
  const board = (
    <ol className={isNarrow ? `${styles.board} ${styles.folded}` : styles.board} aria-label="项目看板">
      {columns.map((column) => (
        <Column key={column.stage} column={column} search={search} />
      ))}
    </ol>
  );
  return <div className={styles.boardPlace}>{board}</div>;
}
