import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import type { ProjectRow } from '../../server/projects/schema.ts';
import { energyLevelOf } from '../../server/rules/coverage.ts';
import type { MeasureDraft } from './answer-shape.ts';

type OfFirm = Pick<ProjectRow, 'id' | 'firmId'>;

/** A firm chosen: a project of another firm does not stay beside it. */
export function chosenFirm(
  measure: MeasureDraft,
  beneficiaryId: number | null,
  projects: readonly OfFirm[],
): MeasureDraft {
  const project = projects.find(({ id }) => id === measure.projectId);
  const projectId = project?.firmId === beneficiaryId ? measure.projectId : null;
  return { ...measure, beneficiaryId, projectId };
}

/** A project chosen brings its firm; none chosen leaves the firm as it is. */
export function chosenProject(
  measure: MeasureDraft,
  projectId: number | null,
  projects: readonly OfFirm[],
): MeasureDraft {
  const project = projects.find(({ id }) => id === projectId);
  if (!project) return { ...measure, projectId: null };
  return { ...measure, projectId, beneficiaryId: project.firmId };
}

/** Firms that use 1000 tce a year or more first, the largest user at the top; then the others as they come. */
export function firmGroups<T extends Pick<Beneficiary, 'annualTce'>>(firms: readonly T[]) {
  const isKey = ({ annualTce }: T) => !['below', null].includes(energyLevelOf(annualTce));
  return {
    key: firms.filter(isKey).sort((a, b) => Number(b.annualTce) - Number(a.annualTce)),
    others: firms.filter((firm) => !isKey(firm)),
  };
}
