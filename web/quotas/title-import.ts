import type { ImportReply, ImportRow, RowVerdict } from '../../server/quotas/import-schema.ts';
import { CERTIFICATE_COLUMNS, certificateColumn } from '../../server/rules/quota-columns.ts';
import { importCertificates } from '../api/changes.ts';
import type { ImportPlan } from '../import/import-plan.ts';
import type { ImportColumn, SheetRow } from '../import/import-shape.ts';

/** What a row of the import can say, one per column of a sheet. */
type TitleKey = Exclude<keyof ImportRow, 'line' | 'confirmSimilar'>;

/** The columns looked for, with the names that lists and departments give them. */
const COLUMNS: readonly ImportColumn<TitleKey>[] = [
  {
    key: 'holder',
    needed: true,
    label: '企业或园区名称',
    aliases: ['企业名称', '单位名称', '园区名称', '工厂名称', '名称', '申报单位', '获评单位', '持有单位'],
  },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一信用代码'] },
  { key: 'formerNames', label: '曾用名', aliases: ['原名', '原企业名称', '曾用名称'] },
  {
    key: 'title',
    needed: true,
    label: '类别',
    aliases: ['称号', '称号类别', '类型', '名单类别', '荣誉', '标杆类别'],
  },
  { key: 'level', label: '级别', aliases: ['等级', '层级'] },
  {
    key: 'unit',
    needed: true,
    label: '统计所属单位',
    aliases: [
      '县市区',
      '县（市、区）',
      '县区',
      '所属县区',
      '所在地',
      '所属地',
      '属地',
      '统计归属',
      '统计所属',
    ],
  },
  { key: 'registeredUnit', label: '登记所在地', aliases: ['注册地', '登记地', '注册所在地'] },
  { key: 'listYear', needed: true, label: '名单年度', aliases: ['年度', '批次年度', '年份', '认定年度'] },
  {
    key: 'publishedOn',
    needed: true,
    label: '公布日期',
    aliases: ['公布时间', '发布日期', '认定日期', '认定时间'],
  },
  { key: 'batchDocument', label: '名单文号', aliases: ['文号', '公布文号', '发文字号', '认定文号'] },
];

/** What a row says of itself, in the words of the roster; as typed where it could not be read. */
function rowWords(row: SheetRow<TitleKey>, { entry }: RowVerdict): { name: string; facts: string } {
  if (entry === null) {
    const facts = [row.title, row.level, row.unit, row.listYear, row.publishedOn].filter(Boolean);
    return { name: row.holder ?? '—', facts: facts.join(' · ') };
  }
  const label = certificateColumn(entry.column).label;
  return {
    name: entry.holder,
    facts: `${label} · ${entry.unitName} · ${entry.listYear}年名单 · ${entry.publishedOn}`,
  };
}

/** Import of titles (称号) from a list; a published list is of one title, one year, one day. */
export const TITLE_IMPORT: ImportPlan<TitleKey, RowVerdict, ImportReply> = {
  title: '称号',
  columns: COLUMNS,
  defaults: [
    { key: 'title', label: '类别', options: CERTIFICATE_COLUMNS.map(({ label }) => label) },
    { key: 'listYear', label: '名单年度', placeholder: '如 2025' },
    { key: 'publishedOn', label: '公布日期', placeholder: '如 2025-09-19' },
    { key: 'batchDocument', label: '名单文号' },
  ],
  headings: '“企业名称”和“县（市、区）”或“类别”',
  limit: 500,
  send: importCertificates,
  rowWords,
  doneWords: ({ added, openedCases }) =>
    `已登记${added}个称号${openedCases > 0 ? `，按免申即享自动立项${openedCases}项` : ''}`,
};
