import type { MethodGroup } from './methods.ts';
import { CAUSES } from './methods-causes.tsx';
import { GRADING } from './methods-grading.tsx';
import { OTHERS } from './methods-others.tsx';
import { OUTLOOK } from './methods-outlook.tsx';
import { PROJECTS } from './methods-projects.tsx';

/** All methods, in the order of the page. */
export const METHOD_GROUPS: readonly MethodGroup[] = [GRADING, OUTLOOK, CAUSES, PROJECTS, OTHERS];
