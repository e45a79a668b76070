import { featureRouter } from '../http/route.ts';

/** Grading rule sets (预警规则) and what each grade rests on. */
export function gradingRoutes() {
  return featureRouter();
}
