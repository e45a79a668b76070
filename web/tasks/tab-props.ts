import type { TaskListReply } from '../../server/tasks/schema.ts';
import type { TasksSearch } from '../app/search.ts';

/** What each tab of 任务台账 is given. */
export interface TasksTabProps {
  reply: TaskListReply;
  search: TasksSearch;
  /** replaces the view state in the address; the page stays where it is scrolled to */
  onSearch: (search: TasksSearch) => void;
}
