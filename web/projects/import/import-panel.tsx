import { useQueryClient } from '@tanstack/react-query';
import { SheetImport } from '../../import/sheet-import.tsx';
import { FIRM_IMPORT } from './firm-import.ts';
import { PROJECT_IMPORT } from './project-import.ts';

/** What may be imported on the pages of 项目库. */
export type LedgerImport = 'firms' | 'projects';

/** Import of a list into the ledger, above the list it belongs to. */
export function ImportPanel({ what, onClose }: { what: LedgerImport; onClose: () => void }) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['projects', 'beneficiaries', 'targets', 'reminders']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return what === 'firms' ? (
    <SheetImport plan={FIRM_IMPORT} onWritten={refresh} onClose={onClose} />
  ) : (
    <SheetImport plan={PROJECT_IMPORT} onWritten={refresh} onClose={onClose} />
  );
}
