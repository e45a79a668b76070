import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import type { AuditFilter } from '../../server/audit/schema.ts';
import { auditPagesQuery, auditPeopleQuery, fetchAuditRows } from '../api/queries.ts';
import { formatCount } from '../format.ts';
import { ExportButton } from '../ui/export-button.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import styles from './admin.module.css';
import { auditTable } from './audit-export.ts';
import { filterOf, isFiltered, searchOf } from './audit-filter.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { AuditTable } from './audit-table.tsx';
import { Verify } from './audit-verify.tsx';
import { objectNameIn } from './shape-audit.ts';

/** The audit log, newest first: filtered by the server, page by page, with the check of its hash chain. */
export function AuditTab() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const filter = useMemo(() => filterOf(search), [search]);
  const objectName = useObjectName(filter);
  // from the address as it stands when the change comes: leaving a field and pressing a button are two changes at once
  const change = (part: Partial<AuditFilter> | null) =>
    void navigate({
      to: '/admin',
      search: (before) => searchOf(part === null ? {} : { ...filterOf(before), ...part }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <AuditFilterBar
        filter={filter}
        onChange={change}
        onClear={() => change(null)}
        objectName={objectName}
      />
      <AuditPages filter={filter} onObject={change} />
    </>
  );
}

/** The name of the one object shown, from the rows that the list below reads anyway. */
function useObjectName(filter: AuditFilter): string | null {
  const { entity, entityId } = filter;
  const pages = useInfiniteQuery({
    ...auditPagesQuery(filter),
    placeholderData: keepPreviousData,
    enabled: entityId !== undefined,
  }).data?.pages;
  if (entity === undefined || entityId === undefined) return null;
  return objectNameIn(pages?.flatMap((page) => page.rows) ?? [], { entity, entityId });
}

interface AuditPagesProps {
  filter: AuditFilter;
  onObject: (object: { entity: string; entityId: string }) => void;
}

function AuditPages({ filter, onObject }: AuditPagesProps) {
  const pages = useInfiniteQuery({ ...auditPagesQuery(filter), placeholderData: keepPreviousData });
  const people = useQuery(auditPeopleQuery).data?.people;
  const names = new Map(people?.map(({ username, displayName }) => [username, displayName]));
  if (pages.isError && (!pages.data || pages.isPlaceholderData))
    return <Failed error={pages.error} onRetry={() => void pages.refetch()} />;
  if (!pages.data) return <Loading height={520} />;
  const rows = pages.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <div className={styles.toolbar}>
        <p aria-live="polite">
          只增不改，逐条以哈希相连；{isFiltered(filter) ? '按条件' : ''}
          已读取{formatCount(rows.length)}条，新的在前。
        </p>
        <Button onClick={() => void pages.refetch()} loading={pages.isRefetching}>
          刷新
        </Button>
        <ExportButton table={() => auditTable(filter, names, (before) => fetchAuditRows(filter, before))} />
        <Verify />
      </div>
      <div className={pages.isPlaceholderData ? (styles.stale ?? '') : ''}>
        <AuditTable rows={rows} names={names} onObject={onObject} />
      </div>
      <div className={styles.more}>
        {pages.hasNextPage ? (
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            更早的记录
          </Button>
        ) : (
          <span>{isFiltered(filter) ? '没有更早的符合条件的记录' : '已到第一条记录'}</span>
        )}
      </div>
    </>
  );
}
