import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WarningDetail } from '../../server/warnings/schema.ts';
import { warningQuery } from '../api/queries.ts';

/** Runs a change of a warning, shows what it replies, reads anew what depends on it, also after a conflict. What was typed stays. */
export function useWarningChange<Input = void>(
  change: (input: Input) => Promise<WarningDetail>,
  onDone: (reply: WarningDetail) => void,
) {
  const queryClient = useQueryClient();
  const refresh = () => {
    for (const feature of ['warnings', 'progress', 'reminders']) {
      void queryClient.invalidateQueries({ queryKey: [feature] });
    }
  };
  return useMutation({
    mutationFn: change,
    onSuccess: (reply) => {
      queryClient.setQueryData(warningQuery(reply.id).queryKey, reply);
      refresh();
      onDone(reply);
    },
    onError: refresh,
  });
}
