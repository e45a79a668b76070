import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { TASK_JUDGEMENT_LABELS, TASK_JUDGEMENTS } from '../../server/rules/task-steps.ts';
import type { TaskDetail, TaskReport } from '../../server/tasks/schema.ts';
import {
  changeTaskReport,
  createTaskReport,
  takeTaskReportStep,
  uploadTaskReportFile,
} from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { taskQuery, taskReportFileUrl } from '../api/queries.ts';
import { useSession } from '../app/session.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field } from '../quotas/form-dialog.tsx';
import { failureOf } from '../quotas/form-failure.ts';
import { StoredFiles } from '../ui/stored-files.tsx';
import {
  draftFaults,
  isSameDraft,
  keepReportDraft,
  type ReportDraft,
  readReportDraft,
  reportDraftKey,
  savedDraft,
} from './report-draft.ts';
import styles from './tasks.module.css';
import { useTaskChange } from './use-task-change.ts';

export type Reporter = TaskDetail['mayReport'][number];

const FORMATS = { accept: '.pdf,.jpg,.jpeg,.png,.docx,.xlsx', formats: 'PDF、JPG、PNG、DOCX、XLSX' };

/** The report of this department or unit that is not accepted yet. */
export const openReportOf = (detail: TaskDetail, { department, unitCode }: Reporter): TaskReport | null =>
  detail.reports.find(
    (report) =>
      report.stage !== 'accepted' && report.department === department && report.unitCode === unitCode,
  ) ?? null;

interface ReportFormProps {
  detail: TaskDetail;
  reporter: Reporter;
  /** the draft (or returned report) it continues; null for a new one */
  report: TaskReport | null;
  onSubmitted: () => void;
  onClose: (() => void) | null;
}

function Judgement({
  draft,
  fault,
  onDraft,
}: {
  draft: ReportDraft;
  fault: string | undefined;
  onDraft: (draft: ReportDraft) => void;
}) {
  return (
    <fieldset className={styles.choices}>
      <legend>对进度的判断</legend>
      {TASK_JUDGEMENTS.map((judgement) => (
        <label key={judgement}>
          <input
            type="radio"
            name="judgement"
            checked={draft.judgement === judgement}
            onChange={() => onDraft({ ...draft, judgement })}
          />
          {TASK_JUDGEMENT_LABELS[judgement]}
        </label>
      ))}
      {fault ? <span className={styles.fault}>{fault}</span> : null}
    </fieldset>
  );
}

/** What the server holds where somebody else saved first; the own text stays in the form. */
function TheirText({
  error,
  report,
  draft,
}: {
  error: unknown;
  report: TaskReport | null;
  draft: ReportDraft;
}) {
  const isConflict = error instanceof ApiError && error.code === 'version_conflict';
  if (!isConflict || report === null || report.body === draft.body) return null;
  return (
    <p className={styles.note}>
      <b>对方已保存的内容：</b>
      {report.body}
    </p>
  );
}

/** The text as typed, kept in this browser until the server has it. */
function useKeptDraft(detail: TaskDetail, reporter: Reporter, report: TaskReport | null) {
  const { user, today } = useSession();
  const key = reportDraftKey(user.username, detail.id, reporter.department ?? reporter.unitCode ?? '');
  const base = savedDraft(report, today);
  const [kept] = useState(() => readReportDraft(localStorage, key));
  const [draft, setDraft] = useState<ReportDraft>(kept ?? base);
  const isDirty = !isSameDraft(draft, base);
  useEffect(() => keepReportDraft(localStorage, key, isDirty ? draft : null), [key, draft, isDirty]);
  /** what was sent is now the server's; what was typed meanwhile stays */
  const settle = (sent: ReportDraft, reply: TaskDetail) => {
    keepReportDraft(localStorage, key, null);
    setDraft((now) => (now === sent ? savedDraft(openReportOf(reply, reporter), today) : now));
  };
  return { draft, setDraft, isDirty, base, settle, isRestored: kept !== null && isDirty };
}

type Sending = Pick<ReportFormProps, 'detail' | 'reporter' | 'report'> & { draft: ReportDraft };

/** Saves what was typed as a draft, where it differs from what the server has. */
async function saveDraft({ detail, reporter, report, draft }: Sending): Promise<TaskDetail> {
  if (draft.judgement === '') return detail;
  const text = { asOf: draft.asOf, body: draft.body, judgement: draft.judgement };
  if (report === null) {
    const { department, unitCode } = reporter;
    return createTaskReport(detail.id, { department, unitCode, ...text });
  }
  return changeTaskReport(report.id, { version: report.version, ...text });
}

async function submitReport(detail: TaskDetail, reporter: Reporter): Promise<TaskDetail> {
  const open = openReportOf(detail, reporter);
  if (open === null) return detail;
  return takeTaskReportStep(open.id, { version: open.version, step: 'submit' });
}

function Files({ detail, report }: { detail: TaskDetail; report: TaskReport | null }) {
  const { mutateAsync } = useTaskChange(detail.id, (file: File) =>
    uploadTaskReportFile(report?.id ?? 0, file),
  );
  if (report === null) return <p className="muted small">保存草稿后可以上传佐证材料。</p>;
  return (
    <StoredFiles
      heading="佐证材料"
      what="佐证材料"
      files={report.files}
      addressOf={(file) => taskReportFileUrl(report.id, file.id)}
      adding={{ ...FORMATS, send: mutateAsync }}
    />
  );
}

/** 进展报告: up to which day, what was done, how it stands, with files; saved as a draft, then handed in. */
export function ReportForm({ detail, reporter, report, onSubmitted, onClose }: ReportFormProps) {
  const { draft, setDraft, isDirty, base, settle, isRestored } = useKeptDraft(detail, reporter, report);
  const [isTried, setTried] = useState(false);
  const queryClient = useQueryClient();
  const change = useTaskChange(detail.id, async (submit: boolean) => {
    const isNew = isDirty || report === null;
    const reply = isNew ? await saveDraft({ detail, reporter, report, draft }) : detail;
    if (isNew) {
      // saved stays saved, whatever becomes of handing it in
      queryClient.setQueryData(taskQuery(detail.id).queryKey, reply);
      settle(draft, reply);
    }
    if (!submit) return reply;
    const submitted = await submitReport(reply, reporter);
    onSubmitted();
    return submitted;
  });
  const { error } = change;
  const faults = isTried ? draftFaults(draft) : {};
  const failure = failureOf(error, ['asOf', 'body']);
  const run = (submit: boolean) => {
    setTried(true);
    if (Object.keys(draftFaults(draft)).length === 0) change.mutate(submit);
  };
  return (
    <form
      className={styles.report}
      aria-label={`进展报告：${reporter.name}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.isPending) run(true);
      }}
    >
      {isRestored ? (
        <p className={styles.kept} role="status">
          已恢复上次没有保存的内容。{' '}
          <button type="button" className="linkButton" onClick={() => setDraft(base)}>
            放弃，用已保存的
          </button>
        </p>
      ) : null}
      <DateField
        label="截至"
        hint="本次报告反映到哪一天的进展"
        name="asOf"
        error={error}
        example={base.asOf}
        value={draft.asOf}
        onChange={(asOf) => setDraft({ ...draft, asOf })}
      />
      <Field
        label="进展情况"
        hint="做了什么、完成多少、还差什么"
        name="body"
        fault={faults.body}
        error={error}
      >
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={6}
            maxLength={5000}
            value={draft.body}
            onChange={(event) => setDraft({ ...draft, body: event.target.value })}
          />
        )}
      </Field>
      <Judgement draft={draft} fault={faults.judgement} onDraft={setDraft} />
      <TheirText error={error} report={report} draft={draft} />
      <Files detail={detail} report={report} />
      {failure ? (
        <div className={styles.fault} role="alert">
          <p>{failure.message}</p>
          {failure.more.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </div>
      ) : null}
      <div className={styles.actions}>
        <button type="submit" className="button primary" disabled={change.isPending}>
          提交审核
        </button>
        <button type="button" className="button" disabled={change.isPending} onClick={() => run(false)}>
          {change.isPending ? '正在保存…' : '保存草稿'}
        </button>
        {onClose ? (
          <button type="button" className="button" onClick={onClose}>
            收起
          </button>
        ) : null}
        {!isDirty && report?.stage === 'draft' && !change.isPending ? (
          <span className="muted small" role="status">
            草稿已保存
          </span>
        ) : null}
      </div>
    </form>
  );
}
