import { useState } from 'react';
import {
  TASK_JUDGEMENT_LABELS,
  TASK_REPORT_STAGE_LABELS,
  TASK_REPORT_STEP_RULES,
} from '../../server/rules/task-steps.ts';
import type { TaskReport } from '../../server/tasks/schema.ts';
import { takeTaskReportStep } from '../api/changes.ts';
import { taskReportFileUrl } from '../api/queries.ts';
import { useCan } from '../app/session.ts';
import { formatDateTime, formatFullDate } from '../format.ts';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { failureOf } from '../quotas/form-failure.ts';
import { StoredFiles } from '../ui/stored-files.tsx';
import styles from './tasks.module.css';
import { useTaskChange } from './use-task-change.ts';
import { eventWord, reportByline } from './words.ts';

interface ReportProps {
  taskId: string;
  report: TaskReport;
  /** opens the form over it; null where it is not for this viewer */
  onEdit?: (() => void) | null;
}

function ReturnForm({ taskId, report, onClose }: ReportProps & { onClose: () => void }) {
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const text = note.trim();
  const change = useTaskChange(
    taskId,
    () => takeTaskReportStep(report.id, { version: report.version, step: 'return', note: text }),
    onClose,
  );
  return (
    <FormDialog
      title={`退回${report.who}的进展报告`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认退回"
      onSubmit={() => {
        setTried(true);
        if (text !== '') change.mutate();
      }}
      onClose={onClose}
    >
      <Field
        label="退回原因"
        hint={`哪里不清楚、要补什么；${report.who}可见`}
        fault={isTried && text === '' ? '请填写退回原因。' : undefined}
        name="note"
        error={change.error}
      >
        {(control) => (
          <textarea
            {...control}
            aria-required
            className="field"
            rows={4}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** 采纳, 退回, 撤回: what the server lets this viewer do now. */
function Steps({ taskId, report, onEdit }: ReportProps) {
  const [isReturning, setReturning] = useState(false);
  const mayReview = useCan('tasks.write');
  const change = useTaskChange(taskId, (step: 'accept' | 'withdraw') =>
    takeTaskReportStep(report.id, { version: report.version, step }),
  );
  const failure = failureOf(change.error, []);
  const has = (step: TaskReport['steps'][number]) => report.steps.includes(step);
  const label = (step: TaskReport['steps'][number]) => TASK_REPORT_STEP_RULES[step].label;
  const button = (step: 'accept' | 'withdraw', className: string) => (
    <button
      type="button"
      className={className}
      disabled={change.isPending}
      onClick={() => change.mutate(step)}
    >
      {label(step)}
      <span className="visuallyHidden">：{report.who}</span>
    </button>
  );
  // who reviews it returns it rather than take it back
  const mayWithdraw = has('withdraw') && !has('return');
  const isOwnHand = mayReview && report.stage === 'submitted' && !has('accept');
  return (
    <div className="noPrint">
      {isOwnHand ? (
        <p className="muted small">
          本人经手的报告，由市工信局另一人审核；都经手的，撤回后由一人修改并提交。
        </p>
      ) : null}
      {failure ? (
        <p className={styles.fault} role="alert">
          {[failure.message, ...failure.more].join('')}
        </p>
      ) : null}
      {has('accept') || has('return') || mayWithdraw || onEdit ? (
        <div className={styles.actions}>
          {has('accept') ? button('accept', 'button primary') : null}
          {has('return') ? (
            <button type="button" className="button" onClick={() => setReturning(true)}>
              退回<span className="visuallyHidden">：{report.who}</span>
            </button>
          ) : null}
          {mayWithdraw ? button('withdraw', 'button') : null}
          {onEdit ? (
            <button type="button" className="button" onClick={onEdit}>
              代为修改<span className="visuallyHidden">：{report.who}</span>
            </button>
          ) : null}
        </div>
      ) : null}
      {isReturning ? (
        <ReturnForm taskId={taskId} report={report} onClose={() => setReturning(false)} />
      ) : null}
    </div>
  );
}

/** 退回意见 stands out; an accepted report says by whom. */
export function Decision({ report }: { report: TaskReport }) {
  if (report.decidedAt === null || report.stage === 'submitted') return null;
  const what = report.stage === 'accepted' ? '采纳' : '退回';
  const by = `${report.decidedBy ?? ''} ${formatDateTime(report.decidedAt)}${what}`;
  if (report.stage === 'accepted' && report.decisionNote === null) return <p className="muted small">{by}</p>;
  return (
    <p className={styles.note}>
      <b>{by}：</b>
      {report.decisionNote ?? '未写意见'}
    </p>
  );
}

function History({ report }: { report: TaskReport }) {
  if (report.events.length === 0) return null;
  return (
    <details className="small noPrint">
      <summary>经过（{report.events.length}步）</summary>
      <ol>
        {report.events.map((event) => (
          <li key={`${event.at}${event.step}`}>
            {formatDateTime(event.at)} {event.by} {eventWord(event.step)}
            {event.note === null ? '' : `：${event.note}`}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** One progress report as written, with its files, its history and what may be done with it. */
export function ReportItem({ taskId, report, onEdit = null }: ReportProps) {
  return (
    <article className={styles.report} aria-label={`${report.who}的进展报告`}>
      <header>
        <b>{report.who}</b>
        <span>截至{formatFullDate(report.asOf)}</span>
        <span>判断：{TASK_JUDGEMENT_LABELS[report.judgement]}</span>
        <span className={styles.stage} data-stage={report.stage}>
          {TASK_REPORT_STAGE_LABELS[report.stage]}
        </span>
        <span className="muted small">
          {reportByline(report)}
          {report.submittedAt === null ? '' : ` · ${formatDateTime(report.submittedAt)}提交`}
        </span>
      </header>
      <p className={styles.body}>{report.body}</p>
      <Decision report={report} />
      {report.files.length === 0 ? null : (
        <StoredFiles
          heading="佐证材料"
          what="佐证材料"
          files={report.files}
          addressOf={(file) => taskReportFileUrl(report.id, file.id)}
          adding={null}
        />
      )}
      <History report={report} />
      <Steps taskId={taskId} report={report} onEdit={onEdit} />
    </article>
  );
}
