import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { TestApp } from '../support/app.ts';
import { listening, type Network } from '../support/network.ts';

let app: TestApp;
let network: Network;
let cookie: string;
beforeAll(async () => {
  app = await TestApp.withDemo();
  network = await listening(app);
  ({ cookie } = await app.as('county-360425'));
});
afterAll(async () => {
  await network.close();
  app.close();
});

/** What came back until the server closed the connection, or the sender gave up. */
function send(pieces: readonly (string | Buffer)[], patienceMs = 300): Promise<string> {
  const { hostname, port } = new URL(network.address);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    const giveUp = setTimeout(() => socket.destroy(), patienceMs);
    socket.on('data', (piece) => received.push(piece as Buffer));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(giveUp);
      resolve(Buffer.concat(received).toString('latin1'));
    });
    for (const piece of pieces) socket.write(piece);
  });
}

const DRAFT = 'PUT /api/v1/reports/360425/2026-10/draft HTTP/1.1\r\nHost: x\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';

const MALFORMED: readonly [name: string, pieces: (string | Buffer)[]][] = [
  ['no HTTP at all', ['hello\r\n\r\n']],
  ['random bytes', [Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7919) % 256))]],
  ['a TLS greeting', [Buffer.from('16030100c8010000c40303', 'hex'), '\r\n\r\n']],
  ['another version', ['GET /api/v1/health HTTP/9.9\r\nHost: x\r\n\r\n']],
  ['HTTP 0.9', ['GET /api/v1/health\r\n\r\n']],
  ['the greeting of HTTP 2', ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  ['no host', ['GET /api/v1/health HTTP/1.1\r\n\r\n']],
  ['a host that is none', ['GET /api/v1/health HTTP/1.1\r\nHost: [\r\n\r\n']],
  ['a host with a path', ['GET /api/v1/health HTTP/1.1\r\nHost: x/../y?z#\r\n\r\n']],
  ['an empty host', ['GET /api/v1/health HTTP/1.1\r\nHost:\r\n\r\n']],
  ['two hosts', ['GET /api/v1/health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n']],
  ['a whole address as target', ['GET http://evil.example/api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['an address that is none', ['GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['a target without a slash', ['GET api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['a star', ['OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['two slashes', ['GET //evil.example/api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['a broken escape', ['GET /api/v1/reports/%zz/%ff HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['a path of 100,000 characters', [`GET /api/v1/${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]],
  [
    'a header of 100,000 characters',
    [`GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`],
  ],
  ['3,000 headers', [`GET /api/v1/health HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(3_000)}\r\n`]],
  ['a header without a name', ['GET /api/v1/health HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n']],
  ['a header with a null character', ['GET /api/v1/health HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n']],
  ['a method that is none', ['G@T /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['TRACE', ['TRACE /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n']],
  ['CONNECT', ['CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n']],
  [
    'an upgrade',
    ['GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'],
  ],
  ['an expectation', [`${DRAFT}${JSON_TYPE}Expect: nothing\r\nContent-Length: 2\r\n\r\n{}`]],
  ['two lengths', [`${DRAFT}${JSON_TYPE}Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}`]],
  [
    'a length and chunks',
    [`${DRAFT}${JSON_TYPE}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ],
  ['a negative length', [`${DRAFT}${JSON_TYPE}Content-Length: -5\r\n\r\n{}`]],
  ['a length beyond all numbers', [`${DRAFT}${JSON_TYPE}Content-Length: 99999999999999999999\r\n\r\n{}`]],
  ['a chunk that is none', [`${DRAFT}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`]],
  ['an unknown transfer', [`${DRAFT}${JSON_TYPE}Transfer-Encoding: gzip\r\n\r\n{}`]],
  ['chunks without end', [`${DRAFT}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`]],
  ['half a head', ['GET /api/v1/hea']],
  ['a head without end', ['GET /api/v1/health HTTP/1.1\r\nHost: x\r\nA: ']],
  ['half a body', [`${DRAFT}${JSON_TYPE}Content-Length: 500\r\n\r\n{"version":`]],
  ['nothing', []],
  [
    'a second request in the body',
    [`${DRAFT}${JSON_TYPE}Content-Length: 0\r\n\r\nGET /api/v1/audit HTTP/1.1\r\nHost: x\r\n\r\n`],
  ],
];

/** What no reply may say: a server error, or how the server is made. */
const BAD = /HTTP\/1\.1 5|at file:|node_modules|node:internal|SQLITE|(?:Type|Range)Error|\n\s+at /;

test.each(
  MALFORMED,
)('%s does not bring the server down, and tells nothing of its insides', async (_name, pieces) => {
  const before = app.fingerprint();
  expect(await send(pieces)).not.toMatch(BAD);
  const healthy = await fetch(`${network.address}/api/v1/health`);
  expect([healthy.status, app.fingerprint() === before]).toEqual([200, true]);
});

test('a signed-in save that breaks off in the middle changes nothing', async () => {
  const before = app.fingerprint();
  const head = `${DRAFT}${JSON_TYPE}Cookie: ${cookie}\r\nContent-Length: 500\r\n\r\n`;
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      send([head, '{"version":0,"figures":{'.slice(0, at + 4)], 50 + 10 * at),
    ),
  );
  for (const reply of replies) expect(reply).not.toMatch(BAD);
  expect((await fetch(`${network.address}/api/v1/health`)).status).toBe(200);
  expect(app.fingerprint()).toBe(before);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('fifty clients that send their heads a letter at a time keep nobody else waiting', async () => {
  const slow = Array.from({ length: 50 }, () => send(['G', 'E', 'T', ' ', '/'], 1_000));
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => fetch(`${network.address}/api/v1/health`).then(({ status }) => status)),
  );
  expect(answers.every((status) => status === 200)).toBe(true);
  expect((await Promise.all(slow)).join('')).not.toMatch(BAD);
});
