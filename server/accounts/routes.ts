import { featureRouter } from '../http/route.ts';
import { adminRoutes } from './admin-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Sessions } from './sessions.ts';

/** Sign-in, the own password and sessions, and the administration of accounts. */
export function accountRoutes(sessions: Sessions) {
  return featureRouter().route('/', sessionRoutes(sessions)).route('/', adminRoutes());
}
