import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TaskDetail, TaskListReply } from '../../server/tasks/schema.ts';
import { taskQuery } from '../api/queries.ts';
import { formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { QueryView } from '../ui/states.tsx';
import { GoalsSection } from './goals-section.tsx';
import { IndicatorsSection } from './indicators-section.tsx';
import { AssignForm, RemindForm } from './plan-forms.tsx';
import { ReportsSection } from './reports-section.tsx';
import { StatusMark } from './status-mark.tsx';
import styles from './tasks.module.css';
import { citationOf, lastReportText } from './words.ts';

interface DetailProps {
  detail: TaskDetail;
  list: TaskListReply;
  onClose: () => void;
}

function Departments({ detail }: { detail: TaskDetail }) {
  return (
    <section className={styles.section} aria-label="责任单位">
      <h3>责任单位</h3>
      <Sideways label="责任单位表">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">依据</th>
              <th scope="col">最近报告</th>
            </tr>
          </thead>
          <tbody>
            {detail.departments.map((one) => (
              <tr key={one.department}>
                <th scope="row">
                  <span className={one.mine ? styles.own : undefined}>{one.department}</span>
                </th>
                <td>
                  {one.printed ? '原文所列' : '市级落实单位'}
                  {one.note === null ? null : <small className={styles.under}>{one.note}</small>}
                </td>
                <td>{lastReportText(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}

function Reminders({ detail }: { detail: TaskDetail }) {
  if (detail.reminders.length === 0) return null;
  return (
    <section className={styles.section} aria-label="催报记录">
      <h3>催报记录</h3>
      <ul className="small">
        {detail.reminders.map(({ department, on, note, by }) => (
          <li key={`${on}${department}${note ?? ''}`}>
            {formatFullDate(on)} 催报{department}
            {note === null ? '' : `：${note}`}
            <span className="muted">　{by}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Planning({ detail, list }: Pick<DetailProps, 'detail' | 'list'>) {
  const [open, setOpen] = useState<'remind' | 'assign' | null>(null);
  const close = () => setOpen(null);
  const mayRemind = detail.departments.some(({ reports, mine }) => reports && !mine);
  if (!detail.mayPlan) return null;
  return (
    <div className={`${styles.actions} noPrint`}>
      {mayRemind ? (
        <button type="button" className="button" onClick={() => setOpen('remind')}>
          催报
        </button>
      ) : null}
      {detail.mayAssign ? (
        <button type="button" className="button" onClick={() => setOpen('assign')}>
          市级落实单位
        </button>
      ) : null}
      {open === 'remind' ? <RemindForm detail={detail} onClose={close} /> : null}
      {open === 'assign' ? (
        <AssignForm
          detail={detail}
          known={list.departments.map(({ department }) => department)}
          onClose={close}
        />
      ) : null}
    </div>
  );
}

function Detail({ detail, list, onClose }: DetailProps) {
  return (
    <Card
      className={styles.long}
      title={`${detail.number}　${detail.title}`}
      actions={
        <span className="noPrint">
          <button type="button" className="button" onClick={() => window.print()}>
            打印
          </button>{' '}
          <button type="button" className="linkButton" onClick={onClose}>
            返回台账
          </button>
        </span>
      }
    >
      <div className={styles.head}>
        <StatusMark status={detail.status} />
        <span>{detail.campaign}</span>
      </div>
      {detail.reasons.length === 0 ? null : (
        <ul className={styles.reasons} aria-label="状态依据">
          {detail.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <p>{detail.summary}</p>
      <p className={styles.source}>出处：{citationOf(detail)}</p>
      <Planning detail={detail} list={list} />
      <ReportsSection detail={detail} />
      <IndicatorsSection detail={detail} />
      <GoalsSection detail={detail} />
      <Departments detail={detail} />
      <Reminders detail={detail} />
    </Card>
  );
}

/** One task: what it asks, who is responsible, how far it has come, what was reported. */
export function TaskDetailCard({
  id,
  list,
  onClose,
}: {
  id: string;
  list: TaskListReply;
  onClose: () => void;
}) {
  const query = useQuery(taskQuery(id));
  return (
    <QueryView query={query} height={700}>
      {(detail) => <Detail detail={detail} list={list} onClose={onClose} />}
    </QueryView>
  );
}
