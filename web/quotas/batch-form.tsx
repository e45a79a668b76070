import { useState } from 'react';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { columnOf } from '../../server/rules/quota-columns.ts';
import { setBatch } from '../api/changes.ts';
import { TextField } from './certificate-fields.tsx';
import { DateField } from './date-field.tsx';
import { FormDialog } from './form-dialog.tsx';
import { useRosterChange } from './use-roster-change.ts';

/** The calendar of a year's list: when it is expected and when it came out; empty = not out yet (待公布). */
export function BatchForm({
  batch,
  onClose,
}: {
  batch: QuotaPaceReply['batches'][number];
  onClose: () => void;
}) {
  const [publishedOn, setPublishedOn] = useState(batch.publishedOn ?? '');
  const [expectedOn, setExpectedOn] = useState(batch.expectedOn ?? '');
  const [document, setDocument] = useState(batch.document ?? '');
  const isValid = [publishedOn, expectedOn].every((text) => text.trim() === '' || parseDate(text) !== null);
  const change = useRosterChange(
    () =>
      setBatch(batch.column, batch.year, {
        version: batch.version,
        publishedOn: parseDate(publishedOn),
        expectedOn: parseDate(expectedOn),
        document: document.trim() === '' ? null : document.trim(),
      }),
    onClose,
  );
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
        label="预计日期"
        hint="按往年或上级通知；不清楚的留空"
        name="expectedOn"
        error={change.error}
        value={expectedOn}
        onChange={setExpectedOn}
      />
      <DateField
        label="公布日期"
        hint="尚未公布的留空"
        name="publishedOn"
        error={change.error}
        value={publishedOn}
        onChange={setPublishedOn}
      />
      <TextField
        label="名单文号"
        hint="登记称号时自动带出"
        name="document"
        error={change.error}
        value={document}
        onChange={setDocument}
      />
    </FormDialog>
  );
}
