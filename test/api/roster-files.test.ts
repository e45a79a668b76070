import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Certificate, CertificateListReply } from '../../server/quotas/certificate-schema.ts';
import { type Person, TestApp } from '../support/app.ts';
import { certificate, ok, refused } from '../support/cases.ts';

let app: TestApp;
let bureau: Person;
let one: Certificate;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
  one = ok(await bureau.ask('POST', '/certificates', certificate()));
});
afterEach(() => app.close());

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const PDF = bytes('%PDF-1.7\n名单');
const LIMIT = 5 * 1024 * 1024;
const pdfOf = (size: number) => {
  const content = new Uint8Array(size);
  content.set(bytes('%PDF-'));
  return content;
};

const upload = (content: Uint8Array<ArrayBuffer>, name = '名单.pdf', id = one.id, person = bureau) =>
  person.upload(`/certificates/${id}/files?name=${encodeURIComponent(name)}`, content);
const download = (person: Person, path: string) =>
  app.app.request(`/api/v1${path}`, { headers: { cookie: person.cookie } });
const count = (table: string) =>
  (app.db.sqlite.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n;

test.each([
  ['a PDF', PDF, '名单.pdf', 'application/pdf'],
  ['a JPEG', bytes('\xff\xd8\xff\xe0'), '牌匾.jpg', 'image/jpeg'],
  ['a PNG', bytes('\x89PNG\r\n\x1a\n'), '截图.png', 'image/png'],
])('%s comes back byte by byte, as a download', async (_what, content, name, mediaType) => {
  const { files, version } = ok<Certificate>(await upload(content, name));
  expect(files).toMatchObject([
    { name, mediaType, sizeBytes: content.length, uploadedBy: expect.any(String) },
  ]);
  expect(version).toBe(one.version);
  const answer = await download(bureau, `/certificates/${one.id}/files/${files?.[0]?.id}`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(content);
  expect(answer.headers.get('content-type')).toBe(mediaType);
  expect(answer.headers.get('content-disposition')).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  );
});

test.each<[string, () => Uint8Array<ArrayBuffer>, string, number, string[]]>([
  ['a program renamed', () => bytes('MZ\x90\x00'), '名单.pdf', 422, ['file']],
  ['a web page renamed', () => bytes('<html>%PDF-</html>'), '名单.png', 422, ['file']],
  ['a Word file', () => bytes('PK\x03\x04[Content_Types].xml word/document.xml'), 'a.docx', 422, ['file']],
  ['an empty file', () => bytes(''), 'a.pdf', 422, ['file']],
  ['a file without a name', () => PDF, ' ', 422, ['name']],
  ['a file above 5 MB', () => pdfOf(LIMIT + 1), 'a.pdf', 413, []],
])('%s is refused', async (_what, content, name, status, fields) => {
  await refused(app, () => upload(content(), name), status, ...fields);
});

test('exactly 5 MB is taken, whatever it is called', async () => {
  const { files } = ok<Certificate>(await upload(pdfOf(LIMIT), '名单.exe'));
  expect(files?.[0]?.name).toBe('名单.exe.pdf');
});

test('one content is stored once, for however many titles; twice with one title it is refused', async () => {
  const other = ok<Certificate>(await bureau.ask('POST', '/certificates', certificate()));
  const before = count('file_content');
  ok(await upload(PDF));
  ok(await upload(PDF, '同一名单.pdf', other.id));
  expect([count('file_content') - before, count('certificate_file')]).toEqual([1, 2]);
  await refused(app, () => upload(PDF, '另名.pdf'), 422, 'file');
});

test('ten files are enough for one title', async () => {
  for (let index = 0; index < 10; index += 1) ok(await upload(bytes(`%PDF-${index}`)));
  await refused(app, () => upload(bytes('%PDF-x')), 422, 'file');
});

test('who uploaded what is in the log', async () => {
  ok(await upload(PDF));
  const row = app.db.sqlite
    .prepare('SELECT action, entity, entity_id, after FROM audit_log ORDER BY id DESC LIMIT 1')
    .get() as { action: string; entity: string; entity_id: string; after: string };
  expect(row).toMatchObject({ action: 'certificate.file', entity: 'certificate', entity_id: String(one.id) });
  expect(JSON.parse(row.after)).toMatchObject({
    name: '名单.pdf',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the own county, the bureau and leaders read; another county neither reads nor sees that there is a file', async () => {
  const { files } = ok<Certificate>(await upload(PDF));
  const path = `/certificates/${one.id}/files/${files?.[0]?.id}`;
  const listed = async (person: Person) => {
    const reply = ok<CertificateListReply>(await person.get('/certificates?unit=360425&year=2026'));
    return reply.certificates.find(({ id }) => id === one.id)?.files;
  };
  const people: [string, number, number | null][] = [
    ['county-360425', 200, 1],
    ['leader', 200, 1],
    ['bureau-2', 200, 1],
    ['county-360404', 403, null],
  ];
  for (const [who, status, visible] of people) {
    const person = await app.as(who);
    expect([who, (await download(person, path)).status]).toEqual([who, status]);
    expect([who, (await listed(person))?.length ?? null]).toEqual([who, visible]);
  }
  for (const who of ['admin', 'auditor']) expect((await download(await app.as(who), path)).status).toBe(403);
  expect((await download(app.someone(), path)).status).toBe(401);
});

test('only the bureau uploads; a file is found under its own title only', async () => {
  for (const who of ['county-360425', 'leader', 'admin']) {
    const person = await app.as(who);
    await refused(app, () => upload(PDF, 'a.pdf', one.id, person), 403);
  }
  const { files } = ok<Certificate>(await upload(PDF));
  const other = ok<Certificate>(await bureau.ask('POST', '/certificates', certificate()));
  const missing = await download(bureau, `/certificates/${other.id}/files/${files?.[0]?.id}`);
  expect(missing.status).toBe(404);
  expect((await upload(PDF, 'a.pdf', 99_999)).status).toBe(404);
});
