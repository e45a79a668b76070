import { z } from '@hono/zod-openapi';
import { actorOf, signedInOf } from '../http/context.ts';
import { featureRouter, jsonBody, replies, route } from '../http/route.ts';
import {
  changeAccount,
  createAccount,
  listAccounts,
  requireAccount,
  resetPassword,
  unlockAccount,
} from './accounts.ts';
import { departmentChoices } from './departments.ts';
import { changeUnits, handOver } from './hand-over.ts';
import { passwordDays, setPasswordDays } from './password-age.ts';
import {
  accountChangeSchema,
  accountListSchema,
  accountSchema,
  accountSettingsChangeSchema,
  accountSettingsSchema,
  handOverReplySchema,
  handOverSchema,
  newAccountSchema,
  oneTimePasswordSchema,
  sessionListSchema,
  unitsChangeSchema,
} from './schema.ts';
import { endSession, endSessions, sessionsOf } from './session-list.ts';

const idParam = z.object({ id: z.coerce.number().int() });

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
  summary: '改名、更正所在部门、停用、启用账号',
  request: { params: idParam, body: jsonBody(accountChangeSchema) },
  responses: replies(accountSchema, 'Changed'),
});
const unitsRoute = route('users.write', {
  method: 'put',
  path: '/accounts/{id}/units',
  summary: '设定所管单位和签核权',
  request: { params: idParam, body: jsonBody(unitsChangeSchema) },
  responses: replies(accountSchema, 'Changed'),
});
const handOverRoute = route('users.write', {
  method: 'post',
  path: '/accounts/{id}/hand-over',
  summary: '移交所管单位',
  request: { params: idParam, body: jsonBody(handOverSchema) },
  responses: replies(handOverReplySchema, 'Handed over; a new account comes with its one-time password'),
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
const sessionsRoute = route('users.write', {
  method: 'get',
  path: '/accounts/{id}/sessions',
  summary: '一个账号的登录情况',
  request: { params: idParam },
  responses: replies(sessionListSchema, 'Where the account is signed in'),
});
const endSessionRoute = route('users.write', {
  method: 'delete',
  path: '/accounts/{id}/sessions/{session}',
  summary: '结束一个账号的一处登录',
  request: { params: idParam.extend({ session: z.string().max(32) }) },
  responses: { 204: { description: 'Ended' } },
});
const endSessionsRoute = route('users.write', {
  method: 'delete',
  path: '/accounts/{id}/sessions',
  summary: '结束一个账号的全部登录',
  request: { params: idParam },
  responses: { 204: { description: 'All ended' } },
});
const settingsRoute = route('users.write', {
  method: 'get',
  path: '/account-settings',
  summary: '密码有效期',
  responses: replies(accountSettingsSchema, 'Days a password holds; 0 = for ever'),
});
const setSettingsRoute = route('users.write', {
  method: 'put',
  path: '/account-settings',
  summary: '设定密码有效期',
  request: { body: jsonBody(accountSettingsChangeSchema) },
  responses: replies(accountSettingsSchema, 'Set; counts from the next sign-in of each account'),
});

/** The administration of accounts. */
export function adminRoutes() {
  return featureRouter()
    .openapi(listRoute, (c) => {
      const { db, clock } = c.get('deps');
      const accounts = listAccounts(db.read, clock.now().toISOString());
      return c.json({ accounts, departments: departmentChoices(db.read) }, 200);
    })
    .openapi(createAccountRoute, async (c) =>
      c.json(await createAccount(c.get('deps').db, c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(changeRoute, (c) =>
      c.json(changeAccount(c.get('deps').db, c.req.valid('param').id, c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(unitsRoute, (c) =>
      c.json(changeUnits(c.get('deps').db, c.req.valid('param').id, c.req.valid('json'), actorOf(c)), 200),
    )
    .openapi(handOverRoute, async (c) => {
      const { id } = c.req.valid('param');
      return c.json(await handOver(c.get('deps').db, id, c.req.valid('json'), actorOf(c)), 200);
    })
    .openapi(resetRoute, async (c) => {
      const { version } = c.req.valid('json');
      return c.json(await resetPassword(c.get('deps').db, c.req.valid('param').id, version, actorOf(c)), 200);
    })
    .openapi(unlockRoute, (c) =>
      c.json(unlockAccount(c.get('deps').db, c.req.valid('param').id, actorOf(c)), 200),
    )
    .openapi(sessionsRoute, (c) => {
      const { db, clock } = c.get('deps');
      const { id } = requireAccount(db.read, c.req.valid('param').id);
      return c.json({ sessions: sessionsOf(db.read, id, clock.now(), signedInOf(c).tokenHash) }, 200);
    })
    .openapi(endSessionRoute, (c) => {
      const { db } = c.get('deps');
      const param = c.req.valid('param');
      const { id } = requireAccount(db.read, param.id);
      endSession(db, id, param.session, 'account.end_session', actorOf(c));
      return c.body(null, 204);
    })
    .openapi(endSessionsRoute, (c) => {
      const { db } = c.get('deps');
      const { id } = requireAccount(db.read, c.req.valid('param').id);
      endSessions(db, id, null, 'account.end_sessions', actorOf(c));
      return c.body(null, 204);
    })
    .openapi(settingsRoute, (c) => c.json({ passwordDays: passwordDays(c.get('deps').db.read) }, 200))
    .openapi(setSettingsRoute, (c) =>
      c.json(setPasswordDays(c.get('deps').db, c.req.valid('json'), actorOf(c)), 200),
    );
}
