import type { Role } from '../../server/rules/permissions.ts';
import { REPORTING_UNITS } from '../units.ts';

/** Password of every demo account; such accounts never exist in production. */
export const DEMO_PASSWORD = 'Demo-2027!';

/** An account of the demo; user names are lower case. */
export interface DemoAccount {
  username: string;
  displayName: string;
  role: Role;
  units: readonly { code: string; maySignOff: boolean }[];
  /** of a department account: its name as printed in the plan */
  department?: string;
}

/** User name of a unit's officer: `county-360402` … `county-jkq`. */
export function countyUsername(unitCode: string): string {
  return `county-${unitCode.toLowerCase()}`;
}

/** The bureau's two desks: 经办 and 审批 of a subsidy case are two people. */
export const HANDLER = 'bureau';
export const ENDORSER = 'bureau-2';

/** The unit of the demo whose reports a second person signs off (签核), and that person. */
export const SIGN_OFF_UNIT = '360429';
export const SIGNER = 'county-360429-2';

/** Four offices (the bureau with two people), two departments, one officer for each unit, a signer, and one officer with two units. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'admin', displayName: '系统管理员（演示）', role: 'admin', units: [] },
  { username: HANDLER, displayName: '市工信局 审核员（演示）', role: 'bureau', units: [] },
  { username: ENDORSER, displayName: '市工信局 审批人（演示）', role: 'bureau', units: [] },
  { username: 'leader', displayName: '市领导（演示）', role: 'leader', units: [] },
  {
    username: 'dept-fgw',
    displayName: '市发改委 联络员（演示）',
    role: 'department',
    units: [],
    department: '市发改委',
  },
  {
    username: 'dept-swj',
    displayName: '市商务局 联络员（演示）',
    role: 'department',
    units: [],
    department: '市商务局',
  },
  { username: 'auditor', displayName: '审计员（演示）', role: 'auditor', units: [] },
  ...REPORTING_UNITS.map(({ code, name }) => ({
    username: countyUsername(code),
    displayName: `${name} 填报员（演示）`,
    role: 'county' as const,
    units: [{ code, maySignOff: false }],
  })),
  {
    username: SIGNER,
    displayName: '湖口县 签核人（演示）',
    role: 'county',
    units: [{ code: SIGN_OFF_UNIT, maySignOff: true }],
  },
  {
    username: 'county-360402-360403',
    displayName: '濂溪区、浔阳区 填报员（演示）',
    role: 'county',
    units: [
      { code: '360402', maySignOff: false },
      { code: '360403', maySignOff: false },
    ],
  },
];
