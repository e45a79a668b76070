import type { ProjectsTabProps } from '../tab-props.ts';

export function FirmsTab(_props: ProjectsTabProps) {
  return null;
}
