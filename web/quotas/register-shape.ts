import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { CERTIFICATE_COLUMNS, certificateColumn } from '../../server/rules/quota-columns.ts';
import type { ExportedTable } from '../ui/card-file.ts';
import { STATUS_WORDS } from './roster-shape.ts';

/** What of the register is shown; '' = everything. */
export interface RegisterFilter {
  column: string;
  unit: string;
  year: string;
  status: string;
  /** part of a name, former name, credit code or document */
  part: string;
}

const RANK: Readonly<Record<Certificate['status'], number>> = { inForce: 0, future: 1, removed: 2 };
const ORDER = new Map(CERTIFICATE_COLUMNS.map(({ key }, index) => [key, index]));

function isFound(certificate: Certificate, part: string): boolean {
  const wanted = part.normalize('NFKC').trim().toUpperCase();
  if (wanted === '') return true;
  const { holder, formerNames, creditCode, batchDocument } = certificate;
  const texts = [holder, ...formerNames, creditCode ?? '', batchDocument ?? ''];
  return texts.some((text) => text.normalize('NFKC').toUpperCase().includes(wanted));
}

/** The entries asked for: in force first, then by title, the newest list first. */
export function shapeRegister(certificates: readonly Certificate[], filter: RegisterFilter): Certificate[] {
  return certificates
    .filter(
      (one) =>
        (filter.column === '' || one.column === filter.column) &&
        (filter.unit === '' || one.unitCode === filter.unit) &&
        (filter.year === '' || String(one.listYear) === filter.year) &&
        (filter.status === '' || one.status === filter.status) &&
        isFound(one, filter.part),
    )
    .sort(
      (a, b) =>
        RANK[a.status] - RANK[b.status] ||
        (ORDER.get(a.column) ?? 0) - (ORDER.get(b.column) ?? 0) ||
        b.listYear - a.listYear ||
        a.holder.localeCompare(b.holder, 'zh-CN'),
    );
}

/** '在册82个称号，已退出1个'; what is missing from the entries in force follows, because it is work to do. */
export function registerFinding(entries: readonly Certificate[]): string {
  const inForce = entries.filter(({ status }) => status === 'inForce');
  const removed = entries.filter(({ status }) => status === 'removed').length;
  const isFirm = (entry: Certificate) => certificateColumn(entry.column).measure === '家';
  const lacking = inForce.filter((entry) => entry.creditCode === null && isFirm(entry)).length;
  const parts = [
    `有效称号${inForce.length}个`,
    removed > 0 ? `已退出${removed}个` : null,
    lacking > 0 ? `${lacking}个缺统一社会信用代码` : null,
  ];
  return parts.filter((part) => part !== null).join('，');
}

/** List years that occur, newest first. */
export function registerYears(certificates: readonly Certificate[]): number[] {
  return [...new Set(certificates.map(({ listYear }) => listYear))].sort((a, b) => b - a);
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
