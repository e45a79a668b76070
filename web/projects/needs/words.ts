import type { NeedRow } from '../../../server/needs/schema.ts';
import { NEED_KIND_LABELS, NEED_KINDS, type NeedView, needFits } from '../../../server/rules/need-steps.ts';
import type { ProjectsSearch } from '../../app/search.ts';
import { formatWan } from '../../format.ts';

const standing = ({ stage, offers, answerBy, project }: NeedRow) => ({
  ...{ stage, offers, answerBy },
  hasProject: project !== null,
});

export const isIn = (need: NeedRow, view: NeedView, today: string) => needFits(standing(need), view, today);

/** Where a need stands, in a word for its badge. */
export function stageWord({ stage, daysLeft, offers, project }: NeedRow): string {
  if (stage === 'closed') return '已关闭';
  if (project !== null) return '已转项目';
  if (stage === 'matched') return '已对接待立项';
  if (daysLeft >= 0) return '征集应答';
  return offers === 0 ? '截止无应答' : '截止待对接';
}

/** '还有19天', '今天截止', '已截止3天'; '' where answers are no longer waited for. */
export function leftWord({ stage, daysLeft }: Pick<NeedRow, 'stage' | 'daysLeft'>): string {
  if (stage !== 'open') return '';
  if (daysLeft === 0) return '今天截止';
  return daysLeft > 0 ? `还有${daysLeft}天` : `已截止${-daysLeft}天`;
}

/** '80万元'; what nobody stated is agreed upon (面议). */
export const priceWord = (fen: number | null) => (fen === null ? '面议' : `${formatWan(fen)}万元`);

/** Needs that match the filters of the address but the kind. */
export function ofUnitAndStage(
  needs: readonly NeedRow[],
  { unit, stage }: ProjectsSearch,
  today: string,
): NeedRow[] {
  return needs.filter(
    (need) =>
      (unit === undefined || need.unitCode === unit) &&
      (stage === undefined || isIn(need, stage as NeedView, today)),
  );
}

/** How many of each kind, in the order of the kinds. */
export function countKinds(needs: readonly NeedRow[]) {
  return NEED_KINDS.map((kind) => ({
    kind,
    label: NEED_KIND_LABELS[kind],
    count: needs.filter((need) => need.kind === kind).length,
  }));
}

/** Finding below the headline: whose answers are due next. */
export function nextDueFinding(needs: readonly NeedRow[]): string {
  const open = needs.filter(({ stage, daysLeft }) => stage === 'open' && daysLeft >= 0);
  const [next] = [...open].sort((a, b) => a.daysLeft - b.daysLeft);
  return next ? `最近截止应答的是“${next.title}”，${leftWord(next)}` : '目前没有征集应答的需求';
}

/** Finding of the list: '需求10项：4项征集应答（其中2项尚无应答），2项已截止待处理，1项已对接待立项，2项已转项目'. */
export function needsFinding(needs: readonly NeedRow[], today: string): string {
  if (needs.length === 0) return '供需对接：没有需求';
  const count = (view: NeedView) => needs.filter((need) => isIn(need, view, today)).length;
  const part = (view: NeedView, words: string, more = '') =>
    count(view) === 0 ? [] : [`${count(view)}项${words}${more}`];
  const silent = needs.filter((need) => isIn(need, 'open', today) && isIn(need, 'unanswered', today)).length;
  const parts = [
    ...part('open', '征集应答', silent === 0 ? '' : `（其中${silent}项尚无应答）`),
    ...part('due', '已截止待处理'),
    ...part('matched', '已对接待立项'),
    ...part('project', '已转项目'),
    ...part('closed', '已关闭'),
  ];
  return `需求${needs.length}项：${parts.join('，')}`;
}
