import type { ReportListReply, ReportSummary } from '../../server/reports/schema.ts';
import { formatDate, formatDay } from '../format.ts';

/** One line of the reporting card: a unit that needs somebody to act. */
export interface ReportingLine {
  code: string;
  name: string;
  words: string;
  tone: 'bad' | 'warn' | 'plain';
}

export interface ReportingShape {
  title: string;
  lines: ReportingLine[];
  /** the units that are done, with the day they submitted, e.g. '11月18日' */
  approved: { name: string; submittedOn: string }[];
  /** reopened: the approved figures stay in force until the correction is approved */
  correcting: number;
  reported: number;
  expected: number;
}

/** Reopened (重新打开) and being corrected: an earlier revision still counts. */
const isCorrecting = ({ status, approvedRevision }: ReportSummary): boolean =>
  approvedRevision !== null && (status === 'draft' || status === 'signing');

/** Handed in; one that was taken back before it was decided on is not. */
const isReported = ({ submittedAt, approvedRevision }: ReportSummary): boolean =>
  submittedAt !== null || approvedRevision !== null;

function lineOf(report: ReportSummary): ReportingLine | null {
  const line = { code: report.unitCode, name: report.unitName };
  if (report.status === 'approved') return null;
  if (report.status === 'submitted') {
    return { ...line, words: `待审核（提交于${formatDay(report.submittedAt)}）`, tone: 'plain' };
  }
  if (report.status === 'returned') {
    const reason = report.returnReason ? `：${report.returnReason}` : '，待修改';
    return { ...line, words: `已退回${reason}`, tone: 'warn' };
  }
  if (isCorrecting(report)) {
    const step = report.signing ? '更正稿待签核' : '更正中';
    return { ...line, words: `${step}，第${report.approvedRevision}稿继续有效`, tone: 'plain' };
  }
  if (report.signing) return { ...line, words: '填报完毕，待签核', tone: 'plain' };
  if (report.overdueDays > 0) return { ...line, words: `未报送，逾期${report.overdueDays}天`, tone: 'bad' };
  return { ...line, words: `未报送，${formatDate(report.dueOn)}截止`, tone: 'plain' };
}

const ORDER: Record<ReportingLine['tone'], number> = { bad: 0, warn: 1, plain: 2 };

function titleOf(reports: readonly ReportSummary[], reported: number): string {
  const start = `报送：已报${reported}/${reports.length}`;
  const overdue = reports.filter((report) => report.overdueDays > 0);
  const [only] = overdue;
  if (overdue.length === 1 && only) return `${start}，${only.unitName}逾期${only.overdueDays}天`;
  if (overdue.length > 1) return `${start}，${overdue.length}个单位逾期`;
  const waiting = reports.filter((report) => report.status === 'submitted').length;
  if (waiting > 0) return `${start}，${waiting}个待审核`;
  const correcting = reports.filter(isCorrecting).length;
  if (correcting > 0) return `${start}，${correcting}个更正中`;
  const approved = reports.filter((report) => report.status === 'approved').length;
  return approved === reports.length && reports.length > 0 ? `${start}，全部审核` : start;
}

/** Who has not reported, was returned or waits, worst first; the city's own report is listed but not counted. */
export function shapeReporting(list: ReportListReply): ReportingShape {
  const units = list.reports.filter((report) => !report.isCity);
  const reported = units.filter(isReported).length;
  const lines = list.reports
    .map(lineOf)
    .filter((line): line is ReportingLine => line !== null)
    .sort((a, b) => ORDER[a.tone] - ORDER[b.tone]);
  return {
    title: titleOf(units, reported),
    lines,
    approved: units
      .filter((report) => report.status === 'approved')
      .map((report) => ({ name: report.unitName, submittedOn: formatDay(report.submittedAt) })),
    correcting: units.filter(isCorrecting).length,
    reported,
    expected: units.length,
  };
}

/** What a county officer sees of it: the own unit. */
export function ownReporting(list: ReportListReply, unitCode: string): { title: string; words: string } {
  const report = list.reports.find((candidate) => candidate.unitCode === unitCode);
  if (!report) return { title: '本县报送', words: '本期没有需要填报的内容。' };
  const line = lineOf(report);
  if (line === null) return { title: '本县报送：已审核通过', words: `${list.label}数据已通过审核。` };
  return { title: `本县报送：${line.words}`, words: `${list.label}，${formatDate(report.dueOn)}截止。` };
}
