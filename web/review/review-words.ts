import type { ReportSummary } from '../../server/reports/schema.ts';

/** A report's state, as the bureau calls it. */
export function statusWord(
  report: Pick<ReportSummary, 'status' | 'latestRevision' | 'releasedRevision' | 'approvedRevision'>,
): string {
  if (report.status === 'submitted') return report.approvedRevision === null ? '待审' : '修订待审';
  if (report.status === 'returned') return '已退回';
  if (report.status === 'approved') {
    return report.releasedRevision !== null && report.releasedRevision === report.approvedRevision
      ? '已公布'
      : '已审';
  }
  if (report.latestRevision > 0) return '修订中';
  return report.status === 'draft' ? '填报中' : '未报';
}

/** Reasons that recur; picked ones go into the text, where they can be worked on. */
export const COMMON_REASONS = [
  '请按统计反馈口径填报',
  '与统计反馈数不一致，请核对',
  '计量单位疑似有误（吨与万吨），请核对',
  '请说明能耗上升的原因和整改措施',
  '说明不充分，请补充具体企业和数据',
  '口径与上期不同，请统一或说明',
] as const;

/** Adds a common reason to what is written, or takes it out again. */
export function toggleReason(text: string, reason: string): string {
  const parts = text
    .split('；')
    .map((part) => part.trim().replace(/。$/, ''))
    .filter((part) => part !== '');
  const next = parts.includes(reason) ? parts.filter((part) => part !== reason) : [...parts, reason];
  return next.join('；');
}
