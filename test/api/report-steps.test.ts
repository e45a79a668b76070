import { describe, expect, test } from 'vitest';
import type { ReportDetail, ReportListReply } from '../../server/reports/schema.ts';
import type { Person } from '../support/app.ts';
import { seenBy, startApp, world } from '../support/report-world.ts';
import {
  addOfficer,
  feedBack,
  GOOD,
  grantSignOff,
  OWN,
  outcome,
  PERIOD,
  requireSignOff,
  stepsOf,
  traces,
  UNIT,
  versionOf,
} from '../support/reports.ts';

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
