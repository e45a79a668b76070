import type { ProjectsTabProps } from '../tab-props.ts';

export function ListsTab(_props: ProjectsTabProps) {
  return null;
}
