import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { needsQuery } from '../../api/queries.ts';
import { QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import { NeedDetailCard } from './need-detail.tsx';
import { NeedForm } from './need-form.tsx';
import { NeedList } from './need-list.tsx';
import styles from './needs.module.css';
import { needsFinding } from './words.ts';

function idOf(text: string | undefined): number | null {
  const id = Number(text);
  return text !== undefined && Number.isInteger(id) && id > 0 ? id : null;
}

/** 供需对接: needs of firms, the answers of providers, and what became of them. */
export function NeedsTab({ search, onSearch }: ProjectsTabProps) {
  const query = useQuery(needsQuery);
  useFinding(query.data ? needsFinding(query.data.needs, query.data.today) : null);
  const [isPublishing, setPublishing] = useState(false);
  const id = idOf(search.need);
  const { need: _chosen, ...filters } = search;
  return (
    <>
      <QueryView query={query} height={600}>
        {(reply) => {
          const list = (
            <NeedList
              reply={reply}
              search={search}
              onSearch={onSearch}
              onPublish={() => setPublishing(true)}
            />
          );
          if (id === null) return list;
          return (
            <div className={styles.split}>
              <div className={`${styles.list} noPrint`}>{list}</div>
              <NeedDetailCard key={id} id={id} onClose={() => onSearch(filters)} />
            </div>
          );
        }}
      </QueryView>
      {isPublishing ? (
        <NeedForm
          need={null}
          onClose={() => setPublishing(false)}
          onSaved={(need) => {
            setPublishing(false);
            onSearch({ tab: 'needs', need: String(need.id) });
          }}
        />
      ) : null}
    </>
  );
}
