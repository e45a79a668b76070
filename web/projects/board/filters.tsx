import type { ProjectListReply } from '../../../server/projects/schema.ts';
import { PROJECT_KIND_LABELS } from '../../../server/rules/project-kinds.ts';
import { PROJECT_STAGE_LABELS, PROJECT_STAGES } from '../../../server/rules/project-stages.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useSession } from '../../app/session.ts';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import type { ProjectsTabProps } from '../tab-props.ts';
import styles from './board.module.css';
import { type ProjectView, STALLED, STOPPED, VIEWS, viewOf } from './board-shape.ts';

/** 看板 | 表格 | 方格图. */
export function ViewSwitch({ search, onSearch }: ProjectsTabProps) {
  const current = viewOf(search.view);
  const { view: _view, ...others } = search;
  return (
    <fieldset className={styles.views} aria-label="显示方式">
      {(Object.keys(VIEWS) as ProjectView[]).map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === current}
          onClick={() => onSearch(view === 'board' ? others : { ...search, view })}
        >
          {VIEWS[view]}
        </button>
      ))}
    </fieldset>
  );
}

type FilterKey = 'unit' | 'stage' | 'kind' | 'q' | 'firm';

/** The search with one filter set, or taken away where it is ''. */
function withFilter(search: ProjectsSearch, key: FilterKey, value: string): ProjectsSearch {
  const { [key]: _old, ...rest } = search;
  return value === '' ? rest : { ...rest, [key]: value };
}

interface FiltersProps extends ProjectsTabProps {
  reply: ProjectListReply;
}

/** Filters, kept in the address: unit, stage, kind, part of a name, and the firm somebody came from. */
export function Filters({ reply, search, onSearch }: FiltersProps) {
  const { user } = useSession();
  const units = REPORTING_UNITS.filter(({ code }) => code === search.unit || reply.units.includes(code));
  const hasStopped = reply.all.projects > reply.all.live;
  const select = (
    key: 'unit' | 'stage' | 'kind',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <select
      className="field"
      aria-label={label}
      value={search[key] ?? ''}
      onChange={(event) => onSearch(withFilter(search, key, event.target.value))}
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
    <search className={styles.filters} aria-label="筛选项目">
      {user.role === 'county' && units.length < 2
        ? null
        : select(
            'unit',
            '县（市、区）',
            units.map(({ code, name }) => [code, name] as const),
          )}
      {select('stage', '阶段', [
        ...PROJECT_STAGES.map((stage) => [stage, PROJECT_STAGE_LABELS[stage]] as const),
        [STALLED, '超过提醒时限'] as const,
        ...(hasStopped ? [[STOPPED, '已终止'] as const] : []),
      ])}
      {select(
        'kind',
        '类型',
        reply.kinds.map((kind) => [kind, PROJECT_KIND_LABELS[kind]] as const),
      )}
      <input
        className="field"
        type="search"
        aria-label="查找项目、企业或服务商"
        placeholder="项目、企业、服务商"
        value={search.q ?? ''}
        onChange={(event) => onSearch(withFilter(search, 'q', event.target.value))}
      />
      {search.firm === undefined ? null : (
        <button type="button" className="button" onClick={() => onSearch(withFilter(search, 'firm', ''))}>
          只看{reply.firmName ?? '一家企业'} ×
        </button>
      )}
    </search>
  );
}
