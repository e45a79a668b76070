import { featureRouter } from '../http/route.ts';

/** Routes of projects. */
export function projectRoutes() {
  return featureRouter();
}
