import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../http/context.ts';

const NAME = 'session';

function optionsOf(c: Context<AppEnv>) {
  const secure = c.get('deps').publicOrigin?.startsWith('https://') ?? false;
  return {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure,
    ...(secure ? { prefix: 'host' as const } : {}),
  } as const;
}

/** The session cookie: HttpOnly, SameSite=Strict, ends with the browser; Secure and `__Host-` behind TLS. */
export function setSessionCookie(c: Context<AppEnv>, token: string): void {
  setCookie(c, NAME, token, optionsOf(c));
}

export function clearSessionCookie(c: Context<AppEnv>): void {
  deleteCookie(c, NAME, optionsOf(c));
}

export function sessionTokenOf(c: Context<AppEnv>): string | undefined {
  return optionsOf(c).secure ? getCookie(c, NAME, 'host') : getCookie(c, NAME);
}
