import type { Certificate } from '../../server/quotas/certificate-schema.ts';
import { uploadEvidence } from '../api/changes.ts';
import { StoredFiles } from '../ui/stored-files.tsx';
import { useRosterChange } from './use-roster-change.ts';

/** Evidence (佐证材料) of a title, for download; nothing at all for those who may not see it. */
export function Evidence({ certificate, mayWrite }: { certificate: Certificate; mayWrite: boolean }) {
  const { id, files } = certificate;
  const { mutateAsync } = useRosterChange(
    (file: File) => uploadEvidence(id, file),
    () => undefined,
  );
  if (files === null) return null;
  const adding = { accept: '.pdf,.jpg,.jpeg,.png', formats: 'PDF、JPG、PNG', send: mutateAsync };
  return (
    <StoredFiles
      heading="佐证材料"
      what="佐证"
      files={files}
      addressOf={(file) => `/api/v1/certificates/${id}/files/${file.id}`}
      adding={mayWrite ? adding : null}
    />
  );
}
