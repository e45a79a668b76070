import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../server/quotas/cultivation-schema.ts';
import {
  candidatesFinding,
  candidatesTable,
  originWords,
  shapeCandidates,
  stageWords,
} from './candidate-shape.ts';

let id = 0;
const candidate = (name: string, change: Partial<Candidate> = {}): Candidate => {
  id += 1;
  return {
    id,
    name,
    creditCode: null,
    column: 'greenFactoryNational',
    unitCode: null,
    unitName: null,
    clause: '二（二）5',
    stage: 'planned',
    note: '',
    updatedAt: null,
    certificate: null,
    version: 1,
    ...change,
  };
};
const title = { id: 9, holder: '甲', listYear: 2026, removedOn: null };

describe('the cultivation list', () => {
  const list = [
    candidate('后增列', { clause: null }),
    candidate('领跑', { column: 'efficiencyLeader' }),
    candidate('先提名', { stage: 'conferred', certificate: title }),
  ];

  it('stands by title, those of the plan first', () => {
    expect(
      shapeCandidates(list).map((group) => [group.column.key, group.candidates.map(({ name }) => name)]),
    ).toEqual([
      ['greenFactoryNational', ['先提名', '后增列']],
      ['efficiencyLeader', ['领跑']],
    ]);
  });

  it('says how many there are and have got there', () => {
    expect(candidatesFinding(list)).toBe('培育对象3个，其中规划提名2个，已获评1个');
    expect(candidatesFinding([candidate('甲', { clause: null })])).toBe('培育对象1个');
  });

  it.each<[string, Partial<Candidate>, string]>([
    ['moving on', { stage: 'applied' }, '已申报'],
    ['conferred', { stage: 'conferred', certificate: title }, '已获评（2026年名单）'],
    [
      'conferred and lost',
      { stage: 'conferred', certificate: { ...title, removedOn: '2026-11-20' } },
      '已获评（2026年名单，已退出名单）',
    ],
    ['not for this reader', { stage: null }, ''],
  ])('%s', (_name, change, words) => {
    expect(stageWords(candidate('甲', change))).toBe(words);
  });

  it('names its origin, and is internal as soon as it says how one stands', () => {
    expect(list.map(originWords)).toEqual(['市工信局增列', '规划二（二）5', '规划二（二）5']);
    expect(candidatesTable(list, '行动计划').internal).toBe(true);
    const printed = candidatesTable([candidate('甲', { stage: null, note: null })], '行动计划');
    expect([printed.internal, printed.rows[0]?.length]).toEqual([false, printed.columns.length]);
  });
});
