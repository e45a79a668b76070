import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  AccountListReply,
  OneTimePasswordReply,
  SessionListReply,
} from '../../server/accounts/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.withDemo();
});
afterEach(() => app.close());

const MINUTE = 60_000;
const DAY = 86_400_000;
const PASSWORD = 'Demo-2027!';
const NEW_PASSWORD = 'Lushan-Mist-42';
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; UOS; rv:109.0) Gecko/20100101 Firefox/115.0';

async function from(userAgent: string, username: string, password = PASSWORD): Promise<Person> {
  const person = app.someone();
  const headers = { 'user-agent': userAgent };
  const answer = await person.ask('POST', '/session', { username, password }, headers);
  expect([username, answer.status]).toEqual([username, 200]);
  return person;
}

const listOf = async (person: Person, path = '/session/all') =>
  ((await person.get(path)).body as SessionListReply).sessions;

async function idOf(admin: Person, username: string): Promise<number> {
  const { accounts } = (await admin.get('/accounts')).body as AccountListReply;
  return accounts.find((account) => account.username === username)?.id ?? -1;
}

const works = async (person: Person) => (await person.get('/session')).status;

describe('where one is signed in', () => {
  test('each session is told by its browser, its source and its times; this one is marked', async () => {
    const office = await from(CHROME, 'leader');
    app.clock.forward(5 * MINUTE);
    const home = await from(FIREFOX, 'leader');
    expect(await listOf(home)).toMatchObject([
      { browser: 'Firefox 115 · 统信UOS', source: 'local', current: true },
      { browser: 'Chrome 120 · Windows', current: false, signedInAt: '2026-11-21T02:00:00.000Z' },
    ]);
    expect((await listOf(office)).map(({ current }) => current)).toEqual([false, true]);
  });

  test('neither the token nor its hash can be read from the list', async () => {
    const leader = await from(CHROME, 'leader');
    const { text } = await leader.get('/session/all');
    const token = leader.cookie.split('=')[1] ?? 'no cookie';
    const hash = createHash('sha256').update(token).digest('hex');
    const [entry] = await listOf(leader);
    expect(entry?.id).toMatch(/^[0-9a-f]{16}$/);
    expect(text).not.toContain(token);
    expect(text).not.toContain(hash.slice(0, 16));
  });

  test('what a program calls itself is never stored as it stands', async () => {
    const leader = await from(`<script>alert(1)</script>${'x'.repeat(5000)}`, 'leader');
    expect(await listOf(leader)).toMatchObject([{ browser: '其他程序' }]);
    const { text } = await leader.get('/session/all');
    expect(text).not.toContain('script');
  });

  test('a session that has run out is not listed', async () => {
    await from(FIREFOX, 'leader');
    app.clock.forward(32 * MINUTE);
    const office = await from(CHROME, 'leader');
    expect((await listOf(office)).map(({ browser }) => browser)).toEqual(['Chrome 120 · Windows']);
  });

  test('another one is ended from here, and only that one', async () => {
    const office = await from(CHROME, 'leader');
    const home = await from(FIREFOX, 'leader');
    const other = (await listOf(office)).find(({ current }) => !current);
    const ended = await office.ask('DELETE', `/session/all/${other?.id}`);
    expect(ended.status).toBe(204);
    expect([await works(office), await works(home)]).toEqual([200, 401]);
    expect(await listOf(office)).toHaveLength(1);
  });

  test('nobody ends the session of somebody else by its id', async () => {
    const leader = await from(CHROME, 'leader');
    const bureau = await from(FIREFOX, 'bureau');
    const [entry] = await listOf(leader);
    const answer = await bureau.ask('DELETE', `/session/all/${entry?.id}`);
    expect([answer.status, at(answer, 'error.code')]).toEqual([404, 'not_found']);
    expect(await works(leader)).toBe(200);
  });

  test.each([
    ['everywhere, here too', {}, 401],
    ['everywhere but here', { keepThis: true }, 200],
  ])('signing out %s', async (_name, body, here) => {
    const office = await from(CHROME, 'leader');
    const home = await from(FIREFOX, 'leader');
    const bureau = await from(FIREFOX, 'bureau');
    const { cookie } = office;
    expect((await office.ask('POST', '/session/sign-out-everywhere', body)).status).toBe(204);
    office.cookie = cookie;
    expect([await works(office), await works(home), await works(bureau)]).toEqual([here, 401, 200]);
  });

  test('the administrator sees the sessions of an account and ends one or all, with an audit row each', async () => {
    const admin = await from(CHROME, 'admin');
    const [office, home, phone] = [
      await from(CHROME, 'leader'),
      await from(FIREFOX, 'leader'),
      await from('', 'leader'),
    ];
    const path = `/accounts/${await idOf(admin, 'leader')}/sessions`;
    const listed = await listOf(admin, path);
    expect(listed.map(({ browser, current }) => [browser, current]).sort()).toEqual([
      ['Chrome 120 · Windows', false],
      ['Firefox 115 · 统信UOS', false],
      ['其他程序', false],
    ]);
    const firefox = listed.find(({ browser }) => browser?.startsWith('Firefox'));
    expect((await admin.ask('DELETE', `${path}/${firefox?.id}`)).status).toBe(204);
    expect([await works(office), await works(home), await works(phone)]).toEqual([200, 401, 200]);
    expect((await admin.ask('DELETE', path)).status).toBe(204);
    expect([await works(office), await works(phone), await works(admin)]).toEqual([401, 401, 200]);
    const rows = app.db.sqlite
      .prepare("SELECT action, before, after FROM audit_log WHERE action LIKE 'account.end_%' ORDER BY id")
      .all();
    expect(rows).toMatchObject([
      { action: 'account.end_session', before: expect.stringContaining('Firefox 115') },
      { action: 'account.end_sessions', after: '{"sessions":2}' },
    ]);
  });

  test('an account that does not exist has no sessions to show', async () => {
    const admin = await from(CHROME, 'admin');
    expect((await admin.get('/accounts/999/sessions')).status).toBe(404);
    expect((await admin.ask('DELETE', '/accounts/999/sessions')).status).toBe(404);
  });
});

describe('the age of passwords', () => {
  const setDays = (admin: Person, seen: number, passwordDays: number) =>
    admin.ask('PUT', '/account-settings', { seen, passwordDays });

  test('in the demo passwords hold for ever until the administrator sets a limit', async () => {
    const admin = await from(CHROME, 'admin');
    expect((await admin.get('/account-settings')).body).toEqual({ passwordDays: 0 });
    expect(at(await admin.get('/session'), 'password')).toEqual({ due: null, expiresOn: null });
    app.clock.forward(2000 * DAY);
    const leader = await from(CHROME, 'leader');
    expect(at(await leader.get('/session'), 'user.mustChangePassword')).toBe(false);
  });

  test('in production they hold 90 days until it is set', async () => {
    app.db.sqlite.exec("DELETE FROM setting WHERE key = 'demo'");
    const admin = await from(CHROME, 'admin');
    expect((await admin.get('/account-settings')).body).toEqual({ passwordDays: 90 });
  });

  test.each([
    ['a minute before its 90 days are over', -MINUTE, false],
    ['at the end of its 90 days', 0, true],
  ])('%s a password is still good or not', async (_name, shift, due) => {
    const admin = await from(CHROME, 'admin');
    expect((await setDays(admin, 0, 90)).status).toBe(200);
    // the demo's passwords were set at 2026-11-21 00:00 UTC, two hours before the clock of the test
    app.clock.forward(90 * DAY - 120 * MINUTE + shift);
    const leader = await from(CHROME, 'leader');
    const session = await leader.get('/session');
    expect(at(session, 'user.mustChangePassword')).toBe(due);
    expect(at(session, 'password')).toEqual({ due: due ? 'expired' : null, expiresOn: '2027-02-19' });
    expect((await leader.get('/targets/intensity')).status).toBe(due ? 403 : 200);
  });

  test('an expired one is changed at sign-in, and then holds again', async () => {
    const admin = await from(CHROME, 'admin');
    await setDays(admin, 0, 90);
    app.clock.forward(91 * DAY);
    const leader = await from(CHROME, 'leader');
    const same = await leader.ask('PUT', '/session/password', {
      currentPassword: PASSWORD,
      newPassword: PASSWORD,
    });
    expect(same.status).toBe(422);
    const changed = await leader.ask('PUT', '/session/password', {
      currentPassword: PASSWORD,
      newPassword: NEW_PASSWORD,
    });
    expect(at(changed, 'password.due')).toBeNull();
    expect((await leader.get('/targets/intensity')).status).toBe(200);
    const again = await from(FIREFOX, 'leader', NEW_PASSWORD);
    expect(at(await again.get('/session'), 'user.mustChangePassword')).toBe(false);
    const rows = app.db.sqlite
      .prepare("SELECT actor_name FROM audit_log WHERE action = 'account.password_expired'")
      .all();
    expect(rows).toEqual([{ actor_name: 'leader' }]);
  });

  test('a session that is open when the days run out works on until its end', async () => {
    const admin = await from(CHROME, 'admin');
    await setDays(admin, 0, 90);
    app.clock.forward(90 * DAY - 121 * MINUTE);
    const leader = await from(CHROME, 'leader');
    app.clock.forward(10 * MINUTE);
    expect((await leader.get('/targets/intensity')).status).toBe(200);
  });

  test('a one-time password is told from an expired one', async () => {
    const admin = await from(CHROME, 'admin');
    const created = await admin.ask('POST', '/accounts', {
      username: 'wang.fang',
      displayName: '王芳',
      role: 'leader',
      units: [],
    });
    const { oneTimePassword } = created.body as OneTimePasswordReply;
    const leader = await from(CHROME, 'wang.fang', oneTimePassword);
    expect(at(await leader.get('/session'), 'password.due')).toBe('oneTime');
  });

  test.each([[-1], [6], [731], [1.5]])('%d days are refused', async (days) => {
    const admin = await from(CHROME, 'admin');
    const answer = await setDays(admin, 0, days);
    expect([400, 422]).toContain(answer.status);
    expect((await admin.get('/account-settings')).body).toEqual({ passwordDays: 0 });
  });

  test.each([[0], [7], [730]])('%d days are taken, and recorded', async (days) => {
    const admin = await from(CHROME, 'admin');
    expect((await setDays(admin, 0, days)).body).toEqual({ passwordDays: days });
    const row = app.db.sqlite
      .prepare("SELECT before, after FROM audit_log WHERE action = 'account.set_password_days'")
      .get();
    expect(row).toEqual({ before: '{"passwordDays":0}', after: `{"passwordDays":${days}}` });
  });

  test('of two administrators the second is told that it has changed', async () => {
    const admin = await from(CHROME, 'admin');
    await setDays(admin, 0, 60);
    const late = await setDays(admin, 0, 30);
    expect([late.status, at(late, 'error.code')]).toEqual([409, 'version_conflict']);
  });
});

describe('locks', () => {
  const guess = (username: string) => app.someone().ask('POST', '/session', { username, password: 'wrong' });

  test('the list of accounts shows who is locked, until when and for which source; a release opens it', async () => {
    const admin = await from(CHROME, 'admin');
    for (let i = 0; i < 5; i += 1) await guess('leader');
    const { accounts } = (await admin.get('/accounts')).body as AccountListReply;
    const locked = accounts.filter(({ lockedUntil }) => lockedUntil !== null);
    expect(locked).toMatchObject([
      { username: 'leader', lockedUntil: '2026-11-21T02:15:00.000Z', lockedFrom: ['local'] },
    ]);
    expect((await guess('leader')).status).toBe(429);
    const released = await admin.ask('POST', `/accounts/${locked[0]?.id}/unlock`, {});
    expect(released.body).toMatchObject({ lockedUntil: null, lockedFrom: [] });
    await from(CHROME, 'leader');
  });

  test('four wrong ones do not lock, and a right one in between starts the count anew', async () => {
    for (let i = 0; i < 4; i += 1) await guess('leader');
    await from(CHROME, 'leader');
    for (let i = 0; i < 4; i += 1) await guess('leader');
    await from(CHROME, 'leader');
  });

  test('a password that was reset while it was being checked opens nothing', async () => {
    const admin = await from(CHROME, 'admin');
    const id = await idOf(admin, 'leader');
    const [reset, old] = await Promise.all([
      admin.ask('POST', `/accounts/${id}/password-reset`, { version: 1 }),
      app.someone().ask('POST', '/session', { username: 'leader', password: PASSWORD }),
    ]);
    expect(reset.status).toBe(200);
    // either it was refused, or it came first and its session has ended with the reset
    const sessions = app.db.sqlite.prepare('SELECT * FROM session WHERE user_id = ?').all(id);
    expect([old.status === 401 || old.status === 200, sessions]).toEqual([true, []]);
  });
});
