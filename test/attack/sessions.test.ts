import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { outcome, stepsOf } from '../support/reports.ts';

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.withDemo();
});
afterEach(() => app.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NEW_PASSWORD = 'Lushan-Mist-42';

const status = async (person: Person) => (await person.get('/session')).status;
const sessions = () => app.db.sqlite.prepare('SELECT token_hash FROM session').pluck().all() as string[];
const actions = (like: string) =>
  app.db.sqlite
    .prepare('SELECT action, actor_name AS who FROM audit_log WHERE action LIKE ? ORDER BY id DESC')
    .all(like);

/** The same browser with a cookie of somebody's choice. */
function holding(cookie: string): Person {
  const person = app.someone();
  person.cookie = cookie;
  return person;
}

describe('a session cannot be fixed from outside', () => {
  test.each([
    ['a made-up token', `session=${'A'.repeat(43)}`],
    ['a word', 'session=leader'],
    ['an empty one', 'session='],
    ['two at once', `session=${'A'.repeat(43)}; session=${'B'.repeat(43)}`],
    ['a very long one', `session=${'x'.repeat(7000)}`],
  ])('%s chosen by the browser is not taken over at sign-in', async (_name, cookie) => {
    const chosen = cookie.split('session=').filter(Boolean);
    const person = await holding(cookie).signIn('leader');
    expect(await status(person)).toBe(200);
    for (const value of chosen) expect(person.cookie).not.toContain(value);
    expect(await status(holding(cookie))).toBe(401);
    expect(sessions()).toHaveLength(1);
  });

  test('signing in again gives a new token, and the one this browser had is dead', async () => {
    const person = await app.as('bureau');
    const { cookie } = person;
    await person.signIn('leader');
    expect(person.cookie).not.toBe(cookie);
    expect(at(await person.get('/session'), 'user.username')).toBe('leader');
    expect(await status(holding(cookie))).toBe(401);
    expect(actions('session.end')).toEqual([{ action: 'session.end', who: 'bureau' }]);
  });

  test('a failed sign-in neither ends nor changes the session this browser has', async () => {
    const person = await app.as('bureau');
    const answer = await person.ask('POST', '/session', { username: 'leader', password: 'wrong' });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([401, null]);
    expect(at(await person.get('/session'), 'user.username')).toBe('bureau');
  });

  test('changing the password changes the token too: the old one is dead here and everywhere', async () => {
    const [here, elsewhere] = [await app.as('leader'), await app.as('leader')];
    const { cookie } = here;
    const changed = await here.ask('PUT', '/session/password', {
      currentPassword: 'Demo-2027!',
      newPassword: NEW_PASSWORD,
    });
    expect(changed.status).toBe(200);
    expect(here.cookie).not.toBe(cookie);
    expect([await status(here), await status(holding(cookie)), await status(elsewhere)]).toEqual([
      200, 401, 401,
    ]);
    expect(sessions()).toHaveLength(1);
  });

  test('a changed password does not lengthen the day: 12 hours count from the sign-in', async () => {
    const person = await app.as('leader');
    for (let spent = 0; spent < 11; spent += 0.25) {
      app.clock.forward(15 * MINUTE);
      expect(await status(person)).toBe(200);
    }
    await person.ask('PUT', '/session/password', {
      currentPassword: 'Demo-2027!',
      newPassword: NEW_PASSWORD,
    });
    for (let spent = 0; spent < 4; spent += 1) {
      app.clock.forward(15 * MINUTE);
      expect(await status(person)).toBe(200);
    }
    app.clock.forward(1);
    expect(await status(person)).toBe(401);
  });

  test('tokens are random, each another, and kept only as SHA-256', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => app.as('leader')));
    const tokens = people.map(({ cookie }) => cookie.replace('session=', ''));
    expect(new Set(tokens).size).toBe(20);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
    expect(new Set(sessions())).toEqual(new Set(hashes));
  });

  test('the stored hash, or the number of a session in the list, opens nothing', async () => {
    const person = await app.as('leader');
    const [entry] = at(await person.get('/session/all'), 'sessions') as { id: string }[];
    for (const value of [...sessions(), entry?.id ?? ''])
      expect(await status(holding(`session=${value}`))).toBe(401);
  });
});

describe('a session ends by itself, to the millisecond', () => {
  test.each([
    ['30 minutes of silence', 30 * MINUTE, 200],
    ['30 minutes and a millisecond of silence', 30 * MINUTE + 1, 401],
  ])('after %s', async (_name, silence, expected) => {
    const person = await app.as('bureau');
    await person.get('/session');
    app.clock.forward(silence);
    expect(await status(person)).toBe(expected);
  });

  test.each([
    ['12 hours', 0, 200],
    ['12 hours and a millisecond', 1, 401],
  ])('after %s, however busy', async (_name, more, expected) => {
    const person = await app.as('bureau');
    for (let spent = 0; spent < 12 * HOUR; spent += 20 * MINUTE) {
      expect(await status(person)).toBe(200);
      app.clock.forward(20 * MINUTE);
    }
    app.clock.forward(more);
    expect(await status(person)).toBe(expected);
  });

  test('silence counts across a restart of the server', async () => {
    const { cookie } = await app.as('bureau');
    const restarted = async () =>
      (await createApp(app.deps).request('/api/v1/session', { headers: { cookie } })).status;
    app.clock.forward(29 * MINUTE);
    expect(await restarted()).toBe(200);
    app.clock.forward(29 * MINUTE);
    expect(await restarted()).toBe(200);
    app.clock.forward(31 * MINUTE);
    expect(await restarted()).toBe(401);
  });
});

test('after sign-out the token is dead on the server, also in a request sent at the same time', async () => {
  const person = await app.as('bureau');
  const { cookie } = person;
  const [ended] = await Promise.all([
    person.ask('DELETE', '/session'),
    holding(cookie).get('/progress?period=2026-10'),
  ]);
  expect(ended.status).toBe(204);
  expect(await status(holding(cookie))).toBe(401);
  const [again, both] = await Promise.all([
    holding(cookie).ask('DELETE', '/session'),
    status(holding(cookie)),
  ]);
  expect([again.status, both]).toEqual([401, 401]);
});

describe('what the administrator changes counts from the next request', () => {
  let admin: Person;
  let officer: Person;
  const idOf = (username: string) =>
    app.db.sqlite.prepare('SELECT id FROM user WHERE username = ?').pluck().get(username) as number;
  const change = async (path: string, method: string, body: object) => {
    const { version } = app.db.sqlite
      .prepare('SELECT version FROM user WHERE id = ?')
      .get(idOf('county-360425')) as { version: number };
    const answer = await admin.ask(method, `/accounts/${idOf('county-360425')}${path}`, { version, ...body });
    expect([answer.text, answer.status]).toEqual([answer.text, 200]);
  };
  beforeEach(async () => {
    [admin, officer] = [await app.as('admin'), await app.as('county-360425')];
    expect((await stepsOf(officer).save(0)).status).toBe(200);
  });

  test('a disabled account is out, and does not come back when it is enabled', async () => {
    await change('', 'PATCH', { disabled: true });
    expect(outcome(await stepsOf(officer).save(1))).toEqual([401, 'not_signed_in']);
    await change('', 'PATCH', { disabled: false });
    expect(await status(officer)).toBe(401);
  });

  test('another unit: the old one is closed and the new one open', async () => {
    await change('/units', 'PUT', { units: [{ code: '360426', maySignOff: true }] });
    expect(outcome(await stepsOf(officer).save(1))).toEqual([403, 'forbidden']);
    expect((await officer.get('/reports/360426/2026-10')).status).toBe(200);
    expect(outcome(await officer.get('/reports/360425/2026-10'))).toEqual([403, 'forbidden']);
  });

  test('a reset password ends what is open', async () => {
    await change('/password-reset', 'POST', {});
    expect(outcome(await stepsOf(officer).save(1))).toEqual([401, 'not_signed_in']);
  });

  // no screen changes a role; whatever does (a hand-over by SQL, a later screen) has to count at once
  test('another role', async () => {
    app.db.write((tx) => void tx);
    app.db.sqlite.prepare("UPDATE user SET role = 'auditor' WHERE id = ?").run(idOf('county-360425'));
    app.db.write((tx) => void tx);
    expect(outcome(await stepsOf(officer).save(1))).toEqual([403, 'forbidden']);
    expect((await officer.get('/audit')).status).toBe(200);
  });

  test('in the middle of many requests under way: those before are answered, none after', async () => {
    const read = async () => (await officer.get('/reports/360425/2026-10')).status;
    const before = Array.from({ length: 30 }, read);
    const disabled = change('', 'PATCH', { disabled: true });
    const during = Array.from({ length: 30 }, read);
    await disabled;
    const after = await Promise.all(Array.from({ length: 30 }, read));
    expect(new Set(after)).toEqual(new Set([401]));
    const seen = await Promise.all([...before, ...during]);
    // once out, never in again
    expect(seen.slice(seen.indexOf(401)).every((code) => code === 401) || !seen.includes(401)).toBe(true);
    expect(seen[0]).toBe(200);
  });
});
