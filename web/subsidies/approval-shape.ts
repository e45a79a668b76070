import type { CaseDetail } from '../../server/cases/schema.ts';

type Asked = Pick<CaseDetail, 'expectedFen' | 'sameMatter'>;

/**
 * Why the approval has to give a reason for its amount, in words; null where it need not.
 * @param isDemanded the server refused an attempt without one
 */
export function reasonAsked(
  { expectedFen, sameMatter }: Asked,
  amountFen: number | null,
  isDemanded: boolean,
): string | null {
  if (sameMatter.some((other) => other.approvedFen !== null)) return '同一事项已有审定的奖补，请说明如何核定';
  if (expectedFen === null) return '条款未写金额，须说明依据';
  if (amountFen !== null && amountFen !== expectedFen) return '与预计金额不同，须说明';
  return isDemanded ? '须说明金额的依据' : null;
}
