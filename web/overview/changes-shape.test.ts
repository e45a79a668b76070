import { describe, expect, it } from 'vitest';
import type { ProgressReply, UnitProgress } from '../../server/progress/schema.ts';
import { moveWords, shapeChanges } from './changes-shape.ts';
import { cityRow, missingRow, unitRow } from './test-data.ts';

it.each([
  ['a larger fall', -4.8, -5.1, 1, '降幅扩大0.3个百分点'],
  ['a smaller fall', -2.1, -1.9, 1, '降幅收窄0.2个百分点'],
  ['a larger rise', 1.1, 1.3, 1, '升幅扩大0.2个百分点'],
  ['a smaller rise', 1.3, 0.9, 1, '升幅收窄0.4个百分点'],
  ['from a fall to a rise', -0.2, 0.1, 1, '由降转升'],
  ['from a rise to a fall', 0.1, -0.2, 1, '由升转降'],
  ['from nothing to a fall', 0, -0.2, 1, '降幅扩大0.2个百分点'],
  ['from nothing to a rise', 0, 0.2, 1, '升幅扩大0.2个百分点'],
  ['the same', -3.6, -3.6, 1, '与上期持平'],
  ['less than shows', -3.62, -3.6, 1, '降幅收窄不足0.1个百分点'],
  ['two decimals', -4.3, -4.58, 2, '降幅扩大0.28个百分点'],
])('%s from one period to the next', (_name, before, now, decimals, expected) => {
  expect(moveWords(before, now, decimals)).toBe(expected);
});

function reply(period: string, units: UnitProgress[], cityPct: number | null = -3.6): ProgressReply {
  const city = cityRow(
    cityPct === null ? { actualPct: null, status: 'notReported' } : { actualPct: cityPct },
  );
  return {
    period,
    label: '',
    ruleSet: 'ndrc-2020-901',
    asOf: null,
    referenceOnly: false,
    dueOn: '2026-11-20',
    headline: { text: '', parts: [] },
    units,
    city,
  };
}
const unit = (
  code: string,
  name: string,
  actualPct: number,
  annualLamp: UnitProgress['annualLamp'] = 'green',
) => unitRow({ code, name, actualPct, annualLamp });
const missing = (code: string, name: string) => ({ ...missingRow(name, 'notReported'), code });

describe('what changed since the period before', () => {
  const before = reply(
    '2026-09',
    [
      unit('1', '甲', -3, 'green'),
      unit('2', '乙', -2, 'red'),
      unit('3', '丙', -1),
      missing('4', '丁'),
      unit('5', '戊', -4),
    ],
    -3.5,
  );
  const now = reply('2026-10', [
    unit('1', '甲', -2.9, 'yellow'),
    unit('2', '乙', -2.4, 'yellow'),
    unit('3', '丙', -1.6),
    unit('4', '丁', -9),
    missing('5', '戊'),
  ]);

  it('names the lamps that changed, those that got worse first, with the move behind each', () => {
    const { lamps } = shapeChanges(now, before);
    expect(lamps.map(({ name, from, to, isWorse, move }) => [name, from, to, isWorse, move?.words])).toEqual([
      ['甲', 'green', 'yellow', true, '降幅收窄0.1个百分点'],
      ['乙', 'red', 'yellow', false, '降幅扩大0.4个百分点'],
    ]);
  });

  it('puts the city first, with its lamp in the title where it changed', () => {
    const red = { ...before, city: { ...before.city, annualLamp: 'red' as const } };
    const shape = shapeChanges({ ...now, city: { ...now.city, mayFlip: true } }, red);
    expect(shape.title).toBe('与上期相比：全市降幅扩大0.1个百分点、由一级转为二级，甲预警加重，乙预警减轻');
    expect(shape.city).toMatchObject({
      name: '全市',
      from: 'red',
      to: 'yellow',
      isWorse: false,
      mayFlip: true,
    });
    // without a figure there is no line of the city, and without a grade no change of it
    expect(shapeChanges(reply('2026-10', [], null), before).city).toBeNull();
    const ungraded = { ...before, city: { ...before.city, annualLamp: 'none' as const } };
    expect(shapeChanges(now, ungraded).title).not.toContain('转为');
  });

  it('lists moves only of units with a figure in both periods, and none twice', () => {
    expect(shapeChanges(now, before).moves.map(({ name }) => name)).toEqual(['丙']);
  });

  it('says who has a figure now and who has none yet', () => {
    const { appeared, missing: gone } = shapeChanges(now, before);
    expect(appeared.map(({ name }) => name)).toEqual(['丁']);
    expect(gone.map(({ name }) => name)).toEqual(['戊']);
  });

  it('shows the three largest moves, up or down', () => {
    const codes = ['1', '2', '3', '4', '5'];
    const then = reply(
      '2026-09',
      codes.map((code) => unit(code, code, -3)),
    );
    const moved = [-3, -3.1, -2, -4.5, -3.3].map((pct, index) =>
      unit(codes[index] ?? '', codes[index] ?? '', pct),
    );
    expect(shapeChanges(reply('2026-10', moved), then).moves.map(({ name }) => name)).toEqual([
      '4',
      '3',
      '5',
    ]);
    // the fourth is counted, who stood still is not
    expect(shapeChanges(reply('2026-10', moved), then).others).toBe(1);
  });

  it.each<[string, ProgressReply, ProgressReply, string]>([
    ['city and lamps', now, before, '与上期相比：全市降幅扩大0.1个百分点，甲预警加重，乙预警减轻'],
    [
      'nothing moved',
      reply('2026-10', [unit('1', '甲', -3)]),
      reply('2026-09', [unit('1', '甲', -3)]),
      '与上期相比：全市持平，各单位预警等级未变',
    ],
    [
      'no figure of the city',
      reply('2026-10', [unit('1', '甲', -3)], null),
      reply('2026-09', [unit('1', '甲', -3)]),
      '与上期相比：各单位预警等级未变',
    ],
    [
      'nobody has reported',
      reply('2026-10', [missing('1', '甲')], null),
      reply('2026-09', [unit('1', '甲', -3)]),
      '与上期相比：没有可比的数据',
    ],
  ])('title: %s', (_name, current, previous, expected) => {
    expect(shapeChanges(current, previous).title).toBe(expected);
  });

  it('says that 1–2月 is for reference where it is the period before', () => {
    expect(shapeChanges(reply('2026-03', []), reply('2026-02', [])).note).toContain(
      '上期为1–2月（仅供参考）',
    );
    expect(shapeChanges(now, before).note).toContain('上期为1–9月；');
  });
});
