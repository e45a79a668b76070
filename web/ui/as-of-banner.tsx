import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { progressRevisionsQuery } from '../api/queries.ts';
import type { AsOfSearch } from '../app/search.ts';
import { formatFullDate } from '../format.ts';
import { onDay, useViewChange } from './as-of.ts';
import styles from './as-of-banner.module.css';
import { Loading, QueryView } from './states.tsx';

const LIST_HEIGHT = 240;
const RevisionList = lazy(async () => ({ default: (await import('./revision-list.tsx')).RevisionList }));

interface AsOfBannerProps {
  asOf: string;
  ruleSet?: string | undefined;
  unit?: string;
}

/** 按某日当时掌握的数据显示: says so on screen and in print, leads back to today and to the revisions since. */
export function AsOfBanner({ asOf, ruleSet, unit }: AsOfBannerProps) {
  const { revisions } = useSearch({ strict: false }) as AsOfSearch;
  const query = useQuery(progressRevisionsQuery(asOf, ruleSet));
  const change = useViewChange();
  const isOpen = revisions === 'open';
  const own = query.data?.revisions.filter((one) => unit === undefined || one.unitCode === unit);
  const toggle = () => change((view) => ({ ...view, revisions: isOpen ? undefined : 'open' }));
  return (
    <>
      <aside className={styles.banner} aria-label="截至日期">
        <p role="status">
          按<strong>{formatFullDate(asOf)}</strong>当时掌握的数据显示
        </p>
        <span className={`${styles.actions} noPrint`}>
          <button type="button" className="linkButton" aria-expanded={isOpen} onClick={toggle}>
            {isOpen ? '收起修订' : `查看至今的修订${own ? `（${own.length}条）` : ''}`}
          </button>
          <button type="button" className="button" onClick={() => change((view) => onDay(view, undefined))}>
            回到今天
          </button>
        </span>
      </aside>
      {isOpen ? (
        <div className={styles.list}>
          <QueryView query={query} height={LIST_HEIGHT}>
            {(reply) => (
              <Suspense fallback={<Loading height={LIST_HEIGHT} />}>
                <RevisionList reply={reply} unit={unit} />
              </Suspense>
            )}
          </QueryView>
        </div>
      ) : null}
    </>
  );
}
