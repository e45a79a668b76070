import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of a project, then reads anew what depends on it, also after a conflict. What was typed stays. */
export function useProjectChange<Reply, Input = void>(
  change: (input: Input) => Promise<Reply>,
  onDone: (reply: Reply) => void,
) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['projects', 'cases', 'funds', 'reminders']) {
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
