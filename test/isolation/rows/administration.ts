import { DEMO_PASSWORD } from '../../../seed/demo/accounts.ts';
import { everybody, ofAll, ofCounty, type Row } from '../row.ts';

const TABLE = {
  title: '表',
  format: 'csv',
  columns: [{ label: '单位', kind: 'text' }],
  rows: [['濂溪区']],
  sources: [],
  internal: false,
};
const ACCOUNT = { username: 'matrix.new', displayName: '新账号', role: 'county', department: null };
const ADMIN = { admin: [200, 200, 404] } as const;

/** Sessions of one's own, accounts, the audit log, exports. */
export const ADMINISTRATION_ROWS: Readonly<Record<string, Row>> = {
  'POST /session': ofAll(
    () => ['/session', { username: 'leader', password: DEMO_PASSWORD }],
    everybody(200),
    { nobody: 200, passwordDue: 200 },
  ),
  'GET /session': ofAll(() => ['/session'], everybody(200), { passwordDue: 200 }),
  'DELETE /session': ofAll(() => ['/session'], everybody(204), { passwordDue: 204 }),
  'PUT /session/password': ofAll(
    () => ['/session/password', { currentPassword: DEMO_PASSWORD, newPassword: 'Lushan-Mist-42' }],
    everybody(200),
    { passwordDue: 200 },
  ),
  'GET /session/all': ofAll(() => ['/session/all'], everybody(200)),
  'DELETE /session/all/{id}': ofAll(
    (_, { shared }) => [`/session/all/${shared.foreignSession}`],
    everybody(404),
    { ofNoCounty: 'a session is of a person: somebody else’s is not found, whatever their county' },
  ),
  'POST /session/sign-out-everywhere': ofAll(
    () => ['/session/sign-out-everywhere', { keepThis: true }],
    everybody(204),
  ),
  'GET /reminders': ofAll(() => ['/reminders'], everybody(200)),
  'POST /exports': ofAll(() => ['/exports', TABLE], everybody(200)),
  'PUT /sheets/read': ofAll(
    () => ({ path: '/sheets/read?name=a.csv', file: new Uint8Array(Buffer.from('a,b\n1,2\n')) }),
    everybody(200),
    { changes: false },
  ),
  'GET /accounts': ofAll(() => ['/accounts'], { admin: 200 }),
  'POST /accounts': ofCounty(
    ({ unit }) => ['/accounts', { ...ACCOUNT, units: [{ code: unit, maySignOff: false }] }],
    { admin: [200, 200, 422] },
  ),
  'PATCH /accounts/{id}': ofCounty(
    ({ account }, { version }) => [
      `/accounts/${account}`,
      { version: version('user', account), displayName: '改名' },
    ],
    ADMIN,
  ),
  'PUT /accounts/{id}/units': ofCounty(
    ({ account }, { version }) => [
      `/accounts/${account}/units`,
      { version: version('user', account), units: [{ code: '360402', maySignOff: false }] },
    ],
    ADMIN,
  ),
  'POST /accounts/{id}/hand-over': ofCounty(
    ({ account, unit }, { version }) => [
      `/accounts/${account}/hand-over`,
      {
        version: version('user', account),
        to: { username: 'matrix.next', displayName: '接任者' },
        units: [unit],
        reason: '岗位调整',
        disable: true,
      },
    ],
    ADMIN,
  ),
  'POST /accounts/{id}/password-reset': ofCounty(
    ({ account }, { version }) => [
      `/accounts/${account}/password-reset`,
      { version: version('user', account) },
    ],
    ADMIN,
  ),
  'POST /accounts/{id}/unlock': ofCounty(({ account }) => [`/accounts/${account}/unlock`, {}], ADMIN),
  'GET /accounts/{id}/sessions': ofCounty(({ account }) => [`/accounts/${account}/sessions`], ADMIN),
  'DELETE /accounts/{id}/sessions': ofCounty(({ account }) => [`/accounts/${account}/sessions`], {
    admin: [204, 204, 404],
  }),
  'DELETE /accounts/{id}/sessions/{session}': ofAll(
    (_, { shared }) => [`/accounts/${shared.leader}/sessions/${shared.foreignSession}`],
    { admin: 404 },
    {
      ofNoCounty:
        'a session that is not of the account it is asked under; accounts are asked by county above',
    },
  ),
  'GET /account-settings': ofAll(() => ['/account-settings'], { admin: 200 }),
  'PUT /account-settings': ofAll(() => ['/account-settings', { seen: 0, passwordDays: 180 }], { admin: 200 }),
  'GET /backups': ofAll(() => ['/backups'], { admin: 200 }),
  'POST /backups': ofAll(() => ['/backups', {}], { admin: 200 }),
  'POST /backups/{name}/ticket': ofAll(
    (_, { shared }) => [`/backups/${shared.backup}/ticket`, { password: DEMO_PASSWORD }],
    { admin: 200 },
    { changes: false },
  ),
  // without a ticket, which only the own password gives (canary.test.ts)
  'GET /backups/{name}/file': ofAll((_, { shared }) => [`/backups/${shared.backup}/file`], { admin: 403 }),
  'GET /audit': ofAll(() => ['/audit'], { admin: 200, auditor: 200 }),
  'GET /audit/people': ofAll(() => ['/audit/people'], { admin: 200, auditor: 200 }),
  'GET /audit/verify': ofAll(() => ['/audit/verify'], { admin: 200, auditor: 200 }),
};
