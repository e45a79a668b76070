import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of roster, bases or batches, then reads everything about quotas anew, also after a conflict. */
export function useRosterChange<Reply>(change: () => Promise<Reply>, onDone: () => void) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['quotas'] });
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void refresh();
      onDone();
    },
    onError: () => void refresh(),
  });
}
