import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListId } from '../../../server/providers/schema.ts';
import { ledgerListQuery } from '../../api/queries.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useCan, useSession } from '../../app/session.ts';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import { QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import { LIST_LABELS, listOf } from './list-shape.ts';
import { ListSheet } from './list-sheet.tsx';
import styles from './lists.module.css';
import { AddProviderForm } from './provider-forms.tsx';
import { ProviderCards } from './providers-view.tsx';

const LIST_IDS = Object.keys(LIST_LABELS) as ListId[];

/** What stays in the address from one list to the next: the unit. */
const searchOf = (list: ListId, { unit }: ProjectsSearch): ProjectsSearch => ({
  tab: 'lists',
  ...(list === 'benchmarks' ? {} : { list }),
  ...(unit === undefined ? {} : { unit }),
});

function ListChoice({ current, search }: { current: ListId; search: ProjectsSearch }) {
  return (
    <nav className={styles.choice} aria-label="四张清单">
      {LIST_IDS.map((list) => (
        <Link
          key={list}
          to="/projects"
          search={searchOf(list, search)}
          aria-current={list === current ? 'page' : undefined}
          activeProps={{}}
          activeOptions={{ exact: true }}
          resetScroll={false}
        >
          {LIST_LABELS[list]}
        </Link>
      ))}
    </nav>
  );
}

/** The units this person may choose among: all, or those held. */
function useUnits(): readonly { code: string; name: string }[] {
  const { user } = useSession();
  return user.role === 'county'
    ? REPORTING_UNITS.filter(({ code }) => user.unitCodes.includes(code))
    : REPORTING_UNITS;
}

function UnitChoice({ search, onSearch }: ProjectsTabProps) {
  const units = useUnits();
  if (units.length < 2) return null;
  return (
    <select
      className="field"
      aria-label="县（市、区）"
      value={search.unit ?? ''}
      onChange={(event) => {
        const { unit: _, ...rest } = search;
        const { value } = event.target;
        onSearch(value === '' ? rest : { ...rest, unit: value });
      }}
    >
      <option value="">全部县（市、区）</option>
      {units.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The name in the form's title: the unit chosen, or the only one held. */
function useUnitName(list: ListId, unit: string | undefined): string | null {
  const units = useUnits();
  const chosen = unit ?? (units.length === 1 && list !== 'providers' ? units[0]?.code : undefined);
  return REPORTING_UNITS.find(({ code }) => code === chosen)?.name ?? null;
}

/** 四张清单: four views of one set of firms, each in the form in which such lists are handed in. */
export function ListsTab({ search, onSearch }: ProjectsTabProps) {
  const list = listOf(search.list);
  const isProviders = list === 'providers';
  const query = useQuery(ledgerListQuery(list, search.unit ?? null));
  useFinding(query.data?.sentence ?? null);
  const unitName = useUnitName(list, search.unit);
  const mayWrite = useCan('providers.write');
  const [adding, setAdding] = useState(false);
  return (
    <div className={styles.stack}>
      <div className={`${styles.bar} noPrint`}>
        <ListChoice current={list} search={search} />
        <UnitChoice search={search} onSearch={onSearch} />
      </div>
      <QueryView query={query} height={480}>
        {(reply) => (
          <ListSheet
            reply={reply}
            unitName={unitName}
            search={search}
            actions={
              isProviders && mayWrite ? (
                <button type="button" className="button primary" onClick={() => setAdding(true)}>
                  登记服务商
                </button>
              ) : null
            }
          />
        )}
      </QueryView>
      {isProviders ? <ProviderCards search={search} onSearch={onSearch} /> : null}
      {adding ? <AddProviderForm onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
