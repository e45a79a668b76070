import { useState } from 'react';
import type { Provider, ProviderListReply } from '../../../server/providers/schema.ts';
import { setProviderCharges } from '../../api/changes.ts';
import { FormDialog } from '../../quotas/form-dialog.tsx';
import styles from './lists.module.css';
import { useProviderChange } from './use-provider-change.ts';

interface ChoiceProps {
  legend: string;
  options: readonly { value: string; label: string; note: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Choice({ legend, options, chosen, onChange }: ChoiceProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {options.map(({ value, label, note }) => (
        <label key={value} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          <span>
            {label}
            <small>{note}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface ChargesFormProps {
  provider: Provider;
  coverage: ProviderListReply['coverage'];
  onClose: () => void;
}

/** Who else is in charge, so that what nobody has stands out. */
const noteOf = (providers: readonly { id: number; name: string }[], id: number) => {
  const others = providers.filter((one) => one.id !== id).length;
  return others === 0 ? '无其他服务商' : `另有${others}家`;
};

/** Sets the counties and industries a provider is in charge of (包挂), as a whole. */
export function ChargesForm({ provider, coverage, onClose }: ChargesFormProps) {
  const [unitCodes, setUnits] = useState(() => provider.charges.flatMap(({ unitCode }) => unitCode ?? []));
  const [industries, setIndustries] = useState(() =>
    provider.charges.flatMap(({ industry }) => industry ?? []),
  );
  const change = useProviderChange(
    () => setProviderCharges(provider.id, { version: provider.version, unitCodes, industries }),
    onClose,
  );
  return (
    <FormDialog
      title={`${provider.name}：包挂`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <Choice
        legend="县（市、区）"
        options={coverage.units.map(({ code, label, providers }) => ({
          value: code,
          label,
          note: noteOf(providers, provider.id),
        }))}
        chosen={unitCodes}
        onChange={setUnits}
      />
      <Choice
        legend="行业"
        options={coverage.industries.map(({ label, providers }) => ({
          value: label,
          label,
          note: noteOf(providers, provider.id),
        }))}
        chosen={industries}
        onChange={setIndustries}
      />
    </FormDialog>
  );
}
