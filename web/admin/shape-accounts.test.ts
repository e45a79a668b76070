import { describe, expect, test } from 'vitest';
import type { Account } from '../../server/accounts/schema.ts';
import {
  accountState,
  holdersOf,
  leftAlone,
  passwordDaysWords,
  successorsOf,
  withUnit,
} from './shape-accounts.ts';

function officer(id: number, codes: readonly string[], more: Partial<Account> = {}): Account {
  return {
    id,
    username: `officer-${id}`,
    displayName: `填报员${id}`,
    role: 'county',
    units: codes.map((code) => ({ code, name: `名${code}`, maySignOff: false })),
    disabled: false,
    department: null,
    mustChangePassword: false,
    passwordExpiresOn: null,
    lockedUntil: null,
    lockedFrom: [],
    sessions: 0,
    lastSeenAt: null,
    createdAt: '2025-03-03T01:30:00.000Z',
    version: 1,
    ...more,
  };
}

const first = officer(1, ['360402', '360403']);
const second = officer(2, ['360403']);
const gone = officer(3, ['360402'], { disabled: true });
const bureau = officer(4, [], { role: 'bureau' });
const accounts = [first, second, gone, bureau];

test('a unit is held by working officers only, and not by the one being changed', () => {
  expect(holdersOf(accounts, '360403', null)).toEqual(['填报员1', '填报员2']);
  expect(holdersOf(accounts, '360403', 1)).toEqual(['填报员2']);
  expect(holdersOf(accounts, '360402', 1)).toEqual([]);
});

test('units that would have no officer left are named', () => {
  expect(leftAlone(accounts, first, [])).toEqual(['名360402']);
  expect(leftAlone(accounts, first, [{ code: '360402' }])).toEqual([]);
  expect(leftAlone(accounts, second, [])).toEqual([]);
});

test('units are taken over by another working officer', () => {
  expect(successorsOf(accounts, first).map(({ id }) => id)).toEqual([2]);
});

describe('choosing units', () => {
  const chosen = [{ code: '360425', maySignOff: true }];
  test('a new one comes in the order of Attachment 2, without the right to sign off', () => {
    expect(withUnit(chosen, 'JKQ', { held: true })).toEqual([{ code: 'JKQ', maySignOff: false }, ...chosen]);
  });
  test('the right to sign off is switched by itself', () => {
    expect(withUnit(chosen, '360425', { held: true, maySignOff: false })).toEqual([
      { code: '360425', maySignOff: false },
    ]);
  });
  test('taking one out takes its right along', () => {
    expect(withUnit(chosen, '360425', { held: false })).toEqual([]);
  });
});

test.each([
  ['已停用', { disabled: true, mustChangePassword: true, passwordExpiresOn: null }],
  ['待修改密码', { disabled: false, mustChangePassword: true, passwordExpiresOn: '2026-11-01' }],
  ['正常', { disabled: false, mustChangePassword: false, passwordExpiresOn: '2026-11-22' }],
  [
    '密码到期，下次登录须修改',
    { disabled: false, mustChangePassword: false, passwordExpiresOn: '2026-11-21' },
  ],
  ['正常', { disabled: false, mustChangePassword: false, passwordExpiresOn: null }],
])('an account is %s', (words, account) => {
  expect(accountState(account, '2026-11-21')).toBe(words);
});

test('no limit is said as such', () => {
  expect([passwordDaysWords(0), passwordDaysWords(90)]).toEqual(['密码不到期', '密码每90天须修改一次']);
});
