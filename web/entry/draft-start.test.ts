import { describe, expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { asShown, draftStart, isAsFedBack, sameFigures, serverFigures, withFeedback } from './draft-start.ts';
import type { LocalDraft } from './local-draft.ts';
import { feedbackOf, reportDetail, revisionOf } from './testing.ts';

const typed = (energy: string | null, more: Partial<Figures> = {}): Figures => ({
  ...EMPTY_FIGURES,
  energyWanTce: energy,
  ...more,
});
const local = (figures: Figures, baseVersion: number, sent: Figures | null = null): LocalDraft => ({
  figures,
  baseVersion,
  typedAt: '2026-11-21T07:42:08.000Z',
  sent,
});

describe('what the editor begins with', () => {
  const cases: [string, Partial<ReportDetail>, LocalDraft | null, string, string | null][] = [
    ['nothing typed here: the server has it', { version: 3, draft: typed('80') }, null, 'server', '80'],
    [
      'typed here on the version the server still has',
      { version: 3, draft: typed('80') },
      local(typed('81'), 3),
      'local',
      '81',
    ],
    [
      'the first keystrokes of a report not yet on the server',
      { version: 0 },
      local(typed('8'), 0),
      'local',
      '8',
    ],
    [
      'the same text on both sides is no conflict',
      { version: 4, draft: typed('80.0') },
      local(typed('８０.０'), 3),
      'server',
      '80.0',
    ],
    [
      'our own save whose answer was lost',
      { version: 4, draft: typed('80') },
      local(typed('801'), 3, typed('80')),
      'local',
      '801',
    ],
    [
      'somebody else saved in the meantime',
      { version: 4, draft: typed('90') },
      local(typed('81'), 3, typed('80')),
      'conflict',
      null,
    ],
  ];
  test.each(cases)('%s', (_, detail, kept, kind, energy) => {
    const start = draftStart(reportDetail(detail), kept);
    expect(start.kind).toBe(kind);
    if (start.kind !== 'conflict') expect(start.figures.energyWanTce).toBe(energy);
    expect(start.version).toBe(detail.version);
  });

  test('a conflict holds both versions', () => {
    const start = draftStart(reportDetail({ version: 4, draft: typed('90') }), local(typed('81'), 3));
    expect(start).toMatchObject({ mine: { energyWanTce: '81' }, theirs: { energyWanTce: '90' } });
  });
});

test('a report without a draft begins with its last revision', () => {
  const detail = reportDetail({ revisions: [revisionOf(1, typed('70')), revisionOf(2, typed('71'))] });
  expect(serverFigures(detail).energyWanTce).toBe('71');
});

test('a new report takes over the scope of the period before, never its figures or edition', () => {
  const previous = {
    period: '2026-09',
    figures: typed('70', { energyScope: 'calorific', note: '检修', edition: 'final' }),
  };
  expect(serverFigures(reportDetail({ previous }))).toEqual({ ...EMPTY_FIGURES, energyScope: 'calorific' });
});

test('a different note or scope is a different draft; spaces around a note are not', () => {
  expect(sameFigures(typed('1', { note: '检修 ' }), typed('1', { note: '检修' }))).toBe(true);
  expect(sameFigures(typed('1', { note: '检修' }), typed('1'))).toBe(false);
  expect(sameFigures(typed('1', { source: 'own' }), typed('1'))).toBe(false);
});

test('figures stand in the fields with a true minus sign and their decimals as written', () => {
  expect(asShown(typed(null, { publishedIntensityPct: '-3.60' })).publishedIntensityPct).toBe('−3.60');
});

describe('figures fed back by the statistics bureau', () => {
  const feedback = {
    ...feedbackOf({ energyWanTce: '26.62', energyGrowthPct: '-3.10' }),
    energyScope: 'calorific' as const,
  };

  test('stand in a report that has no number yet, with their scope, as nothing typed here', () => {
    const start = draftStart(reportDetail({ feedback }), null);
    expect(start).toMatchObject({
      kind: 'server',
      figures: {
        energyWanTce: '26.62',
        energyGrowthPct: '-3.10',
        energyScope: 'calorific',
        source: 'statistics',
      },
    });
  });
  test('never overwrite what was entered', () => {
    const start = draftStart(reportDetail({ feedback, version: 1, draft: typed('27') }), null);
    expect(start).toMatchObject({ figures: { energyWanTce: '27', energyGrowthPct: null } });
  });
  test('take the place of a reason for no value', () => {
    const figures = withFeedback(
      typed(null, { absent: { energyWanTce: '未反馈', waterIntensityPct: '未核算' } }),
      feedback,
    );
    expect(figures.absent).toEqual({ waterIntensityPct: '未核算' });
  });

  const asFedBack = withFeedback(EMPTY_FIGURES, feedback);
  test.each<[string, Partial<Figures>, boolean]>([
    ['as they stand', {}, true],
    ['typed with other characters', { energyGrowthPct: '−３.10' }, true],
    ['with a note and a remark', { note: '检修', comments: { energyWanTce: '含自备电厂' } }, true],
    ['with a figure of the second page beside them', { waterIntensityPct: '-2.0' }, true],
    ['with a reason for a missing one of the second page', { absent: { waterIntensityPct: '未核算' } }, true],
    ['with another number', { energyWanTce: '26.7' }, false],
    ['with another scope', { energyScope: 'equivalent' }, false],
    ['with a figure of the first page that the table has not', { publishedIntensityPct: '-2.7' }, false],
    ['with a reason in place of a number', { absent: { energyWanTce: '未反馈' } }, false],
  ])('only need confirming %s: %s', (_, change, expected) => {
    expect(isAsFedBack({ ...asFedBack, ...change }, feedback)).toBe(expected);
  });
});
