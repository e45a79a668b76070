import { featureRouter } from '../http/route.ts';

/** Roll-up, contributions and decomposition of the city's change of intensity (原因分析). */
export function causeRoutes() {
  return featureRouter();
}
