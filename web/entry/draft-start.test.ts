import { describe, expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { asShown, draftStart, sameFigures, serverFigures } from './draft-start.ts';
import type { LocalDraft } from './local-draft.ts';
import { reportDetail, revisionOf } from './testing.ts';

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
