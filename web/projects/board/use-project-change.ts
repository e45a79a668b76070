import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ProjectDetail } from '../../../server/projects/schema.ts';
import { projectQuery } from '../../api/queries.ts';

/**
 * Runs a change of a project, shows what it replies (the next step starts from it), and reads anew what depends on it,
 * also after a conflict. What was typed stays.
 */
export function useProjectChange<Input = void>(
  change: (input: Input) => Promise<ProjectDetail>,
  onDone: (reply: ProjectDetail) => void,
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
      queryClient.setQueryData(projectQuery(reply.id).queryKey, reply);
      refresh();
      onDone(reply);
    },
    onError: refresh,
  });
}
