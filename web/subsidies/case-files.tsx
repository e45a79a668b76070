import type { CaseDetail } from '../../server/cases/schema.ts';
import { uploadCaseFile } from '../api/changes.ts';
import { useCan } from '../app/session.ts';
import { StoredFiles } from '../ui/stored-files.tsx';
import { useMoneyChange } from './use-money-change.ts';

const FORMATS = { accept: '.pdf,.jpg,.jpeg,.png,.docx,.xlsx', formats: 'PDF、JPG、PNG、DOCX、XLSX' };

/** Files of a case (申报材料). */
export function CaseFiles({ detail }: { detail: CaseDetail }) {
  const mayWrite = useCan('cases.write') && detail.stage !== 'closed' && detail.stage !== 'cancelled';
  const { mutateAsync } = useMoneyChange(
    (file: File) => uploadCaseFile(detail.id, file),
    () => undefined,
  );
  if (!mayWrite && detail.files.length === 0) return null;
  return (
    <StoredFiles
      heading="申报材料"
      what="材料"
      files={detail.files}
      addressOf={(file) => `/api/v1/cases/${detail.id}/files/${file.id}`}
      adding={mayWrite ? { ...FORMATS, send: mutateAsync } : null}
    />
  );
}
