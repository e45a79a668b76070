import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { CaseListReply } from '../../server/cases/schema.ts';
import { isStageGroup, STAGE_GROUPS, type StageGroup } from '../../server/rules/case-groups.ts';
import { handlesCases, mayApply } from '../../server/rules/case-steps.ts';
import { type CasesFilter, casesQuery } from '../api/queries.ts';
import type { SubsidiesSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatNumber } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { PAGE_SIZE, Pager, useOffset } from '../ui/pager.tsx';
import { Empty, Loading, QueryView } from '../ui/states.tsx';
import { CaseDetailCard } from './case-detail.tsx';
import { CaseList } from './case-list.tsx';
import styles from './cases-tab.module.css';
import { casesFinding } from './findings.ts';
import { fundWord } from './words.ts';

/** The form needs the rules module; it loads when somebody applies. */
const ApplicationForm = lazy(async () => ({
  default: (await import('./application-form.tsx')).ApplicationForm,
}));

/** Below the list, and in its place; `decided` for whoever sees no case before 审定. */
const NOTES = {
  all: '万元。未审定的为预计可得（待审定），「最高」为上限，均不构成兑现承诺。免申即享的事项由名单自动立项。',
  decided: '万元。只列已审定、拨付中、已办结的事项；未审定的事项不逐项列出，只计入“资金”的预计可得合计。',
} as const;
const EMPTY = {
  all: '名单新增称号后，免申即享的事项自动立项；其余由县（市、区）申报。',
  decided: '事项审定后列在这里；未审定的只计入“资金”的预计可得合计。',
} as const;

type Go = (search: SubsidiesSearch) => void;

/** The search without some of its keys. */
function without(search: SubsidiesSearch, ...keys: (keyof SubsidiesSearch)[]): SubsidiesSearch {
  const rest = { ...search };
  for (const key of keys) delete rest[key];
  return rest;
}

interface FiltersProps {
  reply: CaseListReply;
  search: SubsidiesSearch;
  onSearch: Go;
  text: string;
  onText: (text: string) => void;
}

function Groups({ reply, search, onSearch }: Pick<FiltersProps, 'reply' | 'search' | 'onSearch'>) {
  const counts = reply.groups;
  const shown = (Object.keys(STAGE_GROUPS) as StageGroup[]).filter((group) => counts[group] > 0);
  const current = isStageGroup(search.stage) ? search.stage : null;
  return (
    <fieldset className={styles.groups} aria-label="办理阶段">
      <button
        type="button"
        aria-pressed={current === null}
        onClick={() => onSearch(without(search, 'stage'))}
      >
        全部 <b>{formatNumber(reply.near, 0)}</b>
      </button>
      {shown.map((group) => (
        <button
          key={group}
          type="button"
          aria-pressed={current === group}
          onClick={() => onSearch({ ...search, stage: group })}
        >
          {STAGE_GROUPS[group]} <b>{formatNumber(counts[group], 0)}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ reply, search, onSearch, text, onText }: FiltersProps) {
  const { user } = useSession();
  const select = (key: 'unit' | 'policy', label: string, options: readonly (readonly [string, string])[]) => (
    <select
      className="field"
      aria-label={label}
      value={search[key] ?? ''}
      onChange={(event) =>
        onSearch(event.target.value === '' ? without(search, key) : { ...search, [key]: event.target.value })
      }
    >
      <option value="">{label}：全部</option>
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
  return (
    <div className={`${styles.filters} noPrint`}>
      <input
        className="field"
        type="search"
        aria-label="查找事项"
        placeholder="按主体或事项查找"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {user.role === 'county'
        ? null
        : select(
            'unit',
            '兑现单位',
            reply.units.map(({ code, name }) => [code, name] as const),
          )}
      {select(
        'policy',
        '文件',
        reply.policies.map((id) => [id, fundWord(id)] as const),
      )}
    </div>
  );
}

interface CasesProps extends FiltersProps {
  offset: number;
  isPending: boolean;
  onOffset: (offset: number) => void;
}

function Cases({ offset, isPending, onOffset, ...filters }: CasesProps) {
  const { reply, search, onSearch } = filters;
  const { user } = useSession();
  const onlyDecided = !handlesCases(user);
  const offersForm = user.unitCodes.some((code) => mayApply(user, code));
  const chosen = search.case === undefined || search.case === 'new' ? null : Number(search.case);
  const isEmpty = reply.units.length === 0;
  return (
    <Card
      title={casesFinding(reply, onlyDecided)}
      actions={
        offersForm ? (
          <button
            type="button"
            className="button primary noPrint"
            onClick={() => onSearch({ ...search, case: 'new' })}
          >
            新申报
          </button>
        ) : null
      }
      file={{
        title: '奖补事项',
        sources: ['金额单位：万元；未审定的为预计可得（待审定）。'],
        internal: true,
      }}
      note={onlyDecided ? NOTES.decided : NOTES.all}
    >
      <Groups reply={reply} search={search} onSearch={onSearch} />
      <Filters {...filters} />
      {reply.total === 0 ? (
        <Empty
          title="没有符合条件的事项"
          next={isEmpty ? (onlyDecided ? EMPTY.decided : EMPTY.all) : '请放宽筛选条件。'}
        />
      ) : (
        <>
          <CaseList
            cases={reply.cases}
            chosenId={chosen}
            isNarrow={chosen !== null}
            searchOf={(id) => ({ ...search, tab: 'cases', case: String(id) })}
          />
          <Pager {...{ offset, isPending, onOffset }} total={reply.total} measure="个" />
        </>
      )}
    </Card>
  );
}

interface CasesTabProps {
  year: number | null;
  search: SubsidiesSearch;
  onSearch: Go;
}

/** 事项: every case with its stage, and beside it the one chosen. */
export function CasesTab({ year, search, onSearch }: CasesTabProps) {
  const [text, setText] = useState('');
  const filter: CasesFilter = {
    year: year ?? undefined,
    unit: search.unit,
    policy: search.policy,
    group: isStageGroup(search.stage) ? search.stage : undefined,
    q: text.trim() || undefined,
  };
  const [offset, onOffset] = useOffset(JSON.stringify(filter));
  const query = useQuery({
    ...casesQuery({ ...filter, limit: PAGE_SIZE, offset }),
    placeholderData: (before) => before,
  });
  const close = () => onSearch(without(search, 'case'));
  if (search.case === 'new') {
    return (
      <Suspense fallback={<Loading height={600} />}>
        <ApplicationForm
          onClose={close}
          onDone={(id) => onSearch({ ...without(search, 'stage', 'policy'), case: String(id) })}
        />
      </Suspense>
    );
  }
  const id = Number(search.case);
  const hasChoice = search.case !== undefined && Number.isInteger(id) && id > 0;
  return (
    <div className={hasChoice ? styles.split : undefined}>
      <div className={styles.list}>
        <QueryView query={query} height={600}>
          {(reply) => (
            <Cases
              {...{ reply, search, onSearch, text, onText: setText, offset, onOffset }}
              isPending={query.isPlaceholderData}
            />
          )}
        </QueryView>
      </div>
      {hasChoice ? <CaseDetailCard key={id} id={id} onClose={close} /> : null}
    </div>
  );
}
