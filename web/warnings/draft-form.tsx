import { useState } from 'react';
import { parseDate } from '../../server/rules/date-text.ts';
import { unknownCalendarNote } from '../../server/rules/working-days.ts';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { changeWarning } from '../api/changes.ts';
import { formatFullDate } from '../format.ts';
import { DateField } from '../quotas/date-field.tsx';
import { Field, FormDialog } from '../quotas/form-dialog.tsx';
import { useWarningChange } from './use-warning-change.ts';

/** The text with another deadline in it; what was typed as no date changes nothing. */
function withDate(body: string, before: string, typed: string): string {
  const [old, fresh] = [parseDate(before), parseDate(typed)];
  return old === null || fresh === null ? body : body.replaceAll(formatFullDate(old), formatFullDate(fresh));
}

/** Hint of a deadline; of one in a year without its holiday notice, also how that year is reckoned. */
function deadlineHint(typed: string): string {
  const date = parseDate(typed);
  const note = date === null ? null : unknownCalendarNote(date);
  return `正文中的日期随之更改${note === null ? '' : `；${note}`}`;
}

/** Text and deadlines of a draft; a deadline that is changed changes in the text too. */
export function DraftForm({ detail, onClose }: { detail: WarningDetail; onClose: () => void }) {
  const [body, setBody] = useState(detail.body);
  const [dates, setDates] = useState({ answerDueOn: detail.answerDueOn, remedyDueOn: detail.remedyDueOn });
  /** the dates as they stand in the text */
  const [written, setWritten] = useState(dates);
  const change = useWarningChange(
    () => changeWarning(detail.id, { version: detail.version, body, ...dates }),
    onClose,
  );
  const setDate = (key: keyof typeof dates) => (typed: string) => {
    setDates({ ...dates, [key]: typed });
    const date = parseDate(typed);
    if (date === null) return;
    setBody(withDate(body, written[key], date));
    setWritten({ ...written, [key]: date });
  };
  return (
    <FormDialog
      title={`修改正文：${detail.unitName}${detail.label}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <DateField
        label="答复期限"
        hint={deadlineHint(dates.answerDueOn)}
        name="answerDueOn"
        error={change.error}
        example={detail.answerDueOn}
        value={dates.answerDueOn}
        onChange={setDate('answerDueOn')}
      />
      <DateField
        label="整改期限"
        hint={deadlineHint(dates.remedyDueOn)}
        name="remedyDueOn"
        error={change.error}
        example={detail.remedyDueOn}
        value={dates.remedyDueOn}
        onChange={setDate('remedyDueOn')}
      />
      <Field label="正文" hint="每段一行，首行为标题" name="body" error={change.error}>
        {(control) => (
          <textarea
            {...control}
            className="field"
            rows={14}
            maxLength={10_000}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
