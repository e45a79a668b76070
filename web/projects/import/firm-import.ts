import type { FirmImportReply, FirmImportRow, FirmVerdict } from '../../../server/firms/import-schema.ts';
import { importFirms } from '../../api/changes.ts';
import type { ImportPlan } from '../../import/import-plan.ts';
import type { ImportColumn, SheetRow } from '../../import/import-shape.ts';

type FirmKey = Exclude<keyof FirmImportRow, 'line' | 'confirmSimilar'>;

/** '2024年综合能源消费量', '2024年能耗' …: the year stands in the heading. */
const ofYear = (year: 2024 | 2025 | 2026 | 2027): ImportColumn<FirmKey> => ({
  key: `tce${year}`,
  label: `${year}年综合能源消费量（吨标准煤）`,
  aliases: [
    `${year}年综合能源消费量`,
    `${year}年综合能耗`,
    `${year}年能耗`,
    `${year}年用能`,
    `${year}年能源消费量`,
    `${year}年年耗标准煤`,
    `${year}年耗标煤`,
    `${year}年`,
  ],
  insteadOf: 'tce',
});

const COLUMNS: readonly ImportColumn<FirmKey>[] = [
  {
    key: 'name',
    label: '企业名称',
    needed: true,
    aliases: ['单位名称', '企业', '用能单位', '用能单位名称', '名称'],
  },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一信用代码'] },
  {
    key: 'unit',
    label: '县（市、区）',
    needed: true,
    aliases: ['县市区', '县区', '所属县区', '所在地', '属地', '统计归属', '所属县（市、区）'],
  },
  { key: 'industry', label: '行业', aliases: ['所属行业', '行业类别', '行业名称'] },
  {
    key: 'tce',
    label: '年综合能源消费量（吨标准煤）',
    aliases: ['综合能源消费量', '年综合能耗', '综合能耗', '年耗标准煤', '年耗标煤', '年用能量', '能耗'],
  },
  { key: 'year', label: '年度', aliases: ['能耗年度', '年份', '申报年度'] },
  { key: 'source', label: '数据来源', aliases: ['来源', '能耗来源'] },
  ofYear(2024),
  ofYear(2025),
  ofYear(2026),
  ofYear(2027),
];

/** What a row says of itself; as typed where it could not be read. */
function rowWords(row: SheetRow<FirmKey>, { entry }: FirmVerdict): { name: string; facts: string } {
  if (entry === null) {
    return { name: row.name ?? '—', facts: [row.unit, row.creditCode].filter(Boolean).join(' · ') };
  }
  return { name: entry.name, facts: [entry.unitName, entry.energy].filter(Boolean).join(' · ') };
}

/**
 * Import of key energy users (重点用能企业) from a county's or the bureau's own list.
 * @param units names of the units whose firms this person keeps; a single one is given for all rows
 */
export function firmImport(units: readonly string[]): ImportPlan<FirmKey, FirmVerdict, FirmImportReply> {
  const [only, ...others] = units;
  const isOne = only !== undefined && others.length === 0;
  return {
    title: '企业',
    columns: COLUMNS,
    defaults: [
      ...(isOne ? [] : [{ key: 'unit' as const, label: '县（市、区）', options: units }]),
      { key: 'year', label: '能耗年度', placeholder: '如 2025' },
      { key: 'source', label: '数据来源', options: ['企业申报', '验收报告'] },
    ],
    given: { source: '企业申报', ...(isOne ? { unit: only } : {}) },
    headings: '“企业名称”和“县（市、区）”或“年综合能源消费量”',
    limit: 500,
    send: importFirms,
    rowWords,
    doneWords: ({ added, changed }) =>
      [added > 0 ? `已登记${added}家企业` : '', changed > 0 ? `已更新${changed}家企业的用能` : '']
        .filter((words) => words !== '')
        .join('，'),
  };
}
