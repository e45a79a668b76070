import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../app/session.ts';
import { SheetImport } from '../../import/sheet-import.tsx';
import { REPORTING_UNITS } from '../../subsidies/reporting-units.ts';
import { firmImport } from './firm-import.ts';
import { PROJECT_IMPORT } from './project-import.ts';

/** What may be imported on the pages of 项目库. */
export type LedgerImport = 'firms' | 'projects';

/** Import of a list into the ledger, above the list it belongs to. */
export function ImportPanel({ what, onClose }: { what: LedgerImport; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { user } = useSession();
  // made once: what was typed into it stays
  const [plan] = useState(() =>
    firmImport((user.role === 'county' ? user.units : REPORTING_UNITS).map(({ name }) => name)),
  );
  const refresh = () => {
    for (const feature of ['projects', 'beneficiaries', 'targets', 'reminders']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return what === 'firms' ? (
    <SheetImport plan={plan} onWritten={refresh} onClose={onClose} />
  ) : (
    <SheetImport plan={PROJECT_IMPORT} onWritten={refresh} onClose={onClose} />
  );
}
