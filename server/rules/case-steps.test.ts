import { describe, expect, test } from 'vitest';
import { CASE_STAGES as STORED_STAGES } from '../../db/schema.ts';
import {
  CASE_STAGES,
  CASE_STEPS,
  type CaseStage,
  type CaseState,
  type CaseStep,
  caseStagesOf,
  caseUnitsOf,
  handlesCases,
  mayApply,
  type StepViewer,
  stepProblem,
  stepsFor,
} from './case-steps.ts';

const TODAY = '2026-11-21';
const county: StepViewer = { userId: 10, role: 'county', unitCodes: ['360425'] };
const neighbour: StepViewer = { userId: 11, role: 'county', unitCodes: ['360404'] };
const clerk: StepViewer = { userId: 1, role: 'bureau', unitCodes: [] };
const chief: StepViewer = { userId: 2, role: 'bureau', unitCodes: [] };
const leader: StepViewer = { userId: 3, role: 'leader', unitCodes: [] };

const at = (stage: CaseStage, change: Partial<CaseState> = {}): CaseState => ({
  stage,
  unitCode: '360425',
  handledBy: clerk.userId,
  noticeTo: '2026-11-20',
  flag: null,
  approvedFen: null,
  paidFen: 0,
  ...change,
});

test('the stages are those the database keeps', () => {
  expect([...CASE_STAGES]).toEqual([...STORED_STAGES]);
});

/** stage → what the county, 经办 and 审批 may do then */
const LIFE: [CaseStage, Partial<CaseState>, CaseStep[], CaseStep[], CaseStep[]][] = [
  ['opened', {}, ['countyCheck'], ['return', 'cancel'], ['return', 'cancel']],
  ['applied', {}, ['countyCheck', 'cancel'], ['return', 'cancel'], ['return', 'cancel']],
  ['countyChecked', {}, [], ['creditCheck', 'return', 'cancel'], ['creditCheck', 'return', 'cancel']],
  ['creditChecked', { handledBy: null }, [], ['handle', 'return', 'cancel'], ['handle', 'return', 'cancel']],
  ['handled', {}, [], ['return', 'cancel'], ['endorse', 'return', 'cancel']],
  ['endorsed', {}, [], ['publishNotice', 'return', 'cancel'], ['publishNotice', 'return', 'cancel']],
  ['publicNotice', {}, ['object'], ['return', 'cancel', 'object'], ['approve', 'return', 'cancel', 'object']],
  ['approved', { approvedFen: 100 }, [], ['pay', 'cancel'], ['pay', 'cancel']],
  ['paying', { approvedFen: 100, paidFen: 99 }, [], ['pay', 'close'], ['pay', 'close']],
  ['paying', { approvedFen: 100, paidFen: 100 }, [], ['close'], ['close']],
  ['closed', { approvedFen: 100, paidFen: 100 }, [], [], []],
  ['returned', {}, ['resubmit', 'cancel'], ['cancel'], ['cancel']],
  ['cancelled', {}, [], [], []],
];

describe('who may do what at each stage', () => {
  test.each(LIFE)('%s %j: county %j, 经办 %j, 审批 %j', (stage, change, ofCounty, ofClerk, ofChief) => {
    const state = at(stage, change);
    expect(stepsFor(county, state, TODAY)).toEqual(ofCounty);
    expect(stepsFor(clerk, state, TODAY)).toEqual(ofClerk);
    expect(stepsFor(chief, state, TODAY)).toEqual(ofChief);
  });

  test.each(LIFE)('%s %j: a leader and another county do nothing', (stage, change) => {
    const state = at(stage, { flag: '待核实', ...change });
    expect(stepsFor(leader, state, TODAY)).toEqual([]);
    expect(stepsFor(neighbour, state, TODAY)).toEqual([]);
  });
});

test.each([
  ['2026-11-20', false],
  ['2026-11-21', true],
  ['2026-11-22', true],
])('公示 to %s: still running on 2026-11-21 is %s', (noticeTo, running) => {
  const problem = stepProblem(chief, at('publicNotice', { noticeTo }), 'approve', TODAY);
  expect(problem?.code === 'notice_running').toBe(running);
});

test('without an end of 公示 nothing is approved', () => {
  expect(stepProblem(chief, at('publicNotice', { noticeTo: null }), 'approve', TODAY)?.code).toBe(
    'notice_running',
  );
});

test.each([
  ['endorse', 'handled'],
  ['approve', 'publicNotice'],
] as const)('whoever did 经办 does not %s', (step, stage) => {
  expect(stepProblem(clerk, at(stage), step, TODAY)?.code).toBe('four_eyes');
  expect(stepProblem(chief, at(stage), step, TODAY)).toBeNull();
});

test.each(CASE_STAGES)('an objection is entered in %s only if that is 公示', (stage) => {
  for (const viewer of [county, clerk]) {
    const problem = stepProblem(viewer, at(stage, { approvedFen: 100 }), 'object', TODAY);
    expect(problem?.code ?? null).toBe(stage === 'publicNotice' ? null : 'wrong_stage');
  }
});

test('a flagged case is neither approved nor paid until somebody looked at it', () => {
  const flag = '称号已于2026-11-01退出（复核不合格）。';
  expect(stepProblem(chief, at('publicNotice', { flag }), 'approve', TODAY)?.code).toBe('flagged');
  expect(stepProblem(clerk, at('approved', { flag, approvedFen: 1 }), 'pay', TODAY)?.code).toBe('flagged');
  expect(stepsFor(clerk, at('approved', { flag, approvedFen: 1 }), TODAY)).toEqual(['cancel', 'clearFlag']);
  expect(stepProblem(clerk, at('approved'), 'clearFlag', TODAY)?.code).toBe('no_flag');
});

test('somebody without the right hears so before the stage is looked at', () => {
  for (const step of CASE_STEPS) {
    expect(stepProblem(leader, at('cancelled'), step, TODAY)?.code).toBe('forbidden');
    expect(stepProblem(neighbour, at('cancelled'), step, TODAY)?.code).toBe('forbidden');
  }
});

test('cases are seen by bureau and leaders all, by a county its own, by nobody else', () => {
  const units = (['bureau', 'leader', 'county', 'admin', 'auditor'] as const).map((role) =>
    caseUnitsOf({ role, unitCodes: role === 'county' ? ['JKQ'] : [] }),
  );
  expect(units).toEqual(['all', 'all', ['JKQ'], [], []]);
  expect(caseUnitsOf({ role: 'county', unitCodes: [] })).toEqual([]);
});

test('leaders see decided cases only, and not what they rest on', () => {
  const roles = ['bureau', 'county', 'leader', 'department'] as const;
  const decided = ['approved', 'paying', 'closed'];
  expect(roles.map((role) => caseStagesOf({ role }))).toEqual(['all', 'all', decided, decided]);
  expect(roles.map((role) => handlesCases({ role }))).toEqual([true, true, false, false]);
});

test('a county applies for those its own treasury pays, nobody else applies', () => {
  expect(mayApply(county, '360425')).toBe(true);
  expect(mayApply(neighbour, '360425')).toBe(false);
  expect(mayApply(clerk, '360425')).toBe(false);
  expect(mayApply(leader, '360425')).toBe(false);
});
