import { type ReactNode, useState } from 'react';
import { COUNTIES_DEPARTMENT } from '../../server/rules/task-steps.ts';
import type { TaskDetail } from '../../server/tasks/schema.ts';
import { remindOfTask, setTaskDepartments } from '../api/changes.ts';
import { Field, FormDialog, useOwnFaults } from '../quotas/form-dialog.tsx';
import styles from './tasks.module.css';
import { useTaskChange } from './use-task-change.ts';
import { lastReportText } from './words.ts';

interface FormProps {
  detail: TaskDetail;
  onClose: () => void;
}

interface ChoiceProps {
  legend: string;
  all: readonly { name: string; note?: string; isFixed?: boolean }[];
  chosen: readonly string[];
  fault?: string | undefined;
  onChoose: (chosen: string[]) => void;
}

function Choice({ legend, all, chosen, fault, onChoose }: ChoiceProps): ReactNode {
  useOwnFaults('departments');
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {all.map(({ name, note, isFixed = false }) => (
        <label key={name}>
          <input
            type="checkbox"
            disabled={isFixed}
            checked={isFixed || chosen.includes(name)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
          {name}
          {note === undefined ? null : <span className="muted small">{note}</span>}
        </label>
      ))}
      {fault ? <span className={styles.fault}>{fault}</span> : null}
    </fieldset>
  );
}

/** 催报: asks departments for a report; those that are silent are chosen already. */
export function RemindForm({ detail, onClose }: FormProps) {
  const asked = detail.departments.filter(({ reports, mine }) => reports && !mine);
  const [chosen, setChosen] = useState<string[]>(() =>
    asked
      .filter(({ silent, lastReportOn }) => silent || lastReportOn === null)
      .map(({ department }) => department),
  );
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const text = note.trim();
  const change = useTaskChange(
    detail.id,
    () => remindOfTask(detail.id, { departments: chosen, note: text === '' ? null : text }),
    onClose,
  );
  return (
    <FormDialog
      title={`催报：${detail.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="发出催报"
      onSubmit={() => {
        setTried(true);
        if (chosen.length > 0) change.mutate();
      }}
      onClose={onClose}
    >
      <Choice
        legend="催报部门"
        all={asked.map((one) => ({ name: one.department, note: lastReportText(one) }))}
        chosen={chosen}
        fault={isTried && chosen.length === 0 ? '请选择催报的部门。' : undefined}
        onChoose={setChosen}
      />
      <Field label="说明" hint="可不填；部门在平台提醒中看到" name="note" error={change.error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** Names as typed, with 、 or commas between them. */
const namesIn = (text: string) =>
  text
    .split(/[、，,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** 市级落实单位 of a task of the province's plan; printed departments stay. */
export function AssignForm({ detail, known, onClose }: FormProps & { known: readonly string[] }) {
  const [others, setOthers] = useState('');
  const seen = detail.departments.flatMap(({ department, printed }) => (printed ? [] : [department]));
  const printed = detail.departments.flatMap((one) => (one.printed ? [one.department] : []));
  const [chosen, setChosen] = useState<string[]>(seen);
  const change = useTaskChange(
    detail.id,
    () => setTaskDepartments(detail.id, { seen, departments: [...chosen, ...namesIn(others)] }),
    onClose,
  );
  const all = [...new Set([...known, ...seen])].filter(
    (name) => !printed.includes(name) && name !== COUNTIES_DEPARTMENT,
  );
  return (
    <FormDialog
      title={`市级落实单位：${detail.title}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <p className="small">原文所列单位（{printed.join('、')}）不变；这里明确由市里哪些部门落实。</p>
      <Choice
        legend="市级落实单位"
        all={all.map((name) => ({ name }))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <Field
        label="其他部门"
        hint="限市行动计划所列市级单位和已有账号的部门；多个用顿号隔开"
        name="departments"
        error={change.error}
      >
        {(control) => (
          <input
            {...control}
            className="field"
            maxLength={200}
            value={others}
            onChange={(event) => setOthers(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
