import { getConnInfo } from '@hono/node-server/conninfo';
import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { appendAudit } from '../../db/audit.ts';
import { session } from '../../db/schema.ts';
import { type AppEnv, actorOf, auditFrom, type SignedIn, signedInOf } from '../http/context.ts';
import { notSignedIn } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { defaultPeriod } from '../periods/periods.ts';
import { scopeOf } from '../reports/scope.ts';
import { ROLE_PERMISSIONS } from '../rules/permissions.ts';
import {
  changeAccount,
  changeOwnPassword,
  createAccount,
  listAccounts,
  resetPassword,
  unlockAccount,
} from './accounts.ts';
import { clearSessionCookie, setSessionCookie } from './cookie.ts';
import { heldUnits } from './held-units.ts';
import {
  accountChangeSchema,
  accountListSchema,
  accountSchema,
  credentialsSchema,
  newAccountSchema,
  oneTimePasswordSchema,
  passwordChangeSchema,
  type SessionReply,
  sessionSchema,
} from './schema.ts';
import type { Sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

const idParam = z.object({ id: z.coerce.number().int() });

/** Address of the connection itself; 'local' where the app runs without a socket (tests in the same process). */
function sourceOf(c: Context<AppEnv>): string {
  try {
    return getConnInfo(c).remote.address ?? 'local';
  } catch {
    return 'local';
  }
}

function sessionReply(c: Context<AppEnv>, who: SignedIn): SessionReply {
  const { db, clock, demo } = c.get('deps');
  return {
    user: {
      id: who.userId,
      username: who.username,
      displayName: who.displayName,
      role: who.role,
      units: heldUnits(db.read, who.userId),
      unitCodes: [...who.unitCodes],
      mustChangePassword: who.mustChangePassword,
    },
    permissions: [...ROLE_PERMISSIONS[who.role]],
    today: clock.today(),
    demo,
    defaultPeriod: defaultPeriod(db.read, scopeOf(who), clock.today()),
  };
}

const signInRoute = route('public', {
  method: 'post',
  path: '/session',
  summary: '登录',
  request: { body: jsonBody(credentialsSchema) },
  responses: replies(sessionSchema, 'Signed in; the cookie is set'),
});
const whoRoute = route(
  'signedIn',
  {
    method: 'get',
    path: '/session',
    summary: '当前用户及权限',
    responses: replies(sessionSchema, 'Signed in'),
  },
  { whilePasswordDue: true },
);
const signOutRoute = route(
  'signedIn',
  { method: 'delete', path: '/session', summary: '退出', responses: { 204: { description: 'Signed out' } } },
  { whilePasswordDue: true },
);
const passwordRoute = route(
  'signedIn',
  {
    method: 'put',
    path: '/session/password',
    summary: '修改本人密码',
    request: { body: jsonBody(passwordChangeSchema) },
    responses: replies(sessionSchema, 'Changed; all other sessions of the account have ended'),
  },
  { whilePasswordDue: true },
);
const listRoute = route('users.write', {
  method: 'get',
  path: '/accounts',
  summary: '账号列表',
  responses: replies(accountListSchema, 'All accounts'),
});
const createAccountRoute = route('users.write', {
  method: 'post',
  path: '/accounts',
  summary: '新建账号',
  request: { body: jsonBody(newAccountSchema) },
  responses: replies(oneTimePasswordSchema, 'Created, with its one-time password'),
});
const changeRoute = route('users.write', {
  method: 'patch',
  path: '/accounts/{id}',
  summary: '改名、停用、启用账号',
  request: { params: idParam, body: jsonBody(accountChangeSchema) },
  responses: replies(accountSchema, 'Changed'),
});
const resetRoute = route('users.write', {
  method: 'post',
  path: '/accounts/{id}/password-reset',
  summary: '重置密码',
  request: { params: idParam, body: jsonBody(z.strictObject({ version: z.number().int() })) },
  responses: replies(oneTimePasswordSchema, 'Reset, with the one-time password'),
});
const unlockRoute = route('users.write', {
  method: 'post',
  path: '/accounts/{id}/unlock',
  summary: '解除登录锁定',
  request: { params: idParam, body: jsonBody(z.strictObject({})) },
  responses: replies(accountSchema, 'Unlocked'),
});

/** Sign-in, the own password, and the administration of accounts. */
export function accountRoutes(sessions: Sessions) {
  return featureRouter()
    .openapi(signInRoute, async (c) => {
      const { db, clock } = c.get('deps');
      const attempt = { ...c.req.valid('json'), source: sourceOf(c), requestId: c.get('requestId') };
      const token = await signIn(db, clock, attempt);
      const who = sessions.find(token);
      if (!who) throw notSignedIn();
      setSessionCookie(c, token);
      return c.json(sessionReply(c, who), 200);
    })
    .openapi(whoRoute, (c) => c.json(sessionReply(c, signedInOf(c)), 200))
    .openapi(signOutRoute, (c) => {
      const { tokenHash, userId } = signedInOf(c);
      c.get('deps').db.write((tx) => {
        tx.delete(session).where(eq(session.tokenHash, tokenHash)).run();
        appendAudit(tx, {
          ...auditFrom(actorOf(c)),
          action: 'session.end',
          entity: 'user',
          entityId: String(userId),
        });
      });
      clearSessionCookie(c);
      return c.body(null, 204);
    })
    .openapi(passwordRoute, async (c) => {
      const me = signedInOf(c);
      await changeOwnPassword(c.get('deps').db, me, c.req.valid('json'), actorOf(c));
      return c.json(sessionReply(c, { ...me, mustChangePassword: false }), 200);
    })
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      return c.json({ accounts: listAccounts(db.read, clock.now().toISOString()) }, 200);
    })
    .openapi(createAccountRoute, async (c) =>
      c.json(await createAccount(c.get('deps').db, c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(changeRoute, (c) =>
      c.json(changeAccount(c.get('deps').db, c.req.valid('param').id, c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(resetRoute, async (c) => {
      const { version } = c.req.valid('json');
      return c.json(await resetPassword(c.get('deps').db, c.req.valid('param').id, version, actorOf(c)), 200);
    })
    .openapi(unlockRoute, (c) =>
      c.json(unlockAccount(c.get('deps').db, c.req.valid('param').id, actorOf(c)), 200),
    );
}
