import type { ReactNode } from 'react';
import type { NewCertificate } from '../../server/quotas/schema.ts';
import { CERTIFICATE_COLUMNS, QUOTA_COLUMNS, TITLE_COLUMNS } from '../../server/rules/quota-columns.ts';
import { Field } from './form-dialog.tsx';

interface SelectFieldProps {
  label: string;
  hint?: string;
  name: string;
  error: unknown;
  value: string | number;
  onChange: (value: string) => void;
  /** the options */
  children: ReactNode;
}

/** A labelled choice with its own fault in words. */
export function SelectField({ value, onChange, children, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}

function Options({ columns }: { columns: readonly { key: string; label: string }[] }) {
  return columns.map((column) => (
    <option key={column.key} value={column.key}>
      {column.label}
    </option>
  ));
}

interface KindFieldsProps {
  form: NewCertificate;
  error: unknown;
  onChange: (form: NewCertificate) => void;
}

/** What the certificate is; of a 领跑者 also which, because 能效 and 水效 open different awards. */
export function KindFields({ form, error, onChange }: KindFieldsProps) {
  const { leader, ...rest } = form;
  const column = (key: string) => CERTIFICATE_COLUMNS.find((candidate) => candidate.key === key)?.key;
  return (
    <>
      <SelectField
        label="类别"
        name="column"
        error={error}
        value={form.column}
        onChange={(key) => onChange({ ...rest, column: column(key) ?? form.column })}
      >
        <optgroup label="计入附件2任务">
          <Options columns={QUOTA_COLUMNS} />
        </optgroup>
        <optgroup label="不计任务，按措施三奖励">
          <Options columns={TITLE_COLUMNS} />
        </optgroup>
      </SelectField>
      {form.column === 'efficiencyLeader' ? (
        <SelectField
          label="领跑者类别"
          hint="决定按哪一项奖励立项"
          name="leader"
          error={error}
          value={leader ?? ''}
          onChange={(kind) =>
            onChange(kind === 'energy' || kind === 'water' ? { ...rest, leader: kind } : rest)
          }
        >
          <option value="">待核实</option>
          <option value="energy">能效领跑者</option>
          <option value="water">水效领跑者</option>
        </SelectField>
      ) : null}
    </>
  );
}
