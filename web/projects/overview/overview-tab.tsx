import type { ProjectsTabProps } from '../tab-props.ts';

export function OverviewTab(_props: ProjectsTabProps) {
  return null;
}
