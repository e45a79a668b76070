import type { Words } from './words.ts';

/** Fields that objects of several features have. */
export const SHARED_FIELDS: Words = {
  note: '说明',
  source: '来源',
  reason: '意见',
  period: '统计期',
  year: '年度',
  updatedAt: '更新时间',
  version: '版本',
  document: '文件',
  id: '编号',
  createdAt: '建立时间',
  kind: '类型',
  name: '名称',
  creditCode: '统一社会信用代码',
  industry: '行业',
  fileId: '文件编号',
  mediaType: '文件类型',
  sizeBytes: '文件大小（字节）',
  sha256: '文件摘要',
  documentNumber: '文号',
  title: '标题',
};
