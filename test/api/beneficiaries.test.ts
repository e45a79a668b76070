import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type {
  Beneficiary,
  BeneficiaryInput,
  BeneficiaryListReply,
} from '../../server/beneficiaries/schema.ts';
import type { NeedDetail, NewNeed } from '../../server/needs/schema.ts';
import type { ProjectDetail } from '../../server/projects/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { addFirm, creditCode, firm, ok, refused } from '../support/cases.ts';
import { bringTo, newProject, readProject, takeProjectStep } from '../support/projects.ts';

const FIELD = 'statisticsUnit';
const NEED: Omit<NewNeed, 'firmId'> = {
  kind: 'technology',
  title: '循环水泵变频节能改造（测试）',
  content: '三台循环水泵常年工频运行，求变频改造方案。',
  budgetFen: 80_000_000,
  answerBy: '2026-12-10',
};

let app: TestApp;
let officer: Person;
let neighbour: Person;
let bureau: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
  neighbour = await app.as('county-360404');
  bureau = await app.as('bureau');
});
afterEach(() => app.close());

const add = (person: Person, input: BeneficiaryInput) => person.ask('POST', '/beneficiaries', input);
const inputOf = ({ id: _, treasuryUnitName: __, ...input }: Beneficiary): BeneficiaryInput => input;
const change = (person: Person, { id }: Beneficiary, input: BeneficiaryInput) =>
  person.ask('PUT', `/beneficiaries/${id}`, input);

async function listed(person: Person, q = ''): Promise<Beneficiary[]> {
  const answer = await person.get(`/beneficiaries?q=${encodeURIComponent(q)}`);
  return (answer.body as BeneficiaryListReply).beneficiaries;
}

describe('registering', () => {
  test('a right code is kept in capitals without spaces', async () => {
    const code = creditCode(90_001);
    const made = await addFirm(officer, {
      creditCode: ` ${code.slice(0, 9)} ${code.slice(9).toLowerCase()}`,
    });
    expect(made).toMatchObject({ creditCode: code, treasuryUnitName: '永修县', version: 1 });
  });

  test.each<[string, Partial<BeneficiaryInput>, string]>([
    ['no name', { name: '  ' }, 'name'],
    ['a wrong check character', { creditCode: '91350100M000100Y44' }, 'creditCode'],
    ['a code too short', { creditCode: '91350100M000100Y4' }, 'creditCode'],
    ['no code for a firm', { creditCode: null }, 'creditCode'],
    ['an unknown unit', { statisticsUnit: '360999' }, 'statisticsUnit'],
    ['the city as a unit', { registeredUnit: '360400' }, 'registeredUnit'],
    ['energy that is no number', { annualTce: '五千', tceYear: 2025, tceSource: 'declaration' }, 'annualTce'],
    ['negative energy', { annualTce: '-1', tceYear: 2025, tceSource: 'declaration' }, 'annualTce'],
    ['energy without a year', { annualTce: '5000', tceSource: 'declaration' }, 'tceYear'],
    ['energy without a source', { annualTce: '5000', tceYear: 2025 }, 'tceSource'],
    ['energy of a year to come', { annualTce: '5000', tceYear: 2027, tceSource: 'declaration' }, 'tceYear'],
  ])('%s is refused', async (_what, wrong, field) => {
    await refused(app, () => add(officer, firm(wrong)), 422, field);
  });

  test('a park may have no code', async () => {
    expect((await add(officer, firm({ kind: 'park', creditCode: null }))).status).toBe(200);
  });

  test('the same code or the same name is not registered twice', async () => {
    const made = await addFirm(officer);
    await refused(app, () => add(officer, firm({ creditCode: made.creditCode })), 422, 'creditCode');
    await refused(app, () => add(officer, firm({ name: made.name })), 422, 'name');
  });

  test('a county registers whom its own treasury pays; the bureau anybody', async () => {
    await refused(app, () => add(neighbour, firm()), 403);
    expect((await add(bureau, firm())).status).toBe(200);
    expect((await add(officer, firm({ registeredUnit: '360404' }))).status).toBe(200);
  });

  test('nor does a county register a firm into the statistics of another one', async () => {
    const elsewhere = firm({ statisticsUnit: '360404' });
    await refused(app, () => add(officer, elsewhere), 422, 'statisticsUnit');
    expect((await add(bureau, elsewhere)).status).toBe(200);
  });
});

describe('changing', () => {
  test('a change names the version it saw; the loser gets both', async () => {
    const made = await addFirm(officer, { annualTce: '5000.5', tceYear: 2025, tceSource: 'acceptance' });
    expect((await change(officer, made, { ...inputOf(made), industry: '建材' })).body).toMatchObject({
      industry: '建材',
      annualTce: '5000.5',
      version: 2,
    });
    const late = await change(bureau, made, { ...inputOf(made), industry: '纺织' });
    expect(late.status).toBe(409);
    expect(at(late, 'error.details.current.industry')).toBe('建材');
    expect(at(late, 'error.details.yours.industry')).toBe('纺织');
  });

  test('a county neither takes over nor gives away a beneficiary', async () => {
    const made = await addFirm(officer);
    const away = { ...inputOf(made), treasuryUnit: '360404' };
    await refused(app, () => change(officer, made, away), 403);
    for (const input of [away, inputOf(made)]) await refused(app, () => change(neighbour, made, input), 404);
    expect((await change(bureau, made, away)).status).toBe(200);
  });

  test('a county changes nothing of a firm counted elsewhere, and moves none, also between its own units', async () => {
    const own = await addFirm(officer);
    await refused(app, () => change(officer, own, { ...inputOf(own), statisticsUnit: '360404' }), 422, FIELD);
    const paid = await addFirm(bureau, { statisticsUnit: '360404' });
    for (const statisticsUnit of ['360404', '360425']) {
      const energy = { annualTce: '9000', tceYear: 2025, tceSource: 'declaration' } as const;
      const wanted = { ...inputOf(paid), ...energy, statisticsUnit };
      await refused(app, () => change(officer, paid, wanted), 422, FIELD);
    }
    app.db.sqlite
      .prepare("INSERT INTO user_unit (user_id, unit_code) SELECT id, '360404' FROM user WHERE username = ?")
      .run('county-360425');
    const both = await app.as('county-360425');
    await refused(app, () => change(both, own, { ...inputOf(own), statisticsUnit: '360404' }), 422, FIELD);
    const registered = { ...inputOf(own), registeredUnit: '360404' };
    expect((await change(officer, own, registered)).status).toBe(200);
  });

  test('what is under way moves with the firm, what is finished stays; each move is written down', async () => {
    const made = await addFirm(officer);
    const providerId = app.db.sqlite
      .prepare(
        'SELECT beneficiary_id FROM service_provider WHERE selected_on IS NOT NULL AND ended_on IS NULL',
      )
      .pluck()
      .get() as number;
    const live = await newProject(officer, made.id);
    const done = await bringTo(officer, await newProject(officer, made.id), 'evaluated', { providerId });
    const fresh = await newProject(officer, made.id);
    const stop = { version: fresh.version, step: 'stop', on: '2026-10-20', note: '企业资金困难。' } as const;
    const stopped = ok<ProjectDetail>(await takeProjectStep(officer, fresh.id, stop));
    const open = ok<NeedDetail>(await officer.ask('POST', '/needs', { firmId: made.id, ...NEED }));
    const shut = ok<NeedDetail>(
      await officer.ask('POST', '/needs', { firmId: made.id, ...NEED, title: '旧' }),
    );
    const close = { version: shut.version, step: 'close', reason: '不再需要。' };
    ok(await officer.ask('POST', `/needs/${shut.id}/steps`, close));

    ok(await change(bureau, made, { ...inputOf(made), statisticsUnit: '360404', treasuryUnit: '360404' }));

    expect(ok(await neighbour.get(`/projects/${live.id}`))).toMatchObject({
      unitCode: '360404',
      version: live.version + 1,
      events: [
        { step: 'create' },
        { step: 'edit', note: `${made.name}统计所属由永修县调整为柴桑区，项目随之转入。` },
      ],
    });
    expect(ok(await neighbour.get(`/needs/${open.id}`))).toMatchObject({
      unitCode: '360404',
      version: open.version + 1,
    });
    expect((await officer.get(`/projects/${live.id}`)).status).not.toBe(200);
    for (const { id, events } of [done, stopped]) {
      const kept = ok<ProjectDetail>(await officer.get(`/projects/${id}`));
      expect([kept.unitCode, kept.events.length]).toEqual(['360425', events.length]);
    }
    expect(ok(await officer.get(`/needs/${shut.id}`))).toMatchObject({ unitCode: '360425', stage: 'closed' });
    const audited = app.db.sqlite
      .prepare('SELECT action, entity_id AS id FROM audit_log ORDER BY audit_log.id DESC LIMIT 3')
      .all();
    expect(audited).toEqual([
      { action: 'need.change', id: String(open.id) },
      { action: 'project.edit', id: String(live.id) },
      { action: 'beneficiary.change', id: String(made.id) },
    ]);
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('a change that moves no firm leaves its projects and needs alone', async () => {
    const made = await addFirm(officer);
    const live = await newProject(officer, made.id);
    ok(await change(bureau, made, { ...inputOf(made), registeredUnit: '360404', treasuryUnit: '360404' }));
    expect(await readProject(officer, live.id)).toMatchObject({ unitCode: '360425', version: live.version });
  });

  test('one without a code may wait for it, but not lose it', async () => {
    const entry = { holder: '待补录（演示）有限公司', column: 'greenFactoryProvincial', listYear: 2026 };
    await bureau.ask('POST', '/certificates', { ...entry, unitCode: '360425', publishedOn: '2026-11-02' });
    const [made] = await listed(officer, entry.holder);
    if (!made) throw new Error('not made');
    expect(made.creditCode).toBeNull();
    const named = (await change(officer, made, { ...inputOf(made), industry: '化工' })).body as Beneficiary;
    const code = creditCode(90_002);
    const known = (await change(officer, named, { ...inputOf(named), creditCode: code })).body as Beneficiary;
    await refused(
      app,
      () => change(officer, known, { ...inputOf(known), creditCode: null }),
      422,
      'creditCode',
    );
  });
});

test('leaders and all who register nobody read no list of firms with their energy', async () => {
  for (const name of ['leader', 'dept-fgw', 'admin', 'auditor']) {
    const person = await app.as(name);
    await refused(app, () => person.get('/beneficiaries'), 403);
  }
});

test('a county finds its own, the bureau all, by a part of name or code', async () => {
  const made = await addFirm(officer);
  expect(new Set((await listed(officer)).map(({ treasuryUnit }) => treasuryUnit))).toEqual(
    new Set(['360425']),
  );
  expect((await listed(bureau, made.name)).map(({ id }) => id)).toEqual([made.id]);
  expect((await listed(bureau, made.creditCode?.toLowerCase())).map(({ id }) => id)).toEqual([made.id]);
  expect(await listed(neighbour, made.name)).toEqual([]);
  expect(await listed(bureau, '%')).toEqual([]);
});
