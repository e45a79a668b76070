import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { at, type Person, TestApp } from '../support/app.ts';

let app: TestApp;
let people: Record<string, Person>;

beforeAll(async () => {
  app = await TestApp.withDemo();
  people = {
    nobody: app.someone(),
    officer: await app.as('county-360425'),
    bureau: await app.as('bureau'),
    leader: await app.as('leader'),
    admin: await app.as('admin'),
    auditor: await app.as('auditor'),
  };
});
afterAll(() => app.close());

const person = (name: string): Person => {
  const found = people[name];
  if (!found) throw new Error(`nobody called ${name}`);
  return found;
};

const good = { ...EMPTY_FIGURES, energyWanTce: '26.10', energyGrowthPct: '0.8', valueAddedGrowthPct: '4.1' };
const own = '/reports/360425/2026-10';
const draft = (figures: Record<string, unknown>, version = 0) => ({
  version,
  figures: { ...good, ...figures },
});

type Case = [
  name: string,
  who: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  code: string,
];

const refused: Case[] = [
  [
    'nobody reads targets without signing in',
    'nobody',
    'GET',
    '/targets/intensity',
    undefined,
    401,
    'not_signed_in',
  ],
  ['nobody saves without signing in', 'nobody', 'PUT', `${own}/draft`, draft({}), 401, 'not_signed_in'],
  [
    'a wrong password is refused',
    'nobody',
    'POST',
    '/session',
    { username: 'bureau', password: 'x' },
    401,
    'wrong_credentials',
  ],
  [
    'an unknown user gets the same answer',
    'nobody',
    'POST',
    '/session',
    { username: 'nobody', password: 'x' },
    401,
    'wrong_credentials',
  ],
  [
    'malformed JSON is the sender’s mistake',
    'officer',
    'PUT',
    `${own}/draft`,
    '{"version":',
    400,
    'malformed_json',
  ],
  [
    'an unknown field is named, not dropped',
    'officer',
    'PUT',
    `${own}/draft`,
    { ...draft({}), status: 'approved' },
    400,
    'unknown_field',
  ],
  [
    'an unknown figure is named, not dropped',
    'officer',
    'PUT',
    `${own}/draft`,
    draft({ coal: '1' }),
    400,
    'unknown_field',
  ],
  [
    'a missing version is refused',
    'officer',
    'PUT',
    `${own}/draft`,
    { figures: good },
    400,
    'invalid_request',
  ],
  ['month 01 does not exist', 'officer', 'GET', '/progress?period=2026-01', undefined, 400, 'invalid_period'],
  [
    'a report for month 01 does not exist',
    'officer',
    'PUT',
    '/reports/360425/2026-01/draft',
    draft({}),
    400,
    'invalid_period',
  ],
  [
    'a period before the plan is refused',
    'officer',
    'GET',
    '/progress?period=2024-12',
    undefined,
    400,
    'invalid_period',
  ],
  [
    'a period that is none is refused',
    'officer',
    'GET',
    '/progress?period=oct',
    undefined,
    400,
    'invalid_period',
  ],
  [
    'an unknown rule set is refused',
    'officer',
    'GET',
    '/progress?period=2026-10&ruleSet=mine',
    undefined,
    400,
    'unknown_rule_set',
  ],
  [
    'a future period cannot be reported',
    'officer',
    'PUT',
    '/reports/360425/2026-11/draft',
    draft({}),
    422,
    'period_not_open',
  ],
  [
    'a future period cannot be submitted',
    'officer',
    'POST',
    '/reports/360425/2027-03/submit',
    draft({}),
    422,
    'period_not_open',
  ],
  [
    'another county’s report cannot be written',
    'officer',
    'PUT',
    '/reports/360402/2026-10/draft',
    draft({}),
    403,
    'forbidden',
  ],
  [
    'another county’s report cannot be submitted',
    'officer',
    'POST',
    '/reports/360402/2026-10/submit',
    draft({}),
    403,
    'forbidden',
  ],
  [
    'another county’s report cannot be opened',
    'officer',
    'GET',
    '/reports/360402/2026-10',
    undefined,
    403,
    'forbidden',
  ],
  [
    'another county’s history cannot be opened',
    'officer',
    'GET',
    '/reports/360402/2026-10/history',
    undefined,
    403,
    'forbidden',
  ],
  [
    'the city’s report is not the county’s to write',
    'officer',
    'PUT',
    '/reports/360400/2026-10/draft',
    draft({}),
    403,
    'forbidden',
  ],
  ['the bureau does not write for a county', 'bureau', 'PUT', `${own}/draft`, draft({}), 403, 'forbidden'],
  ['a leader writes nothing', 'leader', 'PUT', `${own}/draft`, draft({}), 403, 'forbidden'],
  ['a county does not approve', 'officer', 'POST', `${own}/approve`, { version: 1 }, 403, 'forbidden'],
  ['a county does not release', 'officer', 'POST', '/periods/2026-10/release', {}, 403, 'forbidden'],
  [
    'a leader does not return',
    'leader',
    'POST',
    `${own}/return`,
    { version: 1, reason: 'x' },
    403,
    'forbidden',
  ],
  [
    'an administrator sees no figures',
    'admin',
    'GET',
    '/progress?period=2026-10',
    undefined,
    403,
    'forbidden',
  ],
  ['an auditor sees no figures', 'auditor', 'GET', own, undefined, 403, 'forbidden'],
  ['the bureau manages no accounts', 'bureau', 'GET', '/accounts', undefined, 403, 'forbidden'],
  [
    'an auditor manages no accounts',
    'auditor',
    'POST',
    '/accounts',
    { username: 'abc', displayName: 'x', role: 'leader', units: [] },
    403,
    'forbidden',
  ],
  ['a leader reads no audit log', 'leader', 'GET', '/audit', undefined, 403, 'forbidden'],
  [
    'a county keeps no roster',
    'officer',
    'POST',
    '/certificates',
    {
      holder: 'x',
      column: 'greenFactoryNational',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-01-01',
    },
    403,
    'forbidden',
  ],
  ['an unknown unit is not found', 'bureau', 'GET', '/reports/999999/2026-10', undefined, 404, 'not_found'],
  ['an unknown address is not found', 'bureau', 'GET', '/nothing', undefined, 404, 'not_found'],
  [
    'what was not submitted cannot be approved',
    'bureau',
    'POST',
    '/reports/360402/2026-10/approve',
    { version: 2 },
    409,
    'not_submitted',
  ],
  [
    'a missing report cannot be approved',
    'bureau',
    'POST',
    `${own}/approve`,
    { version: 0 },
    409,
    'not_submitted',
  ],
  [
    'a return needs a reason',
    'bureau',
    'POST',
    '/reports/360428/2026-10/return',
    { version: 1, reason: '  ' },
    422,
    'invalid_fields',
  ],
  [
    'a printed target cannot be changed',
    'bureau',
    'PUT',
    '/indicators/energyIntensity/target',
    { version: 1, target: '-10', targetSource: 'x' },
    422,
    'invalid_fields',
  ],
  [
    'a batch year outside the plan is not found',
    'bureau',
    'PUT',
    '/certificates/batches/greenFactoryNational/2031',
    { version: 0, publishedOn: null },
    404,
    'not_found',
  ],
  [
    'a certificate of the future is refused',
    'bureau',
    'POST',
    '/certificates',
    {
      holder: '演示甲',
      column: 'greenFactoryNational',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2027-01-01',
    },
    422,
    'invalid_fields',
  ],
  [
    'a date that does not exist is refused',
    'bureau',
    'POST',
    '/certificates',
    {
      holder: '演示甲',
      column: 'greenFactoryNational',
      unitCode: '360425',
      listYear: 2026,
      publishedOn: '2026-02-30',
    },
    422,
    'invalid_fields',
  ],
];

test.each(refused)('%s', async (_name, who, method, path, body, status, code) => {
  const before = app.fingerprint();
  const answer = await person(who).ask(method, path, body);
  expect({ status: answer.status, code: at(answer, 'error.code') }).toEqual({ status, code });
  expect(at(answer, 'error.message')).toMatch(/[\u4e00-\u9fff]/);
  expect(at(answer, 'error.requestId')).toBe(answer.headers.get('x-request-id'));
  expect(app.fingerprint()).toBe(before);
});

const badFigures: [name: string, field: string, typed: string, code: string][] = [
  ['words are no number', 'energyWanTce', '很多', 'not_a_number'],
  ['NaN is no number', 'energyWanTce', 'NaN', 'not_a_number'],
  ['1e400 is no number', 'energyWanTce', '1e400', 'not_a_number'],
  ['Infinity is no number', 'energyGrowthPct', 'Infinity', 'not_a_number'],
  ['two points are no number', 'energyGrowthPct', '1.2.3', 'not_a_number'],
  ['a misplaced separator is no number', 'energyWanTce', '12,34', 'not_a_number'],
  ['a percent sign does not belong to energy', 'energyWanTce', '12%', 'not_a_number'],
  ['energy is not negative', 'energyWanTce', '-1', 'out_of_range'],
  ['five decimals are too many', 'energyWanTce', '0.92345', 'too_many_decimals'],
  ['value added cannot fall by 100 %', 'valueAddedGrowthPct', '-100', 'out_of_range'],
];

test.each(badFigures)('%s: told at the field, and nothing is saved', async (_name, field, typed, code) => {
  const before = app.fingerprint();
  const answer = await person('officer').ask('PUT', `${own}/draft`, draft({ [field]: typed }));
  expect(answer.status).toBe(422);
  expect(at(answer, `error.fields.${field}.code`)).toBe(code);
  expect(at(answer, `error.fields.${field}.message`)).toContain(typed);
  expect(app.fingerprint()).toBe(before);
});

test('a change asked for by another site is refused, whatever the cookie', async () => {
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const answer = await person('officer').ask(
      'PUT',
      `${own}/draft`,
      draft({}),
      headers as Record<string, string>,
    );
    expect({ status: answer.status, code: at(answer, 'error.code') }).toEqual({
      status: 403,
      code: 'cross_site',
    });
  }
});

const BROKEN = '"a\\ud800b"';
test.each([
  ['a user name', 'POST', '/session', `{"username":${BROKEN},"password":"x"}`, 'username'],
  [
    'a note',
    'PUT',
    `${own}/draft`,
    JSON.stringify(draft({ note: 'N' })).replace('"N"', BROKEN),
    'figures.note',
  ],
  [
    'a cell of a table',
    'POST',
    '/exports',
    `{"title":"t","format":"csv","columns":[{"label":"a","kind":"text"}],"rows":[[${BROKEN}]],"sources":[],"internal":false}`,
    'rows.0.0',
  ],
  [
    'a note with a null character',
    'PUT',
    `${own}/draft`,
    JSON.stringify(draft({ note: 'a\0b' })),
    'figures.note',
  ],
  [
    'a note with what is no character',
    'PUT',
    `${own}/draft`,
    JSON.stringify(draft({ note: 'a\uffffb' })),
    'figures.note',
  ],
])('%s (half a character, or none at all) is refused at the field, and the log stays whole', async (_name, method, path, body, field) => {
  const before = app.fingerprint();
  const answer = await person('officer').ask(method, path, body);
  expect([answer.status, at(answer, 'error.code')]).toEqual([400, 'invalid_request']);
  expect(Object.entries(at(answer, 'error.fields') as object)).toEqual([
    [field, { code: 'malformed_text', message: expect.any(String) }],
  ]);
  expect(app.fingerprint()).toBe(before);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('a body that is not JSON is refused', async () => {
  const answer = await person('officer').ask('PUT', `${own}/draft`, 'a=1', { 'content-type': 'text/plain' });
  expect({ status: answer.status, code: at(answer, 'error.code') }).toEqual({
    status: 415,
    code: 'unsupported_media_type',
  });
});

test('a body beyond 256 kB is refused', async () => {
  const answer = await person('officer').ask('PUT', `${own}/draft`, draft({ note: 'x'.repeat(300_000) }), {
    'content-length': '300400',
  });
  expect({ status: answer.status, code: at(answer, 'error.code') }).toEqual({
    status: 413,
    code: 'body_too_large',
  });
});

describe('what officers really type is accepted and normalised', () => {
  const typed: [string, string, string][] = [
    ['energyWanTce', '２６．１０', '26.10'],
    ['energyWanTce', '1,234.5', '1234.5'],
    ['energyGrowthPct', '0.8%', '0.8'],
    ['energyGrowthPct', '－０．８％', '-0.8'],
    ['valueAddedGrowthPct', '−4.10', '-4.10'],
    ['publishedIntensityPct', ' +1.5 ', '1.5'],
  ];
  test.each(typed)('%s typed as “%s” is kept as %s', async (field, raw, kept) => {
    const officer = person('officer');
    const seen = await officer.get(own);
    const version = at(seen, 'version') as number;
    const saved = await officer.ask('PUT', `${own}/draft`, draft({ [field]: raw }, version));
    expect(saved.status).toBe(200);
    expect(at(await officer.get(own), `draft.${field}`)).toBe(kept);
  });
});
