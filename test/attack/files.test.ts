import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { servePages } from '../../server/http/pages.ts';
import { TestApp } from '../support/app.ts';
import { apply, codeOf, type Desk, deskOf } from '../support/cases.ts';
import { zipOf } from '../support/sheet-files.ts';

let app: TestApp;
let desk: Desk;
let caseId: number;
beforeAll(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  ({ id: caseId } = await apply(desk));
});
afterAll(() => app.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
let made = 0;
/** A PDF like no other, since the same one is not kept twice. */
const pdf = () => {
  made += 1;
  return bytes(`%PDF-1.7\n${made}`);
};
const put = (name: string, content: Uint8Array<ArrayBuffer> = pdf(), type?: string) =>
  desk.officer.upload(`/cases/${caseId}/files?name=${encodeURIComponent(name)}`, content, type);
const fetchFile = (id: number, headers: Record<string, string> = {}) =>
  app.app.request(`/api/v1/cases/${caseId}/files/${id}`, {
    headers: { cookie: desk.officer.cookie, ...headers },
  });

describe('a name a file comes with is a name and no path', () => {
  test.each([
    ['a path up', '../../../etc/passwd.pdf', 'passwd.pdf'],
    ['a path up as Windows writes it', '..\\..\\Windows\\win.pdf', 'win.pdf'],
    ['an absolute path', '/etc/cron.d/job.pdf', 'job.pdf'],
    ['a drive', 'C:\\temp\\a.pdf', 'a.pdf'],
    ['an encoded path', '..%2f..%2fa.pdf', '%2f..%2fa.pdf'],
    ['a second ending', 'report.pdf.exe', 'report.pdf.exe.pdf'],
    ['the ending of a page', 'report.html', 'report.html.pdf'],
    ['a stream of Windows', 'a.pdf::$DATA', 'a.pdf$DATA.pdf'],
    ['a sign that turns the text round', 'report\u202efdp.exe', 'reportfdp.exe.pdf'],
    ['quotes and angle brackets', '"><img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['a hidden file', '.htaccess', 'htaccess.pdf'],
    ['an endless name', `${'长'.repeat(150)}.pdf`, `${'长'.repeat(100)}.pdf`],
  ])('%s', async (_name, name, kept) => {
    const answer = await put(name);
    expect([answer.status, (answer.body as CaseDetail).files?.at(-1)?.name]).toEqual([200, kept]);
  });

  test.each([
    ['only a path', '../../'],
    ['only dots', '...'],
    ['only an ending', '.pdf'],
    ['blanks', ' '],
  ])('%s is none', async (_name, name) => {
    expect((await put(name)).status).toBe(422);
  });

  test.each([
    ['a null character', 'a\0.pdf'],
    ['a line end, for a header of its own', 'a\r\nset-cookie: session=x.pdf'],
    ['more than any name has', 'x'.repeat(5000)],
  ])('%s never reaches a header', async (_name, name) => {
    const answer = await put(name);
    expect([200, 400, 422]).toContain(answer.status);
    if (answer.status !== 200) return;
    const file = (answer.body as CaseDetail).files?.at(-1);
    const response = await fetchFile(file?.id ?? 0);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w.%~!-]+$/);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test.each([
    ['Chinese', '验收报告（终稿）.pdf'],
    ['signs with a meaning in the header', "a'b(c)*;filename=x.pdf"],
    ['a percent sign', '100%.pdf'],
    ['a picture sign', '📎附件.pdf'],
  ])('%s comes back at the download as it was (RFC 6266)', async (_name, name) => {
    const file = ((await put(name)).body as CaseDetail).files?.at(-1);
    const header = (await fetchFile(file?.id ?? 0)).headers.get('content-disposition') ?? '';
    const encoded = /^attachment; filename\*=UTF-8''((?:[\w.!~-]|%[0-9A-F]{2})+)$/.exec(header)?.[1];
    expect([decodeURIComponent(encoded ?? ''), file?.name]).toEqual([file?.name, name.replace('*', '')]);
  });
});

describe('what a file is, its content says', () => {
  const zip = (name: string) => new Uint8Array(zipOf([{ name, data: 'x' }]));
  test.each<[string, string, Uint8Array<ArrayBuffer>]>([
    ['a page', 'a.pdf', bytes('<!doctype html><script>alert(1)</script>')],
    ['a page after blanks', 'a.pdf', bytes('\n\n  <html>')],
    [
      'a picture with a script',
      'a.png',
      bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    ],
    ['a picture with a script in XML', 'a.jpg', bytes('<?xml version="1.0"?><svg onload="alert(1)"/>')],
    ['a script', 'a.pdf', bytes('#!/bin/sh\nrm -rf /')],
    ['a program', 'a.pdf', bytes('MZ\x90\x00')],
    ['a page before a PDF', 'a.pdf', bytes('<script>alert(1)</script>%PDF-1.7')],
    ['a GIF', 'a.png', bytes('GIF89a/*<script>*/')],
    ['an archive', 'a.docx', zip('run.exe')],
    ['an archive with a way out', 'a.docx', zip('../../word/x.xml')],
  ])('%s that calls itself %s is refused', async (_what, name, content) => {
    const before = app.fingerprint();
    for (const type of ['application/pdf', 'image/png', 'text/html']) {
      const answer = await put(name, content, type);
      expect([answer.status, codeOf(answer)]).toEqual([422, 'invalid_fields']);
    }
    expect(app.fingerprint()).toBe(before);
  });

  test('one with two faces is saved as what it begins as, and no browser opens it', async () => {
    const polyglot = bytes('%PDF-1.7\n<html><script>alert(1)</script></html>');
    const file = ((await put('a.html', polyglot, 'text/html')).body as CaseDetail).files?.at(-1);
    const { headers } = await fetchFile(file?.id ?? 0, { accept: 'text/html' });
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test.each([
    'bytes=0-3',
    'bytes=-5',
    'bytes=5-1',
    'bytes=0-0,2-2,4-4',
    'bytes=999999999999999999-',
    'lines=1',
  ])('asked for a part (%s) it comes whole, never wrong', async (range) => {
    const content = pdf();
    const file = ((await put('a.pdf', content)).body as CaseDetail).files?.at(-1);
    const response = await fetchFile(file?.id ?? 0, { range });
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(content);
  });
});

test.each([
  '../1',
  '..%2f1',
  '1%00',
  '%2e%2e%2f',
  'NUL',
  '-1',
  '1.5',
  '9'.repeat(400),
  '1;DROP TABLE case_file',
  '%F0%9F%93%8E',
])('the number of a file “%s” is none', async (id) => {
  for (const path of [
    `/cases/${caseId}/files/${id}`,
    `/certificates/1/files/${id}`,
    `/projects/1/files/${id}`,
    `/task-reports/1/files/${id}`,
    `/bulletins/${id}/word`,
  ]) {
    const response = await app.app.request(`/api/v1${path}`, {
      headers: { cookie: (await app.as('bureau')).cookie },
    });
    expect([path, [400, 404].includes(response.status)]).toEqual([path, true]);
    expect(await response.text()).not.toMatch(/SELECT|SQLITE|\/work|node_modules/);
  }
});

describe('the pages’ folder is the only one served', () => {
  let folder: string;
  let server: ReturnType<typeof serve>;
  let port: number;
  let pages: TestApp;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tracker-static-'));
    mkdirSync(join(folder, 'web/assets'), { recursive: true });
    writeFileSync(join(folder, 'web/index.html'), '<title>page</title>');
    writeFileSync(join(folder, 'web/assets/a.js'), 'asset');
    writeFileSync(join(folder, 'secret.txt'), 'SECRET');
    writeFileSync(join(folder, 'web-secret.txt'), 'SECRET');
    pages = await TestApp.withDemo();
    servePages(pages.app, join(folder, 'web'));
    port = await new Promise((resolve) => {
      server = serve({ fetch: pages.app.fetch, port: 0, hostname: '127.0.0.1' }, (info: AddressInfo) =>
        resolve(info.port),
      );
    });
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    pages.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Asks for exactly this address: fetch would tidy it up first. */
  const raw = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      asked.on('error', reject);
      asked.end();
    });

  test('and it is served', async () => {
    expect(await raw('/assets/a.js')).toEqual({ status: 200, text: 'asset' });
    expect((await raw('/quotas')).text).toContain('page');
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets//../../secret.txt',
    '/assets/....//....//secret.txt',
    '/..%c0%af..%c0%afsecret.txt',
    '/%00/../secret.txt',
    '/../web-secret.txt',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/assets/a.js%00.html',
    '/assets/',
    '/assets',
    `/${'a/'.repeat(3000)}`,
  ])('%s shows nothing else', async (path) => {
    const { status, text } = await raw(path);
    expect([200, 400, 404, 414, 431]).toContain(status);
    if (status === 200) expect(text).toBe('<title>page</title>');
    expect(text).not.toMatch(/SECRET|root:|ENOENT|node_modules/);
    expect((await raw('/api/v1/health')).status).toBe(200);
  });

  test.each([
    'bytes=0-0',
    'bytes=-1',
    'bytes=9-1',
    'bytes=0-99999999999999999999',
    'bytes=a-b',
    'x',
  ])('a part of an asset (%s) is a part of it or none', async (range) => {
    const { status, text } = await raw('/assets/a.js', { range });
    expect([200, 206, 416]).toContain(status);
    expect('asset').toContain(text);
  });
});
