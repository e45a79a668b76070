import { chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, auditHead } from '../../db/audit.ts';
import { HEADS_FILE, noteHead } from '../../db/audit-heads.ts';
import { lockFolder } from '../../db/backup.ts';
import { listBackups } from '../../db/backup-list.ts';
import { openDatabase } from '../../db/open.ts';
import { compareHeads } from '../../server/audit/heads.ts';
import { Backups } from '../../server/backups/backups.ts';
import { systemClock } from '../../server/http/clock.ts';
import { BackupWorld } from '../support/backup-world.ts';

let world: BackupWorld;
beforeEach(() => {
  world = new BackupWorld();
});
afterEach(() => world.close());

describe('a row that claims a restore excuses nothing by itself', () => {
  const claim = (after: unknown) => {
    const db = openDatabase(world.database);
    db.write((tx) =>
      appendAudit(tx, {
        at: '2026-11-23T00:00:00.000Z',
        actor: { id: null, name: 'system' },
        action: 'backup.restore',
        entity: 'backup',
        entityId: 'tracker-20261122-023000.gmbackup',
        after,
      }),
    );
    const reply = compareHeads(db, new Backups(db, systemClock(), { dir: world.dir, keepDays: 30 }));
    db.close();
    return reply;
  };
  const headNow = () => {
    const db = openDatabase(world.database);
    const head = auditHead(db.read);
    db.close();
    return head;
  };
  const note = (id: number, hash = 'a'.repeat(64)) =>
    noteHead(join(dirname(world.database), HEADS_FILE), { date: '2026-11-22', id, hash });
  const alarm = { givenUp: 0, restoredOn: null, disagreeing: [{ id: 99_999 }] };

  test.each<[string, () => unknown]>([
    ['no head', () => ({ madeAt: '2026-11-22T00:00:00.000Z' })],
    ['the number 0', () => ({ headId: 0, headHash: '0'.repeat(64) })],
    ['another hash', () => ({ headId: headNow().id, headHash: 'b'.repeat(64) })],
    ['no hash', () => ({ headId: headNow().id })],
  ])('with %s', (_what, after) => {
    note(99_999);
    expect(claim(after())).toMatchObject(alarm);
  });

  test('with a true head that it does not follow', () => {
    const { id, hash } = headNow();
    claim({});
    note(99_999);
    expect(claim({ headId: id, headHash: hash })).toMatchObject(alarm);
  });

  test('with the head it follows, where an older head does not stand any more', () => {
    note(3);
    note(99_999);
    const { id, hash } = headNow();
    expect(claim({ headId: id, headHash: hash })).toMatchObject({
      givenUp: 0,
      disagreeing: [{ id: 3 }, { id: 99_999 }],
    });
  });

  test('and does, as a true one, where all older heads stand', () => {
    note(99_999);
    const { id, hash } = headNow();
    expect(claim({ headId: id, headHash: hash })).toMatchObject({ givenUp: 1, restoredOn: '2026-11-23' });
  });
});

describe('the lock of a folder', () => {
  test('is held by one at a time', () => {
    const unlock = lockFolder(world.dir, world.database);
    expect(() => lockFolder(world.dir, world.database)).toThrow('正在进行');
    unlock();
    lockFolder(world.dir, world.database)();
  });

  test.runIf(process.getuid?.() === 0)(
    'made by root in a folder of the service is the service’s',
    async () => {
      mkdirSync(world.dir);
      chownSync(world.database, 65_534, 65_534);
      const { path } = await world.make();
      expect([join(world.dir, '.lock'), path].map((made) => statSync(made).uid)).toEqual([65_534, 65_534]);
      // the folder is its maker's still
      expect(statSync(world.dir).uid).toBe(0);
    },
  );

  test('is not taken for had where its file cannot be written', async () => {
    mkdirSync(world.dir);
    const lock = join(world.dir, '.lock');
    // root may write whatever its mode says, but not this
    if (process.getuid?.() === 0) symlinkSync('/proc/version', lock);
    else writeFileSync(lock, '', { mode: 0o444 });
    await expect(world.make()).rejects.toMatchObject({ problem: 'not_writable' });
    expect(listBackups(world.dir)).toEqual([]);
  });

  test('keeps a backup away while another is read through', async () => {
    await world.make();
    const unlock = lockFolder(world.dir, world.database);
    const refused = await world.run('backup', '--verify');
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('正在进行') });
    unlock();
    expect(await world.run('backup', '--verify')).toMatchObject({ code: 0 });
  });
});
