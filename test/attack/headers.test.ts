import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePages } from '../../server/http/pages.ts';
import { at, TestApp } from '../support/app.ts';
import { isUnsafe, listedRoutes } from './routes.ts';

const PUBLIC_ORIGIN = 'https://gm.example.gov.cn';

let folder: string;
let plain: TestApp;
let behindTls: TestApp;
/** cookies by name of the account, of either app */
const cookies = new Map<TestApp, Record<string, string>>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>页面</title>');
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'export {};');
  plain = await TestApp.withDemo();
  behindTls = await TestApp.withDemo(PUBLIC_ORIGIN);
  for (const app of [plain, behindTls]) {
    servePages(app.app, folder);
    await aBulletin(app);
    const names = ['bureau', 'county-360425', 'admin'];
    const people = await Promise.all(names.map((name) => app.as(name)));
    cookies.set(app, Object.fromEntries(names.map((name, index) => [name, people[index]?.cookie ?? ''])));
  }
});
afterAll(() => {
  plain.close();
  behindTls.close();
  rmSync(folder, { recursive: true, force: true });
});

type Ask = [
  name: string,
  who: string | null,
  method: string,
  path: string,
  status: number,
  more?: RequestInit,
];

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const TABLE = {
  title: '表',
  columns: [{ label: '单位', kind: 'text' }],
  rows: [['永修县']],
  sources: [],
  internal: false,
};

const ASKED: Ask[] = [
  ['an answer', 'bureau', 'GET', '/api/v1/progress?period=2026-10', 200],
  ['an answer from the memory of answers', 'bureau', 'GET', '/api/v1/progress?period=2026-10', 200],
  ['the same without its body', 'bureau', 'HEAD', '/api/v1/progress?period=2026-10', 200],
  ['health', null, 'GET', '/api/v1/health', 200],
  ['the document of the interface', 'bureau', 'GET', '/api/v1/openapi.json', 200],
  ['the page of the interface', 'bureau', 'GET', '/api/docs', 200],
  ['a CSV', 'bureau', 'GET', '/api/v1/funds/spending.csv', 200],
  ['a Word file', 'bureau', 'GET', '/api/v1/bulletins/1/word', 200],
  ['an Excel file', 'bureau', 'GET', '/api/v1/bulletins/1/excel', 200],
  [
    'an Excel file to fill in',
    'county-360425',
    'GET',
    '/api/v1/reports/template?period=2026-10&unit=360425',
    200,
  ],
  ['a table saved as CSV', 'bureau', 'POST', '/api/v1/exports', 200, json({ ...TABLE, format: 'csv' })],
  ['a table saved as Excel', 'bureau', 'POST', '/api/v1/exports', 200, json({ ...TABLE, format: 'xlsx' })],
  ['a material', 'bureau', 'GET', '/api/v1/cases/{case}/files/{file}', 200],
  [
    'a part of a material',
    'bureau',
    'GET',
    '/api/v1/cases/{case}/files/{file}',
    200,
    { headers: { range: 'bytes=0-3' } },
  ],
  ['bad input', 'bureau', 'GET', '/api/v1/progress?period=x', 400],
  [
    'half a JSON',
    'bureau',
    'POST',
    '/api/v1/bulletins',
    400,
    { body: '{', headers: { 'content-type': 'application/json' } },
  ],
  ['nobody signed in', null, 'GET', '/api/v1/session', 401],
  ['a wrong password', null, 'POST', '/api/v1/session', 401, json({ username: 'nobody', password: 'x' })],
  ['another site', 'bureau', 'POST', '/api/v1/bulletins', 403, json({}, { origin: 'https://evil.example' })],
  ['somebody not entitled', 'bureau', 'GET', '/api/v1/accounts', 403],
  ['an unknown interface', 'bureau', 'GET', '/api/v1/nothing', 404],
  ['an unknown interface outside its version', null, 'GET', '/api/nothing', 404],
  ['an unknown thing', 'bureau', 'GET', '/api/v1/cases/999999', 404],
  ['a question before the question', 'bureau', 'OPTIONS', '/api/v1/session', 404],
  ['a method nobody knows', 'bureau', 'PROPFIND', '/api/v1/session', 404],
  ['too large a body', 'bureau', 'POST', '/api/v1/bulletins', 413, json({ period: 'x'.repeat(300_000) })],
  [
    'a body of another type',
    'bureau',
    'POST',
    '/api/v1/bulletins',
    415,
    { body: 'a=1', headers: { 'content-type': 'text/plain' } },
  ],
  [
    'a field that cannot be accepted',
    'bureau',
    'POST',
    '/api/v1/periods/2026-09/reopen',
    422,
    json({ version: 1, reason: ' ' }),
  ],
  ['the page', null, 'GET', '/', 200],
  ['the page of a screen', null, 'GET', '/quotas?tab=register', 200],
  ['the page without its body', null, 'HEAD', '/', 200],
  ['an asset', null, 'GET', '/assets/app-1a2b.js', 200],
  ['a picture', null, 'GET', '/icon.svg', 200],
  ['an asset there is none of', null, 'GET', '/assets/app-0000.js', 404],
  ['the page, posted to', null, 'POST', '/', 404],
  ['the figures of the process, without the word', null, 'GET', '/metrics', 404],
];

/** A material of a case, to be downloaded. */
function aFile(app: TestApp): { case: string; file: string } {
  const known = app.db.sqlite.prepare('SELECT case_id, id FROM case_file ORDER BY id LIMIT 1').get();
  const { case_id, id } = known as { case_id: number; id: number };
  return { case: String(case_id), file: String(id) };
}

async function send(app: TestApp, [, who, method, path, , more]: Ask): Promise<Response> {
  const { case: caseId, file } = path.includes('{') ? aFile(app) : { case: '', file: '' };
  const headers = new Headers(more?.headers);
  if (who) headers.set('cookie', cookies.get(app)?.[who] ?? '');
  return app.app.request(path.replace('{case}', caseId).replace('{file}', file), {
    ...more,
    method,
    headers,
  });
}

/** The first bulletin, as a draft. */
async function aBulletin(app: TestApp): Promise<void> {
  const answer = await (await app.as('bureau')).ask('POST', '/bulletins', { period: '2026-09' });
  expect([answer.status, at(answer, 'id')]).toEqual([200, 1]);
}

/** What stands on every response, whatever it is. */
function expectProtected(response: Response, path: string, isTls: boolean): void {
  const { headers } = response;
  const policy = Object.fromEntries(
    (headers.get('content-security-policy') ?? '').split(';').map((part) => {
      const [name = '', ...values] = part.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
  expect(policy).toEqual({
    'default-src': "'self'",
    'script-src': "'self'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  });
  const rest = [
    'x-content-type-options',
    'referrer-policy',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
  ];
  expect(rest.map((name) => headers.get(name))).toEqual([
    'nosniff',
    'same-origin',
    'same-origin',
    'same-origin',
  ]);
  expect(headers.get('permissions-policy')).toContain('camera=()');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('strict-transport-security')).toBe(isTls ? 'max-age=31536000' : null);
  if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  for (const name of ['x-powered-by', 'server', 'etag', 'access-control-allow-origin']) {
    expect([name, headers.get(name)]).toEqual([name, null]);
  }
}

describe('the protective headers stand on', () => {
  test.each(ASKED)('%s', async (...ask) => {
    for (const app of [plain, behindTls]) {
      const response = await send(app, ask);
      expect(response.status).toBe(ask[4]);
      expectProtected(response, ask[3], app === behindTls);
    }
  });

  test('every route, asked by nobody', async () => {
    for (const one of await listedRoutes(plain)) {
      const body = isUnsafe(one) && !one.upload ? json({}) : {};
      const response = await plain.app.request(`/api/v1${one.url}`, { method: one.method, ...body });
      expectProtected(response, '/api/', false);
    }
  });

  test('an answer to a defect of ours, which says nothing of its insides', async () => {
    const { today } = plain.clock;
    plain.clock.today = () => {
      throw new Error('SELECT secret FROM /var/lib/tracker');
    };
    try {
      const response = await send(plain, ['', 'bureau', 'GET', '/api/v1/quotas/pace', 500]);
      expect(response.status).toBe(500);
      expectProtected(response, '/api/', false);
      const text = await response.text();
      expect(JSON.parse(text)).toMatchObject({
        error: { code: 'internal', message: expect.stringMatching(/服务器/) },
      });
      expect(text).not.toMatch(/secret|SELECT|\/var|\.ts/);
    } finally {
      plain.clock.today = today;
    }
  });
});

test('pages are kept as they should: assets for ever, the page never unasked, a missing asset not at all', async () => {
  const kept = async (path: string) => (await plain.app.request(path)).headers.get('cache-control');
  expect(await kept('/assets/app-1a2b.js')).toBe('public, max-age=31536000, immutable');
  expect(await kept('/')).toBe('no-cache');
  expect(await kept('/quotas')).toBe('no-cache');
  expect(await kept('/icon.svg')).toBe('no-cache');
  expect(await kept('/assets/app-0000.js')).toBe('no-store');
});

test('an answer in a language of the web says which', async () => {
  const types = [
    '/',
    '/assets/app-1a2b.js',
    '/icon.svg',
    '/api/v1/health',
    '/api/v1/session',
    '/assets/nothing.html',
  ];
  const told = await Promise.all(
    types.map(async (path) => (await plain.app.request(path)).headers.get('content-type')?.split(';')[0]),
  );
  const json = 'application/json';
  expect(told).toEqual(['text/html', 'text/javascript', 'image/svg+xml', json, json, json]);
});

describe('the session cookie', () => {
  const credentials = { username: 'leader', password: 'Demo-2027!' };
  const flagsOf = (response: Response) =>
    (response.headers.get('set-cookie') ?? '').split('; ').map((part) => part.replace(/=[\w-]{43}$/, '=…'));
  const signIn = (app: TestApp) => send(app, ['', null, 'POST', '/api/v1/session', 200, json(credentials)]);

  test('is read by no script, sent by no other site, and behind TLS bound to this name', async () => {
    expect(flagsOf(await signIn(plain))).toEqual(['session=…', 'Path=/', 'HttpOnly', 'SameSite=Strict']);
    const tls = flagsOf(await signIn(behindTls));
    expect(tls).toEqual(['__Host-session=…', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']);
  });

  test('is taken away with the same flags at sign-out, or the browser would keep it', async () => {
    for (const [app, flags] of [
      [plain, ['session=', 'Max-Age=0', 'Path=/', 'HttpOnly', 'SameSite=Strict']],
      [behindTls, ['__Host-session=', 'Max-Age=0', 'Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']],
    ] as const) {
      const [cookie = ''] = ((await signIn(app)).headers.get('set-cookie') ?? '').split(';');
      const ended = await app.app.request('/api/v1/session', { method: 'DELETE', headers: { cookie } });
      expect([ended.status, flagsOf(ended)]).toEqual([204, flags]);
    }
  });

  test('behind TLS a cookie without the prefix, which a neighbour could set, counts for nothing', async () => {
    const cookie = cookies.get(behindTls)?.bureau ?? '';
    const ask = (value: string) => behindTls.app.request('/api/v1/session', { headers: { cookie: value } });
    expect((await ask(cookie)).status).toBe(200);
    expect((await ask(cookie.replace('__Host-', ''))).status).toBe(401);
  });

  test('is set by no other answer', async () => {
    for (const ask of ASKED.filter(([, who, method]) => who !== null && method === 'GET')) {
      expect([ask[0], (await send(plain, ask)).headers.get('set-cookie')]).toEqual([ask[0], null]);
    }
  });
});
