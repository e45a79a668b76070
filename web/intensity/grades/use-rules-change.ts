import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RuleSetListReply } from '../../../server/grading/schema.ts';

/** Runs a change of the rules, then reads everything anew, also after a conflict: every lamp may be another. */
export function useRulesChange(change: () => Promise<RuleSetListReply>, onDone: () => void) {
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries();
  return useMutation({
    mutationFn: change,
    onSuccess: () => {
      refresh();
      onDone();
    },
    onError: () => void queries.invalidateQueries({ queryKey: ['grades'] }),
  });
}
