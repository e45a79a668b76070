import type { FeatureWords } from './words.ts';

/** Indicators of the action plan, weights and warning rules (指标、增加值占比、预警规则). */
export const PLAN_WORDS: FeatureWords = {
  actions: {
    'indicator.set_target': '填写指标目标',
    'indicator.set_actual': '填写指标实际值',
    'weights.set': '录入增加值占比',
    'rule_set.create': '制定本市预警规则',
    'rule_set.change': '修改本市预警规则',
    'rule_set.retire': '停用本市预警规则',
  },
  entities: {
    indicator: '指标',
    value_added_table: '增加值占比表',
    rule_set: '预警规则',
  },
  fields: {
    target: '目标',
    targetSource: '目标依据',
    value: '实际值',
    basis: '占比依据',
    measure: '填写方式',
    weights: '上年同期数',
    before: '更正前',
    yellowKind: '二级标准',
    yellowLimit: '二级界限',
    validFrom: '有效期起',
    validTo: '有效期止',
    inForce: '现行',
    retiredAt: '停用时间',
  },
};
