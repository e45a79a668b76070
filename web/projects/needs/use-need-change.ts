import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { NeedDetail } from '../../../server/needs/schema.ts';
import { needQuery } from '../../api/queries.ts';

/** Runs a change of a need, shows what it replies, reads anew what depends on it, also after a conflict. What was typed stays. */
export function useNeedChange(change: () => Promise<NeedDetail>, onDone: (need: NeedDetail) => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['projects', 'reminders']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return useMutation({
    mutationFn: change,
    onSuccess: (need) => {
      queryClient.setQueryData(needQuery(need.id).queryKey, need);
      refresh();
      onDone(need);
    },
    onError: refresh,
  });
}
