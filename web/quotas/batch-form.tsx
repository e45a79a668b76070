import { useState } from 'react';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { columnOf } from '../../server/rules/quota-columns.ts';
import { setBatch } from '../api/changes.ts';
import { DateField } from './date-field.tsx';
import { parseDate } from './date-text.ts';
import { FormDialog } from './form-dialog.tsx';
import { useRosterChange } from './use-roster-change.ts';

/** The day a year's list was published; empty = not out yet (待公布). */
export function BatchForm({
  batch,
  onClose,
}: {
  batch: QuotaPaceReply['batches'][number];
  onClose: () => void;
}) {
  const [publishedOn, setPublishedOn] = useState(batch.publishedOn ?? '');
  const isValid = publishedOn.trim() === '' || parseDate(publishedOn) !== null;
  const change = useRosterChange(() => setBatch(batch.column, batch.year, parseDate(publishedOn)), onClose);
  return (
    <FormDialog
      title={`${batch.year}年${columnOf(batch.column)?.label ?? ''}名单`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={() => isValid && change.mutate()}
      onClose={onClose}
    >
      <DateField
        label="公布日期"
        hint="尚未公布的留空"
        name="publishedOn"
        error={change.error}
        value={publishedOn}
        onChange={setPublishedOn}
      />
    </FormDialog>
  );
}
