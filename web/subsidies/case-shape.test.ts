import { describe, expect, it } from 'vitest';
import { countGroups, listCases, shapeLife } from './case-shape.ts';
import { caseEvent, caseRow } from './testing.ts';

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

describe('life of a case', () => {
  const opened = caseEvent(1, 'open', null, 'opened');
  const checked = caseEvent(2, 'countyCheck', 'opened', 'countyChecked');
  const states = (life: ReturnType<typeof shapeLife>) => life.map(({ state }) => state[0]).join('');

  it('what is behind has day and person, the next step is marked', () => {
    const life = shapeLife({ stage: 'countyChecked', origin: 'automatic', events: [opened, checked] });
    expect(states(life)).toBe('ddnaaaaaa');
    expect(life[1]).toEqual({ word: '初审', state: 'done', at: '2026-03-02T02:00:00Z', by: '李某' });
    expect(life[2]).toEqual({ word: '核查', state: 'next', at: null, by: null });
  });
  it('an application begins with 申报', () => {
    const applied = caseEvent(1, 'apply', null, 'applied');
    const [first] = shapeLife({ stage: 'applied', origin: 'application', events: [applied] });
    expect(first?.word).toBe('申报');
  });
  it('a file uploaded later does not move the day a stage was reached', () => {
    const file = caseEvent(9, 'file', 'countyChecked', 'countyChecked');
    const life = shapeLife({ stage: 'countyChecked', origin: 'automatic', events: [opened, checked, file] });
    expect(life[1]?.at).toBe('2026-03-02T02:00:00Z');
  });
  it('a returned case shows where it was taken from', () => {
    const back = caseEvent(3, 'return', 'countyChecked', 'returned');
    const life = shapeLife({ stage: 'returned', origin: 'automatic', events: [opened, checked, back] });
    expect(states(life)).toBe('ddsaaaaaa');
    expect(life[2]).toMatchObject({ word: '退回', at: '2026-03-03T02:00:00Z' });
  });
  it('a closed case has everything behind it', () => {
    const life = shapeLife({ stage: 'closed', origin: 'automatic', events: [opened] });
    expect(states(life)).toBe('ddddddddd');
  });
});
