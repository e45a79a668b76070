import type { FeatureWords } from './words.ts';

/** Titles and those being raised to one (称号、培育对象). */
export const ROSTER_WORDS: FeatureWords = {
  actions: {
    'certificate.add': '登记称号',
    'certificate.create': '登记称号',
    'certificate.correct': '更正称号登记',
    'certificate.remove': '称号退出',
    'certificate.restore': '撤回称号退出',
    'certificate.file': '上传佐证材料',
    'certificate.set_base': '填写2024年末基数',
    'certificate.set_batch': '填写批次日历',
    'certificate.publish_batch': '填写批次公布日期',
    'cultivation.add': '增列培育对象',
    'cultivation.change': '修改培育对象',
    'cultivation.set_stage': '培育阶段变化',
  },
  entities: {
    certificate: '称号',
    certificate_base: '基数',
    certificate_batch: '批次',
    cultivation: '培育对象',
  },
  fields: {
    count: '数量',
    column: '称号类别',
    holder: '持有单位',
    listYear: '批次年度',
    publishedOn: '公布日期',
    expectedOn: '预计公布日期',
    formerNames: '曾用名',
    batchDocument: '名单文号',
    removedOn: '退出日期',
    removalReason: '退出原因',
    leader: '领跑者类别',
  },
};
