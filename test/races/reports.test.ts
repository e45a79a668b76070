import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { at, type Person, TestApp } from '../support/app.ts';
import { listening, type Network } from '../support/network.ts';
import { addOfficer, GOOD, OWN, PERIOD, stepsOf, UNIT, versionOf } from '../support/reports.ts';
import { oneWinner, rounds, verdictOf } from './contest.ts';

let app: TestApp;
let network: Network;
let officers: [Person, Person];
let bureau: Person;
beforeAll(async () => {
  app = await TestApp.withDemo();
  addOfficer(app, 'colleague', false);
  network = await listening(app);
  officers = [await network.as(`county-${UNIT}`), await network.as('colleague')];
  bureau = await network.as('bureau');
});
afterAll(async () => {
  await network.close();
  app.close();
});

const detailOf = async (person: Person) => (await person.get(OWN)).body as ReportDetail;

/** What the log says each saved draft held, oldest first. */
const savedNotes = (): string[] =>
  app.db.sqlite
    .prepare(
      `SELECT after ->> '$.note' FROM audit_log
       WHERE action = 'report.save_draft' AND entity_id LIKE '%${UNIT}%${PERIOD}%' ORDER BY id`,
    )
    .pluck()
    .all() as string[];

const LONG = 10 * 60_000;

test('two officers save one draft at once, again and again: one wins each time, and the other is shown both versions', {
  timeout: LONG,
}, async () => {
  const won: string[] = [];
  const wins = [0, 0];
  let version = versionOf(await officers[0].get(OWN));
  for (let round = 0; round < rounds(150); round += 1) {
    const notes = officers.map((_, place) => `第${round}轮，第${place + 1}人`);
    const asks = officers.map(
      (officer, place) => () => stepsOf(officer).save(version, { note: notes[place] ?? '' }),
    );
    const turn = round % 2 === 0 ? asks : asks.toReversed();
    const { winner, place, losers } = await oneWinner(turn, /^409 version_conflict$/);
    const who = round % 2 === 0 ? place : 1 - place;
    wins[who] = (wins[who] ?? 0) + 1;
    won.push(notes[who] ?? '');
    const details = at(losers[0] ?? winner, 'error.details');
    expect(details).toMatchObject({
      current: { version: version + 1, figures: { note: notes[who] } },
      yours: { version, figures: { note: notes[1 - who] } },
    });
    expect(versionOf(winner)).toBe(version + 1);
    version += 1;
  }
  const now = await detailOf(officers[0]);
  expect([now.version, now.draft?.note]).toEqual([version, won.at(-1)]);
  expect(savedNotes()).toEqual(won);
  console.log(`${won.length} rounds, won by ${wins.join(' and ')}`);
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

/** What the county does while the bureau judges, on the version it saw. */
const MEANWHILE = ['withdraw', 'save', 'reopen', 'submit'] as const;

test('the bureau approves while the county changes: what is approved is what was judged, never anything else', {
  timeout: LONG,
}, async () => {
  const [officer] = officers;
  const [county, judge] = [stepsOf(officer), stepsOf(bureau)];
  const outcomes = new Map<string, number>();
  let version = versionOf(await officer.get(OWN));
  for (let round = 0; round < rounds(60); round += 1) {
    const judged = `第${round}轮送审`;
    const submitted = await county.submit(version, { note: judged });
    expect(submitted.status).toBe(200);
    const seen = submitted.body as ReportDetail;
    const before = seen.approvedRevision;
    const name = MEANWHILE[round % MEANWHILE.length] ?? 'withdraw';
    const inBulk = { outcome: 'approved', reason: null, items: [{ unitCode: UNIT, version: seen.version }] };
    const approve = () =>
      round % 3 === 0
        ? bureau.ask('POST', `/periods/${PERIOD}/decisions`, inBulk)
        : judge.approve(seen.version);
    // the county guesses the version after the approval when it reopens, as a program might
    const change = () => {
      if (name === 'withdraw') return county.withdraw(seen.version);
      if (name === 'reopen') return county.reopen(seen.version + 1);
      return county[name](seen.version, { note: '改过的' });
    };
    const [approved, changed] =
      Math.floor(round / MEANWHILE.length) % 2 === 0
        ? await Promise.all([approve(), change()])
        : (await Promise.all([change(), approve()])).toReversed();
    if (!approved || !changed) throw new Error('no answers');
    const verdicts = [verdictOf(approved), verdictOf(changed)];
    outcomes.set(
      `${name}: ${verdicts.join(' / ')}`,
      (outcomes.get(`${name}: ${verdicts.join(' / ')}`) ?? 0) + 1,
    );

    const now = await detailOf(bureau);
    const latest = seen.revisions.map(({ revision }) => revision).sort((a, b) => b - a)[0];
    const onRecord = now.revisions.find(({ revision }) => revision === now.approvedRevision);
    if (verdicts[0] === 'won') {
      expect(now.approvedRevision).toBe(latest);
      expect(onRecord?.figures.note).toBe(judged);
      expect(verdicts[1]).toMatch(name === 'reopen' ? /^(won|409 \w+)$/ : /^409 \w+$/);
    } else {
      expect([verdicts[1], now.approvedRevision]).toEqual(['won', before]);
      expect(verdicts[0]).toMatch(/^409 (version_conflict|not_submitted)$/);
    }
    version = now.version;
    if (now.status === 'approved') version = versionOf(await county.reopen(version));
  }
  console.log([...outcomes].map(([outcome, times]) => `${times} × ${outcome}`).join('\n'));
  expect(verifyAudit(app.db.read).ok).toBe(true);
});

test('a form sent twice at once is one submission', { timeout: LONG }, async () => {
  const [officer] = officers;
  let version = versionOf(await officer.get(OWN));
  for (let round = 0; round < rounds(10, 200); round += 1) {
    const before = (await detailOf(officer)).revisions.length;
    const send = () => stepsOf(officer).submit(version, { ...GOOD, note: `第${round}次` });
    const { winner } = await oneWinner([send, send, send], /^409 (version_conflict|under_review)$/);
    const now = await detailOf(officer);
    expect([now.revisions.length, now.status]).toEqual([before + 1, 'submitted']);
    version = versionOf(await stepsOf(bureau).giveBack(versionOf(winner)));
  }
  expect(verifyAudit(app.db.read).ok).toBe(true);
});
