import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { type Answer, type Person, TestApp } from '../support/app.ts';
import { advance, apply, codeOf, type Desk, deskOf, readCase, refused, step } from '../support/cases.ts';

let app: TestApp;
let desk: Desk;
let officer: Person;
let one: CaseDetail;
beforeEach(async () => {
  app = await TestApp.withDemo();
  desk = await deskOf(app);
  ({ officer } = desk);
  one = await apply(desk);
});
afterEach(() => app.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const PDF = bytes('%PDF-1.7\n测试');
const LIMIT = 5 * 1024 * 1024;
const pdfOf = (size: number) => {
  const content = new Uint8Array(size);
  content.set(bytes('%PDF-'));
  return content;
};

const upload = (
  person: Person,
  content: Uint8Array<ArrayBuffer>,
  name = '验收报告.pdf',
  mediaType?: string,
) => person.upload(`/cases/${one.id}/files?name=${encodeURIComponent(name)}`, content, mediaType);

async function download(person: Person, path: string): Promise<Response> {
  return app.app.request(`/api/v1${path}`, { headers: { cookie: person.cookie } });
}

test('a file comes back byte by byte, as a download that no browser opens', async () => {
  const { files, events, version } = (await upload(officer, PDF)).body as CaseDetail;
  expect(files).toMatchObject([
    { name: '验收报告.pdf', mediaType: 'application/pdf', sizeBytes: PDF.length },
  ]);
  expect(events.at(-1)).toMatchObject({ step: 'file', note: '验收报告.pdf' });
  expect(version).toBe(one.version);
  const answer = await download(desk.clerk, `/cases/${one.id}/files/${files[0]?.id}`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PDF);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  const name = encodeURIComponent('验收报告.pdf');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
});

test('the content says what it is, whatever the browser calls it', async () => {
  const { files } = (await upload(officer, PDF, 'x.exe', 'text/html')).body as CaseDetail;
  expect(files[0]).toMatchObject({ name: 'x.exe.pdf', mediaType: 'application/pdf' });
});

test.each<[string, () => Uint8Array<ArrayBuffer>, string, number, string[]]>([
  ['a web page', () => bytes('<html></html>'), 'a.pdf', 422, ['file']],
  ['an empty file', () => bytes(''), 'a.pdf', 422, ['file']],
  ['a file without a name', () => PDF, ' ', 422, ['name']],
  ['a file above 5 MB', () => pdfOf(LIMIT + 1), 'a.pdf', 413, []],
])('%s is refused', async (_what, content, name, status, fields) => {
  await refused(app, () => upload(officer, content(), name), status, ...fields);
});

test('exactly 5 MB is taken', async () => {
  expect((await upload(officer, pdfOf(LIMIT))).status).toBe(200);
});

test('the same file is not kept twice', async () => {
  expect((await upload(officer, PDF)).status).toBe(200);
  await refused(app, () => upload(officer, PDF, '另名.pdf'), 422, 'file');
});

test('another county and a leader neither add nor read a file, also of an approved case', async () => {
  const { files } = (await upload(officer, PDF)).body as CaseDetail;
  const neighbour = await app.as('county-360404');
  const leader = await app.as('leader');
  const content = bytes('%PDF-2');
  await refused(app, () => upload(neighbour, content), 404);
  await refused(app, () => upload(leader, content), 403);
  const path = `/cases/${one.id}/files/${files[0]?.id}`;
  expect((await download(neighbour, path)).status).toBe(404);
  await advance(desk, one.id, 'approve');
  expect((await leader.get(`/cases/${one.id}`)).body).toMatchObject({ stage: 'approved', files: [] });
  expect((await download(leader, path)).status).toBe(404);
  expect((await download(desk.clerk, path)).status).toBe(200);
  expect((await download(await app.as('auditor'), path)).status).toBe(403);
  expect((await download(app.someone(), path)).status).toBe(401);
});

test('a file is found under its own case only', async () => {
  const { files } = (await upload(officer, PDF)).body as CaseDetail;
  const other = await apply(desk);
  expect((await download(officer, `/cases/${other.id}/files/${files[0]?.id}`)).status).toBe(404);
});

test('nothing is added once the case is cancelled', async () => {
  const { version } = await readCase(officer, one.id);
  await step(officer, one.id, { version, step: 'cancel', note: '撤回。' });
  const answer: Answer = await refused(app, () => upload(officer, PDF), 409);
  expect(codeOf(answer)).toBe('wrong_stage');
});

test('material may follow while the case is under way, and does not disturb who works on it', async () => {
  const { version } = await advance(desk, one.id, 'creditCheck');
  expect((await upload(officer, PDF)).status).toBe(200);
  expect((await step(desk.clerk, one.id, { version, step: 'handle' })).status).toBe(200);
});

test('no other request takes a body that is not JSON, or one above 256 kB', async () => {
  const other = await officer.upload(`/beneficiaries/1`, PDF, 'application/pdf');
  expect(other.status).toBe(415);
  expect((await officer.ask('POST', '/cases', `"${'x'.repeat(300_000)}"`)).status).toBe(413);
});
