import { afterEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ReportDetail, ReportListReply } from '../../server/reports/schema.ts';
import { type Person, TestApp } from '../support/app.ts';
import {
  addOfficer,
  closePeriod,
  feedBack,
  GOOD,
  grantSignOff,
  OWN,
  outcome,
  PERIOD,
  requireSignOff,
  type Steps,
  stepsOf,
  traces,
  UNIT,
  versionOf,
} from '../support/reports.ts';

/** Who acts: the officer who fills in, a colleague with the right to sign off, the bureau, and everybody else. */
const OTHERS = ['neighbour', 'leader', 'admin', 'auditor', 'nobody'] as const;
const ACTORS = ['officer', 'signer', 'bureau', ...OTHERS] as const;
type ActorName = (typeof ACTORS)[number];
const USERNAMES: Readonly<Record<Exclude<ActorName, 'nobody'>, string>> = {
  officer: `county-${UNIT}`,
  signer: 'signer',
  bureau: 'bureau',
  neighbour: 'county-360402',
  leader: 'leader',
  admin: 'admin',
  auditor: 'auditor',
};

const STATES = ['none', 'draft', 'signing', 'submitted', 'returned', 'approved'] as const;
type State = (typeof STATES)[number];

/** A report in a state, with everybody signed in. */
interface World {
  app: TestApp;
  people: Record<ActorName, Person>;
  version: number;
  feedbackId: number;
}

let opened: TestApp[] = [];
afterEach(() => {
  for (const app of opened) app.close();
  opened = [];
});

async function startApp(): Promise<TestApp> {
  const app = await TestApp.withDemo();
  opened.push(app);
  addOfficer(app, 'signer', true);
  return app;
}

async function reach(state: State, officer: Steps, bureau: Steps, app: TestApp): Promise<number> {
  if (state === 'none') return 0;
  if (state === 'draft') return versionOf(await officer.save(0));
  if (state === 'signing') requireSignOff(app);
  const submitted = versionOf(await officer.submit(0));
  if (state === 'returned') return versionOf(await bureau.giveBack(submitted));
  if (state === 'approved') return versionOf(await bureau.approve(submitted));
  return submitted;
}

async function world(state: State, actors: readonly ActorName[] = ACTORS): Promise<World> {
  const app = await startApp();
  const people = {} as Record<ActorName, Person>;
  for (const name of new Set<ActorName>([...actors, 'officer', 'bureau'])) {
    people[name] = name === 'nobody' ? app.someone() : await app.as(USERNAMES[name]);
  }
  const feedbackId = feedBack(app, { ...GOOD, publishedIntensityPct: '-3.1' });
  const version = await reach(state, stepsOf(people.officer), stepsOf(people.bureau), app);
  const detail = (await people.bureau.get(OWN)).body as ReportDetail;
  expect([detail.status, detail.version]).toEqual([state === 'none' ? null : state, version]);
  return { app, people, version, feedbackId };
}

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

/** The detail as the person sees it. */
async function seenBy(person: Person, path = OWN): Promise<ReportDetail> {
  const answer = await person.get(path);
  expect(answer.status).toBe(200);
  return answer.body as ReportDetail;
}

describe('signing off', () => {
  async function signingWorld() {
    const app = await startApp();
    requireSignOff(app);
    grantSignOff(app, `county-${UNIT}`);
    const [officer, signer, bureau] = [
      await app.as(`county-${UNIT}`),
      await app.as('signer'),
      await app.as('bureau'),
    ];
    return { app, officer, signer, bureau };
  }

  test('whoever filled it in cannot sign it off, even with the right to', async () => {
    const { app, officer, signer } = await signingWorld();
    const version = versionOf(await stepsOf(officer).submit(0));
    expect((await seenBy(officer)).signOff).toMatchObject({ required: true, maySign: false, mayAsk: false });
    expect((await seenBy(signer)).signOff).toMatchObject({
      maySign: true,
      askedBy: '永修县 填报员（演示）',
    });
    const before = traces(app);
    expect(outcome(await stepsOf(officer).signOff(version))).toEqual([403, 'four_eyes']);
    expect(outcome(await stepsOf(officer).decline(version))).toEqual([403, 'four_eyes']);
    expect(traces(app)).toBe(before);
    const signed = (await stepsOf(signer).signOff(version)).body as ReportDetail;
    expect(signed.status).toBe('submitted');
    expect(signed.revisions.at(-1)).toMatchObject({
      revision: 1,
      submittedBy: '永修县 填报员（演示）',
      signedOffBy: 'signer（测试）',
    });
  });

  test('handing in a colleague’s figures unchanged makes neither of the two the second person', async () => {
    const { app, officer, signer } = await signingWorld();
    const drafted = versionOf(await stepsOf(officer).save(0));
    const asked = versionOf(await stepsOf(signer).submit(drafted));
    const before = traces(app);
    expect(outcome(await stepsOf(officer).signOff(asked))).toEqual([403, 'four_eyes']);
    expect(outcome(await stepsOf(signer).signOff(asked))).toEqual([403, 'four_eyes']);
    expect(traces(app)).toBe(before);
    const back = versionOf(await stepsOf(signer).withdraw(asked));
    const again = versionOf(await stepsOf(officer).submit(back));
    expect((await stepsOf(signer).signOff(again)).status).toBe(200);
  });

  test('nobody who changed the working copy signs it, whoever saved last and handed it in', async () => {
    const { app, officer, signer, bureau } = await signingWorld();
    addOfficer(app, 'third', true);
    const third = await app.as('third');
    const typed = versionOf(await stepsOf(signer).save(0, { note: '初稿' }));
    const asked = versionOf(await stepsOf(officer).submit(typed));
    const before = traces(app);
    for (const refused of [await stepsOf(signer).signOff(asked), await stepsOf(signer).decline(asked)]) {
      expect(outcome(refused)).toEqual([403, 'four_eyes']);
    }
    expect((await seenBy(signer)).signOff?.maySign).toBe(false);
    expect(traces(app)).toBe(before);
    // not after the third declines and the officer types once more, nor after a submission was taken back
    const declined = versionOf(await stepsOf(third).decline(asked));
    const again = versionOf(await stepsOf(officer).submit(declined, { note: '已核对。' }));
    expect(outcome(await stepsOf(signer).signOff(again))).toEqual([403, 'four_eyes']);
    const back = versionOf(await stepsOf(officer).withdraw(versionOf(await stepsOf(third).signOff(again))));
    const retyped = versionOf(await stepsOf(officer).submit(back, { note: '再次核对。' }));
    expect(outcome(await stepsOf(signer).signOff(retyped))).toEqual([403, 'four_eyes']);
    // what the bureau decided on is done with: the correction starts anew
    const signed = versionOf(await stepsOf(third).signOff(retyped));
    const returned = versionOf(await stepsOf(bureau).giveBack(signed));
    const corrected = versionOf(await stepsOf(officer).submit(returned, { note: '已更正。' }));
    expect((await stepsOf(signer).signOff(corrected)).status).toBe(200);
  });

  test('declining needs a reason, leaves the figures, and says why', async () => {
    const { app, officer, signer } = await signingWorld();
    const asked = versionOf(await stepsOf(officer).submit(0));
    const before = traces(app);
    const bare = await stepsOf(signer).decline(asked, '  ');
    expect(outcome(bare)).toEqual([422, 'invalid_fields']);
    expect(traces(app)).toBe(before);
    await stepsOf(signer).decline(asked, '10月单月能耗偏高，请核对。');
    const detail = await seenBy(officer);
    expect(detail).toMatchObject({
      status: 'draft',
      draftBy: '永修县 填报员（演示）',
      signOff: { mayAsk: true },
    });
    expect(detail.draft).toEqual(GOOD);
    expect(detail.messages.map(({ kind, text }) => [kind, text])).toEqual([
      ['signOffAsked', ''],
      ['signOffDeclined', '10月单月能耗偏高，请核对。'],
    ]);
  });

  test('the bureau learns of figures only when they are signed off', async () => {
    const { officer, signer, bureau } = await signingWorld();
    const row = async () => {
      const list = (await bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
      return list.reports.find((report) => report.unitCode === UNIT);
    };
    const asked = versionOf(await stepsOf(officer).submit(0));
    expect(await row()).toMatchObject({
      status: 'signing',
      signing: true,
      latestRevision: 0,
      actualPct: null,
    });
    await stepsOf(signer).signOff(asked);
    expect(await row()).toMatchObject({
      status: 'submitted',
      signing: false,
      latestRevision: 1,
      actualPct: -2.9,
    });
  });

  test('figures that no longer pass the checks are not signed off', async () => {
    const { app, officer, signer } = await signingWorld();
    // the demo's feedback for this unit: figures without anything to explain
    const fedBack = (await seenBy(officer)).feedback?.figures;
    const asked = versionOf(await stepsOf(officer).submit(0, { ...fedBack, note: '' }));
    expect(asked).toBe(1);
    // meanwhile the statistics bureau feeds back another number: the difference needs a note
    feedBack(app, { publishedIntensityPct: '-1.9' });
    const before = traces(app);
    const answer = await stepsOf(signer).signOff(asked);
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(traces(app)).toBe(before);
  });
});

describe('two officers on one report', () => {
  test('the later one is shown who saved what, and nothing is overwritten', async () => {
    const app = await startApp();
    const [officer, colleague] = [await app.as(`county-${UNIT}`), await app.as('signer')];
    const first = versionOf(await stepsOf(officer).save(0, { energyWanTce: '24.50' }));
    await stepsOf(colleague).save(first, { energyWanTce: '24.60' });
    const before = traces(app);
    const late = await stepsOf(officer).save(first, { energyWanTce: '24.70' });
    expect(outcome(late)).toEqual([409, 'version_conflict']);
    expect((late.body as { error: { details: unknown } }).error.details).toMatchObject({
      current: { version: first + 1, savedBy: 'signer（测试）', figures: { energyWanTce: '24.60' } },
      yours: { version: first, figures: { energyWanTce: '24.70' } },
    });
    expect(traces(app)).toBe(before);
  });

  test('one who edits while the other has submitted gets both versions too', async () => {
    const app = await startApp();
    const [officer, colleague] = [await app.as(`county-${UNIT}`), await app.as('signer')];
    const first = versionOf(await stepsOf(officer).save(0));
    await stepsOf(colleague).submit(first, { energyWanTce: '24.60' });
    const late = await stepsOf(officer).save(first, { energyWanTce: '24.70' });
    expect(outcome(late)).toEqual([409, 'under_review']);
    expect((late.body as { error: { details: unknown } }).error.details).toMatchObject({
      current: { status: 'submitted', figures: { energyWanTce: '24.60' } },
      yours: { figures: { energyWanTce: '24.70' } },
    });
  });
});

describe('reopening an approved report', () => {
  test('keeps the approved figures in force until the correction is approved', async () => {
    const here = await world('approved', ['leader', 'officer']);
    const { officer, bureau, leader } = here.people;
    const opened = await stepsOf(officer).reopen(here.version, '统计局更正了增加值增速。');
    expect(opened.body).toMatchObject({ status: 'draft', approvedRevision: 1, draft: GOOD, draftBy: null });
    expect(await seenBy(leader)).toMatchObject({ status: 'approved', draft: null, messages: [] });
    const again = await stepsOf(officer).submit(versionOf(opened), { publishedIntensityPct: '-3.1' });
    const returned = await stepsOf(bureau).giveBack(versionOf(again));
    expect(await seenBy(leader)).toMatchObject({ status: 'approved', approvedRevision: 1 });
    const third = await stepsOf(officer).submit(versionOf(returned), { publishedIntensityPct: '-3.0' });
    await stepsOf(bureau).approve(versionOf(third));
    const after = await seenBy(leader);
    expect(after.approvedRevision).toBe(3);
    expect(after.revisions.map(({ revision, figures }) => [revision, figures.publishedIntensityPct])).toEqual(
      [
        [1, '-2.9'],
        [3, '-3.0'],
      ],
    );
  });

  test('the list shows the approved figures to whom a correction under way does not concern', async () => {
    const here = await world('approved', ['leader', 'officer']);
    const { officer, bureau, leader } = here.people;
    const listed = async (person: Person) => {
      const list = (await person.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
      const row = list.reports.find((report) => report.unitCode === UNIT);
      return [row?.status, row?.actualPct];
    };
    const opened = versionOf(await stepsOf(officer).reopen(here.version));
    const again = versionOf(await stepsOf(officer).submit(opened, { publishedIntensityPct: '-3.1' }));
    expect(await listed(leader)).toEqual(['approved', -2.9]);
    expect(await listed(bureau)).toEqual(['submitted', -3.1]);
    const back = versionOf(await stepsOf(officer).withdraw(again));
    expect(await listed(leader)).toEqual(['approved', -2.9]);
    expect(await listed(bureau)).toEqual(['draft', -2.9]);
    expect(await listed(officer)).toEqual(['draft', -2.9]);
    const third = versionOf(await stepsOf(officer).submit(back, { publishedIntensityPct: '-3.2' }));
    await stepsOf(bureau).giveBack(third);
    expect(await listed(leader)).toEqual(['approved', -2.9]);
    expect(await listed(bureau)).toEqual(['returned', -3.2]);
  });

  test('needs a reason', async () => {
    const here = await world('approved', ['officer']);
    const before = traces(here.app);
    const bare = await stepsOf(here.people.officer).reopen(here.version, ' ');
    expect(outcome(bare)).toEqual([422, 'invalid_fields']);
    expect(traces(here.app)).toBe(before);
  });
});

describe('withdrawing', () => {
  test('gives the submitted figures back as a draft, and an approval of them comes too late', async () => {
    const here = await world('submitted', ['officer']);
    const { officer, bureau } = here.people;
    const back = (await stepsOf(officer).withdraw(here.version)).body as ReportDetail;
    expect(back).toMatchObject({ status: 'draft', draft: GOOD, draftBy: '永修县 填报员（演示）' });
    expect(outcome(await stepsOf(bureau).approve(here.version))).toEqual([409, 'version_conflict']);
    const progress = (await bureau.get(`/progress?period=${PERIOD}`)).body as {
      units: { code: string; status: string; actualPct: number | null }[];
    };
    expect(progress.units.find(({ code }) => code === UNIT)).toMatchObject({
      status: 'draft',
      actualPct: null,
    });
    const list = (await bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
    const row = list.reports.find((report) => report.unitCode === UNIT);
    expect([row?.status, row?.actualPct, row?.flags]).toEqual(['draft', null, []]);
    const again = (await stepsOf(officer).submit(back.version)).body as ReportDetail;
    expect(again.revisions.map(({ revision, decision }) => [revision, decision])).toEqual([
      [1, null],
      [2, null],
    ]);
    expect(again.messages.map(({ kind, revision }) => [kind, revision])).toEqual([
      ['submitted', 1],
      ['withdrawn', 1],
      ['submitted', 2],
    ]);
  });
});

describe('confirming what the statistics bureau fed back', () => {
  test('takes its figures, scope and edition as they stand', async () => {
    const here = await world('none', ['officer']);
    const detail = await seenBy(here.people.officer);
    expect(detail.feedback).toMatchObject({
      id: here.feedbackId,
      document: '九统函〔2026〕88号',
      differs: false,
    });
    const confirmed = (await stepsOf(here.people.officer).confirm(0, here.feedbackId)).body as ReportDetail;
    expect(confirmed.status).toBe('submitted');
    expect(confirmed.revisions).toHaveLength(1);
    expect(confirmed.revisions[0]).toMatchObject({
      feedbackId: here.feedbackId,
      figures: {
        energyWanTce: '24.62',
        publishedIntensityPct: '-3.1',
        source: 'statistics',
        energyScope: 'equivalent',
        feedstockDeducted: 'yes',
        renewablesDeducted: 'no',
        edition: 'flash',
        note: '已核对。',
      },
    });
  });

  test('other figures than those fed back are no confirmation, and are said to differ', async () => {
    const here = await world('none', ['officer']);
    const scope = { energyScope: 'equivalent', feedstockDeducted: 'yes', renewablesDeducted: 'no' } as const;
    const answer = await stepsOf(here.people.officer).submit(0, { ...scope, publishedIntensityPct: '-2.9' });
    const detail = answer.body as ReportDetail;
    expect(detail.revisions[0]?.feedbackId).toBeNull();
    expect(detail.feedback?.differs).toBe(true);
    const list = (await here.people.bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
    const row = list.reports.find((report) => report.unitCode === UNIT);
    expect(row?.feedbackDiffers).toBe(true);
    expect(row?.risk.reasons.join()).toContain('与统计反馈不一致');
    expect(row?.risk.score).toBeGreaterThan(0);
  });

  test('more decimals than the table prints confirm it and are no difference, fewer are one', async () => {
    for (const [entered, differs] of [
      ['-3.14', false],
      ['-3.1', false],
      ['-3', true],
      ['-3.16', true],
    ] as const) {
      const here = await world('none', ['officer']);
      const scope = {
        energyScope: 'equivalent',
        feedstockDeducted: 'yes',
        renewablesDeducted: 'no',
      } as const;
      const figures = { ...scope, publishedIntensityPct: entered };
      const detail = (await stepsOf(here.people.officer).submit(0, figures)).body as ReportDetail;
      expect([entered, detail.feedback?.differs]).toEqual([entered, differs]);
      expect(detail.revisions[0]?.feedbackId).toBe(differs ? null : here.feedbackId);
      expect(detail.revisions[0]?.flags.some(({ id }) => id === 'feedback_difference')).toBe(differs);
      const list = (await here.people.bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
      expect(list.reports.find(({ unitCode }) => unitCode === UNIT)?.feedbackDiffers).toBe(differs);
    }
  });

  test('a newer table has to be looked at first', async () => {
    const here = await world('none', ['officer']);
    const newer = feedBack(here.app, { ...GOOD, publishedIntensityPct: '-3.2' });
    const before = traces(here.app);
    expect(outcome(await stepsOf(here.people.officer).confirm(0, here.feedbackId))).toEqual([
      409,
      'feedback_changed',
    ]);
    expect(traces(here.app)).toBe(before);
    expect((await stepsOf(here.people.officer).confirm(0, newer)).status).toBe(200);
  });

  test('without a table there is nothing to confirm', async () => {
    const app = await startApp();
    app.clock.setToday('2026-12-05');
    const officer = await app.as(`county-${UNIT}`);
    const before = traces(app);
    const answer = await stepsOf(officer, `/reports/${UNIT}/2026-11`).confirm(0, 1);
    expect(outcome(answer)).toEqual([409, 'no_feedback']);
    expect(traces(app)).toBe(before);
  });

  test('figures of the second page that the table lacks are named, and taken from the draft', async () => {
    const app = await startApp();
    app.clock.setToday('2027-01-10');
    const path = `/reports/${UNIT}/2026-12`;
    const officer = stepsOf(await app.as(`county-${UNIT}`), path);
    const id = feedBack(app, { ...GOOD, energyWanTce: '32.00', waterIntensityPct: '-2.0' }, '2026-12');
    const bare = await officer.confirm(0, id);
    expect(outcome(bare)).toEqual([422, 'invalid_fields']);
    const named = Object.keys((bare.body as { error: { fields: object } }).error.fields).sort();
    expect(named).toEqual([
      'carbonIntensityPct',
      'efficientMotorSharePct',
      'greenRevenueYiYuan',
      'retrofitCoveragePct',
    ]);
    const drafted = versionOf(
      await officer.save(0, {
        carbonIntensityPct: '-4.0',
        greenRevenueYiYuan: '18.6',
        retrofitCoveragePct: '62',
        absent: { efficientMotorSharePct: '企业台账尚未建立' },
      }),
    );
    const confirmed = (await officer.confirm(drafted, id)).body as ReportDetail;
    expect(confirmed.revisions.at(-1)).toMatchObject({
      feedbackId: id,
      figures: { waterIntensityPct: '-2.0', greenRevenueYiYuan: '18.6', energyWanTce: '32.00' },
    });
  });
});

describe('returning with reasons', () => {
  test.each([
    ['nothing at all', '', [], 'reason'],
    ['only blanks', '  ', [], 'reason'],
    ['其他 without words', '', ['other'], 'reason'],
    ['a reason that is not on the list', '请核对', ['whatever'], 'reasonIds'],
  ])('is refused with %s', async (_what, reason, ids, field) => {
    const here = await world('submitted', []);
    const before = traces(here.app);
    const answer = await stepsOf(here.people.bureau).giveBack(here.version, reason, ids);
    expect(outcome(answer)).toEqual([422, 'invalid_fields']);
    expect(Object.keys((answer.body as { error: { fields: object } }).error.fields)).toEqual([field]);
    expect(traces(here.app)).toBe(before);
  });

  test('says the chosen reasons in words beside what was written', async () => {
    const here = await world('submitted', []);
    const { bureau } = here.people;
    await stepsOf(bureau).giveBack(here.version, '参见附表。', ['wrongUnit', 'noteMissing']);
    const decision = (await seenBy(bureau)).revisions.at(-1)?.decision;
    expect(decision?.reasonIds).toEqual(['wrongUnit', 'noteMissing']);
    expect(decision?.reason).toMatch(/^计量单位疑似有误.*参见附表。$/);
    const list = (await bureau.get(`/reports?period=${PERIOD}`)).body as ReportListReply;
    const row = list.reports.find((report) => report.unitCode === UNIT);
    expect(row?.returnReason).toBe(decision?.reason);
  });

  test('several reports take the same reasons', async () => {
    const here = await world('submitted', []);
    const items = [{ unitCode: UNIT, version: here.version }];
    const answer = await here.people.bureau.ask('POST', `/periods/${PERIOD}/decisions`, {
      outcome: 'returned',
      reason: null,
      reasonIds: ['scopeUnclear'],
      items,
    });
    expect(answer.status).toBe(200);
    expect((await seenBy(here.people.bureau)).revisions.at(-1)?.decision?.reason).toContain('口径不清');
  });
});

describe('the change log by field', () => {
  const changesSeen = async (person: Person) => {
    const answer = await person.get(`${OWN}/changes`);
    if (answer.status !== 200) return answer.status;
    const { changes } = answer.body as {
      changes: { field: string; from: string | null; to: string | null; revision: number | null }[];
    };
    return changes
      .filter(({ field }) => field === 'publishedIntensityPct')
      .map(({ from, to, revision }) => [from, to, revision]);
  };

  test('names every change with its revision; a run of saves counts once; others see approved ones only', async () => {
    const here = await world('none', ['officer', 'neighbour', 'leader']);
    const { officer, neighbour, leader, bureau } = here.people;
    const one = versionOf(await stepsOf(officer).save(0, { publishedIntensityPct: '-2' }));
    here.app.clock.forward(60_000);
    const two = versionOf(await stepsOf(officer).save(one, { publishedIntensityPct: '-2.8' }));
    here.app.clock.forward(11 * 60_000);
    const three = versionOf(await stepsOf(officer).save(two, { publishedIntensityPct: '-3.0' }));
    here.app.clock.forward(60_000);
    const sent = versionOf(await stepsOf(officer).submit(three, { publishedIntensityPct: '-2.9' }));
    const all = [
      [null, '-2.8', null],
      ['-2.8', '-3.0', null],
      ['-3.0', '-2.9', 1],
    ];
    expect(await changesSeen(officer)).toEqual(all);
    expect(await changesSeen(bureau)).toEqual(all);
    expect(await changesSeen(leader)).toEqual([]);
    expect(await changesSeen(neighbour)).toBe(403);
    await stepsOf(bureau).approve(sent);
    expect(await changesSeen(leader)).toEqual([[null, '-2.9', 1]]);
  });
});
