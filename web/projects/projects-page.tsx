import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ProjectsSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Loading } from '../ui/states.tsx';
import { FindingContext } from './finding.ts';
import type { LedgerImport } from './import/import-panel.tsx';

const route = getRouteApi('/projects');

const OverviewTab = lazy(async () => ({
  default: (await import('./overview/overview-tab.tsx')).OverviewTab,
}));
const BoardTab = lazy(async () => ({ default: (await import('./board/board-tab.tsx')).BoardTab }));
const FirmsTab = lazy(async () => ({ default: (await import('./firms/firms-tab.tsx')).FirmsTab }));
const ListsTab = lazy(async () => ({ default: (await import('./lists/lists-tab.tsx')).ListsTab }));
const ImportPanel = lazy(async () => ({ default: (await import('./import/import-panel.tsx')).ImportPanel }));
const NeedsTab = lazy(async () => ({ default: (await import('./needs/needs-tab.tsx')).NeedsTab }));

/** Whoever sees sums only (leaders) finds the first tab alone. */
const TABS = [
  { id: 'overview', label: '概况', sumsOnly: true, Tab: OverviewTab },
  { id: 'projects', label: '改造项目', sumsOnly: false, Tab: BoardTab },
  { id: 'firms', label: '重点用能企业', sumsOnly: false, Tab: FirmsTab },
  { id: 'lists', label: '四张清单', sumsOnly: false, Tab: ListsTab },
  { id: 'needs', label: '供需对接', sumsOnly: false, Tab: NeedsTab },
] as const;

/** Tabs with a list that can be imported. */
const IMPORTS: Readonly<Partial<Record<string, LedgerImport>>> = { firms: 'firms', projects: 'projects' };

function Tabs({ current, tabs }: { current: string; tabs: readonly { id: string; label: string }[] }) {
  if (tabs.length < 2) return null;
  return (
    <nav className="pageTabs noPrint" aria-label="项目库">
      {tabs.map(({ id, label }) => (
        <Link
          key={id}
          to="/projects"
          search={id === 'overview' ? {} : { tab: id }}
          activeOptions={{ exact: true }}
          aria-current={id === current ? 'page' : undefined}
          activeProps={{}}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** 项目库与清单: from the willing firm to the award paid, and the lists that come of it. */
export function ProjectsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { permissions, today, user } = useSession();
  const [finding, setFinding] = useState<string | null>(null);
  const tabs = TABS.filter(({ sumsOnly }) => sumsOnly || permissions.includes('projects.read'));
  const { id, Tab } = tabs.find((tab) => tab.id === search.tab) ?? TABS[0];
  const { import: asked, ...shown } = search;
  const importing = permissions.includes('projects.write') && asked === id ? IMPORTS[id] : undefined;
  const onSearch = (next: ProjectsSearch) => void navigate({ search: next, resetScroll: false });
  const whose = user.role === 'county' ? user.units.map(({ name }) => name).join('、') : '全市';
  return (
    <>
      <div className={search.need === undefined ? undefined : 'noPrint'}>
        <PageHead
          eyebrow={`项目库与清单 · ${whose} · ${formatFullDate(today)}`}
          title={finding ?? '绿色低碳改造项目库'}
          internal
        />
      </div>
      <Tabs current={id} tabs={tabs} />
      <Suspense fallback={<Loading height={600} />}>
        {importing ? <ImportPanel key={importing} what={importing} onClose={() => onSearch(shown)} /> : null}
        <FindingContext value={setFinding}>
          <Tab search={search} onSearch={onSearch} />
        </FindingContext>
      </Suspense>
    </>
  );
}
