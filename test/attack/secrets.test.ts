import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { at, Person, TestApp } from '../support/app.ts';

/** A working day's worth of passwords, tokens and answers. */
let app: TestApp;
let logged = '';
/** name of each secret, with its text */
const secrets: [name: string, text: string][] = [];
/** every answer after the one that may show a secret */
const answers: [path: string, text: string][] = [];

class Watched extends Person {
  override async ask(...question: Parameters<Person['ask']>) {
    const answer = await super.ask(...question);
    const headers = [...answer.headers].filter(([name]) => name !== 'set-cookie').flat();
    answers.push([question.slice(0, 2).join(' '), `${answer.text} ${headers.join(' ')}`]);
    if (this.cookie) keepToken(this.cookie);
    return answer;
  }
}

function keepToken(cookie: string): void {
  const token = cookie.replace(/^.*session=/, '');
  if (token === '' || secrets.some(([, text]) => text === token)) return;
  const hash = createHash('sha256').update(token).digest('hex');
  secrets.push(['a token', token], ['the hash of a token', hash]);
}

const OLD = 'Demo-2027!';
const NEW = 'Lushan-Mist-42';
const MISTYPED = 'Poyang-Heron-77';

beforeAll(async () => {
  app = await TestApp.withDemo();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const watched = createApp({ ...app.deps, log: pino({ level: 'trace' }, sink) });
  const someone = () => new Watched(watched);
  secrets.push(['the password', OLD], ['the new password', NEW], ['a mistyped password', MISTYPED]);

  const admin = await someone().signIn('admin');
  const leader = await someone().signIn('leader');
  // typed into the wrong field
  await someone().ask('POST', '/session', { username: MISTYPED, password: 'x' });
  await someone().ask('POST', '/session', { username: 'leader', password: MISTYPED });
  await someone().ask('POST', '/session', { username: 'leader', password: MISTYPED, secret: NEW });
  await someone().ask('POST', '/session', `{"username":"leader","password":"${MISTYPED}"`);
  await leader.ask('PUT', '/session/password', { currentPassword: MISTYPED, newPassword: NEW });
  await leader.ask('PUT', '/session/password', { currentPassword: OLD, newPassword: OLD });
  await leader.ask('PUT', '/session/password', { currentPassword: OLD, newPassword: NEW });
  await someone().signIn('leader', NEW);
  await leader.get('/session/all');

  // the one-time password may stand in its own answer, and nowhere else
  const shown = async (path: string, body: object) => {
    const answer = await admin.ask('POST', path, body);
    answers.pop();
    const password = String(at(answer, 'oneTimePassword'));
    expect(password).toMatch(/^\w{5}-\w{5}-/);
    secrets.push(['a one-time password', password]);
    return { password, id: at(answer, 'account.id') as number };
  };
  const fresh = { username: 'wang.fang', displayName: '王芳', role: 'leader', units: [] };
  const { id, password } = await shown('/accounts', fresh);
  await someone().signIn('wang.fang', password);
  await shown(`/accounts/${id}/password-reset`, { version: 1 });
  await admin.ask('POST', '/accounts', fresh);
  for (const path of [
    '/accounts',
    `/accounts/${id}/sessions`,
    '/audit?size=100',
    '/audit/verify',
    '/session/all',
  ]) {
    await admin.get(path);
  }
  // a defect of ours in the middle of it
  const { today } = app.clock;
  app.clock.today = () => {
    throw new Error('forced');
  };
  await leader.get('/session');
  await someone().ask('POST', '/session', { username: 'leader', password: NEW });
  app.clock.today = today;
  await leader.ask('DELETE', '/session');

  const hashes = app.db.sqlite.prepare('SELECT DISTINCT password_hash FROM user').pluck().all() as string[];
  for (const hash of hashes) {
    secrets.push(
      ['a hash', hash],
      ...hash
        .split('$')
        .slice(4)
        .map((part): [string, string] => ['a part of a hash', part]),
    );
  }
});
afterAll(() => app.close());

/** Secrets that stand in a text, by name. */
const foundIn = (text: string) => [
  ...new Set(secrets.filter(([, secret]) => text.includes(secret)).map(([name]) => name)),
];

test('the day was one: there are secrets to be found, and a log to find them in', () => {
  expect(secrets.length).toBeGreaterThan(15);
  expect(answers.length).toBeGreaterThan(15);
  expect(logged).toContain('forced');
  expect(foundIn(`x${NEW}x`)).toEqual(['the new password']);
});

test('no line of the log holds a password, a hash, a token or a cookie', () => {
  expect(foundIn(logged)).toEqual([]);
  expect(logged).not.toMatch(/set-cookie|"cookie"|authorization/i);
});

test('no answer but the one that shows a one-time password holds one', () => {
  for (const [path, text] of answers) expect([path, foundIn(text)]).toEqual([path, []]);
  expect(answers.map(([, text]) => text).join()).not.toContain('argon2');
});

test('no table holds a password or a token as it is, and hashes stand in their own column only', () => {
  const tables = app.db.sqlite
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  expect(tables).toContain('audit_log');
  for (const table of tables) {
    const text = JSON.stringify(app.db.sqlite.prepare(`SELECT * FROM ${table}`).all(), (key, value) =>
      (table === 'user' && key === 'password_hash') || (table === 'session' && key === 'token_hash')
        ? ''
        : value,
    );
    expect([table, foundIn(text)]).toEqual([table, []]);
  }
});
