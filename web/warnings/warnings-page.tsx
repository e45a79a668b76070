import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WarningListReply } from '../../server/warnings/schema.ts';
import { warningsQuery } from '../api/queries.ts';
import type { WarningsSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate } from '../format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { QueryView } from '../ui/states.tsx';
import { warningsHeadline } from './findings.ts';
import { Ledger } from './ledger.tsx';
import { ProposalsCard } from './proposals-card.tsx';
import { WarningDetailCard } from './warning-detail.tsx';
import styles from './warnings.module.css';

const route = getRouteApi('/warnings');

function idOf(text: string | undefined): number | null {
  const id = Number(text);
  return text !== undefined && Number.isInteger(id) && id > 0 ? id : null;
}

interface BodyProps {
  reply: WarningListReply;
  search: WarningsSearch;
  onSearch: (search: WarningsSearch) => void;
}

function Body({ reply, search, onSearch }: BodyProps) {
  const id = idOf(search.warning);
  const { warning: _chosen, ...filters } = search;
  const ledger = <Ledger warnings={reply.warnings} search={search} onSearch={onSearch} />;
  if (id === null) {
    return (
      <div className={styles.stack}>
        <ProposalsCard
          proposals={reply.proposals}
          onDrafted={(drafted) => onSearch({ warning: String(drafted) })}
        />
        {ledger}
      </div>
    );
  }
  return (
    <div className={styles.split}>
      <div className={`${styles.list} noPrint`}>{ledger}</div>
      <WarningDetailCard key={id} id={id} onClose={() => onSearch(filters)} />
    </div>
  );
}

/** 预警督办: what follows a red lamp, from the notice to its closing. */
export function WarningsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { today, user } = useSession();
  const query = useQuery(warningsQuery);
  const { data } = query;
  const whose = user.role === 'county' ? user.units.map(({ name }) => name).join('、') : '全市';
  return (
    <>
      <div className={search.warning === undefined ? undefined : 'noPrint'}>
        <PageHead
          eyebrow={`预警督办 · ${whose} · ${formatFullDate(today)}`}
          title={data ? warningsHeadline(data) : '预警督办'}
          internal={data ? [...data.warnings, ...data.proposals].some(({ internal }) => internal) : false}
        />
      </div>
      <QueryView query={query} height={600}>
        {(reply) => (
          <Body
            reply={reply}
            search={search}
            onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          />
        )}
      </QueryView>
    </>
  );
}
