import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Runs a change of a provider, then reads lists, projects and beneficiaries anew, also after a conflict. */
export function useProviderChange<Reply>(change: () => Promise<Reply>, onDone: () => void) {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all(
      ['projects', 'beneficiaries', 'targets', 'tasks'].map((feature) =>
        queryClient.invalidateQueries({ queryKey: [feature] }),
      ),
    );
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      void refresh();
      onDone();
    },
    onError: () => void refresh(),
  });
}
