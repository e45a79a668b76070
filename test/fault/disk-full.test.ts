import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../db/audit.ts';
import type { CaseDetail } from '../../server/cases/schema.ts';
import { type Answer, at, type Person, TestApp } from '../support/app.ts';
import { apply, creditCode, deskOf } from '../support/cases.ts';
import { OWN, outcome, stepsOf, UNIT, versionOf } from '../support/reports.ts';
import { failAfterStatement, wholeFile } from './statement-fault.ts';

let app: TestApp;
let officer: Person;
beforeEach(async () => {
  app = await TestApp.withDemo();
  officer = await app.as(`county-${UNIT}`);
});
afterEach(() => app.close());

const LONG = '检修结束，产量恢复。'.repeat(180);
const DISK_FULL = [507, 'disk_full'];

/** No page more than the file has, and what room its pages leave is used up. */
async function fillUp(): Promise<void> {
  const { sqlite } = app.db;
  const neighbour = stepsOf(await app.as('county-360403'), '/reports/360403/2026-11');
  app.clock.setToday('2026-12-05');
  sqlite.pragma(`max_page_count = ${sqlite.pragma('page_count', { simple: true })}`);
  for (let version = 0; version < 200; version += 1) {
    const answer = await neighbour.save(version, { note: `${version}${LONG.slice(0, 1990)}` });
    if (answer.status !== 200) {
      expect(outcome(answer)).toEqual(DISK_FULL);
      return;
    }
  }
  throw new Error('the file never became full');
}

const makeRoom = () => app.db.sqlite.pragma('max_page_count = 1000000');

describe('a full disk: the write is refused with 507 and changes nothing, reading goes on, and room ends it', () => {
  const writes: readonly (readonly [string, () => Promise<() => Promise<Answer>>])[] = [
    ['saving a draft', async () => () => stepsOf(officer).save(0, { note: LONG.slice(0, 1990) })],
    ['submitting a report', async () => () => stepsOf(officer).submit(0, { note: LONG.slice(0, 1990) })],
    [
      'adding a file',
      async () => {
        const desk = await deskOf(app);
        const { id }: CaseDetail = await apply(desk);
        const content = new Uint8Array(300_000);
        content.set(Buffer.from('%PDF-1.7\n'));
        return () => desk.officer.upload(`/cases/${id}/files?name=a.pdf`, content);
      },
    ],
    [
      'importing firms',
      async () => {
        const rows = Array.from({ length: 60 }, (_, line) => ({
          line,
          name: `满盘${line}号（演示）陶瓷有限公司`,
          creditCode: creditCode(96_000 + line),
          unit: '永修县',
          source: '企业申报',
          tce2025: '1200',
        }));
        return () => officer.ask('POST', '/firms/import', { check: false, rows });
      },
    ],
  ];

  test.each(writes)('%s', async (_what, prepare) => {
    const write = await prepare();
    await fillUp();
    const before = wholeFile(app);
    const refused = await write();
    expect([...outcome(refused), at(refused, 'error.message')]).toEqual([
      ...DISK_FULL,
      expect.stringContaining('磁盘空间不足'),
    ]);
    expect(wholeFile(app).equals(before)).toBe(true);
    app.clock.forward(61_000);
    for (const page of ['/session', OWN, '/progress?period=2026-09', '/firms']) {
      expect([page, (await officer.get(page)).status]).toEqual([page, 200]);
    }
    makeRoom();
    expect((await write()).status).toBe(200);
    expect(verifyAudit(app.db.read).ok).toBe(true);
  });
});

test('a disk that fails ends no reading: the last-seen time of the session waits', async () => {
  app.clock.forward(61_000);
  const fault = failAfterStatement(app, 0);
  const read = await officer.get(OWN);
  const written = await stepsOf(officer).save(0);
  fault.lift();
  expect([fault.struck, read.status, ...outcome(written)]).toEqual([true, 200, 503, 'storage_failed']);
  expect(versionOf(await stepsOf(officer).save(0))).toBe(1);
});

test('a request that outlives the database is told that the system stops, and crashes nothing', async () => {
  app.db.close();
  expect(outcome(await officer.get(OWN))).toEqual([503, 'stopping']);
  expect(outcome(await stepsOf(officer).save(0))).toEqual([503, 'stopping']);
});
