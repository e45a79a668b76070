import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { reopenReport } from '../api/changes.ts';
import { ApiError } from '../api/client.ts';
import { ReasonForm } from '../entry/reason-form.tsx';

/** 重新打开: the reason goes to the officer; the approved revision stays in force. */
export function ReopenForm({ detail, onClose }: { detail: ReportDetail; onClose: () => void }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { unitCode, unitName, period, version } = detail;
  const reopen = useMutation({
    mutationFn: (reason: string) => reopenReport(unitCode, period, version, reason),
    onSuccess: () => {
      void message.success(`${unitName}报表已重新打开，第${detail.approvedRevision}稿继续有效`);
      onClose();
    },
    onSettled: () =>
      Promise.all(
        ['reports', 'reminders'].map((feature) => queries.invalidateQueries({ queryKey: [feature] })),
      ),
  });
  const failure = reopen.error instanceof ApiError ? reopen.error.message : '没有打开，请重试。';
  return (
    <ReasonForm
      label="重新打开的原因"
      placeholder="如：统计部门修订了本期反馈数，填报人员会在填报页看到"
      submit="重新打开"
      busy={reopen.isPending}
      failure={reopen.isError ? failure : null}
      onSubmit={(reason) => reopen.mutate(reason)}
      onCancel={onClose}
    />
  );
}
