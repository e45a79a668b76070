import { featureRouter } from '../http/route.ts';

/** Routes of firms. */
export function firmRoutes() {
  return featureRouter();
}
