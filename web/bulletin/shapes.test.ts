import { describe, expect, test } from 'vitest';
import {
  type BulletinRow,
  intensityLines,
  listHeadline,
  periodChoices,
  quotaText,
  shortHash,
  sourceLines,
  stageSentence,
  whoWhen,
} from './bulletin-shape.ts';
import { barRows, courseShape } from './chart-shape.ts';
import { bulletinOf, snapshotOf, snapshotUnit } from './testing.ts';

const row = (change: Partial<BulletinRow> = {}): BulletinRow => ({
  ...bulletinOf(),
  revisedSince: 0,
  ...change,
});
const signed = {
  stage: 'signed' as const,
  number: '2026年第1期',
  signedAt: '2026-11-21T01:05:00Z',
  signedBy: '李某',
};
const unreleased = snapshotUnit({
  code: '360425',
  name: '永修县',
  actualPct: null,
  actualDecimals: null,
  basis: null,
  gapPct: null,
  cumulativePct: null,
  annualLamp: 'none',
  planLamp: 'none',
  missing: 'unreleased',
});

describe('the list', () => {
  test.each<[string, BulletinRow[], string]>([
    ['none', [], '还没有签发的通报'],
    ['a draft only', [row()], '还没有签发的通报，1期正在办理'],
    ['signed', [row(signed), row({ stage: 'withdrawn' })], '已签发1期通报'],
    [
      'revised since',
      [row({ ...signed, revisedSince: 2 }), row({ stage: 'review' })],
      '已签发1期通报，1期正在办理，1期签发后数据有修订',
    ],
  ])('says how many are signed, at work and revised: %s', (_name, rows, words) => {
    expect(listHeadline(rows)).toBe(words);
  });

  test('says who did what when, in Shanghai time', () => {
    expect(whoWhen(row())).toBe('王某拟稿，11月20日 15:42取数');
    expect(whoWhen(row(signed))).toBe('李某 11月21日 09:05签发');
  });

  test('groups the periods that cannot be chosen by why not', () => {
    const period = (code: string, reason: string | null) => ({ period: code, label: code, reason });
    const choices = periodChoices([
      period('2026-10', '尚未公布'),
      period('2026-09', null),
      period('2026-08', '尚未公布'),
      period('2026-02', '仅供参考'),
    ]);
    expect(choices.eligible.map(({ period: code }) => code)).toEqual(['2026-09']);
    expect(choices.refused).toEqual([
      { reason: '尚未公布', labels: ['2026-10', '2026-08'] },
      { reason: '仅供参考', labels: ['2026-02'] },
    ]);
  });
});

describe('the annexes', () => {
  test('the city stands first, a missing figure is a dash and its reason, never 0', () => {
    const lines = intensityLines(
      snapshotOf([snapshotUnit({ basis: 'computed', mayFlip: true }), unreleased]),
    );
    expect(lines.map(({ name }) => name)).toEqual(['全市', '濂溪区', '永修县']);
    expect(lines[1]).toMatchObject({
      actual: '−3.6',
      target: '−3.5',
      gap: '−0.10',
      marks: ['测算', '舍入内可能翻转'],
    });
    expect(lines[2]).toMatchObject({ actual: '—', gap: '—', cumulative: '—', missing: '未公布' });
  });

  test.each([
    [{ quota: 8, stock: 5 }, '5/8'],
    [{ quota: 8, stock: 0 }, '0/8'],
    [{ quota: 8, stock: null }, '缺基数（任务8）'],
    [{ quota: null, stock: 3 }, '无任务'],
  ])('a cell of 附表2: %o', (cell, words) => {
    expect(quotaText(cell)).toBe(words);
  });

  test('the note names who has no figure, and as of when', () => {
    const bulletin = bulletinOf({ snapshot: snapshotOf([snapshotUnit(), unreleased]) });
    const lines = sourceLines(bulletin).join('');
    expect(lines).toContain('没有数据的单位：永修县（未公布）。');
    expect(lines).toContain('数据截至2026年11月20日 15:42；标杆存量截至2026年11月20日。');
    expect(lines).toContain('2026年1—9月累计');
    expect(sourceLines(bulletinOf()).join('')).toContain('数据齐全');
    expect(shortHash('0123456789abcdef')).toBe('0123 4567 89ab');
  });
});

describe('the state in words', () => {
  test('the drafter is told why another has to sign', () => {
    const may = { ...bulletinOf().may, sign: false };
    expect(stageSentence({ stage: 'review', may, ownDraft: true, number: null, events: [] })).toContain(
      '须由另一人签发',
    );
    expect(
      stageSentence({
        stage: 'review',
        may: { ...may, sign: true },
        ownDraft: false,
        number: null,
        events: [],
      }),
    ).toContain('核对无误后签发');
    expect(
      stageSentence({ stage: 'signed', may, ownDraft: false, number: '2026年第1期', events: [] }),
    ).toContain('2026年第1期');
  });
});

describe('the charts', () => {
  test('bars go by the gap, those without a figure come last with their reason', () => {
    const behind = snapshotUnit({
      code: '360403',
      name: '浔阳区',
      actualPct: 2,
      gapPct: 5.5,
      annualLamp: 'red',
    });
    const rows = barRows(snapshotOf([unreleased, behind, snapshotUnit()]));
    expect(rows.map(({ name }) => name)).toEqual(['全市', '濂溪区', '浔阳区', '永修县']);
    expect(rows.at(-1)).toMatchObject({ actualPct: null, missing: '未公布' });
  });

  test('the estimated part of the course goes on from the last closed year', () => {
    expect(courseShape(snapshotOf([]))).toMatchObject({
      closed: [
        [2024, 100],
        [2025, 96.1],
      ],
      estimated: [
        [2025, 96.1],
        [2026, 92.6],
      ],
      min: 85,
      max: 100,
    });
  });
});
