import type { FeatureWords } from './words.ts';

/** Warnings and what the county does about them (预警督办). */
export const WARNINGS_WORDS: FeatureWords = {
  actions: {
    'warning.draft': '预警通知拟稿',
    'warning.edit': '修改预警通知',
    'warning.submit': '预警通知送签',
    'warning.issue': '签发预警通知',
    'warning.sendBack': '预警通知退回修改',
    'warning.dismiss': '不予督办',
    'warning.answer': '答复预警通知',
    'warning.acceptAnswer': '认可答复',
    'warning.rejectAnswer': '退回答复',
    'warning.progress': '报告整改进展',
    'warning.requestClosing': '申请销号',
    'warning.close': '预警销号',
    'warning.rejectClosing': '退回销号申请',
    'warning.extendAnswer': '延长答复期限',
    'warning.extend': '延长整改期限',
  },
  entities: {
    warning: '预警督办',
  },
  fields: {
    warningStage: '督办阶段',
    trigger: '预警情形',
    body: '正文',
    number: '编号',
    answerDueOn: '答复期限',
    remedyDueOn: '整改期限',
    causes: '原因类别',
    causeText: '原因说明',
    measures: '整改措施',
    responsible: '责任人（部门）',
    beneficiaryName: '涉及企业',
    projectName: '涉及改造项目',
    doneMeasures: '已完成的措施（序号）',
  },
};
