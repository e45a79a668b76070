import { can, type UnitScope, type Viewer } from './permissions.ts';

/** Units whose firms, projects and needs this viewer may see by name: the bureau all, a county its own, nobody else any. */
export function ledgerUnitsOf(viewer: Viewer): UnitScope {
  if (!can(viewer.role, 'projects.read')) return [];
  return viewer.role === 'county' ? viewer.unitCodes : 'all';
}

/** Units whose sums (project numbers, savings, coverage) this viewer may see: leaders and the bureau all, a county its own. */
export function ledgerSumsOf(viewer: Viewer): UnitScope {
  if (!can(viewer.role, 'projects.sums')) return [];
  return viewer.role === 'county' ? viewer.unitCodes : 'all';
}

/** Whether this viewer may keep the firms and projects of a unit: a county its own, the bureau all. */
export function mayKeepLedger(viewer: Viewer, unitCode: string): boolean {
  if (!can(viewer.role, 'projects.write')) return false;
  return viewer.role !== 'county' || viewer.unitCodes.includes(unitCode);
}
