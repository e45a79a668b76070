import { useState } from 'react';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { parseDate } from '../../server/rules/date-text.ts';
import { removeCertificate, restoreCertificate } from '../api/changes.ts';
import { formatFullDate } from '../format.ts';
import { TextField } from './certificate-fields.tsx';
import { DateField } from './date-field.tsx';
import { Field, FormDialog } from './form-dialog.tsx';
import { useRosterChange } from './use-roster-change.ts';

const COMMON_REASONS = [
  '动态管理复核未通过',
  '企业关停或注销',
  '发生重大安全环保事故',
  '合并更名，由新主体承继',
];

interface FormProps {
  certificate: Certificate;
  onClose: () => void;
}

/** Takes a certificate out of the stock from a day on; the entry itself stays on the roster. */
export function RemoveCertificateForm({ certificate, onClose }: FormProps) {
  const [removedOn, setRemovedOn] = useState('');
  const [removalReason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const change = useRosterChange(
    () =>
      removeCertificate(certificate.id, {
        version: certificate.version,
        removedOn: parseDate(removedOn) ?? removedOn,
        removalReason: removalReason.trim(),
        ...(document.trim() === '' ? {} : { document: document.trim() }),
      }),
    onClose,
  );
  const { error } = change;
  return (
    <FormDialog
      title={`${certificate.holder}：退出名单`}
      error={error}
      isBusy={change.isPending}
      submitWord="确认退出"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <DateField
        label="退出日期"
        hint="自该日起不计入存量"
        name="removedOn"
        error={error}
        value={removedOn}
        onChange={setRemovedOn}
      />
      <Field label="退出原因" name="removalReason" error={error}>
        {(control) => (
          <>
            <input
              {...control}
              className="field"
              list="removal-reasons"
              value={removalReason}
              onChange={(event) => setReason(event.target.value)}
            />
            <datalist id="removal-reasons">
              {COMMON_REASONS.map((reason) => (
                <option key={reason} value={reason} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <TextField
        label="依据文号"
        hint="没有文件的留空"
        name="document"
        error={error}
        value={document}
        onChange={setDocument}
      />
    </FormDialog>
  );
}

/** Takes back a removal recorded by mistake. */
export function RestoreCertificateForm({ certificate, onClose }: FormProps) {
  const [reason, setReason] = useState('');
  const change = useRosterChange(
    () => restoreCertificate(certificate.id, { version: certificate.version, reason: reason.trim() }),
    onClose,
  );
  return (
    <FormDialog
      title={`${certificate.holder}：撤回退出`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="确认撤回"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <p>
        原登记于{formatFullDate(certificate.removedOn)}退出：{certificate.removalReason}
        。撤回后重新计入存量，相关奖补事项将标出待核对。
      </p>
      <TextField label="撤回原因" name="reason" error={change.error} value={reason} onChange={setReason} />
    </FormDialog>
  );
}
