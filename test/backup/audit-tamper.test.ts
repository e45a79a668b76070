import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, auditHead, checkAgainst, verifyAudit } from '../../db/audit.ts';
import type { AuditHead } from '../../db/backup-format.ts';
import { type Database, openDatabase } from '../../db/open.ts';

/*
 * Whoever has the file can switch the triggers off. Whatever is then done to the chain is found by the check, with the
 * first bad row; what leaves a whole chain behind (its end cut off, all of it computed anew) by a head kept elsewhere.
 */

const ROWS = process.env.FULL_TESTS === '1' ? 1000 : 300;
const COLUMNS = [
  'at',
  'actor_id',
  'actor_name',
  'action',
  'entity',
  'entity_id',
  'before',
  'after',
  'request_id',
  'prev_hash',
  'hash',
];

let folder: string;
let db: Database;
/** the head after each row, as a backup of that moment keeps it */
const heads: AuditHead[] = [];

function write(n: number): void {
  db.write((tx) =>
    appendAudit(tx, {
      at: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
      actor: { id: n % 7, name: `user-${n % 7}` },
      action: 'report.save_draft',
      entity: 'report',
      entityId: `360402/${n}`,
      before: n % 3 === 0 ? null : { n: n - 1 },
      after: { n },
      requestId: `request-${n}`,
    }),
  );
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tracker-tamper-'));
  db = openDatabase(join(folder, 'tracker.sqlite'));
  for (let n = 1; n <= ROWS; n++) {
    write(n);
    heads.push(auditHead(db.read));
  }
  // what an intruder with the file would do first
  db.sqlite.exec('DROP TRIGGER audit_log_no_update; DROP TRIGGER audit_log_no_delete');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  expect(verifyAudit(db.read)).toMatchObject({ ok: true, rows: ROWS });
});

/** Does something to the log, looks at it, and undoes it. */
function tampered<T>(change: () => void, look: () => T): T {
  db.sqlite.exec('BEGIN');
  try {
    change();
    return look();
  } finally {
    db.sqlite.exec('ROLLBACK');
  }
}

const run = (statement: string, ...values: unknown[]) => db.sqlite.prepare(statement).run(values);
const firstBad = (change: () => void) => tampered(change, () => verifyAudit(db.read).firstBadId);
const every = Array.from({ length: ROWS }, (_, n) => n + 1);

describe('every row of the chain', () => {
  test.each(COLUMNS)('an edit of its column %s is found at that row', (column) => {
    const edit = `UPDATE audit_log SET ${column} = CASE WHEN ${column} IS NULL THEN 'x' ELSE ${column} || 'x' END WHERE id = ?`;
    // actor_id is a number; one more is another person
    const statement =
      column === 'actor_id' ? 'UPDATE audit_log SET actor_id = actor_id + 1 WHERE id = ?' : edit;
    for (const id of every) expect([id, firstBad(() => run(statement, id))]).toEqual([id, id]);
  });

  test('its removal is found at the row after it, that of the last at its own number', () => {
    for (const id of every) {
      const found = firstBad(() => run('DELETE FROM audit_log WHERE id = ?', id));
      expect([id, found]).toEqual([id, id === ROWS ? ROWS : id + 1]);
    }
  });

  test('its removal with the rest renumbered is found where the gap was', () => {
    for (const id of every.slice(0, -1)) {
      const close = () => {
        run('DELETE FROM audit_log WHERE id = ?', id);
        run('UPDATE audit_log SET id = id - 1 WHERE id > ?', id);
        run("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'audit_log'");
      };
      expect([id, firstBad(close)]).toEqual([id, id]);
    }
  });

  test('its exchange with the next one is found at the first of the two', () => {
    for (const id of every.slice(0, -1)) {
      const swap = () => {
        run('UPDATE audit_log SET id = -1 WHERE id = ?', id);
        run('UPDATE audit_log SET id = ? WHERE id = ?', id, id + 1);
        run('UPDATE audit_log SET id = ? WHERE id = -1', id + 1);
      };
      expect([id, firstBad(swap)]).toEqual([id, id]);
    }
  });

  test('a copy put in before it is found at its place', () => {
    for (const id of every) {
      const insert = () => {
        // by way of negative numbers, so that no two are ever the same
        run('UPDATE audit_log SET id = -id - 1 WHERE id >= ?', id);
        run('UPDATE audit_log SET id = -id WHERE id < 0');
        const columns = COLUMNS.join(', ');
        const source = id === 1 ? 2 : id - 1;
        run(
          `INSERT INTO audit_log (id, ${columns}) SELECT ?, ${columns} FROM audit_log WHERE id = ?`,
          id,
          source,
        );
      };
      // the copy of what follows the first row claims its place with the same link: then the next one does not fit
      expect([id, firstBad(insert)]).toEqual([id, id === 1 ? 2 : id]);
    }
  });
});

test('a row added at the end by hand is found at its number', () => {
  const columns = COLUMNS.join(', ');
  const add = () =>
    run(`INSERT INTO audit_log (${columns}) SELECT ${columns} FROM audit_log WHERE id = ?`, ROWS);
  expect(firstBad(add)).toBe(ROWS + 1);
});

describe('what leaves a whole chain is found by a head kept elsewhere', () => {
  test('the end cut off, with the counter lowered: by every head kept of a row that is gone', () => {
    for (const id of every.slice(0, -1)) {
      const seen = tampered(
        () => {
          run('DELETE FROM audit_log WHERE id > ?', id);
          run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit_log'", id);
        },
        () => ({
          chain: verifyAudit(db.read).ok,
          before: checkAgainst(db.read, heads[id - 1] ?? { id: 0, hash: '' }),
          after: checkAgainst(db.read, heads[id] ?? { id: 0, hash: '' }),
        }),
      );
      expect([id, seen]).toEqual([id, { chain: true, before: 'same', after: 'missing' }]);
    }
  });

  test('the chain computed anew from a row on: by the heads from that row on, and by none before', () => {
    for (const from of [1, 2, Math.floor(ROWS / 2), ROWS]) {
      const rewrite = () => {
        const kept = db.sqlite.prepare('SELECT * FROM audit_log WHERE id >= ? ORDER BY id').all(from) as {
          entity_id: string;
        }[];
        run('DELETE FROM audit_log WHERE id >= ?', from);
        run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit_log'", from - 1);
        kept.forEach((row, n) => {
          // the program's own function makes a chain nothing is wrong with
          appendAudit(db.read as never, {
            at: '2026-01-01T00:00:00.000Z',
            actor: { id: null, name: 'somebody else' },
            action: 'report.save_draft',
            entity: 'report',
            entityId: n === 0 ? 'forged' : row.entity_id,
          });
        });
      };
      const seen = tampered(rewrite, () => ({
        ok: verifyAudit(db.read).ok,
        verdicts: heads.map((head) => checkAgainst(db.read, head)),
      }));
      expect(seen.ok).toBe(true);
      expect(seen.verdicts).toEqual(every.map((id) => (id < from ? 'same' : 'different')));
    }
  });

  test('the empty log has a head too', () => {
    const empty = { id: 0, hash: '0'.repeat(64) };
    expect(checkAgainst(db.read, empty)).toBe('same');
    expect(
      tampered(
        () => run('DELETE FROM audit_log'),
        () => auditHead(db.read),
      ),
    ).toEqual(empty);
  });
});
