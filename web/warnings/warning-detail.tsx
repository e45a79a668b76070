import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { WARNING_CAUSE_LABELS } from '../../server/rules/warning-causes.ts';
import type { WarningDetail, WarningMeasure } from '../../server/warnings/schema.ts';
import { warningQuery } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { formatDate, formatFullDate } from '../format.ts';
import { Card } from '../ui/card.tsx';
import { Lamp } from '../ui/lamp.tsx';
import { RemedyMark } from '../ui/remedy-mark.tsx';
import { Sideways } from '../ui/sideways.tsx';
import { QueryView } from '../ui/states.tsx';
import { Overdue, StageBadge } from './ledger.tsx';
import { Notice } from './notice.tsx';
import { WarningSteps } from './warning-steps.tsx';
import styles from './warnings.module.css';
import {
  changeText,
  eventWord,
  gapText,
  lateAnswerText,
  measureText,
  TRIGGER_WORDS,
  targetText,
} from './words.ts';

function Facts({ detail }: { detail: WarningDetail }) {
  const { facts } = detail;
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{facts.label}</dt>
        <dd>
          {changeText(facts.actualPct)}
          <small className={styles.fact}>{facts.basis === 'published' ? '统计反馈数' : '测算数'}</small>
        </dd>
      </div>
      <div>
        <dt>年度目标</dt>
        <dd>
          {targetText(facts.targetPct)}
          <small className={styles.fact}>相差{gapText(facts.gapPoints)}</small>
        </dd>
      </div>
      <div>
        <dt>答复期限</dt>
        <dd>
          {formatFullDate(detail.answerDueOn)}
          <small className={styles.fact}>
            {[detail.answeredOn ? `${formatDate(detail.answeredOn)}答复` : '未答复', lateAnswerText(detail)]
              .filter(Boolean)
              .join('，')}
          </small>
        </dd>
      </div>
      <div>
        <dt>整改期限</dt>
        <dd>
          {formatFullDate(detail.remedyDueOn)}
          <small className={styles.fact}>
            {detail.closedOn ? `${formatDate(detail.closedOn)}销号` : '未销号'}
          </small>
        </dd>
      </div>
    </dl>
  );
}

const ANSWER_WORDS = {
  waiting: '待市工信局认可',
  accepted: '已认可',
  rejected: '已退回，待重新答复',
} as const;

/** Firm and project a measure names; the project leads to its page. */
function MeasureSubjectLine({ measure }: { measure: WarningMeasure }) {
  const { beneficiaryName, projectId, projectName } = measure;
  return (
    <>
      {beneficiaryName ? <small>{beneficiaryName}</small> : null}
      {projectId !== null && projectName ? (
        <small>
          改造项目：
          <Link to="/projects" search={{ tab: 'projects', project: String(projectId) }}>
            {projectName}
          </Link>
        </small>
      ) : null}
    </>
  );
}

function Answer({ detail }: { detail: WarningDetail }) {
  const { today } = useSession();
  const isOpen = detail.stage !== 'closed' && detail.stage !== 'dismissed';
  if (detail.answer === null) return null;
  return (
    <section className={styles.section} aria-label="答复">
      <h3>原因（{ANSWER_WORDS[detail.answer]}）</h3>
      <p className="small">{detail.causes.map((cause) => WARNING_CAUSE_LABELS[cause]).join('；')}</p>
      <p>{detail.causeText}</p>
      <h3>整改措施</h3>
      <Sideways label="整改措施表">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">措施</th>
              <th scope="col">责任人（部门）</th>
              <th scope="col">完成时限</th>
              <th scope="col">完成情况</th>
            </tr>
          </thead>
          <tbody>
            {detail.measures.map((measure) => (
              <tr key={measure.text}>
                <th scope="row">
                  {measure.text}
                  <MeasureSubjectLine measure={measure} />
                </th>
                <td>{measure.responsible}</td>
                <td>{formatFullDate(measure.dueOn)}</td>
                <td>{measureText(measure, today, isOpen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
    </section>
  );
}

function Events({ detail }: { detail: WarningDetail }) {
  return (
    <section className={styles.section} aria-label="经过">
      <h3>经过</h3>
      <ol className={styles.events}>
        {detail.events.map((event) => (
          <li key={event.id}>
            <time dateTime={event.on}>{formatFullDate(event.on)}</time>
            <b>{eventWord(event.step)}</b>
            <span>
              {[event.note, ...event.lines].filter(Boolean).join(' ')}{' '}
              <small className={styles.who}>{event.by}</small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Detail({ detail, onClose }: { detail: WarningDetail; onClose: () => void }) {
  const remedy = detail.inRemedy ? { warningId: detail.id, until: detail.remedyDueOn } : null;
  return (
    <Card
      title={
        <span className="noPrint">
          {detail.unitName}
          {detail.label}预警督办
        </span>
      }
      actions={
        <span className="noPrint">
          <button type="button" className="button" onClick={() => window.print()}>
            打印通知
          </button>{' '}
          <button type="button" className="linkButton" onClick={onClose}>
            返回台账
          </button>
        </span>
      }
    >
      <div className="noPrint">
        <div className={styles.head}>
          <Lamp lamp={detail.lamp} word={TRIGGER_WORDS[detail.trigger]} />
          <RemedyMark remedy={remedy} />
          <StageBadge stage={detail.stage} />
          <Overdue warning={detail} />
          <Link to="/counties/$code" params={{ code: detail.unitCode }} search={{ period: detail.period }}>
            该期数据
          </Link>
        </div>
        <Facts detail={detail} />
        <WarningSteps detail={detail} />
      </div>
      <Notice detail={detail} />
      <div className="noPrint">
        <Answer detail={detail} />
        <Events detail={detail} />
        <p className={styles.section}>
          <small>
            拟稿{detail.draftedBy}
            {detail.issuedBy ? `，签发${detail.issuedBy}` : ''}
          </small>
        </p>
      </div>
    </Card>
  );
}

/** One warning: where it stands, what may be done, the notice, the answer, what happened. */
export function WarningDetailCard({ id, onClose }: { id: number; onClose: () => void }) {
  const query = useQuery(warningQuery(id));
  return (
    <QueryView query={query} height={700}>
      {(detail) => <Detail detail={detail} onClose={onClose} />}
    </QueryView>
  );
}
