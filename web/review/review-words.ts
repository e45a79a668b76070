import type { ReportSummary } from '../../server/reports/schema.ts';
import { isReported } from './shape-review.ts';

/** A report's state, as the bureau calls it. */
export function statusWord(
  report: Pick<ReportSummary, 'status' | 'submittedAt' | 'releasedRevision' | 'approvedRevision'>,
): string {
  if (report.status === 'submitted') return report.approvedRevision === null ? '待审' : '修订待审';
  if (report.status === 'returned') return '已退回';
  if (report.status === 'signing') return '待签核';
  if (report.status === 'approved') {
    return report.releasedRevision !== null && report.releasedRevision === report.approvedRevision
      ? '已公布'
      : '已审';
  }
  if (isReported(report)) return '修订中';
  return report.status === 'draft' ? '未报送（填报中）' : '未报送';
}

/** Why a report stands where it does in the queue, shortened: '1项与统计反馈不一致，二级（偏慢）等3条'. */
export function riskWords(reasons: readonly string[]): string {
  const shown = reasons.slice(0, 2).join('，');
  return reasons.length > 2 ? `${shown}等${reasons.length}条` : shown;
}

/** The choices of a return that still lack something, in words; null where it can go back. */
export function returnProblem(reasonIds: readonly string[], written: string): string | null {
  if (written.trim() !== '') return null;
  if (reasonIds.length === 0) return '请选择退回原因或填写退回意见。';
  return reasonIds.includes('other') ? '选择“其他”的，请写明退回意见。' : null;
}
