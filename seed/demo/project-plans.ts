import type { ProjectKind } from '../../server/rules/project-kinds.ts';
import type { ProjectStage } from '../../server/rules/project-stages.ts';
import { REPORTING_UNITS } from '../units.ts';
import { demoEnergyUsersOf } from './firms.ts';
import type { DemoDays } from './project-days.ts';

/** What was measured at acceptance. */
export interface DemoMeasures {
  before: string;
  after: string;
  level: 'benchmark' | 'advanced' | 'neither';
  filed: boolean;
}

/** A project of the demo as it is to stand. */
export interface ProjectPlan {
  firm: string;
  unitCode: string;
  stage: ProjectStage;
  /** day the stage was reached */
  since: string;
  /** where the days before are given, not reckoned */
  days?: DemoDays;
  kinds?: readonly ProjectKind[];
  plannedTo?: string;
  stopped?: { on: string; reason: string };
  measures?: DemoMeasures;
  /** 绿色贷 */
  loan?: boolean;
  /** by name */
  provider?: string;
  /** a progress note, on a day of the present stage */
  note?: { on: string; text: string };
  /** the applications it led to: award, and day of application */
  claim?: { awardId: string; beneficiary: string; appliedOn: string };
}

type Row = readonly [stage: ProjectStage, since: string, more?: Partial<ProjectPlan>];

const measured = (
  before: string,
  after: string,
  level: DemoMeasures['level'] = 'advanced',
  filed = true,
): DemoMeasures => ({ before, after, level, filed });

/** No project in 浔阳区: the county whose ledger is still empty. */
const EMPTY_UNIT = '360403';
const UNITS = REPORTING_UNITS.map(({ code }) => code).filter((code) => code !== EMPTY_UNIT);

/** One after another over the 13 units; a few stand still, three were given up. */
const ROWS: readonly Row[] = [
  ['willing', '2026-10-26'],
  ['diagnosed', '2026-10-19'],
  ['accepted', '2026-10-22', { measures: measured('180', '169.92') }],
  ['retrofitting', '2026-05-11', { plannedTo: '2027-03-31', loan: true }],
  ['scheme', '2026-09-08'],
  ['willing', '2026-07-06'],
  ['retrofitting', '2026-03-16', { plannedTo: '2026-10-31' }],
  ['diagnosed', '2026-06-29'],
  ['willing', '2026-03-09', { stopped: { on: '2026-06-15', reason: '企业订单不足，暂缓改造。' } }],
  ['scheme', '2026-10-15', { loan: true }],
  ['accepted', '2026-11-06', { measures: measured('120', '114') }],
  ['retrofitting', '2026-08-03', { plannedTo: '2027-01-29' }],
  ['willing', '2026-11-09', { kinds: ['waterSaving'] }],
  [
    'scheme',
    '2026-06-11',
    { note: { on: '2026-09-10', text: '企业反映资金尚未落实，正与银行对接“绿色贷”。' } },
  ],
  ['accepted', '2026-09-04', { measures: measured('96', '91.2', 'advanced', false) }],
  ['willing', '2026-09-14'],
  ['diagnosed', '2026-09-22'],
  ['retrofitting', '2026-06-22', { plannedTo: '2026-12-31', loan: true }],
  ['willing', '2026-10-12', { kinds: ['resourceUse', 'materialSaving'] }],
  ['accepted', '2026-10-09', { measures: measured('250', '243.5') }],
  ['scheme', '2026-11-05'],
  [
    'retrofitting',
    '2025-12-08',
    { plannedTo: '2026-09-30', note: { on: '2026-10-16', text: '主要设备已到货，因停产检修推迟安装。' } },
  ],
  ['willing', '2026-05-18'],
  ['diagnosed', '2026-11-02'],
  ['scheme', '2026-04-20', { stopped: { on: '2026-08-10', reason: '企业另选工艺路线，原方案终止。' } }],
  ['retrofitting', '2026-09-17', { plannedTo: '2027-06-30', kinds: ['waterSaving'] }],
  ['accepted', '2026-10-29', { measures: measured('75', '71.85'), loan: true }],
  ['willing', '2026-11-16'],
  ['scheme', '2026-08-18'],
  ['diagnosed', '2026-07-20'],
  [
    'retrofitting',
    '2026-07-13',
    { plannedTo: '2027-02-26', kinds: ['carbonReduction', 'pollutionReduction'] },
  ],
  ['evaluated', '2026-11-11', { measures: measured('310', '303.8', 'neither') }],
  ['willing', '2026-08-31'],
  ['retrofitting', '2025-11-10', { stopped: { on: '2026-07-02', reason: '资金未落实，施工停止。' } }],
  ['diagnosed', '2026-08-24'],
  ['scheme', '2026-05-26'],
  ['retrofitting', '2026-10-20', { plannedTo: '2027-05-28' }],
];

/** The diagnosed firms whose provider was paid for it (措施一): the largest user of a unit, as demoDiagnosedFirm names it. */
const DIAGNOSED: readonly (readonly [unitCode: string, provider: string, DemoDays, appliedOn: string])[] = [
  [
    '360481',
    '赤湖（演示）能源服务有限公司',
    { willing: '2026-04-13', diagnosed: '2026-05-20', scheme: '2026-06-10', retrofitting: '2026-07-27' },
    '2026-06-17',
  ],
  [
    '360429',
    '石钟（演示）节能技术服务有限公司',
    { willing: '2026-05-18', diagnosed: '2026-06-24', scheme: '2026-07-15' },
    '2026-07-22',
  ],
];

/** The largest energy user of a unit; its energy stands in the application of who diagnosed it. */
export const demoDiagnosedFirm = (unitCode: string): string => demoEnergyUsersOf(unitCode)[0] ?? '';

function diagnosedPlans(): ProjectPlan[] {
  return DIAGNOSED.map(([unitCode, provider, days, appliedOn]) => {
    const stage = days.retrofitting === undefined ? 'scheme' : 'retrofitting';
    return {
      firm: demoDiagnosedFirm(unitCode),
      unitCode,
      stage,
      since: days[stage] ?? '',
      days,
      provider,
      ...(stage === 'retrofitting' ? { plannedTo: '2027-01-15' } : {}),
      claim: { awardId: 'jiujiang-1', beneficiary: provider, appliedOn },
    };
  });
}

/** Projects without an award yet: each of another firm, in the order of the table above. */
export function demoProjectPlans(): readonly ProjectPlan[] {
  const taken = new Set(DIAGNOSED.map(([unitCode]) => demoDiagnosedFirm(unitCode)));
  const plans = ROWS.map(([stage, since, more], index): ProjectPlan => {
    const unitCode = UNITS[index % UNITS.length] ?? '';
    const firm = demoEnergyUsersOf(unitCode).find((name) => !taken.has(name)) ?? '';
    taken.add(firm);
    return { firm, unitCode, stage, since, ...more };
  });
  return [...diagnosedPlans(), ...plans];
}
