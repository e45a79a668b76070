import { describe, expect, it } from 'vitest';
import { countGroups, type ListedCase, listCases } from './case-groups.ts';

const caseRow = (part: Partial<ListedCase>): ListedCase => ({
  id: 1,
  beneficiaryName: '甲公司',
  awardTitle: '省级绿色工厂奖励',
  clause: '措施三',
  stage: 'applied',
  flag: null,
  createdAt: '2026-03-01T00:00:00Z',
  steps: [],
  ...part,
});

describe('list of cases', () => {
  const waiting = caseRow({ id: 1, stage: 'countyChecked', steps: ['creditCheck', 'return'] });
  const flagged = caseRow({ id: 2, stage: 'endorsed', flag: '称号已退出', steps: ['return', 'cancel'] });
  const newest = caseRow({
    id: 3,
    stage: 'closed',
    createdAt: '2026-05-01T00:00:00Z',
    beneficiaryName: '乙公司',
  });
  const older = caseRow({ id: 4, stage: 'returned', createdAt: '2026-04-01T00:00:00Z' });
  const cases = [older, newest, flagged, waiting];
  const ids = (group: Parameters<typeof listCases>[1]['group'], text = '') =>
    listCases(cases, { group, text }).map(({ id }) => id);

  it('what waits for the viewer comes first, then what is flagged, then the newest', () => {
    expect(ids(null)).toEqual([1, 2, 3, 4]);
  });
  it('a case that could only be returned or cancelled waits for nobody', () => {
    expect(ids('mine')).toEqual([1]);
  });
  it.each([
    ['review', [1, 2]],
    ['closed', [3]],
    ['stopped', [4]],
    ['notice', []],
  ] as const)('the group %s holds its stages', (group, expected) => {
    expect(ids(group)).toEqual(expected);
  });
  it('finds by name, award and clause', () => {
    expect(ids(null, ' 乙 ')).toEqual([3]);
    expect(ids(null, '措施三')).toHaveLength(4);
    expect(ids(null, '没有')).toEqual([]);
  });
  it('counts each group', () => {
    expect(countGroups(cases)).toEqual({ mine: 1, review: 2, notice: 0, approved: 0, closed: 1, stopped: 1 });
  });
});
