import { expect, test } from 'vitest';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { confirmable } from './confirmable.ts';
import { withFeedback } from './draft-start.ts';
import { feedbackOf, reportDetail, revisionOf } from './testing.ts';

const feedback = feedbackOf({ energyWanTce: '82.36', energyGrowthPct: '1.0', valueAddedGrowthPct: '4.8' });
const WATER_DUE = {
  dueFields: ['energyWanTce', 'waterIntensityPct'],
  intensityWayIn: 'feedback',
} satisfies ReportDetail['plan'];

test.each<[string, Partial<ReportDetail>, Partial<Figures>, boolean]>([
  ['as fed back', { feedback }, {}, true],
  [
    'as fed back, where a red lamp still asks for a note',
    { feedback, targetsPct: { '2026': '-9' } },
    {},
    true,
  ],
  ['nothing fed back', {}, {}, false],
  ['another number', { feedback }, { energyWanTce: '82.5' }, false],
  [
    'handed in before',
    { feedback, revisions: [revisionOf(1, EMPTY_FIGURES, 'returned', '请核对')] },
    {},
    false,
  ],
  ['a due figure of the second page still missing', { feedback, plan: WATER_DUE }, {}, true],
  [
    'a required figure that the table has not',
    { feedback: feedbackOf({ energyWanTce: '82.36' }) },
    {},
    false,
  ],
  ['a yearly table before December', { feedback: { ...feedback, edition: 'final' } }, {}, false],
])('one key confirms the fed-back figures: %s (%#)', (_, change, typed, expected) => {
  const detail = reportDetail(change);
  const figures = { ...withFeedback(EMPTY_FIGURES, detail.feedback ?? feedback), ...typed };
  expect(confirmable(detail, figures) !== null).toBe(expected);
});
