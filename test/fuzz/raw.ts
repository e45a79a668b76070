import { wellFormed } from '../../db/well-formed.ts';
import { deep, oddText } from './hostile.ts';
import type { Random } from './random.ts';
import type { FuzzRequest } from './request.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'LINK', 'get', 'X'];
const TYPES = [
  'application/json',
  'application/json;charset=utf-16',
  'APPLICATION/JSON',
  'application/jsonp',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/xml',
  ';',
  '',
];
const HEADERS: readonly [string, readonly string[]][] = [
  ['content-length', ['0', '-1', '99999999', 'x']],
  ['content-encoding', ['gzip', 'br', 'x']],
  ['accept', ['text/html', '*/*;q=9', 'x']],
  ['accept-encoding', ['gzip, br', 'identity;q=0']],
  ['accept-language', ['zh-CN', '*', 'x'.repeat(500)]],
  ['range', ['bytes=0-', 'bytes=9-1', 'x']],
  ['if-none-match', ['*', '"x"']],
  ['x-forwarded-for', ['1.2.3.4', '::1, x']],
  ['x-http-method-override', ['DELETE']],
  ['x-request-id', ['../../x', 'x'.repeat(2_000)]],
  ['host', ['evil.example', '[', '']],
  ['origin', ['null', 'https://evil.example', 'x']],
  ['sec-fetch-site', ['same-origin', 'cross-site', 'x']],
  ['cookie', ['a=b', 'session=', '=;=;', `x=${'y'.repeat(3_000)}`, 'session=%zz; session=%00']],
  ['user-agent', ['', 'x'.repeat(4_000), '\u00ff']],
];
const INSERTS = [
  '%00',
  '%2e%2e%2f',
  '//',
  '/./',
  '/../',
  '%zz',
  '%',
  '%c0%af',
  ';x',
  '/',
  '%EF%BF%BF',
  '*',
  '{id}',
];

/** A path of the API with one to three places changed. */
function oddPath(random: Random, path: string): string {
  let changed = path;
  for (let times = random.below(3); times > 0; times -= 1) {
    const at = 8 + random.below(Math.max(1, changed.length - 8));
    const rest = random.chance(0.5) ? at : at + 1 + random.below(4);
    const insert = random.chance(0.8)
      ? random.pick(INSERTS)
      : encodeURIComponent(wellFormed(oddText(random)));
    changed = changed.slice(0, at) + insert.slice(0, 3_000) + changed.slice(rest);
  }
  return random.chance(0.3)
    ? `${changed}?${random.pick(['a[]=1', 'period=1&period=2', '%', '&&==', 'q=%ff', 'version'])}`
    : changed;
}

const text = (content: string) => new Uint8Array(Buffer.from(content));

/** A body that is broken, or none of what its type says. */
function oddBody(random: Random, json: string): string | Uint8Array<ArrayBuffer> {
  const kind = random.below(12);
  if (kind === 0) return json.slice(0, random.below(json.length + 1));
  if (kind === 1) return random.bytes(random.below(400));
  if (kind === 2) return new Uint8Array(Buffer.from(json, 'utf16le'));
  if (kind === 3) return new Uint8Array(Buffer.from(`${json}é汉`, 'latin1'));
  if (kind === 4) return text(`\ufeff${json}`);
  if (kind === 5) return text(`${json}${json}`);
  if (kind === 6) return '['.repeat(random.pick([10, 5_000, 200_000]));
  if (kind === 7) return JSON.stringify(deep(random));
  if (kind === 8)
    return random.pick([
      'null',
      '[]',
      '1',
      '"x"',
      'true',
      '',
      ' ',
      '{}',
      'NaN',
      '1e999',
      '{"version":1e999}',
    ]);
  if (kind === 9) return `{"version":1,"version":{},"__proto__":{"role":"admin"},${json.slice(1)}`;
  if (kind === 10) return `{"note":"${'x'.repeat(random.pick([1_000, 300_000]))}"}`;
  return random.bytes(random.pick([10, 1_000]));
}

/** A request that was right, made into one that no program of ours would send. */
export function rawOf(random: Random, right: FuzzRequest): FuzzRequest {
  const method = random.chance(0.4) ? random.pick(METHODS) : right.method;
  const headers = { ...right.headers };
  if (random.chance(0.3)) headers['content-type'] = random.pick(TYPES);
  for (let times = random.below(3); times > 0; times -= 1) {
    const [name, values] = random.pick(HEADERS);
    headers[name] = random.pick(values);
  }
  const bodyless = /^(get|head)$/i.test(method);
  const old = typeof right.body === 'string' && right.body !== '' ? right.body : '{"version":0}';
  const body = bodyless || random.chance(0.2) ? null : oddBody(random, old);
  return { method, path: oddPath(random, right.path), headers, body };
}
