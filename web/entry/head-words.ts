import type { ReportDetail } from '../../server/reports/schema.ts';
import { calendarNote } from '../../server/rules/deadlines.ts';
import { OTHER_FIELDS } from '../../server/rules/figures.ts';
import { periodLabel } from '../../server/rules/periods.ts';
import { formatDate, formatFullDate } from '../format.ts';

/** What the page is for at this moment. */
export type EntryStage = 'confirming' | 'editing' | 'viewing';

/** Words before and after the keys that submit; `keys` false where nothing is submitted from here. */
export interface HeadWords {
  before: string;
  after: string;
  keys: boolean;
}

const plain = (text: string): HeadWords => ({ before: text, after: '', keys: false });
const withKeys = (before: string, after: string): HeadWords => ({ before, after, keys: true });

/** What is asked for in this period. */
function askedWords(due: ReportDetail['plan']['dueFields']): string {
  const second = OTHER_FIELDS.some((field) => due.includes(field));
  if (due.includes('energyWanTce')) return second ? '填三个数和本期其他指标' : '填三个数';
  return second ? '填写本期其他指标' : '本期不要求报送，确需报送的可以填写';
}

function editingWords(detail: ReportDetail): HeadWords {
  const signs = detail.signOff?.required === true;
  const again = signs ? '重新提交签核。' : '重新提交。';
  const count = detail.revisions.at(-1)?.revision ?? 0;
  const isReturned = detail.revisions.at(-1)?.decision?.outcome === 'returned';
  if (isReturned) return withKeys('请按退回意见修改，核对后', again);
  if (detail.approvedRevision !== null) return withKeys('正在更正已审核的数据，核对后', again);
  if (count > 0) return withKeys('正在修改，核对后', again);
  if (detail.feedback !== null)
    return withKeys('修改有差异的数并说明，核对后', signs ? '提交签核。' : '提交。');
  return withKeys(`${askedWords(detail.plan.dueFields)}，核对后`, signs ? '提交签核。' : '提交。');
}

/** The page's headline: what the officer does now, or how the report stands. */
export function headWords(detail: ReportDetail, stage: EntryStage): HeadWords {
  const label = periodLabel(detail.period);
  const count = detail.revisions.at(-1)?.revision ?? 0;
  if (stage === 'confirming') {
    const verb = detail.signOff?.required ? '提交签核。' : '报送。';
    return withKeys('统计反馈数已填好，核对无误后', `确认并${verb}`);
  }
  if (stage === 'editing') return editingWords(detail);
  if (detail.periodState === 'notYet') return plain(`${label}还不能填报。`);
  if (detail.status === 'signing') {
    return plain(detail.signOff?.maySign ? '请签核本期报表。' : '已提交签核，等待本单位签核人确认。');
  }
  if (detail.status === 'submitted') return plain(`第${count}稿已提交，等待市工信局审核。`);
  if (detail.status === 'approved') {
    return plain(
      detail.releasedRevision === null ? '本期数据已审核通过，尚未公布。' : '本期数据已审核通过并公布。',
    );
  }
  if (detail.periodState === 'closed') return plain(`${label}报送已截止。`);
  if (detail.status === 'returned') return plain('本期已退回，等待填报单位修改。');
  return plain(count > 0 ? '填报单位正在修改本期数据。' : '本期尚未报送。');
}

/** Why the due date is what it is, in brackets after it; '' where it is the usual day of the month. */
export function dueBasisWords(detail: ReportDetail): string {
  if (isExtended(detail)) return '已延期';
  if (detail.dueBasis !== 'feedback') return '';
  const note = calendarNote({ dueOn: detail.dueOn, basis: detail.dueBasis });
  return `按统计反馈后工作日计${note === null ? '' : `，${note}`}`;
}

function isExtended({ extension, dueOn }: ReportDetail): boolean {
  return extension !== null && extension.until === dueOn;
}

/** Until when and why the bureau gave more time; null where it did not, or it no longer matters. */
export function extensionWords(detail: ReportDetail): string | null {
  const { extension, today, status } = detail;
  if (extension === null || !isExtended(detail) || status === 'submitted' || status === 'approved')
    return null;
  const sameYear = extension.until.slice(0, 4) === today.slice(0, 4);
  const until = sameYear ? formatDate(extension.until) : formatFullDate(extension.until);
  return `市工信局已同意延期至${until}：${extension.reason}`;
}
