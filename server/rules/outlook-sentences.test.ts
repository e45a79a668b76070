import { describe, expect, test } from 'vitest';
import { Decimal } from '../analytics/decimal.ts';
import {
  accelerationFactor,
  landings,
  paceSoFarPct,
  progressShare,
  requiredYearlyPct,
} from '../analytics/pace.ts';
import { landingSentences, needSentence, progressSentence, slopeSentence } from './outlook-sentences.ts';

function need(cumulativePct: string, period: string, targetName?: string): string {
  const year = Number(period.slice(0, 4));
  const required = requiredYearlyPct('-13', cumulativePct, 2027 - year);
  const pace = paceSoFarPct(cumulativePct, year - 2024);
  const acceleration = required.kind === 'required' ? accelerationFactor(required.yearlyPct, pace) : null;
  const input = { required, acceleration, period, cumulativePct, targetPct: '-13' };
  return needSentence(targetName === undefined ? input : { ...input, targetName }).text;
}

describe('what is still needed, in a sentence', () => {
  test.each([
    ['-7.8', '2026-10', '2027年须再降5.6%才能达到总目标，是目前速度的1.4倍。'],
    ['-4', '2025-12', '2026、2027年须再年均降4.8%才能达到总目标，是目前速度的1.2倍。'],
    ['-10.5', '2026-12', '2027年须再降2.8%才能达到总目标，是目前速度的0.5倍。'],
    ['-8.867', '2026-10', '2027年须再降4.5%才能达到总目标，与目前速度大致相当。'],
    ['-0.5', '2026-10', '2027年须再降12.6%才能达到总目标，远高于目前速度。'],
    ['-2.4', '2026-10', '2027年须再降10.9%才能达到总目标，是目前速度的9.0倍。'],
    ['0.6', '2026-10', '2027年须再降13.5%才能达到总目标；目前不降反升，无法以倍数表示。'],
    ['0', '2026-10', '2027年须再降13.0%才能达到总目标；目前尚未下降，无法以倍数表示。'],
    ['-13.2', '2026-10', '累计已下降13.2%，已提前完成总目标（下降13.0%）。'],
    ['-13', '2027-12', '三年累计下降13.0%，达到总目标。'],
    ['-11.99', '2027-12', '三年累计下降11.99%，未达到总目标，差1.01个百分点。'],
    ['1.5', '2027-12', '三年累计上升1.5%，未达到总目标，差14.5个百分点。'],
    ['-12.98', '2026-10', '2027年须再降不足0.1%才能达到总目标，是目前速度的不足0.1倍。'],
    ['-12', '2027-06', '按1–6月推算，三年累计下降12.0%，未达到总目标，差1.0个百分点。'],
  ])('%s by %s: %s', (cumulative, period, text) => {
    expect(need(cumulative, period)).toBe(text);
  });

  test('a county has a target of its own name', () => {
    expect(need('-7.8', '2026-10', '附件2目标')).toContain('才能达到附件2目标');
  });

  test('a period that is none is refused', () => {
    expect(() => need('-7.8', '2026-01')).toThrow(RangeError);
  });
});

const TARGETS = ['-5', '-4', '-3.5'];

function landing(cumulativePct: string, period: string, targetPct = '-13'): string[] {
  const year = Number(period.slice(0, 4));
  const elapsed = year - 2024;
  const remainingTargetsPct = TARGETS.slice(elapsed);
  return landingSentences({
    required: requiredYearlyPct(targetPct, cumulativePct, 2027 - year),
    landings: landings({ cumulativePct, yearsElapsed: elapsed, remainingTargetsPct, targetPct }),
    period,
    pacePct: paceSoFarPct(cumulativePct, elapsed),
    targetPct,
    targetName: '总目标',
    remainingTargetsPct,
  });
}

describe('where 2027 lands, in sentences', () => {
  test.each<[string, string, string, string[]]>([
    [
      'two years behind the path',
      '-7.8',
      '2026-10',
      [
        '按2025年以来年均下降4.0%的速度，到2027年累计下降11.47%，距总目标（下降13.0%）还差1.53个百分点。',
        '恰好完成以后年度目标（2027年下降3.5%），到2027年累计下降11.03%，距总目标（下降13.0%）还差1.97个百分点。',
        '2027年再降5.6%，到2027年累计下降13.0%，恰好达到总目标。',
      ],
    ],
    [
      'the first year, two years left',
      '-4',
      '2025-12',
      [
        '按2025年下降4.0%的速度，到2027年累计下降11.53%，距总目标（下降13.0%）还差1.47个百分点。',
        '恰好完成以后年度目标（2026年下降4.0%、2027年下降3.5%），到2027年累计下降11.07%，距总目标（下降13.0%）还差1.93个百分点。',
        '2026、2027年每年再降4.8%，到2027年累计下降13.0%，恰好达到总目标。',
      ],
    ],
    [
      'a rise',
      '0.6',
      '2026-10',
      [
        '按2025年以来年均上升0.3%的速度，到2027年累计上升0.90%，距总目标（下降13.0%）还差13.90个百分点。',
        '恰好完成以后年度目标（2027年下降3.5%），到2027年累计下降2.92%，距总目标（下降13.0%）还差10.08个百分点。',
        '2027年再降13.5%，到2027年累计下降13.0%，恰好达到总目标。',
      ],
    ],
    [
      'no change so far',
      '0',
      '2026-10',
      [
        '按2025年以来年均持平的速度，到2027年累计与2024年持平，距总目标（下降13.0%）还差13.00个百分点。',
        '恰好完成以后年度目标（2027年下降3.5%），到2027年累计下降3.50%，距总目标（下降13.0%）还差9.50个百分点。',
        '2027年再降13.0%，到2027年累计下降13.0%，恰好达到总目标。',
      ],
    ],
    [
      'already achieved',
      '-13.2',
      '2026-10',
      [
        '按2025年以来年均下降6.8%的速度，到2027年累计下降19.13%，比总目标（下降13.0%）多降6.13个百分点。',
        '恰好完成以后年度目标（2027年下降3.5%），到2027年累计下降16.24%，比总目标（下降13.0%）多降3.24个百分点。',
        '总目标已提前完成，以后各年不升即可保持。',
      ],
    ],
    [
      'the last year, met to the point',
      '-13',
      '2027-12',
      ['2027年为最后一年，三年累计下降13.00%，恰好达到总目标（下降13.0%）。'],
    ],
    [
      'the last year, missed by a hair',
      '-12.999',
      '2027-12',
      ['2027年为最后一年，三年累计下降13.00%，距总目标（下降13.0%）还差不足0.01个百分点。'],
    ],
    [
      'the last year, not over yet',
      '-11.99',
      '2027-06',
      ['按1–6月推算，2027年为最后一年，三年累计下降11.99%，距总目标（下降13.0%）还差1.01个百分点。'],
    ],
  ])('%s', (_name, cumulative, period, sentences) => {
    expect(landing(cumulative, period)).toEqual(sentences);
  });
});

describe('progress in a sentence', () => {
  test.each([
    [
      '-7.8',
      '2026-10',
      '总目标完成进度58.3%（按对数折算），2026年按全年计，时间进度66.7%，滞后8.4个百分点。',
    ],
    ['-10', '2026-12', '总目标完成进度75.7%（按对数折算），时间进度66.7%，超前9.0个百分点。'],
    ['-4.535', '2025-12', '总目标完成进度33.3%（按对数折算），时间进度33.3%，与时间进度相当。'],
    ['-13', '2027-12', '总目标完成进度100.0%（按对数折算），已完成。'],
    ['0', '2025-12', '总目标完成进度0.0%（按对数折算），时间进度33.3%，滞后33.3个百分点。'],
    ['0.6', '2026-10', '累计不降反升，总目标完成进度为负，尚未起步。'],
  ])('%s by %s: %s', (cumulative, period, text) => {
    const share = progressShare(cumulative, '-13');
    expect(progressSentence({ share, period, targetName: '总目标' })).toBe(text);
  });

  test('a missing year is said', () => {
    expect(progressSentence({ share: null, period: '2026-10', targetName: '总目标' })).toBe(
      '累计数据不完整，暂不能计算总目标完成进度。',
    );
  });
});

describe('the trend in a sentence', () => {
  test.each([
    ['falls that shrink', '0.05', ['-3.9', '-3.8', '-3.6'], '近3期累计降幅平均每月收窄0.05个百分点。'],
    ['falls that grow', '-0.2', ['-3.2', '-3.4', '-3.6'], '近3期累计降幅平均每月扩大0.20个百分点。'],
    ['rises that grow', '0.2', ['0.2', '0.4', '0.6'], '近3期累计升幅平均每月扩大0.20个百分点。'],
    ['rises that shrink', '-0.2', ['0.6', '0.4', '0'], '近3期累计升幅平均每月收窄0.20个百分点。'],
    [
      'a fall that becomes a rise',
      '0.3',
      ['-0.2', '0.1', '0.4'],
      '近3期累计同比有升有降，平均每月上升0.30个百分点。',
    ],
    [
      'a rise that becomes a fall',
      '-0.3',
      ['0.4', '0.1', '-0.2'],
      '近3期累计同比有升有降，平均每月下降0.30个百分点。',
    ],
    ['next to nothing', '0.004', ['-3.6', '-3.6', '-3.59'], '近3期累计同比基本平稳。'],
  ])('%s', (_name, slope, values, text) => {
    const points = values.map((actualPct, index) => ({ period: `2026-0${index + 2}`, actualPct }));
    expect(slopeSentence(slope, points, points.at(-1)?.period ?? '')).toBe(text);
  });

  test('too few periods in a row are no trend', () => {
    expect(slopeSentence(null, [], '2026-10')).toBe('连续期数不足3期，暂不能判断走势。');
  });

  test('a slope takes decimals as they are', () => {
    expect(
      slopeSentence(new Decimal('0.005'), [{ period: '2026-10', actualPct: '-1' }], '2026-10'),
    ).toContain('收窄0.01');
  });
});
