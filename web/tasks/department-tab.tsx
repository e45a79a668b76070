import { Link } from '@tanstack/react-router';
import { useSession } from '../app/session.ts';
import { formatFullDate, MISSING } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { Empty } from '../ui/states.tsx';
import { departmentFinding } from './findings.ts';
import { IndicatorLines } from './ledger-tab.tsx';
import { type DepartmentTask, goalTexts, isDue, tasksOf } from './shape-tasks.ts';
import { StatusMark } from './status-mark.tsx';
import type { TasksTabProps } from './tab-props.ts';
import styles from './tasks.module.css';
import { lastReportText } from './words.ts';

function Choice({ reply, search, onSearch, shown }: TasksTabProps & { shown: string }) {
  return (
    <div className={`${styles.filters} noPrint`}>
      <select
        className="field"
        aria-label="部门"
        value={shown}
        onChange={(event) => onSearch({ ...search, department: event.target.value })}
      >
        {reply.departments.map(({ department, tasks }) => (
          <option key={department} value={department}>
            {department}（{tasks}项）
          </option>
        ))}
      </select>
      <button type="button" className="button" onClick={() => window.print()}>
        打印
      </button>
    </div>
  );
}

function Sums({ of, due }: { of: TasksTabProps['reply']['departments'][number]; due: number }) {
  const { today } = useSession();
  const figure = (word: string, count: number, more: string) => (
    <div>
      <dt>{word}</dt>
      <dd>
        {count}
        <small>{more}</small>
      </dd>
    </div>
  );
  return (
    <dl className={styles.overview}>
      {figure('承担任务', of.tasks, '项')}
      {figure('其中滞后', of.behind, '项')}
      {figure('应报未报', due, `项（${formatFullDate(today)}）`)}
      {figure('待市工信局审核', of.waiting, '份')}
    </dl>
  );
}

function Row({ line }: { line: DepartmentTask }) {
  const { task, own } = line;
  const goals = goalTexts(task);
  return (
    <tr>
      <th scope="row">
        <Link to="/tasks" search={{ task: task.id }}>
          {task.number}　{task.title}
        </Link>
        <small className={styles.under}>
          {task.level === 'city' ? task.campaign : task.document}
          {own.printed ? '' : '（市级落实单位）'}
        </small>
      </th>
      <td>
        <IndicatorLines task={task} />
      </td>
      <td className={styles.goal} data-label="本年目标">
        {goals.length === 0 ? MISSING : goals.join('；')}
      </td>
      <td>
        <StatusMark status={task.status} />
      </td>
      <td data-label="最近报告">
        {lastReportText(own)}
        {isDue(line) ? <b className={styles.under}>应报未报</b> : null}
      </td>
    </tr>
  );
}

/** 部门: all one department is responsible for, with what is due, on one printable page. */
export function DepartmentTab(props: TasksTabProps) {
  const { reply, search } = props;
  const of =
    reply.departments.find(({ department }) => department === search.department) ??
    reply.departments.find(({ mine }) => mine) ??
    reply.departments[0];
  if (!of) return <Empty title="任务中没有列出市直部门" />;
  const lines = tasksOf(reply.tasks, of.department);
  const due = lines.filter(isDue).length;
  return (
    <Card
      className={`${styles.long} ${styles.alone}`}
      title={departmentFinding(
        of.department,
        lines.map(({ task }) => task),
        due,
      )}
      file={{
        title: `${of.department}承担的任务`,
        sources: [...new Set(lines.map(({ task }) => task.document))],
        internal: false,
      }}
      note={`连续${reply.silentMonths}个月没有报告、任务又未完成的，列为应报未报。`}
    >
      <Choice {...props} shown={of.department} />
      <Sums of={of} due={due} />
      <Sideways label={`${of.department}承担的任务`}>
        <table className={`${styles.table} ${styles.cards}`}>
          <caption className="visuallyHidden">{of.department}承担的任务</caption>
          <thead>
            <tr>
              <th scope="col">任务</th>
              <th scope="col">指标：目标与实际</th>
              <th scope="col">{reply.today.slice(0, 4)}年目标</th>
              <th scope="col">状态</th>
              <th scope="col">最近报告</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row key={line.task.id} line={line} />
            ))}
          </tbody>
        </table>
      </Sideways>
    </Card>
  );
}
