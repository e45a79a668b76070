import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of cases, budgets or beneficiaries, then reads all about money anew, also after a conflict. */
export function useMoneyChange<Reply, Input = void>(
  change: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply) => void,
) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['cases', 'funds', 'beneficiaries', 'projects']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return useMutation({
    mutationFn: change,
    onSuccess: (reply) => {
      refresh();
      onDone(reply);
    },
    onError: refresh,
  });
}
