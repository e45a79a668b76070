import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { AppEnv } from './context.ts';

/**
 * Address of the connection itself, X-Forwarded-For is not believed; 'local' where the app runs without a socket
 * (tests in the same process).
 */
export function sourceOf(c: Context<AppEnv>): string {
  try {
    return getConnInfo(c).remote.address ?? 'local';
  } catch {
    return 'local';
  }
}
