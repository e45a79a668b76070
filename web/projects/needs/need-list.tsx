import { Link } from '@tanstack/react-router';
import type { NeedListReply, NeedRow } from '../../../server/needs/schema.ts';
import { NEED_KIND_LABELS, NEED_VIEW_LABELS, NEED_VIEWS } from '../../../server/rules/need-steps.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { useCan, useSession } from '../../app/session.ts';
import { formatFullDate } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { PAGE_SIZE, Pager, usePage } from '../../ui/pager.tsx';
import { Sideways } from '../../ui/sideways.tsx';
import { Empty } from '../../ui/states.tsx';
import type { ProjectsTabProps } from '../tab-props.ts';
import styles from './needs.module.css';
import {
  countKinds,
  isIn,
  leftWord,
  needsFinding,
  nextDueFinding,
  ofUnitAndStage,
  priceWord,
  stageWord,
} from './words.ts';

interface ListProps extends ProjectsTabProps {
  reply: NeedListReply;
  onPublish: () => void;
}

/** Where a need stands as a badge; no lamp colours, they belong to lamps. */
export function NeedBadge({ need }: { need: NeedRow }) {
  return <span className={`${styles.badge} ${styles[need.stage]}`}>{stageWord(need)}</span>;
}

/** The search without one of its keys. */
function without(search: ProjectsSearch, key: keyof ProjectsSearch): ProjectsSearch {
  const { [key]: _dropped, ...rest } = search;
  return rest;
}

function Kinds({ needs, search, onSearch }: ProjectsTabProps & { needs: readonly NeedRow[] }) {
  const all = { kind: undefined, label: '全部', count: needs.length };
  return (
    <fieldset className={styles.groups} aria-label="需求类别">
      {[all, ...countKinds(needs)].map(({ kind, label, count }) => (
        <button
          key={label}
          type="button"
          aria-pressed={search.kind === kind}
          onClick={() => onSearch(kind === undefined ? without(search, 'kind') : { ...search, kind })}
        >
          {label} <b>{count}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ reply: { needs, today }, search, onSearch }: Omit<ListProps, 'onPublish'>) {
  const units = [...new Map(needs.map(({ unitCode, unitName }) => [unitCode, unitName]))];
  const views = NEED_VIEWS.filter(
    (view) => view === search.stage || needs.some((need) => isIn(need, view, today)),
  );
  const select = (key: 'unit' | 'stage', label: string, options: readonly (readonly [string, string])[]) => (
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
      {needs.length > PAGE_SIZE || search.q !== undefined ? (
        <input
          className="field"
          type="search"
          aria-label="查找需求或企业"
          placeholder="需求、企业"
          value={search.q ?? ''}
          onChange={({ target }) =>
            onSearch(target.value === '' ? without(search, 'q') : { ...search, q: target.value })
          }
        />
      ) : null}
      {units.length < 2 && search.unit === undefined ? null : select('unit', '单位', units)}
      {select(
        'stage',
        '阶段',
        views.map((view) => [view, NEED_VIEW_LABELS[view]] as const),
      )}
    </div>
  );
}

function Row({ need, search }: { need: NeedRow; search: ProjectsSearch }) {
  const isChosen = search.need === String(need.id);
  return (
    <tr className={isChosen ? styles.chosen : undefined}>
      <th scope="row">
        <Link
          to="/projects"
          search={{ ...search, need: String(need.id) }}
          resetScroll={false}
          aria-current={isChosen ? 'true' : undefined}
          activeProps={{}}
        >
          {need.title}
        </Link>
        <small>
          {need.firmName} · {need.unitName}
        </small>
      </th>
      <td className={styles.wide}>{NEED_KIND_LABELS[need.kind]}</td>
      <td className={`num ${styles.amount} ${styles.wide}`}>{priceWord(need.budgetFen)}</td>
      <td className={styles.wide}>
        {formatFullDate(need.answerBy)}
        <small className={styles.under}>{leftWord(need)}</small>
      </td>
      <td className={`num ${styles.amount} ${styles.wide}`}>
        {need.offers === 0 ? '尚无' : `${need.offers}家`}
      </td>
      <td>
        <NeedBadge need={need} />
        <small className={styles.left}>{leftWord(need)}</small>
        <small className={styles.under}>
          {need.project === null ? (need.providerName ?? '') : need.project.name}
        </small>
      </td>
    </tr>
  );
}

const HEADS = [
  { label: '需求', className: undefined },
  { label: '类别', className: styles.wide },
  { label: '预算', className: `num ${styles.amount} ${styles.wide}` },
  { label: '应答截止', className: styles.wide },
  { label: '应答', className: `num ${styles.amount} ${styles.wide}` },
  { label: '阶段', className: undefined },
] as const;

function Table({ needs, search }: { needs: readonly NeedRow[]; search: ProjectsSearch }) {
  const { unit, stage, kind, q } = search;
  const page = usePage(needs, JSON.stringify([unit, stage, kind, q]));
  return (
    <>
      <Sideways label="需求列表">
        <table className={search.need === undefined ? styles.table : `${styles.table} ${styles.narrow}`}>
          <caption className="visuallyHidden">供需对接需求列表</caption>
          <thead>
            <tr>
              {HEADS.map(({ label, className }) => (
                <th key={label} scope="col" className={className}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((need) => (
              <Row key={need.id} need={need} search={search} />
            ))}
          </tbody>
        </table>
      </Sideways>
      <Pager {...page.pager} measure="项" />
    </>
  );
}

/** Every need this viewer may see, by kind, with its stage and the days left; each row opens its need. */
export function NeedList({ reply, search, onSearch, onPublish }: ListProps) {
  const { user } = useSession();
  const mayPublish = useCan('projects.write');
  const { needs, today } = reply;
  const part = search.q?.trim() ?? '';
  const named = needs.filter(({ title, firmName }) => title.includes(part) || firmName.includes(part));
  const near = ofUnitAndStage(named, search, today);
  const shown = near.filter(({ kind }) => search.kind === undefined || kind === search.kind);
  const nothing =
    needs.length === 0
      ? { title: '还没有发布需求', next: '企业提出技术、设备、资金、诊断需求的，在此发布，由服务商应答。' }
      : { title: '没有符合条件的需求', next: '请放宽筛选条件。' };
  return (
    <Card
      title={shown.length === needs.length ? nextDueFinding(needs) : needsFinding(shown, today)}
      file={{
        title: '绿色低碳改造供需对接需求',
        sources: ['企业提出、县（市、区）或市工信局发布；应答由市工信局登记。'],
        internal: true,
        scope: user.role === 'county' ? '本单位' : '全市14个单位',
      }}
      actions={
        mayPublish ? (
          <button type="button" className="button primary noPrint" onClick={onPublish}>
            发布需求
          </button>
        ) : null
      }
      note="应答截止日过后仍可对接；超过截止日送达的应答，延长截止日后方可登记。"
    >
      <Kinds needs={near} search={search} onSearch={onSearch} />
      <Filters reply={reply} search={search} onSearch={onSearch} />
      {shown.length === 0 ? <Empty {...nothing} /> : <Table needs={shown} search={search} />}
    </Card>
  );
}
