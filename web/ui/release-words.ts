import type { ReportSummary } from '../../server/reports/schema.ts';

/** What is, or could be, made public of a period: 全市 is not counted among the units. */
export interface ReleaseCount {
  units: number;
  city: boolean;
}

type Versions = Pick<ReportSummary, 'isCity' | 'approvedRevision' | 'releasedRevision'>;

/** Approved and not public yet; of a reopened report (重新打开) the revision that stays in force. */
export const isReleasable = ({ approvedRevision, releasedRevision }: Versions): boolean =>
  approvedRevision !== null && approvedRevision !== releasedRevision;

export function releaseCount(
  reports: readonly Versions[],
  counts: (report: Versions) => boolean,
): ReleaseCount {
  const chosen = reports.filter(counts);
  const units = chosen.filter((report) => !report.isCity).length;
  return { units, city: units < chosen.length };
}

/** '11个单位及全市数', '11个单位', '全市数'. */
export function releaseText({ units, city }: ReleaseCount): string {
  return [units > 0 || !city ? `${units}个单位` : '', city ? '全市数' : ''].filter(Boolean).join('及');
}
