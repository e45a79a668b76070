import type { Certificate, CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import { certificateColumn } from '../../server/rules/quota-columns.ts';
import { formatNumber } from '../format.ts';
import type { ExportedTable } from '../ui/card-file.ts';
import { STATUS_WORDS } from './roster-shape.ts';

/** '有效称号82个，已退出1个'; what is missing from the entries in force follows, because it is work to do. */
export function registerFinding({
  inForce,
  removed,
  lacking,
}: Pick<CertificateListReply, 'inForce' | 'removed' | 'lacking'>): string {
  const parts = [
    `有效称号${formatNumber(inForce, 0)}个`,
    removed > 0 ? `已退出${removed}个` : null,
    lacking > 0 ? `${lacking}个缺统一社会信用代码` : null,
  ];
  return parts.filter((part) => part !== null).join('，');
}

/** The register as a table to be saved; its headings are those an import understands. */
export function registerTable(entries: readonly Certificate[], asOf: string): ExportedTable {
  const columns = ['企业或园区名称', '统一社会信用代码', '曾用名', '类别', '统计所属单位', '登记所在地'];
  const more = ['名单年度', '公布日期', '名单文号', '状态', '退出日期', '退出原因'];
  return {
    title: '绿色制造标杆名单',
    columns: [...columns, ...more].map((label) => ({
      label,
      kind: label.endsWith('日期') ? ('date' as const) : ('text' as const),
    })),
    rows: entries.map((one) => [
      one.holder,
      one.creditCode,
      one.formerNames.join('、'),
      certificateColumn(one.column).label,
      one.unitName,
      one.registeredUnitName,
      String(one.listYear),
      one.publishedOn,
      one.batchDocument,
      STATUS_WORDS[one.status],
      one.removedOn,
      one.removalReason,
    ]),
    sources: [`称号名单由市工信局登记，截至${asOf}；国家、省公布的名单为准。`],
    internal: false,
  };
}
