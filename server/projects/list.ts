import { aliasedTable, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, project, unit } from '../../db/schema.ts';
import { daysBetween } from '../rules/periods.ts';
import type { Viewer } from '../rules/permissions.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';
import { isOverdue, type StallFacts, stallOf } from '../rules/project-stalls.ts';
import { type ProjectState, STAGE_DAY } from '../rules/project-steps.ts';
import type { ProjectRecord } from './record.ts';
import type { ProjectRow } from './schema.ts';
import { type ProjectScope, projectsIn } from './scope.ts';

/** Whose eyes a reply is for. */
export interface ProjectView {
  viewer: Viewer;
  scope: ProjectScope;
  today: string;
}

export interface ProjectEntry {
  row: ProjectRecord;
  firmName: string;
  unitName: string;
  providerName: string | null;
  person: string | null;
  /** a case opened from the project is not cancelled: any, and one of the firm's own */
  hasLiveCase: boolean;
  hasOwnCase: boolean;
}

const provider = aliasedTable(beneficiary, 'provider');

const lastPerson = sql<string | null>`(SELECT e.person FROM project_event e
  WHERE e.project_id = ${project.id} AND e.person IS NOT NULL ORDER BY e.id DESC LIMIT 1)`;
const liveCase = sql<number>`EXISTS (SELECT 1 FROM subsidy_case s
  WHERE s.project_id = ${project.id} AND s.stage <> 'cancelled')`;
/**
 * Without that of the provider (措施一): 1 where the firm's own award is being claimed. The columns of the project are
 * named with their table: in a query of one table Drizzle leaves it out, and `id` would be that of the case.
 */
export const ownCase = sql<number>`EXISTS (SELECT 1 FROM subsidy_case s
  WHERE s.project_id = project.id AND s.stage <> 'cancelled' AND s.beneficiary_id = project.firm_id)`;

export function entriesWhere(db: ReadDb, where: SQL | undefined): ProjectEntry[] {
  return db
    .select({
      row: project,
      firmName: beneficiary.name,
      unitName: unit.name,
      providerName: provider.name,
      person: lastPerson,
      liveCase,
      ownCase,
    })
    .from(project)
    .innerJoin(beneficiary, eq(beneficiary.id, project.firmId))
    .innerJoin(unit, eq(unit.code, project.unitCode))
    .leftJoin(provider, eq(provider.id, project.providerId))
    .where(where)
    .orderBy(asc(unit.sortOrder), asc(project.id))
    .all()
    .map(({ row, firmName, unitName, providerName, person, liveCase: live, ownCase: own }) => ({
      row,
      firmName,
      unitName,
      providerName,
      person,
      hasLiveCase: live === 1,
      hasOwnCase: own === 1,
    }));
}

/** One project this scope may know of. */
export function findProject(db: ReadDb, scope: ProjectScope, id: number): ProjectEntry | undefined {
  return entriesWhere(db, projectsIn(scope, eq(project.id, id)))[0];
}

/** Every project this viewer may see, by unit in the order of 附件2. */
export const projectEntries = (db: ReadDb, scope: ProjectScope): ProjectEntry[] =>
  entriesWhere(db, projectsIn(scope));

/** Day the present stage was reached. */
export function stageSince(row: ProjectRecord): string {
  const day = row[STAGE_DAY[row.stage]];
  if (day !== null) return day;
  const earlier = PROJECT_STAGES.slice(0, PROJECT_STAGES.indexOf(row.stage));
  const last = earlier.map((stage) => row[STAGE_DAY[stage]]).findLast((on) => on !== null);
  return last ?? row.createdAt.slice(0, 10);
}

/** What tells whether a project is past its reminder limit, for every list and count of such projects. */
export function stallFactsOf({ row, hasOwnCase }: Pick<ProjectEntry, 'row' | 'hasOwnCase'>): StallFacts {
  const { stage, stoppedOn, plannedTo } = row;
  return { stage, stoppedOn, plannedTo, stageSince: stageSince(row), hasLiveCase: hasOwnCase };
}

export function stateOf({ row, hasLiveCase }: ProjectEntry): ProjectState {
  const { stage, unitCode, stoppedOn } = row;
  return { stage, unitCode, stoppedOn, hasLiveCase };
}

export function rowOf(entry: ProjectEntry, today: string): ProjectRow {
  const { row } = entry;
  const facts = stallFactsOf(entry);
  return {
    id: row.id,
    firmId: row.firmId,
    firmName: entry.firmName,
    unitCode: row.unitCode,
    unitName: entry.unitName,
    name: row.name,
    kinds: row.kinds as ProjectRow['kinds'],
    stage: row.stage,
    stoppedOn: row.stoppedOn,
    stageSince: facts.stageSince,
    days: daysBetween(facts.stageSince, today),
    stalled: stallOf(facts, today),
    overdue: isOverdue(facts, today),
    investmentFen: row.investmentFen,
    loanFen: row.loanFen,
    expectedSavingTce: row.expectedSavingTce,
    acceptedSavingTce: row.acceptedSavingTce,
    plannedFrom: row.plannedFrom,
    plannedTo: row.plannedTo,
    providerId: row.providerId,
    providerName: entry.providerName,
    person: entry.person,
    version: row.version,
  };
}
