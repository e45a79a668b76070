import type { ProjectsTabProps } from '../tab-props.ts';

export function NeedsTab(_props: ProjectsTabProps) {
  return null;
}
