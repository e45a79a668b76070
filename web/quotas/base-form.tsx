import { useState } from 'react';
import type { QuotaCell } from '../../server/quotas/schema.ts';
import type { QuotaColumn } from '../../server/rules/quota-columns.ts';
import { setBaseCount } from '../api/changes.ts';
import { Field, FormDialog } from './form-dialog.tsx';
import { useRosterChange } from './use-roster-change.ts';

interface BaseFormProps {
  unitCode: string;
  unitName: string;
  column: QuotaColumn;
  cell: QuotaCell;
  onClose: () => void;
}

const WHOLE_NUMBER = /^\d{1,4}$/;

/** Stock at the end of 2024 (2024年底存量); empty = not entered, which is not nought. */
export function BaseForm({ unitCode, unitName, column, cell, onClose }: BaseFormProps) {
  const [text, setText] = useState(cell.base === null ? '' : String(cell.base));
  const count = text.trim() === '' ? null : Number(text.trim());
  const isValid = count === null || WHOLE_NUMBER.test(text.trim());
  const change = useRosterChange(
    () => setBaseCount(unitCode, column.key, { version: cell.baseVersion, count }),
    onClose,
  );
  return (
    <FormDialog
      title={`${unitName}${column.label}：2024年底存量`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => isValid && change.mutate()}
      onClose={onClose}
    >
      <Field
        label={`存量（${column.measure}）`}
        hint={
          isValid ? '2025年以前已取得且仍有效的总数；未核实的留空，没有的填0' : '请填整数，如 3；未核实的留空'
        }
        name="count"
        error={change.error}
      >
        {(control) => (
          <input
            {...control}
            aria-invalid={!isValid || control['aria-invalid']}
            className="field"
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
