import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account, AccountListReply, HandOverReply } from '../../server/accounts/schema.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { addOfficer, requireSignOff } from '../support/reports.ts';

let app: TestApp;
let admin: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const PERIOD = '2026-10';

async function accountOf(username: string): Promise<Account> {
  const { accounts } = (await admin.get('/accounts')).body as AccountListReply;
  const found = accounts.find((account) => account.username === username);
  if (!found) throw new Error(`no account ${username}`);
  return found;
}

const choices = (...codes: string[]) => codes.map((code) => ({ code, maySignOff: false }));

async function setUnits(username: string, units: { code: string; maySignOff: boolean }[]) {
  const { id, version } = await accountOf(username);
  return admin.ask('PUT', `/accounts/${id}/units`, { version, units });
}

/** What a refused request must not have changed. */
function state(): string {
  const tables = ['user', 'user_unit', 'session', 'audit_log', 'setting'];
  return JSON.stringify(tables.map((table) => app.db.sqlite.prepare(`SELECT * FROM ${table}`).all()));
}

/** Status of a look at a county's report. */
const sees = async (person: Person, unit: string) => (await person.get(`/reports/${unit}/${PERIOD}`)).status;

const audit = (action: string) =>
  app.db.sqlite.prepare('SELECT * FROM audit_log WHERE action = ? ORDER BY id').all(action) as {
    entity_id: string;
    before: string;
    after: string;
  }[];

describe('an officer with several units', () => {
  test('sees and writes both, and not a third; the session names them in the order of Attachment 2', async () => {
    const officer = await app.as('county-360425');
    expect([await sees(officer, '360425'), await sees(officer, '360423')]).toEqual([200, 403]);
    const changed = await setUnits('county-360425', [
      { code: '360425', maySignOff: false },
      { code: '360423', maySignOff: true },
    ]);
    expect(changed.status).toBe(200);
    // the very next request of the session that was open all along
    const [own, second, third] = [
      await sees(officer, '360425'),
      await sees(officer, '360423'),
      await sees(officer, '360424'),
    ];
    expect([own, second, third]).toEqual([200, 200, 403]);
    const session = await officer.get('/session');
    expect(at(session, 'user.units')).toEqual([
      { code: '360423', name: '武宁县', maySignOff: true },
      { code: '360425', name: '永修县', maySignOff: false },
    ]);
    expect(at(session, 'user.unitCodes')).toEqual(['360423', '360425']);
    const listed = (await officer.get(`/reports?period=${PERIOD}`)).body as {
      reports: { unitCode: string }[];
    };
    expect(listed.reports.map((row) => row.unitCode)).toEqual(expect.arrayContaining(['360423', '360425']));
  });

  test('a unit taken away is gone from the next request, without a new sign-in', async () => {
    await setUnits('county-360425', choices('360425', '360423'));
    const officer = await app.as('county-360425');
    expect(await sees(officer, '360423')).toBe(200);
    await setUnits('county-360425', choices('360425'));
    expect([await sees(officer, '360423'), await sees(officer, '360425')]).toEqual([403, 200]);
    expect(audit('account.set_units')).toHaveLength(2);
    expect(JSON.parse(audit('account.set_units')[1]?.before ?? '')).toMatchObject({
      units: choices('360423', '360425'),
    });
  });

  const refused: [string, string, { code: string; maySignOff: boolean }[], string][] = [
    ['no unit at all', 'county-360425', [], 'required'],
    ['全市, which the bureau reports', 'county-360425', choices('360400'), 'required'],
    ['an unknown unit', 'county-360425', choices('360499'), 'required'],
    ['a unit twice', 'county-360425', choices('360425', '360425'), 'required'],
    ['a unit for somebody who is no officer', 'leader', choices('360425'), 'not_allowed'],
  ];
  test.each(refused)('%s is refused and changes nothing', async (_name, username, units, code) => {
    await accountOf(username);
    const before = state();
    const answer = await setUnits(username, units);
    expect([answer.status, at(answer, 'error.fields.units.code')]).toEqual([422, code]);
    expect(state()).toBe(before);
  });

  test('of two administrators the second is told that the account has changed', async () => {
    const { id, version } = await accountOf('county-360425');
    const change = (...codes: string[]) =>
      admin.ask('PUT', `/accounts/${id}/units`, { version, units: choices(...codes) });
    expect((await change('360425', '360423')).status).toBe(200);
    const late = await change('360425', '360424');
    expect([late.status, at(late, 'error.code')]).toEqual([409, 'version_conflict']);
    expect((await accountOf('county-360425')).units.map(({ code }) => code)).toEqual(['360423', '360425']);
  });
});

describe('hand-over', () => {
  const wang = { username: 'wang.fang', displayName: '王芳' };
  const base = { units: ['360425'], reason: '岗位调整', disable: true };

  async function handOver(username: string, body: Record<string, unknown>) {
    const { id, version } = await accountOf(username);
    return admin.ask('POST', `/accounts/${id}/hand-over`, { version, ...base, ...body });
  }

  test('to a new account: the successor has the unit and its draft, the old one is out', async () => {
    await setUnits('county-360425', [{ code: '360425', maySignOff: true }]);
    const old = await app.as('county-360425');
    const draft = (await old.get(`/reports/360425/${PERIOD}`)).text;
    const answer = await handOver('county-360425', { to: wang });
    const done = answer.body as HandOverReply;
    expect(answer.status).toBe(200);
    expect(done.from).toMatchObject({ units: [], disabled: true });
    expect(done.to).toMatchObject({
      ...wang,
      role: 'county',
      mustChangePassword: true,
      units: [{ code: '360425', name: '永修县', maySignOff: true }],
    });
    expect((await old.get('/session')).status).toBe(401);
    const back = await app.someone().ask('POST', '/session', {
      username: 'county-360425',
      password: 'Demo-2027!',
    });
    expect(back.status).toBe(401);
    const successor = await app.someone().signIn('wang.fang', done.oneTimePassword ?? 'none shown');
    const changed = await successor.ask('PUT', '/session/password', {
      currentPassword: done.oneTimePassword,
      newPassword: 'Lushan-Mist-42',
    });
    expect(changed.status).toBe(200);
    const seen = await successor.get(`/reports/360425/${PERIOD}`);
    expect(seen.status).toBe(200);
    expect(at(seen, 'figures')).toEqual((JSON.parse(draft) as { figures: unknown }).figures);
  });

  test('to a colleague: of two units one goes, the rest stays, and the old account works on', async () => {
    await setUnits('county-360425', [
      { code: '360425', maySignOff: true },
      { code: '360426', maySignOff: false },
    ]);
    const old = await app.as('county-360425');
    const successor = await app.as('county-360423');
    const to = { userId: (await accountOf('county-360423')).id };
    const answer = await handOver('county-360425', { to, disable: false });
    const done = answer.body as HandOverReply;
    expect([answer.status, done.oneTimePassword]).toEqual([200, null]);
    expect(done.to.units.map(({ code, maySignOff }) => [code, maySignOff])).toEqual([
      ['360423', false],
      ['360425', true],
    ]);
    expect(done.from).toMatchObject({ disabled: false, units: [{ code: '360426' }] });
    // the successor's session goes on and has the unit at once; the old one's has ended
    expect(await sees(successor, '360425')).toBe(200);
    expect((await old.get('/session')).status).toBe(401);
    const again = await app.as('county-360425');
    expect([await sees(again, '360425'), await sees(again, '360426')]).toEqual([403, 200]);
  });

  test('of the last unit without disabling: the account stays, and holds nothing', async () => {
    const to = { userId: (await accountOf('county-360423')).id };
    expect((await handOver('county-360425', { to, disable: false })).status).toBe(200);
    const old = await app.as('county-360425');
    expect(at(await old.get('/session'), 'user.unitCodes')).toEqual([]);
    expect(await sees(old, '360425')).toBe(403);
    expect((await old.get(`/reports?period=${PERIOD}`)).status).toBe(200);
  });

  test('a unit both held keeps the right to sign off from either side', async () => {
    await setUnits('county-360425', [{ code: '360425', maySignOff: false }]);
    await setUnits('county-360423', [{ code: '360425', maySignOff: true }]);
    const to = { userId: (await accountOf('county-360423')).id };
    await handOver('county-360425', { to });
    expect((await accountOf('county-360423')).units).toEqual([
      { code: '360425', name: '永修县', maySignOff: true },
    ]);
  });

  test('each side has its row in the audit log, with the reason', async () => {
    const answer = await handOver('county-360425', { to: wang });
    const { from, to } = answer.body as HandOverReply;
    const [gave] = audit('account.hand_over');
    const [took] = audit('account.take_over');
    expect([gave?.entity_id, took?.entity_id]).toEqual([String(from.id), String(to.id)]);
    expect(JSON.parse(gave?.after ?? '')).toMatchObject({
      units: [],
      disabled: true,
      successor: 'wang.fang',
      handOverReason: '岗位调整',
    });
    expect(JSON.parse(took?.before ?? '')).toMatchObject({ units: [] });
    expect(JSON.parse(took?.after ?? '')).toMatchObject({
      units: choices('360425'),
      predecessor: 'county-360425',
      handOverReason: '岗位调整',
    });
    expect(JSON.stringify([gave, took])).not.toContain('argon2id');
  });

  const refused: [string, Record<string, unknown>, string, string][] = [
    ['nothing to hand over', { to: wang, units: [] }, 'units', 'required'],
    ['a unit that is not held', { to: wang, units: ['360425', '360426'] }, 'units', 'not_held'],
    ['a unit twice', { to: wang, units: ['360425', '360425'] }, 'units', 'not_held'],
    ['no reason', { to: wang, reason: ' ' }, 'reason', 'required'],
    ['a name that is taken', { to: { ...wang, username: 'Bureau' } }, 'username', 'taken'],
    ['a nameless successor', { to: { ...wang, displayName: '' } }, 'displayName', 'required'],
    ['a successor who does not exist', { to: { userId: 999 } }, 'to', 'not_found'],
  ];
  test.each(refused)('%s is refused at the field and changes nothing', async (_name, body, field, code) => {
    const { id, version } = await accountOf('county-360425');
    const before = state();
    const answer = await admin.ask('POST', `/accounts/${id}/hand-over`, { version, ...base, ...body });
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, code]);
    expect(state()).toBe(before);
  });

  test.each([
    ['oneself', 'county-360425', 'same'],
    ['the bureau', 'bureau', 'not_allowed'],
  ])('a hand-over to %s is refused', async (_name, successor, code) => {
    const to = { userId: (await accountOf(successor)).id };
    const answer = await handOver('county-360425', { to });
    expect([answer.status, at(answer, 'error.fields.to.code')]).toEqual([422, code]);
  });

  test('a disabled account takes nothing over', async () => {
    const successor = await accountOf('county-360423');
    await admin.ask('PATCH', `/accounts/${successor.id}`, { version: successor.version, disabled: true });
    const answer = await handOver('county-360425', { to: { userId: successor.id } });
    expect([answer.status, at(answer, 'error.fields.to.code')]).toEqual([422, 'disabled']);
  });

  test('an account with units left is not disabled on the way', async () => {
    await setUnits('county-360425', choices('360425', '360426'));
    const answer = await handOver('county-360425', { to: wang });
    expect([answer.status, at(answer, 'error.fields.disable.code')]).toEqual([422, 'units_left']);
    expect((await accountOf('county-360425')).disabled).toBe(false);
  });

  test('a hand-over of an account that has changed meanwhile is refused, and no account is made', async () => {
    const { id, version } = await accountOf('county-360425');
    await setUnits('county-360425', choices('360425', '360426'));
    const before = state();
    const answer = await admin.ask('POST', `/accounts/${id}/hand-over`, { version, to: wang, ...base });
    expect([answer.status, at(answer, 'error.code')]).toEqual([409, 'version_conflict']);
    expect(state()).toBe(before);
  });
});

test.each([
  ['PUT', '/accounts/7/units', { version: 1, units: [{ code: '360425', maySignOff: true }] }],
  [
    'POST',
    '/accounts/7/hand-over',
    { version: 1, to: { userId: 8 }, units: ['360425'], reason: '调岗', disable: true },
  ],
  ['PUT', '/account-settings', { seen: 0, passwordDays: 30 }],
  ['GET', '/account-settings', undefined],
  ['GET', '/accounts/7/sessions', undefined],
  ['DELETE', '/accounts/7/sessions', undefined],
  ['DELETE', '/accounts/7/sessions/0123456789abcdef', undefined],
])('%s %s is for the administrator alone', async (method, path, body) => {
  for (const [username, status] of [
    ['county-360425', 403],
    ['bureau', 403],
    ['leader', 403],
    ['auditor', 403],
  ] as const) {
    const person = await app.as(username);
    const before = state();
    expect([username, (await person.ask(method, path, body)).status]).toEqual([username, status]);
    expect(state()).toBe(before);
  }
  expect((await app.someone().ask(method, path, body)).status).toBe(401);
});

describe('a unit that requires a second signature', () => {
  const disable = async (username: string) => {
    const { id, version } = await accountOf(username);
    return admin.ask('PATCH', `/accounts/${id}`, { version, disabled: true });
  };
  const handTo = async (username: string, successor: string) => {
    const [{ id, version }, to] = [await accountOf(username), await accountOf(successor)];
    const body = { version, to: { userId: to.id }, units: ['360425'], reason: '换岗', disable: false };
    return admin.ask('POST', `/accounts/${id}/hand-over`, body);
  };
  beforeEach(() => {
    addOfficer(app, 'signer-b', true);
    requireSignOff(app);
  });

  test.each<[string, () => Promise<Answer>, string]>([
    ['its signer disabled', () => disable('signer-b'), 'disabled'],
    ['its second officer disabled', () => disable('county-360425'), 'disabled'],
    ['the right to sign taken away', () => setUnits('signer-b', choices('360425')), 'units'],
    ['its signer moved elsewhere', () => setUnits('signer-b', choices('360423')), 'units'],
    ['its signer’s part handed to the other officer', () => handTo('signer-b', 'county-360425'), 'units'],
  ])('does not get %s', async (_name, change, field) => {
    const before = state();
    const answer = await change();
    expect([answer.status, at(answer, `error.fields.${field}.code`)]).toEqual([422, 'no_signer']);
    expect(at(answer, 'error.message')).toContain('永修县');
    expect(state()).toBe(before);
  });

  test('may change its signer as long as one and a second officer remain', async () => {
    expect((await handTo('signer-b', 'county-360423')).status).toBe(200);
    addOfficer(app, 'signer-c', true);
    expect((await disable('county-360423')).status).toBe(200);
  });

  test('that lacks a signer already hinders no other change', async () => {
    app.db.sqlite.exec('UPDATE user_unit SET may_sign_off = 0');
    expect((await disable('signer-b')).status).toBe(200);
  });
});
