import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FirmDetail } from '../../../server/firms/schema.ts';
import { firmQuery } from '../../api/queries.ts';

/** Runs a change of a firm, shows what it replies, reads anew what shows firms, also after a conflict. What was typed stays. */
export function useFirmChange(change: () => Promise<FirmDetail>, onDone: (reply: FirmDetail) => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['projects', 'beneficiaries', 'targets', 'progress']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return useMutation({
    mutationFn: change,
    onSuccess: (reply) => {
      queryClient.setQueryData(firmQuery(reply.id).queryKey, reply);
      refresh();
      onDone(reply);
    },
    onError: refresh,
  });
}
