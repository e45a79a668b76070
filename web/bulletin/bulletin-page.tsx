import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ApiError } from '../api/client.ts';
import { bulletinQuery } from '../api/queries.ts';
import { Empty, Loading, QueryView } from '../ui/states.tsx';
import { BulletinList } from './bulletin-list.tsx';
import { BulletinView } from './bulletin-view.tsx';
import { HeadOnly } from './head-only.tsx';

const route = getRouteApi('/bulletin');
const PrintPage = lazy(async () => ({ default: (await import('./print-page.tsx')).PrintPage }));

/** Not signed for this reader, or none of that number: the server tells neither apart. */
const isNotThere = (error: unknown) => error instanceof ApiError && error.status === 404;

function One({ id, asPaper }: { id: number; asPaper: boolean }) {
  const query = useQuery(bulletinQuery(id));
  if (query.data === undefined && isNotThere(query.error)) {
    return (
      <>
        <HeadOnly />
        <Empty title="通报未签发或不存在" next={<Link to="/bulletin">返回通报清单</Link>} />
      </>
    );
  }
  if (query.data === undefined) {
    return (
      <>
        <HeadOnly />
        <QueryView query={query} height={480}>
          {() => null}
        </QueryView>
      </>
    );
  }
  if (!asPaper) return <BulletinView key={id} bulletin={query.data} />;
  return (
    <Suspense fallback={<Loading height={480} />}>
      <PrintPage bulletin={query.data} />
    </Suspense>
  );
}

/** 通报: bulletins from frozen figures, the list or one of them. */
export function BulletinPage() {
  const search = route.useSearch();
  const id = /^\d+$/.test(search.bulletin ?? '') ? Number(search.bulletin) : null;
  return id === null ? <BulletinList /> : <One id={id} asPaper={search.view === 'print'} />;
}
