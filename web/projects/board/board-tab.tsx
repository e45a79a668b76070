import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ProjectListReply } from '../../../server/projects/schema.ts';
import { projectsQuery } from '../../api/queries.ts';
import { useCan, useSession } from '../../app/session.ts';
import { Card } from '../../ui/card.tsx';
import type { CardFile } from '../../ui/card-file.ts';
import { Empty, Loading, QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import styles from './board.module.css';
import {
  filterProjects,
  type ProjectView,
  projectsFinding,
  projectsHeadline,
  projectTable,
  stallsFinding,
  viewOf,
} from './board-shape.ts';
import { BoardView } from './board-view.tsx';
import { Filters, ViewSwitch } from './filters.tsx';
import { TableView } from './table-view.tsx';
import { TilesView } from './tiles-view.tsx';

/** The forms and the detail load when somebody opens them. */
const ProjectForm = lazy(async () => ({ default: (await import('./project-form.tsx')).ProjectForm }));
const ProjectDetailCard = lazy(async () => ({
  default: (await import('./project-detail.tsx')).ProjectDetailCard,
}));

function idOf(text: string | undefined): number | null {
  const id = Number(text);
  return text !== undefined && Number.isInteger(id) && id > 0 ? id : null;
}

const NOTES: Readonly<Record<ProjectView, string>> = {
  board:
    '每列按在本阶段的天数排列；投资、年节能量只加已填报的项目，验收前为预计数。▲为超过提醒时限，系本平台提醒标准，不是文件规定。',
  table: '年节能量验收前为预计数，验收后为验收数。▲为超过提醒时限，系本平台提醒标准，不是文件规定。',
  tiles:
    '方格按地理位置排列，经开区单列；节能为已验收项目的年节能量（吨标准煤）之和。点方格只看该单位，再点取消。',
};

interface ListProps extends ProjectsTabProps {
  reply: ProjectListReply;
  isNarrow: boolean;
  onRegister: () => void;
}

function ListBody({ reply, search, onSearch, isNarrow }: Omit<ListProps, 'onRegister'>) {
  const view = viewOf(search.view);
  const shown = filterProjects(reply.projects, search);
  const { unit: _unit, ...others } = search;
  if (view === 'tiles') {
    const projects = filterProjects(reply.projects, others);
    return <TilesView {...{ projects, shown, search, onSearch, isNarrow }} />;
  }
  if (shown.length === 0) return <Empty title="没有符合条件的项目" next="请放宽筛选条件。" />;
  if (view === 'table') return <TableView projects={shown} search={search} isNarrow={isNarrow} />;
  return <BoardView projects={shown} search={search} isNarrow={isNarrow} />;
}

/** Nothing in the library yet, and what to press. */
function NoProjects() {
  const { user } = useSession();
  const mayWrite = useCan('projects.write');
  return (
    <Empty
      title={user.role === 'county' ? '本单位还没有改造项目' : '还没有改造项目'}
      next={
        mayWrite
          ? '企业提出改造意愿后，请点“登记项目”逐个登记；手头已有清单的，点“从表格导入”。'
          : '企业提出改造意愿后，由所在县（市、区）登记。'
      }
    />
  );
}

function ListCard(props: ListProps) {
  const { reply, search, onSearch, onRegister } = props;
  const { user } = useSession();
  const mayWrite = useCan('projects.write');
  const shown = filterProjects(reply.projects, search);
  const isWhole = shown.length === reply.projects.length;
  const isEmpty = reply.projects.length === 0;
  const file: CardFile = {
    title: '绿色低碳改造项目库',
    sources: ['企业申报和验收报告，由县（市、区）登记；不取自统计报表。提醒时限为本平台提醒标准。'],
    internal: true,
    scope: user.role === 'county' ? '本单位' : '全市14个单位',
    asOf: reply.today,
    table: projectTable(shown),
  };
  return (
    <Card
      title={isEmpty ? '改造项目' : isWhole ? stallsFinding(shown) : projectsFinding(shown)}
      file={isEmpty ? undefined : file}
      actions={
        mayWrite ? (
          <>
            <button type="button" className="button primary noPrint" onClick={onRegister}>
              登记项目
            </button>
            <button
              type="button"
              className="button noPrint"
              onClick={() => onSearch({ ...search, import: 'projects' })}
            >
              从表格导入
            </button>
          </>
        ) : null
      }
      note={isEmpty ? undefined : NOTES[viewOf(search.view)]}
    >
      {isEmpty ? (
        <NoProjects />
      ) : (
        <>
          <div className={`${styles.bar} noPrint`}>
            <ViewSwitch search={search} onSearch={onSearch} />
            <Filters projects={reply.projects} search={search} onSearch={onSearch} />
          </div>
          <ListBody {...props} />
        </>
      )}
    </Card>
  );
}

function Body({ reply, search, onSearch }: ProjectsTabProps & { reply: ProjectListReply }) {
  const [isRegistering, setRegistering] = useState(false);
  const id = idOf(search.project);
  const { project: _chosen, ...filters } = search;
  const list = (
    <ListCard
      reply={reply}
      search={search}
      onSearch={onSearch}
      isNarrow={id !== null}
      onRegister={() => setRegistering(true)}
    />
  );
  return (
    <>
      {id === null ? (
        list
      ) : (
        <div className={styles.split}>
          <div className={`${styles.list} noPrint`}>{list}</div>
          <Suspense fallback={<Loading height={700} />}>
            <ProjectDetailCard key={id} id={id} onClose={() => onSearch(filters)} />
          </Suspense>
        </div>
      )}
      {isRegistering ? (
        <Suspense fallback={null}>
          <ProjectForm
            project={null}
            firmId={search.firm ?? ''}
            onClose={() => setRegistering(false)}
            onSaved={(saved) => onSearch({ ...filters, project: String(saved.id) })}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** 改造项目: one set of projects as a board, a table or tiles, and each project in full. */
export function BoardTab({ search, onSearch }: ProjectsTabProps) {
  const query = useQuery(projectsQuery());
  useFinding(query.data ? projectsHeadline(query.data.projects) : null);
  return (
    <QueryView query={query} height={700}>
      {(reply) => <Body reply={reply} search={search} onSearch={onSearch} />}
    </QueryView>
  );
}
