import { describe, expect, test } from 'vitest';
import type { NeedRow } from '../../../server/needs/schema.ts';
import {
  countKinds,
  leftWord,
  needsFinding,
  nextDueFinding,
  ofUnitAndStage,
  priceWord,
  stageWord,
} from './words.ts';

const TODAY = '2026-11-21';
const NEED: NeedRow = {
  id: 1,
  firmId: 7,
  firmName: '甲公司',
  unitCode: '360425',
  unitName: '永修县',
  kind: 'technology',
  title: '水泵变频',
  budgetFen: null,
  publishedOn: '2026-11-01',
  answerBy: '2026-12-10',
  daysLeft: 19,
  stage: 'open',
  offers: 0,
  providerName: null,
  project: null,
  version: 1,
};
const DUE: NeedRow = { ...NEED, id: 2, answerBy: '2026-11-18', daysLeft: -3, offers: 2, unitCode: '360402' };
const MATCHED: NeedRow = { ...DUE, id: 3, stage: 'matched', kind: 'finance' };
const PROJECT: NeedRow = { ...MATCHED, id: 4, project: { id: 9, name: '改造', stage: 'willing' } };
const CLOSED: NeedRow = { ...NEED, id: 5, stage: 'closed' };

test.each([
  [NEED, '征集应答', '还有19天'],
  [{ ...NEED, daysLeft: 0 }, '征集应答', '今天截止'],
  [{ ...NEED, daysLeft: -1 }, '截止无应答', '已截止1天'],
  [DUE, '截止待对接', '已截止3天'],
  [MATCHED, '已对接待立项', ''],
  [PROJECT, '已转项目', ''],
  [CLOSED, '已关闭', ''],
])('case %#: the badge and the days left', (need, badge, left) => {
  expect([stageWord(need), leftWord(need)]).toEqual([badge, left]);
});

test('a budget nobody stated is agreed upon, never 0', () => {
  expect([priceWord(null), priceWord(85_500_000)]).toEqual(['面议', '85.5万元']);
});

describe('the list', () => {
  const all = [NEED, DUE, MATCHED, PROJECT, CLOSED];
  test('says how many wait for what', () => {
    expect(needsFinding(all, TODAY)).toBe(
      '需求5项：1项征集应答（其中1项尚无应答），1项已截止待处理，1项已对接待立项，1项已转项目，1项已关闭',
    );
    expect(needsFinding([DUE], TODAY)).toBe('需求1项：1项已截止待处理');
    expect(
      needsFinding(
        [
          { ...DUE, offers: 0 },
          { ...NEED, offers: 1 },
        ],
        TODAY,
      ),
    ).toBe('需求2项：1项征集应答，1项已截止待处理');
    expect(needsFinding([], TODAY)).toBe('供需对接：没有需求');
    expect(nextDueFinding(all)).toBe(`最近截止应答的是“${NEED.title}”，${leftWord(NEED)}`);
    expect(nextDueFinding([DUE, MATCHED])).toBe('目前没有征集应答的需求');
  });
  test('is filtered by unit and by what is waited for, and counted by kind', () => {
    const ids = (search: object) => ofUnitAndStage(all, search, TODAY).map(({ id }) => id);
    expect(ids({ unit: '360402' })).toEqual([2, 3, 4]);
    expect(ids({ stage: 'due' })).toEqual([2]);
    expect(ids({ unit: '360425', stage: 'unanswered' })).toEqual([1]);
    expect(countKinds(all).map(({ label, count }) => `${label}${count}`)).toEqual([
      '技术3',
      '设备0',
      '资金2',
      '诊断0',
    ]);
  });
});
