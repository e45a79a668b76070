import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendAudit, verifyAudit } from '../../db/audit.ts';
import { DEMO_ACCOUNTS } from '../../seed/demo/accounts.ts';
import type { AccountListReply } from '../../server/accounts/schema.ts';
import type { AuditPageReply, AuditPeopleReply, AuditVerdictReply } from '../../server/audit/schema.ts';
import { actionWord, changedFields, objectWords } from '../../web/admin/shape-audit.ts';
import { at, type Person, TestApp } from '../support/app.ts';

type Row = AuditPageReply['rows'][number];

async function allRows(reader: Person, query: string): Promise<Row[]> {
  const rows: Row[] = [];
  let before: number | null = null;
  do {
    const answer = await reader.get(`/audit?${query}${before === null ? '' : `&before=${before}`}`);
    expect([query, answer.status]).toEqual([query, 200]);
    const page = answer.body as AuditPageReply;
    rows.push(...page.rows);
    before = page.nextBefore;
  } while (before !== null);
  return rows;
}

describe('reading the log', () => {
  let app: TestApp;
  let auditor: Person;
  let total: number;
  beforeAll(async () => {
    app = await TestApp.withDemo();
    const admin = await app.as('admin');
    const { accounts } = (await admin.get('/accounts')).body as AccountListReply;
    const officer = accounts.find(({ username }) => username === 'county-360425');
    app.clock.forward(86_400_000);
    const again = await app.as('admin');
    await again.ask('PUT', `/accounts/${officer?.id}/units`, {
      version: officer?.version,
      units: [
        { code: '360425', maySignOff: false },
        { code: '360483', maySignOff: true },
      ],
    });
    auditor = await app.as('auditor');
    total = app.db.sqlite.prepare('SELECT count(*) FROM audit_log').pluck().get() as number;
  });
  afterAll(() => app.close());

  test('page by page it is all there, newest first, nothing twice', async () => {
    const rows = await allRows(auditor, 'size=37');
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, i) => total - i));
    const { nextBefore } = (await auditor.get(`/audit?size=${Math.min(500, total)}`)).body as AuditPageReply;
    expect(nextBefore === null).toBe(total <= 500);
  });

  const filters: [string, string, (row: Row) => boolean][] = [
    ['one person', 'person=bureau', (row) => row.actorName === 'bureau'],
    ['one kind of object', 'entity=report', (row) => row.entity === 'report'],
    ['one action', 'action=report.approve', (row) => row.action === 'report.approve'],
    [
      'one object',
      'entity=report&entityId=360428/2026-09',
      (row) => row.entity === 'report' && row.entityId === '360428/2026-09',
    ],
    [
      'what one person did to one kind',
      'person=bureau&entity=certificate',
      (row) => row.actorName === 'bureau' && row.entity === 'certificate',
    ],
    // Shanghai is eight hours ahead: its 5 November begins at 16:00 UTC on the 4th
    [
      'days in Shanghai, both included',
      'from=2026-11-05&to=2026-11-06',
      (row) => row.at >= '2026-11-04T16:00' && row.at < '2026-11-06T16:00',
    ],
    ['from a day on', 'from=2026-11-22', (row) => row.at >= '2026-11-21T16:00'],
    ['up to a day', 'to=2025-03-03', (row) => row.at < '2025-03-03T16:00'],
    ['somebody who did nothing', 'person=nobody', () => false],
  ];
  test.each(filters)('%s: the server finds exactly what is there', async (_name, query, fits) => {
    const everything = await allRows(auditor, 'size=500');
    const expected = everything.filter(fits).map(({ id }) => id);
    if (!query.includes('nobody')) expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(total);
    expect((await allRows(auditor, `${query}&size=23`)).map(({ id }) => id)).toEqual(expected);
  });

  test('a unit brings its reports, its bases, its officers, its cases, its firms and its titles', async () => {
    const rows = await allRows(auditor, 'unit=360404&size=500');
    const kinds = new Set(rows.map(({ entity }) => entity));
    for (const kind of ['report', 'certificate_base', 'user', 'subsidy_case', 'beneficiary', 'certificate'])
      expect([kind, kinds.has(kind)]).toEqual([kind, true]);
    const strangers = rows.filter(
      (row) => /^(36\d{4}|JKQ)\//.test(row.entityId) && !row.entityId.startsWith('360404/'),
    );
    expect(strangers).toEqual([]);
  });

  test('a unit brings the change that gave it to an officer', async () => {
    const rows = await allRows(auditor, 'unit=360483&action=account.set_units');
    expect(rows).toMatchObject([
      { objectName: '永修县 填报员（演示）（county-360425）', actorName: 'admin' },
    ]);
  });

  test.each([
    ['an unknown unit', 'unit=110101', 404, 'not_found'],
    ['a day that does not exist', 'from=2026-02-30', 400, 'invalid_request'],
    ['a day written otherwise', 'to=20261121', 400, 'invalid_request'],
    ['a page too large', 'size=501', 400, 'invalid_request'],
    ['a page of nothing', 'size=0', 400, 'invalid_request'],
  ])('%s is refused', async (_name, query, status, code) => {
    const answer = await auditor.get(`/audit?${query}`);
    expect([answer.status, at(answer, 'error.code')]).toEqual([status, code]);
  });

  test('objects are called by their names', async () => {
    const [row] = await allRows(auditor, 'entity=beneficiary&size=1').then((rows) => rows.slice(0, 1));
    const name = app.db.sqlite
      .prepare('SELECT name FROM beneficiary WHERE id = ?')
      .pluck()
      .get(Number(row?.entityId));
    expect(row?.objectName).toBe(name);
  });

  test('everything in the log is told in Chinese: actions, objects, fields and values', async () => {
    const rows = await allRows(auditor, 'size=500');
    const words = rows.flatMap((row) => [
      actionWord(row.action),
      objectWords({ ...row, objectName: null }),
      ...changedFields(row.before, row.after).flatMap(({ label }) => label.split(' · ')),
    ]);
    const untold = words.filter((word) => !/\p{Script=Han}/u.test(word));
    expect([...new Set(untold)]).toEqual([]);
    const values = rows.flatMap((row) =>
      changedFields(row.before, row.after).flatMap(({ label, after }) =>
        after === null ? [] : [[label, after]],
      ),
    );
    // a code of the program ('greenParkNational', 'countyChecked'); an account's name has no capitals
    const codes = values.filter(([, value]) => /^[a-z]+[A-Z]\w*$/.test(value ?? ''));
    expect(codes).toEqual([]);
  });

  test('people are listed by name for the filter, and nothing else of them', async () => {
    const { people } = (await auditor.get('/audit/people')).body as AuditPeopleReply;
    expect(people).toHaveLength(DEMO_ACCOUNTS.length);
    expect(Object.keys(people[0] ?? {}).sort()).toEqual(['displayName', 'id', 'role', 'username']);
  });

  test.each([
    '/audit',
    '/audit/people',
    '/audit/verify',
  ])('%s is for administrator and auditor', async (path) => {
    for (const [username, status] of [
      ['admin', 200],
      ['auditor', 200],
      ['bureau', 403],
      ['leader', 403],
      ['county-360425', 403],
    ] as const) {
      const person = await app.as(username);
      expect([username, (await person.get(path)).status]).toEqual([username, status]);
    }
  });
});

describe('verifying the chain', () => {
  test('half a character in any text does not break it', async () => {
    const own = await TestApp.withDemo();
    const entry = {
      at: '2026-11-21T02:00:00.000Z',
      actor: { id: null, name: 'a\ud800b' },
      action: 'x\udc00',
    };
    const object = {
      entity: '\ud800',
      entityId: '\ud800',
      before: { '\ud800': '\ud800' },
      requestId: '\ud800',
    };
    own.db.write((tx) => appendAudit(tx, { ...entry, ...object }));
    expect(verifyAudit(own.db.read)).toMatchObject({ ok: true, firstBadId: null });
    own.close();
  });

  const tampered: [string, string, number, string][] = [
    ['a changed name', "UPDATE audit_log SET actor_name = 'nobody' WHERE id = 7", 7, 'content'],
    ['a changed figure', 'UPDATE audit_log SET after = \'{"count":99}\' WHERE id = 31', 31, 'content'],
    ['a text that is no JSON', "UPDATE audit_log SET after = '{broken' WHERE id = 31", 31, 'content'],
    ['a row taken out', 'DELETE FROM audit_log WHERE id = 12', 13, 'gap'],
    [
      'two rows changed: the first is named',
      "UPDATE audit_log SET action = 'x' WHERE id IN (20, 30)",
      20,
      'content',
    ],
    ['another hash put in', "UPDATE audit_log SET hash = 'f' || substr(hash, 2) WHERE id = 9", 9, 'content'],
    [
      'a link bent to another row',
      'UPDATE audit_log SET prev_hash = (SELECT hash FROM audit_log WHERE id = 3) WHERE id = 9',
      9,
      'link',
    ],
  ];
  test.each(tampered)('%s is named and shown', async (_name, statement, id, fault) => {
    const app = await TestApp.withDemo();
    const auditor = await app.as('auditor');
    expect((await auditor.get('/audit/verify')).body).toMatchObject({
      ok: true,
      firstBad: null,
      fault: null,
    });
    app.db.sqlite.exec('DROP TRIGGER audit_log_no_update; DROP TRIGGER audit_log_no_delete;');
    app.db.sqlite.exec(statement);
    const verdict = (await auditor.get('/audit/verify')).body as AuditVerdictReply;
    expect(verdict).toMatchObject({ ok: false, firstBadId: id, fault, firstBad: { id } });
    expect(verdict.firstBad?.at).toMatch(/^2025-/);
    // the page still shows the log, tampered row included
    const page = await auditor.get(`/audit?before=${id + 1}`);
    expect(at(page, 'rows.0.id')).toBe(id);
    app.close();
  });

  test('rows cut off at the end are missed, though the rest fits', async () => {
    const app = await TestApp.withDemo();
    const auditor = await app.as('auditor');
    const last = app.db.sqlite.prepare('SELECT max(id) FROM audit_log').pluck().get() as number;
    app.db.sqlite.exec('DROP TRIGGER audit_log_no_delete');
    app.db.sqlite.exec(`DELETE FROM audit_log WHERE id > ${last - 3}`);
    const { body } = await auditor.get('/audit/verify');
    expect(body).toMatchObject({ ok: false, firstBadId: last - 2, fault: 'tail', firstBad: null });
    app.close();
  });

  test('a refused change leaves no gap behind', async () => {
    const app = await TestApp.withDemo();
    const admin = await app.as('admin');
    const wrong = { username: 'x', displayName: '', role: 'county', units: [] };
    expect((await admin.ask('POST', '/accounts', wrong)).status).toBe(422);
    expect(() =>
      app.db.write((tx) => {
        tx.run(
          "INSERT INTO audit_log (at, actor_name, action, entity, entity_id, prev_hash, hash) VALUES ('', '', '', '', '', '', '')",
        );
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    expect((await admin.get('/audit/verify')).body).toMatchObject({ ok: true });
    app.close();
  });

  test('while a long chain is walked, other requests have their turn', async () => {
    const app = await TestApp.withDemo();
    const auditor = await app.as('auditor');
    const order: string[] = [];
    const check = auditor.get('/audit/verify').then(() => order.push('verify'));
    const other = app
      .someone()
      .get('/health')
      .then(() => order.push('health'));
    await Promise.all([check, other]);
    expect(order).toEqual(['health', 'verify']);
    app.close();
  });
});
