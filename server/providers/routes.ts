import { featureRouter } from '../http/route.ts';

/** Routes of providers. */
export function providerRoutes() {
  return featureRouter();
}
