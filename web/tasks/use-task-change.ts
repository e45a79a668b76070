import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TaskDetail } from '../../server/tasks/schema.ts';
import { taskQuery } from '../api/queries.ts';

/** Runs a change of a task, shows what it replies, and reads anew what depends on it, also after a refusal. */
export function useTaskChange<Input = void>(
  taskId: string,
  change: (input: Input) => Promise<TaskDetail>,
  onDone: (reply: TaskDetail) => void = () => undefined,
) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (reply) => {
      queryClient.setQueryData(taskQuery(taskId).queryKey, reply);
      void queryClient.invalidateQueries({ queryKey: ['tasks', 'list'] });
      void queryClient.invalidateQueries({ queryKey: ['reminders'] });
      onDone(reply);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['tasks'] }),
  });
}
