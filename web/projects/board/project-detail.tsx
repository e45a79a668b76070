import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import { projectQuery } from '../../api/queries.ts';
import { formatFullDate } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { kindsText } from './board-shape.ts';
import { factsOf, railNote, railOf } from './detail-shape.ts';
import { StageBadge, StallMark } from './marks.tsx';
import { ProjectAwards } from './project-awards.tsx';
import styles from './project-detail.module.css';
import { ProjectFiles } from './project-files.tsx';
import { ProjectSteps } from './project-steps.tsx';

/** The life of a project as a rail: when each stage was reached, how long it took, who was in charge. */
function StageRail({ detail }: { detail: ProjectDetail }) {
  return (
    <ol className={styles.rail} aria-label="项目阶段">
      {railOf(detail).map((node) => (
        <li
          key={node.stage}
          className={styles[node.state]}
          aria-current={node.state === 'now' ? 'step' : undefined}
        >
          <b className={styles.stage}>{node.label}</b>
          <span className={styles.when}>
            {node.on === null ? null : <time dateTime={node.on}>{formatFullDate(node.on)}</time>}
            <small>{railNote(node)}</small>
            {node.person === null ? null : <small>{node.person}</small>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Facts({ detail }: { detail: ProjectDetail }) {
  return (
    <dl className={styles.facts}>
      {factsOf(detail).map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note ? <small>{note}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Events({ detail }: { detail: ProjectDetail }) {
  return (
    <section className={styles.section} aria-label="经过">
      <h3>经过</h3>
      <ol className={styles.events}>
        {detail.events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.on}>{formatFullDate(event.on)}</time>
            <b>{event.label}</b>
            <span>
              {[event.note, event.person === null ? '' : `责任人：${event.person}`].filter(Boolean).join(' ')}{' '}
              <small className={styles.who}>{event.by}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Detail({ detail, onClose }: { detail: ProjectDetail; onClose: () => void }) {
  const { firm } = detail;
  const treasury = firm.treasuryUnit === detail.unitCode ? '' : `，由${firm.treasuryUnitName}财政兑现`;
  return (
    <Card
      className={styles.detail}
      title={detail.name}
      actions={
        <>
          <button type="button" className="linkButton noPrint" onClick={() => window.print()}>
            打印
          </button>
          <button type="button" className="linkButton noPrint" onClick={onClose}>
            返回项目列表
          </button>
        </>
      }
    >
      <p className={styles.head}>
        <StageBadge project={detail} />
        <Link to="/projects" search={{ tab: 'firms', firm: String(firm.id) }}>
          {firm.name}
        </Link>
        <span>
          {detail.unitName}
          {treasury}
        </span>
        <span>{kindsText(detail.kinds)}</span>
        <StallMark project={detail} full />
      </p>
      <StageRail detail={detail} />
      <ProjectSteps detail={detail} />
      {detail.content === '' ? null : <p className={styles.content}>{detail.content}</p>}
      <Facts detail={detail} />
      <ProjectAwards detail={detail} />
      <ProjectFiles detail={detail} />
      <Events detail={detail} />
    </Card>
  );
}

/** One project: where it stands, what may be done, its figures, what it may receive, its files and its history. */
export function ProjectDetailCard({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(projectQuery(id));
  if (query.data !== undefined) return <Detail detail={query.data} onClose={onClose} />;
  if (query.isError) {
    return (
      <Card
        title="没有读到项目"
        actions={
          <button type="button" className="linkButton" onClick={onClose}>
            返回项目列表
          </button>
        }
      >
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  return <Loading height={700} />;
}
