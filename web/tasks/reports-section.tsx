import { useState } from 'react';
import { BUREAU_DEPARTMENT } from '../../server/rules/task-steps.ts';
import type { TaskDetail, TaskReport } from '../../server/tasks/schema.ts';
import { useSession } from '../app/session.ts';
import { readReportDraft, reportDraftKey } from './report-draft.ts';
import { type Reporter, ReportForm } from './report-form.tsx';
import { Decision, ReportItem } from './report-item.tsx';
import styles from './tasks.module.css';

const keyOf = ({ department, unitCode }: Pick<Reporter, 'department' | 'unitCode'>) =>
  department ?? unitCode ?? '';

/** Whose reports are this person's own: those of the department, the units held, of the bureau 市工信局. */
function useIsOwn(): (of: Pick<Reporter, 'department' | 'unitCode'>) => boolean {
  const { user } = useSession();
  const department = user.role === 'bureau' ? BUREAU_DEPARTMENT : user.department;
  return (of) =>
    of.department === null
      ? user.units.some(({ code }) => code === of.unitCode)
      : of.department === department;
}

/** Chooses for whom a report is begun; the bureau may record for any department (代录). */
function Begin({ choices, onBegin }: { choices: readonly Reporter[]; onBegin: (who: string) => void }) {
  const isOwn = useIsOwn();
  const first = choices.find(isOwn) ?? choices[0];
  const [chosen, setChosen] = useState<string | null>(null);
  if (!first) return null;
  const who = choices.find((one) => keyOf(one) === chosen) ?? first;
  return (
    <div className={`${styles.actions} noPrint`}>
      {choices.length > 1 ? (
        <select
          className="field"
          aria-label="报告单位"
          value={keyOf(who)}
          onChange={(event) => setChosen(event.target.value)}
        >
          {choices.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {one.name}
              {isOwn(one) ? '' : '（代录）'}
            </option>
          ))}
        </select>
      ) : null}
      <button type="button" className="button primary" onClick={() => onBegin(keyOf(who))}>
        报告进展
      </button>
    </div>
  );
}

interface Open {
  reporter: Reporter;
  report: TaskReport | null;
}

/** Forms that stand open: one's own drafts and returned reports, and whatever was begun. */
function openForms(detail: TaskDetail, begun: readonly string[], isOwn: (of: Reporter) => boolean): Open[] {
  const saved = detail.reports.flatMap((report): Open[] => {
    const reporter = { department: report.department, unitCode: report.unitCode, name: report.who };
    const isOpen = report.mayEdit && (isOwn(reporter) || begun.includes(keyOf(reporter)));
    return isOpen ? [{ reporter, report }] : [];
  });
  const fresh = detail.mayReport
    .filter((reporter) => begun.includes(keyOf(reporter)))
    .map((reporter): Open => ({ reporter, report: null }));
  return [...saved, ...fresh];
}

/** The newest report of everybody, with whatever is not decided on yet; the others are folded away. */
function byAge(reports: readonly TaskReport[]): { newest: TaskReport[]; earlier: TaskReport[] } {
  const isNewest = (report: TaskReport) => reports.find((one) => keyOf(one) === keyOf(report)) === report;
  const stays = (report: TaskReport) => report.stage !== 'accepted' || isNewest(report);
  return { newest: reports.filter(stays), earlier: reports.filter((report) => !stays(report)) };
}

/** 进展报告: one's own form first, then what was reported, newest first. */
export function ReportsSection({ detail }: { detail: TaskDetail }) {
  const isOwn = useIsOwn();
  const { user } = useSession();
  // what was typed before a reload opens again
  const [begun, setBegun] = useState<readonly string[]>(() =>
    detail.mayReport
      .map(keyOf)
      .filter((who) => readReportDraft(localStorage, reportDraftKey(user.username, detail.id, who)) !== null),
  );
  const [submitted, setSubmitted] = useState<readonly string[]>([]);
  const forms = openForms(detail, begun, isOwn);
  const written = detail.reports.filter((report) => !forms.some((form) => form.report?.id === report.id));
  const { newest, earlier } = byAge(written);
  const item = (report: TaskReport) => (
    <ReportItem
      key={report.id}
      taskId={detail.id}
      report={report}
      onEdit={report.mayEdit ? () => setBegun((now) => [...now, keyOf(report)]) : null}
    />
  );
  const choices = detail.mayReport.filter((one) => !begun.includes(keyOf(one)));
  const justSubmitted = submitted.filter((who) =>
    detail.reports.some((report) => keyOf(report) === who && report.steps.includes('withdraw')),
  );
  const shut = (who: string) => setBegun((now) => now.filter((one) => one !== who));
  return (
    <section className={styles.section} aria-label="进展报告">
      <h3>进展报告</h3>
      <Begin choices={choices} onBegin={(who) => setBegun((now) => [...now, who])} />
      {justSubmitted.length === 0 ? null : (
        <p className={`${styles.kept} noPrint`} role="status">
          已提交，可撤回：采纳或退回之前，在报告下方“撤回”。
        </p>
      )}
      {forms.map(({ reporter, report }) => (
        <div key={keyOf(reporter)} className="noPrint">
          <p className={styles.source}>
            {report?.stage === 'returned' ? '已退回，修改后重新提交' : '正在填写'}：{reporter.name}
            {isOwn(reporter) ? '' : '（市工信局代录）'}
          </p>
          {report ? <Decision report={report} /> : null}
          <ReportForm
            detail={detail}
            reporter={reporter}
            report={report}
            onSubmitted={() => {
              shut(keyOf(reporter));
              setSubmitted((now) => [...now, keyOf(reporter)]);
            }}
            onClose={begun.includes(keyOf(reporter)) ? () => shut(keyOf(reporter)) : null}
          />
        </div>
      ))}
      {newest.map(item)}
      {earlier.length === 0 ? null : (
        <details className={styles.earlier}>
          <summary>更早的报告（{earlier.length}份）</summary>
          {earlier.map(item)}
        </details>
      )}
      {detail.reports.length === 0 && forms.length === 0 ? (
        <p className="muted small">还没有进展报告。</p>
      ) : null}
    </section>
  );
}
