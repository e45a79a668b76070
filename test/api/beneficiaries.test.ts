import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  Beneficiary,
  BeneficiaryInput,
  BeneficiaryListReply,
} from '../../server/beneficiaries/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { addFirm, creditCode, firm, refused } from '../support/cases.ts';

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
    const elsewhere = firm({ registeredUnit: '360404', statisticsUnit: '360404' });
    expect((await add(officer, elsewhere)).status).toBe(200);
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
    for (const person of [officer, neighbour]) await refused(app, () => change(person, made, away), 403);
    await refused(app, () => change(neighbour, made, inputOf(made)), 403);
    expect((await change(bureau, made, away)).status).toBe(200);
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
