import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProjectRow } from '../../../server/projects/schema.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import styles from './board.module.css';
import { columnSums, kindsText, type StageColumn, stageColumns } from './board-shape.ts';
import { StallMark } from './marks.tsx';

/** Cards of a stage shown at first; the rest on request, so that a long stage hides nothing below it. */
const SHOWN_AT_FIRST = 6;

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

function Column({ column, search }: { column: StageColumn; search: ProjectsSearch }) {
  const [isWhole, setWhole] = useState(false);
  const all = [...column.projects, ...column.stopped];
  const shown = isWhole ? all : all.slice(0, SHOWN_AT_FIRST);
  return (
    <li className={`${styles.column} ${styles[column.stage]}`}>
      <h3>
        {column.label}
        <b>{column.projects.length}</b>
      </h3>
      <p className={styles.sums}>
        {columnSums(column).map((line) => (
          <span key={line}>{line}</span>
        ))}
        {column.stalled > 0 ? <span className={styles.late}>{column.stalled}个超过提醒时限</span> : null}
      </p>
      {all.length === 0 ? <p className={styles.none}>暂无项目</p> : null}
      <ul className={styles.projects} aria-label={`${column.label}阶段的项目`}>
        {shown.map((project) => (
          <ProjectCard key={project.id} project={project} search={search} />
        ))}
      </ul>
      {all.length > SHOWN_AT_FIRST ? (
        <button
          type="button"
          className={`linkButton noPrint ${styles.more}`}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? '收起' : `其余${all.length - SHOWN_AT_FIRST}个`}
        </button>
      ) : null}
    </li>
  );
}

interface BoardViewProps {
  projects: readonly ProjectRow[];
  search: ProjectsSearch;
  /** a project stands beside the board: one column, headed by stages */
  isNarrow: boolean;
}

/** 看板: seven columns by stage, those longest in a stage first. */
export function BoardView({ projects, search, isNarrow }: BoardViewProps) {
  const columns = stageColumns(projects).filter(
    ({ projects: live, stopped }) => !isNarrow || live.length + stopped.length > 0,
  );
  const board = (
    <ol className={isNarrow ? `${styles.board} ${styles.folded}` : styles.board} aria-label="项目看板">
      {columns.map((column) => (
        <Column key={column.stage} column={column} search={search} />
      ))}
    </ol>
  );
  return <div className={styles.boardPlace}>{board}</div>;
}
