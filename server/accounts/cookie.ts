import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../http/context.ts';

/** Name of the cookie; behind TLS `__Host-` stands before it. */
export const SESSION_COOKIE = 'session';

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
  setCookie(c, SESSION_COOKIE, token, optionsOf(c));
}

export function clearSessionCookie(c: Context<AppEnv>): void {
  deleteCookie(c, SESSION_COOKIE, optionsOf(c));
}

export function sessionTokenOf(c: Context<AppEnv>): string | undefined {
  return optionsOf(c).secure ? getCookie(c, SESSION_COOKIE, 'host') : getCookie(c, SESSION_COOKIE);
}
