import type {
  ProjectImportReply,
  ProjectImportRow,
  ProjectVerdict,
} from '../../../server/projects/import-schema.ts';
import { importProjects } from '../../api/changes.ts';
import type { ImportPlan } from '../../import/import-plan.ts';
import type { ImportColumn, SheetRow } from '../../import/import-shape.ts';

type ProjectKey = Exclude<keyof ProjectImportRow, 'line' | 'confirmSimilar'>;

const COLUMNS: readonly ImportColumn<ProjectKey>[] = [
  {
    key: 'firm',
    label: '企业名称',
    needed: true,
    aliases: ['企业', '单位名称', '实施单位', '承担单位', '项目单位', '建设单位'],
  },
  { key: 'creditCode', label: '统一社会信用代码', aliases: ['信用代码', '社会信用代码', '统一信用代码'] },
  { key: 'name', label: '项目名称', needed: true, aliases: ['改造项目', '改造项目名称', '项目'] },
  { key: 'kinds', label: '改造类别', needed: true, aliases: ['类别', '改造类型', '项目类型', '类型'] },
  {
    key: 'content',
    label: '改造内容',
    aliases: ['建设内容', '主要内容', '主要建设内容', '项目内容', '内容'],
  },
  {
    key: 'investment',
    label: '投资额（万元）',
    aliases: ['总投资', '计划投资', '投资', '投资金额', '总投资额'],
  },
  {
    key: 'loan',
    label: '绿色贷贷款额（万元）',
    aliases: ['“绿色贷”贷款额（万元）', '绿色贷', '贷款额', '贷款金额'],
  },
  { key: 'product', label: '核定能耗的产品', aliases: ['产品', '产品名称', '主要产品'] },
  { key: 'energyUnit', label: '单位产品能耗的计量单位', aliases: ['能耗单位', '计量单位'] },
  {
    key: 'unitEnergyBefore',
    label: '改造前单位产品综合能耗',
    aliases: ['改造前单耗', '改造前单位产品能耗', '改造前能耗'],
  },
  {
    key: 'expectedSavingTce',
    label: '预计年节能量（吨标准煤）',
    aliases: ['预计节能量', '年节能量', '节能量', '预期节能量', '预计年节能量'],
  },
  { key: 'provider', label: '服务商', aliases: ['诊断服务商', '技术服务商', '服务单位'] },
  { key: 'person', label: '责任人', aliases: ['联系人', '负责人', '项目负责人'] },
  { key: 'stage', label: '阶段', aliases: ['当前阶段', '进度', '项目进度', '目前进展', '进展', '状态'] },
  { key: 'willingOn', label: '意愿日期', aliases: ['登记日期', '申报日期', '入库日期', '入库时间'] },
  { key: 'diagnosedOn', label: '诊断日期', aliases: ['诊断完成日期', '诊断时间'] },
  { key: 'schemeOn', label: '方案日期', aliases: ['方案形成日期', '方案时间'] },
  { key: 'startedOn', label: '开工日期', aliases: ['实际开工日期', '开工时间'] },
  { key: 'plannedFrom', label: '计划开工日期', aliases: ['计划开工时间', '拟开工日期'] },
  { key: 'plannedTo', label: '计划完工日期', aliases: ['计划完工时间', '计划竣工日期', '拟完工日期'] },
];

/** What a row says of itself; as typed where it could not be read. */
function rowWords(row: SheetRow<ProjectKey>, { entry }: ProjectVerdict): { name: string; facts: string } {
  if (entry === null) {
    return { name: row.name ?? '—', facts: [row.firm, row.stage].filter(Boolean).join(' · ') };
  }
  return { name: entry.name, facts: `${entry.firmName} · ${entry.unitName} · ${entry.stage}` };
}

/** Import of retrofit projects (改造项目) from an existing list. */
export const PROJECT_IMPORT: ImportPlan<ProjectKey, ProjectVerdict, ProjectImportReply> = {
  title: '改造项目',
  columns: COLUMNS,
  defaults: [
    {
      key: 'kinds',
      label: '改造类别',
      options: ['节能', '节水', '节材', '降碳', '减污', '减排', '增效', '资源综合利用'],
    },
    { key: 'willingOn', label: '意愿日期', placeholder: '如 2026-03-01' },
  ],
  headings: '“企业名称”和“项目名称”',
  limit: 300,
  send: importProjects,
  rowWords,
  doneWords: ({ added }) => `已登记${added}个改造项目`,
};
