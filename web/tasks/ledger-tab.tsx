import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { TaskRow } from '../../server/tasks/schema.ts';
import type { TasksSearch } from '../app/search.ts';
import { useSession } from '../app/session.ts';
import { formatFullDate, MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/states.tsx';
import { tasksFinding } from './findings.ts';
import { ledgerFile } from './ledger-file.ts';
import { actualText, filtered, goalTexts, groupsOf, shownReasons, targetText } from './shape-tasks.ts';
import { SilentMonths } from './silent-months.tsx';
import { StatusMark } from './status-mark.tsx';
import type { TasksTabProps } from './tab-props.ts';
import { TaskDetailCard } from './task-detail.tsx';
import styles from './tasks.module.css';
import { newestReport, STATUS_ORDER, statusWord } from './words.ts';

function Filters({ reply, search, onSearch }: TasksTabProps) {
  const campaigns = [...new Set(reply.tasks.map(({ campaign }) => campaign))];
  const select = (
    key: 'campaign' | 'status' | 'department',
    label: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <select
      className="field"
      aria-label={label}
      value={search[key] ?? ''}
      onChange={(event) => {
        const { [key]: _old, ...rest } = search;
        onSearch(event.target.value === '' ? rest : { ...rest, [key]: event.target.value });
      }}
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
      {select(
        'campaign',
        '行动',
        campaigns.map((campaign) => [campaign, campaign] as const),
      )}
      {select(
        'status',
        '状态',
        STATUS_ORDER.map((status) => [status, statusWord(status)] as const),
      )}
      {select(
        'department',
        '部门',
        reply.departments.map(({ department }) => [department, department] as const),
      )}
    </div>
  );
}

/** Departments as printed, one's own marked; those the bureau assigned are underlined. */
export function DepartmentNames({ task }: { task: TaskRow }) {
  return (
    <>
      {task.departments.map(({ department, printed, mine }, index) => (
        <Fragment key={department}>
          {index > 0 ? '、' : ''}
          <span
            className={mine ? styles.own : printed ? undefined : styles.assigned}
            title={printed ? undefined : '市级落实单位'}
          >
            {department}
          </span>
        </Fragment>
      ))}
    </>
  );
}

/** Target and newest actual value of each indicator. */
export function IndicatorLines({ task }: { task: TaskRow }) {
  if (task.indicators.length === 0) return <span className="muted">无数量指标</span>;
  return (
    <ul className={styles.lines}>
      {task.indicators.map((one) => (
        <li key={one.id}>
          {one.name} {targetText(one)}
          <small className={styles.under}>实际：{actualText(one)}</small>
        </li>
      ))}
    </ul>
  );
}

function LastReport({ task }: { task: TaskRow }) {
  const newest = newestReport(task);
  if (newest === null) return <span className="muted">未报告</span>;
  return (
    <>
      <span className={styles.nowrap}>{formatFullDate(newest.lastReportOn)}</span>
      <small className={styles.under}>{newest.department}</small>
      {task.waiting > 0 ? <small className={styles.under}>{task.waiting}份待审核</small> : null}
    </>
  );
}

/** Why the status is what it is, as far as there is room in a row. */
function Reasons({ reasons }: Pick<TaskRow, 'reasons'>) {
  const { shown, more } = shownReasons(reasons);
  return (
    <>
      {shown.map((reason) => (
        <small key={reason} className={styles.under}>
          {reason}
        </small>
      ))}
      {more > 0 ? <small className={styles.under}>另有{more}条依据</small> : null}
    </>
  );
}

function Row({ task, search }: { task: TaskRow; search: TasksSearch }) {
  const isChosen = search.task === task.id;
  const goals = goalTexts(task);
  return (
    <tr className={isChosen ? styles.chosen : undefined}>
      <th scope="row">
        <Link
          to="/tasks"
          search={{ ...search, task: task.id }}
          resetScroll={false}
          aria-current={isChosen ? 'true' : undefined}
          activeProps={{}}
        >
          {task.number}　{task.title}
        </Link>
      </th>
      <td className={`${styles.departments} ${styles.wide}`} data-label="责任单位">
        <DepartmentNames task={task} />
      </td>
      <td className={styles.wide}>
        <IndicatorLines task={task} />
      </td>
      <td>
        <StatusMark status={task.status} />
        <Reasons reasons={task.reasons} />
      </td>
      <td className={`${styles.goal} ${styles.wide}`} data-label="本年目标">
        {goals.length === 0 ? MISSING : goals.join('；')}
      </td>
      <td className={styles.wide} data-label="最近报告">
        <LastReport task={task} />
      </td>
    </tr>
  );
}

function Table({ reply, search, tasks }: TasksTabProps & { tasks: readonly TaskRow[] }) {
  const { user } = useSession();
  const own = user.department === null ? null : `${user.department}承担的任务`;
  const isNarrow = search.task !== undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="sideways" aria-label="任务台账" tabIndex={0}>
      <table className={`${styles.table} ${styles.cards} ${isNarrow ? styles.narrow : ''}`}>
        <caption className="visuallyHidden">任务台账</caption>
        <thead>
          <tr>
            <th scope="col">任务</th>
            <th scope="col" className={styles.wide}>
              责任单位
            </th>
            <th scope="col" className={styles.wide}>
              指标：目标与实际
            </th>
            <th scope="col">状态</th>
            <th scope="col" className={styles.wide}>
              {reply.today.slice(0, 4)}年目标
            </th>
            <th scope="col" className={styles.wide}>
              最近报告
            </th>
          </tr>
        </thead>
        {groupsOf(tasks, own).map((group) => (
          <tbody key={group.heading}>
            <tr className={styles.group}>
              <th scope="rowgroup" colSpan={isNarrow ? 2 : 6}>
                {group.heading}（{group.tasks.length}项）
                {group.note === '' ? null : <small>{group.note}</small>}
              </th>
            </tr>
            {group.tasks.map((task) => (
              <Row key={task.id} task={task} search={search} />
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}

/** 台账: every task by campaign; each row opens its task. */
export function LedgerTab({ reply, search, onSearch }: TasksTabProps) {
  const tasks = filtered(reply.tasks, search);
  const ledger = (
    <Card
      className={styles.long}
      title={tasksFinding(tasks)}
      file={ledgerFile(tasks)}
      note={
        <>
          状态由证据推算：指标全部达到，或没有数量指标而各责任部门均报告完成的，为已完成；低于本年分解数或报告滞后的，为滞后。
          <SilentMonths months={reply.silentMonths} />
        </>
      }
    >
      <Filters reply={reply} search={search} onSearch={onSearch} />
      {tasks.length === 0 ? (
        <Empty title="没有符合条件的任务" next="请放宽筛选条件。" />
      ) : (
        <Table reply={reply} search={search} onSearch={onSearch} tasks={tasks} />
      )}
    </Card>
  );
  if (search.task === undefined) return ledger;
  const { task: id, ...others } = search;
  return (
    <div className={styles.split}>
      <div className={`${styles.list} noPrint`}>{ledger}</div>
      <div className={styles.beside}>
        <TaskDetailCard key={id} id={id} list={reply} onClose={() => onSearch(others)} />
      </div>
    </div>
  );
}
