import { ROLES, type Role } from '../../server/rules/permissions.ts';
import type { Guide } from './guide.ts';
import { ADMIN_GUIDE } from './guide-admin.ts';
import { AUDITOR_GUIDE } from './guide-auditor.ts';
import { BUREAU_GUIDE } from './guide-bureau.ts';
import { COUNTY_GUIDE } from './guide-county.ts';
import { DEPARTMENT_GUIDE } from './guide-department.ts';
import { LEADER_GUIDE } from './guide-leader.ts';

/** The guide of each role. */
export const GUIDES: Readonly<Record<Role, Guide>> = {
  county: COUNTY_GUIDE,
  bureau: BUREAU_GUIDE,
  leader: LEADER_GUIDE,
  department: DEPARTMENT_GUIDE,
  admin: ADMIN_GUIDE,
  auditor: AUDITOR_GUIDE,
};

/** The role asked for in the address, else one's own. */
export function roleShown(asked: string | undefined, own: Role): Role {
  return ROLES.find((role) => role === asked) ?? own;
}
