import type { SessionReply } from '../../server/accounts/schema.ts';
import { CITY_CODE } from '../../server/rules/units.ts';

/** One entry of the main navigation. */
export interface NavItem {
  label: string;
  to:
    | '/'
    | '/intensity'
    | '/quotas'
    | '/subsidies'
    | '/calculator'
    | '/policies'
    | '/targets'
    | '/entry'
    | '/review'
    | '/reporting'
    | '/projects'
    | '/tasks'
    | '/warnings'
    | '/bulletin'
    | '/method'
    | '/admin'
    | '/counties/$code';
  params?: { code: string };
  search?: Record<string, string>;
  /** entries of one group stand together under its name where there is room for a menu */
  group?: string;
}

const OVERVIEW: NavItem = { label: '总览', to: '/' };
const INTENSITY: NavItem = { label: '能耗强度', to: '/intensity' };
const QUOTAS: NavItem = { label: '绿色标杆', to: '/quotas' };
const SUBSIDIES: NavItem = { label: '奖补资金', to: '/subsidies' };
const WARNINGS: NavItem = { label: '预警督办', to: '/warnings' };
const BULLETIN: NavItem = { label: '通报', to: '/bulletin' };
const PROJECTS: NavItem = { label: '项目库', to: '/projects' };
const TASKS: NavItem = { label: '任务台账', to: '/tasks' };
const POLICY_GROUP = '政策与目标';
const CALCULATOR: NavItem = { label: '测算', to: '/calculator', group: POLICY_GROUP };
const POLICIES: NavItem = { label: '政策库', to: '/policies', group: POLICY_GROUP };
const TARGETS: NavItem = { label: '规划目标', to: '/targets', group: POLICY_GROUP };
const REPORT_GROUP = '数据报送';
const CITY_GROUP = '全市进度';
const BACKUPS: NavItem = { label: '备份', to: '/admin', search: { tab: 'backups' } };
const AUDIT: NavItem = { label: '审计日志', to: '/admin', search: { tab: 'audit' } };

/** What this user finds in the navigation; the first is where sign-in lands. */
export function navigationFor({ role, unitCodes }: SessionReply['user']): [NavItem, ...NavItem[]] {
  if (role === 'county') {
    const unitCode = unitCodes[0];
    const own: NavItem[] = unitCode
      ? [{ label: '本县情况', to: '/counties/$code', params: { code: unitCode } }]
      : [];
    const cases: NavItem = { ...SUBSIDIES, label: '奖补申报' };
    // what an officer works on stands by itself; the city's pages together, or the line would not fit
    const ofCity = [OVERVIEW, INTENSITY, QUOTAS, BULLETIN].map((item) => ({ ...item, group: CITY_GROUP }));
    return [
      { label: '数据填报', to: '/entry' },
      ...own,
      PROJECTS,
      TASKS,
      cases,
      WARNINGS,
      ...ofCity,
      CALCULATOR,
      POLICIES,
      TARGETS,
    ];
  }
  if (role === 'bureau') {
    const cityEntry: NavItem = {
      label: '全市填报',
      to: '/entry',
      search: { unit: CITY_CODE },
      group: REPORT_GROUP,
    };
    return [
      OVERVIEW,
      INTENSITY,
      QUOTAS,
      PROJECTS,
      TASKS,
      SUBSIDIES,
      WARNINGS,
      BULLETIN,
      { label: '审核', to: '/review', group: REPORT_GROUP },
      { label: '报送管理', to: '/reporting', group: REPORT_GROUP },
      cityEntry,
      CALCULATOR,
      POLICIES,
      TARGETS,
    ];
  }
  if (role === 'department') {
    return [TASKS, OVERVIEW, INTENSITY, QUOTAS, BULLETIN, CALCULATOR, POLICIES, TARGETS];
  }
  if (role === 'admin')
    return [{ label: '系统管理', to: '/admin', search: { tab: 'users' } }, BACKUPS, AUDIT];
  if (role === 'auditor') return [AUDIT];
  return [
    OVERVIEW,
    INTENSITY,
    QUOTAS,
    PROJECTS,
    TASKS,
    SUBSIDIES,
    WARNINGS,
    BULLETIN,
    CALCULATOR,
    POLICIES,
    TARGETS,
  ];
}

const ROLE_NAMES: Record<SessionReply['user']['role'], string> = {
  county: '填报员',
  bureau: '市工信局',
  leader: '市领导',
  department: '市直部门',
  admin: '系统管理员',
  auditor: '审计员',
};

/** How the user is shown in the header: '濂溪区 · 填报员', '市领导'. */
export function userTitle(user: SessionReply['user']): string {
  const role = ROLE_NAMES[user.role];
  const [first, ...others] = user.units;
  if (!first) return user.department ?? role;
  const units = others.length === 0 ? first.name : `${first.name}等${user.units.length}个单位`;
  return `${units} · ${role}`;
}
