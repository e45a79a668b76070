import type { CausesReply } from '../../../server/causes/schema.ts';
import { useCan } from '../../app/session.ts';
import { useAsOf } from '../../ui/as-of.ts';

export interface CausesProps {
  causes: CausesReply;
  /** opens the form of the weights; null while it is open */
  onEnter: (() => void) | null;
}

/** Opens the form; for the bureau, and not on a past day. */
export function EnterButton({ causes, onEnter }: CausesProps) {
  const mayWrite = useCan('weights.write');
  const isPast = useAsOf() !== undefined;
  if (!mayWrite || isPast || onEnter === null) return null;
  return (
    <button
      type="button"
      className={causes.weights ? 'linkButton noPrint' : 'button primary noPrint'}
      onClick={onEnter}
    >
      {causes.weights ? '修改增加值占比' : '录入增加值占比'}
    </button>
  );
}
