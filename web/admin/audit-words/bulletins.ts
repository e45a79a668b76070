import type { FeatureWords } from './words.ts';

/** Bulletins and tables taken out of the platform (通报、表格). */
export const BULLETINS_WORDS: FeatureWords = {
  actions: {
    'bulletin.draft': '冻结数据并拟稿通报',
    'bulletin.edit': '修改通报',
    'bulletin.submit': '通报送审',
    'bulletin.sendBack': '退回通报',
    'bulletin.sign': '签发通报',
    'bulletin.withdraw': '作废通报',
    'bulletin.refresh': '更新通报数据',
    'bulletin.download': '下载通报',
    'table.export': '导出表格',
  },
  entities: {
    bulletin: '通报',
    table: '表格',
  },
  fields: {
    format: '格式',
    rows: '行数',
    internal: '含内部资料',
    texts: '正文',
    snapshotHash: '快照校验值',
    bulletinStage: '通报阶段',
  },
};
