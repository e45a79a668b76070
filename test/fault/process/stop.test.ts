import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { EMPTY_FIGURES } from '../../../server/rules/figures.ts';
import { newFolder, startProduct, startRefused } from '../../support/product.ts';

const REPORT = '/api/v1/reports/360425/2026-10';
/** A supervisor waits so long before it kills. */
const STOP_WITHIN_MS = 5000;

/** How a request ended: with its whole answer, without a byte of one, or with a part. */
interface Ending {
  kind: 'answered' | 'refused' | 'torn';
  status: number;
  text: string;
  cookie: string;
}

const nothing = { status: 0, text: '', cookie: '' };

interface Asked {
  agent?: Agent;
  cookie?: string;
  body?: object;
}

function ask(
  address: string,
  method: string,
  path: string,
  { agent, cookie, body }: Asked = {},
): Promise<Ending> {
  return new Promise((resolve) => {
    const headers = {
      ...(cookie ? { cookie } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    };
    const sent = request(address + path, { method, headers, ...(agent ? { agent } : {}) }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', () => {});
      answer.on('close', () => {
        const status = answer.statusCode ?? 0;
        const set = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        const text = Buffer.concat(pieces).toString('utf8');
        resolve({ kind: answer.complete ? 'answered' : 'torn', status, text, cookie: set });
      });
    });
    sent.on('error', () => resolve({ kind: 'refused', ...nothing }));
    sent.end(body ? JSON.stringify(body) : undefined);
  });
}

const signIn = (address: string, username: string) =>
  ask(address, 'POST', '/api/v1/session', { body: { username, password: DEMO_PASSWORD } });

/** An upload that goes on for ever; resolves with what came back when its connection has ended. */
function endlessUpload(address: string, cookie: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  const head = [
    'PUT /api/v1/sheets/read?name=a.xlsx HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Cookie: ${cookie}`,
  ];
  socket.write(
    `${head.join('\r\n')}\r\nContent-Type: application/octet-stream\r\nContent-Length: 4000000\r\n\r\n`,
  );
  const drip = setInterval(() => socket.write('PK'), 20);
  let said = '';
  socket.on('data', (piece) => {
    said += piece;
  });
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('close', () => {
      clearInterval(drip);
      resolve(said);
    });
  });
}

test('SIGTERM amid requests: each is answered whole or refused, what was acknowledged stands, exit code 0', async () => {
  const env = { DATA_DIR: newFolder(), DEMO_KEEP: '1' };
  const product = await startProduct('demo', env);
  const { address } = product;
  const { cookie } = await signIn(address, 'county-360425');
  const agent = new Agent({ keepAlive: true });

  const endings: Ending[] = [];
  let version = (
    JSON.parse((await ask(address, 'GET', REPORT, { agent, cookie })).text) as { version: number }
  ).version;
  const untilRefused = async (next: () => Promise<Ending>) => {
    for (;;) {
      const ending = await next();
      endings.push(ending);
      if (ending.kind !== 'answered') return;
    }
  };
  const save = async () => {
    const figures = { ...EMPTY_FIGURES, energyWanTce: `24.${1000 + version}` };
    const ending = await ask(address, 'PUT', `${REPORT}/draft`, {
      agent,
      cookie,
      body: { version, figures },
    });
    if (ending.kind === 'answered') version = (JSON.parse(ending.text) as { version: number }).version;
    return ending;
  };
  const busy = [
    untilRefused(save),
    untilRefused(() => ask(address, 'GET', '/api/v1/progress?period=2026-09', { agent, cookie })),
    untilRefused(() => ask(address, 'GET', '/api/v1/targets/intensity', { agent, cookie })),
    // slow ones: a password's hash, a workbook written by the worker
    untilRefused(() => signIn(address, 'leader')),
    untilRefused(() =>
      ask(address, 'GET', '/api/v1/reports/template?period=2026-10&unit=360425', { agent, cookie }),
    ),
  ];
  const upload = endlessUpload(address, cookie);
  await new Promise((resolve) => setTimeout(resolve, 1000));

  const asked = Date.now();
  const exit = product.stop();
  setTimeout(() => process.kill(product.pid, 'SIGTERM'), 100);
  expect(await exit).toBe(0);
  const took = Date.now() - asked;
  await Promise.all(busy);
  agent.destroy();

  expect(endings.filter(({ kind }) => kind === 'torn')).toEqual([]);
  expect(new Set(endings.filter(({ kind }) => kind === 'answered').map(({ status }) => status))).toEqual(
    new Set([200]),
  );
  // the upload got no answer, or a whole one
  expect(await upload).toMatch(/^$|^HTTP\/1\.1 (4|5)\d\d [\s\S]*\}$/);
  expect((await ask(address, 'GET', '/api/v1/health')).kind).toBe('refused');
  if (process.env.FULL_TESTS === '1') expect(took).toBeLessThan(STOP_WITHIN_MS);

  const again = await startProduct('demo', env);
  const stored = JSON.parse((await ask(again.address, 'GET', REPORT, { cookie })).text) as {
    version: number;
  };
  // the save that lost its connection may stand, never more than that one
  expect([0, 1]).toContain(stored.version - version);
  expect(await again.stop()).toBe(0);
});

test.each([
  ['an error nobody caught', "setTimeout(()=>{throw new Error('boom')},2500)"],
  ['a promise nobody waited for', "setTimeout(()=>{Promise.reject(new Error('boom'))},2500)"],
])('%s is logged and ends the process with 1, for the supervisor to start it anew', async (_what, script) => {
  const fault = `data:text/javascript,${script}`;
  const { code, output } = await startRefused('start', { DATA_DIR: newFolder() }, ['--import', fault]);
  expect(code).toBe(1);
  const line = output.split('\n').find((text) => text.includes('uncaught error, ending'));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 'fatal', err: { message: 'boom' } });
});
