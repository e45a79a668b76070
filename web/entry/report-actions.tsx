import { useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { reopenReport, withdrawReport } from '../api/changes.ts';
import styles from './entry.module.css';
import { ReasonForm } from './reason-form.tsx';
import { useReportStep } from './use-report-step.ts';

interface ReportActionsProps {
  detail: ReportDetail;
  onMoved: (newest: ReportDetail) => void;
}

/** What may still be done with a report that was handed in: take it back, or correct an approved one with a reason. */
export function ReportActions({ detail, onMoved }: ReportActionsProps) {
  const { unitCode, period, version } = detail;
  const { busy, failure, run } = useReportStep(onMoved);
  const [correcting, setCorrecting] = useState(false);
  const mayCorrect = detail.mayReopen && detail.mayWrite;
  if (!detail.mayWithdraw && !mayCorrect) return null;
  if (correcting) {
    return (
      <ReasonForm
        label="更正原因"
        placeholder="写明哪个数有变化、依据什么，如统计部门修订"
        submit="开始更正"
        busy={busy}
        failure={failure}
        onCancel={() => setCorrecting(false)}
        onSubmit={(reason) => void run(() => reopenReport(unitCode, period, version, reason))}
      />
    );
  }
  return (
    <div className={styles.foot}>
      {failure ? (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      ) : null}
      {detail.mayWithdraw ? (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void run(() => withdrawReport(unitCode, period, version))}
        >
          撤回修改
        </button>
      ) : null}
      {mayCorrect ? (
        <button type="button" className="button" onClick={() => setCorrecting(true)}>
          更正数据
        </button>
      ) : null}
    </div>
  );
}
