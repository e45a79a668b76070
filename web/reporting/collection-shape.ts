import type { CollectionChange, CollectionReply } from '../../server/periods/schema.ts';

type Item = CollectionReply['items'][number];
type Unit = CollectionReply['units'][number];

/** Items that were set otherwise than saved, as they are sent. */
export function changedItems(
  saved: readonly Item[],
  now: readonly Item[],
): NonNullable<CollectionChange['items']> {
  return now.flatMap(({ itemId, frequency, wayIn, version }) => {
    const before = saved.find((item) => item.itemId === itemId);
    const isSame = before?.frequency === frequency && before.wayIn === wayIn;
    return isSame ? [] : [{ itemId, frequency, wayIn, version }];
  });
}

/** Units whose sign-off was switched, as they are sent. */
export function changedUnits(
  saved: readonly Unit[],
  now: readonly Unit[],
): NonNullable<CollectionChange['units']> {
  return now.flatMap(({ unitCode, signOffRequired, version }) => {
    const before = saved.find((unit) => unit.unitCode === unitCode);
    return before?.signOffRequired === signOffRequired ? [] : [{ unitCode, signOffRequired, version }];
  });
}

/** Why a unit cannot be asked for a second signature yet; null where it can. */
export function signOffNeeds({ officers, signers }: Unit): string | null {
  if (officers < 2) return officers === 0 ? '没有填报人员' : '只有1人，不能要求签核';
  return signers < 1 ? '没有人有签核权' : null;
}

const MAX_DUE_DAY = 28;
const MAX_WORKING_DAYS = 20;

function within(text: string, max: number): number | null {
  const number = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= max ? number : null;
}

/**
 * The due-date rule as typed.
 * @returns the change to be sent, or null where it is as saved or cannot be right, then with the reason
 */
export function ruleChange(
  saved: CollectionReply['deadlines'],
  dueDay: string,
  workingDays: string,
): { change: NonNullable<CollectionChange['deadlines']> | null; problem: string | null } {
  const day = within(dueDay, MAX_DUE_DAY);
  const days = within(workingDays, MAX_WORKING_DAYS);
  if (day === null) return { change: null, problem: `每月期限应在1日至${MAX_DUE_DAY}日之间。` };
  if (days === null) {
    return { change: null, problem: `反馈录入后的工作日数应在1至${MAX_WORKING_DAYS}之间。` };
  }
  if (day === saved.dueDay && days === saved.workingDaysAfterFeedback) return { change: null, problem: null };
  const change = { dueDay: day, workingDaysAfterFeedback: days, version: saved.version };
  return { change, problem: null };
}

/** What stands beside 保存: what was refused, else that something is not saved yet, else that it was saved. */
export function footWords(
  refused: string | null,
  isChanged: boolean,
  isSaved: boolean,
): { text: string; tone: 'bad' | 'hint' | 'done' } {
  if (refused !== null) return { text: refused, tone: 'bad' };
  if (isChanged) return { text: '有修改尚未保存', tone: 'hint' };
  return isSaved ? { text: '✓ 已保存，从现在起对各期生效', tone: 'done' } : { text: '', tone: 'hint' };
}
