import type { WarningListReply, WarningSummary } from '../../server/warnings/schema.ts';

const isLate = (kind: 'answer' | 'remedy') => (warning: WarningSummary) => warning.overdue === kind;

/** '2件整改中，1件逾期未答复（已升级至分管领导）'. */
export function warningsHeadline({ warnings, proposals }: WarningListReply): string {
  const count = (test: (warning: WarningSummary) => boolean) => warnings.filter(test).length;
  const part = (number: number, words: string) => (number === 0 ? [] : [`${number}件${words}`]);
  const risen = count(({ escalated }) => escalated);
  const parts = [
    ...part(
      count(({ inRemedy }) => inRemedy),
      '整改中',
    ),
    ...part(count(isLate('answer')), '逾期未答复'),
    ...part(count(isLate('remedy')), '逾期未完成整改'),
    ...part(
      count(({ stage }) => stage === 'closing'),
      '待销号',
    ),
    ...part(
      count(({ stage }) => stage === 'awaitingApproval'),
      '待签发',
    ),
  ];
  const toDraft = proposals.length === 0 ? [] : [`${proposals.length}个单位待拟稿`];
  const all = [...parts, ...toDraft];
  if (all.length === 0) return '目前没有在办的预警督办事项';
  const rise = risen === 0 ? '' : `；${risen}件已升级至分管领导`;
  return `${all.join('，')}${rise}`;
}

/** Finding of the ledger: what is shown. */
export function ledgerFinding(shown: readonly WarningSummary[]): string {
  const issued = shown.filter(({ number }) => number !== null).length;
  const closed = shown.filter(({ stage }) => stage === 'closed').length;
  if (shown.length === 0) return '没有预警通知';
  return `预警台账：发出${issued}件，已销号${closed}件`;
}
