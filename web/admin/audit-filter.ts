import type { AuditFilter } from '../../server/audit/schema.ts';
import type { AdminSearch } from '../app/search.ts';
import { ACTION_WORDS, ENTITY_WORDS } from './audit-words.ts';

/** The filter of the audit log and the URL it stands in. All pure. */

/** One choice of a filter: the code sent and the words shown. */
export interface Choice {
  value: string;
  label: string;
}

/** Actions of one kind of matter, for one group of the list. */
export interface ActionGroup {
  label: string;
  choices: readonly Choice[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the URL asks for; days that are none are dropped, so that a mistyped address still shows the log. */
export function filterOf(search: AdminSearch): AuditFilter {
  const { person, unit, from, to, entity, object, action } = search;
  return {
    ...(person === undefined ? {} : { person }),
    ...(unit === undefined ? {} : { unit }),
    ...(from !== undefined && DAY.test(from) ? { from } : {}),
    ...(to !== undefined && DAY.test(to) ? { to } : {}),
    ...(entity === undefined ? {} : { entity }),
    ...(entity !== undefined && object !== undefined ? { entityId: object } : {}),
    ...(action === undefined ? {} : { action }),
  };
}

/** The URL of a filter. An object means nothing without its kind and falls away with it. */
export function searchOf(filter: AuditFilter): AdminSearch {
  const { entityId, ...rest } = filter;
  const kept = Object.entries(rest).filter(([, value]) => value !== undefined && value !== '');
  const object = filter.entity && entityId ? { object: entityId } : {};
  return { tab: 'audit', ...Object.fromEntries(kept), ...object };
}

export const isFiltered = (filter: AuditFilter): boolean => Object.values(filter).some(Boolean);

const choicesOf = (words: Readonly<Record<string, string>>): Choice[] => {
  const labels = new Set<string>();
  return Object.entries(words)
    .map(([value, label]) => ({ value, label }))
    .filter(({ label }) => !labels.has(label) && labels.add(label));
};

/** Kinds of objects in words. */
export const ENTITY_CHOICES: readonly Choice[] = choicesOf(ENTITY_WORDS);

/** How the groups of actions are called, by the first part of their code. */
const GROUP_WORDS: Readonly<Record<string, string>> = {
  session: '登录',
  account: '账号',
  report: '报表',
  feedback: '统计反馈',
  period: '报送期',
  collection: '采集方式',
  certificate: '称号',
  cultivation: '培育对象',
  indicator: '指标',
  beneficiary: '受益主体',
  firm: '企业',
  need: '供需对接',
  project: '改造项目',
  provider: '服务商',
  task: '任务台账',
  task_report: '任务台账',
  budget: '资金',
  case: '奖补事项',
  warning: '预警督办',
  bulletin: '通报',
  rule_set: '预警规则',
  weights: '增加值占比',
  table: '导出',
  backup: '备份',
  seed: '初始数据',
};

const groupOf = (action: string) => GROUP_WORDS[action.split('.')[0] ?? ''] ?? '其他';

/** Every action in words, grouped by what it is about, in the order of the list of words. */
export const ACTION_GROUPS: readonly ActionGroup[] = [...new Set(Object.keys(ACTION_WORDS).map(groupOf))].map(
  (label) => ({
    label,
    choices: Object.entries(ACTION_WORDS)
      .filter(([action]) => groupOf(action) === label)
      .map(([value, word]) => ({ value, label: word })),
  }),
);
