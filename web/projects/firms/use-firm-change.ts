import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of a firm, then reads anew what shows firms, also after a conflict. What was typed stays. */
export function useFirmChange<Reply>(change: () => Promise<Reply>, onDone: (reply: Reply) => void) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['projects', 'beneficiaries', 'targets', 'progress']) {
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
