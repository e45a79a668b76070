import type { ProjectsTabProps } from '../tab-props.ts';

export function BoardTab(_props: ProjectsTabProps) {
  return null;
}
