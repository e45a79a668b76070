import { featureRouter } from '../http/route.ts';

/** Warning notices and what follows them (预警督办). */
export function warningRoutes() {
  return featureRouter();
}
