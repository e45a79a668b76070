import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../db/open.ts';
import { oldDatabase } from '../support/old-database.ts';

const FIRST = '2026-09-25T02:00:00.000Z';
const SECOND = '2026-10-12T02:00:00.000Z';
let folder: string;
let db: Database;

/** Two units released together, one of them again after a correction; the city from before releases were logged. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-old-'));
  const path = join(folder, 'tracker.sqlite');
  const old = oldDatabase(path);
  old.exec(`
    INSERT INTO unit VALUES ('360402', '濂溪区', 'county', 1), ('360403', '浔阳区', 'county', 2), ('360400', '全市', 'city', 0);
    INSERT INTO user (username, display_name, role, password_hash, must_change_password, password_changed_at, created_at)
      VALUES ('bureau', '市工信局', 'bureau', 'x', 0, '${FIRST}', '${FIRST}');
    INSERT INTO report (unit_code, period, status, version, latest_revision, approved_revision, released_revision, released_at)
      VALUES ('360402', '2026-08', 'approved', 4, 2, 2, 2, '${SECOND}'), ('360403', '2026-08', 'approved', 2, 1, 1, 1, '${FIRST}'),
        ('360400', '2026-08', 'approved', 2, 1, 1, 1, '${FIRST}'), ('360402', '2026-09', 'submitted', 1, 1, NULL, NULL, NULL);
  `);
  const log = old.prepare(
    `INSERT INTO audit_log (at, actor_id, actor_name, action, entity, entity_id, after, prev_hash, hash)
     VALUES (?, 1, '市工信局', ?, 'period', '2026-08', ?, '', '')`,
  );
  const released = (unitCode: string, releasedRevision: number) => ({ unitCode, releasedRevision });
  log.run(FIRST, 'period.release', JSON.stringify([released('360402', 1), released('360403', 1)]));
  log.run(FIRST, 'period.other', JSON.stringify([released('360402', 9)]));
  log.run(SECOND, 'period.release', JSON.stringify([released('360402', 2)]));
  old.close();
  db = openDatabase(path);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test('after the upgrade every release of the log is an event, and one the log lacks stands as the report has it', () => {
  const events = db.sqlite
    .prepare(
      `SELECT r.unit_code AS unit, e.kind, e.revision, e.at, e.by FROM report_event e
       JOIN report r ON r.id = e.report_id ORDER BY r.unit_code, e.id`,
    )
    .all();
  const released = { kind: 'released', revision: 1, at: FIRST, by: 1 };
  expect(events).toEqual([
    { ...released, unit: '360400', by: null },
    { ...released, unit: '360402' },
    { ...released, unit: '360402', revision: 2, at: SECOND },
    { ...released, unit: '360403' },
  ]);
  expect(db.sqlite.pragma('foreign_key_check')).toEqual([]);
});
