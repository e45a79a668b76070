import type { UnitProgress } from '../../server/progress/schema.ts';

const WORDS: Record<UnitProgress['status'], string> = {
  approved: '已审',
  submitted: '待审',
  returned: '退回',
  draft: '未报',
  notReported: '未报',
  notDue: '未到期',
  unreleased: '未公布',
  noTarget: '无任务',
};

/** Why a unit shows no figure, in two or three characters. */
export function statusWord(status: UnitProgress['status']): string {
  return WORDS[status];
}
