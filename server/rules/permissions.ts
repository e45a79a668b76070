import { CITY_CODE } from './units.ts';

/** 县区填报员, 市工信局, 领导, 市直部门, 系统管理员, 审计员. */
export const ROLES = ['county', 'bureau', 'leader', 'department', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  county: '县区填报员',
  bureau: '市工信局',
  leader: '领导',
  department: '市直部门',
  admin: '系统管理员',
  auditor: '审计员',
};

export const PERMISSIONS = [
  'targets.read',
  'progress.read',
  'quotas.read',
  'reports.read',
  'reports.write',
  'reports.decide',
  'periods.release',
  'periods.write',
  'feedback.write',
  'roster.write',
  'indicators.write',
  'policies.read',
  'beneficiaries.write',
  'cases.read',
  'cases.write',
  'cases.review',
  'budgets.write',
  'causes.read',
  'weights.write',
  'rules.write',
  'warnings.read',
  'warnings.write',
  'warnings.answer',
  'bulletins.read',
  'bulletins.write',
  'projects.read',
  'projects.sums',
  'projects.write',
  'providers.write',
  'tasks.read',
  'tasks.report',
  'tasks.write',
  'users.write',
  'backups.write',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a permission allows, for the documentation. */
export const PERMISSION_LABELS: Readonly<Record<Permission, string>> = {
  'targets.read': '查看目标、指标、校核',
  'progress.read': '查看进度与预警（未公布数据按单位限定）',
  'quotas.read': '查看标杆任务与名单',
  'reports.read': '查看报表（县区限本单位，领导限已审核）',
  'reports.write': '填报（县区限本单位，市工信局限全市）',
  'reports.decide': '审核通过、退回',
  'periods.release': '公布数据',
  'periods.write': '设定报送期、期限、延期、采集方式',
  'feedback.write': '录入统计反馈表',
  'roster.write': '维护标杆名单、基数、批次',
  'indicators.write': '录入上级另行下达的目标',
  'policies.read': '查看政策库、测算',
  'beneficiaries.write': '查看、维护受益主体（县区限本级兑现）',
  'cases.read': '查看奖补事项（县区限本级兑现，领导限已审定）',
  'cases.write': '申报、初审（县区限本级兑现）',
  'cases.review': '核查、经办、审批、公示、审定、拨付',
  'budgets.write': '录入资金预算',
  'causes.read': '查看汇总测算、贡献与分解',
  'weights.write': '录入增加值占比',
  'rules.write': '制定本市预警规则',
  'warnings.read': '查看预警督办（县区限本单位）',
  'warnings.write': '拟稿、签发、延期、销号预警通知',
  'warnings.answer': '答复预警通知、报告整改进展（限本单位）',
  'bulletins.read': '查看通报（县区、领导限已签发）',
  'bulletins.write': '拟稿、送审、签发通报',
  'projects.read': '查看企业、项目、清单、供需对接（县区限本单位）',
  'projects.sums': '查看项目与用能汇总（县区限本单位，领导不列企业）',
  'projects.write': '维护企业用能、改造项目、需求（县区限本单位）',
  'providers.write': '维护服务商、包挂，登记应答、对接，退回验收',
  'tasks.read': '查看任务台账',
  'tasks.report': '报告任务进展（限本部门、本单位）',
  'tasks.write': '分解任务、催报、审核进展',
  'users.write': '管理账号',
  'backups.write': '查看备份情况、立即备份、下载备份',
  'audit.read': '查看和校验审计日志',
};

/** The one table of who may do what; default deny. Source: DESIGN §6. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  county: [
    'targets.read',
    'progress.read',
    'quotas.read',
    'reports.read',
    'reports.write',
    'policies.read',
    'beneficiaries.write',
    'cases.read',
    'cases.write',
    'warnings.read',
    'warnings.answer',
    'bulletins.read',
    'projects.read',
    'projects.sums',
    'projects.write',
    'tasks.read',
    'tasks.report',
  ],
  bureau: [
    'targets.read',
    'progress.read',
    'quotas.read',
    'reports.read',
    'reports.write',
    'reports.decide',
    'periods.release',
    'periods.write',
    'feedback.write',
    'roster.write',
    'indicators.write',
    'policies.read',
    'beneficiaries.write',
    'cases.read',
    'cases.write',
    'cases.review',
    'budgets.write',
    'causes.read',
    'weights.write',
    'rules.write',
    'warnings.read',
    'warnings.write',
    'bulletins.read',
    'bulletins.write',
    'projects.read',
    'projects.sums',
    'projects.write',
    'providers.write',
    'tasks.read',
    'tasks.report',
    'tasks.write',
  ],
  leader: [
    'targets.read',
    'progress.read',
    'quotas.read',
    'reports.read',
    'policies.read',
    'cases.read',
    'causes.read',
    'warnings.read',
    'bulletins.read',
    'projects.sums',
    'tasks.read',
  ],
  department: [
    'targets.read',
    'progress.read',
    'quotas.read',
    'policies.read',
    'bulletins.read',
    'tasks.read',
    'tasks.report',
  ],
  admin: ['users.write', 'backups.write', 'audit.read'],
  auditor: ['audit.read'],
};

export function can(role: Role, permission: Permission): boolean {
  return ROLE_PERMISSIONS[role].includes(permission);
}

/** Who looks: a role and, for a county officer, the units held (所管单位), one or several. */
export interface Viewer {
  role: Role;
  unitCodes: readonly string[];
}

/** The units whose data of one kind a viewer may see. */
export type UnitScope = 'all' | readonly string[];

/**
 * Units whose drafts, submitted but unapproved figures, notes and return reasons this viewer may see:
 * the bureau all, a county its own, everybody else none.
 */
export function draftUnitsOf(viewer: Viewer): UnitScope {
  if (viewer.role === 'bureau') return 'all';
  return viewer.role === 'county' ? viewer.unitCodes : [];
}

/**
 * Units whose approved but unreleased (未公布·内部) figures this viewer may see: bureau and leader all, a county its
 * own, everybody else none.
 */
export function internalUnitsOf(viewer: Viewer): UnitScope {
  if (viewer.role === 'bureau' || viewer.role === 'leader') return 'all';
  return viewer.role === 'county' ? viewer.unitCodes : [];
}

/** Whether a scope holds a unit. */
export function scopeHas(scope: UnitScope, unitCode: string): boolean {
  return scope === 'all' || scope.includes(unitCode);
}

/** Whether this viewer may write the report of a unit: a county its own, the bureau only that of 全市. */
export function mayWriteReport(viewer: Viewer, unitCode: string): boolean {
  if (!can(viewer.role, 'reports.write')) return false;
  if (viewer.role === 'bureau') return unitCode === CITY_CODE;
  return viewer.unitCodes.includes(unitCode) && unitCode !== CITY_CODE;
}
