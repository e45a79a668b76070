import { createRoute, OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi';
import { createMiddleware } from 'hono/factory';
import { wellFormed } from '../../db/well-formed.ts';
import { can, type Permission } from '../rules/permissions.ts';
import type { AppEnv } from './context.ts';
import { AppError, type FieldErrors, forbidden, notSignedIn } from './errors.ts';

/** What a route asks of its caller. Every route states one: there is no route without (default deny). */
export type Access = Permission | 'signedIn' | 'public';

/** Lets nobody pass who is not entitled; runs before the input is looked at. */
export const requireAccess = (access: Access, whilePasswordDue = false) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (access === 'public') return next();
    const signedIn = c.get('signedIn');
    if (!signedIn) throw notSignedIn();
    if (signedIn.mustChangePassword && !whilePasswordDue) {
      throw new AppError(403, 'password_change_required', '首次登录、密码重置或到期后须先修改密码。');
    }
    if (access !== 'signedIn' && !can(signedIn.role, access)) throw forbidden();
    return next();
  });

/**
 * `createRoute` with the access stated first; the generated OpenAPI document shows it as `x-access`.
 * `whilePasswordDue` marks the few routes open to somebody who still has to change a one-time password.
 */
export function route<P extends string, R extends Omit<RouteConfig, 'path'> & { path: P }>(
  access: Access,
  config: R,
  { whilePasswordDue = false } = {},
) {
  const secured = { ...config, middleware: [requireAccess(access, whilePasswordDue)], 'x-access': access };
  return createRoute<P, R>(secured as unknown as R);
}

/** One JSON reply. */
export function replies<S extends z.ZodType>(schema: S, description: string) {
  return { 200: { description, content: { 'application/json': { schema } } } } as const;
}

/** A required JSON body. */
export function jsonBody<S extends z.ZodType>(schema: S) {
  return { content: { 'application/json': { schema } }, required: true } as const;
}

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  keys?: string[];
}

function fieldErrorsOf(issues: readonly Issue[]): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of issues) {
    const path = issue.path.map(String).join('.');
    for (const key of issue.keys ?? []) {
      fields[path ? `${path}.${key}` : key] = { code: 'unknown_field', message: `不认识的字段：${key}` };
    }
    if (!issue.keys)
      fields[path] = { code: issue.code ?? 'invalid', message: '填写的内容类型或长度不符合要求。' };
  }
  return fields;
}

/** Control characters but tab and line ends, and what is no character: no text holds them, and XML (Word, Excel) may not. */
const NO_TEXT = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u;

const isText = (text: string) => text === wellFormed(text) && !NO_TEXT.test(text);

/** Where a text (or a key) is that does not survive UTF-8 or XML, path and all; null where none is. */
function malformedAt(value: unknown, path = ''): string | null {
  if (typeof value === 'string') return isText(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const inner = path ? `${path}.${wellFormed(key)}` : wellFormed(key);
    const found = isText(key) ? malformedAt(part, inner) : inner;
    if (found !== null) return found;
  }
  return null;
}

function refuseMalformed(input: unknown): void {
  const path = malformedAt(input);
  if (path === null) return;
  const fields = {
    [path]: { code: 'malformed_text', message: '含有不完整的字符或控制字符，请删去后重新输入。' },
  };
  throw new AppError(400, 'invalid_request', '请求内容不符合要求。', { fields });
}

/**
 * An empty feature router: refuses what its schemas do not know, and text that cannot be stored, with 400 and names
 * the fields.
 */
export function featureRouter() {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return refuseMalformed(result.data);
      const fields = fieldErrorsOf(result.error.issues as readonly Issue[]);
      const unknown = Object.values(fields).some((field) => field.code === 'unknown_field');
      throw new AppError(400, unknown ? 'unknown_field' : 'invalid_request', '请求内容不符合要求。', {
        fields,
      });
    },
  });
}
