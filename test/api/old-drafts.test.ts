import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/open.ts';
import { DEMO_PASSWORD } from '../../seed/demo/accounts.ts';
import { seedReference } from '../../seed/reference.ts';
import { hashPassword } from '../../server/accounts/passwords.ts';
import { createApp } from '../../server/app.ts';
import { EMPTY_FIGURES } from '../../server/rules/figures.ts';
import { at, Person, TestClock } from '../support/app.ts';
import { oldDatabase } from '../support/old-database.ts';
import { OWN, PERIOD, UNIT, versionOf } from '../support/reports.ts';

/** A draft as the release before the second page, remarks and reasons saved it. */
const OLD_DRAFT = {
  energyWanTce: '24.62',
  energyGrowthPct: '1.2',
  valueAddedGrowthPct: null,
  publishedIntensityPct: null,
  waterIntensityPct: null,
  note: '待核对',
  source: 'statistics',
  energyScope: 'unstated',
  feedstockDeducted: 'unstated',
  renewablesDeducted: 'unstated',
  edition: 'flash',
};

let db: Database;
let officer: Person;

beforeEach(async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'tracker-old-')), 'tracker.sqlite');
  const old = oldDatabase(path);
  old.prepare("INSERT INTO unit VALUES (?, '永修县', 'county', 6)").run(UNIT);
  old
    .prepare(
      `INSERT INTO user (username, display_name, role, unit_code, password_hash, must_change_password,
         password_changed_at, created_at)
       VALUES ('old', '填报员', 'county', ?, ?, 0, '2026-11-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z')`,
    )
    .run(UNIT, await hashPassword(DEMO_PASSWORD));
  old
    .prepare(
      `INSERT INTO report (unit_code, period, status, version, draft, draft_saved_at, draft_by)
       VALUES (?, ?, 'draft', 3, ?, '2026-11-20T00:00:00.000Z', 1)`,
    )
    .run(UNIT, PERIOD, JSON.stringify(OLD_DRAFT));
  old.close();
  db = openDatabase(path);
  seedReference(db, '2026-11-21T00:00:00.000Z');
  const log = pino({ level: 'silent' });
  const app = createApp({ db, clock: new TestClock(), demo: true, publicOrigin: null, log });
  officer = await new Person(app).signIn('old');
});
afterEach(() => db.close());

test('a draft saved before the upgrade opens with the new figures blank, and is saved and submitted on', async () => {
  const opened = await officer.get(OWN);
  const draft = { ...EMPTY_FIGURES, ...OLD_DRAFT };
  expect(at(opened, 'draft')).toEqual(draft);
  expect((await officer.get(`/reports/template?period=${PERIOD}&unit=${UNIT}`)).status).toBe(200);
  const same = await officer.ask('PUT', `${OWN}/draft`, { version: 3, figures: at(opened, 'draft') });
  expect([same.status, versionOf(same)]).toEqual([200, 3]);
  const figures = { ...draft, valueAddedGrowthPct: '4.2', publishedIntensityPct: '-2.9' };
  const saved = await officer.ask('PUT', `${OWN}/draft`, { version: 3, figures });
  expect([saved.status, versionOf(saved)]).toEqual([200, 4]);
  const sent = await officer.ask('POST', `${OWN}/submit`, { version: 4, figures });
  expect([sent.status, at(sent, 'status')]).toEqual([200, 'submitted']);
});
