import { parseDate } from '../../server/rules/date-text.ts';
import { Field } from './form-dialog.tsx';

interface DateFieldProps {
  label: string;
  hint?: string;
  name: string;
  error: unknown;
  /** as typed */
  value: string;
  onChange: (text: string) => void;
}

/** A date typed or pasted as people write it; tidied to YYYY-MM-DD on leaving the field. */
export function DateField({ label, hint, name, error, value, onChange }: DateFieldProps) {
  const isWrong = value.trim() !== '' && parseDate(value) === null;
  const help = isWrong ? '请填写日期，如 2026-09-18 或 2026年9月18日' : hint;
  return (
    <Field label={label} {...(help === undefined ? {} : { hint: help })} name={name} error={error}>
      {(control) => (
        <input
          {...control}
          aria-invalid={isWrong || control['aria-invalid']}
          className="field"
          inputMode="numeric"
          placeholder="如 2026-09-18"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => onChange(parseDate(value) ?? value)}
        />
      )}
    </Field>
  );
}
