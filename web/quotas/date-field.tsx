import { parseDate } from '../../server/rules/date-text.ts';
import { formatFullDate } from '../format.ts';
import { Field } from './form-dialog.tsx';

interface DateFieldProps {
  label: string;
  hint?: string;
  name: string;
  /** what the form itself finds wrong before sending */
  fault?: string | undefined;
  error: unknown;
  /** a likely date, YYYY-MM-DD, for the example */
  example?: string;
  /** as typed */
  value: string;
  onChange: (text: string) => void;
}

/** A date typed or pasted as people write it; tidied to YYYY-MM-DD on leaving the field. */
export function DateField({
  label,
  hint,
  name,
  fault,
  error,
  example = '2026-09-18',
  value,
  onChange,
}: DateFieldProps) {
  const isWrong = value.trim() !== '' && parseDate(value) === null;
  const help = isWrong ? `请填写日期，如${formatFullDate(example)}或 ${example}` : hint;
  return (
    <Field
      label={label}
      {...(help === undefined ? {} : { hint: help })}
      name={name}
      fault={fault}
      error={error}
    >
      {(control) => (
        <input
          {...control}
          aria-invalid={isWrong || control['aria-invalid']}
          className="field"
          inputMode="numeric"
          placeholder={`如 ${example}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => onChange(parseDate(value) ?? value)}
        />
      )}
    </Field>
  );
}
