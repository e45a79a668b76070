import type { Policy } from './model.ts';
import { type ReadingChoices, readingChoices } from './readings.ts';

/** Whether a document is in force on a day; `notYet`: before its first day. */
export type PolicyStatus = 'inForce' | 'notYet' | 'expired' | 'draft';

/** First and last day in force under the readings in use, both included; null where none is stated. */
export function validityOf(
  policy: Policy,
  readings: ReadingChoices = readingChoices(),
): { from: string | null; to: string | null } {
  const { validFrom, validTo } = policy.dateReadings;
  return {
    from: validFrom === undefined ? policy.validFrom : readings[validFrom],
    to: validTo === undefined ? policy.validTo : readings[validTo],
  };
}

/** @param date 'YYYY-MM-DD' */
export function policyStatus(
  policy: Policy,
  date: string,
  readings: ReadingChoices = readingChoices(),
): PolicyStatus {
  if (policy.stage === 'draft') return 'draft';
  const { from, to } = validityOf(policy, readings);
  if (from !== null && date < from) return 'notYet';
  if (to !== null && date > to) return 'expired';
  return 'inForce';
}

/** Why a document does not apply on a day, Chinese; '' where it is in force. */
export function statusWords(
  policy: Policy,
  date: string,
  readings: ReadingChoices = readingChoices(),
): string {
  const { from, to } = validityOf(policy, readings);
  switch (policyStatus(policy, date, readings)) {
    case 'inForce':
      return '';
    case 'draft':
      return '征求意见稿，未施行';
    case 'notYet':
      return `${date}尚未施行（自${from}起）`;
    case 'expired':
      return `${date}已过有效期（至${to}止）`;
  }
}
