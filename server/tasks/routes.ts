import { featureRouter } from '../http/route.ts';

/** Routes of tasks. */
export function taskRoutes() {
  return featureRouter();
}
