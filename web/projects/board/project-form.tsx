import { useId, useState } from 'react';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import { PROJECT_KIND_LABELS, PROJECT_KINDS } from '../../../server/rules/project-kinds.ts';
import { ACCEPTANCE_FIGURES } from '../../../server/rules/project-steps.ts';
import { addProject, changeProject } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { useSession } from '../../app/session.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field, FormDialog, useOwnFaults } from '../../quotas/form-dialog.tsx';
import { FirmChoice } from '../firms/firm-choice.tsx';
import { FigureFields } from './figure-fields.tsx';
import {
  draftOf,
  type Faults,
  newDraft,
  type ProjectDraft,
  projectInput,
  REGISTERED_FIGURES,
  toggled,
} from './form-shape.ts';
import styles from './project-form.module.css';
import { useProjectChange } from './use-project-change.ts';

interface FieldsProps {
  draft: ProjectDraft;
  faults: Faults;
  error: unknown;
  onChange: (part: Partial<ProjectDraft>) => void;
}

/** Of a new project only: the firm of one that is known stands fixed. */
function FirmField({ draft, faults, error, onChange }: FieldsProps) {
  return (
    <Field label="企业" hint="没有的先在“重点用能企业”登记" name="firmId" fault={faults.firmId} error={error}>
      {(control) => (
        <FirmChoice
          control={control}
          value={draft.firmId}
          withEnergy
          onChange={(firmId) => onChange({ firmId })}
        />
      )}
    </Field>
  );
}

function KindsField({ draft, error, onChange }: FieldsProps) {
  useOwnFaults('kinds');
  const faultId = useId();
  const fault = error instanceof ApiError ? error.fields.kinds?.message : undefined;
  return (
    <fieldset className={styles.kinds}>
      <legend>类型（可多选）</legend>
      {PROJECT_KINDS.map((kind, index) => (
        <label key={kind}>
          <input
            type="checkbox"
            aria-invalid={index === 0 && fault !== undefined ? true : undefined}
            aria-describedby={index === 0 && fault !== undefined ? faultId : undefined}
            checked={draft.kinds.includes(kind)}
            onChange={(event) => onChange({ kinds: toggled(draft.kinds, kind, event.target.checked) })}
          />
          {PROJECT_KIND_LABELS[kind]}
        </label>
      ))}
      {fault ? (
        <span id={faultId} className={styles.fault}>
          {fault}
        </span>
      ) : null}
    </fieldset>
  );
}

/** What the acceptance report does not settle. */
const UNSETTLED_FIGURES = REGISTERED_FIGURES.filter(
  (name) => !ACCEPTANCE_FIGURES.some((settled) => settled === name),
);

function Fields(props: FieldsProps & { isNew: boolean; isSettled: boolean }) {
  const { draft, faults, error, onChange, isNew, isSettled } = props;
  return (
    <>
      {isNew ? <FirmField {...props} /> : null}
      <Field label="项目名称" name="name" error={error}>
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <KindsField {...props} />
      <Field label="改造内容（可不填）" name="content" error={error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={3}
            maxLength={2000}
            value={draft.content}
            onChange={(event) => onChange({ content: event.target.value })}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <DateField
          label="提出意愿日期"
          name="willingOn"
          error={error}
          value={draft.willingOn}
          onChange={(willingOn) => onChange({ willingOn })}
        />
        <Field label="责任人（可不填）" hint="县（市、区）或企业的经办人" name="person" error={error}>
          {(control) => (
            <input
              {...control}
              className="field"
              maxLength={60}
              value={draft.person}
              onChange={(event) => onChange({ person: event.target.value })}
            />
          )}
        </Field>
      </div>
      <FigureFields
        names={isSettled ? UNSETTLED_FIGURES : REGISTERED_FIGURES}
        needed={[]}
        texts={draft.figures}
        faults={faults}
        error={error}
        onChange={(figures) => onChange({ figures })}
      />
      <p className={styles.note}>能耗数据来自企业申报或验收报告，不得取自统计报表。</p>
    </>
  );
}

interface FormProps {
  /** null = a new one */
  project: ProjectDetail | null;
  /** the firm chosen at first, '' = none */
  firmId: string;
  onClose: () => void;
  onSaved?: (saved: ProjectDetail) => void;
}

/** Registers a willing firm's project (登记项目), or corrects what is known of one. */
export function ProjectForm({ project, firmId, onClose, onSaved }: FormProps) {
  const { today } = useSession();
  const [draft, setDraft] = useState(() => (project === null ? newDraft(today, firmId) : draftOf(project)));
  const [faults, setFaults] = useState<Faults>({});
  const change = useProjectChange(
    (input: Parameters<typeof addProject>[0]) =>
      project === null
        ? addProject(input)
        : changeProject(project.id, { ...input, version: project.version }),
    (saved) => {
      onClose();
      onSaved?.(saved);
    },
  );
  const submit = () => {
    const read = projectInput(draft);
    setFaults(read.ok ? {} : read.faults);
    if (read.ok) change.mutate(read.input);
  };
  return (
    <FormDialog
      title={project === null ? '登记改造项目' : `修改项目：${project.name}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields
        draft={draft}
        faults={faults}
        error={change.error}
        isNew={project === null}
        isSettled={project !== null && project.acceptedOn !== null}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
    </FormDialog>
  );
}
