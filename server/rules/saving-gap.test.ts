import { describe, expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import {
  type GapInput,
  savingGap,
  savingSentence,
  savingSharePct,
  shareText,
  shareWords,
  tceText,
} from './saving-gap.ts';

/** 100万吨标准煤 in ten months, target −4 %. */
const INPUT: GapInput = { period: '2026-10', energyWanTce: '100', changePct: '-2', targetPct: '-4' };

describe('the intensity gap as energy', () => {
  // by hand: 100 × 12/10 = 120万吨; 1 − 0.96/0.98 = 0.0204081633; × 1,200,000 = 24,489.796
  test.each<[string, Partial<GapInput>, string | null, string]>([
    ['fell by 2 of 4 %', {}, '24489.796', '按2026年1–10月推算全年缺口24,490吨标准煤'],
    // 1 − 0.96/1.01 = 0.0495049505
    ['rose by 1 %', { changePct: '1' }, '59405.941', '按2026年1–10月推算全年缺口59,406吨标准煤'],
    // a closed year is not extended: 1,000,000 × 0.0204081633
    ['a whole year', { period: '2026-12' }, '20408.163', '按2026年1–12月推算全年缺口20,408吨标准煤'],
    // 1 − 0.96/0.9601 = 0.000104155817
    ['just short of it', { changePct: '-3.99' }, '124.987', '按2026年1–10月推算全年缺口125吨标准煤'],
    ['exactly on target', { changePct: '-4' }, null, '2026年1–10月能耗强度已达年度进度，无缺口'],
    ['beyond the target', { changePct: '-4.01' }, null, '2026年1–10月能耗强度已达年度进度，无缺口'],
    [
      'no gap needs no energy',
      { changePct: '-5', energyWanTce: null },
      null,
      '2026年1–10月能耗强度已达年度进度，无缺口',
    ],
    ['energy missing', { energyWanTce: null }, null, '2026年1–10月综合能源消费量没有数据'],
    ['no energy at all', { energyWanTce: '0' }, null, '2026年1–10月综合能源消费量为0，不能折算缺口'],
    ['hardly any energy', { energyWanTce: '0.0001' }, '0.024', '按2026年1–10月推算全年缺口不足1吨标准煤'],
    ['change missing', { changePct: null }, null, '2026年1–10月能耗强度变化率没有数据'],
    ['no target', { targetPct: null }, null, '附件2未下达年度目标'],
    ['no period', { period: null }, null, '本年尚无可用的能耗强度数据'],
    ['1–2月 is for reference only', { period: '2026-02' }, null, '本年尚无可用的能耗强度数据'],
  ])('%s', (_name, over, tce, words) => {
    const gap = savingGap({ ...INPUT, ...over });
    expect([gap.tce?.toFixed(3) ?? null, gap.words]).toEqual([tce, words]);
  });

  test('says whether it is reached or only unknown', () => {
    expect(savingGap(INPUT).state).toBe('gap');
    expect(savingGap({ ...INPUT, changePct: '-4' }).state).toBe('none');
    expect(savingGap({ ...INPUT, changePct: null }).state).toBe('missing');
  });
});

describe('accepted savings beside the gap', () => {
  const gap = savingGap(INPUT);
  const none = savingGap({ ...INPUT, changePct: '-4' });

  test('the share is savings over the gap, and may exceed it', () => {
    // 1,224.4898 / 24,489.796 = 5 %
    expect(savingSharePct('1224.4898', gap)?.toFixed(2)).toBe('5.00');
    expect(savingSharePct('48979.592', gap)?.toFixed(1)).toBe('200.0');
  });

  test('without savings or without a gap there is no share', () => {
    expect(savingSharePct(null, gap)).toBeNull();
    expect(savingSharePct('500', none)).toBeNull();
  });

  test.each<[string, Partial<Parameters<typeof savingSentence>[0]>, string]>([
    [
      'with a gap',
      {},
      '2026年已验收项目3个，折合1,224吨标准煤，相当于缺口的5.0%（按2026年1–10月推算全年缺口24,490吨标准煤）。',
    ],
    [
      'without a gap',
      { gap: none },
      '2026年已验收项目3个，折合1,224吨标准煤；2026年1–10月能耗强度已达年度进度，无缺口。',
    ],
    [
      'withheld',
      { savingTce: null, withheld: 'few' },
      '2026年已验收项目3个，节能量不足3家企业，不单列；按2026年1–10月推算全年缺口24,490吨标准煤。',
    ],
    [
      'nothing accepted',
      { accepted: 0, savingTce: null },
      '2026年尚无验收项目；按2026年1–10月推算全年缺口24,490吨标准煤。',
    ],
    [
      'no saving stated is not a saving of 0',
      { savingTce: null },
      '2026年已验收项目3个，均未填报节能量；按2026年1–10月推算全年缺口24,490吨标准煤。',
    ],
  ])('the sentence %s', (_name, over, sentence) => {
    const input = { year: 2026, accepted: 3, savingTce: '1224.4898', withheld: null, gap };
    expect(savingSentence({ ...input, ...over })).toBe(sentence);
  });

  test.each([
    ['0', '0'],
    ['0.4', '不足1'],
    ['0.5', '1'],
    ['1234567.5', '1,234,568'],
  ])('%s tonnes are written %s', (tce, text) => expect(tceText(tce)).toBe(text));

  test('a share that is there is not written 0.0', () => {
    expect(shareText(new Decimal('0.049'))).toBe('不足0.1');
    expect(shareText(new Decimal('0.05'))).toBe('0.1');
  });

  test.each([
    ['5', '相当于缺口的5.0%'],
    ['1000', '相当于缺口的1000.0%'],
    ['1000.1', '超过缺口的10倍'],
  ])('%s percent of the gap is said as %s', (pct, words) => {
    expect(shareWords(new Decimal(pct))).toBe(words);
  });
});
