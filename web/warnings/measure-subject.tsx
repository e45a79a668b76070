import { useQuery } from '@tanstack/react-query';
import type { Beneficiary } from '../../server/beneficiaries/schema.ts';
import type { ProjectRow } from '../../server/projects/schema.ts';
import { LISTED_FROM_TCE } from '../../server/rules/coverage.ts';
import { PROJECT_STAGE_LABELS } from '../../server/rules/project-stages.ts';
import { beneficiariesQuery, projectsQuery } from '../api/queries.ts';
import { useCan } from '../app/session.ts';
import { Field } from '../quotas/form-dialog.tsx';
import type { MeasureDraft } from './answer-shape.ts';
import { chosenFirm, chosenProject, firmGroups } from './measure-shape.ts';

/** Firms and retrofit projects of the unit that a measure may name; empty where there are none. */
export interface Subjects {
  firms: readonly Beneficiary[];
  projects: readonly ProjectRow[];
}

export function useSubjects(unitCode: string): Subjects {
  const mayRead = useCan('beneficiaries.write');
  const mayReadProjects = useCan('projects.read');
  const { data } = useQuery({ ...beneficiariesQuery(), enabled: mayRead });
  const projects = useQuery({ ...projectsQuery({ unit: unitCode }), enabled: mayReadProjects });
  const firms = (data?.beneficiaries ?? []).filter(({ treasuryUnit, statisticsUnit, registeredUnit }) =>
    [treasuryUnit, statisticsUnit, registeredUnit].includes(unitCode),
  );
  return { firms, projects: (projects.data?.projects ?? []).filter(({ stoppedOn }) => stoppedOn === null) };
}

interface SubjectProps {
  measure: MeasureDraft;
  index: number;
  subjects: Subjects;
  error: unknown;
  onChange: (measure: MeasureDraft) => void;
}

const idOf = (text: string) => (text === '' ? null : Number(text));

function FirmChoice({ measure, index, subjects, error, onChange }: SubjectProps) {
  const groups = firmGroups(subjects.firms);
  const option = ({ id, name, annualTce }: Beneficiary) => (
    <option key={id} value={id}>
      {name}
      {annualTce === null ? '' : `（年耗${annualTce}吨标准煤）`}
    </option>
  );
  return (
    <Field label="涉及企业（可不选）" name={`measures.${index}.beneficiaryId`} error={error}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={measure.beneficiaryId ?? ''}
          onChange={({ target }) => onChange(chosenFirm(measure, idOf(target.value), subjects.projects))}
        >
          <option value="">不涉及单个企业</option>
          {groups.key.length > 0 ? (
            <optgroup label={`重点用能企业（年耗${LISTED_FROM_TCE}吨标准煤以上）`}>
              {groups.key.map(option)}
            </optgroup>
          ) : null}
          {groups.others.length > 0 ? (
            <optgroup label="其他受益主体">{groups.others.map(option)}</optgroup>
          ) : null}
        </select>
      )}
    </Field>
  );
}

function ProjectChoice({ measure, index, subjects, error, onChange }: SubjectProps) {
  return (
    <Field label="涉及改造项目（可不选）" name={`measures.${index}.projectId`} error={error}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={measure.projectId ?? ''}
          onChange={({ target }) => onChange(chosenProject(measure, idOf(target.value), subjects.projects))}
        >
          <option value="">不涉及项目库中的项目</option>
          {subjects.projects.map(({ id, name, firmName, stage }) => (
            <option key={id} value={id}>
              {name}（{firmName}，{PROJECT_STAGE_LABELS[stage]}）
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Which firm and which retrofit project of the unit a measure is about. */
export function MeasureSubject(props: SubjectProps) {
  const { firms, projects } = props.subjects;
  return (
    <>
      {firms.length > 0 ? <FirmChoice {...props} /> : null}
      {projects.length > 0 ? <ProjectChoice {...props} /> : null}
    </>
  );
}
