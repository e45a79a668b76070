import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  Certificate,
  CertificateAdded,
  CertificateListReply,
  NewCertificate,
  SimilarTitle,
} from '../../server/quotas/certificate-schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { addFirm, certificate, codeOf, creditCode, ok, readCase, refused } from '../support/cases.ts';

let app: TestApp;
let bureau: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

/** A title as the form sends it: nobody has confirmed anything. */
const title = (change: Partial<NewCertificate> = {}): NewCertificate => {
  const { confirmSimilar: _, ...entry } = certificate({ listYear: 2025, publishedOn: '2025-03-01' });
  return { ...entry, ...change };
};
const post = (change: Partial<NewCertificate>) => bureau.ask('POST', '/certificates', title(change));
const add = async (change: Partial<NewCertificate> = {}): Promise<CertificateAdded> => ok(await post(change));
const correct = (id: number, change: object) => bureau.ask('PUT', `/certificates/${id}`, change);
const lastAudit = () =>
  app.db.sqlite
    .prepare('SELECT action, entity_id, before, after FROM audit_log ORDER BY id DESC LIMIT 1')
    .get() as { action: string; entity_id: string; before: string; after: string };

/** What a correction sends: the entry as it stands, with what changes. */
function correctionOf(entry: Certificate, change: object) {
  const { holder, creditCode: code, formerNames, column, unitCode, registeredUnit, listYear } = entry;
  const { publishedOn, batchDocument, version } = entry;
  const kept = { holder, creditCode: code, formerNames, column, unitCode, registeredUnit, listYear };
  return { ...kept, publishedOn, batchDocument, version, reason: '', ...change };
}

describe('an entry of the register', () => {
  test('keeps holder, code, former names, list, document and both units', async () => {
    const added = await add({
      holder: ' 柘溪（演示）硅业有限公司 ',
      creditCode: ` ${creditCode(7).toLowerCase()} `,
      formerNames: ['柘溪（演示）化工厂', '', '柘溪（演示）化工厂'],
      registeredUnit: 'JKQ',
      batchDocument: '赣工信节能字〔2025〕9号（演示）',
    });
    expect(added).toMatchObject({
      holder: '柘溪（演示）硅业有限公司',
      creditCode: creditCode(7),
      formerNames: ['柘溪（演示）化工厂'],
      unitName: '永修县',
      registeredUnitName: '经开区',
      batchDocument: '赣工信节能字〔2025〕9号（演示）',
      status: 'inForce',
      files: [],
      version: 1,
    });
    expect(lastAudit()).toMatchObject({ action: 'certificate.add', entity_id: String(added.id) });
  });

  test.each<[string, Partial<NewCertificate>, string]>([
    ['no holder', { holder: '　' }, 'holder'],
    ['a wrong check character', { creditCode: `${creditCode(7).slice(0, 17)}-` }, 'creditCode'],
    ['a code too short', { creditCode: '91360425' }, 'creditCode'],
    ['the city as unit', { unitCode: '360400' }, 'unitCode'],
    ['an unknown unit of registration', { registeredUnit: '360100' }, 'registeredUnit'],
    ['a list of next year', { listYear: 2027 }, 'listYear'],
    ['a list before there were any', { listYear: 2014 }, 'listYear'],
    ['a day to come', { publishedOn: '2026-11-22' }, 'publishedOn'],
    ['a day that is none', { publishedOn: '2025-02-30' }, 'publishedOn'],
  ])('%s is refused', async (_name, change, field) => {
    await refused(app, () => post(change), 422, field);
  });

  test('only the bureau writes', async () => {
    for (const who of ['county-360425', 'leader', 'admin', 'auditor']) {
      const person = await app.as(who);
      await refused(app, () => person.ask('POST', '/certificates', title()), 403);
      await refused(app, () => person.ask('PUT', '/certificates/1', { version: 1 }), 403);
    }
  });

  test('a holder known by its code gets the case, whatever the list calls it; a new one keeps the code', async () => {
    const known = await addFirm(bureau);
    const inForce = { listYear: 2026, publishedOn: '2026-11-02' };
    const renamed = await add({ ...inForce, holder: '已更名（演示）公司', creditCode: known.creditCode });
    expect(renamed.beneficiaryId).toBe(known.id);
    const other = await add({ ...inForce, holder: known.name, creditCode: creditCode(8801) });
    expect(other.beneficiaryId).not.toBe(known.id);
    const opened = await readCase(bureau, other.openedCaseId ?? 0);
    expect(opened.events[0]?.note).not.toContain('信用代码待补录');
  });
});

describe('duplicates', () => {
  test('the same code with the same title in force is refused, and the entry that has it is named', async () => {
    await add({ holder: '云居（演示）铝业有限公司', creditCode: creditCode(11) });
    const again = await refused(
      app,
      () =>
        post({ holder: '完全不同的名称', creditCode: creditCode(11), listYear: 2026, confirmSimilar: true }),
      422,
      'creditCode',
    );
    expect(at(again, 'error.fields.creditCode.message')).toContain('云居（演示）铝业有限公司');
  });

  test('the same code with another title, or once the first is removed, is none', async () => {
    const first = await add({ creditCode: creditCode(12), column: 'greenFactoryProvincial' });
    const { holder } = first;
    await add({ holder, creditCode: creditCode(12), column: 'greenFactoryNational' });
    const removal = { version: 1, removedOn: '2026-11-20', removalReason: '复核未通过' };
    ok(await bureau.ask('POST', `/certificates/${first.id}/removal`, removal));
    await add({ holder, creditCode: creditCode(12), listYear: 2026, publishedOn: '2026-11-21' });
  });

  test('领跑者 holds two titles in one column: the same code is a question there', async () => {
    const leader = {
      column: 'efficiencyLeader',
      creditCode: creditCode(13),
      holder: '东林（演示）造纸',
    } as const;
    await add(leader);
    const water = { ...leader, listYear: 2026 };
    expect(codeOf(await post(water))).toBe('similar_name');
    await add({ ...water, confirmSimilar: true });
  });

  test.each<[string, string, string, number]>([
    ['written differently', '甘棠绿建有限公司', '九江甘棠绿建（股份）有限责任公司', 409],
    ['one character of four', '甘棠绿建有限公司', '甘棠绿键有限公司', 409],
    ['two characters of four', '甘棠绿建有限公司', '甘棠绿能科技有限公司', 200],
    ['three characters, one different', '甘棠建有限公司', '甘棠键有限公司', 200],
    ['plants told apart by number', '甘棠水泥一厂', '甘棠水泥二厂', 200],
  ])('%s', async (_name, first, second, status) => {
    await add({ holder: first });
    const before = app.fingerprint();
    const answer = await post({ holder: second });
    expect(answer.status).toBe(status);
    if (status === 200) return;
    expect(codeOf(answer)).toBe('similar_name');
    const candidates = at(answer, 'error.details.candidates') as SimilarTitle[];
    expect(candidates.map(({ holder }) => holder)).toEqual([first]);
    expect(app.fingerprint()).toBe(before);
    expect((await post({ holder: second, confirmSimilar: true })).status).toBe(200);
  });

  test('by a former name; not against another title, a removed one or a firm with another code', async () => {
    const known = await add({
      holder: '石钟绿材',
      formerNames: ['石钟化工总厂'],
      creditCode: creditCode(21),
    });
    expect(codeOf(await post({ holder: '石钟化工总厂有限公司' }))).toBe('similar_name');
    expect((await post({ holder: '石钟绿材', column: 'greenDesignProvincial' })).status).toBe(200);
    const coded = { holder: '石钟绿材有限公司', creditCode: creditCode(22), listYear: 2024 };
    expect((await post(coded)).status).toBe(200);
    expect(known.formerNames).toEqual(['石钟化工总厂']);
  });
});

describe('a correction', () => {
  test('is kept with what was and what is, and asks for the version seen', async () => {
    const entry = await add({ holder: '赤湖（演示）玻纤' });
    const change = correctionOf(entry, { holder: '赤湖（演示）玻璃纤维', listYear: 2024 });
    const corrected = ok<CertificateAdded>(await correct(entry.id, change));
    expect(corrected).toMatchObject({ holder: '赤湖（演示）玻璃纤维', listYear: 2024, version: 2 });
    const { action, before, after } = lastAudit();
    expect([action, JSON.parse(before), JSON.parse(after)]).toEqual([
      'certificate.correct',
      { holder: '赤湖（演示）玻纤', listYear: 2025 },
      { holder: '赤湖（演示）玻璃纤维', listYear: 2024 },
    ]);
    const stale = await refused(app, () => correct(entry.id, change), 409);
    expect(codeOf(stale)).toBe('version_conflict');
    const same = ok<CertificateAdded>(await correct(entry.id, correctionOf(corrected, {})));
    expect(same.version).toBe(2);
  });

  test('of an entry that opened a case asks for the reason, and the case is flagged where its facts change', async () => {
    const entry = await add({ listYear: 2026, publishedOn: '2026-11-02' });
    const id = entry.openedCaseId ?? 0;
    const moved = correctionOf(entry, { publishedOn: '2026-11-03' });
    await refused(app, () => correct(entry.id, moved), 422, 'reason');
    const reasoned = { ...moved, reason: '名单日期录错' };
    const corrected = ok<CertificateAdded>(await correct(entry.id, reasoned));
    expect((await readCase(bureau, id)).flag).toBe('称号登记已更正（名单日期录错），请核对本事项。');
    const flagged = (await readCase(bureau, id)).version;
    const document = correctionOf(corrected, { batchDocument: '补录文号', reason: '补录' });
    ok(await correct(entry.id, document));
    expect((await readCase(bureau, id)).version).toBe(flagged);
  });

  test('that brings a title into the time of the measures opens its case, once', async () => {
    const entry = await add({ publishedOn: '2025-06-29' });
    expect(entry.openedCaseId).toBeNull();
    const corrected = ok<CertificateAdded>(
      await correct(entry.id, correctionOf(entry, { publishedOn: '2025-06-30' })),
    );
    expect(corrected.openedCaseId).not.toBeNull();
    expect(corrected.beneficiaryId).not.toBeNull();
  });

  test('does not make it a duplicate, nor like another one unseen', async () => {
    await add({ holder: '秋浦环保装备', creditCode: creditCode(31) });
    const entry = await add({ holder: '完全另一家公司' });
    await refused(
      app,
      () => correct(entry.id, correctionOf(entry, { creditCode: creditCode(31) })),
      422,
      'creditCode',
    );
    const alike = correctionOf(entry, { holder: '秋浦环保装配' });
    expect(codeOf(await refused(app, () => correct(entry.id, alike), 409))).toBe('similar_name');
    ok(await correct(entry.id, { ...alike, confirmSimilar: true }));
  });

  test('of a removed entry cannot move its day behind the removal', async () => {
    const entry = await add();
    const removal = { version: 1, removedOn: '2025-05-01', removalReason: '注销' };
    const removed = ok<Certificate>(await bureau.ask('POST', `/certificates/${entry.id}/removal`, removal));
    const late = correctionOf(removed, { publishedOn: '2025-05-02' });
    await refused(app, () => correct(entry.id, late), 422, 'publishedOn');
    ok(await correct(entry.id, correctionOf(removed, { publishedOn: '2025-05-01' })));
  });
});

describe('a removal (动态管理退出)', () => {
  test('keeps reason and document, and can be taken back with a reason', async () => {
    const entry = await add();
    const path = `/certificates/${entry.id}`;
    const removal = {
      version: 1,
      removedOn: '2026-11-20',
      removalReason: '复核未通过',
      document: '赣工信〔2026〕8号',
    };
    const removed = ok<Certificate>(await bureau.ask('POST', `${path}/removal`, removal));
    expect(removed).toMatchObject({
      status: 'removed',
      removedOn: '2026-11-20',
      removalReason: '复核未通过（依据：赣工信〔2026〕8号）',
    });
    const twice = await refused(
      app,
      () => bureau.ask('POST', `${path}/removal`, { ...removal, version: 2 }),
      409,
    );
    expect(codeOf(twice)).toBe('already_removed');
    await refused(
      app,
      () => bureau.ask('POST', `${path}/restoration`, { version: 2, reason: ' ' }),
      422,
      'reason',
    );
    const back = ok<Certificate>(
      await bureau.ask('POST', `${path}/restoration`, { version: 2, reason: '登记有误' }),
    );
    expect(back).toMatchObject({ status: 'inForce', removedOn: null, removalReason: null, version: 3 });
    expect(lastAudit().action).toBe('certificate.restore');
    const again = await refused(
      app,
      () => bureau.ask('POST', `${path}/restoration`, { version: 3, reason: '再' }),
      409,
    );
    expect(codeOf(again)).toBe('not_removed');
  });

  test.each<[string, object, string]>([
    ['before it was published', { removedOn: '2025-02-28' }, 'removedOn'],
    ['tomorrow', { removedOn: '2026-11-22' }, 'removedOn'],
    ['without a reason', { removalReason: ' ' }, 'removalReason'],
  ])('%s is refused', async (_name, change, field) => {
    const { id } = await add();
    const removal = { version: 1, removedOn: '2025-03-01', removalReason: '注销', ...change };
    await refused(app, () => bureau.ask('POST', `/certificates/${id}/removal`, removal), 422, field);
  });

  test('is not taken back once the holder has the title again', async () => {
    const first = await add({ creditCode: creditCode(41) });
    const removal = { version: 1, removedOn: '2026-11-19', removalReason: '注销' };
    ok(await bureau.ask('POST', `/certificates/${first.id}/removal`, removal));
    await add({
      holder: first.holder,
      creditCode: creditCode(41),
      listYear: 2026,
      publishedOn: '2026-11-20',
    });
    const path = `/certificates/${first.id}/restoration`;
    await refused(app, () => bureau.ask('POST', path, { version: 2, reason: '有误' }), 422, 'creditCode');
  });
});

test('the list is read by county, bureau and leader alike, by title, unit and year', async () => {
  const entry = await add({ column: 'zeroCarbonFactoryNational' });
  const path = '/certificates?column=zeroCarbonFactoryNational&unit=360425&year=2025';
  for (const who of ['county-360404', 'leader', 'bureau']) {
    const { certificates } = ok<CertificateListReply>(await (await app.as(who)).get(path));
    expect(certificates.map(({ id }) => id)).toEqual([entry.id]);
  }
  const other = ok<CertificateListReply>(await bureau.get(path.replace('2025', '2026')));
  expect(other.certificates).toEqual([]);
  for (const who of ['admin', 'auditor']) expect((await (await app.as(who)).get(path)).status).toBe(403);
});
