import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { ProjectListReply } from '../../../server/projects/schema.ts';
import { PROJECT_KINDS } from '../../../server/rules/project-kinds.ts';
import { PROJECT_STAGES } from '../../../server/rules/project-stages.ts';
import { fetchProjects, type ProjectsFilter, projectsQuery } from '../../api/queries.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useCan, useSession } from '../../app/session.ts';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import { allPages, partWords } from '../../ui/all-pages.ts';
import { Card } from '../../ui/card.tsx';
import type { CardFile } from '../../ui/card-file.ts';
import { PAGE_SIZE, useOffset } from '../../ui/pager.tsx';
import { Empty, Loading, QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import styles from './board.module.css';
import {
  type ProjectView,
  projectsFinding,
  projectsHeadline,
  projectTable,
  type Sort,
  STALLED,
  STOPPED,
  stallsFinding,
  viewOf,
} from './board-shape.ts';
import { BoardView } from './board-view.tsx';
import { Filters, ViewSwitch } from './filters.tsx';
import { type ListPlace, TableView } from './table-view.tsx';
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
  place: ListPlace;
  isNarrow: boolean;
  onRegister: () => void;
}

function ListBody({ reply, place, search, onSearch, isNarrow }: Omit<ListProps, 'onRegister'>) {
  const view = viewOf(search.view);
  if (view === 'tiles') return <TilesView {...{ reply, place, search, onSearch, isNarrow }} />;
  if (reply.total === 0) return <Empty title="没有符合条件的项目" next="请放宽筛选条件。" />;
  if (view === 'table') {
    return <TableView projects={reply.projects} place={place} search={search} isNarrow={isNarrow} />;
  }
  return <BoardView columns={reply.columns} search={search} isNarrow={isNarrow} />;
}

const SOURCES = ['企业申报和验收报告，由县（市、区）登记；不取自统计报表。提醒时限为本平台提醒标准。'];

/** Every project that fits the filter, for a file. */
async function wholeTable(filter: ProjectsFilter) {
  const list = await allPages(async (offset, limit) => {
    const { projects, total } = await fetchProjects({ ...filter, offset, limit });
    return { rows: projects, total };
  });
  const part = partWords(list);
  return { ...projectTable(list.rows), sources: part === null ? SOURCES : [...SOURCES, part] };
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
  const { all, shown, total } = reply;
  const isWhole = shown.projects === all.projects;
  const isEmpty = all.projects === 0;
  const file: CardFile = {
    title: '绿色低碳改造项目库',
    sources: SOURCES,
    internal: true,
    scope: user.role === 'county' ? '本单位' : '全市14个单位',
    asOf: reply.today,
    ...(total > reply.projects.length
      ? { load: () => wholeTable(filterOf(search)) }
      : { table: projectTable(reply.projects) }),
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
            <Filters reply={reply} search={search} onSearch={onSearch} />
          </div>
          <ListBody {...props} />
        </>
      )}
    </Card>
  );
}

function Body({ reply, place, search, onSearch }: Omit<ListProps, 'isNarrow' | 'onRegister'>) {
  const [isRegistering, setRegistering] = useState(false);
  const id = idOf(search.project);
  const { project: _chosen, ...filters } = search;
  const list = (
    <ListCard
      reply={reply}
      place={place}
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

const oneOf = (known: readonly string[], text: string | undefined) =>
  text !== undefined && known.includes(text) ? text : undefined;

/** What of the address narrows the list; what names nothing narrows nothing. */
const filterOf = ({ unit, stage, kind, firm, q }: ProjectsSearch): ProjectsFilter => ({
  unit: oneOf(
    REPORTING_UNITS.map(({ code }) => code),
    unit,
  ),
  stage: oneOf([...PROJECT_STAGES, STALLED, STOPPED], stage),
  kind: oneOf(PROJECT_KINDS, kind),
  firm: idOf(firm)?.toString(),
  q: q?.trim() || undefined,
});

/** 改造项目: one set of projects as a board, a table or tiles, and each project in full. */
export function BoardTab({ search, onSearch }: ProjectsTabProps) {
  const [sort, onSort] = useState<Sort>({ key: 'stage', descending: false });
  const filter = { ...filterOf(search), sort: sort.key, descending: String(sort.descending) };
  const [offset, onOffset] = useOffset(JSON.stringify(filter));
  const query = useQuery({
    ...projectsQuery({ ...filter, limit: PAGE_SIZE, offset }),
    placeholderData: (before) => before,
  });
  useFinding(query.data ? projectsHeadline(query.data.all) : null);
  return (
    <QueryView query={query} height={700}>
      {(reply) => (
        <Body
          reply={reply}
          place={{
            sort,
            offset,
            total: reply.total,
            isPending: query.isPlaceholderData,
            onSort,
            onOffset,
          }}
          search={search}
          onSearch={onSearch}
        />
      )}
    </QueryView>
  );
}
