import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  ENERGY_LEVEL_LABELS,
  ENERGY_LEVELS,
  PROJECT_FIGURE_LABELS,
  type ProjectFigure,
} from '../../../server/rules/project-steps.ts';
import { providersQuery } from '../../api/queries.ts';
import { DateField } from '../../quotas/date-field.tsx';
import { Field } from '../../quotas/form-dialog.tsx';
import { type Faults, type FigureTexts, figureKind } from './form-shape.ts';
import styles from './project-form.module.css';

interface FigureFieldsProps {
  names: readonly ProjectFigure[];
  /** those that must be given; null = none is marked */
  needed: readonly ProjectFigure[];
  texts: FigureTexts;
  faults: Faults;
  error: unknown;
  onChange: (texts: FigureTexts) => void;
}

const HINTS: Partial<Record<ProjectFigure, string>> = {
  investmentFen: '万元',
  loanFen: '万元；没有的留空',
  energyUnit: '如 千克标准煤/吨',
  product: '如 水泥熟料',
  providerId: '从公开遴选的服务商中选；没有的留空',
};

type Control = { id: string; 'aria-describedby': string; 'aria-invalid': boolean };

interface FigureFieldProps {
  name: ProjectFigure;
  isNeeded: boolean;
  text: string;
  fault: string | undefined;
  error: unknown;
  onText: (text: string) => void;
}

function Choice({
  control,
  text,
  onText,
  children,
}: { control: Control; children: ReactNode } & Pick<FigureFieldProps, 'text' | 'onText'>) {
  return (
    <select {...control} className="field" value={text} onChange={(event) => onText(event.target.value)}>
      <option value="">未填</option>
      {children}
    </select>
  );
}

/** Providers on the list; one that left it stands only where it was chosen before. */
function ProviderOptions({ chosen }: { chosen: string }) {
  const { data } = useQuery(providersQuery());
  const listed = (data?.providers ?? []).filter(
    ({ id, state }) => state === 'listed' || String(id) === chosen,
  );
  return listed.map(({ id, name, state }) => (
    <option key={id} value={id}>
      {name}
      {state === 'listed' ? '' : '（不在册）'}
    </option>
  ));
}

function FigureField({ name, isNeeded, text, fault, error, onText }: FigureFieldProps) {
  const label = `${PROJECT_FIGURE_LABELS[name]}${isNeeded ? '' : '（可不填）'}`;
  const kind = figureKind(name);
  if (kind === 'date') {
    return <DateField label={label} name={name} fault={fault} error={error} value={text} onChange={onText} />;
  }
  const control = (props: Control) => {
    if (kind === 'yesNo') {
      return (
        <Choice control={props} text={text} onText={onText}>
          <option value="yes">是</option>
          <option value="no">否</option>
        </Choice>
      );
    }
    if (kind === 'level') {
      return (
        <Choice control={props} text={text} onText={onText}>
          {ENERGY_LEVELS.map((level) => (
            <option key={level} value={level}>
              {ENERGY_LEVEL_LABELS[level]}
            </option>
          ))}
        </Choice>
      );
    }
    if (kind === 'provider') {
      return (
        <Choice control={props} text={text} onText={onText}>
          <ProviderOptions chosen={text} />
        </Choice>
      );
    }
    return (
      <input
        {...props}
        className="field"
        inputMode={kind === 'text' ? 'text' : 'decimal'}
        autoComplete="off"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    );
  };
  return (
    <Field label={label} hint={HINTS[name] ?? ''} name={name} fault={fault} error={error}>
      {control}
    </Field>
  );
}

/** Figures of a project, each with its own kind of control, two in a line. */
export function FigureFields({ names, needed, texts, faults, error, onChange }: FigureFieldsProps) {
  return (
    <div className={styles.pair}>
      {names.map((name) => (
        <FigureField
          key={name}
          name={name}
          isNeeded={needed.includes(name)}
          text={texts[name] ?? ''}
          fault={faults[name]}
          error={error}
          onText={(text) => onChange({ ...texts, [name]: text })}
        />
      ))}
    </div>
  );
}
