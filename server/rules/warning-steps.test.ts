import { describe, expect, test } from 'vitest';
import {
  WARNING_STAGES,
  WARNING_STEPS,
  type WarningStage,
  type WarningState,
  type WarningStep,
  type WarningViewer,
  warningStepProblem,
  warningStepsFor,
} from './warning-steps.ts';

const DRAFTER: WarningViewer = { userId: 1, role: 'bureau', unitCodes: [] };
const CHIEF: WarningViewer = { userId: 2, role: 'bureau', unitCodes: [] };
const OWN: WarningViewer = { userId: 3, role: 'county', unitCodes: ['360483'] };
const OTHER: WarningViewer = { userId: 4, role: 'county', unitCodes: ['360402'] };
const READERS = (['leader', 'admin', 'auditor'] as const).map(
  (role): WarningViewer => ({ userId: 5, role, unitCodes: [] }),
);

const state = (stage: WarningStage, more: Partial<WarningState> = {}): WarningState => ({
  stage,
  unitCode: '360483',
  draftedBy: 1,
  submittedBy: 1,
  answerAccepted: false,
  ...more,
});

describe('what each may do at each stage', () => {
  test.each<[WarningStage, WarningStep[], WarningStep[], WarningStep[]]>([
    ['draft', ['submit', 'dismiss'], ['submit', 'dismiss'], []],
    ['awaitingApproval', ['sendBack', 'dismiss'], ['issue', 'sendBack', 'dismiss'], []],
    ['issued', ['extendAnswer'], ['extendAnswer'], ['answer']],
    [
      'answered',
      ['acceptAnswer', 'rejectAnswer', 'extend'],
      ['acceptAnswer', 'rejectAnswer', 'extend'],
      ['progress'],
    ],
    ['closing', ['close', 'rejectClosing', 'extend'], ['close', 'rejectClosing', 'extend'], []],
    ['closed', [], [], []],
    ['dismissed', [], [], []],
  ])('%s: who drafted %j, another of the bureau %j, the county %j', (stage, drafter, chief, county) => {
    expect(warningStepsFor(DRAFTER, state(stage))).toEqual(drafter);
    expect(warningStepsFor(CHIEF, state(stage))).toEqual(chief);
    expect(warningStepsFor(OWN, state(stage))).toEqual(county);
  });

  test.each([...WARNING_STAGES])('%s: another county and who only reads may do nothing', (stage) => {
    for (const viewer of [OTHER, ...READERS]) expect(warningStepsFor(viewer, state(stage))).toEqual([]);
  });
});

test('an accepted answer is not judged again; only then may the county ask for closing', () => {
  const accepted = state('answered', { answerAccepted: true });
  expect(warningStepsFor(DRAFTER, accepted)).toEqual(['extend']);
  expect(warningStepsFor(OWN, accepted)).toEqual(['progress', 'requestClosing']);
});

test.each<[string, WarningViewer, Partial<WarningState>, string | null]>([
  ['who drafted', DRAFTER, {}, 'four_eyes'],
  ['who handed in what another drafted', CHIEF, { submittedBy: 2 }, 'four_eyes'],
  ['who rewrote what another handed in', CHIEF, { draftedBy: 2 }, 'four_eyes'],
  ['another person', CHIEF, {}, null],
  ['the county', OWN, {}, 'forbidden'],
])('签发 by %s', (_who, viewer, more, code) => {
  expect(warningStepProblem(viewer, state('awaitingApproval', more), 'issue')?.code ?? null).toBe(code);
});

test('what is refused is said in one sentence with the stage and the step', () => {
  expect(warningStepProblem(CHIEF, state('closed'), 'extend')).toEqual({
    code: 'wrong_stage',
    message: '预警通知现为“已销号”，不能进行“延长整改期限”。',
  });
  expect(warningStepProblem(OTHER, state('issued'), 'answer')?.code).toBe('forbidden');
  expect(warningStepProblem(OWN, state('answered'), 'requestClosing')?.code).toBe('answer_waiting');
  const accepted = state('answered', { answerAccepted: true });
  expect(warningStepProblem(CHIEF, accepted, 'rejectAnswer')?.code).toBe('answer_accepted');
});

test('every step can be taken by somebody somewhere', () => {
  const reachable = WARNING_STAGES.flatMap((stage) =>
    [true, false].flatMap((answerAccepted) =>
      [CHIEF, OWN].flatMap((viewer) => warningStepsFor(viewer, state(stage, { answerAccepted }))),
    ),
  );
  expect([...new Set(reachable)].sort()).toEqual([...WARNING_STEPS].sort());
});
