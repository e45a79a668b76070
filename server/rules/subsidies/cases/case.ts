import type { AwardId } from '../matters.ts';
import type { PolicyId } from '../model.ts';

/** Facts as a clerk would file them; null takes a fact of the base away. */
export type Filed = Readonly<Record<string, unknown>>;

/**
 * One line a clerk can read: what is special, what differs from the base facts, and what comes out: an amount with
 * （定额）, （最高） or （测算）, or 不符合：…, 缺：…, 未施行：…, 一事一议. A date stands where it is not the table's.
 */
export type Case = readonly [description: string, differs: Filed, expected: string, date?: string];

/** The cases of one award. The first one takes the base facts as they are. */
export interface AwardCases {
  award: AwardId;
  clause: string;
  base: Filed;
  cases: readonly Case[];
}

/** The cases of one document. */
export interface DocumentCases {
  policy: PolicyId;
  /** Day of assessment unless a case has its own. */
  date: string;
  /** Evaluated as if in force (draft). */
  asIf: boolean;
  /** A unit outside the jurisdiction. */
  elsewhere: string;
  awards: readonly AwardCases[];
}
