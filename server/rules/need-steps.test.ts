import { expect, test } from 'vitest';
import {
  mayEditNeed,
  mayRecordOffer,
  NEED_VIEWS,
  type NeedStage,
  type NeedStep,
  needFits,
  needStepProblem,
  needStepsFor,
} from './need-steps.ts';
import type { Viewer } from './permissions.ts';

const OWN: Viewer = { role: 'county', unitCodes: ['360425'] };
const OTHER: Viewer = { role: 'county', unitCodes: ['360402'] };
const BUREAU: Viewer = { role: 'bureau', unitCodes: [] };
const LEADER: Viewer = { role: 'leader', unitCodes: [] };

const state = (stage: NeedStage, offers = 1, hasProject = false) => ({
  stage,
  unitCode: '360425',
  offers,
  hasProject,
});

test.each<[string, NeedStage, number, boolean, NeedStep[], NeedStep[]]>([
  ['open without answers', 'open', 0, false, ['close'], ['close']],
  ['open with one answer', 'open', 1, false, ['close'], ['match', 'close']],
  ['matched', 'matched', 1, false, ['makeProject', 'close'], ['makeProject', 'close', 'reopen']],
  ['matched and become a project', 'matched', 1, true, [], []],
  ['closed', 'closed', 1, false, ['reopen'], ['reopen']],
])('%s: steps of the county and of the bureau; nobody else has any', (_name, stage, offers, has, county, bureau) => {
  const need = state(stage, offers, has);
  expect(needStepsFor(OWN, need)).toEqual(county);
  expect(needStepsFor(BUREAU, need)).toEqual(bureau);
  expect([...needStepsFor(OTHER, need), ...needStepsFor(LEADER, need)]).toEqual([]);
});

test.each<[Viewer, NeedStep, ReturnType<typeof state>, string]>([
  [OWN, 'match', state('open'), 'forbidden'],
  [OWN, 'reopen', state('matched'), 'forbidden'],
  [LEADER, 'close', state('open'), 'forbidden'],
  [BUREAU, 'match', state('open', 0), 'no_offers'],
  [BUREAU, 'match', state('closed'), 'wrong_stage'],
  [OWN, 'makeProject', state('open'), 'wrong_stage'],
  [OWN, 'makeProject', state('matched', 1, true), 'has_project'],
])('%j is refused %s', (viewer, step, need, code) => {
  const problem = needStepProblem(viewer, need, step);
  expect(problem?.code).toBe(code);
  expect(problem?.message).toMatch(/^\p{Script=Han}.*。$/u);
});

test('the text is changed and answers are recorded only while it is open', () => {
  expect([mayEditNeed(OWN, state('open')), mayEditNeed(OWN, state('matched'))]).toEqual([true, false]);
  expect([mayEditNeed(OTHER, state('open')), mayEditNeed(LEADER, state('open'))]).toEqual([false, false]);
  expect([mayRecordOffer(BUREAU, state('open')), mayRecordOffer(BUREAU, state('closed'))]).toEqual([
    true,
    false,
  ]);
  expect(mayRecordOffer(OWN, state('open'))).toBe(false);
});

test.each([
  ['open on its last day', 'open', 0, false, '2026-11-21', ['open', 'unanswered']],
  ['open the day after', 'open', 0, false, '2026-11-20', ['unanswered', 'due']],
  ['open and answered', 'open', 2, false, '2026-12-01', ['open']],
  ['matched', 'matched', 2, false, '2026-11-01', ['matched']],
  ['a project', 'matched', 2, true, '2026-11-01', ['project']],
  ['closed', 'closed', 0, false, '2026-11-01', ['closed']],
] as const)('a need that is %s is found where it belongs', (_name, stage, offers, hasProject, answerBy, views) => {
  const standing = { stage, offers, hasProject, answerBy };
  expect(NEED_VIEWS.filter((view) => needFits(standing, view, '2026-11-21'))).toEqual(views);
});
