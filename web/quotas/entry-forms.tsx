import { useState } from 'react';
import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import type { QuotaPaceReply } from '../../server/quotas/schema.ts';
import { addCertificate, correctCertificate } from '../api/changes.ts';
import { EntryFields, SimilarField, TextField } from './certificate-fields.tsx';
import { changedEntry, type EntryTexts, entryOf, newEntry, textsOf } from './entry-texts.ts';
import { FormDialog } from './form-dialog.tsx';
import type { RosterChoice } from './matrix.tsx';
import { useRosterChange } from './use-roster-change.ts';

function useEntry(start: () => EntryTexts, pace: QuotaPaceReply) {
  const [texts, setTexts] = useState(start);
  const [confirmed, setConfirmed] = useState(false);
  const set = (part: Partial<EntryTexts>) => {
    // another name is another question
    if (part.holder !== undefined || part.column !== undefined) setConfirmed(false);
    setTexts((before) => changedEntry(before, part, pace));
  };
  const entry = () => ({ ...entryOf(texts), ...(confirmed ? { confirmSimilar: true } : {}) });
  return { texts, set, confirmed, setConfirmed, entry };
}

interface AddFormProps {
  pace: QuotaPaceReply;
  chosen: RosterChoice;
  onClose: () => void;
}

/** Adds a named certificate (称号) to the roster; what 措施三 rewards opens its case by itself (免申即享). */
export function AddCertificateForm({ pace, chosen, onClose }: AddFormProps) {
  const { texts, set, confirmed, setConfirmed, entry } = useEntry(() => newEntry(pace, chosen), pace);
  const change = useRosterChange(async () => addCertificate(entry()), onClose);
  return (
    <FormDialog
      title="新增称号"
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <EntryFields pace={pace} texts={texts} error={change.error} onChange={set} />
      <SimilarField error={change.error} confirmed={confirmed} onChange={setConfirmed} />
    </FormDialog>
  );
}

interface CorrectFormProps {
  pace: QuotaPaceReply;
  certificate: Certificate;
  onClose: () => void;
}

/** Corrects an entry of the register; what was and what is stands in the log. */
export function CorrectCertificateForm({ pace, certificate, onClose }: CorrectFormProps) {
  const { texts, set, confirmed, setConfirmed, entry } = useEntry(() => textsOf(certificate), pace);
  const [reason, setReason] = useState('');
  const change = useRosterChange(
    async () => correctCertificate(certificate.id, { ...entry(), version: certificate.version, reason }),
    onClose,
  );
  return (
    <FormDialog
      title={`更正登记：${certificate.holder}`}
      error={change.error}
      isBusy={change.isPending}
      submitWord="保存更正"
      onSubmit={change.mutate}
      onClose={onClose}
    >
      <EntryFields pace={pace} texts={texts} error={change.error} onChange={set} />
      <TextField
        label="更正原因"
        hint="已立项奖补的必填，相关事项将标出待核对"
        name="reason"
        error={change.error}
        value={reason}
        onChange={setReason}
      />
      <SimilarField error={change.error} confirmed={confirmed} onChange={setConfirmed} />
    </FormDialog>
  );
}
