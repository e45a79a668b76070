import { useState } from 'react';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { ApiError } from '../api/client.ts';

/** What the person is told when a step was refused: at its field where it names one. */
function wordsOf(error: unknown): string {
  if (!(error instanceof ApiError)) return '没有办成，请重试；仍不行请联系管理员。';
  const [first] = Object.values(error.fields);
  return first?.message ?? error.message;
}

/** One step in the life of a report, at a time: busy while it runs, words where it is refused. */
export function useReportStep(onMoved: (newest: ReportDetail) => void) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (step: () => Promise<ReportDetail>) => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      onMoved(await step());
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, run };
}
