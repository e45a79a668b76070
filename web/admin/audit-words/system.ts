import type { FeatureWords } from './words.ts';

/** Backups and what the platform starts with (备份、基础数据). */
export const SYSTEM_WORDS: FeatureWords = {
  actions: {
    'backup.make': '备份数据',
    'backup.download': '下载备份',
    'backup.refused': '下载备份时密码不正确',
    'backup.restore': '从备份恢复',
    'seed.reference': '载入附件2等基础数据',
    'seed.demo': '载入演示数据',
  },
  entities: {
    setting: '设置',
    database: '数据库',
    backup: '备份',
  },
  fields: {
    failures: '连续失败次数',
    rowsAdded: '写入行数',
    reports: '报表数',
    accounts: '账号数',
    pruned: '删去的旧备份',
    madeAt: '备份时间',
    headId: '审计日志末条编号',
    headHash: '审计日志末条摘要',
  },
};
