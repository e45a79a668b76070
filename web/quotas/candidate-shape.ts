import type { Candidate } from '../../server/quotas/cultivation-schema.ts';
import { CULTIVATION_STAGE_LABELS } from '../../server/rules/cultivation-stages.ts';
import {
  CERTIFICATE_COLUMNS,
  type CertificateColumn,
  certificateColumn,
} from '../../server/rules/quota-columns.ts';
import type { ExportedTable } from '../ui/card-file.ts';

/** Candidates for one title. */
export interface CandidateGroup {
  column: CertificateColumn;
  candidates: Candidate[];
}

/** Candidates by title in the order of Attachment 2, those the plan names first. */
export function shapeCandidates(candidates: readonly Candidate[]): CandidateGroup[] {
  return CERTIFICATE_COLUMNS.flatMap((column) => {
    const own = candidates
      .filter((one) => one.column === column.key)
      .sort((a, b) => Number(a.clause === null) - Number(b.clause === null) || a.id - b.id);
    return own.length === 0 ? [] : [{ column, candidates: own }];
  });
}

/** '培育对象15个，规划提名15个，已获评1个'. */
export function candidatesFinding(candidates: readonly Candidate[]): string {
  const named = candidates.filter(({ clause }) => clause !== null).length;
  const conferred = candidates.filter(({ stage }) => stage === 'conferred').length;
  const parts = [
    `培育对象${candidates.length}个`,
    named > 0 ? `其中规划提名${named}个` : null,
    conferred > 0 ? `已获评${conferred}个` : null,
  ];
  return parts.filter((part) => part !== null).join('，');
}

/** Where a candidate stands, in words; '' for those who see only what the plan prints. */
export function stageWords({ stage, certificate }: Candidate): string {
  if (stage === null) return '';
  if (stage !== 'conferred' || certificate === null) return CULTIVATION_STAGE_LABELS[stage];
  const lost = certificate.removedOn === null ? '' : '，已退出名单';
  return `${CULTIVATION_STAGE_LABELS.conferred}（${certificate.listYear}年名单${lost}）`;
}

/** Where it comes from: the clause of the plan, or the bureau. */
export const originWords = ({ clause }: Candidate): string =>
  clause === null ? '市工信局增列' : `规划${clause}`;

/** The list as a table to be saved. */
export function candidatesTable(candidates: readonly Candidate[], document: string): ExportedTable {
  const labels = ['培育对象', '统一社会信用代码', '培育称号', '县（市、区）', '来源', '阶段', '说明'];
  const isInternal = candidates.some(({ stage }) => stage !== null);
  return {
    title: '绿色制造培育名单',
    columns: labels.map((label) => ({ label, kind: 'text' as const })),
    rows: shapeCandidates(candidates).flatMap(({ candidates: own }) =>
      own.map((one) => [
        one.name,
        one.creditCode,
        certificateColumn(one.column).label,
        one.unitName,
        originWords(one),
        stageWords(one) || null,
        one.note,
      ]),
    ),
    sources: [`提名来源：${document}；阶段和说明由市工信局登记。`],
    internal: isInternal,
  };
}
