import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CULTIVATION_STAGES } from '../../db/schema.ts';
import { CANDIDATES } from '../../seed/cultivation.ts';
import type { CertificateAdded } from '../../server/quotas/certificate-schema.ts';
import type { Candidate, CandidateListReply } from '../../server/quotas/cultivation-schema.ts';
import { CULTIVATION_STAGE_LABELS, STAGES } from '../../server/rules/cultivation-stages.ts';
import { type Person, TestApp } from '../support/app.ts';
import { certificate, codeOf, creditCode, ok, refused } from '../support/cases.ts';

let app: TestApp;
let bureau: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

const list = async (person: Person, query = '') =>
  ok<CandidateListReply>(await person.get(`/cultivation${query}`)).candidates;
async function named(name: string, person = bureau): Promise<Candidate> {
  const found = (await list(person)).find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not listed`);
  return found;
}
const changeOf = (one: Candidate, change: object) => ({
  version: one.version,
  name: one.name,
  creditCode: one.creditCode,
  column: one.column,
  unitCode: one.unitCode,
  note: one.note ?? '',
  stage: one.stage,
  certificateId: one.certificate?.id ?? null,
  ...change,
});
const change = (one: Candidate, part: object) =>
  bureau.ask('PUT', `/cultivation/${one.id}`, changeOf(one, part));
const NEW = {
  name: '新列（演示）公司',
  creditCode: null,
  column: 'greenFactoryProvincial',
  unitCode: '360425',
  note: '',
};

test('the stages have words, and are those of the table', () => {
  expect(STAGES).toEqual(CULTIVATION_STAGES);
  expect(Object.keys(CULTIVATION_STAGE_LABELS)).toEqual([...STAGES]);
});

describe('who sees what', () => {
  test('the plan’s fifteen candidates stand with their clause, for everybody who reads quotas', async () => {
    for (const who of ['bureau', 'leader', 'county-360404']) {
      const { candidates, citation } = ok<CandidateListReply>(await (await app.as(who)).get('/cultivation'));
      expect(candidates.map(({ name, clause }) => [name, clause])).toEqual(
        CANDIDATES.map(({ name, clause }) => [name, clause]),
      );
      expect(citation.document).toContain('行动计划');
    }
    for (const who of ['admin', 'auditor']) {
      expect((await (await app.as(who)).get('/cultivation')).status).toBe(403);
    }
  });

  test('how one stands, only who may see its unit; those the bureau entered, nobody else at all', async () => {
    ok(await change(await named('修水工业园'), { stage: 'preparing', note: '已立项。' }));
    ok(await bureau.ask('POST', '/cultivation', NEW));
    ok(await bureau.ask('POST', '/cultivation', { ...NEW, name: '归属未定（演示）公司', unitCode: null }));
    const seen = async (who: string) => {
      const all = await list(await app.as(who));
      const park = all.find(({ name }) => name === '修水工业园');
      return [park?.stage, park?.note, all.length];
    };
    expect(await seen('bureau-2')).toEqual(['preparing', '已立项。', 17]);
    expect(await seen('leader')).toEqual(['preparing', '已立项。', 17]);
    expect(await seen('county-360424')).toEqual(['preparing', '已立项。', 15]);
    expect(await seen('county-360425')).toEqual([null, null, 16]);
    expect(await seen('county-360404')).toEqual([null, null, 15]);
    const own = await list(await app.as('county-360425'), '?unit=360425');
    expect(own.map(({ name, stage }) => [name, stage])).toEqual([['新列（演示）公司', 'planned']]);
  });
});

describe('a candidate moves on', () => {
  test('with a note, and what was and is stands in the log', async () => {
    const one = await named('德福电子');
    await refused(app, () => change(one, { stage: 'preparing' }), 422, 'note');
    const moved = ok<Candidate>(
      await change(one, {
        stage: 'preparing',
        note: '企业已委托编制方案。',
        unitCode: 'JKQ',
        creditCode: creditCode(71),
      }),
    );
    expect(moved).toMatchObject({
      stage: 'preparing',
      unitName: '经开区',
      creditCode: creditCode(71),
      version: 2,
    });
    const row = app.db.sqlite
      .prepare('SELECT action, before, after FROM audit_log ORDER BY id DESC LIMIT 1')
      .get() as { action: string; before: string; after: string };
    expect(row.action).toBe('cultivation.set_stage');
    expect([JSON.parse(row.before).stage, JSON.parse(row.after).stage]).toEqual(['planned', 'preparing']);
    expect(codeOf(await refused(app, () => change(one, { note: '旧版本' }), 409))).toBe('version_conflict');
  });

  test('to 已获评 with the certificate it became, of the same title, in force, and no other candidate’s', async () => {
    const one = await named('一德粮油');
    const conferred = { stage: 'conferred', note: '第十批名单公布。' };
    await refused(app, () => change(one, conferred), 422, 'certificateId');
    const give = async (column: 'greenFactoryNational' | 'greenFactoryProvincial') =>
      ok<CertificateAdded>(await bureau.ask('POST', '/certificates', certificate({ column })));
    const wrong = await give('greenFactoryProvincial');
    await refused(app, () => change(one, { ...conferred, certificateId: wrong.id }), 422, 'certificateId');
    await refused(app, () => change(one, { ...conferred, certificateId: 99_999 }), 422, 'certificateId');
    const lost = await give('greenFactoryNational');
    const removal = { version: 1, removedOn: '2026-11-20', removalReason: '注销' };
    ok(await bureau.ask('POST', `/certificates/${lost.id}/removal`, removal));
    await refused(app, () => change(one, { ...conferred, certificateId: lost.id }), 422, 'certificateId');
    const right = await give('greenFactoryNational');
    const done = ok<Candidate>(await change(one, { ...conferred, certificateId: right.id }));
    expect(done.certificate).toEqual({
      id: right.id,
      holder: right.holder,
      listYear: 2026,
      removedOn: null,
    });
    const other = await named('中建材');
    await refused(app, () => change(other, { ...conferred, certificateId: right.id }), 422, 'certificateId');
    // it may leave the list later: the link stays as it was
    ok(await bureau.ask('POST', `/certificates/${right.id}/removal`, removal));
    expect((await named('一德粮油')).certificate?.removedOn).toBe('2026-11-20');
    ok(await change(await named('一德粮油'), { note: '名单动态调整，已退出。' }));
  });

  test.each<[string, object, string]>([
    [
      'a certificate before it is conferred',
      { stage: 'applied', note: '新说明', certificateId: 1 },
      'certificateId',
    ],
    ['another name than the plan prints', { name: '琥珀科技' }, 'name'],
    ['no name', { name: ' ' }, 'name'],
    ['a wrong credit code', { creditCode: '123' }, 'creditCode'],
    ['the city as its unit', { unitCode: '360400' }, 'unitCode'],
  ])('%s is refused', async (_name, part, field) => {
    const one = await named('琥珀新材料');
    await refused(app, () => change(one, part), 422, field);
  });
});

describe('a candidate the bureau enters', () => {
  test('is listed once, and its name can be corrected', async () => {
    const added = ok<Candidate>(await bureau.ask('POST', '/cultivation', NEW));
    expect(added).toMatchObject({ stage: 'planned', clause: null, unitName: '永修县', version: 1 });
    await refused(app, () => bureau.ask('POST', '/cultivation', NEW), 422, 'name');
    expect(ok<Candidate>(await change(added, { name: '更正后（演示）公司' })).name).toBe(
      '更正后（演示）公司',
    );
  });

  test('is the bureau’s alone to enter', async () => {
    for (const who of ['county-360425', 'leader', 'auditor']) {
      const person = await app.as(who);
      await refused(app, () => person.ask('POST', '/cultivation', NEW), 403);
      await refused(
        app,
        () => person.ask('PUT', '/cultivation/1', changeOf({ version: 1 } as Candidate, {})),
        403,
      );
    }
    expect((await bureau.ask('PUT', '/cultivation/999', changeOf(await named('德福电子'), {}))).status).toBe(
      404,
    );
  });
});
