import { Field } from '../../quotas/form-dialog.tsx';
import { parseWan } from '../../subsidies/wan-text.ts';

interface TextFieldProps {
  label: string;
  hint: string;
  /** name of the field in the API's error reply */
  name: string;
  error: unknown;
  value: string;
  onChange: (text: string) => void;
}

/** Several lines of text. */
export function AreaField({ value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <textarea
          {...control}
          className="field"
          rows={4}
          maxLength={2000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What is wrong with an amount as typed; undefined where nothing is, or where none is stated. */
export function moneyFault(text: string): string | undefined {
  return text.trim() === '' || parseWan(text) !== null ? undefined : '请填写数字，单位万元，如85.5。';
}

/** An amount in 万元 that may be left empty. */
export function MoneyField({ value, onChange, ...field }: TextFieldProps) {
  return (
    <Field {...field} fault={moneyFault(value)}>
      {(control) => (
        <input
          {...control}
          className="field"
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
