import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Provider, ProviderListReply } from '../../../server/providers/schema.ts';
import { providersQuery } from '../../api/queries.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useCan } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { QueryView } from '../../ui/states.tsx';
import type { ProjectsTabProps } from '../tab-props.ts';
import { STATE_WORDS } from './list-shape.ts';
import styles from './lists.module.css';
import { ProviderDetailCard } from './provider-detail.tsx';

function ProviderLink({ id, name, search }: { id: number; name: string; search: ProjectsSearch }) {
  return (
    <Link to="/projects" search={{ ...search, provider: String(id) }} resetScroll={false}>
      {name}
    </Link>
  );
}

type Charged = ProviderListReply['coverage']['industries'][number];

function ChargedTable({
  head,
  nobody,
  rows,
  search,
}: {
  head: string;
  /** what stands where no provider is in charge */
  nobody: ReactNode;
  rows: readonly Charged[];
  search: ProjectsSearch;
}) {
  return (
    <Sideways label={`${head}包挂情况`}>
      <table className={styles.charged}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="num">
              企业（家）
            </th>
            <th scope="col">包挂服务商</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, firms, providers }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="num">{firms}</td>
              <td>
                {providers.length === 0 ? nobody : null}
                <ul className={styles.names}>
                  {providers.slice(0, NAMED).map(({ id, name }) => (
                    <li key={id}>
                      <ProviderLink id={id} name={name} search={search} />
                    </li>
                  ))}
                  {providers.length > NAMED ? <li>等{providers.length}家</li> : null}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Names in a cell; of more only how many. */
const NAMED = 10;

/** 包挂: which counties and industries nobody is in charge of. */
function CoverageCard({
  coverage,
  search,
}: Pick<ProviderListReply, 'coverage'> & { search: ProjectsSearch }) {
  return (
    <Card
      className="noPrint"
      title={coverage.sentence}
      note="包挂按县（市、区）或按行业确定，二者有其一即可；企业数为已登记、未停产的企业。已退出的服务商不再计入。"
    >
      <div className={styles.pair}>
        <ChargedTable
          head="县（市、区）"
          nobody={<strong className={styles.nobody}>无服务商包挂</strong>}
          rows={coverage.units}
          search={search}
        />
        <ChargedTable
          head="行业"
          nobody={<span className="muted">未按行业包挂</span>}
          rows={coverage.industries}
          search={search}
        />
      </div>
    </Card>
  );
}

/** Providers that are not on the list: waiting for a selection, or withdrawn. */
function OthersCard({ providers, search }: { providers: readonly Provider[]; search: ProjectsSearch }) {
  const others = providers.filter(({ state }) => state !== 'listed');
  if (others.length === 0) return null;
  return (
    <Card className="noPrint" title={`未在册的服务商${others.length}家`}>
      <ul className={styles.others}>
        {others.map(({ id, name, state, endedOn }) => (
          <li key={id}>
            <ProviderLink id={id} name={name} search={search} />
            <span className="tag">{STATE_WORDS[state]}</span>
            {endedOn === null ? null : <span className="muted small">{formatFullDate(endedOn)}退出</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Brings the provider that was chosen into view; the list above it may be long. */
function Shown({ children, id }: { children: ReactNode; id: number }) {
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another provider is another place to show
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [id]);
  return (
    <div ref={place} className="noPrint">
      {children}
    </div>
  );
}

/** Under the list of providers: the one chosen, who is in charge of what, and those not on the list. */
export function ProviderCards({ search, onSearch }: ProjectsTabProps) {
  const mayWrite = useCan('providers.write');
  const asked = /^\d{4}$/.test(search.year ?? '') ? Number(search.year) : null;
  const query = useQuery(providersQuery(asked));
  return (
    <QueryView query={query} height={420}>
      {(reply) => {
        const chosen = reply.providers.find(({ id }) => String(id) === search.provider);
        const { provider: _, year: __, ...rest } = search;
        return (
          <>
            {chosen ? (
              <Shown id={chosen.id}>
                <ProviderDetailCard
                  provider={chosen}
                  reply={reply}
                  mayWrite={mayWrite}
                  onYear={(year) => onSearch({ ...search, year: String(year) })}
                  onClose={() => onSearch(rest)}
                />
              </Shown>
            ) : null}
            <CoverageCard coverage={reply.coverage} search={search} />
            <OthersCard providers={reply.providers} search={search} />
          </>
        );
      }}
    </QueryView>
  );
}
