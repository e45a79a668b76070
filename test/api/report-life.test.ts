import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { ACTORS, type ActorName, STATES, type State, type World, world } from '../support/report-world.ts';
import {
  closePeriod,
  OWN,
  outcome,
  PERIOD,
  type Steps,
  stepsOf,
  traces,
  UNIT,
  versionOf,
} from '../support/reports.ts';

const ACTIONS = {
  save: (steps: Steps, { version }: World) => steps.save(version, { note: '改动' }),
  submit: (steps: Steps, { version }: World) => steps.submit(version),
  confirm: (steps: Steps, { version, feedbackId }: World) => steps.confirm(version, feedbackId),
  signOff: (steps: Steps, { version }: World) => steps.signOff(version),
  decline: (steps: Steps, { version }: World) => steps.decline(version),
  withdraw: (steps: Steps, { version }: World) => steps.withdraw(version),
  reopen: (steps: Steps, { version }: World) => steps.reopen(version),
  approve: (steps: Steps, { version }: World) => steps.approve(version),
  giveBack: (steps: Steps, { version }: World) => steps.giveBack(version),
  message: (steps: Steps) => steps.message(),
} as const;
type Action = keyof typeof ACTIONS;
const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

/** 200 with the state that follows, or the refusal. */
type Cell = State | `${403 | 409} ${string}`;
type Row = Readonly<Record<Action, Cell>>;

const NO_BUREAU_ENTRY = {
  save: '403 forbidden',
  submit: '403 forbidden',
  confirm: '403 forbidden',
  signOff: '403 forbidden',
  decline: '403 forbidden',
  withdraw: '403 forbidden',
} as const;
const NO_DECISION = { approve: '403 forbidden', giveBack: '403 forbidden' } as const;
const NOT_SIGNING = { signOff: '409 not_signing', decline: '409 not_signing' } as const;
const EDITABLE = { save: 'draft', submit: 'submitted', confirm: 'submitted' } as const;
const refusesEdits = (code: string) =>
  ({ save: `409 ${code}`, submit: `409 ${code}`, confirm: `409 ${code}` }) as const;

const COUNTY: Readonly<Record<State, Row>> = {
  none: {
    ...EDITABLE,
    ...NOT_SIGNING,
    withdraw: '409 nothing_to_withdraw',
    reopen: '409 not_approved',
    ...NO_DECISION,
    message: '409 not_started',
  },
  draft: {
    ...EDITABLE,
    ...NOT_SIGNING,
    withdraw: '409 nothing_to_withdraw',
    reopen: '409 not_approved',
    ...NO_DECISION,
    message: 'draft',
  },
  signing: {
    ...refusesEdits('signing'),
    signOff: '403 no_sign_off_right',
    decline: '403 no_sign_off_right',
    withdraw: 'draft',
    reopen: '409 not_approved',
    ...NO_DECISION,
    message: 'signing',
  },
  submitted: {
    ...refusesEdits('under_review'),
    ...NOT_SIGNING,
    withdraw: 'draft',
    reopen: '409 not_approved',
    ...NO_DECISION,
    message: 'submitted',
  },
  returned: {
    ...EDITABLE,
    save: 'returned',
    ...NOT_SIGNING,
    withdraw: '409 nothing_to_withdraw',
    reopen: '409 not_approved',
    ...NO_DECISION,
    message: 'returned',
  },
  approved: {
    ...refusesEdits('approved'),
    ...NOT_SIGNING,
    withdraw: '409 nothing_to_withdraw',
    reopen: 'draft',
    ...NO_DECISION,
    message: 'approved',
  },
};

const undecidable = (state: State, message: Cell = state): Row => ({
  ...NO_BUREAU_ENTRY,
  reopen: '409 not_approved',
  approve: '409 not_submitted',
  giveBack: '409 not_submitted',
  message,
});
const BUREAU: Readonly<Record<State, Row>> = {
  none: undecidable('none', '409 not_started'),
  draft: undecidable('draft'),
  signing: undecidable('signing'),
  returned: undecidable('returned'),
  submitted: { ...undecidable('submitted'), approve: 'approved', giveBack: 'returned' },
  approved: { ...undecidable('approved'), reopen: 'draft' },
};

/** What comes of each action of each person on a report in each state. */
function cell(state: State, actor: ActorName, action: Action): Cell | '401 not_signed_in' {
  if (actor === 'nobody') return '401 not_signed_in';
  if (actor === 'officer') return COUNTY[state][action];
  if (actor === 'bureau') return BUREAU[state][action];
  if (actor !== 'signer') return '403 forbidden';
  if (state !== 'signing') return COUNTY[state][action];
  return { ...COUNTY.signing, signOff: 'submitted' as const, decline: 'draft' as const }[action];
}

const isRefusal = (expected: string) => /^\d/.test(expected);
const ALL = STATES.flatMap((state) =>
  ACTORS.flatMap((actor) =>
    ACTION_NAMES.map((action) => ({ state, actor, action, expected: cell(state, actor, action) })),
  ),
);

describe('every step of every person on a report in every state', () => {
  test.each(STATES)('%s: what is not allowed is refused with its code and changes nothing', async (state) => {
    const here = await world(state);
    const before = traces(here.app);
    for (const { actor, action, expected } of ALL.filter((one) => one.state === state)) {
      if (!isRefusal(expected)) continue;
      const answer = await ACTIONS[action](stepsOf(here.people[actor]), here);
      expect([actor, action, outcome(answer).join(' ')]).toEqual([actor, action, expected]);
    }
    expect(traces(here.app)).toBe(before);
  });

  test.each(
    ALL.filter(({ expected }) => !isRefusal(expected)),
  )('$state: $actor may $action, and the report is then $expected', async ({
    state,
    actor,
    action,
    expected,
  }) => {
    const here = await world(state, [actor]);
    const answer = await ACTIONS[action](stepsOf(here.people[actor]), here);
    expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
    const detail = (await here.people.bureau.get(OWN)).body as ReportDetail;
    expect(detail.status).toBe(expected);
    // a message is no work on the report
    expect(detail.version).toBe(action === 'message' ? here.version : here.version + 1);
    expect(verifyAudit(here.app.db.read).ok).toBe(true);
  });

  test('in a closed period the county can do nothing more but write a message', async () => {
    for (const state of STATES) {
      const here = await world(state, ['officer', 'bureau']);
      closePeriod(here.app);
      const before = traces(here.app);
      for (const action of [
        'save',
        'submit',
        'confirm',
        'signOff',
        'decline',
        'withdraw',
        'reopen',
      ] as const) {
        const answer = await ACTIONS[action](stepsOf(here.people.officer), here);
        expect([state, action, ...outcome(answer)]).toEqual([state, action, 409, 'period_closed']);
      }
      expect(traces(here.app)).toBe(before);
    }
  });

  test('in a closed period what waits can be approved, but nothing goes back to a county that could not act', async () => {
    const here = await world('submitted', []);
    const bureau = stepsOf(here.people.bureau);
    closePeriod(here.app);
    const before = traces(here.app);
    const items = [{ unitCode: UNIT, version: here.version }];
    const several = { outcome: 'returned', reason: '请核对。', reasonIds: [], items };
    for (const refused of [
      await bureau.giveBack(here.version),
      await here.people.bureau.ask('POST', `/periods/${PERIOD}/decisions`, several),
    ]) {
      expect(outcome(refused)).toEqual([409, 'period_closed']);
      expect(refused.text).toContain('请先重新开放本期');
    }
    expect(traces(here.app)).toBe(before);
    const approved = await bureau.approve(here.version);
    expect(approved.status).toBe(200);
    const after = traces(here.app);
    expect(outcome(await bureau.reopen(versionOf(approved)))).toEqual([409, 'period_closed']);
    expect(traces(here.app)).toBe(after);
  });

  test('before its period is over nothing can be filled in', async () => {
    const here = await world('none', ['officer']);
    const early = stepsOf(here.people.officer, `/reports/${UNIT}/2026-11`);
    const before = traces(here.app);
    for (const answer of [await early.save(0), await early.submit(0), await early.confirm(0, 1)]) {
      expect(outcome(answer)).toEqual([422, 'period_not_open']);
    }
    expect(traces(here.app)).toBe(before);
  });

  test('a step on an old version is answered with both versions and changes nothing', async () => {
    for (const [state, action, actor] of [
      ['draft', 'save', 'officer'],
      ['draft', 'submit', 'officer'],
      ['draft', 'confirm', 'officer'],
      ['signing', 'signOff', 'signer'],
      ['signing', 'decline', 'signer'],
      ['submitted', 'withdraw', 'officer'],
      ['submitted', 'approve', 'bureau'],
      ['submitted', 'giveBack', 'bureau'],
      ['approved', 'reopen', 'officer'],
    ] as const) {
      const here = await world(state, [actor]);
      const before = traces(here.app);
      const stale = { ...here, version: here.version - 1 };
      const answer = await ACTIONS[action](stepsOf(here.people[actor]), stale);
      expect([action, ...outcome(answer)]).toEqual([action, 409, 'version_conflict']);
      const { details } = (answer.body as { error: { details: Record<string, { version: number }> } }).error;
      expect([details.current?.version, details.yours?.version]).toEqual([here.version, here.version - 1]);
      expect(traces(here.app)).toBe(before);
    }
  });
});
