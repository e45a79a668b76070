import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';

/** Reads everything about quotas anew, and about money. */
export function refreshRoster(queryClient: QueryClient): Promise<unknown> {
  return Promise.all(
    ['quotas', 'cases', 'funds', 'beneficiaries'].map((feature) =>
      queryClient.invalidateQueries({ queryKey: [feature] }),
    ),
  );
}

/**
 * Runs a change of roster, bases or batches, then reads everything about quotas anew, also after a conflict; and about
 * money, because a certificate opens or flags a case by itself (免申即享).
 */
export function useRosterChange<Reply, Input = void>(
  change: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply, input: Input) => void,
) {
  const queryClient = useQueryClient();
  const refresh = () => refreshRoster(queryClient);
  return useMutation({
    mutationFn: change,
    onSuccess: (reply: Reply, input: Input) => {
      void refresh();
      onDone(reply, input);
    },
    onError: () => void refresh(),
  });
}
