import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { CaseSummary } from '../../server/cases/schema.ts';
import { handlesCases, mayApply } from '../../server/rules/case-steps.ts';
import { casesQuery } from '../api/queries.ts';
import type { SubsidiesSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { Card } from '../ui/card.tsx';
import { Empty, Loading, QueryView } from '../ui/states.tsx';
import { CaseDetailCard } from './case-detail.tsx';
import { CaseList } from './case-list.tsx';
import { countGroups, isStageGroup, listCases, STAGE_GROUPS, type StageGroup } from './case-shape.ts';
import styles from './cases-tab.module.css';
import { casesFinding } from './findings.ts';
import { awaitsViewer, fundWord } from './words.ts';

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
  cases: readonly CaseSummary[];
  search: SubsidiesSearch;
  onSearch: Go;
  text: string;
  onText: (text: string) => void;
}

function Groups({ cases, search, onSearch }: Pick<FiltersProps, 'cases' | 'search' | 'onSearch'>) {
  const counts = countGroups(cases);
  const shown = (Object.keys(STAGE_GROUPS) as StageGroup[]).filter((group) => counts[group] > 0);
  const current = isStageGroup(search.stage) ? search.stage : null;
  return (
    <fieldset className={styles.groups} aria-label="办理阶段">
      <button
        type="button"
        aria-pressed={current === null}
        onClick={() => onSearch(without(search, 'stage'))}
      >
        全部 <b>{cases.length}</b>
      </button>
      {shown.map((group) => (
        <button
          key={group}
          type="button"
          aria-pressed={current === group}
          onClick={() => onSearch({ ...search, stage: group })}
        >
          {STAGE_GROUPS[group]} <b>{counts[group]}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ cases, search, onSearch, text, onText }: FiltersProps) {
  const { user } = useSession();
  const units = [...new Map(cases.map((entry) => [entry.unitCode, entry.unitName]))];
  const policies = [...new Set(cases.map(({ policyId }) => policyId))];
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
      {user.role === 'county' ? null : select('unit', '兑现单位', units)}
      {select(
        'policy',
        '文件',
        policies.map((id) => [id, fundWord(id)] as const),
      )}
    </div>
  );
}

function Cases({
  cases,
  search,
  onSearch,
}: {
  cases: readonly CaseSummary[];
  search: SubsidiesSearch;
  onSearch: Go;
}) {
  const { user } = useSession();
  const onlyDecided = !handlesCases(user);
  const offersForm = user.unitCodes.some((code) => mayApply(user, code));
  const [text, setText] = useState('');
  const scoped = cases.filter(
    (entry) =>
      (search.unit === undefined || entry.unitCode === search.unit) &&
      (search.policy === undefined || entry.policyId === search.policy),
  );
  const group = isStageGroup(search.stage) ? search.stage : null;
  const shown = listCases(scoped, { group, text });
  const chosen = search.case === undefined || search.case === 'new' ? null : Number(search.case);
  return (
    <Card
      title={casesFinding(shown, shown.filter(awaitsViewer).length, onlyDecided)}
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
      <Groups cases={scoped} search={search} onSearch={onSearch} />
      <Filters cases={cases} search={search} onSearch={onSearch} text={text} onText={setText} />
      {shown.length === 0 ? (
        <Empty
          title="没有符合条件的事项"
          next={cases.length === 0 ? (onlyDecided ? EMPTY.decided : EMPTY.all) : '请放宽筛选条件。'}
        />
      ) : (
        <CaseList
          cases={shown}
          chosenId={chosen}
          isNarrow={chosen !== null}
          searchOf={(id) => ({ ...search, tab: 'cases', case: String(id) })}
        />
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
  const query = useQuery(casesQuery(year === null ? {} : { year }));
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
          {({ cases }) => <Cases cases={cases} search={search} onSearch={onSearch} />}
        </QueryView>
      </div>
      {hasChoice ? <CaseDetailCard key={id} id={id} onClose={close} /> : null}
    </div>
  );
}
