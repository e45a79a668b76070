import type { ProjectsSearch } from '../app/search.ts';

/** What each tab of 项目库 is given. */
export interface ProjectsTabProps {
  search: ProjectsSearch;
  /** replaces the view state in the address; the page stays where it is scrolled to */
  onSearch: (search: ProjectsSearch) => void;
}
