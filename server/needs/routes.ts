import { featureRouter } from '../http/route.ts';

/** Routes of needs. */
export function needRoutes() {
  return featureRouter();
}
