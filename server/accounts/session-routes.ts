import { z } from '@hono/zod-openapi';
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { appendAudit } from '../../db/audit.ts';
import { session, user } from '../../db/schema.ts';
import { type AppEnv, actorOf, auditFrom, type SignedIn, signedInOf } from '../http/context.ts';
import { notSignedIn } from '../http/errors.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import { sourceOf } from '../http/source.ts';
import { defaultPeriod } from '../periods/periods.ts';
import { scopeOf } from '../reports/scope.ts';
import { ROLE_PERMISSIONS } from '../rules/permissions.ts';
import { changeOwnPassword } from './accounts.ts';
import { browserWords } from './browser-words.ts';
import { clearSessionCookie, setSessionCookie } from './cookie.ts';
import { heldUnits } from './held-units.ts';
import { isPasswordExpired, passwordDays, passwordExpiresOn } from './password-age.ts';
import {
  credentialsSchema,
  passwordChangeSchema,
  type SessionReply,
  sessionListSchema,
  sessionSchema,
} from './schema.ts';
import { endSession, endSessions, sessionsOf } from './session-list.ts';
import type { Sessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

/** Whether and why the password has to be changed, and until when it holds. */
function passwordState(c: Context<AppEnv>, who: SignedIn): SessionReply['password'] {
  const { db, clock } = c.get('deps');
  const row = db.read.select().from(user).where(eq(user.id, who.userId)).get();
  if (!row) throw notSignedIn();
  const days = passwordDays(db.read);
  const expired = isPasswordExpired(row.passwordChangedAt, days, clock.now());
  const due = who.mustChangePassword ? (expired ? 'expired' : 'oneTime') : null;
  return { due, expiresOn: passwordExpiresOn(row.passwordChangedAt, days) };
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
      department: who.department,
      mustChangePassword: who.mustChangePassword,
    },
    permissions: [...ROLE_PERMISSIONS[who.role]],
    password: passwordState(c, who),
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
const ownSessionsRoute = route('signedIn', {
  method: 'get',
  path: '/session/all',
  summary: '本人的登录情况',
  responses: replies(sessionListSchema, 'Where this account is signed in, the latest first'),
});
const endOneRoute = route('signedIn', {
  method: 'delete',
  path: '/session/all/{id}',
  summary: '结束本人的一处登录',
  request: { params: z.object({ id: z.string().max(32) }) },
  responses: { 204: { description: 'Ended' } },
});
const everywhereRoute = route('signedIn', {
  method: 'post',
  path: '/session/sign-out-everywhere',
  summary: '退出本人的全部登录',
  request: { body: jsonBody(z.strictObject({ keepThis: z.boolean().default(false) })) },
  responses: { 204: { description: 'All ended; with keepThis, all but the asking one' } },
});

/** Sign-in and sign-out, the own password, and where one is signed in. */
export function sessionRoutes(sessions: Sessions) {
  return featureRouter()
    .openapi(signInRoute, async (c) => {
      const { db, clock } = c.get('deps');
      const browser = browserWords(c.req.header('user-agent'));
      const attempt = { source: sourceOf(c), browser, requestId: c.get('requestId') };
      const replaced = c.get('signedIn');
      const token = await signIn(db, clock, { ...c.req.valid('json'), ...attempt, replaced });
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
      const token = await changeOwnPassword(
        c.get('deps').db,
        { ...me, source: sourceOf(c) },
        c.req.valid('json'),
        actorOf(c),
      );
      setSessionCookie(c, token);
      return c.json(sessionReply(c, { ...me, mustChangePassword: false }), 200);
    })
    .openapi(ownSessionsRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { userId, tokenHash } = signedInOf(c);
      return c.json({ sessions: sessionsOf(db.read, userId, clock.now(), tokenHash) }, 200);
    })
    .openapi(endOneRoute, (c) => {
      const { userId, tokenHash } = signedInOf(c);
      const { id } = c.req.valid('param');
      const ended = endSession(c.get('deps').db, userId, id, 'session.end_one', actorOf(c));
      if (ended === tokenHash) clearSessionCookie(c);
      return c.body(null, 204);
    })
    .openapi(everywhereRoute, (c) => {
      const { userId, tokenHash } = signedInOf(c);
      const { keepThis } = c.req.valid('json');
      const kept = keepThis ? tokenHash : null;
      endSessions(c.get('deps').db, userId, kept, 'session.end_all', actorOf(c));
      if (!keepThis) clearSessionCookie(c);
      return c.body(null, 204);
    });
}
