import { describe, expect, test } from 'vitest';
import type { QuotaCell } from '../../server/quotas/schema.ts';
import { completionSentence, completionWord, costSentence, costWords } from './completion-words.ts';

const cell = (change: Partial<QuotaCell>): QuotaCell => ({
  quota: 6,
  base: 2,
  baseVersion: 1,
  added: 1,
  removed: 0,
  stock: 3,
  expected: 3,
  behind: 0,
  status: 'onPace',
  lamp: 'green',
  completionYear: null,
  noCompletion: null,
  ...change,
});

describe('year of completion in words', () => {
  test.each<[string, Partial<QuotaCell>, string, string]>([
    ['in time', { completionYear: 2027 }, '2027年', '按现有批次进度预计2027年完成'],
    ['a year late', { completionYear: 2028 }, '2028年', '按现有批次进度预计2028年完成，晚于2027年'],
    ['the last year named', { completionYear: 2040 }, '2040年', '按现有批次进度预计2040年完成，晚于2027年'],
    ['beyond it', { completionYear: 2041 }, '2040年以后', '按现有批次进度预计2040年以后完成，晚于2027年'],
    ['no gain', { noCompletion: 'noPace' }, '无法完成', '按现有批次进度无法完成'],
    ['reached', { noCompletion: 'met' }, '已达标', '已达到目标数'],
    ['no list yet', { noCompletion: 'beforeFirst' }, '待首批公布', '首批名单公布后才能推算完成年份'],
    ['no base', { noCompletion: 'noBase' }, '缺基数', '缺2024年底存量，无法推算完成年份'],
    ['no task', { noCompletion: 'noTask' }, '—', '无任务'],
  ])('%s', (_name, change, short, long) => {
    expect([completionWord(cell(change)), completionSentence(cell(change), 2027)]).toEqual([short, long]);
  });
});

describe('cost in words', () => {
  const wan = (amount: number) => amount * 1_000_000;
  test.each<[string, { lowFen: number; highFen: number } | null, string]>([
    ['not known', null, '—'],
    ['nothing missing', { lowFen: 0, highFen: 0 }, '0'],
    ['one amount', { lowFen: wan(90), highFen: wan(90) }, '90'],
    ['a range', { lowFen: wan(80), highFen: wan(1290.5) }, '80–1,290.5'],
  ])('%s', (_name, cost, words) => {
    expect(costWords(cost)).toBe(words);
  });

  test.each<[number, string | null]>([
    [0, null],
    [3, '补足尚缺的3家最高需奖补50–60万元（预计可得，待审定）'],
  ])('%i titles missing', (titles, words) => {
    expect(costSentence({ titles, lowFen: wan(50), highFen: wan(60) }, '家')).toBe(words);
  });

  test('without a base nothing is said about money', () => {
    expect(costSentence(null, '家')).toBeNull();
  });
});
