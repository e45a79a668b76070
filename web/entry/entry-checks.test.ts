import { describe, expect, test } from 'vitest';
import { EMPTY_FIGURES, type FigureField, type Figures } from '../../server/rules/figures.ts';
import { checkContextOf } from './check-context.ts';
import { entryChecks, firstPage, leftAtStart, MAIN_FIELDS, secondPage } from './entry-checks.ts';
import { feedbackOf, reportDetail, revisionOf } from './testing.ts';

const context = checkContextOf(reportDetail());
const left = (...fields: FigureField[]) => ({ left: new Set(fields), tried: false });
const ALL = left('energyWanTce', 'energyGrowthPct', 'valueAddedGrowthPct', 'publishedIntensityPct');
const TRIED = { left: new Set<FigureField>(), tried: true };
const full: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '82.36',
  energyGrowthPct: '1.0',
  valueAddedGrowthPct: '4.8',
};

test('nothing is told about a field that is still being typed', () => {
  const checks = entryChecks({ ...EMPTY_FIGURES, energyWanTce: '12a' }, context, left());
  expect(checks.errors).toEqual({});
  expect(checks.stop).toBe('energyWanTce');
});

test('a text that is no number is told once the field was left', () => {
  const checks = entryChecks({ ...EMPTY_FIGURES, energyWanTce: '12a' }, context, left('energyWanTce'));
  expect(checks.errors.energyWanTce).toContain('12a');
});

test('missing numbers are told only when submitting was tried', () => {
  expect(entryChecks(EMPTY_FIGURES, context, ALL).errors).toEqual({});
  expect(Object.keys(entryChecks(EMPTY_FIGURES, context, TRIED).errors)).toEqual([
    'energyWanTce',
    'energyGrowthPct',
    'valueAddedGrowthPct',
  ]);
});

test('three sound numbers may be submitted without a note', () => {
  expect(entryChecks(full, context, ALL)).toMatchObject({
    stop: null,
    asked: 0,
    general: [],
    noteMissing: false,
  });
});

describe('a red lamp', () => {
  const red = { ...full, energyGrowthPct: '3.0' };
  test('stops at the note until there is one', () => {
    expect(entryChecks(red, context, ALL).stop).toBe('note');
    expect(entryChecks({ ...red, note: ' ' }, context, ALL).stop).toBe('note');
    expect(entryChecks({ ...red, note: '企业复产' }, context, ALL).stop).toBeNull();
  });
  test('is told only when all three numbers were left', () => {
    expect(entryChecks(red, context, ALL).general[0]).toContain('一级');
    expect(entryChecks(red, context, left('energyWanTce', 'energyGrowthPct')).general).toEqual([]);
  });
});

test('a doubt about a number stands at its field and is counted', () => {
  const tonnes = { ...full, energyWanTce: '82360' };
  const checks = entryChecks(tonnes, context, ALL);
  expect(checks.warnings.energyWanTce?.[0]).toContain('吨');
  expect(checks.asked).toBe(1);
});

describe('a figure that is not the fed-back one', () => {
  const feedback = feedbackOf({ energyWanTce: '82.36', energyGrowthPct: '1.0', valueAddedGrowthPct: '4.8' });
  const against = checkContextOf(reportDetail({ feedback }));
  test('is named apart from the warnings, counted, and needs a note', () => {
    const checks = entryChecks({ ...full, energyWanTce: '82.5' }, against, ALL);
    expect(checks).toMatchObject({ differing: ['energyWanTce'], asked: 1, noteMissing: true, stop: 'note' });
    expect(checks.warnings.energyWanTce).toEqual([]);
  });
  test('is told only once its field was left', () => {
    expect(entryChecks({ ...full, energyWanTce: '82.5' }, against, left()).differing).toEqual([]);
  });
  test('the same figures differ in nothing', () => {
    expect(entryChecks(full, against, ALL)).toMatchObject({ differing: [], stop: null });
  });
});

describe('what is told before anything is touched', () => {
  const feedback = feedbackOf({ publishedIntensityPct: '-2.5' });
  const told = (change: Parameters<typeof reportDetail>[0]) => {
    const detail = reportDetail({ feedback, ...change });
    const left = leftAtStart(detail, full);
    return entryChecks(full, checkContextOf(detail), { left, tried: false }).differing;
  };
  test('of a report that came back, also the empty fields', () => {
    expect(told({ status: 'returned', revisions: [revisionOf(1, full, 'returned', '请核对')] })).toEqual([
      'publishedIntensityPct',
    ]);
  });
  test('of one that the second person of the unit sent back as well', () => {
    const declined = {
      id: 'event-1',
      kind: 'signOffDeclined' as const,
      at: '2026-11-18T08:00:00.000Z',
      by: '签核人',
      role: 'county' as const,
      text: '请核对',
      revision: null,
    };
    expect(told({ status: 'draft', messages: [declined] })).toEqual(['publishedIntensityPct']);
  });
  test('of a first draft only the fields that hold something', () => {
    expect(told({ status: 'draft' })).toEqual([]);
    expect([...leftAtStart(reportDetail(), full)]).toEqual([
      'energyWanTce',
      'energyGrowthPct',
      'valueAddedGrowthPct',
    ]);
  });
});

test('a yearly edition before December stops at its choice', () => {
  const checks = entryChecks({ ...full, edition: 'final' }, context, TRIED);
  expect(checks.stop).toBe('edition');
  expect(checks.edition).toContain('年报');
});

describe('what the page shows', () => {
  test.each<[string, FigureField[], Partial<Figures>, number, FigureField[]]>([
    ['the first page alone in most months', ['energyWanTce'], {}, 4, []],
    ['the second page when due', ['energyWanTce', 'waterIntensityPct'], {}, 4, ['waterIntensityPct']],
    ['only what is due', ['greenRevenueYiYuan'], {}, 0, ['greenRevenueYiYuan']],
    [
      'what was entered though not due',
      ['energyWanTce'],
      { carbonIntensityPct: '-4' },
      4,
      ['carbonIntensityPct'],
    ],
    ['the first page where nothing is due at all', [], {}, 4, []],
  ])('%s', (_, due, change, first, second) => {
    const figures = { ...EMPTY_FIGURES, ...change };
    expect(firstPage(due, figures)).toEqual(MAIN_FIELDS.slice(0, first));
    expect(secondPage(due, figures)).toEqual(second);
  });

  test('a due figure is satisfied by a reason for no value', () => {
    const due = checkContextOf(
      reportDetail({ plan: { dueFields: ['energyWanTce', 'waterIntensityPct'], intensityWayIn: 'entry' } }),
    );
    expect(entryChecks(full, due, ALL).stop).toBe('waterIntensityPct');
    expect(entryChecks({ ...full, absent: { waterIntensityPct: '未核算' } }, due, ALL).stop).toBeNull();
  });
});
