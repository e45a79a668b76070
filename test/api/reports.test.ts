import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { ProgressReply } from '../../server/progress/schema.ts';
import type { ReportDetail } from '../../server/reports/schema.ts';
import { EMPTY_FIGURES, type Figures } from '../../server/rules/figures.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';

/** 永修县 has not reported 2026年1–10月 in the demo: the report these scenarios take from nothing to public. */
const OWN = '/reports/360425/2026-10';
const good: Figures = {
  ...EMPTY_FIGURES,
  energyWanTce: '24.62',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: '4.2',
  publishedIntensityPct: '-2.9',
  note: '10月检修结束，产量恢复。',
};

let app: TestApp;
let officer: Person;
let neighbour: Person;
let bureau: Person;
let leader: Person;

beforeEach(async () => {
  app = await TestApp.withDemo();
  officer = await app.as('county-360425');
  neighbour = await app.as('county-360402');
  bureau = await app.as('bureau');
  leader = await app.as('leader');
});
afterEach(() => app.close());

async function unitOf(person: Person, code = '360425', period = '2026-10') {
  const answer = await person.get(`/progress?period=${period}`);
  const reply = answer.body as ProgressReply;
  const unit = [...reply.units, reply.city].find((candidate) => candidate.code === code);
  if (!unit) throw new Error(`${code} missing: ${answer.text}`);
  return unit;
}

const submit = (person: Person, version: number, figures: Partial<Figures> = {}) =>
  person.ask('POST', `${OWN}/submit`, { version, figures: { ...good, ...figures } });
const save = (person: Person, version: number, figures: Partial<Figures> = {}) =>
  person.ask('PUT', `${OWN}/draft`, { version, figures: { ...good, ...figures } });
const reopen = (person: Person, version: number, path = OWN) =>
  person.ask('POST', `${path}/reopen`, { version, reason: '统计局更正了反馈数。' });
const versionOf = (answer: Answer) => at(answer, 'version') as number;
const auditActions = () =>
  app.db.sqlite
    .prepare("SELECT action FROM audit_log WHERE entity_id LIKE '360425/2026-10' ORDER BY id")
    .pluck()
    .all();

describe('from draft to public', () => {
  test('each step is seen by exactly those who may see it', async () => {
    const views = async () => {
      const [own, city, boss, other] = await Promise.all(
        [officer, bureau, leader, neighbour].map((p) => unitOf(p)),
      );
      return [own, city, boss, other].map((unit) => [unit?.status, unit?.actualPct]);
    };
    expect(await views()).toEqual([
      ['notReported', null],
      ['notReported', null],
      ['notReported', null],
      ['unreleased', null],
    ]);

    const saved = await save(officer, 0);
    expect(await views()).toEqual([
      ['draft', null],
      ['draft', null],
      ['notReported', null],
      ['unreleased', null],
    ]);

    const submitted = await submit(officer, versionOf(saved));
    expect(submitted.status).toBe(200);
    expect(await views()).toEqual([
      ['submitted', -2.9],
      ['submitted', -2.9],
      ['submitted', null],
      ['unreleased', null],
    ]);
    expect((await unitOf(bureau)).provisional).toBe(true);

    const approved = await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(submitted) });
    expect(approved.status).toBe(200);
    expect(await views()).toEqual([
      ['approved', -2.9],
      ['approved', -2.9],
      ['approved', -2.9],
      ['unreleased', null],
    ]);
    expect((await unitOf(leader)).releasedAt).toBeNull();

    expect((await bureau.ask('POST', '/periods/2026-10/release', {})).status).toBe(200);
    expect(await views()).toEqual([
      ['approved', -2.9],
      ['approved', -2.9],
      ['approved', -2.9],
      ['approved', -2.9],
    ]);
    expect((await unitOf(neighbour)).releasedAt).not.toBeNull();
    expect(auditActions()).toEqual(['report.save_draft', 'report.submit', 'report.approve']);
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });

  test('a returned report shows its reason to the county only, and can be corrected and approved', async () => {
    const submitted = await submit(officer, 0);
    const reason = '请按统计反馈口径填报。';
    const returned = await bureau.ask('POST', `${OWN}/return`, { version: versionOf(submitted), reason });
    expect(at(returned, 'status')).toBe('returned');
    expect((await officer.get(OWN)).text).toContain(reason);
    expect((await leader.get(OWN)).text).not.toContain(reason);
    expect((await unitOf(officer)).status).toBe('returned');
    expect((await unitOf(officer)).actualPct).toBeNull();

    const again = await submit(officer, versionOf(returned), { publishedIntensityPct: '-3.0' });
    await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(again) });
    expect((await unitOf(leader)).actualPct).toBe(-3);
    const history = await bureau.get(`${OWN}/history`);
    const events = at(history, 'events') as { action: string; revision: number }[];
    expect(events.map((event) => [event.action, event.revision])).toEqual([
      ['submitted', 1],
      ['returned', 1],
      ['submitted', 2],
      ['approved', 2],
    ]);
  });

  test('an approved figure stands while its revision is drafted and reviewed, and the old revision is kept', async () => {
    const first = await submit(officer, 0);
    const approved = await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(first) });
    const reopened = await reopen(officer, versionOf(approved));
    const drafted = await save(officer, versionOf(reopened), { publishedIntensityPct: '-3.1' });
    expect((await unitOf(leader)).actualPct).toBe(-2.9);
    const revised = await submit(officer, versionOf(drafted), { publishedIntensityPct: '-3.1' });
    expect(await unitOf(bureau)).toMatchObject({
      actualPct: -2.9,
      pendingRevision: true,
      provisional: false,
    });
    expect(await unitOf(leader)).toMatchObject({ actualPct: -2.9, pendingRevision: false });
    await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(revised) });
    expect((await unitOf(leader)).actualPct).toBe(-3.1);
    const detail = (await bureau.get(OWN)).body as ReportDetail;
    expect(detail.revisions.map((one) => one.figures.publishedIntensityPct)).toEqual(['-2.9', '-3.1']);
  });

  test('a revision approved after the release stays internal until it is released itself', async () => {
    const first = await submit(officer, 0);
    const approved = await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(first) });
    await bureau.ask('POST', '/periods/2026-10/release', {});
    const reopened = await reopen(officer, versionOf(approved));
    const second = await submit(officer, versionOf(reopened), { publishedIntensityPct: '-3.1' });
    await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(second) });
    expect((await unitOf(neighbour)).actualPct).toBe(-2.9);
    expect((await unitOf(leader)).actualPct).toBe(-3.1);
    await bureau.ask('POST', '/periods/2026-10/release', {});
    expect((await unitOf(neighbour)).actualPct).toBe(-3.1);
    const again = await bureau.ask('POST', '/periods/2026-10/release', {});
    expect([again.status, at(again, 'error.code')]).toEqual([409, 'nothing_to_release']);
  });
});

describe('an edit on an old version', () => {
  test('is answered with both versions and changes nothing', async () => {
    const first = await save(officer, 0, { energyWanTce: '24.50' });
    await save(officer, versionOf(first), { energyWanTce: '24.60' });
    const before = app.fingerprint();
    const stale = await save(officer, versionOf(first), { energyWanTce: '24.99' });
    expect([stale.status, at(stale, 'error.code')]).toEqual([409, 'version_conflict']);
    expect(at(stale, 'error.details.current.figures.energyWanTce')).toBe('24.60');
    expect(at(stale, 'error.details.yours.figures.energyWanTce')).toBe('24.99');
    expect(app.fingerprint()).toBe(before);
  });

  test('a second report for the period is such an edit, not a second row', async () => {
    await save(officer, 0);
    const second = await save(officer, 0, { energyWanTce: '99' });
    expect([second.status, at(second, 'error.code')]).toEqual([409, 'version_conflict']);
    const rows = app.db.sqlite
      .prepare("SELECT count(*) FROM report WHERE unit_code = '360425' AND period = '2026-10'")
      .pluck()
      .get();
    expect(rows).toBe(1);
  });

  test('an approval of figures that have changed since is refused', async () => {
    const submitted = await submit(officer, 0);
    await bureau.ask('POST', `${OWN}/return`, { version: versionOf(submitted), reason: '核对' });
    const late = await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(submitted) });
    expect([late.status, at(late, 'error.code')]).toEqual([409, 'version_conflict']);
    expect((await unitOf(bureau)).status).toBe('returned');
  });

  test('saving the same draft again leaves no trace', async () => {
    const first = await save(officer, 0);
    const before = auditActions().length;
    const same = await save(officer, versionOf(first));
    expect(versionOf(same)).toBe(versionOf(first));
    expect(auditActions()).toHaveLength(before);
  });
});

describe('submitting', () => {
  test('a report under review can be neither edited nor submitted again', async () => {
    const submitted = await submit(officer, 0);
    for (const answer of [
      await save(officer, versionOf(submitted)),
      await submit(officer, versionOf(submitted)),
    ]) {
      expect([answer.status, at(answer, 'error.code')]).toEqual([409, 'under_review']);
    }
  });

  test('needs the three numbers, each named where it is missing', async () => {
    const answer = await submit(officer, 0, { energyGrowthPct: null, valueAddedGrowthPct: null });
    expect(answer.status).toBe(422);
    expect(Object.keys(at(answer, 'error.fields') as object).sort()).toEqual([
      'energyGrowthPct',
      'valueAddedGrowthPct',
    ]);
    expect((await unitOf(officer)).status).toBe('notReported');
  });

  test('needs a note where the published figure lies outside the rounding band', async () => {
    // (1+1.2%)/(1+4.2%)−1 = −2.88 %; the band of the two inputs is about −2.97…−2.78
    const bare = await submit(officer, 0, { publishedIntensityPct: '-3.2', note: '' });
    expect(at(bare, 'error.fields.note.code')).toBe('note_required');
    const explained = await submit(officer, 0, {
      publishedIntensityPct: '-3.2',
      note: '统计局已更正上年同期基数。',
    });
    expect(explained.status).toBe(200);
    const flags = at(explained, 'revisions.0.flags') as { id: string }[];
    expect(flags.map((flag) => flag.id)).toContain('rounding_band');
  });

  test('needs a note where the lamp is red', async () => {
    const red = { publishedIntensityPct: '-0.5', energyGrowthPct: '3.7', note: '' };
    const bare = await submit(officer, 0, red);
    expect(at(bare, 'error.fields.note.code')).toBe('note_required');
  });

  test('a growth without a published change is computed, and marked so', async () => {
    const submitted = await submit(officer, 0, { publishedIntensityPct: null });
    await bureau.ask('POST', `${OWN}/approve`, { version: versionOf(submitted) });
    const unit = await unitOf(leader);
    expect(unit.basis).toBe('computed');
    expect(unit.actualPct).toBeCloseTo(-2.879079, 6); // 1.012/1.042 − 1
  });
});

describe('deciding on several reports at once', () => {
  const bulk = (outcome: string, items: unknown[], reason: string | null = null) =>
    bureau.ask('POST', '/periods/2026-10/decisions', { outcome, reason, items });

  test('all are decided or none', async () => {
    const mine = await submit(officer, 0);
    const pending = (await bureau.get('/reports/360428/2026-10')).body as ReportDetail;
    const before = app.fingerprint();
    const refused = await bulk('approved', [
      { unitCode: '360428', version: pending.version },
      { unitCode: '360425', version: versionOf(mine) + 7 },
    ]);
    expect(refused.status).toBe(409);
    expect(app.fingerprint()).toBe(before);
    const decided = await bulk('approved', [
      { unitCode: '360428', version: pending.version },
      { unitCode: '360425', version: versionOf(mine) },
    ]);
    expect(decided.status).toBe(200);
    expect((await unitOf(leader, '360428')).status).toBe('approved');
    expect((await unitOf(leader)).status).toBe('approved');
  });
});

describe('what the city shows', () => {
  test('the city lamp is that of the city’s own figure, with the distance to −13 %', async () => {
    const answer = await leader.get('/progress?period=2026-10');
    expect(at(answer, 'city')).toMatchObject({
      code: '360400',
      actualPct: -3.6,
      targetPct: -4,
      annualLamp: 'yellow',
      mayFlip: true,
      cumulativeTargetPct: -8.8,
    });
    // 0.956 × 0.964 − 1 = −7.8416 %; −7.8416 − (−13) = 5.1584
    expect(at(answer, 'city.cumulativePct')).toBe(-7.8416);
    expect(at(answer, 'city.headlineGapPct')).toBe(5.1584);
  });

  test('under the other rule set the same figures give another lamp', async () => {
    const answer = await leader.get('/progress?period=2026-10&ruleSet=ndrc-2021-629');
    const lamps = (answer.body as ProgressReply).units.map((unit) => [unit.name, unit.annualLamp]);
    expect(Object.fromEntries(lamps)).toMatchObject({ 德安县: 'yellow', 庐山市: 'red' });
  });

  test('the bureau files the city’s own report', async () => {
    const detail = (await bureau.get('/reports/360400/2026-10')).body as ReportDetail;
    const figures = {
      ...good,
      energyWanTce: '1500',
      publishedIntensityPct: '-3.7',
      energyGrowthPct: '0.6',
      valueAddedGrowthPct: '4.5',
    };
    const reopened = await reopen(bureau, detail.version, '/reports/360400/2026-10');
    const answer = await bureau.ask('POST', '/reports/360400/2026-10/submit', {
      version: versionOf(reopened),
      figures,
    });
    expect(answer.status).toBe(200);
    await bureau.ask('POST', '/reports/360400/2026-10/approve', { version: versionOf(answer) });
    expect((await unitOf(leader, '360400')).actualPct).toBe(-3.7);
  });
});
