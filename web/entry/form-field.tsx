import { FIGURE_SPECS, type FigureField, type Figures, OTHER_FIELDS } from '../../server/rules/figures.ts';
import type { EntryChecks } from './entry-checks.ts';
import { FigureInput } from './figure-input.tsx';
import type { KeptFormProps } from './form-props.ts';

interface FormFieldProps extends KeptFormProps {
  field: FigureField;
  checks: EntryChecks;
  onLeave: () => void;
}

/** One figure of the form, kept as it is typed. A value that is asked for may be missing for a reason. */
export function FormField({ field, detail, keeper, state, checks, onLeave }: FormFieldProps) {
  const { figures } = state;
  const isOther = OTHER_FIELDS.some((other) => other === field);
  return (
    <FigureInput
      field={field}
      detail={detail}
      value={figures[field]}
      comment={figures.comments[field]}
      absent={figures.absent[field]}
      mayBeAbsent={isOther || FIGURE_SPECS[field].requiredAtSubmit}
      fedBack={checks.differing.includes(field) ? (detail.feedback?.figures[field] ?? null) : null}
      error={checks.errors[field] ?? state.fieldErrors[field]?.message ?? null}
      warnings={checks.warnings[field] ?? []}
      hints={checks.hints[field] ?? []}
      readOnly={state.submitting}
      onChange={(text) => keeper.edit({ [field]: text })}
      onComment={(text) => keeper.edit({ comments: withText(figures.comments, field, text) })}
      onAbsent={(reason) =>
        keeper.edit({
          ...(reason === undefined ? {} : { [field]: null }),
          absent: withText(figures.absent, field, reason),
        })
      }
      onLeave={onLeave}
    />
  );
}

function withText(
  texts: Figures['comments'],
  field: FigureField,
  text: string | undefined,
): Figures['comments'] {
  const { [field]: _dropped, ...rest } = texts;
  return text === undefined ? rest : { ...rest, [field]: text };
}
