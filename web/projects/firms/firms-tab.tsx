import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FirmListReply } from '../../../server/firms/schema.ts';
import { type FirmsFilter, fetchFirms, firmsQuery } from '../../api/queries.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useCan, useSession } from '../../app/session.ts';
import { formatNumber } from '../../format.ts';
import { allPages, partWords } from '../../ui/all-pages.ts';
import { Card } from '../../ui/card.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { PAGE_SIZE, Pager, useOffset } from '../../ui/pager.tsx';
import { Empty, QueryView } from '../../ui/states.tsx';
import { useFinding } from '../finding.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import { CoverageCard } from './coverage-card.tsx';
import { FirmDialog } from './firm-dialog.tsx';
import { AddFirmForm } from './firm-forms.tsx';
import {
  coverageHeadline,
  ENERGY_SOURCE,
  firmsTable,
  LEVELS,
  type Level,
  levelOf,
  listFinding,
  RETROFIT_WORDS,
  retrofitFilterOf,
  shownYears,
} from './firm-shape.ts';
import { FirmTable } from './firm-table.tsx';
import styles from './firms.module.css';

type Key = 'import' | 'unit' | 'least' | 'stage' | 'year' | 'q' | 'firm';

/** The search with one key set, or taken away where it is undefined or ''. */
function withKey(search: ProjectsSearch, key: Key, value: string | undefined): ProjectsSearch {
  const { [key]: _old, ...rest } = search;
  return value === undefined || value === '' ? rest : { ...rest, [key]: value };
}

interface ViewProps extends ProjectsTabProps {
  reply: FirmListReply;
}

const filterOf = (search: ProjectsSearch): FirmsFilter => ({
  within: search.unit,
  level: levelOf(search),
  retrofit: retrofitFilterOf(search) ?? undefined,
  year: search.year !== undefined && /^\d{4}$/.test(search.year) ? search.year : undefined,
  q: search.q?.trim() || undefined,
});

/** Every firm that fits the filter, for a file. */
async function wholeTable(search: ProjectsSearch, years: readonly number[]) {
  const list = await allPages(async (offset, limit) => {
    const { firms, total } = await fetchFirms({ ...filterOf(search), offset, limit });
    return { rows: firms, total };
  });
  const part = partWords(list) ?? `共${list.total}家。`;
  return firmsTable(list.rows, years, `${LEVELS[levelOf(search)]}，${part}`);
}

function LevelSwitch({ reply, search, onSearch }: ViewProps) {
  const counts = reply.levels;
  const current = levelOf(search);
  return (
    <fieldset className={styles.levels} aria-label="用能规模">
      {(['1000', '5000', 'none', 'all'] as const satisfies readonly Level[]).map((level) => (
        <button
          key={level}
          type="button"
          aria-pressed={level === current}
          onClick={() => onSearch(withKey(search, 'least', level === '1000' ? undefined : level))}
        >
          {LEVELS[level]} <b>{formatNumber(counts[level], 0)}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ reply, search, onSearch }: ViewProps) {
  const { units } = reply.coverage;
  const select = (
    key: 'unit' | 'stage' | 'year',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <select
      className="field"
      aria-label={label}
      value={search[key] ?? ''}
      onChange={(event) => onSearch(withKey(search, key, event.target.value))}
    >
      <option value="">
        {label}：{key === 'year' ? '最近' : '全部'}
      </option>
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <search className={`${styles.filters} noPrint`} aria-label="筛选企业">
      <input
        className="field"
        type="search"
        aria-label="查找企业"
        placeholder="企业、信用代码、行业"
        value={search.q ?? ''}
        onChange={(event) => onSearch(withKey(search, 'q', event.target.value))}
      />
      {units.length > 1
        ? select(
            'unit',
            '县（市、区）',
            units.map(({ unitCode, unitName }) => [unitCode, unitName] as const),
          )
        : null}
      {select('stage', '改造', Object.entries(RETROFIT_WORDS))}
      {select(
        'year',
        '申报年度',
        reply.years.map((year) => [String(year), `截至${year}年`] as const),
      )}
    </search>
  );
}

interface ListCardProps extends ViewProps {
  offset: number;
  isPending: boolean;
  onOffset: (offset: number) => void;
  onAdd: (() => void) | null;
}

function ListCard({ reply, search, onSearch, offset, isPending, onOffset, onAdd }: ListCardProps) {
  const shown = reply.firms;
  const isEmpty = reply.levels.all === 0 && search.unit === undefined;
  const years = shownYears(reply);
  const level = levelOf(search);
  const isFiltered = search.q !== undefined || retrofitFilterOf(search) !== null || search.unit !== undefined;
  return (
    <Card
      title={isEmpty ? '名册中还没有企业' : listFinding(reply, level)}
      actions={
        <span className={`${styles.actions} noPrint`}>
          {onAdd ? (
            <button type="button" className="button primary" onClick={onAdd}>
              登记企业
            </button>
          ) : null}
          {onAdd ? (
            <button
              type="button"
              className="button"
              onClick={() => onSearch(withKey(search, 'import', 'firms'))}
            >
              从表格导入
            </button>
          ) : null}
          {shown.length === 0 ? null : <ExportButton table={() => wholeTable(search, years)} quiet />}
        </span>
      }
      note={`用能单位吨标准煤。${ENERGY_SOURCE}`}
    >
      {isEmpty ? (
        <Empty
          title="本单位还没有登记企业"
          next={
            onAdd
              ? '请先登记企业并填写年综合能源消费量：年耗1000吨标准煤以上的自动列入名册，改造项目完工验收后自动计入覆盖率。'
              : undefined
          }
        />
      ) : (
        <>
          <LevelSwitch reply={reply} search={search} onSearch={onSearch} />
          <Filters reply={reply} search={search} onSearch={onSearch} />
          {shown.length === 0 ? (
            <Empty
              title="没有符合条件的企业"
              next={
                isFiltered ? '请放宽筛选条件，或改看“全部”。' : '请登记企业，或补填已登记企业的年度用能。'
              }
            />
          ) : (
            <>
              <FirmTable
                firms={shown}
                years={years}
                showUnit={reply.coverage.units.length > 1 && search.unit === undefined}
                search={search}
              />
              <Pager {...{ offset, isPending, onOffset }} total={reply.total} measure="家" />
            </>
          )}
        </>
      )}
    </Card>
  );
}

/** 重点用能企业: firms with their declared energy, and how many of the large ones are retrofitted. */
export function FirmsTab({ search, onSearch }: ProjectsTabProps) {
  const { user } = useSession();
  const mayWrite = useCan('projects.write');
  const [isAdding, setAdding] = useState(false);
  const filter = filterOf(search);
  const [offset, onOffset] = useOffset(JSON.stringify(filter));
  const query = useQuery({
    ...firmsQuery({ ...filter, limit: PAGE_SIZE, offset }),
    placeholderData: (before) => before,
  });
  useFinding(query.data ? coverageHeadline(query.data, user.role !== 'county') : null);
  const firm = Number(search.firm);
  return (
    <QueryView query={query} height={600}>
      {(reply) => (
        <>
          <div className={styles.split}>
            <CoverageCard
              reply={reply}
              unit={search.unit}
              onUnit={(unit) => onSearch(withKey(search, 'unit', unit))}
            />
            <ListCard
              reply={reply}
              search={search}
              onSearch={onSearch}
              offset={offset}
              isPending={query.isPlaceholderData}
              onOffset={onOffset}
              onAdd={mayWrite ? () => setAdding(true) : null}
            />
          </div>
          {isAdding ? (
            <AddFirmForm
              unit={search.unit}
              onClose={() => setAdding(false)}
              onSaved={({ id }) => {
                setAdding(false);
                onSearch(withKey(search, 'firm', String(id)));
              }}
            />
          ) : null}
          {Number.isInteger(firm) && firm > 0 && !isAdding ? (
            <FirmDialog key={firm} id={firm} onClose={() => onSearch(withKey(search, 'firm', undefined))} />
          ) : null}
        </>
      )}
    </QueryView>
  );
}
