import { asc, eq, sql } from 'drizzle-orm';
import type { ReadDb } from '../../db/open.ts';
import { beneficiary, disbursement, projectEvent, projectFile, subsidyCase, user } from '../../db/schema.ts';
import { notFound } from '../http/errors.ts';
import { caseUnitsOf } from '../rules/case-steps.ts';
import { mayKeepLedger } from '../rules/ledger-scope.ts';
import { daysBetween } from '../rules/periods.ts';
import { scopeHas, type Viewer } from '../rules/permissions.ts';
import { improvementText } from '../rules/project-facts.ts';
import { PROJECT_STAGES } from '../rules/project-stages.ts';
import { PROJECT_EVENT_LABELS, projectStepsFor, STAGE_DAY } from '../rules/project-steps.ts';
import { awardById } from '../rules/subsidies/catalogue.ts';
import { partyOf, projectOffers } from './awards.ts';
import { findProject, type ProjectEntry, type ProjectView, rowOf, stateOf } from './list.ts';
import type { ProjectDetail } from './schema.ts';
import type { ProjectScope } from './scope.ts';

/** A project this scope may know of, or 404: another county's is not even there. */
export function requireProject(db: ReadDb, scope: ProjectScope, id: number): ProjectEntry {
  const entry = findProject(db, scope, id);
  if (!entry) throw notFound('项目');
  return entry;
}

function eventsOf(db: ReadDb, projectId: number): ProjectDetail['events'] {
  return db
    .select({ event: projectEvent, by: user.displayName })
    .from(projectEvent)
    .innerJoin(user, eq(user.id, projectEvent.by))
    .where(eq(projectEvent.projectId, projectId))
    .orderBy(asc(projectEvent.id))
    .all()
    .map(({ event, by }) => ({
      id: event.id,
      step: event.step,
      label: PROJECT_EVENT_LABELS[event.step] ?? event.step,
      fromStage: event.fromStage as ProjectDetail['stage'] | null,
      toStage: event.toStage as ProjectDetail['stage'],
      on: event.on,
      person: event.person,
      note: event.note,
      data: event.data === null ? null : JSON.parse(event.data),
      at: event.at,
      by,
    }));
}

/** Without the contents, which are read one by one. */
function filesOf(db: ReadDb, projectId: number): ProjectDetail['files'] {
  return db
    .select({
      id: projectFile.id,
      stage: projectFile.stage,
      name: projectFile.name,
      mediaType: projectFile.mediaType,
      sizeBytes: projectFile.sizeBytes,
      uploadedBy: user.displayName,
      uploadedAt: projectFile.uploadedAt,
    })
    .from(projectFile)
    .innerJoin(user, eq(user.id, projectFile.uploadedBy))
    .where(eq(projectFile.projectId, projectId))
    .orderBy(asc(projectFile.id))
    .all();
}

const paidFen = sql<number>`(SELECT coalesce(sum(${disbursement.amountFen}), 0) FROM ${disbursement} WHERE ${disbursement.caseId} = ${subsidyCase.id})`;

function casesOf(db: ReadDb, viewer: Viewer, projectId: number): ProjectDetail['cases'] {
  return db
    .select({ row: subsidyCase, beneficiaryName: beneficiary.name, paidFen })
    .from(subsidyCase)
    .innerJoin(beneficiary, eq(beneficiary.id, subsidyCase.beneficiaryId))
    .where(eq(subsidyCase.projectId, projectId))
    .orderBy(asc(subsidyCase.id))
    .all()
    .map(({ row, beneficiaryName, paidFen: paid }) => ({
      id: row.id,
      awardId: row.awardId,
      awardTitle: awardById(row.awardId)?.award.title ?? row.awardId,
      clause: row.clause,
      beneficiaryName,
      mayRead: scopeHas(caseUnitsOf(viewer), row.unitCode),
      stage: row.stage,
      expectedFen: row.expectedFen,
      approvedFen: row.approvedFen,
      paidFen: paid,
    }));
}

/** Each stage with its day, how long it lasted, who was in charge and how many files it has. */
function stagesOf(
  { row }: ProjectEntry,
  { events, files }: Pick<ProjectDetail, 'events' | 'files'>,
  today: string,
): ProjectDetail['stages'] {
  const days = PROJECT_STAGES.map((stage) => row[STAGE_DAY[stage]]);
  return PROJECT_STAGES.map((stage, index) => {
    const on = days[index] ?? null;
    const until = days.slice(index + 1).find((day) => day !== null) ?? row.stoppedOn ?? today;
    const reached = events.findLast((event) => event.toStage === stage && event.fromStage !== stage);
    return {
      stage,
      on,
      days: on === null || stage === 'evaluated' ? null : daysBetween(on, until),
      person: on === null ? null : (reached?.person ?? null),
      files: files.filter((file) => file.stage === stage).length,
    };
  });
}

/** Everything about one project. */
export function projectDetail(db: ReadDb, view: ProjectView, id: number): ProjectDetail {
  const entry = requireProject(db, view.scope, id);
  const { row } = entry;
  const firm = partyOf(db, row.firmId);
  const [events, files] = [eventsOf(db, id), filesOf(db, id)];
  return {
    ...rowOf(entry, view.today),
    firm: {
      id: firm.row.id,
      name: firm.row.name,
      creditCode: firm.row.creditCode,
      industry: firm.row.industry,
      treasuryUnit: firm.row.treasuryUnit,
      treasuryUnitName: firm.treasuryUnitName,
      tce: firm.tce,
      tceYear: firm.tceYear,
    },
    content: row.content,
    product: row.product,
    energyUnit: row.energyUnit,
    unitEnergyBefore: row.unitEnergyBefore,
    unitEnergyAfter: row.unitEnergyAfter,
    energyLevel: row.energyLevel,
    acceptanceFiled: row.acceptanceFiled,
    ndrcDiagnosed: row.ndrcDiagnosed,
    willingOn: row.willingOn,
    diagnosedOn: row.diagnosedOn,
    schemeOn: row.schemeOn,
    startedOn: row.startedOn,
    acceptedOn: row.acceptedOn,
    awardedOn: row.awardedOn,
    evaluatedOn: row.evaluatedOn,
    improvementPct: improvementText(row),
    stages: stagesOf(entry, { events, files }, view.today),
    events,
    files,
    steps: projectStepsFor(view.viewer, stateOf(entry)),
    mayEdit: mayKeepLedger(view.viewer, row.unitCode) && row.stoppedOn === null,
    awards: projectOffers(db, view, entry).map(({ award }) => award),
    cases: casesOf(db, view.viewer, id),
  };
}
