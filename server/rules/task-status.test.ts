import { describe, expect, test } from 'vitest';
import {
  type IndicatorEvidence,
  indicatorStanding,
  type ReportingDepartment,
  type TaskFacts,
  taskStatus,
  wholeMonths,
} from './task-status.ts';

describe('whole months between two days', () => {
  test.each([
    ['2026-08-21', '2026-11-20', 2],
    ['2026-08-21', '2026-11-21', 3],
    ['2026-11-21', '2026-11-21', 0],
    ['2026-12-01', '2026-11-21', 0],
    ['2025-12-31', '2026-01-30', 0],
    ['2025-12-31', '2026-01-31', 1],
    ['2026-11-30', '2027-02-27', 2],
    ['2026-11-30', '2027-02-28', 3],
    ['2025-06-30', '2026-06-30', 12],
  ])('%s to %s: %i', (from, to, months) => {
    expect(wholeMonths(from, to)).toBe(months);
  });
});

const MOTORS: IndicatorEvidence = {
  name: '在役高效节能电机占比',
  direction: 'atLeast',
  unit: '%',
  target: '25',
  targetUpper: null,
  actual: null,
  goals: [
    { year: 2025, value: '18' },
    { year: 2026, value: '21' },
    { year: 2027, value: '25' },
  ],
};
const entered = (value: string, year: number) => ({ value, year, computed: false });
const running = (value: string, year = 2026) => ({ value, year, computed: true });

describe('an indicator in 2026', () => {
  const cases: [string, Partial<IndicatorEvidence>, string, string][] = [
    ['no figure', {}, 'notYet', '尚无实际值'],
    ['the target to the digit', { actual: entered('25', 2026) }, 'reached', '已达到目标25%'],
    ['just below the target', { actual: entered('24.99', 2026) }, 'onCourse', '达到2026年分解目标21%'],
    ['this year’s breakdown to the digit', { actual: entered('21.0', 2026) }, 'onCourse', '2026年为21.0%'],
    ['just below it', { actual: entered('20.99', 2026) }, 'behind', '未达到2026年分解目标21%'],
    ['last year’s figure by last year’s', { actual: entered('18', 2025) }, 'onCourse', '达到2025年'],
    ['last year’s figure below it', { actual: entered('17.9', 2025) }, 'behind', '未达到2025年分解目标18%'],
    ['an older figure by last year’s', { actual: entered('17.9', 2024) }, 'behind', '未达到2025年'],
    ['a running figure by last year’s', { actual: running('18') }, 'onCourse', '现为18%'],
    ['a running figure below it', { actual: running('17.9') }, 'behind', '未达到2025年分解目标18%'],
    [
      'a running figure where only this year is set',
      { actual: running('3'), goals: [{ year: 2026, value: '21' }] },
      'onCourse',
      '现为3%，2026年分解目标21%，年底评。',
    ],
    ['no breakdown', { actual: entered('20', 2026), goals: [] }, 'notYet', '尚未作年度分解'],
    ['no target set', { actual: entered('22', 2026), target: null }, 'onCourse', '达到2026年'],
    [
      'a fall that goes far enough',
      { direction: 'atMost', target: '-13', goals: [], actual: entered('-13.00', 2027) },
      'reached',
      '已达到目标−13%',
    ],
    [
      'a fall that does not',
      {
        direction: 'atMost',
        target: '-13',
        goals: [{ year: 2026, value: '-9' }],
        actual: entered('-8.9', 2026),
      },
      'behind',
      '2026年为−8.9%，未达到2026年分解目标−9%',
    ],
  ];
  test.each(cases)('%s', (_name, more, standing, words) => {
    const found = indicatorStanding({ ...MOTORS, ...more }, 2026);
    expect(found.standing).toBe(standing);
    expect(found.words).toContain(words);
  });

  test.each([
    ['9', 'notYet', '现为9家，尚未作年度分解。'],
    ['10', 'reached', '现为10家，已达到目标10—20家。'],
    ['20', 'reached', '现为20家，已达到目标10—20家。'],
    ['21', 'reached', '现为21家，已超过目标10—20家的上限。'],
  ])('a range from 10 to 20 with %s: %s', (value, standing, words) => {
    const range = { name: '服务商', unit: '家', target: '10', targetUpper: '20', goals: [] };
    const found = indicatorStanding({ ...MOTORS, ...range, actual: running(value) }, 2026);
    expect(found).toMatchObject({ standing, words: `服务商${words}` });
  });

  test('a running figure misses a breakdown from the day its year is over; until then the words say so', () => {
    const evidence = { ...MOTORS, actual: running('20.9') };
    expect(indicatorStanding(evidence, 2026)).toEqual({
      standing: 'onCourse',
      words: '在役高效节能电机占比现为20.9%，达到2025年分解目标18%；2026年分解目标21%，年底评。',
      isToCome: true,
    });
    expect(indicatorStanding(evidence, 2027)).toMatchObject({ standing: 'behind', isToCome: true });
    expect(indicatorStanding({ ...evidence, actual: running('21') }, 2026).isToCome).toBe(false);
    expect(indicatorStanding({ ...evidence, actual: entered('18', 2025) }, 2026).isToCome).toBe(false);
  });
});

const dept = (
  department: string,
  lastReportOn: string | null,
  judgement: ReportingDepartment['judgement'] = 'onCourse',
  assignedOn: string | null = null,
): ReportingDepartment => ({ department, lastReportOn, judgement, assignedOn });
const FACTS: TaskFacts = {
  today: '2026-11-21',
  silentMonths: 3,
  beganOn: '2025-06-30',
  departments: [dept('市工信局', '2026-10-31'), dept('市发改委', '2026-09-30')],
  units: [],
  indicators: [],
};
const figure = (standing: 'reached' | 'onCourse' | 'behind' | 'notYet', printed = true) => ({
  standing,
  printed,
  words: `指标${standing}。`,
  isToCome: false,
});
const TO_COME = { ...figure('onCourse'), words: '覆盖率现为12.1%。', isToCome: true };

describe('the status of a task', () => {
  const cases: [string, Partial<TaskFacts>, string, string[]][] = [
    ['reports in time', {}, 'onCourse', ['责任单位3个月内均有进展报告，未发现滞后。']],
    [
      'a report one day short of three months old',
      { departments: [dept('市工信局', '2026-08-22')] },
      'onCourse',
      ['责任单位3个月内均有进展报告，未发现滞后。'],
    ],
    [
      'a report three months old',
      { departments: [dept('市工信局', '2026-08-21'), dept('市发改委', '2026-11-20')] },
      'silent',
      ['市工信局已3个月未报告进展（最近截至2026年8月21日）。'],
    ],
    [
      'one department that never reported',
      { departments: [dept('市工信局', '2026-11-01'), dept('市发改委', null, null)] },
      'silent',
      ['市发改委尚未报告进展。'],
    ],
    [
      'nobody yet, one day before the first is due',
      { departments: [dept('市工信局', null, null)], beganOn: '2026-08-22' },
      'notStarted',
      ['各责任单位尚未报告，未到报告时限。'],
    ],
    [
      'nobody yet, on the day the first is due',
      { departments: [dept('市工信局', null, null)], beganOn: '2026-08-21' },
      'silent',
      ['市工信局尚未报告进展。'],
    ],
    ['no department of the city', { departments: [] }, 'notStarted', ['尚未明确市级落实单位。']],
    [
      'a department that has reported it done owes no more',
      { departments: [dept('市工信局', '2025-12-31', 'done'), dept('市发改委', '2026-11-01')] },
      'onCourse',
      ['市发改委3个月内有进展报告，未发现滞后；市工信局已报告完成。'],
    ],
    [
      'one that was assigned lately has not reported, nor does it have to yet',
      {
        departments: [
          dept('市工信局', '2026-11-01'),
          dept('市发改委', '2026-01-31', 'done'),
          dept('市商务局', null, null, '2026-08-22'),
        ],
      },
      'onCourse',
      ['市工信局3个月内有进展报告，未发现滞后；市发改委已报告完成；市商务局尚未报告，未到报告时限。'],
    ],
    [
      'an assigned department, three months after its day',
      { departments: [dept('市商务局', null, null, '2026-08-21')] },
      'silent',
      ['市商务局尚未报告进展。'],
    ],
    [
      'an assigned department, one day before that, whenever the plan began',
      { departments: [dept('市商务局', null, null, '2026-08-22')] },
      'notStarted',
      ['各责任单位尚未报告，未到报告时限。'],
    ],
    [
      'all say done',
      { departments: [dept('市工信局', '2026-01-31', 'done'), dept('市发改委', '2026-05-31', 'done')] },
      'done',
      ['各责任单位均报告已完成，市工信局已采纳。'],
    ],
    [
      'all say done, a county says behind',
      {
        departments: [dept('市工信局', '2026-10-31', 'done')],
        units: [{ unitCode: '360429', name: '湖口县', judgement: 'behind' }],
      },
      'behind',
      ['湖口县最近一次采纳的进展报告：滞后。'],
    ],
    [
      'all say done, but a printed figure is not reached',
      { departments: [dept('市工信局', '2026-10-31', 'done')], indicators: [figure('onCourse')] },
      'onCourse',
      ['责任单位3个月内均有进展报告，未发现滞后。'],
    ],
    [
      'every printed figure reached',
      { indicators: [figure('reached'), figure('reached'), figure('notYet', false)] },
      'done',
      ['指标reached。', '指标reached。'],
    ],
    [
      'one of two printed figures reached',
      { indicators: [figure('reached'), figure('notYet')] },
      'onCourse',
      ['责任单位3个月内均有进展报告，未发现滞后。'],
    ],
    [
      'only a figure of part 一 reached: the departments still have to say so',
      { indicators: [figure('reached', false)] },
      'onCourse',
      ['责任单位3个月内均有进展报告，未发现滞后。'],
    ],
    ['a figure behind', { indicators: [figure('behind', false)] }, 'behind', ['指标behind。']],
    [
      'two figures behind, and one whose year is not over',
      { indicators: [TO_COME, figure('behind'), { ...figure('behind'), words: '另一指标。' }] },
      'behind',
      ['指标behind。', '另一指标。', '覆盖率现为12.1%。'],
    ],
    [
      'nothing behind, a figure whose year is not over',
      { indicators: [TO_COME] },
      'onCourse',
      ['责任单位3个月内均有进展报告，未发现滞后。', '覆盖率现为12.1%。'],
    ],
    [
      'a report that says behind, and silence beside it',
      { departments: [dept('市工信局', '2026-10-31', 'behind'), dept('市发改委', '2026-05-31')] },
      'behind',
      ['市工信局最近一次采纳的进展报告：滞后。', '市发改委已5个月未报告进展（最近截至2026年5月31日）。'],
    ],
    [
      'reached, though a department is silent',
      { indicators: [figure('reached')], departments: [dept('市工信局', '2026-01-31')] },
      'done',
      ['指标reached。', '市工信局已9个月未报告进展（最近截至2026年1月31日）。'],
    ],
  ];
  test.each(cases)('%s', (_name, more, status, reasons) => {
    const found = taskStatus({ ...FACTS, ...more });
    expect(found.status).toBe(status);
    expect(found.reasons.map(({ words }) => words)).toEqual(reasons);
  });

  test('with one month set, a report of two months ago is too old', () => {
    expect(taskStatus({ ...FACTS, silentMonths: 1 }).status).toBe('silent');
    expect(taskStatus({ ...FACTS, silentMonths: 2 }).status).toBe('onCourse');
  });

  test('a county’s reason names the county it is for', () => {
    const units = [{ unitCode: '360429', name: '湖口县', judgement: 'behind' as const }];
    expect(taskStatus({ ...FACTS, units }).reasons[0]?.unitCode).toBe('360429');
  });
});
