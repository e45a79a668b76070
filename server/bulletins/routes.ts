import { featureRouter } from '../http/route.ts';

/** Bulletins (通报) over a frozen period. */
export function bulletinRoutes() {
  return featureRouter();
}
