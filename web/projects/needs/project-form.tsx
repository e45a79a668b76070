import { useState } from 'react';
import type { NeedDetail, NeedStepInput } from '../../../server/needs/schema.ts';
import { PROJECT_KIND_LABELS, PROJECT_KINDS, type ProjectKind } from '../../../server/rules/project-kinds.ts';
import { takeNeedStep } from '../../api/changes.ts';
import { ApiError } from '../../api/client.ts';
import { Field, FormDialog, useOwnFaults } from '../../quotas/form-dialog.tsx';
import styles from './needs.module.css';
import { useNeedChange } from './use-need-change.ts';

interface KindsProps {
  kinds: readonly ProjectKind[];
  error: unknown;
  onChange: (kinds: ProjectKind[]) => void;
}

function Kinds({ kinds, error, onChange }: KindsProps) {
  useOwnFaults('kinds');
  const fault = error instanceof ApiError ? error.fields.kinds?.message : undefined;
  return (
    <fieldset className={styles.choices}>
      <legend>改造类别（可多选）</legend>
      {PROJECT_KINDS.map((kind) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={kinds.includes(kind)}
            onChange={(event) =>
              onChange(event.target.checked ? [...kinds, kind] : kinds.filter((other) => other !== kind))
            }
          />
          {PROJECT_KIND_LABELS[kind]}
        </label>
      ))}
      {fault === undefined ? null : <p className={styles.fault}>{fault}</p>}
    </fieldset>
  );
}

/** A project of the firm that is in the library already. */
function Known({
  need,
  value,
  error,
  onChange,
}: {
  need: NeedDetail;
  value: string;
  error: unknown;
  onChange: (id: string) => void;
}) {
  return (
    <Field label="项目" hint="只关联，不改变项目的服务商" name="projectId" error={error}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {need.linkable.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** 转为项目: a new project in the stage 意愿, or one that is there. */
export function ProjectForm({ need, onClose }: { need: NeedDetail; onClose: () => void }) {
  const [way, setWay] = useState<'new' | 'known'>('new');
  const [name, setName] = useState(need.title);
  const [kinds, setKinds] = useState<ProjectKind[]>([]);
  const [projectId, setProjectId] = useState(String(need.linkable[0]?.id ?? ''));
  const { id, version } = need;
  const chosen: Partial<NeedStepInput> =
    way === 'new' ? { name, kinds } : { projectId: Number(projectId) || 1 };
  const change = useNeedChange(() => takeNeedStep(id, { version, step: 'makeProject', ...chosen }), onClose);
  const ways = [
    ['new', '新建项目'],
    ['known', '关联已有项目'],
  ] as const;
  return (
    <FormDialog
      title={`转为项目：${need.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="转为项目"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      {need.linkable.length === 0 ? null : (
        <fieldset className={styles.choices}>
          <legend>方式</legend>
          {ways.map(([value, label]) => (
            <label key={value}>
              <input type="radio" name="way" checked={way === value} onChange={() => setWay(value)} />
              {label}
            </label>
          ))}
        </fieldset>
      )}
      {way === 'known' ? (
        <Known need={need} value={projectId} error={change.error} onChange={setProjectId} />
      ) : (
        <>
          <Field
            label="项目名称"
            hint={`进入${need.unitName}项目库“意愿”阶段，服务商：${need.providerName ?? ''}`}
            name="name"
            error={change.error}
          >
            {(control) => (
              <input
                {...control}
                className="field"
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Kinds kinds={kinds} error={change.error} onChange={setKinds} />
        </>
      )}
    </FormDialog>
  );
}
