import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, at, TestApp } from '../support/app.ts';
import { traces } from '../support/reports.ts';
import { isUnsafe, type ListedRoute, listedRoutes } from './routes.ts';

const PUBLIC_ORIGIN = 'https://gm.example.gov.cn';

let plain: TestApp;
let behindTls: TestApp;
let unsafe: ListedRoute[];
let all: ListedRoute[];
beforeAll(async () => {
  plain = await TestApp.withDemo();
  behindTls = await TestApp.withDemo(PUBLIC_ORIGIN);
  all = await listedRoutes(plain);
  unsafe = all.filter(isUnsafe);
});
afterAll(() => {
  plain.close();
  behindTls.close();
});

type Headers = Record<string, string>;

/** What a body may come as; a form of another site can send the first four without asking. */
const TYPES: [name: string, type: string | null, isJson: boolean][] = [
  ['text', 'text/plain', false],
  ['text that calls itself JSON', 'text/plain; application/json', false],
  ['a form', 'application/x-www-form-urlencoded', false],
  ['a form with files', 'multipart/form-data; boundary=x', false],
  ['no type', null, false],
  ['a type of another JSON', 'application/json-patch+json', false],
  ['JSON', 'application/json', true],
  ['JSON with its character set', 'application/json; charset=utf-8', true],
  ['JSON in capitals', 'Application/JSON', true],
];

/** Bytes, since a string would bring a type of its own. */
const BODY = new TextEncoder().encode('{}');

async function send(app: TestApp, one: ListedRoute, headers: Headers, type: string | null): Promise<Answer> {
  const response = await app.app.request(`/api/v1${one.url}`, {
    method: one.method,
    headers: { ...headers, ...(type === null ? {} : { 'content-type': type }) },
    body: BODY,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : null, text };
}

const outcome = (answer: Answer) => `${answer.status} ${at(answer, 'error.code')}`;

/** Somebody who may call every route there is, if only the question came from the right place. */
async function entitled(app: TestApp): Promise<Map<string, string>> {
  const names = ['county-360425', 'bureau', 'leader', 'admin', 'dept-fgw', 'auditor'];
  const found = new Map<string, string>();
  for (const name of names) {
    const person = await app.as(name);
    const permissions = at(await person.get('/session'), 'permissions') as string[];
    for (const permission of [...permissions, 'signedIn', 'public']) {
      if (!found.has(permission)) found.set(permission, person.cookie);
    }
  }
  return found;
}

const FOREIGN: [name: string, headers: Headers][] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site, told by Origin alone', { origin: 'http://evil.example' }],
  ['another site, told by Sec-Fetch-Site alone', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
  ['a page without an origin (sandbox, file)', { origin: 'null' }],
  ['an empty origin', { origin: '' }],
  ['another port of the same machine', { origin: 'http://localhost:8080' }],
  ['a name that begins like ours', { origin: 'http://localhost.evil.example' }],
  ['a name that ends like ours', { origin: 'http://evil-localhost' }],
  ['our name with a user before it', { origin: 'http://localhost@evil.example' }],
  ['what Sec-Fetch-Site does not know', { 'sec-fetch-site': 'Same-Origin, cross-site' }],
  [
    'an honest site with a foreign origin',
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ],
];

/** Behind a proxy only PUBLIC_ORIGIN counts, whatever Host says. */
const FOREIGN_BEHIND_TLS: [name: string, headers: Headers][] = [
  ['a name made to point here (DNS rebinding)', { origin: 'https://evil.example', host: 'evil.example' }],
  ['the same without TLS', { origin: 'http://evil.example', host: 'evil.example' }],
  [
    'the same as the browser tells it',
    { origin: 'http://evil.example:3000', host: 'evil.example:3000', 'sec-fetch-site': 'same-origin' },
  ],
  ['our own name without TLS', { origin: 'http://gm.example.gov.cn', host: 'gm.example.gov.cn' }],
  ['our own name on another port', { origin: `${PUBLIC_ORIGIN}:8443`, host: 'gm.example.gov.cn:8443' }],
  ['a forwarded host', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
  ['a name below ours', { origin: 'https://x.gm.example.gov.cn' }],
];

const OWN: [name: string, headers: Headers][] = [
  ['the own page', { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }],
  ['the own page of a browser without Sec-Fetch-Site', { origin: 'http://localhost' }],
  [
    'the own page under the name it was opened with',
    { origin: 'http://10.1.2.3:3000', host: '10.1.2.3:3000' },
  ],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['a program', {}],
];
const OWN_BEHIND_TLS: [name: string, headers: Headers][] = [
  ['the own page', { origin: PUBLIC_ORIGIN, 'sec-fetch-site': 'same-origin' }],
  [
    'the own page, the proxy asking under a name of its own',
    { origin: PUBLIC_ORIGIN, host: '127.0.0.1:3000' },
  ],
  ['a program', {}],
];

/** Every type is tried with the first few; where the question comes from is looked at before its type. */
async function expectRefused(
  app: TestApp,
  headers: Headers,
  types = [...TYPES.slice(0, 1), ...TYPES.slice(-1)],
) {
  const cookies = await entitled(app);
  const before = traces(app);
  for (const one of unsafe) {
    const cookie = cookies.get(one.access);
    expect([one.url, cookie]).not.toEqual([one.url, undefined]);
    for (const [name, type] of types) {
      const answer = await send(app, one, { ...headers, cookie: cookie ?? '' }, type);
      expect([one.method, one.url, name, outcome(answer)]).toEqual([
        one.method,
        one.url,
        name,
        '403 cross_site',
      ]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  }
  expect(traces(app)).toBe(before);
}

test('the table of routes is whole', () => {
  expect(unsafe.length).toBeGreaterThan(80);
  expect(new Set(unsafe.map(({ method }) => method))).toEqual(new Set(['POST', 'PUT', 'PATCH', 'DELETE']));
});

describe('a change is refused on every route, as any type, and nothing changes', () => {
  test.each(FOREIGN.slice(0, 3))('asked for by %s', (_name, headers) => expectRefused(plain, headers, TYPES));
  test.each(FOREIGN.slice(3))('asked for by %s', (_name, headers) => expectRefused(plain, headers));
  test.each([
    ...FOREIGN.slice(0, 6),
    ...FOREIGN_BEHIND_TLS,
  ])('behind a proxy, asked for by %s', (_name, headers) => expectRefused(behindTls, headers));
});

/** Nobody signed in asks: who gets as far as 401 (400 at the sign-in) has passed both gates. */
async function expectOnlyJson(app: TestApp, headers: Headers): Promise<void> {
  const before = traces(app);
  for (const one of unsafe) {
    const through = one.access === 'public' ? '400 invalid_request' : '401 not_signed_in';
    for (const [name, type, isJson] of TYPES) {
      const expected = isJson || one.upload ? through : '415 unsupported_media_type';
      const answer = await send(app, one, headers, type);
      expect([one.method, one.url, name, outcome(answer)]).toEqual([one.method, one.url, name, expected]);
    }
  }
  expect(traces(app)).toBe(before);
}

describe('what may ask is heard on every route, but only in JSON, and files only where they belong', () => {
  test.each(OWN)('%s', (_name, headers) => expectOnlyJson(plain, headers));
  test.each(OWN_BEHIND_TLS)('behind a proxy: %s', (_name, headers) => expectOnlyJson(behindTls, headers));
});

test('a name made to point here (DNS rebinding) brings no cookie, and without one reads nothing', async () => {
  const headers = { host: 'evil.example:3000', 'sec-fetch-site': 'same-origin' };
  for (const one of all.filter((route) => !isUnsafe(route) && route.access !== 'public')) {
    const answer = await plain.someone().ask(one.method, one.url, undefined, headers);
    expect([one.url, outcome(answer)]).toEqual([one.url, '401 not_signed_in']);
  }
});

test('no reading changes anything, whoever asks: a picture of another site may point at any of them', async () => {
  for (const name of ['county-360425', 'bureau', 'admin', 'dept-fgw']) {
    const person = await plain.as(name);
    const before = traces(plain);
    for (const one of all.filter((route) => !isUnsafe(route))) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        const headers = { cookie: person.cookie, 'sec-fetch-site': 'cross-site' };
        const answer = await plain.app.request(`/api/v1${one.url}`, { method, headers });
        expect([method, one.url, answer.status < 500]).toEqual([method, one.url, true]);
      }
    }
    expect([name, traces(plain)]).toEqual([name, before]);
  }
});

test.each([
  'x-http-method-override',
  'x-http-method',
  'x-method-override',
])('no header (%s) makes a reading a change', async (name) => {
  const person = await plain.as('leader');
  expect((await person.ask('GET', '/session', undefined, { [name]: 'DELETE' })).status).toBe(200);
  expect((await person.get('/session?_method=DELETE')).status).toBe(200);
  expect((await person.get('/session')).status).toBe(200);
});

test('no other origin is ever allowed to read an answer', async () => {
  const person = await plain.as('bureau');
  for (const method of ['GET', 'OPTIONS']) {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PUT' };
    const answer = await person.ask(method, '/progress?period=2026-10', undefined, headers);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});
