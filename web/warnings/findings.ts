import type { WarningListReply, WarningSummary } from '../../server/warnings/schema.ts';

const isLate = (kind: 'answer' | 'remedy') => (warning: WarningSummary) => warning.overdue === kind;

/** '，已升级至分管领导': of so many late ones all, some or none. */
function risenText(late: readonly WarningSummary[]): string {
  const risen = late.filter(({ escalated }) => escalated).length;
  if (risen === 0) return '';
  return risen === late.length ? '，已升级至分管领导' : `，${risen}件已升级至分管领导`;
}

/** '2件整改中（其中1件逾期未答复，已升级至分管领导）'; '' where none is. */
function remedyText(warnings: readonly WarningSummary[]): string {
  if (warnings.length === 0) return '';
  const late = warnings.filter(isLate('answer'));
  const closing = warnings.filter(({ stage }) => stage === 'closing');
  const within = [
    ...(late.length === 0 ? [] : [`${late.length}件逾期未答复${risenText(late)}`]),
    ...(closing.length === 0 ? [] : [`${closing.length}件待销号`]),
  ];
  return `${warnings.length}件整改中${within.length === 0 ? '' : `（其中${within.join('；')}）`}`;
}

/** '2件整改中（其中1件逾期未答复，已升级至分管领导），2个单位待拟稿'. */
export function warningsHeadline({ warnings, proposals }: WarningListReply): string {
  const part = (of: readonly WarningSummary[], words: string) =>
    of.length === 0 ? '' : `${of.length}件${words}`;
  const others = warnings.filter(({ inRemedy }) => !inRemedy);
  const unanswered = others.filter(isLate('answer'));
  const unremedied = others.filter(isLate('remedy'));
  const parts = [
    remedyText(warnings.filter(({ inRemedy }) => inRemedy)),
    part(unanswered, `逾期未答复${risenText(unanswered)}`),
    part(unremedied, `逾期未完成整改${risenText(unremedied)}`),
    part(
      others.filter(({ stage, overdue }) => stage === 'closing' && overdue === null),
      '待销号',
    ),
    part(
      others.filter(({ stage }) => stage === 'awaitingApproval'),
      '待签发',
    ),
    proposals.length === 0 ? '' : `${proposals.length}个单位待拟稿`,
  ].filter((text) => text !== '');
  return parts.length === 0 ? '目前没有在办的预警督办事项' : parts.join('，');
}

/** Finding of the ledger: what is shown. */
export function ledgerFinding(shown: readonly WarningSummary[]): string {
  const issued = shown.filter(({ number }) => number !== null).length;
  const closed = shown.filter(({ stage }) => stage === 'closed').length;
  if (shown.length === 0) return '没有预警通知';
  return `预警台账：发出${issued}件，已销号${closed}件`;
}
