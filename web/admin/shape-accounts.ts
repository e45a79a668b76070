import type { Account, UnitChoice } from '../../server/accounts/schema.ts';
import { UNIT_OPTIONS } from './unit-options.ts';

/** What the account dialogs say, from the list of accounts. All pure. */

/** '王芳（wang.fang）'. */
export function accountTitle({ displayName, username }: Pick<Account, 'displayName' | 'username'>): string {
  return `${displayName}（${username}）`;
}

const holds = (account: Account, code: string) => account.units.some((unit) => unit.code === code);

/** Names of the working officers of a unit, one account left out. */
export function holdersOf(accounts: readonly Account[], code: string, exceptId: number | null): string[] {
  return accounts
    .filter((account) => account.id !== exceptId && !account.disabled && holds(account, code))
    .map(({ displayName }) => displayName);
}

/** Names of the units that would have nobody to report for them once an account holds only `next`. */
export function leftAlone(
  accounts: readonly Account[],
  account: Account,
  next: readonly { code: string }[],
): string[] {
  return account.units
    .filter(({ code }) => !next.some((unit) => unit.code === code))
    .filter(({ code }) => holdersOf(accounts, code, account.id).length === 0)
    .map(({ name }) => name);
}

/** The choice with one unit put in, taken out or changed, in the order of Attachment 2. */
export function withUnit(
  chosen: readonly UnitChoice[],
  code: string,
  change: { held: boolean; maySignOff?: boolean },
): UnitChoice[] {
  return UNIT_OPTIONS.flatMap(({ value }) => {
    const before = chosen.find((unit) => unit.code === value);
    if (value !== code) return before ? [before] : [];
    if (!change.held) return [];
    return [{ code, maySignOff: change.maySignOff ?? before?.maySignOff ?? false }];
  });
}

/** Officers who may take units over from an account: working ones, itself left out. */
export function successorsOf(accounts: readonly Account[], account: Account): Account[] {
  return accounts.filter((other) => other.role === 'county' && !other.disabled && other.id !== account.id);
}

/** State of an account in words, its lock apart. */
export function accountState(
  account: Pick<Account, 'disabled' | 'mustChangePassword' | 'passwordExpiresOn'>,
  today: string,
): string {
  if (account.disabled) return '已停用';
  if (account.mustChangePassword) return '待修改密码';
  const { passwordExpiresOn } = account;
  return passwordExpiresOn !== null && passwordExpiresOn <= today ? '密码到期，下次登录须修改' : '正常';
}

/** How long passwords hold, in words. */
export function passwordDaysWords(days: number): string {
  return days === 0 ? '密码不到期' : `密码每${days}天须修改一次`;
}
