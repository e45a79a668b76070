import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_ACCOUNTS } from '../../seed/demo/accounts.ts';
import type { AccountListReply, OneTimePasswordReply } from '../../server/accounts/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let admin: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const MINUTE = 60_000;
const NEW_PASSWORD = 'Lushan-Mist-42';

async function accountOf(username: string) {
  const { accounts } = (await admin.get('/accounts')).body as AccountListReply;
  const found = accounts.find((account) => account.username === username);
  if (!found) throw new Error(`no account ${username}`);
  return found;
}

describe('signing in', () => {
  test('every demo account signs in, in capitals too, and is told what it may do', async () => {
    for (const account of DEMO_ACCOUNTS) {
      const person = await app.someone().signIn(account.username.toUpperCase());
      const session = await person.get('/session');
      expect(at(session, 'user')).toMatchObject({
        username: account.username,
        role: account.role,
        unitCodes: account.units.map(({ code }) => code),
      });
    }
  });

  test('the cookie is HttpOnly and SameSite=Strict; behind TLS also Secure and __Host-', async () => {
    const plain = await app.someone().ask('POST', '/session', { username: 'bureau', password: 'Demo-2027!' });
    expect(plain.headers.get('set-cookie')).toMatch(/^session=.*HttpOnly; SameSite=Strict$/);
    const behindTls = await TestApp.withDemo('https://gm.example.cn');
    const tls = await behindTls
      .someone()
      .ask('POST', '/session', { username: 'bureau', password: 'Demo-2027!' });
    expect(tls.headers.get('set-cookie')).toMatch(/^__Host-session=.*Secure/);
    behindTls.close();
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const bureau = await app.as('bureau');
    const { cookie } = bureau;
    expect((await bureau.ask('DELETE', '/session')).status).toBe(204);
    bureau.cookie = cookie;
    expect((await bureau.get('/session')).status).toBe(401);
  });

  test.each([
    ['29 minutes of silence', 29 * MINUTE, 200],
    ['31 minutes of silence', 31 * MINUTE, 401],
  ])('after %s the answer is as it should be', async (_name, silence, status) => {
    const bureau = await app.as('bureau');
    app.clock.forward(silence);
    expect((await bureau.get('/session')).status).toBe(status);
  });

  test('after 12 hours a session ends however busy it was', async () => {
    const bureau = await app.as('bureau');
    for (let spent = 0; spent < 12 * 60; spent += 20) {
      expect((await bureau.get('/session')).status).toBe(200);
      app.clock.forward(20 * MINUTE);
    }
    app.clock.forward(1000);
    expect((await bureau.get('/session')).status).toBe(401);
  });

  test('five wrong passwords lock the account for 15 minutes, and no forwarded address helps', async () => {
    const guess = (password: string, from: string) =>
      app.someone().ask('POST', '/session', { username: 'leader', password }, { 'x-forwarded-for': from });
    for (let i = 0; i < 5; i += 1) expect((await guess('wrong', `10.0.0.${i}`)).status).toBe(401);
    const locked = await guess('Demo-2027!', '10.9.9.9');
    expect([locked.status, at(locked, 'error.code')]).toEqual([429, 'locked']);
    app.clock.forward(15 * MINUTE + 1000);
    expect((await guess('Demo-2027!', '10.9.9.9')).status).toBe(200);
  });

  test('the administrator lifts a lock', async () => {
    const guess = () => app.someone().ask('POST', '/session', { username: 'leader', password: 'wrong' });
    for (let i = 0; i < 5; i += 1) await guess();
    const account = await accountOf('leader');
    expect(account.lockedUntil).not.toBeNull();
    await admin.ask('POST', `/accounts/${account.id}/unlock`, {});
    await app.as('leader');
  });
});

describe('accounts', () => {
  const fresh = {
    username: 'Wang.Fang',
    displayName: '王芳',
    role: 'county',
    units: [{ code: '360402', maySignOff: false }],
  };
  const fromDepartment = { ...fresh, role: 'department', units: [] };
  const inDepartment = (department: string) => ({ ...fromDepartment, department });

  test('a new officer gets a one-time password and must change it before anything else', async () => {
    const created = await admin.ask('POST', '/accounts', fresh);
    const { oneTimePassword } = created.body as OneTimePasswordReply;
    const officer = await app.someone().signIn('wang.fang', oneTimePassword);
    const blocked = await officer.get('/reports?period=2026-10');
    expect([blocked.status, at(blocked, 'error.code')]).toEqual([403, 'password_change_required']);
    const changed = await officer.ask('PUT', '/session/password', {
      currentPassword: oneTimePassword,
      newPassword: NEW_PASSWORD,
    });
    expect(changed.status).toBe(200);
    expect((await officer.get('/reports?period=2026-10')).status).toBe(200);
    expect(
      (await app.someone().ask('POST', '/session', { username: 'wang.fang', password: oneTimePassword }))
        .status,
    ).toBe(401);
  });

  test.each([
    ['too short', 'Ab1!', 'newPassword'],
    ['only two classes', 'abcdefghij12', 'newPassword'],
    ['built on a common one', 'Password123!', 'newPassword'],
    ['holding the user name', 'Leader-2031-x', 'newPassword'],
    ['the old one again', 'Demo-2027!', 'newPassword'],
  ])('a password that is %s is refused', async (_name, newPassword, field) => {
    const leader = await app.as('leader');
    const answer = await leader.ask('PUT', '/session/password', {
      currentPassword: 'Demo-2027!',
      newPassword,
    });
    expect(answer.status).toBe(422);
    expect(at(answer, `error.fields.${field}.code`)).toBe('weak');
  });

  test('changing the password ends every other session of the account', async () => {
    const here = await app.as('leader');
    const there = await app.as('leader');
    await here.ask('PUT', '/session/password', { currentPassword: 'Demo-2027!', newPassword: NEW_PASSWORD });
    expect((await here.get('/session')).status).toBe(200);
    expect((await there.get('/session')).status).toBe(401);
  });

  test('disabling an account counts from its next request', async () => {
    const leader = await app.as('leader');
    const account = await accountOf('leader');
    const answer = await admin.ask('PATCH', `/accounts/${account.id}`, {
      version: account.version,
      disabled: true,
    });
    expect(at(answer, 'disabled')).toBe(true);
    expect((await leader.get('/session')).status).toBe(401);
    expect(
      (await app.someone().ask('POST', '/session', { username: 'leader', password: 'Demo-2027!' })).status,
    ).toBe(401);
  });

  test('a reset password is shown once, ends the sessions and must be changed', async () => {
    const leader = await app.as('leader');
    const account = await accountOf('leader');
    const answer = await admin.ask('POST', `/accounts/${account.id}/password-reset`, {
      version: account.version,
    });
    const { oneTimePassword } = answer.body as OneTimePasswordReply;
    expect((await leader.get('/session')).status).toBe(401);
    const again = await app.someone().signIn('leader', oneTimePassword);
    expect(at(await again.get('/session'), 'user.mustChangePassword')).toBe(true);
  });

  const wrong: [string, Record<string, unknown>, string, string][] = [
    ['a name already taken', { ...fresh, username: 'Bureau' }, 'username', 'taken'],
    ['a name with spaces', { ...fresh, username: 'wang fang' }, 'username', 'invalid'],
    ['an officer without a county', { ...fresh, units: [] }, 'units', 'required'],
    [
      'an officer of the city',
      { ...fresh, units: [{ code: '360400', maySignOff: false }] },
      'units',
      'required',
    ],
    [
      'an officer of nowhere',
      { ...fresh, units: [{ code: '110101', maySignOff: false }] },
      'units',
      'required',
    ],
    ['a leader with a county', { ...fresh, role: 'leader' }, 'units', 'not_allowed'],
    ['a nameless person', { ...fresh, displayName: ' ' }, 'displayName', 'required'],
    ['a county officer with a department', { ...fresh, department: '市发改委' }, 'department', 'not_allowed'],
    ['a department account without one', { ...fromDepartment, department: ' ' }, 'department', 'required'],
    ['a department the ledger does not name', inDepartment('市发政委'), 'department', 'unknown'],
    ['a department of the province', inDepartment('省发展改革委'), 'department', 'unknown'],
    ['the bureau as a department', inDepartment('市工信局'), 'department', 'unknown'],
    ['the counties as a department', inDepartment('各县（市、区）'), 'department', 'unknown'],
  ];
  test.each(wrong)('%s is refused at the field', async (_name, body, field, code) => {
    const before = app.fingerprint();
    const answer = await admin.ask('POST', '/accounts', body);
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, code]);
    expect(app.fingerprint()).toBe(before);
  });

  test('an administrator cannot lock himself out', async () => {
    const account = await accountOf('admin');
    const answer = await admin.ask('PATCH', `/accounts/${account.id}`, {
      version: account.version,
      disabled: true,
    });
    expect([answer.status, at(answer, 'error.code')]).toEqual([409, 'own_account']);
  });

  test('neither passwords nor tokens ever reach the audit log', async () => {
    const created = await admin.ask('POST', '/accounts', fresh);
    const { oneTimePassword } = created.body as OneTimePasswordReply;
    await app.someone().ask('POST', '/session', { username: 'wang.fang', password: 'Guess-of-2026!' });
    const log = JSON.stringify(app.db.sqlite.prepare('SELECT * FROM audit_log').all());
    const token = admin.cookie.split('=')[1] ?? 'no cookie';
    for (const secret of [oneTimePassword, 'Guess-of-2026!', 'argon2id', token])
      expect(log).not.toContain(secret);
    expect(log).toContain('account.create');
    expect(log).toContain('session.refused');
  });
});

describe('the department of an account', () => {
  const listed = async () => ((await admin.get('/accounts')).body as AccountListReply).departments;
  const made = (department: string) =>
    admin.ask('POST', '/accounts', {
      username: 'li.lei',
      displayName: '李雷',
      role: 'department',
      units: [],
      department,
    });

  test('is chosen from those responsible in the ledger, each once', async () => {
    const departments = await listed();
    expect(departments).toEqual(expect.arrayContaining(['市发改委', '市商务局', '市生态环境局']));
    expect(new Set(departments).size).toBe(departments.length);
    for (const not of ['市工信局', '各县（市、区）']) expect(departments).not.toContain(not);
    expect(departments.filter((name) => name.startsWith('省'))).toEqual([]);
    for (const name of DEMO_ACCOUNTS.flatMap(({ department }) => department ?? []))
      expect(departments).toContain(name);
  });

  test('is refused with the choices in words where the ledger does not know it', async () => {
    const words = at(await made('市发政委'), 'error.fields.department.message');
    expect(words).toContain('没有“市发政委”');
    expect(words).toContain((await listed()).join('、'));
    expect(at(await made('市工信局'), 'error.fields.department.message')).toContain('“市工信局”角色');
    expect(at(await made(' 市发改委 '), 'account.department')).toBe('市发改委');
  });

  test('may be one the bureau has assigned to an item of the province', async () => {
    expect((await made('市档案局')).status).toBe(422);
    app.db.sqlite
      .prepare('INSERT INTO task_department (task_id, department, sort_order, printed) VALUES (?, ?, 99, 0)')
      .run('province-5', '市档案局');
    expect((await made('市档案局')).status).toBe(200);
  });

  test('is corrected by the administrator, on record, and counts from the next request', async () => {
    const person = await app.as('dept-fgw');
    const before = await accountOf('dept-fgw');
    const change = { version: before.version, department: '市商务局' };
    const answer = await admin.ask('PATCH', `/accounts/${before.id}`, change);
    expect([answer.status, at(answer, 'department')]).toEqual([200, '市商务局']);
    expect(at(await person.get('/session'), 'user.department')).toBe('市商务局');
    const row = app.db.sqlite
      .prepare(
        "SELECT action, actor_name AS actor, json_extract(before, '$.department') AS old, json_extract(after, '$.department') AS new FROM audit_log WHERE entity = 'user' AND entity_id = ? ORDER BY id DESC LIMIT 1",
      )
      .get(String(before.id));
    expect(row).toEqual({ action: 'account.change', actor: 'admin', old: '市发改委', new: '市商务局' });
    const stale = await admin.ask('PATCH', `/accounts/${before.id}`, change);
    expect([stale.status, at(stale, 'error.code')]).toEqual([409, 'version_conflict']);
  });

  test.each([
    ['dept-fgw', '市发政委', 'unknown'],
    ['dept-fgw', ' ', 'required'],
    ['leader', '市发改委', 'not_allowed'],
  ])('of %s is not changed to “%s”', async (username, department, code) => {
    const { id, version } = await accountOf(username);
    const before = app.fingerprint();
    const answer = await admin.ask('PATCH', `/accounts/${id}`, { version, department });
    expect([answer.status, at(answer, 'error.fields.department.code')]).toEqual([422, code]);
    expect(app.fingerprint()).toBe(before);
  });

  test('typed wrongly before it was checked hinders no other change', async () => {
    app.db.sqlite.exec("UPDATE user SET department = '市发政委' WHERE username = 'dept-fgw'");
    const { id, version } = await accountOf('dept-fgw');
    expect((await admin.ask('PATCH', `/accounts/${id}`, { version, disabled: true })).status).toBe(200);
  });
});
