import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/open.ts';
import { createApp } from '../../server/app.ts';
import { openApiDocument } from '../../server/http/openapi.ts';
import { Person, TestApp } from '../support/app.ts';

const TOKEN = 'a-token-of-the-monitoring';
const LAST_BACKUP = new Date('2026-11-21T01:00:00.000Z');

let world: TestApp;
let lines: Record<string, unknown>[] = [];
let raw = '';
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  world = await TestApp.withDemo();
  const out = new PassThrough();
  out.on('data', (chunk) => {
    raw += chunk;
    for (const line of String(chunk).trim().split('\n')) lines.push(JSON.parse(line));
  });
  app = createApp({
    db: world.db,
    clock: world.clock,
    demo: true,
    publicOrigin: null,
    log: pino({ level: 'info', base: null, formatters: { level: (label) => ({ level: label }) } }, out),
    metricsToken: TOKEN,
    lastBackupAt: () => LAST_BACKUP,
  });
});
afterAll(() => world.close());

const scrape = (token?: string) =>
  app.request('/metrics', token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

/** Name with labels → value, every line checked against the exposition format. */
function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_0-9]+ \S/.test(line)) continue;
    const match = /^([a-z_0-9]+(?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)+\})?) (\S+)$/.exec(line);
    expect([line, match !== null && Number.isFinite(Number(match[2]))]).toEqual([line, true]);
    samples.set(match?.[1] ?? '', Number(match?.[2]));
  }
  return samples;
}

describe('/metrics', () => {
  test('without the token there is nothing, and without METRICS_TOKEN not even with one', async () => {
    for (const token of [undefined, '', 'wrong', `${TOKEN}x`, TOKEN.slice(0, -1)]) {
      expect([token, (await scrape(token)).status]).toEqual([token, 404]);
    }
    const basic = await app.request('/metrics', { headers: { authorization: TOKEN } });
    expect(basic.status).toBe(404);
    const closed = await world.app.request('/metrics', { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(closed.status).toBe(404);
    const empty = await world.app.request('/metrics', { headers: { authorization: 'Bearer ' } });
    expect(empty.status).toBe(404);
  });

  test('tells requests by route, not by what was asked for, and the state of file and process', async () => {
    const bureau = new Person(app);
    bureau.cookie = (await world.as('bureau')).cookie;
    for (const unit of ['360402', '360426', '999999']) await bureau.get(`/counties/${unit}`);
    await new Person(app).get('/session');
    const reply = await scrape(TOKEN);
    expect(reply.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const samples = samplesOf(await reply.text());
    const route = [...samples.keys()].filter((name) => /360402|999999/.test(name));
    expect(route).toEqual([]);
    expect(
      samples.get('tracker_http_requests_total{method="GET",route="/api/v1/session",status="4xx"}'),
    ).toBe(1);
    expect(samples.get('tracker_http_requests_in_flight')).toBe(1);
    expect(samples.get('tracker_sign_in_queue')).toBe(0);
    expect(samples.get('tracker_database_bytes')).toBeGreaterThan(100_000);
    expect(samples.get('tracker_commits_total')).toBe(world.db.commits());
    expect(samples.get('tracker_sessions')).toBe(1);
    expect(samples.get('tracker_audit_rows')).toBeGreaterThan(100);
    expect(samples.get('tracker_last_backup_age_seconds')).toBe(
      (world.clock.now().getTime() - LAST_BACKUP.getTime()) / 1000,
    );
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(samples.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  test('a histogram’s buckets add up to its count', async () => {
    const samples = samplesOf(await (await scrape(TOKEN)).text());
    const name = 'tracker_http_request_duration_seconds';
    const labels = 'method="GET",route="/api/v1/session"';
    const count = samples.get(`${name}_count{${labels}}`);
    expect(count).toBeGreaterThanOrEqual(1);
    expect(samples.get(`${name}_bucket{${labels},le="+Inf"}`)).toBe(count);
    const buckets = [...samples]
      .filter(([key]) => key.startsWith(`${name}_bucket{${labels}`))
      .map(([, n]) => n);
    expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
  });
});

describe('one line a request', () => {
  test('says who, what, how it ended, and the number the reply carries; nothing of what was sent', async () => {
    const county = new Person(app);
    county.cookie = (await world.as('county-360402')).cookie;
    lines = [];
    raw = '';
    const secret = 'geheim-4711';
    const answer = await county.ask(
      'PUT',
      `/reports/360402/2026-10/draft?note=${secret}`,
      { note: secret },
      {
        'user-agent': secret,
        authorization: secret,
      },
    );
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'request',
        requestId: answer.headers.get('x-request-id'),
        method: 'PUT',
        path: '/api/v1/reports/360402/2026-10/draft',
        route: '/api/v1/reports/:unit/:period/draft',
        status: answer.status,
        role: 'county',
        userId: expect.any(Number),
        ms: expect.any(Number),
        source: 'local',
      }),
    ]);
    expect(raw).not.toContain(secret);
    expect(raw).not.toContain(county.cookie.split('=')[1]);
  });

  test.each([
    ['a quote and a backslash', '/nothing/%22%5C'],
    ['Chinese', '/nothing/濂溪区'],
    ['a line end', '/nothing/%0A{"level":"error"}'],
  ])('an address with %s stays within its line', async (_name, address) => {
    lines = [];
    raw = '';
    await new Person(app).get(address);
    expect(raw.trimEnd().split('\n')).toHaveLength(1);
    expect(lines).toEqual([expect.objectContaining({ level: 'info', msg: 'request', status: 404 })]);
    expect(Date.parse((lines[0] as { time: string }).time)).toBeGreaterThan(Date.now() - 60_000);
  });

  test('a sign-in leaves neither name nor password', async () => {
    lines = [];
    raw = '';
    await new Person(app).ask('POST', '/session', { username: 'bureau', password: 'Wrong-password-1' });
    expect(lines).toEqual([expect.objectContaining({ status: 401, userId: null, role: null })]);
    expect(raw).not.toMatch(/bureau|Wrong-password/);
  });
});

test('health answers 503 and says so once the database cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-health-'));
  const db = openDatabase(join(folder, 'tracker.sqlite'));
  const log = pino({ level: 'silent' });
  const other = createApp({ db, clock: world.clock, demo: false, publicOrigin: null, log });
  const ask = () => other.request('/api/v1/health');
  expect(await (await ask()).json()).toEqual({ status: 'ok', demo: false, today: world.clock.today() });
  db.close();
  const down = await ask();
  expect(down.status).toBe(503);
  expect(await down.json()).toEqual({ status: 'down', demo: false, today: world.clock.today() });
  rmSync(folder, { recursive: true });
});

test('every answer of health is in the OpenAPI document', () => {
  const paths = openApiDocument(world.app).paths as Record<string, { get?: { responses: object } }>;
  expect(Object.keys(paths['/api/v1/health']?.get?.responses ?? {})).toEqual(
    expect.arrayContaining(['200', '503']),
  );
});

test('the version told is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await (await scrape(TOKEN)).text()).toContain(`tracker_info{version="${version}",`);
});
