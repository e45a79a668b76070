import { describe, expect, it } from 'vitest';
import type { GradesReply } from '../../server/grading/schema.ts';
import type { ProgressReply, TrajectoryReply } from '../../server/progress/schema.ts';
import type { Lamp } from '../../server/rules/grading.ts';
import {
  heatFinding,
  namesInWords,
  progressFinding,
  redStreak,
  tabFinding,
  trajectoryFinding,
} from './findings.ts';
import type { HeatRow, HeatTable } from './heat-shape.ts';

const row = (name: string, lamps: Lamp[], isCity = false): HeatRow => ({
  code: name,
  name,
  isCity,
  targetPct: -3,
  closed: [],
  cells: lamps.map((lamp, index) => ({
    period: `2026-0${index + 2}`,
    state: lamp === 'none' ? 'missing' : 'final',
    actualPct: lamp === 'none' ? null : -1,
    decimals: 1,
    computed: false,
    lamp,
  })),
});

const table = (rows: HeatRow[]): HeatTable => ({
  year: 2026,
  closedYears: [],
  columns: ['2026-02', '2026-03', '2026-04'].map((period, index) => ({
    period,
    label: `1–${index + 2}月`,
    due: true,
  })),
  rows,
});

it('each tab has a headline of its own', () => {
  const grades = {
    units: [],
    label: '2026年1–10月',
    referenceOnly: false,
    ruleSet: { yellow: { kind: 'anyFall' } },
  };
  expect(tabFinding('grades', { grades: grades as unknown as GradesReply })).toContain('当年等级：');
  expect(tabFinding('grades', {})).toBe('等级说明');
  expect(tabFinding('course', {})).toBe('走势与落点');
  expect(tabFinding('heat', {})).toBe('能耗强度');
});

describe('finding of the heat table', () => {
  it('names the longest run of red and who moved since the period before', () => {
    const text = heatFinding(
      table([
        row('庐山市', ['red', 'red', 'red']),
        row('德安县', ['green', 'yellow', 'red']),
        row('湖口县', ['red', 'red', 'green']),
      ]),
      '2026-04',
    );
    expect(text).toBe('庐山市连续3期一级；与1–3月相比，湖口县等级转好，德安县等级转差');
  });

  it('tells the move of the city first, and what is not approved', () => {
    const moved = row('湖口县', ['red', 'red', 'green']);
    const waiting = {
      ...moved,
      cells: moved.cells.map((cell) => ({ ...cell, state: 'provisional' as const })),
    };
    const city = row('全市', ['red', 'red', 'yellow'], true);
    expect(heatFinding(table([city, waiting, row('德安县', ['red', 'green', 'green'])]), '2026-04')).toBe(
      '与1–3月相比，全市由一级转为二级，湖口县（待审核）等级转好',
    );
    expect(heatFinding(table([city, row('德安县', ['red', 'green', 'green'])]), '2026-04')).toBe(
      '与1–3月相比，全市由一级转为二级，各单位等级未变',
    );
  });

  it('leaves units without a figure out of the comparison', () => {
    const text = heatFinding(
      table([
        row('全市', ['green', 'green', 'green'], true),
        row('永修县', ['green', 'green', 'none']),
        row('湖口县', ['red', 'green', 'green']),
      ]),
      '2026-04',
    );
    expect(text).toBe('全市和各单位等级与1–3月相同');
  });

  it('does not call it unchanged where no unit can be compared', () => {
    expect(heatFinding(table([row('德安县', ['red', 'red', 'none'])]), '2026-04')).toBe('暂不能与1–3月相比');
  });

  it('compares nothing in the first period of a year', () => {
    expect(heatFinding(table([row('德安县', ['red', 'red'])]), '2026-02')).toBe('1–2月各单位与年度目标');
  });

  it('ends a run of red at a missing figure', () => {
    expect(redStreak(row('庐山市', ['red', 'none', 'red']), '2026-04')).toBe(1);
    expect(redStreak(row('庐山市', ['red', 'red', 'green']), '2026-04')).toBe(0);
  });
});

type Unit = ProgressReply['units'][number];
const progress = (lamps: [string, Lamp][]): ProgressReply =>
  ({
    label: '2026年1–10月',
    units: lamps.map(([name, annualLamp]) => ({ name, annualLamp, isCity: false }) as Unit),
    city: { name: '全市', annualLamp: 'none', isCity: true },
  }) as ProgressReply;

describe('headline of the intensity page', () => {
  it.each([
    [
      [
        ['湖口县', 'green'],
        ['经开区', 'yellow'],
        ['庐山市', 'red'],
        ['永修县', 'none'],
      ],
      '4个单位中1个达到年度目标进度，经开区为二级，庐山市为一级，永修县暂无数据。',
    ],
    [
      [
        ['湖口县', 'green'],
        ['彭泽县', 'green'],
      ],
      '2个单位中2个达到年度目标进度。',
    ],
    [[['湖口县', 'none']], '2026年1–10月各单位数据尚未报送，可先看2026年1–9月。'],
  ] as [[string, Lamp][], string][])('says who is where', (lamps, text) => {
    expect(progressFinding(progress(lamps), '2026-09')).toBe(text);
  });

  it('says where the city is, and counts nothing silently that is not approved', () => {
    const reply = progress([
      ['湖口县', 'green'],
      ['彭泽县', 'green'],
      ['庐山市', 'red'],
    ]);
    const { city } = { ...reply, city: { ...reply.city, annualLamp: 'yellow' as const } };
    const waiting = reply.units.map((unit) => ({ ...unit, provisional: unit.name !== '彭泽县' }));
    expect(progressFinding({ ...reply, city, units: waiting }, null)).toBe(
      '全市为二级；3个单位中2个（含1个待审核）达到年度目标进度，庐山市（待审核）为一级。',
    );
  });

  it('tells unreleased from not reported, and points at nothing where nothing is known', () => {
    const reply = progress([['湖口县', 'none']]);
    const unreleased = {
      ...reply,
      units: reply.units.map((unit) => ({ ...unit, status: 'unreleased' as const })),
    };
    expect(progressFinding(unreleased, null)).toBe('2026年1–10月各单位数据尚未公布。');
  });

  it('lists at most three names', () => {
    expect(namesInWords(['甲', '乙', '丙'])).toBe('甲、乙、丙');
    expect(namesInWords(['甲', '乙', '丙', '丁'])).toBe('甲、乙、丙等4个单位');
  });
});

describe('title of the trajectory chart', () => {
  const of = (change: Partial<TrajectoryReply>): TrajectoryReply =>
    ({
      name: '全市',
      headlineIndex: 87,
      targetPath: [{ year: 2027, index: 88.008 }],
      landings: { keepPace: 88.8, hitTargets: 88, required: 87 },
      ...change,
    }) as TrajectoryReply;

  it.each([
    [
      'the city is measured by −13 %, not by the yearly targets',
      {},
      '全市：按现在的速度到2027年落在88.8，离总目标差1.8',
    ],
    [
      'meeting the yearly targets only is not meeting the total target',
      { landings: { keepPace: 88, hitTargets: 88, required: 87 } },
      '全市：按现在的速度到2027年落在88.0，离总目标差1.0',
    ],
    [
      'a county is measured by its own targets',
      { name: '湖口县', headlineIndex: null, landings: { keepPace: 86, hitTargets: 87, required: 88 } },
      '湖口县：按现在的速度到2027年落在86.0，可完成附件2目标（88.0）',
    ],
    ['a hole in the chain gives no landing', { landings: null }, '全市：暂不能推算2027年'],
  ] as [string, Partial<TrajectoryReply>, string][])('%s', (_name, change, text) => {
    expect(trajectoryFinding(of(change))).toBe(text);
  });
});
